"""A paragraph's text with the width of every character: what the line breaker works on."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from core.page.advances import TWIPS, em_width, latin_advances
from core.page.scripts import parts
from core.page.values import LINE_BREAK, PAGE_BREAK, TAB, Face, Piece


class Run(NamedTuple):
    """Characters ``start`` to ``end`` of one look and one alphabet."""

    start: int
    end: int
    face: Face
    is_latin: bool
    is_open: bool
    is_control: bool


class Measured(NamedTuple):
    """Text, its runs, and at ``sums[i]`` the width of all characters before the one at ``i``, in twips.

    ``ends`` are the places after LINE_BREAK and PAGE_BREAK, ``tabs`` those of TAB.
    """

    text: str
    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    sums: tuple[float, ...]
    ends: tuple[int, ...]
    tabs: tuple[int, ...]

    def width(self, start: int, end: int) -> float:
        """Width of the characters from ``start`` to ``end`` as they come."""
        return self.sums[end] - self.sums[start]

    def run_at(self, place: int) -> int:
        """Index of the run that holds the character at ``place``."""
        return bisect_right(self.starts, place) - 1


def measure(pieces: Iterable[Piece]) -> Measured:
    """The text of the pieces, measured."""
    runs: list[Run] = []
    widths: list[float] = []
    text = ""
    for piece in pieces:
        widths += _widths(piece, len(text), runs)
        text += piece.text
    places = [run.start for run in runs if run.is_control]
    return Measured(
        text,
        tuple(runs),
        tuple([run.start for run in runs]),
        tuple(accumulate(widths, initial=0.0)),
        tuple([place + 1 for place in places if text[place] in LINE_BREAK + PAGE_BREAK]),
        tuple([place for place in places if text[place] == TAB]),
    )


def _widths(piece: Piece, offset: int, runs: list[Run]) -> list[float]:
    """Widths of the piece's characters; its runs are added to ``runs``."""
    face, text = piece.face, piece.text
    em = em_width(face)
    widths: list[float] = []
    for start, end, is_latin, is_control in parts(text, piece.wide):
        runs.append(Run(offset + start, offset + end, face, is_latin, piece.is_open, is_control))
        if is_control:
            widths.append(0.0)
        elif is_latin:
            known = latin_advances(face.latin, face.bold, face.size * TWIPS * face.scale / 100, face.spacing)
            widths += [known[character] for character in text[start:end]]
        else:
            widths += [em] * (end - start)
    return widths
