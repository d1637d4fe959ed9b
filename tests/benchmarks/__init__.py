"""Measurements: each module is a command that prints a table with ratios from one run."""
