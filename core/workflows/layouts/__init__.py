"""Layouts there are, checked, learned and tried."""
