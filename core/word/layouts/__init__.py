"""Layouts: Word files with Jinja tags, compiled once and rendered for every draft."""
