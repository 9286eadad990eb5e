"""Tables and papers for printing or export: a table is plain text, in a paper words may be struck out or bold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``share`` is how much of the width it has beside the others; ``is_centred`` for short words and numbers."""

    head: str
    share: int
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """``lines`` stand between title and table, ``foot`` below it; every row has a text for every column."""

    title: str
    lines: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class PaperRun:
    """Words in one look."""

    text: str
    is_struck: bool = False
    is_bold: bool = False


PaperCell = tuple[PaperRun, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The cells of a row; one that ``is_across`` has a single cell as wide as the table."""

    cells: tuple[PaperCell, ...]
    is_across: bool = False


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A heading ("" for none), then ``lines``, then a table if it has columns. ``has_head``: the heads of the columns show."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[PaperRow, ...] = ()
    has_head: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole paper; ``lines`` stand below the title, ``foot`` at the end."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    foot: str = ""
    is_landscape: bool = False


def plain_row(*texts: str) -> PaperRow:
    """A row of plain texts."""
    return PaperRow(tuple((PaperRun(text),) for text in texts))
