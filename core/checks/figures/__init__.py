"""Figures that contradict one another."""
