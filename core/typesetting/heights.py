"""How high a line is and where its baseline stands, in twips.

Exact and at-least heights: ECMA-376 part 1, 17.3.1.33. A line of Han characters is 1.3 em high by itself (Word's
measure for 宋体, 仿宋, 楷体 and 黑体), a line of Latin ones 1.15 em. On a line grid (17.6.5) heights other than exact ones
are whole multiples of its pitch, but for what at-least heights ask for beyond them. Word keeps the room that a multiple
of a line or the grid adds below the text.
"""

import math
from collections.abc import Collection
from typing import NamedTuple

from core.typesetting.glyph_widths import TWIPS, is_half_em
from core.typesetting.values import Face, ParagraphShape

AUTO_LINE = 240.0
# Shares of an em above and below the baseline.
HAN_ASCENT, HAN_DESCENT = 1.01, 0.29
LATIN_ASCENT, LATIN_DESCENT = 0.93, 0.22
# Word puts four fifths of an exact line above the baseline.
EXACT_ASCENT = 0.8


class Height(NamedTuple):
    """Height of a line and the place of its baseline, from its top."""

    height: float
    baseline: float


def line_height(shape: ParagraphShape, faces: Collection[tuple[Face, bool]], pitch: float) -> Height:
    """Height of a line with characters of these faces (each with whether it is Latin) on a grid of ``pitch``."""
    if shape.rule == "exact":
        return Height(shape.line, shape.line * EXACT_ASCENT)
    ascent = max(_share(face, latin, HAN_ASCENT, LATIN_ASCENT) for face, latin in faces)
    descent = max(_share(face, latin, HAN_DESCENT, LATIN_DESCENT) for face, latin in faces)
    single = ascent + descent
    if pitch and shape.snap:
        single = math.ceil(single / pitch - 0.001) * pitch
    if shape.rule == "atLeast":
        height = max(single, shape.line)
        return Height(height, height - descent)
    height = single * shape.line / AUTO_LINE
    return Height(height, min(ascent, height - descent))


def raised(height: Height, shape: ParagraphShape, drawn: float, pitch: float) -> Height:
    """The height of a line in which something ``drawn`` so high stands on the baseline; an exact line keeps its own."""
    more = drawn - height.baseline
    if more <= 0 or shape.rule == "exact":
        return height
    whole = height.height + more
    if pitch and shape.snap:
        whole = math.ceil(whole / pitch - 0.001) * pitch
    return Height(whole, drawn)


def _share(face: Face, is_latin: bool, han: float, latin: float) -> float:
    return face.size * TWIPS * (latin if is_latin and not is_half_em(face.latin) else han)
