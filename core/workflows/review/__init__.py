"""Returned copies of a draft: read, compared with what went out, listed."""
