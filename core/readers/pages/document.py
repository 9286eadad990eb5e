"""The document that pages hold: page numbers and running heads out, ruled tables as tables, lines as paragraphs."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, pairwise, product, takewhile
from math import inf
from operator import attrgetter, itemgetter
from statistics import median
from types import MappingProxyType

from core.limits import check_cells, check_length
from core.model.blocks import Cell, CellPlace, Column, KeptObject, Row, Table, media_key
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph, RawTable
from core.model.structure.notes import TEXT_OF
from core.numbering import find_ordinal
from core.readers.pages.grids import (
    Field,
    PageCell,
    PageTable,
    RuledGrid,
    Ruling,
    grids_of,
    joined_tables,
    level_rules,
)
from core.readers.pages.lines import beside, blanks, line_of, lines_of, rows_of, within
from core.readers.pages.open_tables import missing_rules, rules_over_pages
from core.readers.pages.paragraphs import Block, blocks_of, body_size, cell_blocks, is_closer
from core.readers.pages.pictures import OwnParagraph, PagePictures
from core.readers.pages.values import Bookmark, Glyph, PlacedPicture, PrintedLine, PrintedPage, Stroke
from core.readers.word_markup import paragraph, part, run
from core.result import Notice, Result

_OUTER = 0.12
"""The share of a page's height above and below in which they stand."""
_REPEATED, _FEWEST_PAGES, _APART = 0.4, 3, 1.5
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
    counted = set(map(id, numbers))
    running = _running(outer, heights, _lone([line for line in lines if id(line) not in counted]))
    dropped = {id(line) for group in (numbers, *running.values()) for line in group}
    rest = tuple(line for line in lines if id(line) not in dropped)
    return Furniture(rest, _told(running, True), _told(running, False), len(numbers))


def _told(running: Mapping[tuple[str, bool], Sequence[PrintedLine]], is_head: bool) -> tuple[str, ...]:
    """The words of running lines above or below, each as it stands first."""
    return tuple(group[0].text for (_, stands_above), group in running.items() if stands_above is is_head)


def _lone(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """The ids of the first lines of pages that stand above where most pages have text, and apart from theirs."""
    pages = [sorted(group, key=attrgetter("baseline")) for _, group in groupby(lines, attrgetter("page"))]
    gaps = [below.baseline - line.baseline for page in pages for line, below in pairwise(page)]
    if not gaps:
        return frozenset()
    top, apart = median(page[0].baseline for page in pages), _APART * median(gaps)
    first = ((page[0], page[1].baseline - apart) for page in pages if len(page) > 1)
    return frozenset(id(line) for line, most in first if line.baseline < min(top - line.size, most))


def _running(
    outer: Iterable[PrintedLine], heights: Sequence[float], lone: Container[int]
) -> dict[tuple[str, bool], list[PrintedLine]]:
    """Lines that stand above or below on many pages, or as ``lone`` ones on two, but for their digits the same; page numbers are
    none."""
    found: defaultdict[tuple[str, bool], list[PrintedLine]] = defaultdict(list)
    for line in outer:
        if not _NUMBER.fullmatch(line.text):
            found[_key(line, heights)].append(line)
    least = max(_FEWEST_PAGES, _REPEATED * len(heights))
    return {key: group for key, group in found.items() if _is_often(group, least, lone)}


def _is_often(lines: Sequence[PrintedLine], least: float, lone: Container[int]) -> bool:
    pages = len({line.page for line in lines})
    return pages >= least or (pages > 1 and all(id(line) in lone for line in lines))


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
_SMALLER, _SHORTEST_RULE, _LONGEST_RULE = 0.95, 20.0, 0.6
"""The share of the size of the text that notes below it have at most; points and share of the page's width of the rule above."""

_NOTE = re.compile(r"([\[〔（(]?(?:[0-9]{1,3}|[ivx]{1,6}|[*＊†‡①-⑳])[\]〕）)]?)[\s.．、]*(?=\S)")
_CAPTION = re.compile(r"(?:图|Fig)[.\s]*[0-9０-９一二三四五六七八九十]", re.IGNORECASE)
_BRACKETS = str.maketrans("", "", "[]〔〕（）()")


@dataclass(frozen=True, slots=True)
class _TextFrame:
    """The words in a frame that stands beside other text."""

    page: int
    box: Stroke
    blocks: tuple[Block, ...]


def document_of(pages: Sequence[PrintedPage], bookmarks: Iterable[Bookmark] = ()) -> Result[RawDocument]:
    """The paragraphs and tables of pages in reading order, those that the ``bookmarks`` name as headings; notes behind them.

    Raises BadInput for more of them than any report has.
    """
    check_length(sum(len(page.glyphs) for page in pages), 0)
    parts, gutter = _PageParts(), None
    columned = 0
    over = rules_over_pages(pages)
    for number, page in enumerate(pages):
        rest = parts.take(page, number, over[number])
        framed = (each.box for each in parts.boxes if each.page == number)
        pictures = (*(each.box for each in page.pictures[:_MOST_PICTURES]), *framed)
        read = lines_of(rest, number, page.width, pictures, gutter)
        gutter = read.gutter
        around = (*pictures, *(each.box for each in parts.tables if each.page == number))
        parts.lines += within(beside(read.lines, around), [box for at, box in parts.frames if at == number])
        columned += gutter is not None
    furniture = without_furniture(parts.lines, [page.height for page in pages])
    notes = _FootNotes(furniture.lines, parts.tables, pages)
    shown = PagePictures(pages, notes.text, parts.tables)
    builder = _Builder(pages, bookmarks, notes, shown)
    builder.build(parts.boxes)
    notices = (*filter(_is_counted, shown.notices()), *_notices(furniture, columned, len(parts.frames), builder))
    paragraphs, tables = tuple(builder.paragraphs), tuple(builder.tables)
    return Result(RawDocument(paragraphs, tables, MappingProxyType({**notes.media, **shown.media})), notices)


def _notices(furniture: Furniture, columned: int, frames: int, builder: "_Builder") -> tuple[Notice, ...]:
    told = [
        Notice("pages_numbers_left_out", count=furniture.numbers),
        Notice("pages_heads_left_out", 0, _quoted(furniture.heads), "header", len(furniture.heads)),
        Notice("pages_feet_left_out", 0, _quoted(furniture.feet), "footer", len(furniture.feet)),
        Notice("pages_columns", count=columned),
        Notice("pages_tables", count=len(builder.tables), kind="table"),
        Notice("pages_tables_unclear", count=builder.unclear),
        Notice("pages_table_heads_left_out", count=builder.repeated, kind="table"),
        Notice("pages_boxes", kind="textbox", count=builder.boxes),
        Notice("pages_frames_unwrapped", count=frames),
        Notice("pages_notes_kept", kind="note", count=builder.noted),
        Notice(
            "pages_note_marks_left_out",
            kind="note",
            count=len(builder.marks),
            places=tuple(dict.fromkeys(builder.marks)),
        ),
        Notice("pages_paragraphs_doubtful", count=len(builder.doubtful), places=tuple(builder.doubtful)),
    ]
    return tuple(filter(_is_counted, told))


def _is_counted(notice: Notice) -> bool:
    return notice.count > 0


def _quoted(texts: Iterable[str]) -> Mapping[str, str]:
    return {"texts": "".join(f"“{text[:30]}{'…' if len(text) > 30 else ''}”" for text in list(texts)[:3])}


class _PageParts:
    """What the pages hold, page by page."""

    def __init__(self) -> None:
        self.tables: list[PageTable] = []
        self.boxes: list[_TextFrame] = []
        self.frames: list[tuple[int, Stroke]] = []
        self.lines: list[PrintedLine] = []

    def take(self, page: PrintedPage, number: int, more: Iterable[Stroke]) -> list[Glyph]:
        """Take the tables of a page by its rules and ``more``, and the words of frames beside text; what stands outside of
        both."""
        rest = list(page.glyphs)
        grids = grids_of((*page.strokes, *missing_rules(page.strokes, page.glyphs), *more))
        first = len(self.tables)
        for grid in sorted(grids, key=attrgetter("is_frame")):
            rest = self._frame(grid, number, rest) if grid.is_frame else self._table(grid, number, rest)
        self.tables[first:] = sorted(self.tables[first:], key=lambda table: (table.box.top, table.box.left))
        return [*rest, *blanks(rest, page.strokes, [grid.box for grid in grids])]

    def _table(self, grid: RuledGrid, number: int, glyphs: list[Glyph]) -> list[Glyph]:
        """Take what lies in a table that holds words; the other characters."""
        inside, outside = _parted(glyphs, grid)
        if not any(each.text.strip() for found in inside.values() for each in found):
            return glyphs
        cells = tuple(PageCell(field, _blocks_in(inside[field], field, number)) for field in grid.fields)
        self.tables.append(PageTable(number, grid.box, grid.xs, len(grid.ys) - 1, cells))
        return outside

    def _frame(self, grid: RuledGrid, number: int, glyphs: list[Glyph]) -> list[Glyph]:
        """Take what lies in a frame as a whole, if it stands beside text; the other characters. Marks may hang over its edge."""
        box = grid.box
        inside = _inside(box, glyphs)
        if not any(each.text.strip() for each in inside):
            return glyphs
        known = set(map(id, inside))
        outside = [each for each in glyphs if id(each) not in known]
        if not any(map(partial(_is_beside, box), outside)):
            self.frames.append((number, box))
            return glyphs
        self.boxes.append(_TextFrame(number, box, _blocks_in(inside, Field(0, 0, 1, 1, *box), number)))
        return outside


def _is_level(box: Stroke, glyph: Glyph) -> bool:
    return box.top < glyph.baseline - 0.35 * glyph.ink.size < box.bottom


def _inside(box: Stroke, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters in a frame. A mark, which may hang over an edge, stands where the character before it does."""
    near = [each for each in glyphs if _is_level(box, each)]
    known = {id(each): box.left - 1 < each.left and each.right < box.right + 1 for each in near}
    ends = {(round(each.baseline), round(each.right)): each for each in near}
    for mark in sorted(filter(_may_hang, near), key=attrgetter("left")):
        places = ((round(mark.baseline), round(mark.left) + off) for off in (0, -1, 1))
        known[id(mark)] = known[id(next(filter(None, map(ends.get, places)), mark))]
    return [each for each in near if known[id(each)]]


def _may_hang(glyph: Glyph) -> bool:
    return is_closer(glyph.text)


def _is_beside(box: Stroke, glyph: Glyph) -> bool:
    """Whether a character stands at the left or right of a box."""
    is_apart = glyph.right <= box.left or glyph.left >= box.right
    return is_apart and _is_level(box, glyph) and not glyph.text.isspace()


class _FootNotes:
    """The notes at the foot of pages, by the page and the mark that they begin with; ``text`` are the other lines."""

    def __init__(self, lines: Sequence[PrintedLine], tables: Iterable[PageTable], pages: Sequence[PrintedPage]) -> None:
        self._pages, self._size = pages, body_size(lines) if lines else 1.0
        self._marks: defaultdict[str, set[int]] = defaultdict(set)
        for page, label in chain(_labels_in(lines), _labels_of(tables)):
            self._marks[label].add(page)
        self._found: dict[tuple[int, str], list[PrintedLine]] = {}
        self._taken: dict[tuple[int, str], str] = {}
        self.media: dict[str, bytes] = {}
        by_page = ((page, list(group)) for page, group in groupby(lines, attrgetter("page")))
        self.text = tuple(line for page, group in by_page for line in self._without(page, group))

    def _without(self, page: int, lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
        """The lines of a page above its notes, which are taken."""
        if not self._marks or any(line.column for line in lines):
            return lines
        at = self._start(page, lines)
        key = next(reversed(self._found), None)
        for line in lines[at:]:
            key = self._key(page, line) or key
            if key is not None:
                self._found.setdefault(key, []).append(line)
        return lines[:at]

    def _start(self, page: int, lines: Sequence[PrintedLine]) -> int:
        """The number of the line with which the notes of a page begin: below a short rule, in smaller print at its foot, or with
        a Roman number, as endnotes do."""
        keys = [self._key(page, line) for line in lines]
        below = self._below_rule(page, lines)
        if any(keys[below:]) and (self._found or keys[below]):
            return below
        small = len(lines) - sum(1 for _ in takewhile(self._is_small, reversed(lines)))
        return next((at for at, key in enumerate(keys) if key and at >= small), self._roman(keys))

    def _roman(self, keys: Sequence[tuple[int, str] | None]) -> int:
        return next((at for at, key in enumerate(keys) if key and key[1].isalpha()), len(keys))

    def _below_rule(self, page: int, lines: Sequence[PrintedLine]) -> int:
        """The number of the first line below the lowest short rule that stands between lines."""
        width = self._pages[page].width
        heights = (each.at for each in level_rules(self._pages[page].strokes) if _is_short(each, width))
        free = (at for at in heights if not any(line.top < at < line.baseline + 0.35 * line.size for line in lines))
        rule = max((at for at in free if at < lines[-1].top + 1), default=inf)
        return next((at for at, line in enumerate(lines) if line.top > rule - 1), len(lines))

    def _is_small(self, line: PrintedLine) -> bool:
        return line.size < _SMALLER * self._size

    def _key(self, page: int, line: PrintedLine) -> tuple[int, str] | None:
        """The page of the mark that a line has in front, and the mark; None without one that is in the text."""
        label = _label(_in_front(line))
        known = (at for at in self._marks.get(label, ()) if at <= page and (at, label) not in self._found)
        at = max(known, default=None) if label else None
        return None if at is None else (at, label)

    def mark(self, page: int, label: str) -> str:
        """The key of the note with a mark on a page, which it is taken for; empty where there is none left."""
        key = page, _label(label)
        if key not in self._found or key in self._taken:
            return ""
        words = self._words(key)
        data = part("footnote", paragraph(run(f"{page + 1}.{label} {words}")))
        self._taken[key] = media_key(data)
        self.media[self._taken[key]] = data
        return self._taken[key]

    def texts(self) -> Iterator[tuple[str, str, LookHints]]:
        """The words of each note with the key of its mark, in the order of the marks, and their look."""
        for key in (*self._taken, *(key for key in self._found if key not in self._taken)):
            block = cell_blocks(self._found[key], 0.0, 0.0)[0]
            yield self._words(key), self._taken.get(key, ""), block.look

    def _words(self, key: tuple[int, str]) -> str:
        lines = self._found[key]
        text = Block(tuple(lines), LookHints()).text
        front = _NOTE.match(text)
        is_marked = bool(lines[0].marks) and not lines[0].marks[0].offset
        return text if is_marked or front is None else text[front.end() :]


def _labels_in(lines: Iterable[PrintedLine]) -> Iterator[tuple[int, str]]:
    """The page and label of each mark in the text; one that begins a line is that of a note."""
    return ((line.page, _label(mark.label)) for line in lines for mark in line.marks if mark.offset)


def _labels_of(tables: Iterable[PageTable]) -> Iterator[tuple[int, str]]:
    blocks = (block for table in tables for cell in table.cells for block in cell.blocks)
    return ((block.lines[0].page, _label(mark.label)) for block in blocks for mark in block.marks)


def _is_short(rule: Ruling, width: float) -> bool:
    return _SHORTEST_RULE < rule.end - rule.start < _LONGEST_RULE * width


def _in_front(line: PrintedLine) -> str:
    """The mark that a note begins with; empty where a line has none in front."""
    if line.marks and not line.marks[0].offset:
        return line.marks[0].label
    found = _NOTE.match(line.text)
    return found[1] if found else ""


def _label(text: str) -> str:
    return text.translate(_BRACKETS)


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


def _blocks_in(glyphs: Sequence[Glyph], field: Field, page: int) -> tuple[Block, ...]:
    lines = [replace(line, page=page) for line in map(line_of, rows_of(glyphs)) if line]
    return cell_blocks(lines, field.left, field.right)


class _Builder:
    """Collects the paragraphs of a file in order."""

    def __init__(
        self, pages: Sequence[PrintedPage], bookmarks: Iterable[Bookmark], notes: _FootNotes, pictures: PagePictures
    ) -> None:
        self._notes, self._pictures = notes, pictures
        self._levels = {(each.page, _compact(each.title)): each.level for each in bookmarks}
        self._wide = [page.width > page.height for page in pages]
        self._widths = [page.width for page in pages]
        self.paragraphs: list[RawParagraph] = []
        self.tables: list[RawTable] = []
        self.doubtful: list[int] = []
        self.marks: list[int] = []
        self.repeated = self.unclear = self.boxes = self.noted = 0
        self._characters = 0
        self._cells = 0

    def build(self, boxes: Iterable[_TextFrame]) -> None:
        """Take over all lines, the tables and pictures that stand between them, the frames behind the paragraphs that they
        stand beside, and the notes."""
        lines, pictures = self._pictures.lines, deque(self._pictures.apart)
        before: defaultdict[int, list[PageTable]] = defaultdict(list)
        for table in self._pictures.tables:
            before[_place_of(table, lines)].append(table)
        beside = deque(sorted(((_place_of(box, lines), box) for box in boxes), key=itemgetter(0)))
        apart = {*before, *_above_captions(lines, pictures)}
        at = row = 0
        for block in blocks_of(lines, self._widths, apart):
            row = row + 1 if block.in_columns else 0
            self.unclear += row == _FEWEST_ROWS
            self._add_between(before.get(at, ()), _up_to(pictures, at))
            self._add_block(block)
            at += len(block.lines)
            while beside and beside[0][0] < at:
                self._add_box(beside.popleft()[1])
        self._add_between(before.get(at, ()), pictures)
        for _, box in beside:
            self._add_box(box)
        self._add_notes()

    def _add_between(self, tables: Iterable[PageTable], pictures: Iterable[OwnParagraph]) -> None:
        """Add what stands between two paragraphs in the order of the pages."""
        found: list[PageTable | OwnParagraph] = [*tables, *pictures]
        found.sort(key=lambda each: (each.page, each.box.top))
        for _, group in groupby(found, type):
            parts = list(group)
            for table in joined_tables(each for each in parts if isinstance(each, PageTable)):
                self._add_table(table)
            for each in parts:
                if isinstance(each, OwnParagraph):
                    self._add_pictures(each)

    def _add_pictures(self, row: OwnParagraph) -> None:
        objects = tuple(self._pictures.object(PlacedPicture(0, each)) for each in row.pictures)
        look, wide = LookHints(alignment="center"), self._wide[row.page]
        self._add(RawParagraph("", 0, Origin.BODY, look, objects=objects, landscape=wide))

    def _add_block(self, block: Block) -> None:
        wide = self._wide[block.lines[0].page]
        if block.doubtful:
            self.doubtful.append(len(self.paragraphs) + 1)
        look = replace(block.look, outline_level=self._level(block)) if self._levels else block.look
        objects = self._objects(block)
        self._add(RawParagraph(block.text, 0, Origin.BODY, look, block.emphasis, objects, landscape=wide))

    def _objects(self, block: Block) -> tuple[KeptObject, ...]:
        """The pictures in a block and the marks of its notes; of those without a note the place is remembered."""
        found = list(map(self._pictures.object, block.pictures))
        for mark in block.marks:
            key = self._notes.mark(block.lines[0].page, mark.label)
            if key:
                found.append(KeptObject(mark.offset, "footnote", key))
            else:
                self.marks.append(len(self.paragraphs) + 1)
        return tuple(sorted(found, key=attrgetter("offset")))

    def _add_box(self, box: _TextFrame) -> None:
        self.boxes += 1
        for block in box.blocks:
            objects = self._objects(block)
            wide = self._wide[box.page]
            self._add(RawParagraph(block.text, 0, Origin.TEXT_BOX, block.look, block.emphasis, objects, landscape=wide))

    def _add_notes(self) -> None:
        for text, key, look in self._notes.texts():
            objects = (KeptObject(0, TEXT_OF["footnote"], key),) if key else ()
            self._add(RawParagraph(text, 0, Origin.FOOTNOTE, look, objects=objects))
            self.noted += 1

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

    def _add_table(self, table: PageTable) -> None:
        self.repeated += table.repeated
        self._cells += len(table.cells)
        check_cells(self._cells)
        start, wide = len(self.paragraphs), self._wide[table.page]
        for cell in table.cells:
            place = CellPlace(f"r{cell.field.row + 1}", f"c{cell.field.column + 1}")
            for block in cell.blocks:
                objects = self._objects(block)
                self._add(RawParagraph(block.text, 0, Origin.TABLE, block.look, block.emphasis, objects, place, wide))
            if not cell.blocks:
                self._add(RawParagraph("", 0, Origin.TABLE, LookHints(), cell=place, landscape=wide))
        columns = tuple(Column(f"c{at}", round((b - a) * _TWIPS)) for at, (a, b) in enumerate(pairwise(table.xs), 1))
        rows = tuple(Row(f"r{at + 1}", at < table.heads) for at in range(table.rows))
        self.tables.append(RawTable(start, len(self.paragraphs), Table(columns, rows, tuple(map(_cell, table.cells)))))


def _compact(text: str) -> str:
    """The text without white space, wide and narrow signs alike."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def _cell(cell: PageCell) -> Cell:
    field = cell.field
    align = cell.blocks[0].look.alignment if cell.blocks else ""
    return Cell(f"r{field.row + 1}", f"c{field.column + 1}", field.columns, field.rows, align)


def _up_to(pictures: deque[OwnParagraph], at: int) -> Iterator[OwnParagraph]:
    """Take those that stand before a line or above it."""
    while pictures and pictures[0].place <= at:
        yield pictures.popleft()


def _above_captions(lines: Sequence[PrintedLine], pictures: Iterable[OwnParagraph]) -> Iterator[int]:
    """The numbers of the captions that stand below pictures."""
    places = (each.place for each in pictures if each.place < len(lines))
    return (place for place in places if _CAPTION.match(lines[place].text))


def _place_of(table: PageTable | _TextFrame, lines: Sequence[PrintedLine]) -> int:
    """The number of the first line behind the top of a table or frame."""
    behind = (at for at, each in enumerate(lines) if (each.page, each.baseline) > (table.page, table.box.top))
    return next(behind, len(lines))
