"""Scanned pages: pictures of pages to recognise, and what a recogniser says of them as paragraphs with their pictures.

The recogniser is a program beside this one; its answers are the tables that Tesseract calls TSV.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf
from statistics import median

import pypdfium2 as pdfium

from core.errors import BadInput
from core.model.raw import RawDocument, RawParagraph, RawTable
from core.package import Package
from core.readers.pages.document import document_of
from core.readers.pages.values import Glyph, Ink, PrintedPage, Stroke
from core.readers.pdf import ONE_AT_A_TIME
from core.readers.pdf_pictures import png
from core.readers.word_markup import (
    GRID_STYLE,
    MarkupCell,
    MarkupRow,
    WordParts,
    paragraph,
    part,
    run,
    table,
    value,
)
from core.result import Notice, Result

MOST_PAGES = 200
DOTS = 200
"""Dots in an inch of a page that is made a picture: more makes no fewer mistakes."""

_WIDTH = 595.0
"""Points: pictures are taken for pages of A4."""

_WIDEST = 4000
_LARGE, _SURE, _SQUARE = 1.25, 60.0, 1.1
_COLUMNS = re.compile("\u3000{3,}")
"""A distance of more than two signs parts columns."""

_GAPS = re.compile(r"(?<=[^\s\x21-\x7e])[ \u3000]+|[ \u3000]+(?=[^\s\x21-\x7e])")
"""White space that is none of a Chinese text."""

_FIGURE_GAP, _UNIT_GAP = 0.35, 0.6
"""Parts of one figure are closer together than the first of these parts of the height of their line, its per cent sign
than the second. A typed space is wider than the first; figures between both may be parts of one and are doubtful."""

_SLACK = 3
"""Characters between two lines of a paragraph that may have been changed when it was made."""

_DARK = bytes(int(grey < 160) for grey in range(256))
_ACROSS, _UP = re.compile(b"(?:\1{9,}\0{0,2}){6,}"), re.compile(b"(?:\1{9,}\0?){4,}")
"""Ruled lines of a page: dark points, with a fault here and there; upright ones are as long as a row is high."""

_THICKEST, _MOST_RULES = 8, 4_000
_LEAST_STEP, _MOST_STEP, _FEWEST_STEPS = 30, 600, 5
"""Points that a line askew goes on before it is a row lower, and how often that has to be seen."""

_LEAST_PICTURE = 20_000
_DIGIT = re.compile("[0-9０-９]")
_BRACKETS = re.compile(r"\(([^()\x21-\x7e]{1,30})\)")
"""Brackets around Chinese words, which are recognised as narrow ones."""

_PICTURE = re.compile(r"\.(?:png|jpe?g|tiff?|bmp)$", re.IGNORECASE)
_TWIPS_ACROSS = 8845


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Rows of grey points, a byte each."""

    width: int
    height: int
    points: bytes

    def as_pgm(self) -> bytes:
        """The file of a portable grey map."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.points

    def strokes(self, scale: float) -> tuple[Stroke, ...]:
        """The ruled lines, which are thin; none where there are so many that it is a drawing or a photograph."""
        dark = self.points.translate(_DARK)
        rows = [dark[place : place + self.width] for place in range(0, len(dark), self.width)]
        columns = [dark[place :: self.width] for place in range(self.width)]
        level, upright = list(_runs(rows, columns, _ACROSS)), list(_runs(columns, rows, _UP))
        if len(level) + len(upright) > _MOST_RULES:
            return ()
        slope = _slope(level)
        found = chain(
            (Stroke(left, at, right, at + 1) for at, left, right in _upright(level, -slope, self.width)),
            (Stroke(at, top, at + 1, bottom) for at, top, bottom in _upright(upright, slope, self.height)),
        )
        return tuple(Stroke(*(scale * edge for edge in each)) for each in found)

    def strip(self, top: int, bottom: int) -> bytes:
        """The rows from one up to another as a PNG file."""
        top, bottom = max(top, 0), min(bottom, self.height)
        return png(self.width, self.points[top * self.width : bottom * self.width])


def _upright(runs: Iterable[tuple[int, int, int]], slope: float, length: int) -> Iterator[tuple[float, int, int]]:
    """Lines of a page askew where they would be if it lay straight, by their middles."""
    return ((at + slope * ((start + end) - length) / 2, start, end) for at, start, end in runs)


def _slope(level: Sequence[tuple[int, int, int]]) -> float:
    """How much the level lines of a page that was laid down askew fall from left to right."""
    middles: dict[int, list[float]] = {}
    for at, left, right in level:
        middles.setdefault(at, []).append((left + right) / 2)
    steps = [
        1 / (below - above)
        for at, each in middles.items()
        for above in each
        for below in middles.get(at + 1, ())
        if _LEAST_STEP < abs(below - above) < _MOST_STEP
    ]
    return median(steps) if len(steps) >= _FEWEST_STEPS else 0.0


def _runs(lines: Sequence[bytes], across: Sequence[bytes], kind: re.Pattern[bytes]) -> Iterator[tuple[int, int, int]]:
    """Where dark points of a picture form thin lines: the number of the row or column, and from where to where."""
    for at, line in enumerate(lines):
        for match in kind.finditer(line):
            start, end = match.span()
            probes = (across[start + (end - start) * share // 4] for share in (1, 2, 3))
            if any(each.find(0, max(at - _THICKEST, 0), at + _THICKEST + 1) >= 0 for each in probes):
                yield at, start, end


def count_pages(data: bytes) -> int:
    """How many pages a PDF file has. BadInput ``pdf_damaged`` or ``pages_too_many``."""
    with ONE_AT_A_TIME, closing(_opened(data)) as document:
        count = len(document)
    if count > MOST_PAGES:
        raise BadInput("pages_too_many", most=str(MOST_PAGES))
    return count


def page_picture(data: bytes, number: int, width: int = 0) -> PagePicture:
    """The picture of a page of a PDF file, ``width`` points wide where that is given. BadInput ``pdf_damaged``."""
    with ONE_AT_A_TIME, closing(_opened(data)) as document:
        try:
            page = document[number]
            scale = width / page.get_width() if width else DOTS / 72
            scale = min(scale, _WIDEST / max(page.get_width(), page.get_height(), 1))
            bitmap = page.render(scale=scale, grayscale=True)
        except (pdfium.PdfiumError, ZeroDivisionError) as problem:
            raise BadInput("pdf_damaged") from problem
        points = bytes(bitmap.buffer)
        rows = (points[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
        return PagePicture(bitmap.width, bitmap.height, b"".join(rows))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise BadInput("pdf_damaged") from problem


def pictures_of(data: bytes) -> list[bytes]:
    """The pictures of an OFD file that may be its pages, by name."""
    package = Package(data)
    names = sorted((name for name in package.names if _PICTURE.search(name)), key=_natural)
    found = [picture for name in names[:MOST_PAGES] if len(picture := package.read(name)) >= _LEAST_PICTURE]
    if not found:
        raise BadInput("pages_no_text")
    return found


def _natural(name: str) -> list[str]:
    return [part.zfill(8) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


@dataclass(frozen=True, slots=True)
class _Word:
    """A recognised word: text, left, right, and how sure it is, of 100."""

    text: str
    left: int
    right: int
    sure: float


@dataclass(frozen=True, slots=True)
class _ScanLine:
    """A recognised line with its upper and lower edge."""

    top: int
    bottom: int
    words: list[_Word]

    def is_filled(self) -> bool:
        """Whether anything was recognised on it."""
        return bool(self.words)

    def doubtful(self) -> int:
        """How many words are not sure, and figures that may be parts of one."""
        near = sum(self._gap(*pair) < _UNIT_GAP for pair in pairwise(self.words))
        return sum(word.sure < _SURE for word in self.words) + near

    def goes_on(self, before: _Word, after: _Word) -> bool:
        """Whether two words are parts of one figure."""
        return self._gap(before, after) < (_UNIT_GAP if after.text[0] == "%" else _FIGURE_GAP)

    def _gap(self, before: _Word, after: _Word) -> float:
        """The distance of two parts of figures, of the height of the line; endless between other words."""
        is_figure = before.text[-1] in "0123456789." and after.text[0] in "0123456789.%"
        return (after.left - before.right) / max(self.bottom - self.top, 1) if is_figure else inf

    @property
    def text(self) -> str:
        """Without spaces."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page with what was recognised on it."""

    picture: PagePicture
    lines: Sequence[_ScanLine]

    def printed(self) -> PrintedPage:
        """The page as printed characters at places."""
        scale = _WIDTH / max(self.picture.width, 1)
        usual = median([line.bottom - line.top for line in self.lines] or [1])
        glyphs = (glyph for line in self.lines for glyph in _glyphs(line, scale, usual))
        return PrintedPage(_WIDTH, self.picture.height * scale, tuple(glyphs), self.picture.strokes(scale))


def _glyphs(line: _ScanLine, scale: float, usual: float) -> Iterator[Glyph]:
    """The characters of a line in the order of its words: the edges that are said of words overlap, or run to the margin."""
    height = line.bottom - line.top
    ink, end = Ink(size=round((height if height > _LARGE * usual else usual) * scale, 1)), 0.0
    for before, word in zip((None, *line.words), line.words, strict=False):
        start = end if before and line.goes_on(before, word) else max(float(word.left), end)
        each = min((word.right - word.left) / len(word.text), height * _SQUARE) * scale
        for number, sign in enumerate(word.text):
            left = start * scale + number * each
            yield Glyph(sign, left, left + each, line.bottom * scale, ink)
        end = start + len(word.text) * each / scale


def pages_in(answer: str) -> int:
    """How many pages the recogniser's table is of."""
    numbers = (row.split("\t", 2)[1:2] for row in answer.splitlines()[1:])
    return max((int(each[0]) for each in numbers if each and each[0].isdigit()), default=0)


def width_in(answer: str) -> int:
    """The width of the first page in points of the picture; 0 where the table does not say."""
    rows = (row.split("\t") for row in answer.splitlines()[1:])
    return next((int(row[8]) for row in rows if row[0] == "1" and len(row) > 9 and row[8].isdigit()), 0)


def recognised(picture: PagePicture, answer: str, page: int = 1) -> ScannedPage:
    """A page from the recogniser's table: level, four numbers of the line, word, left, top, width, height, sureness, text."""
    lines: dict[tuple[str, ...], _ScanLine] = {}
    rows = (row.split("\t") for row in answer.splitlines()[1:])
    for level, *cells in rows:
        if not (level in ("4", "5") and len(cells) > 10 and cells[0] == str(page)):
            continue
        left, top, width, height = map(_whole, cells[5:9])
        line = lines.setdefault(tuple(cells[:4]), _ScanLine(top, top + height, []))
        if level == "5" and cells[10].strip():
            line.words.append(_Word(cells[10].strip(), left, left + max(width, 1), _number(cells[9])))
    return ScannedPage(picture, tuple(filter(_ScanLine.is_filled, lines.values())))


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"[0-9.]{1,9}", text) and text.count(".") < 2 else 0.0


def transcribe(pages: Sequence[ScannedPage]) -> Result[bytes]:
    """The bytes of a .docx file: paragraphs and ruled tables, below each with figures the strip of the page that it was
    read from.

    BadInput ``scan_no_text``.
    """
    lines = [line for page in pages for line in page.lines]
    if not lines:
        raise BadInput("scan_no_text")
    document = document_of([page.printed() for page in pages])
    parts = WordParts()
    parts.add("styles", "styles.xml", part("styles", GRID_STYLE))
    body = "".join(_blocks(document.value, _Strips(pages), parts))
    doubtful = Notice("scan_doubtful", count=sum(map(_ScanLine.doubtful, lines)))
    told = (Notice("scan_recognised", count=len(pages)), *((doubtful,) if doubtful.count else ()))
    return Result(parts.whole(body), (*told, *document.notices))


def _blocks(document: RawDocument, strips: "_Strips", parts: WordParts) -> Iterator[str]:
    """Paragraphs and tables in their order, each with its pictures."""
    at = 0
    for ruled in (*document.tables, None):
        for each in document.paragraphs[at : ruled.start if ruled else None]:
            yield _written(each)
            yield from (paragraph(parts.picture(*strip)) for strip in strips.of(each.text))
        if ruled:
            at = ruled.end
            cells = document.paragraphs[ruled.start : at]
            yield _table(ruled, cells)
            yield from (paragraph(parts.picture(*strip)) for strip in strips.of_table([each.text for each in cells]))


def _written(found: RawParagraph) -> str:
    align = found.look.alignment if found.look else ""
    words = _BRACKETS.sub(lambda match: f"（{match[1]}）", _GAPS.sub("", _COLUMNS.sub("\t", found.text)))
    return paragraph(run(words), value("jc", align) if align else "")


def _table(ruled: RawTable, cells: Sequence[RawParagraph]) -> str:
    grid = ruled.table
    words: dict[tuple[str, str], str] = {}
    for each in cells:
        if each.cell is not None:
            place = each.cell.row, each.cell.column
            words[place] = words.get(place, "") + _written(each)
    rows = (
        MarkupRow(
            [
                MarkupCell(words.get((each.row, each.column), ""), each.columns, each.rows)
                for each in grid.cells
                if each.row == row.id
            ],
            row.is_header,
        )
        for row in grid.rows
    )
    return table(rows, [column.width for column in grid.columns])


class _Strips:
    """Finds the lines of paragraphs, which come in the order of the text; each line belongs to one paragraph."""

    def __init__(self, pages: Sequence[ScannedPage]) -> None:
        self._left = [(page, line) for page in pages for line in page.lines]

    def of(self, text: str) -> Iterator[tuple[bytes, str, tuple[int, int]]]:
        """The pictures of a paragraph with figures, one a page, with ending and extent in twips."""
        bare = "".join(text.split())
        own = self._own(bare)
        taken = {id(line) for _, line in own}
        self._left = [each for each in self._left if id(each[1]) not in taken]
        if _DIGIT.search(bare):
            yield from _strips_of(own)

    def of_table(self, texts: Sequence[str]) -> Iterator[tuple[bytes, str, tuple[int, int]]]:
        """The pictures of a table with figures, one a page: the lines whose words are all in its cells."""
        bare = ["".join(text.split()) for text in texts]
        own = [each for each in self._left if _is_within(each[1], bare)]
        taken = {id(line) for _, line in own}
        self._left = [each for each in self._left if id(each[1]) not in taken]
        if any(map(_DIGIT.search, bare)):
            yield from _strips_of(own)

    def _own(self, bare: str) -> list[tuple[ScannedPage, _ScanLine]]:
        """The lines that make up a paragraph one after the other: its signature has words of a title, too."""
        own, end = [], 0
        for page, line in self._left:
            at = bare.find(line.text, end, end + len(line.text) + _SLACK)
            if at >= 0 and end < len(bare):
                own.append((page, line))
                end = at + len(line.text)
        return own or [(page, line) for page, line in self._left if line.text in bare][:1]


def _is_within(line: _ScanLine, texts: Sequence[str]) -> bool:
    """Whether the figures of a line, or all its words, are in these texts."""
    known = [any(word.text in text for text in texts) for word in line.words]
    figures = [is_known for word, is_known in zip(line.words, known, strict=True) if _DIGIT.search(word.text)]
    return any(figures) or all(known)


def _strips_of(own: Sequence[tuple[ScannedPage, _ScanLine]]) -> Iterator[tuple[bytes, str, tuple[int, int]]]:
    """One strip for the lines of each page."""
    for page in {id(page): page for page, _ in own}.values():
        yield _strip(page, [line for one, line in own if one is page])


def _strip(page: ScannedPage, lines: Iterable[_ScanLine]) -> tuple[bytes, str, tuple[int, int]]:
    edges = [(line.top, line.bottom) for line in lines]
    top, bottom = min(top for top, _ in edges), max(bottom for _, bottom in edges)
    room = (bottom - top) // 8 + 4
    height = bottom - top + 2 * room
    extent = _TWIPS_ACROSS, height * _TWIPS_ACROSS // max(page.picture.width, 1)
    return page.picture.strip(top - room, bottom + room), "png", extent
