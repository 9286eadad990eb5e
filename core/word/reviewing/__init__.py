"""Revisions and comments in Word files: reading returned copies, writing redlines (ECMA-376 part 1, 17.13)."""
