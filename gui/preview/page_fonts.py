"""The fonts in which pages are painted: substitutes of installed families, and text fitted to its width.

Advances are taken from each font at its own size: on screens Qt draws fonts at whole pixels, whatever size is
requested, so that those of a large font are up to four percent wrong. No shaping and no kerning: the layout counts
characters, and a ligature in a PDF is copied as one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPaintDevice, QRawFont

from core.workflows.exporting.fonts import Fonts, load_fonts
from core.workflows.exporting.pages import Face

SQUEEZE = 0.05
"""In these steps of its width a font is squeezed: each step is a font of its own to keep."""

PRIVATE, BOX = re.compile("[\ue000-\uf8ff]"), "□"
"""Characters that each font shows in its own way, such as those of symbol fonts, and what stands for one that none shows."""

POINTS_PER_INCH = 72.0
TWIPS_PER_POINT = 20.0
STANDARD_DPI = 1440.0
"""Twips in an inch: a device of this resolution has a pixel to the twip."""


class Style(NamedTuple):
    """A face without its size, for one of its two fonts."""

    family: str
    bold: bool
    italic: bool
    scale: int


@dataclass
class Measure:
    """The advances of the characters of one font, in pixels."""

    metrics: QFontMetricsF
    known: dict[str, float] = field(default_factory=dict)

    def natural(self, text: str) -> float:
        """The unfitted width of the text."""
        known = self.known
        try:
            return sum([known[character] for character in text])
        except KeyError:
            for character in set(text).difference(known):
                known[character] = self.metrics.horizontalAdvance(character)
            return self.natural(text)


@dataclass
class FontShelf:
    """The installed families and their use as substitutes; one serves a whole window or print job."""

    fonts: Fonts = field(default_factory=load_fonts)
    installed: Sequence[str] = field(default_factory=QFontDatabase.families)
    families: dict[str, list[str]] = field(default_factory=dict)

    def font(self, style: Style) -> QFont:
        """A font of this style without a size."""
        if style.family not in self.families:
            self.families[style.family] = self._families(style.family)
        font = QFont(self.families[style.family])
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)
        font.setBold(style.bold)
        font.setItalic(style.italic)
        font.setStretch(style.scale)
        return font

    def _families(self, name: str) -> list[str]:
        """The substitute for the family, then the others of its group, for characters that the first one lacks."""
        first = self.fonts.stand_in(name, self.installed)
        group = self.fonts.group(name)
        others = [other for names in group.order for other in names if other in self.installed] if group else []
        return [first, *(other for other in others if other != first)]


@dataclass
class Letters:
    """One face at one size on a device: the font and its advances."""

    font: QFont
    measure: Measure

    def drawn(self, text: str) -> str:
        """The text with a box for each character of the private area that the font lacks, where others have signs of their own."""
        if text.isascii() or PRIVATE.search(text) is None:
            return text
        own = QRawFont.fromFont(self.font)
        return PRIVATE.sub(lambda sign: sign.group() if own.supportsCharacter(ord(sign.group())) else BOX, text)

    def fitted(self, text: str, width: float) -> QFont:
        """The font that makes ``text`` exactly ``width`` pixels wide.

        A substitute that is much too wide is condensed, since overlapping letters are ugly and are copied in the wrong
        order; the rest is spread over the characters.
        """
        font = QFont(self.font)
        natural = self.measure.natural(text)
        if natural * (1 - SQUEEZE) > width > 0:
            share = max(int(width / natural / SQUEEZE) * SQUEEZE, SQUEEZE)
            font.setStretch(round(self.font.stretch() * share))
            natural *= share
        if natural:  # in percent: Qt interprets pixel values as screen pixels, even on a printer
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * width / natural)
        return font


class TypeCase:
    """The letters of one device; ``scale`` is its pixels per twip."""

    def __init__(self, shelf: FontShelf, device: QPaintDevice, scale: float) -> None:
        self.shelf = shelf
        self.scale = scale
        self._device = device
        self._letters: dict[tuple[Face, bool], Letters] = {}
        self._styles: dict[Style, list[Measure]] = {}

    def letters(self, face: Face, is_latin: bool) -> Letters:
        """The letters of a face, for Han or for the rest."""
        key = (face, is_latin)
        if key not in self._letters:
            self._letters[key] = self._cast(face, is_latin)
        return self._letters[key]

    def _cast(self, face: Face, is_latin: bool) -> Letters:
        style = Style(face.latin if is_latin else face.family, face.bold, face.italic, face.scale)
        size = face.size * TWIPS_PER_POINT * self.scale
        font = self.shelf.font(style)
        font.setPointSizeF(max(size * POINTS_PER_INCH / self._device.logicalDpiY(), 0.1))
        font.setUnderline(face.underline)
        font.setStrikeOut(face.struck)
        measure = Measure(QFontMetricsF(font, self._device))
        self._styles.setdefault(style, []).append(measure)
        return Letters(font, measure)

    def painted(self) -> Iterator[tuple[QFont, str]]:
        """Every font, without a size, with the characters that were fitted in it, in order."""
        for style, measures in self._styles.items():
            yield self.shelf.font(style), "".join(sorted(set().union(*(measure.known for measure in measures))))
