"""Redlines: two Word files as one with native revisions (ECMA-376 part 1, 17.13.5)."""
