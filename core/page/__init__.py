"""The page: the numbers of the standard, and lines and pages as a word processor breaks them. No disk, no fonts, no Qt."""
