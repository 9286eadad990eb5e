"""Benchmarks: ours against a peer, measured in one run.  ``make bench`` runs them; the test suite never does."""
