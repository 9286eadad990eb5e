"""Spreadsheets: the cells of .xlsx and .xls files as they show, a range of them, or the whole file as tables."""
