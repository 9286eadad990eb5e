"""Two thousand facts scrolled through in the ledger: how long the picture of the next rows takes."""

from tests.bench.frame import Row, figures, percentile

MARK_MS = 16
"""A picture of a screen that shows sixty a second."""


def rows() -> list[Row]:
    """One row: all but the slowest in a hundred steps of the wheel."""
    times = figures("tests.bench.scrolling_window")
    return [Row("a step of the wheel in a ledger of 2000 facts, p99", percentile(times, 99), None, MARK_MS, "below")]
