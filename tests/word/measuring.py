"""What can be measured on a printed page beside its text: ink and ruled lines, in millimetres from the upper left corner."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pdfplumber
from PIL import Image

from tests.word import office

DOTS = 10
"""Pixels to the millimetre."""
LINE = 579 / 1440 * 25.4
CHARACTER = 315 / 1440 * 25.4
SMALL_CHARACTER = 280 / 1440 * 25.4
RED, BLACK = "red", "black"


@dataclass(frozen=True)
class Ruled:
    """A ruled line: its ends, the place of its middle, its thickness in points and whether it is red."""

    left: float
    right: float
    middle: float
    thickness: float
    is_red: bool


@dataclass
class Print:
    """A printed file, one page after another as a picture."""

    path: Path

    @cached_property
    def pages(self) -> list[office.Page]:
        """The text of the pages."""
        return office.pages(self.path)

    @cached_property
    def pictures(self) -> list[Image.Image]:
        """The pages as pictures."""
        with pdfplumber.open(self.path) as pdf:
            return [page.to_image(resolution=DOTS * 25.4).original.convert("RGB") for page in pdf.pages]

    def rules(self, page: int = 0) -> list[Ruled]:
        """The ruled lines of a page from top to bottom."""
        with pdfplumber.open(self.path) as pdf:
            found = {_ruled(line) for line in pdf.pages[page].lines}
        return sorted(found, key=lambda rule: rule.middle)

    def bands(self, colour: str, page: int = 0) -> list[tuple[float, float]]:
        """Top and bottom of every stretch of the page with ink of that colour in it."""
        red, green, _ = self.pictures[page].split()
        seen = green if colour == RED else red  # red ink is dark in the green picture only
        ink = seen.point(lambda value: 255 if value < 130 else 0)
        if colour == RED:
            light = red.point(lambda value: 255 if value > 130 else 0)
            ink = Image.composite(ink, Image.new("L", ink.size), light)
        rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
        edges = [y for y, (one, other) in enumerate(zip([False, *rows], [*rows, False], strict=True)) if one != other]
        return [(top / DOTS, bottom / DOTS) for top, bottom in zip(edges[::2], edges[1::2], strict=True)]

    def line(self, text: str, page: int | None = None) -> office.Line:
        """The first line that holds this text."""
        pages = self.pages if page is None else [self.pages[page]]
        return next(line for each in pages for line in (*each.body, *each.foot) if text in line.text)


def _ruled(line: dict[str, float | tuple[float, ...]]) -> Ruled:
    left, right, top, thickness = (float(line[name]) for name in ("x0", "x1", "top", "linewidth"))  # type: ignore[arg-type]
    colour = line["stroking_color"]
    is_red = isinstance(colour, tuple) and len(colour) == 3 and colour[0] > 0.9 and colour[1] < 0.1
    unit = office.MILLIMETRE
    return Ruled(round(left / unit, 2), round(right / unit, 2), round(top / unit, 2), thickness, is_red)
