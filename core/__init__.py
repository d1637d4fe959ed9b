"""Translation itself: values and pure functions, without Qt, SQL or network."""
