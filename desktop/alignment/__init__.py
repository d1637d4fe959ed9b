"""The window in which people put alignments right."""
