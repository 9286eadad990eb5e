"""The test set as it stands in ``slips.tsv`` and ``clean.txt``: texts, and where which of them has its one slip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.model.spans import Span

FOLDER = Path(__file__).resolve().parent
SLIP, AGAINST = "⟦⟧", "⟪⟫"
PARAGRAPH = "¶"
MARK = re.compile(f"[{SLIP}{AGAINST}]")


@dataclass(frozen=True, slots=True)
class Row:
    """A text with one slip at ``span``; ``against`` are the places that a finding of it may stand at as well.

    ``text`` and ``right`` are whole texts, paragraphs parted by line feeds; ``number`` is the line of the file.
    """

    number: int
    kind: str
    text: str
    span: Span
    against: tuple[Span, ...]
    right: str
    why: str


def slips(path: Path = FOLDER / "slips.tsv") -> tuple[Row, ...]:
    """The texts with a slip; ValueError for a line that is none."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return tuple(_row(number, *line.split("\t")) for number, line in lines if number > 1 and SLIP[0] in line)


def clean(path: Path = FOLDER / "clean.txt") -> tuple[str, ...]:
    """The texts without a slip."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(line.replace(PARAGRAPH, "\n") for line in lines if line and not line.startswith("#"))


def _row(number: int, kind: str, marked: str, right: str, why: str) -> Row:
    marked, right = marked.replace(PARAGRAPH, "\n"), right.replace(PARAGRAPH, "\n")
    text = MARK.sub("", marked)
    (span,) = _spans(marked, SLIP)
    mended = text[: span.start] + right + text[span.end :]
    return Row(number, kind, text, span, tuple(_spans(marked, AGAINST)), mended, why)


def _spans(marked: str, brackets: str) -> Iterator[Span]:
    """Where the brackets stand, counted without any marks."""
    opening, closing = brackets
    for found in re.finditer(f"{opening}([^{closing}]*){closing}", marked):
        start = len(MARK.sub("", marked[: found.start()]))
        yield Span(start, start + len(MARK.sub("", found[1])))
