"""Returned copies compared with what went out: matching, changes, merging. Pure functions on the model."""
