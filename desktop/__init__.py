"""The window: shows values and asks services for changes."""
