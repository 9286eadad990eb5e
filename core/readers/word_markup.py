"""WordprocessingML in which other formats are written anew, for the reader of .docx files (ECMA-376 part 1, 17; part 2).

Numbers, tables, emphasis, pictures and notices are then decided in one place for every format.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from core.errors import BadInput
from core.limits import check_cells
from core.package import zip_file

MOST_PICTURES = 2_000
LARGEST_PICTURES = 150 * 1024 * 1024
EMU_IN_TWIP = 635
LARGEST_SIDE = 200_000
"""Twips; what is said to be wider is not believed."""

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
)
GRID_STYLE = '<w:style w:type="table" w:styleId="grid"><w:name w:val="Table Grid"/></w:style>'
"""The style of ``table``."""

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = MappingProxyType(str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}))
_SPECIAL = re.compile("([\t\n\u2011])")
_SIGNS = MappingProxyType({"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>"})


def writable(text: str) -> str:
    """Text without the characters that no XML can hold."""
    return _UNWRITABLE.sub("", text)


def escaped(text: str) -> str:
    """Text as it stands in XML, without the characters that cannot."""
    return writable(text).translate(_XML)


def words(text: str, tag: str = "t") -> str:
    """The content of a run: text with tabs and line breaks; ``tag`` is ``t``, ``delText`` or ``instrText``."""
    pieces = (part for part in _SPECIAL.split(text) if part)
    return "".join(_SIGNS.get(part) or f'<w:{tag} xml:space="preserve">{escaped(part)}</w:{tag}>' for part in pieces)


def run(text: str, look: str = "") -> str:
    """A run of text; ``look`` is the content of ``w:rPr``."""
    content = words(text)
    return f"<w:r>{properties('rPr', look)}{content}</w:r>" if content else ""


def properties(tag: str, content: str) -> str:
    """An element of properties; nothing where there are none."""
    return f"<w:{tag}>{content}</w:{tag}>" if content else ""


def value(tag: str, text: str | int) -> str:
    """An element that only has a value."""
    return f'<w:{tag} w:val="{escaped(str(text))}"/>'


def paragraph(content: str, look: str = "") -> str:
    """A paragraph of runs; ``look`` is the content of ``w:pPr``."""
    return f"<w:p>{properties('pPr', look)}{content}</w:p>"


def text_box(content: str) -> str:
    """A run with a box of paragraphs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"


@dataclass(frozen=True, slots=True)
class MarkupCell:
    """A cell: its paragraphs, how many columns and rows it covers, its vertical alignment, its place among the columns."""

    content: str
    columns: int = 1
    rows: int = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class MarkupRow:
    """A row of the cells that begin in it; ``before`` is how many columns it leaves free at its beginning."""

    cells: Sequence[MarkupCell]
    is_header: bool = False
    before: int = 0


def table(rows: Iterable[MarkupRow], widths: Sequence[int] = ()) -> str:
    """A table with lines; cells that cover rows below are repeated there as Word has them (17.4.84).

    ``widths`` of the columns are in twips.
    """
    covered: _Covered = {}
    body, places = "", 0
    for row in rows:
        above, covered = {place: found for place, found in covered.items() if found[0] > 0}, {}
        body += _row(row, above, covered)
        places += len(covered)  # a cell over a thousand rows stands in each of them
        check_cells(places)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = value("tblStyle", "grid")
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>" if body else ""


_Covered: TypeAlias = dict[int, tuple[int, int]]
"""(rows still to come, columns) of cells by their first column."""


def _row(row: MarkupRow, above: _Covered, covered: _Covered) -> str:
    """One row below cells that reach into it; ``covered`` takes what reaches below."""
    head = (value("gridBefore", row.before) if row.before else "") + ("<w:tblHeader/>" if row.is_header else "")
    column, written = _continued(row.before, above, covered)
    for cell in row.cells:
        covered[column] = cell.rows - 1, cell.columns
        written.append(_cell(cell, value("vMerge", "restart") if cell.rows > 1 else ""))
        column, more = _continued(column + cell.columns, above, covered)
        written += more
    return f"<w:tr>{properties('trPr', head)}{''.join(written)}</w:tr>" if written else ""


def _continued(column: int, above: _Covered, covered: _Covered) -> tuple[int, list[str]]:
    """The next free column, and the cells before it that go on those above."""
    written = []
    while column in above:
        left, columns = above.pop(column)
        covered[column] = left - 1, columns
        written.append(_cell(MarkupCell("<w:p/>", columns), "<w:vMerge/>"))
        column += columns
    return column, written


def _cell(cell: MarkupCell, merge: str) -> str:
    wide = value("gridSpan", cell.columns) if cell.columns > 1 else ""
    return f"<w:tc>{properties('tcPr', wide + merge + cell.look)}{cell.content or '<w:p/>'}</w:tc>"


@dataclass(slots=True)
class WordParts:
    """The parts of a package being written, with the relations of the main one."""

    parts: dict[str, bytes] = field(default_factory=dict)
    relations: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    margins: list[str] = field(default_factory=list)
    pictures: dict[bytes, str] = field(default_factory=dict)
    size: int = 0

    def add(self, kind: str, name: str, content: bytes) -> str:
        """Add a part that the main one refers to; its relationship."""
        identifier = f"r{len(self.relations) + 1}"
        self.parts[f"word/{name}"] = content
        self.relations.append(f'<Relationship Id="{identifier}" Type="{_KIND}{kind}" Target="{name}"/>')
        return identifier

    def picture(self, data: bytes, ending: str, extent: tuple[int, int]) -> str:
        """A run with a picture of an extent in twips; BadInput when there are more than any report has."""
        number = len(self.parts) + 1
        if data not in self.pictures:
            self.size += len(data)
            if len(self.pictures) >= MOST_PICTURES or self.size > LARGEST_PICTURES:
                raise BadInput("package_too_large")
            self.pictures[data] = self.add("image", f"media/image{number}.{ending}", data)
        return f"<w:r>{drawing(self.pictures[data], number, extent)}</w:r>"

    def note(self, kind: str, content: str) -> str:
        """A run with the mark of a ``footnote``, ``endnote`` or ``comment`` that holds these paragraphs."""
        known = self.notes.setdefault(kind, [])
        known.append(content)
        return f'<w:r><w:{kind}Reference w:id="{len(known)}"/></w:r>'

    def margin(self, kind: str, content: str) -> None:
        """A ``header`` or ``footer``; one without words or pictures is none."""
        if "<w:t" in content or "<w:drawing" in content:
            tag = {"header": "hdr", "footer": "ftr"}[kind]
            identifier = self.add(kind, f"{kind}{len(self.margins)}.xml", part(tag, content))
            self.margins.append(f'<w:{kind}Reference w:type="default" r:id="{identifier}"/>')

    def whole(self, body: str, section: str = "") -> bytes:
        """The file with this body; ``section`` is the page of the last section."""
        for kind, notes in self.notes.items():
            content = "".join(f'<w:{kind} w:id="{number}">{each}</w:{kind}>' for number, each in enumerate(notes, 1))
            self.add(f"{kind}s", f"{kind}s.xml", part(f"{kind}s", content))
        last = f"<w:sectPr>{''.join(self.margins)}{section}</w:sectPr>"
        return self.package(f"<w:document {SPACES}><w:body>{body}{last}</w:body></w:document>")

    def package(self, document: str) -> bytes:
        """The file with this main part."""
        types = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Default Extension="{each}" ContentType="image/{each}"/>' for each in self._endings())
            + "</Types>"
        )
        root = f'<Relationship Id="r1" Type="{_KIND}officeDocument" Target="word/document.xml"/>'
        whole: dict[str, str | bytes] = {
            "[Content_Types].xml": types,
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{root}</Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{"".join(self.relations)}</Relationships>',
            **self.parts,
        }
        files = ((name, each.encode() if isinstance(each, str) else each) for name, each in whole.items())
        return zip_file((name, zipfile.ZIP_STORED, data, zlib.crc32(data), len(data)) for name, data in files)

    def _endings(self) -> list[str]:
        return sorted({name.rpartition(".")[2] for name in self.parts if name.startswith("word/media/")})


def part(tag: str, content: str) -> bytes:
    """A part whose root is ``tag``."""
    return f"<w:{tag} {SPACES}>{content}</w:{tag}>".encode()


def drawing(identifier: str, number: int, extent: tuple[int, int]) -> str:
    """A picture in the line, by its relationship; ``extent`` in twips."""
    width, height = (min(max(side, 0), LARGEST_SIDE) * EMU_IN_TWIP for side in extent)
    size = f'cx="{width}" cy="{height}"'
    fill = f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    shape = f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
    name = f'<pic:nvPicPr><pic:cNvPr id="{number}" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
    return (
        f'<w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="{number}" name="图片{number}"/>'
        f'<a:graphic><a:graphicData uri="{_DRAWN}"><pic:pic>{name}{fill}{shape}</pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


_ANCHORED = 'simplePos="0" relativeHeight="251658240" locked="0" layoutInCell="1" allowOverlap="1"'
_ACROSS, _DOWN = ("margin", "page", "column", "column"), ("margin", "page", "paragraph", "paragraph")
_BELOW_TEXT = 0x4000


def floating(inline: str, place: tuple[int, int], flags: int) -> str:
    """A picture of ``drawing`` beside the text; ``flags`` are those of [MS-DOC] 2.9.253, by which ``place`` in twips counts."""
    across, down = _ACROSS[flags >> 1 & 3], _DOWN[flags >> 3 & 3]
    left, top = (min(max(each, -LARGEST_SIDE), LARGEST_SIDE) * EMU_IN_TWIP for each in place)
    size, rest = inline.removeprefix("<w:drawing><wp:inline>").split("/>", 1)
    rest = rest.replace("</wp:inline>", "</wp:anchor>")
    return (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" behindDoc="{int(bool(flags & _BELOW_TEXT))}"'
        f' {_ANCHORED}><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f"{size}/><wp:wrapNone/>{rest}"
    )


def edges_of(rows: Iterable[Sequence[int]], close: int = 30) -> list[int]:
    """The edges of the columns of a whole table from those of its rows, in twips; edges as ``close`` are one."""
    found: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not found or edge - found[-1] > close:
            found.append(edge)
    return found


def widths_of(edges: Sequence[int]) -> Iterator[int]:
    """The widths between edges."""
    return (after - before for before, after in pairwise(edges))
