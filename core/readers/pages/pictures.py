"""Pictures on pages: those that belong to the text, each at its place in it, and those that are told and left out.

A picture stands in a line of text, in a cell, beside or behind the words of a paragraph, or as a paragraph of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter, itemgetter

from core.errors import BadInput
from core.model.blocks import KeptObject, KeptPart, MediaPool
from core.model.raw import LookHints
from core.readers.pages.grids import PageCell, PageTable
from core.readers.pages.paragraphs import Block
from core.readers.pages.values import BEHIND, BESIDE, PlacedPicture, PrintedLine, PrintedPage, PrintedPicture, Stroke
from core.readers.word_markup import MOST_PICTURES, drawing, floating, part
from core.result import Notice

PLAIN, UNREAD, TOO_LARGE = "pages_pictures_plain", "pages_pictures_unread", "pages_pictures_too_large"
PALE, TURNED = "pages_pictures_pale", "pages_pictures_turned"
"""Why a reader leaves a picture out: tiny or of one colour, in a form that no Word file shows, beyond the limits, hardly
seen, turned."""

_REPEATED, _BEHIND, _SCANNED = "pages_pictures_repeated", "pages_pictures_behind", "pages_pictures_scanned"
_WHOLE, _MARGIN, _OFTEN, _SAME_PLACE = 0.8, 0.15, 0.4, 3.0
"""Shares: of a page that a picture covers which is the page, of its height where running heads stand, of the pages that show
them; points."""

_TWIPS, _EMU_IN_POINT = 20, 12_700
_WIDEST, _TALLEST = 442.0, 638.0
"""Points of the type area of GB/T 9704, which no picture of its own paragraph exceeds."""

_ON_BASE, _LOW, _TOUCHED, _IN_CELL, _ALIKE = 0.35, 1.5, 0.25, 3.0, 0.5
"""Shares of the size of a line: how far below its baseline a picture in it ends, how high one is that stands in it in any case,
how much of a line beside a picture is beside it. Points beyond a cell. The share of height that pictures side by side have in common."""

_FROM_PAGE, _BELOW_TEXT = 1 << 1 | 2 << 3, 0x4000
"""Places that count from the left of the page and the top of the paragraph ([MS-DOC] 2.9.253)."""

_LEAST_DRAWING, _LEAST_PLAIN, MOST_DRAWN, _MOST_FILLS, _FEWEST_DRAWN, _FEWEST_BARS = 20.0, 20.0, 2000, 300, 2, 3
"""Points of a drawing and of a picture of one colour; lines and areas of a page that are looked at, of a drawing."""

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def is_whole(box: Stroke, width: float, height: float) -> bool:
    """Whether a picture is a whole page, as scans and backgrounds are."""
    across = min(box.right, width) - max(box.left, 0.0)
    down = min(box.bottom, height) - max(box.top, 0.0)
    return across > 0 and down > 0 and across * down >= _WHOLE * width * height


def no_text(pages: Sequence[PrintedPage]) -> BadInput:
    """Why a file without any text is refused."""
    is_scan = any(page.pictures for page in pages)
    return BadInput("pages_scan" if is_scan else "pages_no_text", pages=str(len(pages)))


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """Pictures beside each other with no text; ``place`` is the number of the line before which they stand."""

    place: int
    page: int
    box: Stroke
    pictures: tuple[PrintedPicture, ...]


class PagePictures:
    """The pictures of a file. ``lines`` and ``tables`` are those of the text, with the pictures in them; ``apart`` are the
    others, ``media`` the bytes that they need."""

    def __init__(self, pages: Sequence[PrintedPage], lines: Sequence[PrintedLine], tables: Sequence[PageTable]) -> None:
        self._pool = MediaPool()
        self.media = self._pool.media
        self._pages, self._kept, self._drawn = pages, 0, 0
        self._left: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._repeated = _repeated(pages)
        self._lines, self._tables = list(lines), list(tables)
        self._by_page = {page: list(group) for page, group in groupby(range(len(lines)), lambda at: lines[at].page)}
        apart = [each for number, page in enumerate(pages) for each in self._of_page(number, page)]
        self.lines, self.tables = tuple(self._lines), tuple(self._tables)
        self.apart = tuple(_side_by_side(apart))

    def _of_page(self, number: int, page: PrintedPage) -> Iterator[OwnParagraph]:
        """Put the pictures of a page where they belong; those that stand by themselves."""
        known = {_key(each): each for each in page.pictures}  # one that lies twice at a place is one
        for each in sorted(known.values(), key=lambda each: (each.box.top, each.box.left)):
            lost = self._lost(each, page) or ("" if self._has_room(each.data) else TOO_LARGE)
            if lost:
                self._left[lost][number] += 1
            elif not (self._in_cell(number, each) or self._in_text(number, each)):
                yield OwnParagraph(self._place(number, each.box), number, each.box, (each,))

    def _lost(self, picture: PrintedPicture, page: PrintedPage) -> str:
        """The code of the notice about a picture that is left out; empty for one of the text."""
        if is_whole(picture.box, page.width, page.height):
            return _BEHIND if page.has_words else _SCANNED
        lost = picture.lost or (_REPEATED if _key(picture) in self._repeated else "")
        is_fill = not lost and picture.is_plain and _is_fill(picture.box, page)
        return PLAIN if is_fill else lost

    def _has_room(self, data: bytes) -> bool:
        """Whether there is room for a picture, which is then taken."""
        if self._kept >= MOST_PICTURES or not self._pool.has_room(data):
            return False
        self._pool.store(data)
        self._kept += 1
        return True

    def _in_cell(self, page: int, picture: PrintedPicture) -> bool:
        """Put a picture into the cell in which its middle lies."""
        for at, table in enumerate(self._tables):
            if table.page == page and _holds(table.box, picture.box):
                cells = tuple(_with_picture(cell, picture, page) for cell in table.cells)
                self._tables[at] = replace(table, cells=cells)
                return any(one is not other for one, other in zip(cells, table.cells, strict=True))
        return False

    def _in_text(self, page: int, picture: PrintedPicture) -> bool:
        """Put a picture into the line that it stands in, or to the paragraph whose words are beside it or over it."""
        box = picture.box
        near = [at for at in self._beside(page, box) if _is_beside(self._lines[at], box)]
        over = [at for at in near if _is_over(self._lines[at], box)]
        if over:
            at = min(over, key=lambda at: abs(self._lines[at].baseline - _middle(box)[1]))
            self._put(at, PlacedPicture(0, picture, BEHIND, box.top - self._lines[at].top))
        elif near and _is_in_row([self._lines[at] for at in near], box):
            self._put_into(near, picture)
        elif near:
            self._put(near[0], PlacedPicture(0, picture, BESIDE))
        return bool(near)

    def _put_into(self, row: Sequence[int], picture: PrintedPicture) -> None:
        """Put a picture between the signs of a row, which may be several lines."""
        before = [at for at in row if self._lines[at].left < picture.box.left] or row[:1]
        at = max(before, key=lambda at: self._lines[at].left)
        offset = sum(left < _middle(picture.box)[0] for left in self._lines[at].lefts)
        self._put(at, PlacedPicture(min(offset, len(self._lines[at].text)), picture))

    def _put(self, at: int, placed: PlacedPicture) -> None:
        line = self._lines[at]
        self._lines[at] = replace(line, pictures=(*line.pictures, placed))

    def _beside(self, page: int, box: Stroke) -> list[int]:
        """The numbers of the lines of a page in the column of a box: all of them where that lies across two columns."""
        own = self._by_page.get(page, [])
        second = min((self._lines[at].left for at in own if self._lines[at].column == 2), default=None)
        if second is None or box.left < second - _IN_CELL < box.right:
            return own
        column = 2 if box.left >= second - _IN_CELL else 1
        return [at for at in own if self._lines[at].column in (0, column)]

    def _place(self, page: int, box: Stroke) -> int:
        """The number of the line before which a picture stands."""
        own, middle = self._beside(page, box), _middle(box)[1]
        if not own:
            return next((at for at, each in enumerate(self._lines) if each.page > page), len(self._lines))
        return next((at for at in own if self._lines[at].baseline > middle), own[-1] + 1)

    def object(self, placed: PlacedPicture) -> KeptObject:
        """The object of a picture; one beside or behind words keeps its size, others have room in the type area."""
        self._drawn += 1
        picture, box = placed.picture, placed.picture.box
        width, height = _size(box) if placed.way else _fitted(box)
        xml = drawing("r1", self._drawn, (round(width * _TWIPS), round(height * _TWIPS)))
        if placed.way:
            flags = _FROM_PAGE | (_BELOW_TEXT if placed.way == BEHIND else 0)
            xml = floating(xml, (round(box.left * _TWIPS), round(placed.drop * _TWIPS)), flags)
        if placed.way == BESIDE:
            xml = xml.replace("<wp:wrapNone/>", '<wp:wrapSquare wrapText="bothSides"/>')
        if any(picture.crop):
            edges = "".join(f' {edge}="{share}"' for edge, share in zip("ltrb", picture.crop, strict=True))
            xml = xml.replace("<a:stretch>", f"<a:srcRect{edges}/><a:stretch>")
        key = self._pool.store(part("drawing", xml.removeprefix("<w:drawing>").removesuffix("</w:drawing>")))
        ending = picture.ending
        shown = KeptPart("r1", _IMAGE, f"picture.{ending}", f"image/{ending}", self._pool.store(picture.data))
        extent = round(width * _EMU_IN_POINT), round(height * _EMU_IN_POINT)
        return KeptObject(placed.offset, "picture", key, (shown,), *extent)

    def notices(self) -> Iterator[Notice]:
        """What came in, and what was left out on which pages."""
        yield Notice("pages_pictures_kept", kind="picture", count=self._kept)
        for code, pages in self._left.items():
            yield Notice(code, 0, {"pages": _listed(pages)}, "picture", pages.total())
        boxes = [(table.page, table.box) for table in self.tables]
        counts = ((at, _drawings(page, [box for on, box in boxes if on == at])) for at, page in enumerate(self._pages))
        drawn = Counter({at: count for at, count in counts if count})
        yield Notice("pages_drawings_left_out", 0, {"pages": _listed(drawn)}, "object", drawn.total())


def _repeated(pages: Sequence[PrintedPage]) -> frozenset[tuple[bytes, int, int]]:
    """The pictures that stand at one place of several pages: running heads, marks behind the text."""
    found: defaultdict[tuple[bytes, int, int], set[int]] = defaultdict(set)
    outer = set()
    for number, page in enumerate(pages):
        for each in filter(attrgetter("data"), page.pictures):
            found[_key(each)].add(number)
            if each.box.bottom < _MARGIN * page.height or each.box.top > (1 - _MARGIN) * page.height:
                outer.add(_key(each))
    often = {key for key, shown in found.items() if len(shown) >= _OFTEN * len(pages)}
    return frozenset(key for key in outer | often if len(found[key]) > 1)


def _is_fill(box: Stroke, page: PrintedPage) -> bool:
    """Whether a picture of one colour is a rule, or lies behind words."""
    return min(_size(box)) < _LEAST_PLAIN or _has_words(box, page)


def _has_words(box: Stroke, page: PrintedPage) -> bool:
    words = (each for each in page.glyphs if box.top < each.baseline < box.bottom and not each.text.isspace())
    return any(box.left < (each.left + each.right) / 2 < box.right for each in words)


def _holds(box: Stroke, other: Stroke) -> bool:
    """Whether the middle of a box lies in the first one."""
    x, y = _middle(other)
    return box.left <= x < box.right and box.top <= y < box.bottom


def _with_picture(cell: PageCell, picture: PrintedPicture, page: int) -> PageCell:
    """The cell with a picture whose middle lies in it: as a paragraph, or behind its words where it is larger."""
    box, field = picture.box, Stroke(cell.field.left, cell.field.top, cell.field.right, cell.field.bottom)
    if not _holds(field, box):
        return cell
    rooms = box.left - field.left, field.right - box.right, box.top - field.top, field.bottom - box.bottom
    if cell.blocks and min(rooms) < -_IN_CELL:
        block = cell.blocks[0]
        first = block.lines[0]
        behind = PlacedPicture(0, picture, BEHIND, box.top - first.top)
        lines = replace(first, pictures=(*first.pictures, behind)), *block.lines[1:]
        return replace(cell, blocks=(replace(block, lines=lines), *cell.blocks[1:]))
    shown = (PlacedPicture(0, picture),)
    line = PrintedLine("", (box.left,), (box.right,), (), box.bottom, box.bottom - box.top, page, pictures=shown)
    above = sum(block.lines[0].baseline < _middle(box)[1] for block in cell.blocks)
    own = Block((line,), LookHints(alignment="center"))
    return replace(cell, blocks=(*cell.blocks[:above], own, *cell.blocks[above:]))


def _side_by_side(apart: Iterable[OwnParagraph]) -> Iterator[OwnParagraph]:
    """Pictures beside each other as one paragraph."""
    row: OwnParagraph | None = None
    for each in sorted(apart, key=lambda each: (each.place, each.page, each.box.top, each.box.left)):
        if row is None or (row.place, row.page) != (each.place, each.page) or not _is_level(row.box, each.box):
            if row:
                yield row
            row = each
            continue
        first, last = (row, each) if row.box.left <= each.box.left else (each, row)
        box = Stroke(
            first.box.left, row.box.top, max(row.box.right, each.box.right), max(row.box.bottom, each.box.bottom)
        )
        row = replace(row, box=box, pictures=(*first.pictures, *last.pictures))
    if row:
        yield row


def _is_level(one: Stroke, other: Stroke) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    is_apart = one.right <= other.left + _IN_CELL or other.right <= one.left + _IN_CELL
    return is_apart and shared > _ALIKE * min(one.bottom - one.top, other.bottom - other.top)


def _key(picture: PrintedPicture) -> tuple[bytes, int, int]:
    return picture.data, round(picture.box.left / _SAME_PLACE), round(picture.box.top / _SAME_PLACE)


def _middle(box: Stroke) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _size(box: Stroke) -> tuple[float, float]:
    return box.right - box.left, box.bottom - box.top


def _fitted(box: Stroke) -> tuple[float, float]:
    """The size of a picture, as large as the type area at most."""
    width, height = _size(box)
    share = min(1.0, _WIDEST / max(width, 1.0), _TALLEST / max(height, 1.0))
    return width * share, height * share


def _is_beside(line: PrintedLine, box: Stroke) -> bool:
    """Whether a picture stands at the height of a line, by more than its edge."""
    room = _TOUCHED * line.size
    return line.top + room < box.bottom and box.top < line.baseline - room


def _is_over(line: PrintedLine, box: Stroke) -> bool:
    """Whether signs of a line stand in a picture."""
    middles = ((left + right) / 2 for left, right in zip(line.lefts, line.rights, strict=True))
    return any(box.left < middle < box.right for middle in middles)


def _is_in_row(lines: Sequence[PrintedLine], box: Stroke) -> bool:
    """Whether a picture stands in the row that these lines are: on its baseline, or hardly higher than its signs."""
    first, last = lines[0], lines[-1]
    is_row = last.baseline - first.baseline < _ALIKE * last.size
    is_low = box.bottom - box.top < _LOW * last.size
    return is_row and (is_low or abs(last.baseline - box.bottom) < _ON_BASE * last.size)


def _listed(pages: Iterable[int]) -> str:
    """Numbers of pages, counted from 1, such as 1—3、6."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0] + 1}—{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs)


def _drawings(page: PrintedPage, tables: Sequence[Stroke]) -> int:
    """How many drawings a page has, of curved or slanted lines or of bars, outside of its ``tables``."""
    fills = [each for each in page.fills[:_MOST_FILLS] if not _has_words(each, page)]
    bars = [each for each in _bars(fills) for _ in range(_FEWEST_DRAWN)]
    groups = _near_each_other((*page.drawn[:MOST_DRAWN], *bars))
    large = (box for box, count in groups if min(_size(box)) >= _LEAST_DRAWING and count >= _FEWEST_DRAWN)
    return sum(not any(_holds(table, box) for table in tables) for box in large)


def _near_each_other(boxes: Iterable[Stroke]) -> list[tuple[Stroke, int]]:
    """What boxes that touch cover together, and how many they are."""
    groups: list[tuple[Stroke, int]] = []
    for box in boxes:
        near = [each for each in groups if _touch(each[0], box)]
        groups = [each for each in groups if each not in near]
        groups.append((_around([box, *(each for each, _ in near)]), 1 + sum(count for _, count in near)))
    return groups


def _bars(fills: Sequence[Stroke]) -> Iterator[Stroke]:
    """What bars of several lengths cover that begin at one height or place."""
    for edge, length in ((3, 1), (0, 2)):
        ordered = sorted(fills, key=itemgetter(edge))
        for _, group in groupby(ordered, lambda each: round(each[edge])):  # noqa: B023 - used within this turn
            found = list(group)
            ends = {round(each[length]) for each in found}
            if len(found) >= _FEWEST_BARS and len(ends) > 1:
                yield _around(found)


def _touch(one: Stroke, other: Stroke) -> bool:
    room = _IN_CELL
    return (
        one.left < other.right + room
        and other.left < one.right + room
        and one.top < other.bottom + room
        and other.top < one.bottom + room
    )


def _around(boxes: Sequence[Stroke]) -> Stroke:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Stroke(min(lefts), min(tops), max(rights), max(bottoms))
