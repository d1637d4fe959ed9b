"""Tests: a mirror of the tree, and journeys that tell whole stories."""
