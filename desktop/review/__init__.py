"""Reviewing: the dialog that sends a segment back."""
