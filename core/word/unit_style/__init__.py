"""Layouts fitted to a unit: the unit's style, and checking and mending of layouts."""
