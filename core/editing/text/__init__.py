"""Edits inside paragraphs: words, values, marks, search and replace."""
