"""Files in and out: the dialogs for import and export."""
