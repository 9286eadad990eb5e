"""The recorded edits of a returned copy, in offsets of its text with all edits refused and moves accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.model.review.returned_copy import CopyParagraph, CopyPiece, Revision
from core.review.differences import MARK


@dataclass(frozen=True, slots=True)
class TrackedEdit:
    """Characters ``start`` to ``end`` of the placed text give way to ``new``; ``revision`` is by whom."""

    start: int
    end: int
    new: str
    revision: Revision


def tracked_edits(paragraphs: Sequence[CopyParagraph], is_last_marked: bool = False) -> tuple[TrackedEdit, ...]:
    """The edits inside neighbouring paragraphs of a copy, their marks written as ``MARK``.

    Deletions and insertions that touch are one edit if one person made them, in either order. The last mark counts only
    with ``is_last_marked``. Text that one hand put in and another struck out is no edit.
    """
    found: list[TrackedEdit] = []
    for edit in _edits(paragraphs, is_last_marked):
        last = found[-1] if found else None
        if last is not None and _goes_on(last, edit):
            later = max(last.revision, edit.revision, key=lambda revision: revision.date)
            found[-1] = replace(last, end=edit.end, new=last.new + edit.new, revision=later)
        else:
            found.append(edit)
    return tuple(found)


def _edits(paragraphs: Sequence[CopyParagraph], is_last_marked: bool) -> Iterator[TrackedEdit]:
    """Every changed piece by itself."""
    offset = 0
    for piece in _pieces(paragraphs, is_last_marked):
        length = len(piece.text) if piece.state.is_placed else 0
        if piece.state.is_placed and not piece.state.is_final:
            yield TrackedEdit(offset, offset + length, "", piece.revision)
        elif piece.state.is_final and not piece.state.is_placed:
            yield TrackedEdit(offset, offset, piece.text, piece.revision)
        offset += length


def _pieces(paragraphs: Sequence[CopyParagraph], is_last_marked: bool) -> Iterator[CopyPiece]:
    for number, paragraph in enumerate(paragraphs, start=1):
        yield from paragraph.pieces
        if number < len(paragraphs) or is_last_marked:
            yield CopyPiece(MARK, paragraph.mark, paragraph.revision)


def _goes_on(last: TrackedEdit, edit: TrackedEdit) -> bool:
    """Whether two edits are one: by the same person, touching; a new paragraph does not go on in the next one."""
    if last.new.endswith(MARK) and last.start == last.end and edit.start < edit.end:
        return False
    return last.end == edit.start and last.revision.author == edit.revision.author
