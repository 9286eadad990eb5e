"""A paragraph's text with the width of every character: what the line breaker works on."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from core.typesetting.glyph_widths import TWIPS, em_width, latin_glyph_widths
from core.typesetting.scripts import parts
from core.typesetting.values import LINE_BREAK, PAGE_BREAK, TAB, Face, TextPiece

_HAN = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
# Where autoSpaceDE and autoSpaceDN (17.3.1.2 and 17.3.1.3) keep room; marks and blanks need none.
MEETING = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")


class MeasuredRun(NamedTuple):
    """Characters ``start`` to ``end`` of one look and one alphabet."""

    start: int
    end: int
    face: Face
    is_latin: bool
    is_open: bool
    is_control: bool


class Measured(NamedTuple):
    """Text, its runs, and at ``sums[i]`` the width of all characters before the one at ``i``, in twips.

    ``lefts[i]`` is where that one begins: further on where room is kept before it, which a line that begins there drops.
    ``ends`` are the places after LINE_BREAK and PAGE_BREAK, ``tabs`` those of TAB.
    """

    text: str
    runs: tuple[MeasuredRun, ...]
    starts: tuple[int, ...]
    sums: tuple[float, ...]
    lefts: tuple[float, ...]
    ends: tuple[int, ...]
    tabs: tuple[int, ...]

    def width(self, start: int, end: int) -> float:
        """Width of the characters from ``start`` to ``end`` as they come."""
        return self.sums[end] - self.lefts[start]

    def run_at(self, place: int) -> int:
        """Index of the run that holds the character at ``place``."""
        return bisect_right(self.starts, place) - 1


def measure(pieces: Iterable[TextPiece], spaced: bool = False) -> Measured:
    """The text of the pieces, measured; ``spaced`` as in core.typesetting.values.Shape."""
    runs: list[MeasuredRun] = []
    widths: list[float] = []
    text = ""
    for piece in pieces:
        widths += _widths(piece, len(text), runs)
        text += piece.text
    places = [run.start for run in runs if run.is_control]
    rooms = _rooms(text, runs) if spaced else {}
    sums, lefts = _places(widths, rooms)
    return Measured(
        text,
        tuple(runs),
        tuple([run.start for run in runs]),
        sums,
        lefts,
        tuple([place + 1 for place in places if text[place] in LINE_BREAK + PAGE_BREAK]),
        tuple([place for place in places if text[place] == TAB]),
    )


def _places(widths: list[float], rooms: dict[int, float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """``sums`` and ``lefts`` of characters so wide with so much room before some of them."""
    for place, room in rooms.items():
        widths[place] += room
    sums = tuple(accumulate(widths, initial=0.0))
    return sums, tuple([left + rooms.get(place, 0.0) for place, left in enumerate(sums)]) if rooms else sums


def _rooms(text: str, runs: list[MeasuredRun]) -> dict[int, float]:
    """Room before characters where Han meets Latin: a quarter of an em of the first of the two."""
    meetings = [found.start() for found in MEETING.finditer(text)]
    starts = [run.start for run in runs]
    faces = [runs[bisect_right(starts, place - 1) - 1].face for place in meetings]
    return {place: face.size * TWIPS * face.scale / 400 for place, face in zip(meetings, faces, strict=True)}


def _widths(piece: TextPiece, offset: int, runs: list[MeasuredRun]) -> list[float]:
    """Widths of the piece's characters; its runs are added to ``runs``."""
    face, text, is_open = piece.face, piece.text, piece.is_open
    if piece.room:
        runs.append(MeasuredRun(offset, offset + len(text), face, False, is_open, False))
        return [piece.room] * len(text)
    em = em_width(face)
    known = latin_glyph_widths(face.latin, face.bold, face.size * TWIPS * face.scale / 100, face.spacing)
    widths: list[float] = []
    for start, end, is_latin, is_control in parts(text, piece.wide):
        runs.append(MeasuredRun(offset + start, offset + end, face, is_latin, is_open, is_control))
        if is_latin:
            widths += [known[character] for character in text[start:end]]
        else:
            widths += [0.0 if is_control else em] * (end - start)
    return widths
