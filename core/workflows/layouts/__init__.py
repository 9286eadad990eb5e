"""Layouts: list, check, learn, mend, preview."""
