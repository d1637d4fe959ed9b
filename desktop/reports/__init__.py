"""Reports: what there is to tell about a project, to look at and to take away."""
