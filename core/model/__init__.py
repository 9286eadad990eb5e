"""The model: immutable values that every room shares and that import nothing but the cellar."""
