"""A table for printing or export: title, lines above it, columns and rows, all plain text."""

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
