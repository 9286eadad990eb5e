"""Proposals of 年份更新: what last year's text should say this year. Nothing is changed until one is accepted."""

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from core.model.fact import FactKind
from core.model.spans import Place


class RollRole(StrEnum):
    """What a year, period, number or reference does in its sentence, which decides whether it moves; CARD: a mask that
    the unit card fills; TABLE: the years of a table with all values under them; FORMULA: a cell worked out from others;
    FIELD: an indicator that stands in the text and in a table."""

    REPORT_YEAR = "report_year"
    BASE_YEAR = "base_year"
    RELATIVE = "relative"
    PERIOD = "period"
    RANGE = "range"
    NAMED_DOCUMENT = "named_document"
    HISTORY = "history"
    PLAN = "plan"
    DATED_REFERENCE = "dated_reference"
    EVENT = "event"
    MEETING_NUMBER = "meeting_number"
    ANNIVERSARY = "anniversary"
    DAY = "day"
    CARD = "card"
    TABLE = "table"
    FORMULA = "formula"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Term:
    """Which time a report is about: its kind, year (0: unknown) and period word such as 上半年 (empty: unknown)."""

    kind: str = ""
    year: int = 0
    period: str = ""


COPY = "like:"
"""Begins the name of a paragraph that a proposal adds; the id of the one that it copies follows."""


class CellFate(StrEnum):
    """What becomes of a cell when its table rolls over: a renewed head, an older year's value, a value to be filled,
    a remark taken out, a value left as it is, one of a year long past that was looked at."""

    HEAD = "head"
    MOVED = "moved"
    OPENED = "opened"
    CLEARED = "cleared"
    KEPT = "kept"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class OpenWords:
    """The fact that takes the place of words that were none."""

    kind: FactKind
    subkind: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """``before`` in the paragraph ``element_id`` becomes ``after``.

    A MOVED value comes with its facts from the paragraph ``source``; in the labels of its facts the head ``old`` becomes
    ``new``, as in those of OPENED ones, whose values are taken out and whose other characters (units) stay. An OPENED
    cell of words is emptied and waits for others as ``words`` say.
    """

    element_id: str
    fate: CellFate
    before: str
    after: str = ""
    source: str = ""
    old: str = ""
    new: str = ""
    words: OpenWords | None = None


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A copy of the column (or row) ``like`` that is put behind it, or before it, before the cells change.

    Its paragraphs are named in CellChange as ``like:`` and the id of the paragraph that they copy.
    """

    like: str
    is_row: bool = False
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """``text`` at ``place`` (a span in the element's ``content``) should become ``replacement``, for ``reason`` (Chinese).

    ``replacement`` equal to ``text``: kept, and the reason says why; None: somebody must decide or write anew, perhaps as
    ``suggestion`` says (None: nothing to suggest), which is never written unless that very place is decided on.
    ``fact_id`` is the fact that covers the place, if one does. ``id`` is stable as long as text and place are.
    ``is_likely``: it is asked for only because words of its sentence are unknown; nothing speaks against the suggestion.
    One of role TABLE stands at the element of its table; ``text`` and ``replacement`` are its heads before and after,
    ``cells`` all that changes, accepted as a whole. One of role FIELD makes ``fact_id`` and ``partner`` one field.
    """

    id: str
    role: RollRole
    place: Place
    text: str
    replacement: str | None
    reason: str
    fact_id: str = ""
    suggestion: str | None = None
    cells: tuple[CellChange, ...] = ()
    added: AddedLine | None = None
    partner: str = ""
    is_likely: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the text stays on purpose."""
        return self.replacement == self.text and self.role is not RollRole.FIELD

    @property
    def asks(self) -> bool:
        """Whether the user has to supply the new text."""
        return self.replacement is None

    @property
    def taken(self) -> "Proposal":
        """The same with its suggestion as the replacement, where it asks and suggests something."""
        return replace(self, replacement=self.suggestion) if self.asks and self.suggestion is not None else self


class YearSource(StrEnum):
    """Sources of evidence for a report's year, most reliable first."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    DATE = "date"
    FILE_NAME = "file_name"


SIGN_WEIGHTS = MappingProxyType(
    {YearSource.TITLE: 12, YearSource.HEADING: 4, YearSource.TEXT: 4, YearSource.DATE: 3, YearSource.FILE_NAME: 2}
)
"""The weight of each kind of evidence, however often it occurs; a title outweighs all others together."""


@dataclass(frozen=True, slots=True)
class YearSign:
    """Evidence for a report's year: ``years`` are the years it can mean, likeliest first (empty: it excludes any single
    year); ``text`` is what stands there, ``weight`` how often the text repeats it.
    """

    source: YearSource
    years: tuple[int, ...]
    place: Place
    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class BaseYear:
    """All evidence for a report's year; ``loose`` are all years mentioned in its text, most frequent first.

    ``session`` is the year of the session at which a report was made that reviews the year before and plans that of the
    session; 0 for any other report.
    """

    signs: tuple[YearSign, ...] = ()
    loose: tuple[int, ...] = ()
    session: int = 0

    @property
    def of_session(self) -> "BaseYear":
        """The same for a report that is named by the year of its session: all evidence that allows this year means it."""
        first = self.session
        signs = (
            replace(sign, years=(first, *(year for year in sign.years if year != first)))
            if first in sign.years
            else sign
            for sign in self.signs
        )
        return replace(self, signs=tuple(signs))

    @property
    def year(self) -> int:
        """The likeliest year; 0 without evidence."""
        ranked = self.ranked
        return ranked[0] if ranked else 0

    @property
    def ranked(self) -> tuple[int, ...]:
        """All years that the evidence allows, likeliest first."""
        said = {(sign.source, year): SIGN_WEIGHTS[sign.source] for sign in self.signs for year in sign.years[:1]}
        perhaps = {(sign.source, year): 1 for sign in self.signs for year in sign.years}
        scores: dict[int, int] = {}
        for (_, year), weight in {**perhaps, **said}.items():
            scores[year] = scores.get(year, 0) + weight
        return tuple(sorted(scores, key=lambda year: (-scores[year], -year)))

    def is_sure(self, expected: int) -> bool:
        """Whether every sign allows the year expected and none of the others is likelier; without signs in the report itself,
        whether neither its text nor its file's name has another year."""
        if all(sign.source is YearSource.FILE_NAME for sign in self.signs):
            return {*self.loose, *(year for sign in self.signs for year in sign.years)} <= {expected}
        return self.year == expected and all(expected in sign.years for sign in self.signs) and self._is_named(expected)

    def _is_named(self, year: int) -> bool:
        """Whether some evidence means this year alone, or evidence in the report's own words means it first."""
        return any(
            sign.years[:1] == (year,) and (len(sign.years) == 1 or sign.source is not YearSource.DATE)
            for sign in self.signs
        )
