"""Finished reports as units send them, for learning layouts from."""
