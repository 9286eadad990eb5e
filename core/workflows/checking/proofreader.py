"""校对: all checks of a draft or report together, as findings in the order of the text."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.checks.numbering.attachments import check_attachments
from core.checks.numbering.ends import check_ends
from core.checks.numbering.ordinals import check_numbering
from core.checks.numbering.points import check_points
from core.checks.numbering.references import check_references
from core.checks.numerals.days import check_days
from core.checks.numerals.forms import check_numerals
from core.checks.numerals.kinds import check_kinds
from core.checks.numerals.reported_period import check_reported_period
from core.checks.punctuation.joins import JoinTable, check_joins, join_table
from core.checks.punctuation.marks import check_marks
from core.checks.punctuation.mixed import check_mixed
from core.checks.punctuation.pairs import check_pairs
from core.checks.slips import Slip
from core.checks.structure.build import check_lengths, check_structure
from core.checks.texts import Memory, Text
from core.checks.wording.repeats import (
    check_clauses_twice,
    check_paragraphs_twice,
    check_sentences_twice,
    check_words_twice,
    outermost,
)
from core.checks.wording.terms import check_terms
from core.cooperative import cooperatively
from core.errors import BadWords
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.paths import resources_folder
from core.reading import read_toml
from core.workflows.checking.word_checks import word_checks
from core.workflows.messages import words

FOLDER = "words"
JOINS = "joins.toml"
GATHERED = frozenset(
    {"mark_half", "mark_half_quote", "mark_space", "mark_list", "mark_ellipsis", "mark_dash", "number_range"}
)
"""Habits rather than slips: all places of one writing are one finding."""

BY_PARAGRAPH = (
    check_pairs,
    check_marks,
    check_numerals,
    check_kinds,
    check_words_twice,
    check_clauses_twice,
    check_lengths,
)
BY_DOCUMENT = (
    check_numbering,
    check_ends,
    check_points,
    check_references,
    check_attachments,
    check_days,
    check_mixed,
    check_reported_period,
    check_sentences_twice,
    check_paragraphs_twice,
    check_structure,
    check_terms,
)


def load_joins(folder: Path | None = None) -> JoinTable:
    """The words by which a missing mark is told, as the file says now; BadWords when it is missing or damaged."""
    path = (folder or resources_folder() / FOLDER) / JOINS
    try:
        lists = read_toml(path)
        return join_table({name: value for name, value in lists.items() if isinstance(value, str)})
    except (OSError, ValueError) as error:
        raise BadWords("words_damaged", name=path.name) from error


class Proofreader:
    """Checks the same text again and again: a paragraph that did not change is not looked at anew.

    The words are as their files say when it is made; ``notices`` tells what of the clerk's own was left out.
    Not for two threads at once.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory or Memory()
        self._joins = load_joins()
        self._words = word_checks()
        self.notices = self._words.notices

    def read(self, elements: Sequence[Element]) -> tuple[Finding, ...]:
        """What is wrong with the text as it stands, in its order; paragraphs that are none are passed over."""
        text = Text((element for element in elements if element.role is not Role.NOISE), self._memory)
        order = {element.id: number for number, element in enumerate(elements)}
        slips = tuple(text.turns(self._slips(text)))
        gathered = sorted(
            _gathered(outermost(slips, self._memory.yield_to_ui)),
            key=lambda slip: (order[slip.place.element_id], slip.place.span),
        )
        return tuple(map(finding_of, text.turns(gathered)))

    def _slips(self, text: Text[Element]) -> Iterator[Slip]:
        found = [slip for _, slips in text.each(self._paragraph) for slip in slips]
        yield from self._words.of_document(text, found)
        for check in BY_DOCUMENT:
            yield from check(text)

    def _paragraph(self, element: Element) -> tuple[Slip, ...]:
        yield_to_ui = self._memory.yield_to_ui
        found = [slip for check in cooperatively(BY_PARAGRAPH, yield_to_ui) for slip in check(element)]
        found += check_joins(element, self._joins)
        return (*found, *self._words.of_paragraph(element, yield_to_ui))


def _gathered(slips: Iterable[Slip]) -> Iterator[Slip]:
    """The slips, those of one habit as one with all its places."""
    habits: dict[tuple[str, str, str | None], list[Slip]] = {}
    for slip in slips:
        if slip.code in GATHERED:
            habits.setdefault((slip.code, slip.text, slip.replacement), []).append(slip)
        else:
            yield slip
    for first, *more in habits.values():
        others = tuple(slip.place for slip in more)
        yield Slip(first.code, first.severity, first.place, first.text, first.replacement, first.told, others)


def finding_of(slip: Slip) -> Finding:
    """The slip in words."""
    message = words(slip.code, **dict(slip.told))
    return Finding(slip.code, slip.severity, slip.place, slip.text, message, slip.replacement, slip.others)
