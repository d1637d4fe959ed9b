"""Pre-translation: the dialog that asks for it, and the table of what came of it."""
