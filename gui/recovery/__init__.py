"""Copies of drafts and damaged drafts."""
