"""Layouts fitted to a unit: house style, learning a layout from a document, checking one."""
