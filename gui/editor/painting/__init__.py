"""Painting under and over the running text."""
