"""The window and its parts, with real clicks and keys, without a screen."""
