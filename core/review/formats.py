"""Emphasis that a copy shows otherwise than it was printed, and pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from core.model.review.changes import ChangeKind, ReviewChange
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyParagraph, CopyPiece, CopyPosition
from core.review.compare import Comparison, ReviewFlow
from core.review.differences import hunks, is_token
from core.review.views import ViewParagraph
from core.similarity import least_edits

Looks = tuple[str, ...]
_PICTURE = "图片"
_CONTENT = frozenset({"bold", "underlined", "struck", "superscript", "subscript", "italic", "dotted"})


def format_changes(
    flow: ReviewFlow, compared: Comparison, paragraphs: Sequence[CopyParagraph]
) -> Iterator[ReviewChange]:
    """The emphasis put on or taken off characters that stayed, one change for each run of them."""
    for unit in compared.units:
        if len(unit.elements) != 1 or len(unit.shown) != 1:
            continue
        printed, shown = flow.printed[unit.elements[0]], flow.shown[unit.shown[0]]
        if not is_token(shown.text) and (printed.looks or _has_looks(shown, paragraphs)):
            yield from _of_paragraph(printed, shown, paragraphs)


def _has_looks(shown: ViewParagraph, paragraphs: Sequence[CopyParagraph]) -> bool:
    own = paragraphs[shown.first : shown.last + 1]
    return any(piece.looks or piece.former for paragraph in own for piece in paragraph.pieces)


def _of_paragraph(
    printed: PrintedParagraph, shown: ViewParagraph, paragraphs: Sequence[CopyParagraph]
) -> Iterator[ReviewChange]:
    before = _looks_at(printed)
    pieces = _pieces_at(shown.places, paragraphs)
    found: list[tuple[int, Looks, Looks, bool]] = []
    for own, other in _kept(printed.text, shown.text):
        piece = pieces[other]
        after = tuple(sorted(_CONTENT.intersection(piece.looks)))
        if piece.state.is_final and before[own] != after and not printed.text[own].isspace():
            found.append((own, before[own], after, piece.former is not None))
    for (_, old, new, is_tracked), run in groupby(enumerate(found), lambda item: (item[1][0] - item[0], *item[1][1:])):
        places = [each[0] for _, each in run]
        start, end = places[0], places[-1] + 1
        text = printed.text[start:end]
        change = ReviewChange("", ChangeKind.FORMAT, printed.element_id, start, end, text, text, is_tracked=is_tracked)
        yield replace(change, detail=_detail(old, new))


def _looks_at(printed: PrintedParagraph) -> list[Looks]:
    found: list[Looks] = [()] * len(printed.text)
    for start, end, looks in printed.looks:
        found[start:end] = [tuple(sorted(_CONTENT.intersection(looks)))] * (end - start)
    return found


def _pieces_at(places: Sequence[CopyPosition], paragraphs: Sequence[CopyParagraph]) -> list[CopyPiece]:
    """The piece that each character stands in."""
    found: list[CopyPiece] = []
    for index, own in groupby(places, lambda place: place.paragraph):
        pieces = [piece for piece in paragraphs[index].pieces for _ in piece.text]
        found += [pieces[place.offset] for place in own]
    return found


def _kept(printed: str, shown: str) -> Iterator[tuple[int, int]]:
    """The offsets of characters that stand in both texts."""
    own = other = 0
    for hunk in hunks(printed, shown):
        yield from zip(range(own, hunk.start), range(other, hunk.new_start), strict=True)
        own, other = hunk.end, hunk.new_end
    yield from zip(range(own, len(printed)), range(other, len(shown)), strict=True)


def _detail(old: Looks, new: Looks) -> str:
    """What was put on and taken off: +bold -struck."""
    return " ".join(
        [*(f"+{look}" for look in new if look not in old), *(f"-{look}" for look in old if look not in new)]
    )


def picture_changes(
    printed: Iterable[PrintedParagraph], paragraphs: Sequence[CopyParagraph], homes: Mapping[int, str]
) -> Iterator[ReviewChange]:
    """Pictures that are another one, gone or new; ``homes`` are the elements that the copy's paragraphs stand in or behind."""
    own = [(each.element_id, key) for each in printed for key in each.pictures]
    others = [(index, key) for index, each in enumerate(paragraphs) for key in each.pictures]
    for start, end, first, last in least_edits([key for _, key in own], [key for _, key in others]):
        yield from _exchanged(own[start:end], others[first:last], homes)


def _exchanged(
    gone: Sequence[tuple[str, str]], new: Sequence[tuple[int, str]], homes: Mapping[int, str]
) -> Iterator[ReviewChange]:
    """Pictures in the place of others; what is left over on one side is gone or new."""
    picture = ReviewChange("", ChangeKind.PICTURE, "", old=_PICTURE)
    for (element_id, old), (_, key) in zip(gone, new, strict=False):
        yield replace(picture, element_id=element_id, new=_PICTURE, elements=(old,), detail=key)
    for element_id, old in gone[len(new) :]:
        yield replace(picture, element_id=element_id, elements=(old,))
    for index, key in new[len(gone) :]:
        yield replace(picture, old="", new=_PICTURE, after=homes.get(index, ""), detail=key)
