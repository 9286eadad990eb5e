"""A copy of an exported Word file as it comes back: each piece of text with what was done to it, anchors and comments.

Paragraph marks have a state like characters (ECMA-376 part 1, 17.13.5.15 and 17.13.5.20): a paragraph whose mark is gone
in a view continues in the next one.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class TextState(StrEnum):
    """What was done to text while changes were recorded.

    ``BOTH``: put in by one hand and struck out by another. ``MOVED_DELETED``: moved here and then struck out.
    """

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    BOTH = "both"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    MOVED_DELETED = "moved_deleted"

    @property
    def is_original(self) -> bool:
        """Whether the text is there when all changes are refused."""
        return self in (TextState.KEPT, TextState.DELETED, TextState.MOVED_AWAY)

    @property
    def is_placed(self) -> bool:
        """Whether the text is there when moves are accepted and all else is refused."""
        return self in (TextState.KEPT, TextState.DELETED, TextState.MOVED_HERE, TextState.MOVED_DELETED)

    @property
    def is_final(self) -> bool:
        """Whether the text is there when all changes are accepted."""
        return self in (TextState.KEPT, TextState.INSERTED, TextState.MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Revision:
    """Who changed something and when, as the file says: ``date`` is ISO 8601, local time when it names no zone."""

    author: str = ""
    date: str = ""


NO_REVISION = Revision()


@dataclass(frozen=True, slots=True)
class CopyPiece:
    """Text of one run in one state.

    ``looks`` are its own ways of emphasis, sorted; ``former`` those before a recorded change of format, None without one.
    """

    text: str
    state: TextState = TextState.KEPT
    revision: Revision = NO_REVISION
    looks: tuple[str, ...] = ()
    former: tuple[str, ...] | None = None


class CopyCell(NamedTuple):
    """The cell that a paragraph stands in: indexes of the table in the file, of the row and of the grid column.

    It covers so many ``columns``; one that ``goes_on`` is a part of that above it.
    """

    table: int
    row: int
    column: int
    columns: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class CopyParagraph:
    """A ``w:p`` of the body or a cell: its pieces, the state of its mark, and a written-out automatic number.

    ``row`` is the state of the table row it stands in; ``pictures`` the SHA-256 of the pictures inside, in order, "" for
    an object whose bytes are not known.
    """

    pieces: tuple[CopyPiece, ...] = ()
    mark: TextState = TextState.KEPT
    revision: Revision = NO_REVISION
    number: str = ""
    cell: CopyCell | None = None
    row: TextState = TextState.KEPT
    pictures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All characters, in whatever state."""
        return "".join(piece.text for piece in self.pieces)


class CopyPosition(NamedTuple):
    """A place between characters: index of the paragraph, offset into its ``text``."""

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class CopyAnchor:
    """A bookmark of ours: the part of its name behind ``_GW_<key>_``, and what it encloses; one name may occur twice."""

    name: str
    start: CopyPosition
    end: CopyPosition


@dataclass(frozen=True, slots=True)
class CopyComment:
    """A comment; without a range ``start`` equals ``end``; without any place both are None.

    ``parent`` is the ``key`` of the comment it answers, "" for none; ``key`` is its id in the file.
    """

    key: str
    author: str
    date: str
    text: str
    start: CopyPosition | None = None
    end: CopyPosition | None = None
    parent: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class CopyNote:
    """A foot- or endnote (``kind``): its paragraphs, and where its mark stands in which state; None without a mark."""

    kind: str
    paragraphs: tuple[CopyParagraph, ...]
    mark: CopyPosition | None = None
    state: TextState = TextState.KEPT
    revision: Revision = NO_REVISION


class NamedVersion(NamedTuple):
    """A version of a draft that a file names: the draft's key, the number, and where: bookmark or property.

    ``checksum`` is that of what the file printed of it, "" where the name does not say: numbers alone are equal in copies of a
    draft.
    """

    key: str
    number: int
    found: str
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedCopy:
    """A file as read; ``keys`` are the draft keys its bookmarks name, the most frequent first.

    ``versions`` are those that it says it was exported from, the most trusted first.
    """

    paragraphs: tuple[CopyParagraph, ...]
    anchors: tuple[CopyAnchor, ...] = ()
    comments: tuple[CopyComment, ...] = ()
    keys: tuple[str, ...] = ()
    versions: tuple[NamedVersion, ...] = ()
    notes: tuple[CopyNote, ...] = ()
