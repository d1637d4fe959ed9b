"""The editor grid: source and target side by side, with one live field on the current row."""
