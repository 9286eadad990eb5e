"""Character widths by font name alone, so that line breaks are the same on every machine, whatever font replaces it.

Han characters and full-width marks are one em wide in every Chinese font. Latin letters and digits are half an em in
the fonts of official documents (仿宋, 楷体, 黑体, 宋体, 小标宋); other Latin fonts have widths of their own.

The tables hold printable ASCII from the space to the tilde, in thousandths of an em. Times and Arial: the metrics that
Adobe published for Times and Helvetica (AFM), which Times New Roman and Arial share. Calibri: the advance widths of
the font, which Carlito shares.

Measured text, a paragraph with the width of every character, is the input of the line breaker. Which font draws a
character follows ECMA-376 part 1, 17.3.2.26 (rFonts).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from core.typesetting.values import LINE_BREAK, PAGE_BREAK, TAB, Face, TextPiece

TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
    "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
    "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541 "
)
TIMES_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 "
    "667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 "
    "556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520 "
)
ARIAL = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 "
    "611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 "
    "556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
)
ARIAL_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 "
    "611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 "
    "611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584 "
)
CALIBRI = (
    "226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 507 "
    "268 268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 543 459 "
    "487 642 567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 525 229 239 455 229 799 "
    "525 527 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498 "
)


TWIPS = 20.0
THOUSAND = 1000
HALF = 500
FIRST_ASCII = 0x20

# Chinese fonts whose Latin letters are not half an em: they count as Arial.
PROPORTIONAL = re.compile("雅黑|yahei|等线|dengxian|noto sans cjk|noto serif cjk|source han|思源", re.IGNORECASE)
HALF_EM = re.compile("[\u2e80-\uffff]|sim(sun|hei)|song|hei|kai|fang|cjk|uming|ukai", re.IGNORECASE)
BOOKISH = re.compile("times|liberation serif|serif|georgia|garamond|cambria|roman", re.IGNORECASE)
ROUND = re.compile("calibri|carlito", re.IGNORECASE)

# Marks beyond ASCII in Times and Arial, thousandths of an em; in a Chinese font they take a whole em.
MARKS_TIMES = "“444 ”444 ‘333 ’333 –500 —1000 …1000 ·250 •350 ×564 °400 ±564 ÷564 §500 €500 ‰1000 ′333 ″500"
MARKS_ARIAL = "“333 ”333 ‘222 ’222 –556 —1000 …1000 ·278 •350 ×584 °400 ±584 ÷584 §556 €556 ‰1000 ′278 ″350"


class GlyphWidths(dict[str, float]):
    """Width of every character of one look in twips, looked up by the character; what is not listed counts as ``rest``."""

    def __init__(self, known: dict[str, float], em: float, spacing: float, rest: int) -> None:
        super().__init__((character, em * width / THOUSAND + spacing) for character, width in known.items())
        self.rest = em * rest / THOUSAND + spacing

    def __missing__(self, character: str) -> float:
        """Accented letters are as wide as plain ones."""
        base = unicodedata.normalize("NFD", character)[0]
        width = self[base] if base != character else self.rest
        self[character] = width
        return width


def em_width(face: Face) -> float:
    """Width of a Han character or full-width mark in twips, what is added after it included.

    >>> em_width(Face("仿宋", "仿宋", 16, spacing=-5))
    315.0
    """
    return face.size * TWIPS * face.scale / 100 + face.spacing


@lru_cache(maxsize=256)
def latin_glyph_widths(latin: str, bold: bool, em: float, spacing: float) -> GlyphWidths:
    """Widths of the characters that the font ``latin`` draws; ``em`` and ``spacing`` in twips."""
    known = dict(_previous(latin, bold))
    if not is_half_em(latin):
        return GlyphWidths(known, em, spacing, HALF)
    widths = dict.fromkeys(known, HALF) | {mark: THOUSAND for mark in known if mark > "~" and mark not in "–€\u00a0"}
    return GlyphWidths(dict(widths), em, spacing, HALF)


def glyph_widths(face: Face) -> GlyphWidths:
    """Widths of the characters of a face that are drawn by its ``latin``."""
    return latin_glyph_widths(face.latin, face.bold, face.size * TWIPS * face.scale / 100, face.spacing)


def is_half_em(font: str) -> bool:
    """Whether the Latin letters of a font are half an em wide."""
    return bool(HALF_EM.search(font)) and not PROPORTIONAL.search(font)


def _previous(latin: str, bold: bool) -> dict[str, float]:
    if PROPORTIONAL.search(latin):
        return _table(ARIAL_BOLD if bold else ARIAL, MARKS_ARIAL)
    if BOOKISH.search(latin):
        return _table(TIMES_BOLD if bold else TIMES, MARKS_TIMES)
    if ROUND.search(latin):
        return _table(CALIBRI, MARKS_ARIAL)
    return _table(ARIAL_BOLD if bold else ARIAL, MARKS_ARIAL)


def _table(widths: str, marks: str) -> dict[str, float]:
    known = {chr(FIRST_ASCII + place): float(width) for place, width in enumerate(widths.split())}
    known |= {mark[0]: float(mark[1:]) for mark in marks.split()}
    return known | {"\u00a0": known[" "]}


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
    em, known = em_width(face), glyph_widths(face)
    widths: list[float] = []
    for start, end, is_latin, is_control in parts(text, piece.wide):
        runs.append(MeasuredRun(offset + start, offset + end, face, is_latin, is_open, is_control))
        if is_latin:
            widths += [known[character] for character in text[start:end]]
        else:
            widths += [0.0 if is_control else em] * (end - start)
    return widths
