"""Everything that is wrong with a draft or a file, from all checks, each place told once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType

from core.checks.names.tables import NameTables
from core.checks.slips import Slip
from core.checks.structure.complete import Asked, check_complete
from core.checks.texts import Memory
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.editing.ignoring import without_ignored
from core.model.card import UnitCard
from core.model.document import Document, Numbering
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.finding import Finding, Severity
from core.model.kind import Kind
from core.model.spans import Place
from core.result import Notice
from core.stores.suppressed import suppressed_codes, without_suppressed
from core.workflows.checking.carry_over import can_be_foreign, check_draft, check_report, load_names
from core.workflows.checking.consistency import figure_findings
from core.workflows.checking.own_words import Stamp, own_words_stamp, suppressed_faults
from core.workflows.checking.proofreader import GATHERED, Proofreader, finding_of
from core.workflows.drafting.drafting import draft_of
from core.workflows.drafting.unit_card import card_of
from core.workflows.importing.import_findings import import_findings
from core.workflows.importing.kind_cards import kind_of_title, list_cards
from core.workflows.importing.kinds import list_kinds
from core.workflows.yearly.coverage import plan_findings
from core.workflows.yearly.proposals import all_proposals
from core.workflows.yearly.roll_over import load_tables

WEIGHT = MappingProxyType({Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2})
SAMPLE = Draft(
    Identity("年度工作总结", 2023),
    (
        Element("e1", Role.TITLE, "2023年工作总结"),
        Element("e2", Role.BODY, "现将全年工作总结如下：办结9件，占10件的80%。"),
    ),
    (Fact("f1", FactKind.FIGURE, "count", "e2", 12, 13, "9", "件"),),
)
"""One that most checks have something to do with."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was looked at, as a draft, and what was found there in its order; ``has_card``: names could be told apart."""

    draft: Draft
    findings: tuple[Finding, ...]
    has_card: bool = False
    notices: tuple[Notice, ...] = ()


class Inspector:
    """Looks through one draft again and again; paragraphs that did not change are not read anew.

    Names are told where something is known by which they could be somebody else's (``can_be_foreign``).
    Not for two threads at once. What the user ignored, in the draft or for ever, is left out.
    """

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self._memory = Memory(yield_to_ui)
        self._reader: Proofreader | None = None
        self._stamp: Stamp = ()
        self._names: NameTables | None = None
        self._kinds: dict[str, Kind] = {}
        self._titles: dict[str, str] = {}

    def draft(self, draft: Draft) -> Inspected:
        """The findings of a draft as it stands. BadWords for a damaged list, BadInput for a card of a newer program."""
        card = card_of(draft).value
        names = check_draft(draft, card, self._names_known(), self._memory) if can_be_foreign(draft, card) else ()
        found = [
            *names,
            *import_findings(draft),
            *plan_findings(draft),
            *_rolling(draft, card, self._memory.yield_to_ui),
        ]
        return Inspected(draft, self._told(draft, found, False), card is not None, self._notices())

    def report(self, document: Document, told: Sequence[Notice] = ()) -> Inspected:
        """The findings of a file, of whose import these things are told; what a draft is held against is not known of it."""
        draft = replace(draft_of(document), told=tuple(told))
        names = (
            check_report(draft.elements, None, self._names_known(), self._memory) if can_be_foreign(draft, None) else ()
        )
        return Inspected(draft, self._told(draft, (*names, *import_findings(draft)), True), notices=self._notices())

    def _told(self, draft: Draft, more: Iterable[Finding], is_file: bool) -> tuple[Finding, ...]:
        reader = self._reader_now()
        asked = Asked(self._kind(draft.identity.kind), "" if is_file else self._title_kind(draft.title), is_file)
        yield_to_ui = self._memory.yield_to_ui
        complete = map(finding_of, check_complete(draft, asked, yield_to_ui))
        found = (
            *reader.read(draft.elements),
            *figure_findings(draft, self._memory),
            *more,
            *complete,
        )
        order = {element.id: number for number, element in enumerate(draft.elements)}
        once = sorted(each_once(found, yield_to_ui), key=lambda one: (order[one.place.element_id], one.place.span))
        return without_suppressed(without_ignored(draft, once), suppressed_codes())

    def _reader_now(self) -> Proofreader:
        """The one that reads with the clerk's own words as they are now; with other words all is read anew."""
        stamp = own_words_stamp()
        if self._reader is None or stamp != self._stamp:
            self._memory = Memory(self._memory.yield_to_ui) if self._reader else self._memory
            self._reader, self._stamp = Proofreader(self._memory), stamp
        return self._reader

    def _notices(self) -> tuple[Notice, ...]:
        """What of the user's own tables was left out."""
        return (*(self._reader.notices if self._reader is not None else ()), *suppressed_faults())

    def _names_known(self) -> NameTables:
        """The lists of names as their files said when they were first asked for."""
        self._names = self._names or load_names()
        return self._names

    def _kind(self, name: str) -> Kind | None:
        """The kind as its folder said when it was first asked for; None for one that is gone."""
        if not self._kinds:
            self._kinds = {kind.name: kind for kind in list_kinds()}
        return self._kinds.get(name)

    def _title_kind(self, title: str) -> str:
        """The kind that a title tells; empty for one that tells none. Only the last title is remembered."""
        if title not in self._titles:
            self._titles = {title: _kind_told(title) if title else ""}
        return self._titles[title]


def warm_up() -> None:
    """Load what a first draft would wait for; BadWords for a damaged list."""
    load_names()
    Inspector().draft(SAMPLE)


def _kind_told(title: str) -> str:
    """Imported late, because the recogniser is slow to load."""
    from core.parsing.kinds import recognise_kind
    from core.workflows.words import load_phrases

    own = kind_of_title(title, list_cards())
    return own or recognise_kind([title], (), Numbering(), load_phrases()) or ""


def _rolling(draft: Draft, card: UnitCard | None, yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """The proposals of the roll-over that nobody has decided on, as one finding at the first of them."""
    open_ones = [one for one in all_proposals(draft, load_tables(), card, yield_to_ui) if not one.is_kept]
    if open_ones:
        first, told = open_ones[0], (("count", str(len(open_ones))),)
        yield finding_of(Slip("complete_roll_over", Severity.WARNING, first.place, first.text, None, told))


def each_once(findings: Iterable[Finding], yield_to_ui: YieldToUi = never_yield) -> Iterator[Finding]:
    """The findings without those that say of just the same words what a graver or more helpful one says already.

    Of a habit with many places only such a place falls away.
    """
    taken: set[tuple[str, Place]] = set()
    for finding in cooperatively(_ranked(cooperatively(findings, yield_to_ui, BATCH_SIZE)), yield_to_ui, BATCH_SIZE):
        places = (finding.place, *finding.others) if finding.code in GATHERED else (finding.place,)
        left = [place for place in places if not place.span or (_room(finding), place) not in taken]
        if left:
            taken.update((_room(finding), place) for place in places)
            yield finding if len(left) == len(places) else replace(finding, place=left[0], others=tuple(left[1:]))


def _ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest and most helpful first, habits last."""
    ranked = [((one.code in GATHERED, WEIGHT[one.severity], one.replacement is None), one) for one in findings]
    return [one for _, one in sorted(ranked, key=itemgetter(0))]


def _room(finding: Finding) -> str:
    """Checks of one sort speak of the same thing: the pen, the figures, whether all is there."""
    sort = finding.code.partition("_")[0]
    return sort if sort in ("figures", "complete", "plan") else ""


def told_places(finding: Finding, elements: Iterable[Element]) -> tuple[Place, ...]:
    """The places that the finding says its message of: the first, and those where the same words stand.

    The others, and further figures of a sum, are only what it is held against.
    """
    contents = {element.id: element.content for element in elements}
    if _room(finding) == "figures":
        return (finding.place,)
    same = (
        place
        for place in finding.others
        if contents.get(place.element_id, "")[place.span.start : place.span.end] == finding.text
    )
    return (finding.place, *same)


def shown_span(element: Element, finding: Finding, place: Place) -> tuple[int, int]:
    """Where a place of a finding stands in the whole paragraph: of an ordinal, which is no content, the ordinal itself."""
    shift = len(element.prefix)
    ordinal = ordinal_of(element, finding)
    if ordinal and not place.span:
        start = element.prefix.index(ordinal)
        return start, start + len(ordinal)
    return place.span.start + shift, place.span.end + shift


def ordinal_of(element: Element, finding: Finding) -> str:
    """The ordinal of the paragraph, if the finding is about it; else nothing."""
    return finding.text if finding.text and finding.text in element.prefix and not finding.place.span else ""


def counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """How many are errors, warnings and hints."""
    found = [one.severity for one in findings]
    return found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.HINT)
