"""Quality checks: one short function each, gathered in core.qa.checks."""
