"""The Memory window: which memories a project uses, and what is in them."""
