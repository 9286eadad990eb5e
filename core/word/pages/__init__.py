"""Word files read as input for page layout; limits are checked before parsing."""
