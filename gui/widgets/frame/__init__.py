"""Scroll areas, columns, notices and pages around other widgets."""
