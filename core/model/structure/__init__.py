"""Stretches of the flat list of elements that belong together."""
