"""Foot- and endnotes of a returned copy against those that were printed: their words, new ones, and those that are gone."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from core.model.review.changes import ChangeKind, ReviewChange
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyNote, ReturnedCopy
from core.model.spans import Place
from core.review.applying import applied
from core.review.compare import Comparison, ReviewFlow, compare
from core.review.differences import MARK
from core.review.matching import ALIKE, Matching, folded
from core.review.placing import printed_places
from core.review.views import final, placed
from core.similarity import similarity

MOST_PAIRS = 10_000
"""Pairs of notes compared by similarity: enough for a hundred notes that were rewritten and moved at once."""

Flows = Sequence[tuple[ReviewFlow, Comparison]]


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note that was printed: the element that holds its mark, and its paragraphs."""

    kind: str
    holder: str
    paragraphs: tuple[PrintedParagraph, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return MARK.join(each.text for each in self.paragraphs)


@dataclass(slots=True)
class NotesComparison:
    """The changes of notes, characters of mere spacing, and the texts that the changes and the copy make."""

    changes: list[ReviewChange] = field(default_factory=list)
    noise: int = 0
    made: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)


def compare_notes(copy: ReturnedCopy, printed: Sequence[PrintedNote], flows: Flows) -> NotesComparison:
    """Compare the notes of a copy with those printed; ``flows`` say where in the printed text marks stand."""
    found = NotesComparison()
    shown = [each for each in copy.notes if each.state.is_final and _final_text(each)]
    homes = printed_places([each.mark for each in shown], flows)
    pairs = _matched(printed, [(_final_text(each), home.element_id) for each, home in zip(shown, homes, strict=True)])
    struck = _struck(copy.notes)
    for own, note in enumerate(printed):
        if own in pairs:
            _inside(found, note, shown[pairs[own]])
        else:
            found.changes.append(_gone(note, struck.get(folded(note.text))))
    for index in sorted({*range(len(shown))} - {*pairs.values()}):
        found.changes.append(_new(shown[index], homes[index]))
    return found


def _final_text(note: CopyNote) -> str:
    """The words of a note when all changes are accepted."""
    return MARK.join(each.text for each in final(ReturnedCopy(note.paragraphs)) if each.text.strip())


def _matched(printed: Sequence[PrintedNote], shown: Sequence[tuple[str, str]]) -> dict[int, int]:
    """The copy's note of each printed one: by its words, by the element of its mark, by its words again if they are alike.

    Of too many notes that neither tells, those printed are gone and those of the copy new.
    """
    found: dict[int, int] = {}
    texts, others = [folded(each.text) for each in printed], [folded(text) for text, _ in shown]
    _pair_equal(found, texts, others)
    _pair_equal(found, [each.holder for each in printed], [holder for _, holder in shown])
    left, right = _left(texts, found), _left(others, found.values())
    if len(left) * len(right) <= MOST_PAIRS:
        ranked = sorted(
            (-similarity(texts[own], others[other], ALIKE), own, other) for own, other in product(left, right)
        )
        _pair(found, ((own, other) for score, own, other in ranked if score))
    return found


def _pair_equal(found: dict[int, int], keys: Sequence[str], others: Sequence[str]) -> None:
    """Take notes of equal keys in their order, each note once."""
    waiting = defaultdict[str, deque[int]](deque)
    for other in _left(others, found.values()):
        waiting[others[other]].append(other)
    for own in _left(keys, found):
        if waiting[keys[own]]:
            found[own] = waiting[keys[own]].popleft()


def _left(texts: Sequence[str], known: Iterable[int]) -> list[int]:
    taken = set(known)
    return [index for index in range(len(texts)) if index not in taken]


def _pair(found: dict[int, int], pairs: Iterable[tuple[int, int]]) -> None:
    """Take pairs as they come, each note once."""
    taken = set(found.values())
    for own, other in pairs:
        if own not in found and other not in taken:
            found[own] = other
            taken.add(other)


def _inside(found: NotesComparison, note: PrintedNote, shown: CopyNote) -> None:
    """Add the changes in the words of a note."""
    own = ReturnedCopy(shown.paragraphs)
    view = [each for each in placed(own) if each.text.strip() or not _is_blank(shown, each.first)]
    matching = None
    if len(view) == len(note.paragraphs):
        matching = Matching()
        for index in range(len(view)):
            matching.pair(index, index)
    compared = compare(ReviewFlow(note.paragraphs, view, {}), shown.paragraphs, matching)
    found.changes += compared.changes
    found.noise += compared.noise
    found.made += applied(note.paragraphs, compared.changes)
    found.wanted += (each.text for each in final(own))


def _is_blank(note: CopyNote, index: int) -> bool:
    """Whether a paragraph of a note has no words in any state."""
    return not note.paragraphs[index].text.strip()


def _new(note: CopyNote, home: Place) -> ReviewChange:
    made = ReviewChange(
        "", ChangeKind.NOTE, home.element_id, home.span.start, home.span.end, new=_final_text(note), detail=note.kind
    )
    return replace(made, revision=note.revision, is_tracked=bool(note.revision.author))


def _struck(notes: Iterable[CopyNote]) -> dict[str, CopyNote]:
    """The notes whose marks were struck out by their words, the first of equal ones."""
    found: dict[str, CopyNote] = {}
    for each in notes:
        if not each.state.is_final and each.state.is_original:
            found.setdefault(folded("".join(one.text for one in each.paragraphs)), each)
    return found


def _gone(note: PrintedNote, known: CopyNote | None) -> ReviewChange:
    """A note that is gone, by whom if its mark was struck out."""
    ids = tuple(each.element_id for each in note.paragraphs)
    made = ReviewChange("", ChangeKind.NOTE, ids[0], old=note.text, elements=ids, detail=note.kind)
    return made if known is None else replace(made, revision=known.revision, is_tracked=True)
