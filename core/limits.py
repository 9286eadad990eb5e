"""The size of the longest report: what recognition processes in some seconds and little memory."""

from core.errors import BadInput

MOST_CHARACTERS = 1_000_000
"""About 1,600 printed pages."""
MOST_PARAGRAPHS = 100_000
MOST_CELLS = 20_000
"""In all tables of a file: several seconds of work; data, and no tables of a report, are larger."""
MOST_ROWS, MOST_COLUMNS, MOST_PLACES = 5_000, 200, 200_000
"""Of the grid of a table in a Word file; a longer row or list is text, whatever a file says that its cells cover."""


def check_length(characters: int, paragraphs: int) -> None:
    """Raise BadInput ``text_too_long`` for a text longer than any report."""
    if characters > MOST_CHARACTERS or paragraphs > MOST_PARAGRAPHS:
        raise BadInput("text_too_long", limit=str(MOST_CHARACTERS // 10_000), most=str(MOST_PARAGRAPHS // 10_000))


def check_cells(cells: int) -> None:
    """Raise BadInput ``too_many_cells`` for tables that hold more than those of any report."""
    if cells > MOST_CELLS:
        raise BadInput("too_many_cells", most=str(MOST_CELLS // 10_000))
