"""Lines and pages as a word processor breaks them. No disk, no fonts, no Qt."""
