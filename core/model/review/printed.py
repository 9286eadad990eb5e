"""What a draft's Word file printed: the text that a returned copy is compared with."""

from dataclasses import dataclass

from core.model.review.returned_copy import CopyCell


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """One printed paragraph.

    ``element_id`` begins with # for what the layout printed from particulars (版头, 版记); ``number`` is the one in its bookmark,
    0 without. ``looks`` are the stretches of direct emphasis as (start, end, ways). ``cell`` is its place in the file's
    tables.
    """

    element_id: str
    text: str
    number: int = 0
    cell: CopyCell | None = None
    looks: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
