"""Collection sheets: sending and reading."""
