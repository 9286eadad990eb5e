"""OFD files, the open layout documents of Chinese offices: their pages with templates, fonts, signatures and
attachments.

Lengths in the file are millimetres; source: GB/T 33190-2016, characters and ruled lines: 9 and 11.
"""

import copy
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, zip_longest
from math import hypot, isfinite
from types import MappingProxyType
from typing import NamedTuple

from core.errors import BadInput
from core.limits import check_length
from core.model.blocks import LARGEST_PICTURE
from core.model.raw import RawDocument
from core.package import Node, Package, parse_xml
from core.readers.pages.document import document_of
from core.readers.pages.grids import MOST_STROKES
from core.readers.pages.lines import is_wide_sign
from core.readers.pages.pictures import PALE, PLAIN, TOO_LARGE, TURNED, UNREAD, is_whole, no_text
from core.readers.pages.values import Bookmark, Glyph, Ink, PrintedPage, PrintedPicture, Stroke, is_slanted
from core.readers.web_pictures import LEAST_SIDE, kind_of
from core.result import Notice, Result

POINTS = 72 / 25.4
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTHS = MappingProxyType({"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0})
_CURVE = re.compile("[QBA]")
_SLANT, _BOLD, _THIN, _MOST_PARTS = 0.05, 600, 4.0, 200
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


def _matrix(node: Node) -> Matrix:
    """The change of an object: its own, moved to its boundary."""
    own = numbers(node.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else Matrix()
    left, top = [*numbers(node.get("Boundary")), 0.0, 0.0][:2]
    return Matrix(a, b, c, d, e + left, f + top)


def _placing(node: Node) -> Matrix:
    """The change of an object in points."""
    return Matrix(*(each * POINTS for each in _matrix(node)))


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


def slants(node: Node) -> int:
    """How many lines of a path are neither level nor upright: 0, 1 or 2 for more."""
    data = "".join(each.text or "" for each in node if local(each) == "AbbreviatedData")
    parts = islice(_parts(data), _MOST_PARTS)
    found = sum(is_slanted((x - u) * POINTS, (y - v) * POINTS) for (x, y), (u, v) in parts)
    return min(found + len(_CURVE.findall(data)), 2)


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
_DEEPEST, _DEEPEST_BOOKMARK, _DEEPEST_UNIT, _MOST_OBJECTS = 16, 9, 4, 200_000
_ALL, _LEAST_CUT = 100_000, 1000
"""All of a side, in thousandths of a per cent, and the least that is cut off."""

_BAD_SHARE = 0.2


@dataclass
class _Tally:
    """What is told about a file."""

    turned: int = 0
    pale: str = ""
    bad: int = 0
    missing: int = 0


class _Found(NamedTuple):
    """What a page holds, not yet moved to its corner."""

    signs: list[Glyph]
    rules: list[Stroke]
    pictures: list[PrintedPicture]
    drawn: list[Stroke]
    fills: list[Stroke]

    def page(self, corner: tuple[float, float], width: float, height: float) -> PrintedPage:
        """The page of this size, seen from its corner."""
        x, y = corner
        signs = tuple(
            each._replace(left=each.left - x, right=each.right - x, baseline=each.baseline - y) for each in self.signs
        )
        pictures = tuple(each._replace(box=_moved(each.box, x, y)) for each in self.pictures)
        moved = (tuple(_moved(each, x, y) for each in boxes) for boxes in (self.rules, self.drawn, self.fills))
        rules, drawn, fills = moved
        return PrintedPage(width, height, signs, rules, pictures, drawn, fills)


def _moved(box: Stroke, x: float, y: float) -> Stroke:
    return Stroke(box.left - x, box.top - y, box.right - x, box.bottom - y)


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
        self._media: dict[str, str] = {}
        self._units: dict[str, Node] = {}
        self._files: dict[str, tuple[bytes, str, str]] = {}
        self._characters = self._taken = 0

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
        found = document_of([self._with_files(page) for page in pages], _bookmarks(document))
        return Result(found.value, (*self._notices(root, document, name), *found.notices))

    def _check(self, pages: list[PrintedPage]) -> None:
        signs = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
        if not signs:
            raise no_text(pages)
        if self._tally.bad > _BAD_SHARE * len(signs):
            raise BadInput("pages_garbled", pages=str(len(pages)))

    def _notices(self, root: Node, document: Node, name: str) -> tuple[Notice, ...]:
        tally = self._tally
        told = (
            Notice("pages_signed", count=self._count("OFD.xml", _text(root, "Signatures"), "Signature")),
            Notice("pages_attachments", count=self._count(name, _text(document, "Attachments"), "Attachment")),
            Notice("pages_other_documents", count=len(_all(root, "DocBody")) - 1),
            Notice("pages_missing", count=tally.missing),
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
        """The fonts, pictures, drawings and template pages of the document."""
        for kind in ("PublicRes", "DocumentRes"):
            for each in _all(document, kind):
                self._learn_resources(self._found(name, each.text))
        for template in _all(document, "TemplatePage"):
            part = self._found(name, template.get("BaseLoc"))
            self._templates[template.get("ID", "")] = (part, None)

    def _learn_resources(self, part: str) -> None:
        resources = self._optional(part)
        if resources is None:
            return
        folder = resources.get("BaseLoc", "").strip()
        for each in _all(resources, "MultiMedia"):
            place = _text(each, "MediaFile")
            self._media[each.get("ID", "")] = self._found(part, f"{folder}/{place}") or self._found(part, place)
        self._units.update((each.get("ID", ""), each) for each in _all(resources, "CompositeGraphicUnit"))
        for font in _all(resources, "Font"):
            called = font.get("FontName", font.get("FamilyName", ""))
            is_bold = font.get("Bold") == "true" or "bold" in called.lower()
            self._fonts[font.get("ID", "")] = Font(called, is_bold)

    def _page(self, part: str, area: list[float]) -> PrintedPage:
        root = self._optional(part)
        if root is None:
            self._tally.missing += 1
            return PrintedPage(_A4[2] * POINTS, _A4[3] * POINTS, ())
        own = numbers(_text(root, "PhysicalBox"))
        left, top, width, height = next((box for box in (own, area) if len(box) == 4 and min(box[2:]) > 0), _A4)
        found = _Found([], [], [], [], [])
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

    def _take(self, item: Node, found: "_Found", depth: int = 0) -> None:
        kind, self._taken = local(item), self._taken + 1
        if kind == "ImageObject":
            found.pictures.extend(self._pictures(item))
        elif kind == "PathObject":
            found.rules.extend(strokes(item, MOST_STROKES - len(found.rules)))
            found.drawn.extend(_boundary(item) * slants(item))
            found.fills.extend(_boundary(item) if item.get("Fill") == "true" and not slants(item) else ())
        elif kind == "TextObject":
            self._take_text(item, found.signs)
        elif kind == "CompositeObject" and depth < _DEEPEST_UNIT:
            self._take_unit(item, found, depth + 1)

    def _take_unit(self, item: Node, found: "_Found", depth: int) -> None:
        """Take what a drawing of the resources holds, placed as the object that shows it."""
        for each in _objects(_first(self._units.get(item.get("ResourceID", "")), "Content"), 0):
            if self._taken < _MOST_OBJECTS:
                self._take(_inside(each, item), found, depth)

    def _pictures(self, item: Node) -> Iterator[PrintedPicture]:
        """The picture of an object, with the part that holds it; none without a place."""
        matrix, part = _placing(item), self._media.get(item.get("ResourceID", ""), "")
        corners = [matrix.place(x, y) for x in (0, 1) for y in (0, 1)]
        for seen in _boundary(item) if item.get("Visible") != "false" else ():
            whole = _stroke(corners) if len(numbers(item.get("CTM"))) == 6 else seen
            box = Stroke(*map(max, seen[:2], whole[:2]), *map(min, seen[2:], whole[2:]))
            if box.left < box.right and box.top < box.bottom:
                yield PrintedPicture(box, b"", part, _unlike(item), _cut(whole, box))

    def _with_files(self, page: PrintedPage) -> PrintedPage:
        """The page with the bytes of its pictures: they are unpacked behind the text, which has to find room in any case."""
        return replace(page, pictures=tuple(self._with_file(each, page) for each in page.pictures))

    def _with_file(self, picture: PrintedPicture, page: PrintedPage) -> PrintedPicture:
        if picture.lost or is_whole(picture.box, page.width, page.height):
            return picture
        name = picture.ending
        if name not in self._files:
            self._files[name] = self._file(name)
        data, ending, lost = self._files[name]
        return picture._replace(data=data, ending=ending, lost=lost)

    def _file(self, name: str) -> tuple[bytes, str, str]:
        """The bytes of a picture, what their name ends in, and why it is left out."""
        try:
            data = self._package.read(name, LARGEST_PICTURE) if name else b""
        except BadInput as problem:
            return b"", "", TOO_LARGE if problem.code == "package_too_large" else UNREAD
        kind = kind_of(data)
        if not kind.ending:
            return b"", "", UNREAD
        return data, kind.ending, PLAIN if min(kind.size) < LEAST_SIDE else ""

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


def _unlike(item: Node) -> str:
    """Why a picture cannot be shown as it is seen: it is a watermark, turned or mirrored; empty for others."""
    if _first_number(item.get("Alpha"), 255.0) < _SEEN:
        return PALE
    matrix = _placing(item)
    is_level = max(abs(matrix.b), abs(matrix.c)) <= _SLANT * max(abs(matrix.a), abs(matrix.d))
    return "" if is_level and min(matrix.a, matrix.d) > 0 else TURNED


def _inside(node: Node, unit: Node) -> Node:
    """An object of a drawing, placed as the drawing is placed on the page."""
    outer, own = _matrix(unit), _matrix(node)
    whole = Matrix(
        *(outer.a * own.a + outer.c * own.b, outer.b * own.a + outer.d * own.b),
        *(outer.a * own.c + outer.c * own.d, outer.b * own.c + outer.d * own.d),
        *outer.place(own.e, own.f),
    )
    left, top, width, height = ([*numbers(node.get("Boundary")), 0.0, 0.0, 0.0, 0.0])[:4]
    box = _stroke([outer.place(x, y) for x in (left, left + width) for y in (top, top + height)])
    placed = copy.copy(node)
    placed.set("Boundary", f"{box.left} {box.top} {box.right - box.left} {box.bottom - box.top}")
    placed.set("CTM", " ".join(map(str, (*whole[:4], whole.e - box.left, whole.f - box.top))))
    return placed


def _cut(whole: Stroke, box: Stroke) -> tuple[int, int, int, int]:
    """The shares of a picture that are cut off, in thousandths of a per cent."""
    width, height = (whole.right - whole.left) / _ALL, (whole.bottom - whole.top) / _ALL
    before = (box.left - whole.left) / width, (box.top - whole.top) / height
    behind = (whole.right - box.right) / width, (whole.bottom - box.bottom) / height
    left, top, right, bottom = (round(each) if each > _LEAST_CUT else 0 for each in (*before, *behind))
    return left, top, right, bottom


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
