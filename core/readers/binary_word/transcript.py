"""A document as a package of WordprocessingML, for the reader of .docx files (ECMA-376 part 1, 17; part 2).

Its pictures stand in the line of the text, in the data stream, or float, in the store of drawings ([MS-DOC] 2.9.172, 2.9.190,
2.9.253; [MS-ODRAW] 2.2.12 to 2.2.14, 2.2.20, 2.2.23, 2.2.32).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from core.errors import BadInput
from core.limits import check_length
from core.readers.binary_word.container import DAMAGED, FAULTS, DocFile, open_doc
from core.readers.binary_word.markup import (
    DELETED,
    INSERTED,
    PICTURE,
    SPECIAL,
    SYMBOL,
    DocTable,
    Modifiers,
    paragraph_format,
    text_format,
)
from core.readers.binary_word.properties import modifiers
from core.readers.binary_word.stories import CELL_END, SECTION_END, DocParagraph, DocRun, DocText
from core.readers.binary_word.styles import StyleSheet, numbering_xml
from core.readers.word_markup import SPACES, WordParts, drawing, floating, part
from core.result import Notice, Result

LARGEST = 20 * 1024 * 1024
SHAPE_FILE = 0x66
BLIPS = MappingProxyType({0xF01A: "emf", 0xF01B: "wmf", 0xF01D: "jpeg", 0xF01E: "png", 0xF029: "tiff", 0xF02A: "jpeg"})
TWO_IDS = (0x3D5, 0x217, 0x46B, 0x6E3, 0x6E1, 0x6E5)
"""Instances of blips that carry a second identifier."""

ENTRY = 0xF007
DEFLATED = 0


@dataclass(frozen=True, slots=True)
class DocPicture:
    """A picture's bytes as they stood in their own file; ``width`` and ``height`` in twips as shown."""

    data: bytes
    ending: str
    width: int
    height: int


def picture_at(data: bytes, place: int) -> DocPicture | None:
    """The picture at an offset of the data stream; None where there is none that is known."""
    if place + 68 > len(data):
        return None
    length, header = struct.unpack_from("<iH", data, place)
    kind = struct.unpack_from("<h", data, place + 6)[0]
    width, height, across, down = struct.unpack_from("<4H", data, place + 0x1C)
    end = min(place + length, len(data))
    start = place + header
    if kind == SHAPE_FILE and start < end:
        start += 1 + data[start]
    for code, instance, body in _records(data, start, end):
        if code in BLIPS:
            found = _blip(code, instance, body)
            if found:
                return DocPicture(found, BLIPS[code], width * across // 1000, height * down // 1000)
    return None


def _records(data: bytes, place: int, end: int, is_inner: bool = False) -> Iterator[tuple[int, int, bytes]]:
    """(type, instance, content) of the records of a range; the picture inside an entry is given in its place."""
    while place + 8 <= end:
        head, code, length = struct.unpack_from("<HHI", data, place)
        body = place + 8
        if code == ENTRY and not is_inner and body + 36 <= end:
            name = data[body + 33]
            yield from _records(data, body + 36 + name, min(body + length, end), True)
        else:
            yield code, head >> 4, data[body : min(body + length, end)]
        place = body + length


def _blip(code: int, instance: int, body: bytes) -> bytes:
    ids = 32 if instance in TWO_IDS else 16
    if BLIPS[code] not in ("emf", "wmf"):
        return body[ids + 1 :]
    head, packed = body[ids : ids + 34], body[ids + 34 :]
    if len(head) < 34:
        return b""
    if head[32] != DEFLATED:
        return packed
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(packed, LARGEST)
    except zlib.error:
        return b""
    return found if unpacking.eof else b""  # cut off, or too large


DRAWINGS, SHAPES, HEADER_SHAPES, HEADER_BOXES = 50, 40, 41, 58
"""Pairs of the file information block: the drawings of the file, where those of its text and of its headers and footers are
anchored, and the text boxes of the latter."""

GROUP_DATA, STORE, PAGE_DRAWING, GROUP, SHAPE, SHAPE_HEAD, OPTIONS = (
    0xF000,
    0xF001,
    0xF002,
    0xF003,
    0xF004,
    0xF00A,
    0xF00B,
)
PICTURE_OPTION, FILL_OPTION, FILL_KIND, OPTION = 0x0104, 0x0186, 0x0180, 6
PICTURE_FILLS = (2, 3)
SPA = 26
MOST_SHAPES = 10_000
DEEPEST_GROUP = 20


@dataclass(frozen=True, slots=True)
class DocShape:
    """A drawing anchored in the text: its number, edges in twips, and flags of what they count from (Spa, 2.9.253)."""

    number: int
    edges: tuple[int, int, int, int]
    flags: int

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height."""
        left, top, right, bottom = self.edges
        return max(right - left, 0), max(bottom - top, 0)


def anchored(doc: DocFile, pair: int, start: int) -> Mapping[int, Sequence[DocShape]]:
    """The drawings of a story that begins at ``start`` by the position of their anchor."""
    data = doc.pair(pair)
    count = min((len(data) - 4) // (SPA + 4), MOST_SHAPES)
    found: dict[int, list[DocShape]] = {}
    for number in range(count):
        position = struct.unpack_from("<I", data, 4 * number)[0]
        shape, *edges, flags = struct.unpack_from("<I4iH", data, 4 * ((len(data) - 4) // (SPA + 4) + 1) + SPA * number)
        found.setdefault(start + position, []).append(DocShape(shape, (edges[0], edges[1], edges[2], edges[3]), flags))
    return found


class FloatingPictures:
    """The pictures that drawings show; a group shows all that are in it."""

    def __init__(self, doc: DocFile) -> None:
        self._main, self._data = doc.main, doc.pair(DRAWINGS)
        self._store: tuple[tuple[int, int], ...] = ()
        self._shown: dict[int, list[int]] = {}
        self._owners: dict[int, int] = {}
        place = self._take(GROUP_DATA, 0)
        while 0 < place < len(self._data):
            place = self._take(PAGE_DRAWING, place + 1)  # behind the byte that says whether it is one of headers

    def of(self, shape: int) -> Sequence[int]:
        """The numbers of the pictures in a drawing."""
        return self._shown.get(shape, ())

    def owner(self, shape: int) -> int:
        """The drawing that is anchored in the text: the group that a drawing is in, or it itself."""
        return self._owners.get(shape, shape)

    def picture(self, number: int) -> DocPicture | None:
        """A picture by its number, counted from 1; None where there is none that is known."""
        if not 0 < number <= len(self._store):
            return None
        start, end = self._store[number - 1]
        name = self._data[start + 33] if start + 36 <= end else 0
        inside = start + 36 + name
        records = _records(self._data, inside, end, True)
        if inside >= end and start + 36 <= end:
            delayed = struct.unpack_from("<I", self._data, start + 28)[0]
            records = _records(self._main, delayed, len(self._main), True)
        found = next(records, None)
        if found is None or found[0] not in BLIPS:
            return None
        data = _blip(*found)
        return DocPicture(data, BLIPS[found[0]], 0, 0) if data else None

    def _take(self, kind: int, place: int) -> int:
        """Take what a container at a place holds; the place behind it, 0 where there is no such container."""
        for code, start, end in _children(self._data, place, len(self._data)):
            if code == GROUP_DATA == kind:
                stores = (each for each in _children(self._data, start, end) if each[0] == STORE)
                self._store = tuple(
                    (a, b) for _, first, last in stores for code, a, b in _children(self._data, first, last)
                )
            elif code == PAGE_DRAWING == kind:
                self._take_shapes(start, end)
            return end if code == kind else 0
        return 0

    def _take_shapes(self, start: int, end: int) -> None:
        for code, first, last in _children(self._data, start, end):
            if code == GROUP:  # the one that holds all drawings
                for _, a, b in _children(self._data, first, last):
                    shapes = list(self._shapes(a, b, 0))
                    if shapes:
                        self._owners.update({number: shapes[0][0] for number, _ in shapes})
                        self._shown[shapes[0][0]] = [picture for _, picture in shapes if picture]

    def _shapes(self, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
        """(number, picture or 0) of a drawing, or of the group itself and of all in it."""
        own: dict[int, list[bytes]] = {SHAPE_HEAD: [], OPTIONS: []}
        for code, first, last in _children(self._data, start, end):
            if code in (GROUP, SHAPE) and depth < DEEPEST_GROUP:
                yield from self._shapes(first, last, depth + 1)
            elif code in own:
                own[code].append(self._data[first:last])
        for head in own[SHAPE_HEAD][:1]:
            yield int.from_bytes(head[:4], "little"), max(map(_option, own[OPTIONS]), default=0)


def _option(data: bytes) -> int:
    """The number of the picture among the options of a drawing; 0 for none."""
    pairs = (struct.unpack_from("<HI", data, place) for place in range(0, len(data) - OPTION + 1, OPTION))
    said = {code & 0x3FFF: value for code, value in pairs}
    filled = said.get(FILL_OPTION, 0) if said.get(FILL_KIND) in PICTURE_FILLS else 0
    return said.get(PICTURE_OPTION) or filled


def _children(data: bytes, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(type, start, end) of the records of a range."""
    while place + 8 <= end:
        _, code, length = struct.unpack_from("<HHI", data, place)
        yield code, place + 8, min(place + 8 + length, end)
        place += 8 + length


FOOTNOTES, HEADERS, SECTIONS, ENDNOTES, BOXES = (2, 3), 11, 6, (46, 47), 56
CHARACTER_STYLE, SECTION_SIZES, ORIENTATION, WIDE = 0x4A30, (0xB01F, 0xB020), 0x301D, 2
A4 = (11906, 16838)
"""Width and height in twips."""

MOST_PICTURES, MOST_PICTURE_BYTES = 2_000, 100 * 1024 * 1024
DEEPEST_BOX = 5
_CONTROL = re.compile(r"[\x00-\x1f\x28\ufffe\uffff\ud800-\udfff]")
_XML = MappingProxyType(str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"}))
_SIMPLE = MappingProxyType(
    {"\t": "<w:tab/>", "\x0b": "<w:br/>", "\x0c": '<w:br w:type="page"/>', "\x1e": "<w:noBreakHyphen/>"}
)
_FIELDS = MappingProxyType({"\x13": "begin", "\x14": "separate", "\x15": "end"})


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what a .doc file holds; a notice counts the drawings that are left out.

    BadInput ``doc_damaged``, ``doc_too_old``, ``word_encrypted``, ``text_too_long``.
    """
    doc = open_doc(data)
    try:
        transcript = _DocTranscript(doc)
        written = transcript.package()
    except FAULTS as error:
        raise BadInput(DAMAGED) from error
    count = transcript.lost
    return Result(written, (Notice("doc_drawings_left_out", 0, kind="picture", count=count),) if count else ())


class _DocTranscript:
    """Writes one document; ``package`` is called once."""

    def __init__(self, doc: DocFile) -> None:
        self._doc = doc
        self._styles = StyleSheet(doc)
        self._sections = tuple(_section_ends(doc))
        self._text = DocText(doc, frozenset(end for end, _ in self._sections))
        self._parts = WordParts()
        self._lengths = doc.lengths()
        self._codes: list[str] = []
        self._formats: dict[tuple[int, int], tuple[Modifiers, str]] = {}
        self._heads: dict[tuple[int, int, int], tuple[Modifiers, Modifiers, str]] = {}
        self._used: set[int] = set()
        self._references: dict[int, tuple[str, int]] = {}
        self._boxes: dict[int, list[tuple[int, int]]] = {}
        self._shapes, self._floating = anchored(doc, SHAPES, 0), FloatingPictures(doc)
        self._pictures: dict[int, tuple[DocPicture, str] | None] = {}
        self._count = self._written = self._depth = self.lost = 0

    def package(self) -> bytes:
        """The bytes of the package."""
        body_end = self._lengths[0]
        check_length(body_end, 0)
        notes = [self._notes("footnote", *FOOTNOTES, self._start(1)), self._notes("endnote", *ENDNOTES, self._start(5))]
        self._place_boxes(BOXES, self._shapes, self._start(6))
        self._place_boxes(HEADER_BOXES, anchored(self._doc, HEADER_SHAPES, self._start(2)), self._start(7))
        body = self._story(0, body_end)
        for kind, ranges in zip(("footnote", "endnote"), notes, strict=True):
            self._note_part(kind, ranges)
        margins = self._margins()
        self._parts.add("styles", "styles.xml", part("styles", self._styles.xml(self._used)))
        numbering = numbering_xml(self._doc, self._styles.fonts)
        if numbering:
            self._parts.add("numbering", "numbering.xml", part("numbering", numbering))
        last = self._sections[-1][1] if self._sections else ""
        sections = f"<w:sectPr>{margins}{last}</w:sectPr>"
        return self._parts.package(f"<w:document {SPACES}><w:body>{body}{sections}</w:body></w:document>")

    def _start(self, number: int) -> int:
        """Where a part begins: the parts follow one another in the order of ``DocFile.lengths``."""
        return sum(self._lengths[:number])

    # notes, headers, boxes

    def _notes(self, kind: str, references: int, texts: int, start: int) -> list[tuple[int, int]]:
        """The ranges of the notes; their marks in the text are remembered."""
        marks, places = self._doc.pair(references), self._doc.pair(texts)
        count = (len(marks) - 4) // 6
        if count < 1 or len(places) < 4 * (count + 1):
            return []
        for number, position in enumerate(struct.unpack_from(f"<{count}I", marks), 1):
            self._references[position] = (kind, number)
        ends = struct.unpack_from(f"<{count + 1}I", places)
        return _ranges(ends, start)

    def _note_part(self, kind: str, ranges: Sequence[tuple[int, int]]) -> None:
        if ranges:
            notes = "".join(
                f'<w:{kind} w:id="{number}">{self._story(*each)}</w:{kind}>' for number, each in enumerate(ranges, 1)
            )
            self._parts.add(f"{kind}s", f"{kind}s.xml", part(f"{kind}s", notes))

    def _margins(self) -> str:
        """References to the headers and footers that hold anything; the first six stories are separators of notes."""
        places, start = self._doc.pair(HEADERS), self._start(2)
        count = len(places) // 4
        ends = struct.unpack_from(f"<{count}I", places) if count else ()
        found = []
        for number, (first, last) in enumerate(_ranges(ends, start)[6:]):
            kind = ("header", "header", "footer", "footer", "header", "footer")[number % 6]
            words = "" if self._text.is_blank(first, last) else self._story(first, last)
            if "<w:t" in words or "<w:pict" in words:
                tag = {"header": "hdr", "footer": "ftr"}[kind]
                identifier = self._parts.add(kind, f"{kind}{number}.xml", part(tag, words))
                found.append(f'<w:{kind}Reference w:type="default" r:id="{identifier}"/>')
        return "".join(found)

    def _place_boxes(self, pair: int, shapes: Mapping[int, Sequence[DocShape]], start: int) -> None:
        """The text boxes of these drawings by the position of their anchor; the texts of boxes begin at ``start``."""
        texts = self._doc.pair(pair)
        count = (len(texts) - 4) // 26
        if count < 1 or not shapes:
            return
        by_shape = {each.number: position for position, found in shapes.items() for each in found}
        ends = struct.unpack_from(f"<{count + 1}I", texts)
        for number, (first, last) in enumerate(_ranges(ends, start)):
            shape = self._floating.owner(struct.unpack_from("<I", texts, 4 * (count + 1) + 22 * number + 14)[0])
            if shape in by_shape and first < last:
                self._boxes.setdefault(by_shape[shape], []).append((first, last))

    # paragraphs and tables

    def _story(self, start: int, end: int) -> str:
        """The paragraphs and tables of a range."""
        outer, self._codes = self._codes, []
        written: list[str] = []
        table = DocTable()
        for paragraph in self._text.paragraphs(start, end):
            self._count += 1
            check_length(0, self._count)
            if not paragraph.depth:
                written += (table.close(), self._paragraph(paragraph))
            elif paragraph.ends_row and paragraph.depth == 1:
                table.close_row(paragraph.found)
            elif not (paragraph.ends_row or paragraph.ends_inner_row):
                table.add(self._paragraph(paragraph), paragraph.mark == CELL_END and paragraph.depth == 1)
        self._codes = outer
        return "".join((*written, table.close()))

    def _paragraph(self, paragraph: DocParagraph) -> str:
        style, section = paragraph.style, ""
        if paragraph.mark == SECTION_END:
            section = next((look for end, look in self._sections if end == paragraph.end + 1), "")
            section = f"<w:sectPr>{section}</w:sectPr>"
        head = self._head(paragraph) + section
        return f"<w:p><w:pPr>{head}</w:pPr>{''.join([self._run(run, style) for run in paragraph.runs])}</w:p>"

    def _head(self, paragraph: DocParagraph) -> str:
        """The content of ``w:pPr`` but for the section; paragraphs of the same properties share them."""
        found, mark, style = paragraph.found, paragraph.mark_format, paragraph.style
        key = id(found), id(mark), style
        if key not in self._heads:
            self._used.add(style)
            gone = _revision(mark)
            gone = f'<w:{gone} w:id="0" w:author=""/>' if gone else ""
            look = f"<w:rPr>{gone}{self._format(mark, style)}</w:rPr>"
            self._heads[key] = found, mark, f'<w:pStyle w:val="s{style}"/>{paragraph_format(found)}{look}'
        return self._heads[key][2]

    def _format(self, found: Modifiers, style: int) -> str:
        """The content of ``w:rPr``; runs of the same properties share them, so that each is written once."""
        key = id(found), style
        if key not in self._formats:
            self._formats[key] = found, self._written_format(found, style)  # kept, so that no other gets its number
        return self._formats[key][1]

    def _written_format(self, found: Modifiers, style: int) -> str:
        own = int.from_bytes(found[CHARACTER_STYLE], "little") if CHARACTER_STYLE in found else 0
        named = f'<w:rStyle w:val="s{own}"/>' if own else ""
        self._used.add(own)

        def _toggled(code: int) -> bool:
            return self._styles.is_on(own, code) if own else self._styles.is_on(style, code)

        return named + text_format(found, self._styles.fonts, _toggled)

    # characters

    def _run(self, run: DocRun, style: int) -> str:
        look = self._format(run.found, style)
        revision = _revision(run.found)
        content = "".join(self._pieces(run, revision == "del"))
        if not content:
            return ""
        whole = f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>"
        return f'<w:{revision} w:id="0" w:author="">{whole}</w:{revision}>' if revision else whole

    def _pieces(self, run: DocRun, is_deleted: bool) -> Iterator[str]:
        first = 0
        for match in _CONTROL.finditer(run.text):
            sign = match[0]
            if sign == "(" and not (_is_special(run) and SYMBOL in run.found):
                continue
            yield self._words(run.text[first : match.start()], is_deleted)
            yield self._control(sign, run, match.start())
            first = match.end()
        yield self._words(run.text[first:], is_deleted)

    def _words(self, text: str, is_deleted: bool) -> str:
        if not text:
            return ""
        self._written += len(text)
        check_length(self._written, 0)
        in_code = bool(self._codes) and self._codes[-1] == "begin"
        tag = ("delInstrText" if is_deleted else "instrText") if in_code else "delText" if is_deleted else "t"
        return f'<w:{tag} xml:space="preserve">{text.translate(_XML)}</w:{tag}>'

    def _control(self, sign: str, run: DocRun, index: int) -> str:
        if sign in _SIMPLE:
            return _SIMPLE[sign]
        if sign in _FIELDS:
            return self._field(_FIELDS[sign])
        if not _is_special(run):
            return ""
        position = run.start + index
        known: dict[str, Callable[[], str]] = {
            "\x01": lambda: self._picture(run.found),
            "\x02": lambda: self._reference(position),
            "\x08": lambda: self._box(position),
            "(": lambda: self._symbol(run.found[SYMBOL]),
        }
        return known[sign]() if sign in known else ""

    def _field(self, kind: str) -> str:
        if kind == "begin":
            self._codes.append(kind)
        elif not self._codes:
            return ""
        elif kind == "separate":
            self._codes[-1] = kind
        else:
            self._codes.pop()
        return f'<w:fldChar w:fldCharType="{kind}"/>'

    def _reference(self, position: int) -> str:
        if position not in self._references:
            return ""
        kind, number = self._references[position]
        return f'<w:{kind}Reference w:id="{number}"/>'

    def _symbol(self, operand: bytes) -> str:
        font, code = struct.unpack("<HH", operand)
        name = self._styles.fonts[font] if font < len(self._styles.fonts) else ""
        name = name.translate(_XML).replace('"', "&quot;")
        return f'<w:sym w:font="{name}" w:char="{code:04X}"/>'

    def _box(self, position: int) -> str:
        """The pictures and text boxes anchored here; the boxes as VML, of which only the words are read."""
        ranges = self._boxes.pop(position, []) if self._depth < DEEPEST_BOX else []
        pictures = list(map(self._float, self._shapes.get(position, ())))
        self.lost += not (ranges or any(pictures))
        self._depth += 1
        boxes = [self._story(*each) for each in ranges]
        self._depth -= 1
        return "".join(pictures) + "".join(
            f"<w:pict><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>"
            for box in boxes
        )

    def _float(self, shape: DocShape) -> str:
        """The pictures of a drawing beside the text."""
        numbers = self._floating.of(shape.number)
        found = [each for number in numbers if (each := self._kept(-number, partial(self._floating.picture, number)))]
        self.lost += len(numbers) - len(found)
        count = len(self._parts.parts)
        return "".join(floating(drawing(each, count, shape.extent), shape.edges[:2], shape.flags) for _, each in found)

    def _picture(self, found: Modifiers) -> str:
        place = struct.unpack("<I", found[PICTURE])[0] if PICTURE in found else None
        known = None if place is None else self._kept(place, partial(picture_at, self._doc.data, place))
        self.lost += known is None
        if known is None:
            return ""
        picture, identifier = known
        return drawing(identifier, len(self._parts.parts), (picture.width, picture.height))

    def _kept(self, place: int, read: Callable[[], DocPicture | None]) -> tuple[DocPicture, str] | None:
        """A picture and its relationship; each is unpacked and kept once. ``place`` is its offset in the data stream, or less
        than 0 its number in the store."""
        if place not in self._pictures:
            room = MOST_PICTURE_BYTES - sum(len(each[0].data) for each in self._pictures.values() if each)
            picture = read() if len(self._pictures) < MOST_PICTURES and room > 0 else None
            if picture is None or len(picture.data) > room:
                self._pictures[place] = None
            else:
                name = f"media/image{len(self._pictures) + 1}.{picture.ending}"
                self._pictures[place] = (picture, self._parts.add("image", name, picture.data))
        return self._pictures[place]


def _ranges(ends: Sequence[int], start: int) -> list[tuple[int, int]]:
    """The ranges between positions that count from ``start``; ValueError where they run backwards."""
    found = [(start + first, start + last) for first, last in pairwise(ends)]
    if any(first > last for first, last in found):
        raise ValueError(start)
    return found


def _is_special(run: DocRun) -> bool:
    return SPECIAL in run.found and run.found[SPECIAL][0] == 1


def _revision(found: Modifiers) -> str:
    """``del``, ``ins`` or nothing."""
    for code, name in ((DELETED, "del"), (INSERTED, "ins")):
        if code in found and found[code][0] == 1:
            return name
    return ""


def _section_ends(doc: DocFile) -> Iterator[tuple[int, str]]:
    """(position behind a section, its page as WordprocessingML)."""
    data = doc.pair(SECTIONS)
    count = (len(data) - 4) // 16
    if count < 1:
        return
    ends = struct.unpack_from(f"<{count + 1}I", data)
    for number in range(count):
        place = struct.unpack_from("<I", data, 4 * (count + 1) + 12 * number + 2)[0]
        yield ends[number + 1], _page_size(_section(doc.main, place))


def _section(main: bytes, place: int) -> Modifiers:
    """The properties of a section; none where their place is none."""
    if place + 2 > len(main):
        return {}
    length = struct.unpack_from("<H", main, place)[0]
    return modifiers(main[place + 2 : place + 2 + length])


def _page_size(found: Modifiers) -> str:
    width, height = (int.from_bytes(found.get(code, b""), "little") for code in SECTION_SIZES)
    orientation = ' w:orient="landscape"' if found.get(ORIENTATION, b"\1")[0] == WIDE else ""
    return f'<w:pgSz w:w="{width or A4[0]}" w:h="{height or A4[1]}"{orientation}/>'
