"""A draft as a Word file, and comments and tables written into Word files."""
