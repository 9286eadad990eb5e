"""A paragraph's text with the width of every character: the input of the line breaker.

Which font draws a character follows ECMA-376 part 1, 17.3.2.26 (rFonts).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from core.typesetting.glyph_widths import TWIPS, em_width, latin_glyph_widths
from core.typesetting.values import LINE_BREAK, PAGE_BREAK, TAB, Face, TextPiece

CONTROLS = TAB + LINE_BREAK + PAGE_BREAK

# In both alphabets: the hint of the run decides.
SHARED = "§¨°±·×÷‖‘’“”•‥…‰′″※—―\u0370-\u052f"
# Always Latin: ASCII and accented letters, no-break space, en dash, euro.
LATIN = "\u0020-\u007e\u00a0-\u00a6\u00a9-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u02ff–€"


# Start, end, whether the part is Latin, whether it is a control. A plain tuple: there are thousands of them.
Part: TypeAlias = tuple[int, int, bool, bool]


def _pattern(latin: str) -> re.Pattern[str]:
    return re.compile(f"([{latin}]+)|([{CONTROLS}])|[^{latin}{CONTROLS}]+")


PATTERN_WIDE = _pattern(LATIN)
PATTERN_NARROW = _pattern(LATIN + SHARED)


def parts(text: str, wide: bool) -> Iterator[Part]:
    """The text cut where its alphabet changes; every control stands alone.

    >>> [text[start:end] for text in ("约2万“户”",) for start, end, *_ in parts(text, True)]
    ['约', '2', '万“户”']
    """
    for match in (PATTERN_WIDE if wide else PATTERN_NARROW).finditer(text):
        start, end = match.span()
        yield start, end, match.lastindex == 1, match.lastindex == 2


_HAN = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
# Where autoSpaceDE and autoSpaceDN (17.3.1.2 and 17.3.1.3) keep room; marks and blanks need none.
MEETING = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")


class MeasuredRun(NamedTuple):
    """Characters ``start`` to ``end`` of one face and one script."""

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
    """Space before characters where Han meets Latin: a quarter of an em of the first of the two, twips."""
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
