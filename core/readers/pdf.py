"""PDF files with text, by pdfium: the characters and ruled lines of each page, at their places (ISO 32000-1)."""

import ctypes
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import hypot
from operator import itemgetter
from threading import Lock
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from core.errors import BadInput
from core.limits import check_length
from core.model.raw import RawDocument
from core.model.text import likely_sign
from core.readers.pages.document import document_of
from core.readers.pages.grids import MOST_STROKES
from core.readers.pages.pictures import MOST_DRAWN, no_text
from core.readers.pages.values import Bookmark, Glyph, Ink, PrintedPage, Stroke, is_slanted
from core.readers.pdf_pictures import Handle, PictureBudget, PicturePainter
from core.result import Notice, Result

ONE_AT_A_TIME = Lock()
"""pdfium knows no threads."""

MOST_PAGES, MOST_OBJECTS, MOST_BOOKMARKS = 1500, 100_000, 5000
_DEEPEST_BOOKMARK = 9
LARGEST_STREAM, LARGEST_STREAMS = 24 * 1024**2, 256 * 1024**2
"""Bytes of one stream and of all, unpacked, but for pictures."""

_BAD_SHARE = 0.2
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_THIN, _SLANT, _MOST_SEGMENTS = 4.0, 0.05, 200
_BOLD = re.compile(r"bold|black|heavy|[-,]b$", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BREAKS = frozenset((0x0A, 0x0D))
_HYPHEN, _PRIVATE = 0x02, 0xF000
_EAST_ASIAN = frozenset(
    (raw.FXFONT_SHIFTJIS_CHARSET, raw.FXFONT_HANGEUL_CHARSET, raw.FXFONT_GB2312_CHARSET, raw.FXFONT_CHINESEBIG5_CHARSET)
)


class _Frame(NamedTuple):
    """What is seen of a page, in its own coordinates, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def turned_to(self, turn: int) -> "_Frame":
        """The same page turned otherwise."""
        return self._replace(turn=turn)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen, from the top left corner."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def is_upright(self, across: float, up: float) -> bool:
        """Whether writing in this direction is seen level, from left to right."""
        a, b = ((across, up), (up, -across), (-across, -up), (-up, across))[self.turn]
        return a > 0 and abs(b) <= _SLANT * a


@dataclass
class _Tally:
    """What is told about a file."""

    turned: int = 0
    hidden: int = 0
    bad: int = 0
    notes: int = 0
    signatures: int = 0

    def add(self, other: "_Tally") -> None:
        """Count what another one counted."""
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read_pdf(data: bytes) -> Result[RawDocument]:
    """The paragraphs of a PDF file.

    Raises BadInput: ``pdf_encrypted``, ``pdf_damaged``, ``pages_too_many``, ``pages_scan``, ``pages_no_text``,
    ``pages_garbled``, ``package_too_large``, ``text_too_long``.
    """
    _check_streams(data)
    tally = _Tally()
    with ONE_AT_A_TIME, closing(_opened(data)) as document:
        if len(document) > MOST_PAGES:
            raise BadInput("pages_too_many", most=str(MOST_PAGES))
        tally.signatures = max(raw.FPDF_GetSignatureCount(document), 0)
        pages = _pages(document, tally)
        bookmarks = tuple(_bookmarks(document))
    characters = sum(len(page.glyphs) for page in pages)
    if not any(page.has_words for page in pages):
        raise no_text(pages)
    if tally.bad > _BAD_SHARE * characters:
        raise BadInput("pages_garbled", pages=str(len(pages)))
    found = document_of(pages, bookmarks)
    return Result(found.value, (*_notices(tally), *found.notices))


@cache
def _stand_in_fonts() -> ctypes.Structure:
    """Give pdfium a font for East Asian ones that a file names and does not hold: every character of it is a box.

    pdfium leaves out a text object of one character whose font has no outline for it: a figure would be lost where the
    computer's own stand-in has no digits (Droid Sans Fallback) and kept elsewhere. Widths come from the file. For other
    fonts pdfium uses those within it. The returned structure must live as long as pdfium.
    """
    font, kinds = _boxes(), dict(raw.FPDF_SYSFONTINFO._fields_)

    def _font_data(_info: Handle, _font: Handle, table: int, buffer: Handle, size: int) -> int:
        if table:  # of a collection
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    def _mapped(_info: Handle, _weight: int, _italic: int, charset: int, *_more: Handle) -> int | None:
        return 1 if charset in _EAST_ASIAN else None

    answers = {
        "MapFont": _mapped,
        "GetFont": lambda *_asked: 1,
        "GetFontData": _font_data,
        "GetFaceName": lambda *_asked: 0,
        "GetFontCharset": lambda *_asked: raw.FXFONT_GB2312_CHARSET,
        "DeleteFont": lambda *_asked: None,
    }
    info: ctypes.Structure = raw.FPDF_SYSFONTINFO(
        version=1, **{name: kinds[name](answer) for name, answer in answers.items()}
    )
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info


def _boxes() -> bytes:
    """A TrueType font with one box for all characters (ISO/IEC 14496-22); 1,000 units an em."""
    glyph = struct.pack(">5h 2H 4B 8h", 1, 50, 0, 450, 700, 3, 0, 1, 1, 1, 1, 50, 0, 400, 0, 0, 700, 0, -700)
    tables = {
        # Version 0, one table for Windows' UCS-4, many characters to one glyph (format 13): U+0021 to U+2FFFF to the box
        b"cmap": struct.pack(">4HL 2H 6L", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x21, 0x2FFFF, 1),
        b"glyf": glyph,
        b"head": struct.pack(">4L2H2Q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 50, 0, 450, 700, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">L3hH11hH", 0x10000, 880, -120, 0, 500, *(0,) * 11, 2),
        b"hmtx": struct.pack(">HhHh", 500, 50, 500, 50),
        b"loca": struct.pack(">3H", 0, 0, len(glyph) // 2),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, *(0,) * 11),
    }
    head, body = struct.pack(">L4H", 0x10000, len(tables), 64, 2, 48), b""
    for name, table in tables.items():
        head += struct.pack(">4s3L", name, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def _notices(tally: _Tally) -> tuple[Notice, ...]:
    told = (
        Notice("pages_signed", count=tally.signatures),
        Notice("pages_behind_scan", count=tally.hidden),
        Notice("pages_signs_unknown", kind="symbol", count=tally.bad),
        Notice("pages_turned_left_out", count=tally.turned),
        Notice("pages_notes_left_out", kind="comment", count=tally.notes),
    )
    return tuple(notice for notice in told if notice.count)


def _check_streams(data: bytes) -> None:
    """Raise BadInput for streams that unpack to more than a report's: pdfium would unpack them whole."""
    total = 0
    for match in _STREAM.finditer(data):
        if _PICTURE.search(data, max(match.start() - 400, 0), match.start()):
            continue
        size = _unpacked(data, match.end())
        total += size
        if size > LARGEST_STREAM or total > LARGEST_STREAMS:
            raise BadInput("package_too_large")


def _unpacked(data: bytes, start: int) -> int:
    """The size of a packed stream, counted up to the limit; 0 for one that is packed another way."""
    if data[start : start + 1] not in (b"\x78", b"\x68", b"\x58", b"\x48"):
        return 0
    packed, size, at = zlib.decompressobj(), 0, start
    try:
        while size <= LARGEST_STREAM and not packed.eof and at < len(data):
            size += sum(_pieces(packed, data[at : at + 65536]))
            at += 65536
    except zlib.error:
        return size
    return size


def _pieces(packed: "zlib._Decompress", rest: bytes) -> Iterator[int]:
    """The sizes of what is unpacked of a part, a mebibyte at a time; what stands behind the end of a stream is none."""
    left = LARGEST_STREAM
    while rest and not packed.eof and left >= 0:
        size = len(packed.decompress(rest, 1024 * 1024))
        rest, left = packed.unconsumed_tail, left - size
        yield size


def _opened(data: bytes) -> pdfium.PdfDocument:
    _stand_in_fonts()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        is_locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(problem)
        raise BadInput("pdf_encrypted" if is_locked else "pdf_damaged") from problem


def _bookmarks(document: pdfium.PdfDocument) -> Iterator[Bookmark]:
    """The outline that lies beside the pages."""
    for each in islice(document.get_toc(max_depth=_DEEPEST_BOOKMARK), MOST_BOOKMARKS):
        target = each.get_dest()
        page = target.get_index() if target else None
        try:
            yield Bookmark(each.get_title(), each.level + 1, -1 if page is None else page)
        except UnicodeDecodeError:  # broken words name nothing
            continue


def _pages(document: pdfium.PdfDocument, tally: _Tally) -> list[PrintedPage]:
    found, characters, budget = [], 0, PictureBudget()
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as problem:
            raise BadInput("pdf_damaged") from problem
        with closing(page):
            read = _PageReader(page, tally, budget).read(characters)
        characters += len(read.glyphs)
        found.append(read)
    return found


class _PageReader:
    """Reads one page; what is told of it is added to ``tally``."""

    def __init__(self, page: pdfium.PdfPage, tally: _Tally, budget: PictureBudget) -> None:
        self._page, self._whole, self._budget = page, tally, budget
        left, bottom, right, top = page.get_cropbox()
        self._shown = _Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
        self._turn_to(self._shown)
        self._items: list[Handle] = []
        self._drawn: list[Stroke] = []
        self._fills: list[Stroke] = []
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()

    def _turn_to(self, frame: _Frame) -> None:
        """See the page in this frame, with nothing told yet."""
        self._frame, self._size, self._tally = frame, frame.size, _Tally()
        self._inks: dict[int, Ink | None] = {}
        self._ways: dict[int, list[int]] = {}
        self._turns: Counter[int] = Counter()

    def read(self, before: int) -> PrintedPage:
        """The page; ``before`` is how many characters earlier pages had."""
        try:
            text = self._page.get_textpage()
        except pdfium.PdfiumError as problem:
            raise BadInput("pdf_damaged") from problem
        with closing(text):
            count = text.count_chars()
            check_length(before + count, 0)
            glyphs = tuple(self._glyphs(text.raw, count))
            turn, turned = max(self._turns.items(), key=itemgetter(1), default=(0, 0))
            if turned > len(glyphs):  # a page set sideways, as wide tables are
                self._turn_to(self._frame.turned_to(turn))
                glyphs = tuple(self._glyphs(text.raw, count))
        self._tally.notes += self._notes()
        strokes = tuple(self._strokes())
        painter = PicturePainter(self._page, self._items, (self._frame.place, self._shown.place), self._size)
        pictures = painter.pictures(self._budget) if self._items else ()
        page = PrintedPage(*self._size, glyphs, strokes, pictures, (*self._drawn, *painter.drawn), tuple(self._fills))
        self._whole.add(self._tally)
        return page

    def _notes(self) -> int:
        """How many remarks and stamps lie on the page; links and fields of forms are none."""
        found = 0
        for number in range(min(raw.FPDFPage_GetAnnotCount(self._page), 1000)):
            note = raw.FPDFPage_GetAnnot(self._page, number)
            if note:
                found += raw.FPDFAnnot_GetSubtype(note) not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
                raw.FPDFPage_CloseAnnot(note)
        return found

    def _glyphs(self, text: Handle, count: int) -> Iterator[Glyph]:
        for number in range(count):
            code = raw.FPDFText_GetUnicode(text, number)
            item = raw.FPDFText_GetTextObject(text, number)
            ink = self._ink(item) if item and code not in _BREAKS else None
            glyph = self._glyph(text, number, self._sign(code, ink), ink) if ink else None
            if glyph:
                yield glyph

    def _glyph(self, text: Handle, number: int, sign: str, ink: Ink) -> Glyph | None:
        """The character of that number; None for one outside of what is seen."""
        x, y, box = self._x, self._y, self._box
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        raw.FPDFText_GetLooseCharBox(text, number, box)
        frame, (width, height) = self._frame, self._size
        if frame.turn == 0:  # nearly all
            one, other, baseline = box.left - frame.left, box.right - frame.left, frame.top - y.value
        else:
            one, other = frame.place(box.left, box.bottom)[0], frame.place(box.right, box.top)[0]
            baseline = frame.place(x.value, y.value)[1]
        left, right = (one, other) if one <= other else (other, one)
        is_seen = right >= 0 and left <= width and 0 <= baseline <= height + ink.size
        return Glyph(sign, left, right, baseline, ink) if is_seen else None

    def _sign(self, code: int, ink: Ink) -> str:
        if code == _HYPHEN:
            return "-"
        if code >= _PRIVATE and (symbol := likely_sign(ink.font, code)):
            return symbol
        if _is_unknown(code):
            self._tally.bad += 1
            return "\ufffd"
        return chr(code)

    def _ink(self, item: Handle) -> Ink | None:
        """How the characters of a text object are printed; None for what is turned."""
        key = ctypes.addressof(item.contents)
        if key not in self._inks:
            self._inks[key] = self._read_ink(item)
        if self._inks[key] is None:
            self._tally.turned += 1
            self._turns.update(self._ways.get(key, ()))
        return self._inks[key]

    def _read_ink(self, item: Handle) -> Ink | None:
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(item, size)
        raw.FPDFPageObj_GetMatrix(item, matrix)
        if not self._frame.is_upright(matrix.a, matrix.b):
            frames = map(self._frame.turned_to, range(4))
            self._ways[ctypes.addressof(item.contents)] = [
                frame.turn for frame in frames if frame.is_upright(matrix.a, matrix.b)
            ]
            return None
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        self._tally.hidden += mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        name = _font_name(raw.FPDFTextObj_GetFont(item))
        is_bold = bool(_BOLD.search(name)) or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        return Ink(name, round(abs(size.value) * hypot(matrix.c, matrix.d), 2) or 1.0, is_bold)

    def _strokes(self) -> Iterator[Stroke]:
        """The ruled lines of the page; pictures, and what may hold them, are remembered."""
        left = MOST_STROKES
        for number in range(min(raw.FPDFPage_CountObjects(self._page), MOST_OBJECTS)):
            item = raw.FPDFPage_GetObject(self._page, number)
            kind = raw.FPDFPageObj_GetType(item)
            if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
                self._items.append(item)
            if kind == raw.FPDF_PAGEOBJ_PATH and left > 0:
                for stroke in self._of_path(item):
                    left -= 1
                    yield stroke

    def _of_path(self, item: Handle) -> Iterator[Stroke]:
        for bounds in self._bounds(item):
            yield from self._of_bounded(item, bounds)

    def _bounds(self, item: Handle) -> list[Stroke]:
        """The box of an object; none without one."""
        edges = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(item, *edges):
            return []
        return [self._seen(edges[0].value, edges[1].value, edges[2].value, edges[3].value)]

    def _of_bounded(self, item: Handle, bounds: Stroke) -> Iterator[Stroke]:
        if min(bounds.right - bounds.left, bounds.bottom - bounds.top) <= _THIN:
            yield bounds
            return
        fill, is_drawn = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, is_drawn)
        if (fill.value or is_drawn.value) and len(self._drawn) < MOST_DRAWN:
            slants = _slants(item)
            self._drawn += [bounds] * slants
            self._fills += [bounds] * (fill.value > 0 and not slants)
        if is_drawn.value:
            yield from self._segments(item)

    def _segments(self, item: Handle) -> Iterator[Stroke]:
        """The level and upright parts of a path that is drawn as a line."""
        matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPageObj_GetMatrix(item, matrix)
        before = start = (0.0, 0.0)
        for number in range(min(raw.FPDFPath_CountSegments(item), MOST_STROKES)):
            segment = raw.FPDFPath_GetPathSegment(item, number)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield self._seen(*before, *here)
            if raw.FPDFPathSegment_GetClose(segment):
                yield self._seen(*here, *start)
            before = here

    def _seen(self, left: float, bottom: float, right: float, top: float) -> Stroke:
        (a, b), (c, d) = self._frame.place(left, bottom), self._frame.place(right, top)
        return Stroke(min(a, c), min(b, d), max(a, c), max(b, d))


def _slants(item: Handle) -> int:
    """How many lines of a path are neither level nor upright: 0, 1 or 2 for more."""
    x, y = ctypes.c_float(), ctypes.c_float()
    found, before = 0, (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        is_line = kind == raw.FPDF_SEGMENT_LINETO and is_slanted(x.value - before[0], y.value - before[1])
        found += is_line or kind == raw.FPDF_SEGMENT_BEZIERTO
        before = x.value, y.value
        if found > 1:
            break
    return found


def _is_unknown(code: int) -> bool:
    """Whether a code stands for no character: controls, private ones, halves of pairs."""
    is_control = (code < 0x20 and code != 0x09) or 0x7F <= code < 0xA0
    return is_control or 0xD800 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF)


def _font_name(font: Handle) -> str:
    """The font's name without the mark of a subset."""
    if not font:
        return ""
    room = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, room, len(room))
    return _SUBSET.sub("", room.value.decode("utf-8", "replace"))
