"""Unit cards."""
