"""Benchmarks: ours against a peer, measured in one run.  ``make bench`` runs them; the test suite never does.

Every timed call of ours and of a peer begins with a settled heap, and both make the same (docs/decisions/071-fair-bench.md).
"""
