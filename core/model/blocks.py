"""What a paragraph carries besides its text: emphasis, objects at a place, the cell it stands in, the grid of a table.

A draft stays a flat list of elements. An element of role ``table`` holds the grid and has no text; the elements of role
``cell`` that follow it are the paragraphs of its cells, row by row, each naming its cell by the ids of row and column.
Ids of rows and columns are unique within their table only, so that a copied table needs no new ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, product
from operator import attrgetter
from types import MappingProxyType

from core.model.spans import Span

BOLD, ITALIC, UNDERLINED, DOTTED = "bold", "italic", "underlined", "dotted"
RAISED, LOWERED, STRUCK, COUNTED = "superscript", "subscript", "struck", "counted"
LOOKS = (BOLD, ITALIC, UNDERLINED, DOTTED, RAISED, LOWERED, STRUCK, COUNTED)
"""The ways of emphasis; ``dotted`` is 着重号. Raised and lowered digits stand as such signs in the text, too.

``counted`` looks like nothing: a number such as 1.1.2 that Word counted where it was read, and counts again.
"""

NEUTRAL = "\ufffc"
"""Stands for a struck-out sign where text is looked through: no letter, no figure, no white space."""


LARGEST_PICTURE, LARGEST_MEDIA = 20 * 1024**2, 200 * 1024**2
"""Bytes of one picture or part of an object, and of all of a draft."""


def joined_media(*media: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """All of them by key, those of earlier ones first; what would exceed LARGEST_MEDIA is left out."""
    found: dict[str, bytes] = {}
    size = 0
    for key, data in chain.from_iterable(each.items() for each in media):
        if key not in found and size + len(data) <= LARGEST_MEDIA:
            found[key] = data
            size += len(data)
    return MappingProxyType(found)


def media_key(data: bytes) -> str:
    """The name of bytes among the media of a draft."""
    return sha256(data).hexdigest()


class MediaPool:
    """The bytes that objects of one file need, by key, under the limits of a draft."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}
        self._size = 0

    def has_room(self, data: bytes) -> bool:
        """Whether bytes can be stored; those that are there already need none."""
        size = 0 if media_key(data) in self.media else len(data)
        return len(data) <= LARGEST_PICTURE and self._size + size <= LARGEST_MEDIA

    def store(self, data: bytes) -> str:
        """Keep bytes; their key."""
        key = media_key(data)
        if key not in self.media:
            self._size += len(data)
            self.media[key] = data
        return key


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Characters ``start`` up to ``end`` of an element's ``content`` that look as ``looks`` says, a sorted tuple of LOOKS."""

    start: int
    end: int
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part of a Word package that a kept object needs.

    ``relation`` is the id by which its XML names the part, ``kind`` the type of that relationship, ``name`` the part's
    name in its package, ``media`` the SHA-256 of its bytes; ``parts`` are those that it needs itself.
    """

    relation: str
    kind: str
    name: str
    content_type: str
    media: str
    parts: tuple["KeptPart", ...] = ()


@dataclass(frozen=True, slots=True)
class KeptObject:
    """What stands before character ``offset`` of ``content`` and is written again as it was.

    ``kind`` is picture, chart, diagram, object, formula, shape or scan (``scan_strips``); ``media`` the SHA-256 of its XML. ``width`` and
    ``height`` are in English Metric Units, 0 when unknown; ``label`` is the alternative text or name.
    """

    offset: int
    kind: str
    media: str
    parts: tuple[KeptPart, ...] = ()
    width: int = 0
    height: int = 0
    label: str = ""

    @property
    def all_media(self) -> frozenset[str]:
        """The keys of all bytes that the object needs."""
        return frozenset((self.media, *_media_of(self.parts)))


def _media_of(parts: Iterable[KeptPart]) -> Iterator[str]:
    for part in parts:
        yield part.media
        yield from _media_of(part.parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` in twips, 0 when unknown."""

    id: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``is_header`` repeats on each page."""

    id: str
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell that begins in a row and column and covers ``columns`` and ``rows`` of them.

    The reduced look: ``align`` is left, center, right, both or empty, ``valign`` top, center, bottom or empty,
    ``shading`` a colour such as ``D9D9D9`` or empty; ``open`` names sides without a line, such as ``top right``.
    """

    row: str
    column: str
    columns: int = 1
    rows: int = 1
    align: str = ""
    valign: str = ""
    shading: str = ""
    open: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The grid of a table: ``cells`` row by row, without those that another one covers."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.columns)

    def is_tiled(self) -> bool:
        """Whether every place of the grid belongs to exactly one cell, and every id is used once."""
        rows, columns = [row.id for row in self.rows], [column.id for column in self.columns]
        if set(map(_SIZE, self.cells)) == {(1, 1)} and list(map(_PLACE, self.cells)) == list(product(rows, columns)):
            return len(set(rows)) == len(rows) and len(set(columns)) == len(columns)
        places = set[Covered](product(rows, columns))
        covered = list(_covered(self.cells, rows, columns))
        return 0 < len(covered) == len(places) == len(rows) * len(columns) and places == set(covered)


Covered = tuple[str, str] | None
_PLACE, _SIZE = attrgetter("row", "column"), attrgetter("rows", "columns")


def _covered(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str]) -> Iterator[Covered]:
    """The places of all cells."""
    yield from ((cell.row, cell.column) for cell in cells if cell.rows == cell.columns == 1)
    yield from _places((cell for cell in cells if not cell.rows == cell.columns == 1), rows, columns)


def _places(joined: Iterable[Cell], rows: Sequence[str], columns: Sequence[str]) -> Iterator[Covered]:
    """The places of joined cells; None, which is no place of a table, for one that does not lie in these rows and columns."""
    at_row, at_column = ({name: number for number, name in enumerate(names)} for names in (rows, columns))
    for cell in joined:
        row, column = at_row.get(cell.row, len(rows)), at_column.get(cell.column, len(columns))
        if 0 < cell.rows <= len(rows) - row and 0 < cell.columns <= len(columns) - column:
            yield from product(rows[row : row + cell.rows], columns[column : column + cell.columns])
        else:
            yield None


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The cell in which a paragraph stands, by the ids of the row and column in which the cell begins."""

    row: str
    column: str


def moved_emphasis(found: Iterable[Emphasis], span: Span, length: int) -> tuple[Emphasis, ...]:
    """Emphasis after ``span`` of the text was replaced by ``length`` characters; text typed inside takes the look."""
    distance = length - len(span)
    kept = []
    for each in found:
        if each.end <= span.start:
            kept.append(each)
        elif each.start >= span.end:
            kept.append(replace(each, start=each.start + distance, end=each.end + distance))
        elif each.start <= span.start and span.end <= each.end:
            kept.append(replace(each, end=each.end + distance))
        elif each.start < span.start:
            kept.append(replace(each, end=span.start))
        else:
            kept.append(replace(each, start=span.start + length, end=each.end + distance))
    return tuple(each for each in kept if each.start < each.end)


def moved_objects(found: Iterable[KeptObject], span: Span, length: int) -> tuple[KeptObject, ...]:
    """Objects after ``span`` of the text was replaced; one that stood inside stays, behind what came instead."""
    distance = length - len(span)
    return tuple(
        each if each.offset <= span.start else replace(each, offset=max(each.offset + distance, span.start + length))
        for each in found
    )


def cut_emphasis(found: Iterable[Emphasis], start: int, end: int, shift: int = 0) -> tuple[Emphasis, ...]:
    """The emphasis inside ``start`` to ``end``, moved by ``shift``."""
    inside = ((max(each.start, start), min(each.end, end), each) for each in found)
    return tuple(replace(each, start=a + shift, end=b + shift) for a, b, each in inside if a < b)


def cut_objects(found: Iterable[KeptObject], start: int, end: int, shift: int = 0) -> tuple[KeptObject, ...]:
    """The objects at ``start`` up to ``end``, moved by ``shift``."""
    return tuple(replace(each, offset=each.offset + shift) for each in found if start <= each.offset < end)
