"""What people changed in returned copies of a draft, and what was decided about each change."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from core.model.review.returned_copy import NO_REVISION, Revision


class ChangeKind(StrEnum):
    """What a change does; REPLACE, INSERT and DELETE stay inside one paragraph."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    SPLIT = "split"
    JOIN = "join"
    MOVE = "move"
    NEW = "new"
    GONE = "gone"
    TABLE = "table"
    FORMAT = "format"
    PICTURE = "picture"
    NOTE = "note"


class ReviewState(StrEnum):
    """What was decided; OVERTAKEN: the draft has been edited there since, or says so already."""

    OPEN = "open"
    TAKEN = "taken"
    PART = "taken_in_part"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"
    CONFLICT = "conflict"


class TableEdit(StrEnum):
    """What is done to a table; ``elements`` are the paragraphs of the cells concerned, cells in texts are parted by tabs."""

    NEW = "table_new"
    GONE = "table_gone"
    ROW_NEW = "row_inserted"
    ROW_GONE = "row_deleted"
    ROW_MOVED = "row_moved"
    COLUMN_NEW = "column_inserted"
    COLUMN_GONE = "column_deleted"
    COLUMN_MOVED = "column_moved"
    CELL_NEW = "cell_divided"
    CELL_GONE = "cell_joined"


class CopyTile(NamedTuple):
    """A cell that joining or dividing made: the ids of the first and last row and column that it covers, its paragraphs.

    A line that dividing made is named by that which it is a part of and a number (r2.1).
    """

    top: str
    bottom: str
    left: str
    right: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """One change of one person, as a place in the printed base and what stands there now.

    ``element_id`` and ``start``/``end`` name characters of that element's printed text and ``old`` what they are; ``new`` is the
    text instead, paragraphs separated by U+2029. NEW comes after element ``after`` ("" for the beginning), MOVE takes
    ``elements`` there; JOIN runs from ``start`` in its element to ``end`` in the last of ``elements``. ``is_tracked``: recorded
    by the word processor, so that the author is known; else ``revision`` is a guess or empty. ``copy`` is the number of the
    returned copy. ``detail`` is what a change of a table does (``TableEdit``), of a format the looks put on and taken off
    (+bold -struck), of a picture the key of the new one, of a
    NOTE that comes at ``start`` of its element or goes with its ``elements`` footnote or endnote.  ``cells`` are those of a new
    row (column): the index of the printed grid
    column (row) that each stands in, -1 for a new one, and its words, paragraphs separated by U+2029; ``pictures`` are those
    in them, each by the same index and its key. ``tiles`` are the cells that stand now where cells were joined or divided.
    """

    id: str
    kind: ChangeKind
    element_id: str
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""
    after: str = ""
    elements: tuple[str, ...] = ()
    revision: Revision = NO_REVISION
    is_tracked: bool = False
    copy: int = 0
    order: int = 0
    detail: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    tiles: tuple[CopyTile, ...] = ()
    pictures: tuple[tuple[int, str], ...] = ()

    @property
    def mark(self) -> str:
        """A short name of what the change says, the same whenever and in whatever copy it is read."""
        is_picture = self.kind is ChangeKind.PICTURE  # its words only name what it is, and may come to name it better
        own = (
            self.kind,
            self.element_id,
            self.start,
            self.end,
            "图片" * bool(self.old) if is_picture else self.old,
            "图片" * bool(self.new) if is_picture else self.new,
            self.after,
            self.elements,
            self.detail,
        )
        return blake2b(repr(own).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class CommentSpan(NamedTuple):
    """Characters of the printed text of an element that a comment stands on."""

    element_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment at its place in the printed base; ``element_id`` is "" where its paragraph is not one of the base's.

    ``quote`` are the words it stands on; ``spans`` are all its places where it stands on words of several elements, of which
    ``element_id`` is the first. A reply names its ``parent``; one that perhaps answers another, which the file does not say,
    that as ``likely_parent``.
    """

    key: str
    element_id: str
    start: int
    end: int
    quote: str
    text: str
    author: str
    date: str
    is_done: bool = False
    parent: str = ""
    copy: int = 0
    spans: tuple[CommentSpan, ...] = ()
    likely_parent: str = ""

    @property
    def mark(self) -> str:
        """A short name of the comment, the same whenever it is read."""
        own = (self.element_id, self.text, self.author, self.date, self.key)
        return blake2b(repr(own).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
