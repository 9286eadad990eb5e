"""Sheets: a Word file as the values that pages are laid out from (core.page.values). Pure, limits before parsing."""
