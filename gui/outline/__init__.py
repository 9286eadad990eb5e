"""The outline (提纲)."""
