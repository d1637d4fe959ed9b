"""The window: shows values and asks services for changes."""

import gc

# A document is tens of thousands of small values that stay; by its defaults Python would look
# through all of them again for every few hundred new ones.
gc.set_threshold(50_000, 25, 25)
