"""Names carried over from another place, unit or person."""
