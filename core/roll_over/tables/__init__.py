"""Years of a table moved on with its values, and its cells opened or worked out."""
