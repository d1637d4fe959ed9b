"""Targets in another script: what is asked, what it would change, and doing it."""
