"""Thin Qt models over immutable snapshots of a draft."""
