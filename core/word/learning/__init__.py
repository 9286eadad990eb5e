"""A layout learned from a finished document."""
