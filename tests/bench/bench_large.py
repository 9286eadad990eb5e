"""A draft of four hundred pages and twenty thousand facts in the window: opened, typed in, turned over, undone."""

from tests.bench.frame import Row, figures

OPEN_MS, KEY_MS, SECTION_MS, UNDO_MS, MEMORY_MB = 1_000, 16, 50, 50, 400


def rows() -> list[Row]:
    """In a process of its own, so that nothing else counts as its memory."""
    opened, p50, p99, peer_p50, peer_p99, form, text, undone, memory = figures("tests.bench.large_window")
    return [
        Row("400 pages: open", opened, None, OPEN_MS, "below"),
        Row("400 pages: key press, p50", p50, peer_p50, 2.0, "within"),
        Row("400 pages: key press, p99", p99, None, KEY_MS, "below"),
        Row("400 pages: key press, p99 beside a QTextEdit", p99, peer_p99, 2.0, "within"),
        Row("400 pages: another section in the form", form, None, SECTION_MS, "below"),
        Row("400 pages: another section in the text", text, None, SECTION_MS, "below"),
        Row("400 pages: undo", undone, None, UNDO_MS, "below"),
        Row("400 pages: memory", memory, None, MEMORY_MB, "below", "MB"),
    ]
