"""How wide characters are, by the name of the font alone: the same on every machine, whatever stands in for the font.

Han characters and full-width marks are one em wide in every Chinese font. Latin letters and digits are half an em in
the fonts of official documents (仿宋, 楷体, 黑体, 宋体, 小标宋); other Latin fonts have widths of their own.
"""

import re
import unicodedata
from functools import lru_cache

from core.typesetting.latin_widths import ARIAL, ARIAL_BOLD, CALIBRI, TIMES, TIMES_BOLD
from core.typesetting.values import Face

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
    known = dict(_known(latin, bold))
    if not is_half_em(latin):
        return GlyphWidths(known, em, spacing, HALF)
    widths = dict.fromkeys(known, HALF) | {mark: THOUSAND for mark in known if ord(mark) > 0x7F and mark not in "–€"}
    return GlyphWidths(dict(widths), em, spacing, HALF)


def is_half_em(font: str) -> bool:
    """Whether the Latin letters of a font are half an em wide."""
    return bool(HALF_EM.search(font)) and not PROPORTIONAL.search(font)


def _known(latin: str, bold: bool) -> dict[str, float]:
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
