"""PDF by the painter of the screen: fonts embedded, text that can be copied, title and outline.

Needs neither window nor widget, so it may run in a thread of the task runner: every object it creates is its own.
"""

import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRawFont,
    QTextLayout,
)

from core.files import write_atomically
from core.workflows.exporting.pages import Pages, PageSheet, headings
from gui.preview.page_fonts import STANDARD_DPI, TWIPS_PER_POINT, FontShelf, TypeCase
from gui.preview.page_painter import paint_page, painted_text

_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
_CODES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]{4})> Tj|(BDC|EMC)")
_BLOCK = 100
"""Entries in one part of a map: more are not allowed (Adobe Technical Note 5014)."""

_MAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

Codes = Mapping[int, str]
NOTHING: Mapping[int, str] = MappingProxyType({})
Meaning = Callable[[Collection[str]], Mapping[str, str]]


class Bookmark(NamedTuple):
    """An entry of the outline: ``level`` from 1, ``page`` from 0, ``top`` in points from the lower edge."""

    level: int
    text: str
    page: int
    top: float


class Pdf:
    """A written PDF, to which objects are added or replaced in an update."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        self._trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
        found = _TABLE.match(data, self._start)
        if found is None:
            raise ValueError("no plain table of cross references in this PDF")
        places = range(found.end(), found.end() + _ENTRY * int(found[1]), _ENTRY)
        self._offsets = [int(data[place : place + 10]) for place in places]
        self._new: dict[int, bytes] = {}

    def head(self, number: int) -> bytes:
        """The object without its stream."""
        end = self.data.index(b"endobj", self._offsets[number])
        return self.data[self._offsets[number] : end].partition(b" obj")[2].partition(b"stream\n")[0].strip()

    def stream(self, number: int) -> bytes:
        """The object's stream, unpacked."""
        begin = self.data.index(b"stream\n", self._offsets[number]) + 7
        if b"/FlateDecode" in self.data[self._offsets[number] : begin]:
            return zlib.decompressobj().decompress(self.data[begin:])
        return self.data[begin : self.data.index(b"endstream", begin)]

    def reference(self, key: bytes, source: bytes) -> int:
        """The number of the object that ``key`` points to."""
        found = re.search(rb"/" + key + rb"\s+(\d+) 0 R", source)
        if found is None:
            raise ValueError(f"no {key.decode()} in this PDF")
        return int(found[1])

    @property
    def catalogue(self) -> int:
        """The number of the document's root."""
        return self.reference(b"Root", self._trailer)

    def page_numbers(self) -> list[int]:
        """The numbers of the page objects, in order."""
        tree = self.head(self.reference(b"Pages", self.head(self.catalogue)))
        kids = tree[tree.index(b"[") : tree.index(b"]")]
        return [int(number) for number in _REFERENCE.findall(kids)]

    def maps(self) -> Iterator[tuple[int, int]]:
        """The numbers of the fonts, each with that of its ToUnicode map."""
        for number in range(1, len(self._offsets)):
            head = self.head(number)
            if b"/ToUnicode" in head:
                yield number, self.reference(b"ToUnicode", head)

    def glyphs(self, page: int) -> list[tuple[int, int]]:
        """The glyphs of a page in order, with their fonts; a second painting for synthetic bold is left out."""
        found: list[tuple[int, int]] = []
        font, is_twin = 0, False
        for name, code, span in _SHOWN.findall(self.stream(self.reference(b"Contents", self.head(page)))):
            if name:
                font = int(name)
            elif span:
                is_twin = span == b"BDC"
            elif not is_twin:
                found.append((font, int(code, 16)))
        return found

    def free_number(self) -> int:
        """The number of the next object to add."""
        return max(len(self._offsets), *(number + 1 for number in self._new), 1)

    def put(self, number: int, content: bytes) -> None:
        """Replace an object or add a new one; returns its number."""
        self._new[number] = content

    def put_stream(self, number: int, content: bytes) -> None:
        """Add or replace a stream."""
        packed = zlib.compress(content)
        self.put(number, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))

    def updated(self) -> bytes:
        """The whole file with the update appended."""
        parts = [self.data]
        place = len(self.data)
        places = {}
        for number, content in sorted(self._new.items()):
            parts.append(b"\n%d 0 obj\n%s\nendobj\n" % (number, content))
            places[number] = place + 1
            place += len(parts[-1])
        table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
        size = b"/Size %d" % self.free_number()
        trailer = re.sub(rb"/Size \d+", size + b" /Prev %d" % self._start, self._trailer)
        parts.append(b"xref\n0 1\n0000000000 65535 f \n%s%sstartxref\n%d\n%%%%EOF\n" % (table, trailer, place))
        return b"".join(parts)


def finish(data: bytes, bookmarks: Sequence[Bookmark], meaning: Meaning, rare: Mapping[int, str] = NOTHING) -> bytes:
    """The PDF with an outline, its language, and ToUnicode maps corrected by ``meaning``.

    ``rare`` has, by page index, all text painted on a page with characters that Qt's maps have no room for.
    """
    pdf = Pdf(data)
    numbers = dict(pdf.maps())
    written = {font: codes_of(pdf.stream(number)) for font, number in numbers.items()}
    lost = _lost(pdf, written, rare)
    meanings = meaning({text for codes in written.values() for text in codes.values() if text > "\0"})
    for font, codes in written.items():
        true = {code: meanings.get(text, text) for code, text in codes.items()} | lost.get(font, {})
        if true != codes:
            pdf.put_stream(numbers[font], map_of(true))
    extra = b"/Lang (zh-CN)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
    if bookmarks:
        extra += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % _put_outline(pdf, bookmarks)
    pdf.put(pdf.catalogue, pdf.head(pdf.catalogue).removesuffix(b">>") + extra + b">>")
    return pdf.updated()


def _lost(pdf: Pdf, written: Mapping[int, Codes], rare: Mapping[int, str]) -> dict[int, dict[int, str]]:
    """By font the characters of glyphs without any, read from the pages; a page that cannot be parsed is skipped."""
    found: dict[int, dict[int, str]] = {}
    pages = pdf.page_numbers() if rare else []
    for index, text in rare.items():
        glyphs = pdf.glyphs(pages[index])
        pairs = zip(glyphs, text, strict=True) if len(glyphs) == len(text) else ()
        for (font, code), character in pairs:
            if code not in written.get(font, {}):
                found.setdefault(font, {})[code] = character
    return found


def codes_of(source: bytes) -> dict[int, str]:
    """The characters that a map assigns to the glyphs of the file."""
    codes: dict[int, str] = {}
    for first, last, start, listed in _CODES.findall(source.partition(b"endcodespacerange")[2]):
        low, high = int(first, 16), int(last, 16)
        if start:
            text = _characters(start)
            codes |= {code: text[:-1] + chr(ord(text[-1]) + code - low) for code in range(low, high + 1)}
        else:
            codes |= {low + at: _characters(text) for at, text in enumerate(_HEX.findall(listed))}
    return codes


def _characters(code: bytes) -> str:
    return bytes.fromhex(code.decode("ascii")).decode("utf-16-be")


def _code(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode("ascii")


def map_of(codes: Codes) -> bytes:
    """The map in PDF syntax."""
    lines = [b"<%04X> <%04X> <%s>" % (code, code, _code(text)) for code, text in codes.items()]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    parts = [b"%d beginbfrange\n%s\nendbfrange" % (len(block), b"\n".join(block)) for block in blocks]
    return _MAP % b"\n".join(parts)


def _put_outline(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> int:
    """Add the outline; the number of its root."""
    root = pdf.free_number()
    pages = pdf.page_numbers()
    tree = [Branch(-1, []), *(Branch(parent + 1, []) for parent in parents(bookmarks))]
    for at, branch in enumerate(tree[1:], 1):
        tree[branch.parent].children.append(at)
    pdf.put(root, b"<< /Type /Outlines%s >>" % _children(tree, 0, root))
    for at, bookmark in enumerate(bookmarks, 1):
        target = b"/Dest [%d 0 R /XYZ 0 %.2f null]" % (pages[bookmark.page], bookmark.top)
        links = _neighbours(tree, at, root) + _children(tree, at, root)
        pdf.put(
            root + at,
            b"<< /Title <FEFF%s> /Parent %d 0 R %s%s >>"
            % (_code(bookmark.text), root + tree[at].parent, target, links),
        )
    return root


class Branch(NamedTuple):
    """A place in the outline: its parent and its children; 0 is the outline itself."""

    parent: int
    children: list[int]


def _neighbours(tree: Sequence[Branch], at: int, root: int) -> bytes:
    siblings = tree[tree[at].parent].children
    place = siblings.index(at)
    links = b" /Prev %d 0 R" % (root + siblings[place - 1]) if place else b""
    return links + (b" /Next %d 0 R" % (root + siblings[place + 1]) if place + 1 < len(siblings) else b"")


def _children(tree: Sequence[Branch], at: int, root: int) -> bytes:
    children = tree[at].children
    if not children:
        return b""
    links = (root + children[0], root + children[-1], _descendants(tree, at))
    return b" /First %d 0 R /Last %d 0 R /Count %d" % links


def _descendants(tree: Sequence[Branch], at: int) -> int:
    return sum(1 + _descendants(tree, child) for child in tree[at].children)


def parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """The parent of every bookmark, -1 for the outline itself; a skipped level does no harm."""
    found: list[int] = []
    path: list[int] = []
    for at, bookmark in enumerate(bookmarks):
        while path and bookmarks[path[-1]].level >= bookmark.level:
            path.pop()
        found.append(path[-1] if path else -1)
        path.append(at)
    return found


PROGRAM = "拟稿"
LARGE = 1000
"""Pixels. A font of any size tells which glyph draws a character."""

LAST_OF_PLANE = "\uffff"
"""Qt's maps to Unicode go no further."""

ProgressToken = Callable[[int], bool]
"""Hears after every page how many are done, and says whether to go on."""


def write_pdf(pages: Pages, path: Path, title: str, watch: ProgressToken | None = None) -> bool:
    """Write the pages as a PDF, completely or not at all; False when it was stopped and nothing is written.

    Raises ``AppError`` ``save_…`` when the place cannot be written.
    """
    data = pdf_of(pages, title, watch)
    if data:
        write_atomically(path, data)
    return bool(data)


def pdf_of(pages: Pages, title: str, watch: ProgressToken | None = None) -> bytes:
    """The PDF's bytes; none when it was stopped."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_1_4)
    writer.setResolution(int(STANDARD_DPI))
    writer.setTitle(title)
    writer.setCreator(PROGRAM)
    case = TypeCase(FontShelf(), writer, 1.0)
    if not _paint(writer, pages, case, watch):
        return b""
    painted = {character for _font, characters in case.painted() for character in characters}

    def _meaning(written: Collection[str]) -> Mapping[str, str]:
        strangers = set(written) - painted
        return true_characters(strangers, case) if strangers else {}

    return finish(bytes(buffer.data().data()), bookmarks(pages), _meaning, rare_texts(pages))


def _paint(writer: QPdfWriter, pages: Pages, case: TypeCase, watch: ProgressToken | None) -> bool:
    """False when it was stopped."""
    writer.setPageLayout(page_layout(pages.pages[0].sheet))
    painter = QPainter(writer)
    try:
        for at, page in enumerate(pages.pages):
            if at:
                writer.setPageLayout(page_layout(page.sheet))
                writer.newPage()
            paint_page(painter, page, case)
            if watch and not watch(at + 1):
                return False
    finally:
        painter.end()
    return True


def page_layout(sheet: PageSheet) -> QPageLayout:
    """The paper without margins, which are part of the page. A4 portrait by its name, so that printers find their tray."""
    size = QSizeF(sheet.width / TWIPS_PER_POINT, sheet.height / TWIPS_PER_POINT)
    upright = QPageLayout.Orientation.Portrait if sheet.height >= sheet.width else QPageLayout.Orientation.Landscape
    paper = QPageSize(size if sheet.height >= sheet.width else size.transposed(), QPageSize.Unit.Point)
    return QPageLayout(paper, upright, QMarginsF(), QPageLayout.Unit.Point, QMarginsF())


def bookmarks(pages: Pages) -> list[Bookmark]:
    """The outline: every paragraph with an outline level, at the page and height where it begins."""
    heights = [page.sheet.height for page in pages.pages]
    return [
        Bookmark(heading.level, heading.text, heading.page, (heights[heading.page] - heading.y) / TWIPS_PER_POINT)
        for heading in headings(pages)
        if heading.text
    ]


def rare_texts(pages: Pages) -> dict[int, str]:
    """By index the text of the pages with characters beyond U+FFFF, as names have them, in the order of painting."""
    texts = {at: painted_text(page) for at, page in enumerate(pages.pages)}
    return {at: text for at, text in texts.items() if text and max(text) > LAST_OF_PLANE}


def true_characters(strangers: Collection[str], case: TypeCase) -> Mapping[str, str]:
    """For characters that were not painted the painted ones that the same fonts draw with the same glyph.

    Where several painted ones share a glyph the highest code point counts: radicals are below the characters.
    """
    found: dict[str, str] = {}
    for font, painted in case.painted():
        font.setPixelSize(LARGE)
        for raw in _raw_fonts(font, painted):
            drawn = dict(zip(raw.glyphIndexesForString(painted), painted, strict=False))
            drawn.pop(0, None)
            pairs = ((stranger, raw.glyphIndexesForString(stranger)) for stranger in strangers)
            found |= {stranger: drawn[glyphs[0]] for stranger, glyphs in pairs if glyphs and glyphs[0] in drawn}
    return found


def _raw_fonts(font: QFont, painted: str) -> Iterator[QRawFont]:
    """The font, and its fallbacks for the characters it lacks."""
    own = QRawFont.fromFont(font)
    yield own
    lacking = "".join(
        text for text, glyph in zip(painted, own.glyphIndexesForString(painted), strict=False) if not glyph
    )
    if lacking:
        layout = QTextLayout(lacking, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        yield from (run.rawFont() for run in layout.glyphRuns())
