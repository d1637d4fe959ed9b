"""What is set for a project as a whole."""
