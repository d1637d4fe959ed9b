"""Where a person starts: recent projects, a new project, the sample."""
