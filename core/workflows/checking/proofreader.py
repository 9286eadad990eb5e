"""校对: all findings of a draft or a file, from all checks, without duplicates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType

from core.checks.checked_text import ParagraphCache
from core.checks.registry import GROUPED_CODES, Family, family_of
from core.checks.reporting import finding
from core.checks.structure.complete import Expected, check_complete
from core.checks.structure.kept_objects import check_objects
from core.checks.structure.sections import check_reach, within_reach
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.editing.ignoring import without_ignored
from core.model.card import UnitCard
from core.model.document import Document, Kind, Numbering
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.finding import Finding, Severity
from core.model.spans import Place
from core.parsing.kinds import recognise_kind
from core.result import Notice
from core.stores.suppressed import suppressed_codes, without_suppressed
from core.workflows.checking.carry_over import can_be_foreign, check_draft, check_report, name_tables
from core.workflows.checking.consistency import figure_findings
from core.workflows.checking.own_words import Stamp, own_words_stamp, suppressed_faults
from core.workflows.checking.text_checks import TextChecker, worded
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.unit_card import card_of
from core.workflows.importing.import_findings import import_findings
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import find_kind, kind_of_title
from core.workflows.words import load_phrases
from core.workflows.yearly.coverage import plan_findings
from core.workflows.yearly.proposals import all_proposals
from core.workflows.yearly.roll_over import shared_tables

RANKS = MappingProxyType({Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2})
SAMPLE = Draft(
    Identity("年度工作总结", 2023),
    (
        Element("e1", Role.TITLE, "2023年工作总结"),
        Element("e2", Role.BODY, "现将全年工作总结如下：办结9件，占10件的80%。"),
    ),
    (Fact("f1", FactKind.FIGURE, "count", "e2", 12, 13, "9", "件"),),
)
"""A draft that exercises most checks, to load what they need."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The draft that was checked and its findings in document order; ``has_card``: foreign names could be recognised."""

    draft: Draft
    findings: tuple[Finding, ...]
    has_card: bool = False
    notices: tuple[Notice, ...] = ()


class Proofreader:
    """Checks one draft again and again; paragraphs that did not change are not checked again.

    Foreign names are reported only where it is known which names are the unit's own (``can_be_foreign``). What the user
    ignored in the draft or suppressed in all drafts is left out. Not thread-safe.
    """

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self._cache = ParagraphCache(yield_to_ui)
        self._checker: TextChecker | None = None
        self._stamp: Stamp = ()
        self._kinds: dict[str, Kind | None] = {}
        self._titles: dict[str, str] = {}

    def draft(self, draft: Draft) -> CheckResult:
        """The findings of a draft. BadWords for a damaged list, BadInput for a card of a newer program."""
        whole, draft = draft, _within_reach(draft)
        card = card_of(draft).value
        names = check_draft(draft, card, name_tables(), self._cache) if can_be_foreign(draft, card) else ()
        found = [
            *names,
            *import_findings(draft),
            *plan_findings(draft),
            *map(worded, check_objects(draft, self._cache.yield_to_ui)),
            *check_roll_over(draft, card, self._cache.yield_to_ui),
            *_out_of_reach(whole),
        ]
        return CheckResult(whole, self._checked(draft, found, False), card is not None, self._notices())

    def report(
        self, document: Document, notices: Sequence[Notice] = (), facts: Sequence[Fact] | None = None
    ) -> CheckResult:
        """The findings of a file; ``notices`` are those of its import. Kind and plan of a file are unknown.

        ``facts`` are those of the document if they have been recognised before.
        """
        whole = replace(draft_of(document, facts), import_notices=tuple(notices))
        draft = _within_reach(whole)
        names = check_report(draft.elements, None, name_tables(), self._cache) if can_be_foreign(draft, None) else ()
        found = (*names, *import_findings(draft), *_out_of_reach(whole))
        return CheckResult(whole, self._checked(draft, found, True), notices=self._notices())

    def _checked(self, draft: Draft, more: Iterable[Finding], is_file: bool) -> tuple[Finding, ...]:
        checker = self._checker_now()
        expected = Expected(self._kind(draft.identity.kind), "" if is_file else self._title_kind(draft.title), is_file)
        yield_to_ui = self._cache.yield_to_ui
        complete = map(worded, check_complete(draft, expected, yield_to_ui))
        found = (
            *checker.check(draft.elements),
            *figure_findings(draft, self._cache),
            *more,
            *complete,
        )
        order = {element.id: number for number, element in enumerate(draft.elements)}
        once = sorted(
            without_duplicates(found, yield_to_ui), key=lambda one: (order[one.place.element_id], one.place.span)
        )
        return without_suppressed(without_ignored(draft, once), suppressed_codes())

    def _checker_now(self) -> TextChecker:
        """The checker with the user's word tables as they are now; when they change, everything is checked again."""
        stamp = own_words_stamp()
        if self._checker is None or stamp != self._stamp:
            self._cache = ParagraphCache(self._cache.yield_to_ui) if self._checker else self._cache
            self._checker, self._stamp = TextChecker(self._cache), stamp
        return self._checker

    def _notices(self) -> tuple[Notice, ...]:
        """Notices about rows of the user's own tables that were left out."""
        return (*(self._checker.notices if self._checker is not None else ()), *suppressed_faults())

    def _kind(self, name: str) -> Kind | None:
        """The kind, loaded at first use; None for a kind that was deleted."""
        if name not in self._kinds:
            self._kinds[name] = find_kind(name)
        return self._kinds[name]

    def _title_kind(self, title: str) -> str:
        """The kind that a title names, empty if it names none. Only the last title is cached."""
        if title not in self._titles:
            self._titles = {title: _kind_checked(title) if title else ""}
        return self._titles[title]


def _within_reach(draft: Draft) -> Draft:
    """The draft limited to the length that is checked; the rest of an overlong paragraph is skipped."""
    elements = tuple(map(within_reach, draft.elements))
    if elements == draft.elements:
        return draft
    length = {element.id: len(element.content) for element in elements}
    facts = tuple(fact for fact in draft.facts if fact.end <= length[fact.element_id])
    return replace(draft, elements=elements, facts=facts)


def _out_of_reach(draft: Draft) -> Iterator[Finding]:
    return (worded(one) for element in draft.elements for one in check_reach(element))


def warm_up() -> None:
    """Load what the first check of a draft needs; BadWords for a damaged list."""
    name_tables()
    Proofreader().draft(SAMPLE)


def _kind_checked(title: str) -> str:
    """The kind named by a title."""
    own = kind_of_title(title, list_cards())
    return own or recognise_kind([title], (), Numbering(), load_phrases()) or ""


def check_roll_over(draft: Draft, card: UnitCard | None, yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """One finding for all undecided proposals of the roll-over, at the first of them."""
    open_ones = [one for one in all_proposals(draft, shared_tables(), card, yield_to_ui) if not one.is_kept]
    if open_ones:
        first = open_ones[0]
        yield worded(finding("complete_roll_over", first.place, first.text, count=str(len(open_ones))))


def without_duplicates(findings: Iterable[Finding], yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """The findings; of several of one family at exactly the same words only the gravest, preferring one with a
    replacement.

    Of a grouped finding only the duplicate places are dropped.
    """
    taken: set[tuple[Family, Place]] = set()
    for one in cooperatively(_ranked(cooperatively(findings, yield_to_ui, BATCH_SIZE)), yield_to_ui, BATCH_SIZE):
        family = family_of(one.code)
        places = (one.place, *one.others) if one.code in GROUPED_CODES else (one.place,)
        left = [place for place in places if not place.span or (family, place) not in taken]
        if left:
            taken.update((family, place) for place in places)
            yield one if len(left) == len(places) else replace(one, place=left[0], others=tuple(left[1:]))


def _ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by severity, then those with a replacement first; grouped ones last."""
    ranked = [((one.code in GROUPED_CODES, RANKS[one.severity], one.replacement is None), one) for one in findings]
    return [one for _, one in sorted(ranked, key=itemgetter(0))]
