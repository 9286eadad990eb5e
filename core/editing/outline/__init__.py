"""Edits of the outline: sections, numbering, points, pasted sections."""
