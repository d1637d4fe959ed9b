"""Text hygiene: signs that were typed wrongly or damaged on the way, found and repaired."""
