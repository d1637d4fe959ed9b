"""Preferences: what a person chooses for this machine, whatever the project."""
