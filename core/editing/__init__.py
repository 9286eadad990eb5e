"""Edits of a draft as pure functions that return a Change."""
