"""Characters and ruled lines of OFD objects. Lengths in the file are millimetres; source: GB/T 33190-2016, 9 and 11."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise, zip_longest
from math import hypot, isfinite
from types import MappingProxyType
from typing import NamedTuple

from core.package import Node
from core.readers.pages.lines import is_wide_sign
from core.readers.pages.values import Glyph, Ink, Stroke

POINTS = 72 / 25.4
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTHS = MappingProxyType({"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0})
_SLANT, _BOLD, _THIN = 0.05, 600, 4.0
_NARROW, _WIDEST_LATIN = 0.5, 1.0
_PALE, _LARGE, _SEEN = 170, 20.0, 120


class Matrix(NamedTuple):
    """The change from the units of an object to those of the page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The point after the change."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Font(NamedTuple):
    """A font that the file names."""

    name: str = ""
    bold: bool = False


def local(node: Node) -> str:
    """The name of an element whatever its namespace."""
    return str(node.tag).rpartition("}")[2]


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; those beyond all measure are 0."""
    found = (float(each) for each in _NUMBER.findall(text or ""))
    return [each if isfinite(each) and abs(each) < 1e6 else 0.0 for each in found]


def _placing(node: Node) -> Matrix:
    """The change of an object: its own, moved to its boundary, in points."""
    own = numbers(node.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else Matrix()
    left, top = [*numbers(node.get("Boundary")), 0.0, 0.0][:2]
    return Matrix(*(each * POINTS for each in (a, b, c, d, e + left, f + top)))


def is_turned(node: Node) -> bool:
    """Whether the writing of a text object is not level."""
    matrix = _placing(node)
    return matrix.a <= 0 or abs(matrix.b) > _SLANT * matrix.a


def is_pale(node: Node) -> bool:
    """Whether a text is large and hardly seen, as watermarks are."""
    colour = next((each for each in node if local(each) == "FillColor"), None)
    if colour is None or _size(node) < _LARGE:
        return False
    alpha = (numbers(colour.get("Alpha")) or [255.0])[0]
    return alpha < _SEEN or min(numbers(colour.get("Value")) or [0.0]) >= _PALE


def words(node: Node) -> str:
    """The text of a text object."""
    return "".join(each.text or "" for each in node if local(each) == "TextCode").strip("\r\n")


def _size(node: Node) -> float:
    matrix = _placing(node)
    return (numbers(node.get("Size")) or [3.0])[0] * hypot(matrix.c, matrix.d)


def glyphs(node: Node, fonts: Mapping[str, Font]) -> Iterator[Glyph]:
    """The characters of a text object at their places."""
    matrix, font, size = _placing(node), fonts.get(node.get("Font", ""), Font()), _first(node.get("Size"), 3.0)
    ink = Ink(font.name, round(_size(node), 2) or 1.0, font.bold or _first(node.get("Weight"), 400.0) >= _BOLD)
    x = y = 0.0
    for code in (each for each in node if local(each) == "TextCode"):
        x, y = _first(code.get("X"), x), _first(code.get("Y"), y)
        for sign, step, down in _moves(code, size):
            left, baseline = matrix.place(x, y)
            yield Glyph(sign, left, matrix.place(x + _shown_width(sign, step, size), y)[0], baseline, ink)
            x, y = x + step, y + down


def _first(text: str | None, other: float) -> float:
    """The first number of an attribute, or another one where there is none."""
    return (numbers(text) or [other])[0]


def _moves(code: Node, size: float) -> Iterator[tuple[str, float, float]]:
    """The signs of a text code with the way to the next: across and down."""
    text = (code.text or "").strip("\r\n")
    across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    for sign, right, below in zip_longest(text, across[: len(text)], down[: len(text)]):
        if right is None:
            right = _advance(sign, size) if below is None else 0.0
        yield sign, right, below or 0.0


def _advance(sign: str, size: float) -> float:
    return size if is_wide_sign(sign) else size * _NARROW


def _shown_width(sign: str, step: float, size: float) -> float:
    """How wide a sign is: a Latin letter as far as the next one, if that is near."""
    width = _advance(sign, size)
    if not is_wide_sign(sign) and 0 < step <= _WIDEST_LATIN * size:
        return step
    return min(width, step) if step > 0 else width


def _steps(text: str | None, most: int) -> list[float]:
    """Distances from sign to sign; ``g n v`` stands for n times v."""
    found: list[float] = []
    parts = iter((text or "").split())
    for part in parts:
        count, value = 1, part
        if part == "g":
            count, value = int((numbers(next(parts, "")) or [0.0])[0]), next(parts, "")
        found += (numbers(value) or [0.0]) * min(max(count, 0), most - len(found))
        if len(found) >= most:
            break
    return found


def strokes(node: Node, most: int) -> list[Stroke]:
    """The level and upright lines of a path object, at most so many."""
    data = "".join(each.text or "" for each in node if local(each) == "AbbreviatedData")
    matrix = _placing(node)
    parts = [(matrix.place(*start), matrix.place(*end)) for start, end in islice(_parts(data), most)]
    if not parts:
        return []
    bounds = _stroke(chain.from_iterable(parts))
    if min(bounds.right - bounds.left, bounds.bottom - bounds.top) <= _THIN:
        return [bounds]
    return [] if node.get("Stroke") == "false" else list(map(_stroke, parts))


def _stroke(points: Iterable[tuple[float, float]]) -> Stroke:
    xs, ys = zip(*points, strict=True)
    return Stroke(min(xs), min(ys), max(xs), max(ys))


def _parts(data: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight parts of a path, from point to point."""
    start = here = (0.0, 0.0)
    for name, values in _operators(data):
        before = here
        if name == "C":
            here = start
        elif len(values) >= 2:
            here = (values[-2], values[-1])
        if name in ("M", "S"):
            start = here
        elif name in ("L", "C"):
            yield before, here


def _operators(data: str) -> Iterator[tuple[str, list[float]]]:
    found = list(islice(_STEP.finditer(data), 20_000))
    places = [number for number, match in enumerate(found) if match[0] in _LENGTHS]
    for at, after in pairwise((*places, len(found))):
        values = [float(match[0]) for match in found[at + 1 : after]]
        yield found[at][0], values[: _LENGTHS[found[at][0]]]
