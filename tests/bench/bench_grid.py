"""A table of 500 rows and 12 columns in the window, opened, typed in, a row deleted and brought back, beside a QTextTable."""

from tests.bench.frame import Row, figures

OPEN_MS, STEP_MS, WHOLE_MS, KEY_MS, UNDO_MS = 300, 16, 3_000, 16, 50
KEY_MARK, UNDO_MARK = 10.0, 2.0
"""How many times faster than a QTextTable, which lays itself out whole at each key."""

PAINT_MARK = 1.5
"""Times a QTextTable of one screenful in a bare window, for the whole window with its chips; it alone takes longer than a step may."""


def rows() -> list[Row]:
    """In a process of its own: our window first, then the peer's."""
    opened, painted, step, whole, p50, p99, undone, wider, *peers = figures("tests.bench.grid_window")
    peer_painted, peer_p50, peer_p99, peer_undone = peers
    return [
        Row("500 x 12 cells: open", opened, None, OPEN_MS, "below"),
        Row(
            "500 x 12 cells: first paint beside a QTextTable of one screen", painted, peer_painted, PAINT_MARK, "within"
        ),
        Row("500 x 12 cells: longest step from then until all of it is there", step, None, STEP_MS, "below"),
        Row("500 x 12 cells: all of it there", whole, None, WHOLE_MS, "below"),
        Row("500 x 12 cells: key press, p50", p50, peer_p50, KEY_MARK, "faster"),
        Row("500 x 12 cells: key press, p99", p99, None, KEY_MS, "below"),
        Row("500 x 12 cells: p99 beside a QTextTable", p99, peer_p99, KEY_MARK, "faster"),
        Row("500 x 12 cells: undo of a deleted row", undone, None, UNDO_MS, "below"),
        Row("500 x 12 cells: longest step after a column became wider", wider, None, STEP_MS, "below"),
        Row("500 x 12 cells: undo beside a QTextTable", undone, peer_undone, UNDO_MARK, "faster"),
    ]
