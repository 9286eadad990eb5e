"""What people changed in returned copies of a draft, and what was decided about each change."""

from dataclasses import dataclass
from enum import StrEnum

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


class ReviewState(StrEnum):
    """What was decided; OVERTAKEN: the draft has been edited there since, or says so already."""

    OPEN = "open"
    TAKEN = "taken"
    OVERTAKEN = "overtaken"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """One change of one person, as a place in the printed base and what stands there now.

    ``element_id`` and ``start``/``end`` name characters of that element's printed text and ``old`` what they are; ``new`` is the
    text instead, paragraphs separated by U+2029. NEW comes after element ``after`` ("" for the beginning), MOVE takes
    ``elements`` there; JOIN runs from ``start`` in its element to ``end`` in the last of ``elements``. ``is_tracked``: recorded
    by the word processor, so that the author is known; else ``revision`` is a guess or empty. ``copy`` is the index of the
    returned copy.
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


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment at its place in the printed base; ``element_id`` is "" where its paragraph is not one of the base's.

    ``quote`` are the words it stands on. A reply names its ``parent``.
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
