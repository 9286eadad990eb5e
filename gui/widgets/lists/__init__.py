"""Lists and tables of results."""
