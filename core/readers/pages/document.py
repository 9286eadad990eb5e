"""The document that pages hold: page numbers and running heads out, ruled tables as tables, lines as paragraphs."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from core.limits import check_cells, check_length
from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph, RawTable
from core.numbering import find_ordinal
from core.readers.pages.grids import Field, RuledGrid, grids_of
from core.readers.pages.lines import beside, line_of, lines_of, rows_of
from core.readers.pages.open_tables import missing_rules, rules_over_pages
from core.readers.pages.paragraphs import Block, blocks_of, cell_blocks
from core.readers.pages.values import Bookmark, Glyph, PrintedLine, PrintedPage, Stroke
from core.result import Notice, Result

_OUTER = 0.12
"""The share of a page's height above and below in which they stand."""
_REPEATED, _FEWEST_PAGES = 0.4, 3
_NUMBER = re.compile(
    r"[\s·—–―－\-_~～〔\[（(|]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,7}|[一二三四五六七八九十百〇]{1,5}(?=\s*页))(?:\s*页)?"
    r"(?:[\s,，/／]*(?:共|of)?\s*[0-9０-９]{1,4}(?:\s*页)?)?[\s·—–―－\-_~～〕\]）)|]*"
)
_DIGITS = re.compile(r"[0-9０-９]+|\s+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines without page numbers and running heads; the texts of running ``heads`` and ``feet``, ``numbers`` counted."""

    lines: tuple[PrintedLine, ...]
    heads: tuple[str, ...]
    feet: tuple[str, ...]
    numbers: int


def without_furniture(lines: Sequence[PrintedLine], heights: Sequence[float]) -> Furniture:
    """The text proper of all pages, whose ``heights`` are given by page."""
    edges = _edges(lines)
    outer = [line for line in lines if _is_outer(line, heights[line.page])]
    numbers = [line for line in outer if id(line) in edges and _NUMBER.fullmatch(line.text)]
    running = _running(outer, heights)
    dropped = {id(line) for group in (numbers, *running.values()) for line in group}
    rest = tuple(line for line in lines if id(line) not in dropped)
    return Furniture(rest, _told(running, True), _told(running, False), len(numbers))


def _told(running: Mapping[tuple[str, bool], Sequence[PrintedLine]], is_head: bool) -> tuple[str, ...]:
    """The words of running lines above or below, each as it stands first."""
    return tuple(group[0].text for (_, stands_above), group in running.items() if stands_above is is_head)


def _running(outer: Iterable[PrintedLine], heights: Sequence[float]) -> dict[tuple[str, bool], list[PrintedLine]]:
    """Lines that stand above or below on many pages, but for their digits the same; page numbers are none."""
    found: defaultdict[tuple[str, bool], list[PrintedLine]] = defaultdict(list)
    for line in outer:
        if not _NUMBER.fullmatch(line.text):
            found[_key(line, heights)].append(line)
    least = max(_FEWEST_PAGES, _REPEATED * len(heights))
    return {key: group for key, group in found.items() if len({line.page for line in group}) >= least}


def _is_outer(line: PrintedLine, height: float) -> bool:
    return line.baseline < _OUTER * height or line.baseline > (1 - _OUTER) * height


def _key(line: PrintedLine, heights: Sequence[float]) -> tuple[str, bool]:
    """The text without its digits, and whether it stands above."""
    return _DIGITS.sub("0", line.text), line.baseline < heights[line.page] / 2


def _edges(lines: Sequence[PrintedLine]) -> set[int]:
    """The two outermost lines at the top and at the bottom of each page."""
    by_page: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found: set[int] = set()
    for page in by_page.values():
        ordered = sorted(page, key=lambda each: each.baseline)
        found.update(map(id, (*ordered[:2], *ordered[-2:])))
    return found


_BLANK = re.compile(r"\s+")
_LONGEST_HEADING, _FEWEST_ROWS = 3, 3
"""Lines of a heading; lines in columns below each other that may be a table."""

_MOST_PICTURES = 200
"""Pictures of a page beside which text is looked for; more are the strips or dots of one."""

_TWIPS = 20
_SAME_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """A field of a table with its paragraphs."""

    field: Field
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The words of the cell."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table; ``page`` is where its last part stands, ``box`` what the first one covers."""

    page: int
    box: Stroke
    xs: tuple[float, ...]
    rows: int
    cells: tuple[_Cell, ...]
    has_head: bool = False


def document_of(pages: Sequence[PrintedPage], bookmarks: Iterable[Bookmark] = ()) -> Result[RawDocument]:
    """The paragraphs and tables of pages in reading order, those that the ``bookmarks`` name as headings.

    Raises BadInput for more of them than any report has.
    """
    check_length(sum(len(page.glyphs) for page in pages), 0)
    tables: list[_Table] = []
    lines: list[PrintedLine] = []
    columned = 0
    over = rules_over_pages(pages)
    for number, page in enumerate(pages):
        found, rest = _tables_of(page, number, over[number])
        tables += found
        read = lines_of(rest, number, page.width)
        lines += beside(read.lines, (*page.pictures[:_MOST_PICTURES], *(each.box for each in found)))
        columned += read.in_columns
    furniture = without_furniture(lines, [page.height for page in pages])
    builder = _Builder(pages, bookmarks)
    builder.build(furniture.lines, tables)
    notices = _notices(furniture, columned, builder)
    return Result(RawDocument(tuple(builder.paragraphs), tuple(builder.tables)), notices)


def _notices(furniture: Furniture, columned: int, builder: "_Builder") -> tuple[Notice, ...]:
    told = [
        Notice("pages_numbers_left_out", count=furniture.numbers),
        Notice("pages_heads_left_out", 0, _quoted(furniture.heads), "header", len(furniture.heads)),
        Notice("pages_feet_left_out", 0, _quoted(furniture.feet), "footer", len(furniture.feet)),
        Notice("pages_columns", count=columned),
        Notice("pages_tables", count=len(builder.tables), kind="table"),
        Notice("pages_tables_unclear", count=builder.unclear),
        Notice("pages_table_heads_left_out", count=builder.repeated, kind="table"),
        Notice(
            "pages_note_marks_left_out",
            kind="note",
            count=len(builder.marks),
            places=tuple(dict.fromkeys(builder.marks)),
        ),
        Notice("pages_paragraphs_doubtful", count=len(builder.doubtful), places=tuple(builder.doubtful)),
    ]
    return tuple(notice for notice in told if notice.count)


def _quoted(texts: Iterable[str]) -> Mapping[str, str]:
    return {"texts": "".join(f"“{text[:30]}{'…' if len(text) > 30 else ''}”" for text in list(texts)[:3])}


def _tables_of(page: PrintedPage, number: int, more: Iterable[Stroke]) -> tuple[list[_Table], list[Glyph]]:
    """The tables of a page by its rules and ``more``, and the characters that stand outside of them."""
    rest = list(page.glyphs)
    found = []
    for grid in grids_of((*page.strokes, *missing_rules(page.strokes, page.glyphs), *more)):
        inside, outside = _parted(rest, grid)
        if any(each.text.strip() for glyphs in inside.values() for each in glyphs):
            cells = tuple(_Cell(field, _blocks_in(inside[field], field)) for field in grid.fields)
            box = Stroke(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
            found.append(_Table(number, box, grid.xs, len(grid.ys) - 1, cells))
            rest = outside
    return found, rest


def _parted(glyphs: Iterable[Glyph], grid: RuledGrid) -> tuple[Mapping[Field, list[Glyph]], list[Glyph]]:
    """The characters of each field, and those outside of the grid."""
    owner = {
        place: field
        for field in grid.fields
        for place in product(
            range(field.row, field.row + field.rows), range(field.column, field.column + field.columns)
        )
    }
    inside: defaultdict[Field, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in glyphs:
        column = bisect_right(grid.xs, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(grid.ys, glyph.baseline - 0.35 * glyph.ink.size) - 1
        field = owner.get((row, column))
        (outside if field is None else inside[field]).append(glyph)
    return inside, outside


def _blocks_in(glyphs: Sequence[Glyph], field: Field) -> tuple[Block, ...]:
    lines = [line for line in map(line_of, rows_of(glyphs)) if line]
    return cell_blocks(lines, field.left, field.right)


class _Builder:
    """Collects the paragraphs of a file in order."""

    def __init__(self, pages: Sequence[PrintedPage], bookmarks: Iterable[Bookmark]) -> None:
        self._levels = {(each.page, _compact(each.title)): each.level for each in bookmarks}
        self._wide = [page.width > page.height for page in pages]
        self._widths = [page.width for page in pages]
        self.paragraphs: list[RawParagraph] = []
        self.tables: list[RawTable] = []
        self.doubtful: list[int] = []
        self.marks: list[int] = []
        self.repeated = 0
        self.unclear = 0
        self._characters = 0
        self._cells = 0

    def build(self, lines: Sequence[PrintedLine], tables: Iterable[_Table]) -> None:
        """Take over all lines and the tables that stand between them."""
        before: defaultdict[int, list[_Table]] = defaultdict(list)
        for table in tables:
            before[_place_of(table, lines)].append(table)
        at = row = 0
        for block in blocks_of(lines, self._widths, before):
            row = row + 1 if block.in_columns else 0
            self.unclear += row == _FEWEST_ROWS
            self._add_tables(before.get(at, ()))
            self._add_block(block)
            at += len(block.lines)
        self._add_tables(before.get(at, ()))

    def _add_block(self, block: Block) -> None:
        wide = self._wide[block.lines[0].page]
        if block.doubtful:
            self.doubtful.append(len(self.paragraphs) + 1)
        self._note_marks(block)
        look = replace(block.look, outline_level=self._level(block)) if self._levels else block.look
        self._add(RawParagraph(block.text, 0, Origin.BODY, look, block.emphasis, landscape=wide))

    def _note_marks(self, block: Block) -> None:
        """Remember the marks of notes left out of the paragraph that comes next."""
        self.marks += [len(self.paragraphs) + 1] * sum(line.marks for line in block.lines)

    def _level(self, block: Block) -> int:
        """The level of the bookmark with the words of a block, which may leave out its number; 0 without one."""
        if len(block.lines) > _LONGEST_HEADING:
            return 0
        ordinal = find_ordinal(block.text)
        texts = {_compact(block.text), _compact(block.text[ordinal.end :]) if ordinal else ""} - {""}
        keys = ((page, text) for text in texts for page in (block.lines[0].page, -1))
        return next((self._levels[key] for key in keys if key in self._levels), 0)

    def _add(self, paragraph: RawParagraph) -> None:
        self._characters += len(paragraph.text)
        check_length(self._characters, len(self.paragraphs))
        self.paragraphs.append(replace(paragraph, line=len(self.paragraphs) + 1))

    def _add_tables(self, tables: Iterable[_Table]) -> None:
        for table in self._joined(tables):
            self._add_table(table)

    def _joined(self, tables: Iterable[_Table]) -> Iterator[_Table]:
        """Tables with those of the next page that go on with the same columns."""
        whole: _Table | None = None
        for table in tables:
            if whole and table.page == whole.page + 1 and _same_columns(whole, table):
                whole = self._longer(whole, table)
            else:
                if whole:
                    yield whole
                whole = table
        if whole:
            yield whole

    def _longer(self, whole: _Table, more: _Table) -> _Table:
        """Both as one table; a head that is repeated on the next page is taken once."""
        cells, rows = more.cells, more.rows
        repeated = rows > 1 and _head(whole) == _head(more) and any(_head(more))
        if repeated:
            self.repeated += 1
            cells = tuple(each for each in cells if each.field.row > 0)
            rows -= 1
        shift = whole.rows - repeated
        if _is_cut_row(whole, cells, repeated):
            whole, cells = _mended(whole, cells, repeated)
            shift, rows = shift - 1, rows - 1
        moved = tuple(replace(each, field=replace(each.field, row=each.field.row + shift)) for each in cells)
        return _Table(
            more.page, whole.box, whole.xs, whole.rows + rows, (*whole.cells, *moved), whole.has_head or repeated
        )

    def _add_table(self, table: _Table) -> None:
        self._cells += len(table.cells)
        check_cells(self._cells)
        start, wide = len(self.paragraphs), self._wide[table.page]
        for cell in table.cells:
            place = CellPlace(f"r{cell.field.row + 1}", f"c{cell.field.column + 1}")
            for block in cell.blocks:
                self._note_marks(block)
                paragraph = RawParagraph(
                    block.text, 0, Origin.TABLE, block.look, block.emphasis, cell=place, landscape=wide
                )
                self._add(paragraph)
            if not cell.blocks:
                self._add(RawParagraph("", 0, Origin.TABLE, LookHints(), cell=place, landscape=wide))
        columns = tuple(Column(f"c{at}", round((b - a) * _TWIPS)) for at, (a, b) in enumerate(pairwise(table.xs), 1))
        rows = tuple(Row(f"r{at + 1}", table.has_head and at == 0) for at in range(table.rows))
        self.tables.append(RawTable(start, len(self.paragraphs), Table(columns, rows, tuple(map(_cell, table.cells)))))


def _compact(text: str) -> str:
    """The text without white space, wide and narrow signs alike."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def _cell(cell: _Cell) -> Cell:
    field = cell.field
    align = cell.blocks[0].look.alignment if cell.blocks else ""
    return Cell(f"r{field.row + 1}", f"c{field.column + 1}", field.columns, field.rows, align)


def _place_of(table: _Table, lines: Sequence[PrintedLine]) -> int:
    """The number of the first line behind a table."""
    behind = (at for at, each in enumerate(lines) if (each.page, each.baseline) > (table.page, table.box.top))
    return next(behind, len(lines))


def _row(cells: Iterable[_Cell], row: int) -> dict[int, _Cell]:
    return {cell.field.column: cell for cell in cells if cell.field.row == row}


def _is_cut_row(whole: _Table, cells: Sequence[_Cell], first: int) -> bool:
    """Whether a page break cut a row: what begins the next page has no first cell and goes on with filled cells."""
    above, below = _row(whole.cells, whole.rows - 1), _row(cells, first)
    if set(above) != set(below) or any(cell.field.rows > 1 for cell in (*above.values(), *below.values())):
        return False
    filled = {at for at, cell in below.items() if cell.text}
    return bool(filled) and 0 not in filled and {0, *filled} <= {at for at, cell in above.items() if cell.text}


def _mended(whole: _Table, cells: Sequence[_Cell], first: int) -> tuple[_Table, tuple[_Cell, ...]]:
    """The upper part with the rest of its last row, and the cells of the lower part without it."""
    below = _row(cells, first)
    above = tuple(
        replace(cell, blocks=_run_on(cell.blocks, below[cell.field.column].blocks))
        if cell.field.row == whole.rows - 1
        else cell
        for cell in whole.cells
    )
    return replace(whole, cells=above), tuple(cell for cell in cells if cell.field.row > first)


def _run_on(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    if not above or not below:
        return above or below
    middle = replace(above[-1], lines=(*above[-1].lines, *below[0].lines))
    return (*above[:-1], middle, *below[1:])


def _same_columns(one: _Table, other: _Table) -> bool:
    shift = other.xs[0] - one.xs[0]
    return len(one.xs) == len(other.xs) and all(
        abs(b - a - shift) < _SAME_EDGE for a, b in zip(one.xs, other.xs, strict=True)
    )


def _head(table: _Table) -> list[str]:
    """The words of the first row; none where one of its cells goes on below."""
    first = [cell for cell in table.cells if cell.field.row == 0]
    return [cell.text for cell in first] if all(cell.field.rows == 1 for cell in first) else []
