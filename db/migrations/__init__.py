"""The history of the schema: one file in versions/ for each step."""
