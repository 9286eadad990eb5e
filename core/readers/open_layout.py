"""OFD files, the open layout documents of Chinese offices: their pages with templates, fonts, signatures and
attachments.

Lengths in the file are millimetres; source: GB/T 33190-2016, characters and ruled lines: 9 and 11.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest
from math import hypot, isfinite
from types import MappingProxyType
from typing import NamedTuple

from core.errors import BadInput
from core.limits import check_length
from core.model.raw import RawDocument
from core.package import Node, Package, parse_xml
from core.readers.pages.document import document_of
from core.readers.pages.grids import MOST_STROKES
from core.readers.pages.lines import is_wide_sign
from core.readers.pages.values import Bookmark, Glyph, Ink, PrintedPage, Stroke
from core.result import Notice, Result

POINTS = 72 / 25.4
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTHS = MappingProxyType({"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0})
_SLANT, _BOLD, _THIN = 0.05, 600, 4.0
_NARROWEST, _WIDEST_LATIN = 0.2, 1.0
_WIDTHS = MappingProxyType(
    {
        **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.7),
        **dict.fromkeys("mwMW%@", 0.85),
        **dict.fromkeys("fijlrtI.,:;'|!()[]/ ", 0.3),
    }
)
"""How wide usual Latin signs are, as shares of their size; others are half as wide as high."""

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
    matrix, font, size = _placing(node), fonts.get(node.get("Font", ""), Font()), _first_number(node.get("Size"), 3.0)
    ink = Ink(font.name, round(_size(node), 2) or 1.0, font.bold or _first_number(node.get("Weight"), 400.0) >= _BOLD)
    end = next((box.right for box in _boundary(node)), 0.0)
    x = y = 0.0
    for code in (each for each in node if local(each) == "TextCode"):
        x, y = _first_number(code.get("X"), x), _first_number(code.get("Y"), y)
        moves = list(_moves(code, size))
        for at, (sign, step, down) in enumerate(moves, 1):
            left, baseline = matrix.place(x, y)
            right = matrix.place(x + _shown_width(sign, step, size), y)[0]
            glyph = Glyph(sign, left, right, baseline, ink)
            yield _ended(glyph, end) if at == len(moves) else glyph
            x, y = x + step, y + down


def _ended(glyph: Glyph, end: float) -> Glyph:
    """The last character of an object, which ends with it where that can be: the way to a next one does not tell its width."""
    is_near = _NARROWEST * glyph.ink.size < end - glyph.left < glyph.ink.size
    return glyph._replace(right=end) if is_near and not is_wide_sign(glyph.text) else glyph


def _first_number(text: str | None, other: float) -> float:
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
    return size if is_wide_sign(sign) else size * _WIDTHS.get(sign, 0.5)


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


def _boundary(node: Node) -> list[Stroke]:
    """The box of an object; none without one."""
    found = [each * POINTS for each in numbers(node.get("Boundary"))]
    return [Stroke(found[0], found[1], found[0] + found[2], found[1] + found[3])] if len(found) == 4 else []


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


MOST_PAGES = 1500
_LARGEST_PART = 16 * 1024**2
_A4 = (0.0, 0.0, 210.0, 297.0)
_DEEPEST, _DEEPEST_BOOKMARK = 16, 9
_BAD_SHARE = 0.2


@dataclass
class _Tally:
    """What is told about a file."""

    pictures: int = 0
    turned: int = 0
    pale: str = ""
    bad: int = 0
    missing: int = 0


class _Found(NamedTuple):
    """What a page holds, not yet moved to its corner."""

    signs: list[Glyph]
    rules: list[Stroke]
    pictures: list[Stroke]

    def page(self, corner: tuple[float, float], width: float, height: float) -> PrintedPage:
        """The page of this size, seen from its corner."""
        x, y = corner
        signs = tuple(
            each._replace(left=each.left - x, right=each.right - x, baseline=each.baseline - y) for each in self.signs
        )
        return PrintedPage(width, height, signs, _moved(self.rules, x, y), _moved(self.pictures, x, y))


def _moved(boxes: Iterable[Stroke], x: float, y: float) -> tuple[Stroke, ...]:
    return tuple(Stroke(a - x, b - y, c - x, d - y) for a, b, c, d in boxes)


def read_ofd(data: bytes) -> Result[RawDocument]:
    """The paragraphs of an OFD file.

    Raises BadInput: ``package_…``, ``ofd_encrypted``, ``ofd_damaged``, ``pages_too_many``, ``pages_scan``,
    ``pages_no_text``, ``pages_garbled``, ``text_too_long``.
    """
    return _Reader(Package(data)).read()


class _Reader:
    """Reads one file."""

    def __init__(self, package: Package) -> None:
        self._package, self._tally = package, _Tally()
        self._fonts: dict[str, Font] = {}
        self._templates: dict[str, tuple[str, Node | None]] = {}
        self._characters = 0

    def read(self) -> Result[RawDocument]:
        """The first document of the file."""
        root = self._part("OFD.xml")
        if any("encrypt" in name.lower() for name in self._package.names):
            raise BadInput("ofd_encrypted")
        name = self._found("OFD.xml", _text(root, "DocRoot"))
        document = self._part(name)
        self._learn(document, name)
        area = numbers(_text(document, "PhysicalBox"))
        listed = [each for each in _all(_first(document, "Pages"), "Page") if each.get("BaseLoc")]
        if len(listed) > MOST_PAGES:
            raise BadInput("pages_too_many", most=str(MOST_PAGES))
        pages = [self._page(self._found(name, each.get("BaseLoc")), area) for each in listed]
        self._check(pages)
        found = document_of(pages, _bookmarks(document))
        return Result(found.value, (*self._notices(root, document, name), *found.notices))

    def _check(self, pages: list[PrintedPage]) -> None:
        signs = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
        if not signs:
            raise BadInput("pages_scan" if self._tally.pictures else "pages_no_text", pages=str(len(pages)))
        if self._tally.bad > _BAD_SHARE * len(signs):
            raise BadInput("pages_garbled", pages=str(len(pages)))

    def _notices(self, root: Node, document: Node, name: str) -> tuple[Notice, ...]:
        tally = self._tally
        told = (
            Notice("pages_signed", count=self._count("OFD.xml", _text(root, "Signatures"), "Signature")),
            Notice("pages_attachments", count=self._count(name, _text(document, "Attachments"), "Attachment")),
            Notice("pages_other_documents", count=len(_all(root, "DocBody")) - 1),
            Notice("pages_missing", count=tally.missing),
            Notice("pages_pictures_left_out", kind="picture", count=tally.pictures),
            Notice("pages_signs_unknown", kind="symbol", count=tally.bad),
            Notice("pages_turned_left_out", count=tally.turned),
            Notice("pages_pale_left_out", 0, {"text": tally.pale[:30]}, count=len(tally.pale)),
            Notice("pages_notes_left_out", kind="comment", count=self._annotations(document, name)),
        )
        return tuple(notice for notice in told if notice.count > 0)

    def _annotations(self, document: Node, name: str) -> int:
        """How many remarks, stamps and fields lie on the pages."""
        place = _text(document, "Annotations")
        if not place:
            return 0
        listing = self._found(name, place)
        files = _all(self._optional(listing), "FileLoc")
        return sum(self._count(listing, (each.text or "").strip(), "Annot") for each in files[:MOST_PAGES])

    def _count(self, base: str, place: str, kind: str) -> int:
        return len(_all(self._optional(self._found(base, place)), kind)) if place else 0

    def _part(self, name: str) -> Node:
        found = self._optional(name)
        if found is None:
            raise BadInput("ofd_damaged")
        return found

    def _optional(self, name: str) -> Node | None:
        data = self._package.read(name, _LARGEST_PART) if name else b""
        return parse_xml(data.strip()) if data.strip() else None

    def _found(self, base: str, place: str | None) -> str:
        """The part that ``place`` names: absolute, relative to the part that names it, or to the root."""
        plain = (place or "").strip().replace("\\", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), plain))
        ways = (plain.lstrip("/"), beside) if plain.startswith("/") else (beside, plain)
        return next((each for each in ways if each and self._package.has(each)), "")

    def _learn(self, document: Node, name: str) -> None:
        """The fonts and template pages of the document."""
        for kind in ("PublicRes", "DocumentRes"):
            for each in _all(document, kind):
                self._learn_fonts(self._optional(self._found(name, each.text)))
        for template in _all(document, "TemplatePage"):
            part = self._found(name, template.get("BaseLoc"))
            self._templates[template.get("ID", "")] = (part, None)

    def _learn_fonts(self, resources: Node | None) -> None:
        for font in _all(resources, "Font"):
            called = font.get("FontName") or font.get("FamilyName") or ""
            is_bold = font.get("Bold") == "true" or "bold" in called.lower()
            self._fonts[font.get("ID", "")] = Font(called, is_bold)

    def _page(self, part: str, area: list[float]) -> PrintedPage:
        root = self._optional(part)
        if root is None:
            self._tally.missing += 1
            return PrintedPage(_A4[2] * POINTS, _A4[3] * POINTS, ())
        own = numbers(_text(root, "PhysicalBox"))
        left, top, width, height = next((box for box in (own, area) if len(box) == 4 and min(box[2:]) > 0), _A4)
        found = _Found([], [], [])
        for layer in (*self._backgrounds(root), _first(root, "Content")):
            for item in _objects(layer, 0):
                self._take(item, found)
        return found.page((left * POINTS, top * POINTS), width * POINTS, height * POINTS)

    def _backgrounds(self, root: Node) -> Iterator[Node]:
        """The contents of the templates that a page names."""
        for used in _all(root, "Template")[:_DEEPEST]:
            identity = used.get("TemplateID", "")
            part, known = self._templates.get(identity, ("", None))
            if known is None and part:
                known = self._optional(part)
                self._templates[identity] = (part, known)
            if known is not None:
                yield _first(known, "Content")

    def _take(self, item: Node, found: "_Found") -> None:
        kind = local(item)
        if kind == "ImageObject":
            self._tally.pictures += 1
            found.pictures.extend(_boundary(item))
        elif kind == "PathObject" and len(found.rules) < MOST_STROKES:
            found.rules.extend(strokes(item, MOST_STROKES - len(found.rules)))
        elif kind == "TextObject":
            self._take_text(item, found.signs)

    def _take_text(self, item: Node, signs: list[Glyph]) -> None:
        text = words(item)
        self._characters += len(text)
        check_length(self._characters, 0)
        if item.get("Visible") == "false":
            return
        if is_turned(item):
            self._tally.turned += len(text.strip())
        elif is_pale(item):
            self._tally.pale += text.strip()
        else:
            signs += (self._known(each) for each in glyphs(item, self._fonts))

    def _known(self, glyph: Glyph) -> Glyph:
        """The character, or a sign for one that only its font knows."""
        if not 0xE000 <= ord(glyph.text) <= 0xF8FF and glyph.text != "\ufffd":
            return glyph
        self._tally.bad += 1
        return glyph._replace(text="\ufffd")


def _bookmarks(document: Node) -> Iterator[Bookmark]:
    """The outline that lies beside the pages."""
    for entry in _all(_first(document, "Outlines"), "OutlineElem")[:MOST_PAGES]:
        level = 1 + sum(local(each) == "OutlineElem" for each in islice(entry.iterancestors(), _DEEPEST))
        yield Bookmark(entry.get("Title", ""), min(level, _DEEPEST_BOOKMARK))


def _objects(node: Node | None, depth: int) -> Iterator[Node]:
    """The objects of a layer, in order, and those in blocks of it."""
    for child in () if node is None or depth > _DEEPEST else node:
        if local(child) in ("Layer", "PageBlock"):
            yield from _objects(child, depth + 1)
        else:
            yield child


def _all(node: Node | None, kind: str) -> list[Node]:
    """The descendants of that name, whatever their namespace."""
    return [] if node is None else list(node.iter(f"{{*}}{kind}"))


def _first(node: Node | None, kind: str) -> Node | None:
    return next(iter(_all(node, kind)), None)


def _text(node: Node | None, kind: str) -> str:
    found = _first(node, kind)
    return "" if found is None else (found.text or "").strip()
