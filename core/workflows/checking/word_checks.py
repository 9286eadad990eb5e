"""The words part of 校对: all checks by tables of words, each place told once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from core.checks.names.similar_names import check_names_near
from core.checks.names.similar_persons import check_persons
from core.checks.slips import Slip
from core.checks.spelling.characters import as_drafted, check_odd_signs
from core.checks.spelling.confusions import check_confusions, is_let_pass, would_be_wrong
from core.checks.spelling.doubled_characters import check_seams
from core.checks.spelling.missing_characters import check_splits
from core.checks.spelling.particles import check_particles
from core.checks.spelling.repetitions import check_odd_twice
from core.checks.spelling.single_characters import check_odd_singles
from core.checks.spelling.words import check_odd_words
from core.checks.wording.leftovers import check_leftovers
from core.checks.wording.phrase_parts import check_phrase_parts
from core.checks.wording.phrase_titles import check_titles
from core.checks.wording.phrase_years import check_phrase_years, check_plan_years, of_its_time
from core.checks.wording.phrases import check_near_phrases
from core.checks.wording.similar_terms import check_terms_near
from core.checks.wording.stock_wording import check_stock_wording
from core.checks.wording.term_variants import check_terms_called
from core.checks.wording.unnamed_terms import check_terms_bare
from core.cooperative import YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.paths import resources_folder, user_folder
from core.workflows.checking.language import load_language
from core.workflows.checking.own_words import Stamp, own_words_stamp
from core.workflows.checking.word_tables import (
    load_alikes,
    load_confusions,
    load_leftovers,
    load_particles,
    load_persons,
    load_phrases_table,
    load_splits,
    load_stock,
    load_things,
    load_usual,
    seam_table,
)


def word_checks() -> "WordChecks":
    """The checks by the words as the files say now; all drafts share them until a table changes."""
    return _made(resources_folder(), user_folder(), own_words_stamp())


# It never changes once it is made, and takes a quarter of the time of the whole check of a draft.
@lru_cache(maxsize=1)
def _made(_resources: Path, _own: Path, _stamp: Stamp) -> "WordChecks":
    return WordChecks()


class WordChecks:
    """The tables as their files say when it is made; ``notices`` tells what of the clerk's own was left out."""

    def __init__(self) -> None:
        confusions = load_confusions()
        self._alikes = load_alikes(confusions.value)
        phrases = load_phrases_table(alikes=self._alikes)
        self._confusions, self._phrases = confusions.value, phrases.value
        self._splits, self._leftovers = load_splits(), load_leftovers()
        self._stock = load_stock(self._alikes, self._splits)
        self._particles, self._persons, self._things = load_particles(), load_persons(), load_things()
        self._language, self._usual = load_language(), load_usual()
        self._seams = seam_table(self._alikes, self._splits)
        self.notices = (*confusions.notices, *phrases.notices)

    def of_paragraph(self, element: Element, yield_to_ui: YieldToUi = never_yield) -> tuple[Slip, ...]:
        """What one paragraph has by itself; of checks that speak of the same place the surest."""
        found: list[Slip] = []
        for some in cooperatively(self._by_paragraph(element, found, yield_to_ui), yield_to_ui):
            found += some
        return tuple(found)

    def _by_paragraph(
        self, element: Element, found: Sequence[Slip], yield_to_ui: YieldToUi
    ) -> Iterator[Iterable[Slip]]:
        """What the checks find, the surest first; ``found`` is what those before have found."""
        yield check_confusions(element, self._confusions)
        yield _elsewhere(check_near_phrases(element, self._phrases), found)
        yield _elsewhere(check_titles(element, self._phrases), found)
        yield _elsewhere(check_phrase_parts(element, self._phrases), found)
        yield check_plan_years(element)
        yield check_leftovers(element, self._leftovers)
        yield _elsewhere(check_particles(element, self._particles), found)
        yield _elsewhere(check_seams(element, self._seams), found)
        yield _elsewhere(check_stock_wording(element, self._stock), found)
        yield _elsewhere(self._doubted(check_odd_signs(element, self._language, yield_to_ui), element), found)
        yield _elsewhere(self._doubted(check_odd_words(element, self._language), element), found)
        yield _elsewhere(self._doubted(check_odd_singles(element, self._language, yield_to_ui), element), found)
        yield _elsewhere(check_odd_twice(element, self._language, self._splits.redoubled), found)

    def _doubted(self, slips: Iterable[Slip], element: Element) -> Iterator[Slip]:
        """Those that no table gainsays: the place is inside usual wording, or by the confusions right, or the proposal wrong."""
        for slip in slips:
            span = slip.place.span
            gainsaid = is_let_pass(element.content, span, self._confusions)
            gainsaid = gainsaid or self._usual.holds(element.content, span)
            if not gainsaid and not would_be_wrong(element, slip, self._confusions):
                yield slip

    def of_document(self, elements: Sequence[Element], found: Sequence[Slip]) -> Iterator[Slip]:
        """What all paragraphs together have, beside what was found in each, and that weighed by the whole text."""
        text = "\n".join(element.content for element in elements)
        yield from of_its_time(as_drafted(found, text), elements, self._phrases)
        yield from _elsewhere(check_splits(elements, self._splits), found)
        yield from _elsewhere(check_terms_near(elements, self._alikes.twins), found)
        yield from _elsewhere(check_names_near(elements, self._alikes.twins), found)
        yield from check_terms_bare(elements, self._things)
        yield from check_terms_called(elements)
        yield from check_persons(elements, self._persons, self._alikes.twins)
        yield from check_phrase_years(elements, self._phrases)


def _elsewhere(slips: Iterable[Slip], found: Sequence[Slip]) -> list[Slip]:
    """Those that do not touch the place of one found before."""
    taken: dict[str, list[Slip]] = {}
    for slip in found:
        taken.setdefault(slip.place.element_id, []).append(slip)
    return [slip for slip in slips if not any(_touch(slip, other) for other in taken.get(slip.place.element_id, ()))]


def _touch(one: Slip, two: Slip) -> bool:
    return one.place.span.start < two.place.span.end and two.place.span.start < one.place.span.end
