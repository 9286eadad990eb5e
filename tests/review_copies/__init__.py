"""Reviewed copies of real exports with the truth about them (``python -m tests.review_copies SEED ROUNDS``)."""
