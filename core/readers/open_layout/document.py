"""OFD files: their pages with templates, fonts, signatures and attachments."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import BadInput
from core.limits import check_length
from core.model.raw import RawDocument
from core.package import Node, Package, parse_xml
from core.readers.open_layout.texts import POINTS, Font, glyphs, is_pale, is_turned, local, numbers, strokes, words
from core.readers.pages.document import document_of
from core.readers.pages.grids import MOST_STROKES
from core.readers.pages.values import Glyph, PrintedPage, Stroke
from core.result import Notice, Result

MOST_PAGES = 1500
_LARGEST_PART = 16 * 1024**2
_A4 = (0.0, 0.0, 210.0, 297.0)
_DEEPEST = 16
_BAD_SHARE = 0.2


@dataclass
class _Tally:
    """What is told about a file."""

    pictures: int = 0
    turned: int = 0
    pale: str = ""
    bad: int = 0
    missing: int = 0


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
        found = document_of(pages)
        return Result(found.value, (*self._notices(root, document, name), *found.notices))

    def _check(self, pages: list[PrintedPage]) -> None:
        signs = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
        if not signs:
            raise BadInput("pages_scan" if self._tally.pictures else "pages_no_text")
        if self._tally.bad > _BAD_SHARE * len(signs):
            raise BadInput("pages_garbled")

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
        signs: list[Glyph] = []
        rules: list[Stroke] = []
        for layer in (*self._backgrounds(root), _first(root, "Content")):
            for item in _objects(layer, 0):
                self._take(item, signs, rules)
        x, y = left * POINTS, top * POINTS
        moved = tuple(
            each._replace(left=each.left - x, right=each.right - x, baseline=each.baseline - y) for each in signs
        )
        lines = tuple(Stroke(a - x, b - y, c - x, d - y) for a, b, c, d in rules)
        return PrintedPage(width * POINTS, height * POINTS, moved, lines)

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

    def _take(self, item: Node, signs: list[Glyph], rules: list[Stroke]) -> None:
        kind = local(item)
        if kind == "ImageObject":
            self._tally.pictures += 1
        elif kind == "PathObject" and len(rules) < MOST_STROKES:
            rules += strokes(item, MOST_STROKES - len(rules))
        elif kind == "TextObject":
            self._take_text(item, signs)

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
