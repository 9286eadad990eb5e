"""Ordinals, points, attachments and references to them."""
