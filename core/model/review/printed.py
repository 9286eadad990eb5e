"""What a draft's Word file printed: the text that a returned copy is compared with."""

from dataclasses import dataclass

from core.model.review.returned_copy import CopyCell


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """One printed paragraph.

    ``element_id`` begins with # for what the layout printed from particulars (版头, 版记); ``number`` is the one in its bookmark,
    0 without. ``cell`` is its place in the file's tables, ``row`` the number of that row's bookmark, ``pictures`` the SHA-256 of
    the pictures in it. ``looks`` are the ways of emphasis that its runs have themselves, as (start, end, names).
    """

    element_id: str
    text: str
    number: int = 0
    cell: CopyCell | None = None
    pictures: tuple[str, ...] = ()
    row: int = 0
    looks: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
