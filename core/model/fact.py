"""Facts (要素): the values in running prose that change from year to year."""

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter


class FactKind(StrEnum):
    """The five kinds of product.md."""

    MASK = "mask"
    FIGURE = "figure"
    DATE = "date"
    REFERENCE = "reference"
    NAME = "name"


class MaskKind(StrEnum):
    """What a masked value stands for, judged by its context."""

    FIGURE = "figure"
    PARTIAL_FIGURE = "partial_figure"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    YEAR = "year"
    MONTH = "month"
    NAME = "name"
    PERSON = "person"


WORDS = "words"
"""The subkind of a NAME that is any words, such as those marked by hand or a grade in a table."""


class FactState(StrEnum):
    """待填, 沿用待核, 已更新, 已确认."""

    EMPTY = "empty"
    CARRIED = "carried"
    UPDATED = "updated"
    CONFIRMED = "confirmed"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at the fact."""
        return self in _OPEN


# What is decided place by place: a year or a session that is right here may be wrong at all other places.
_APART = frozenset((FactKind.DATE, FactKind.REFERENCE))
_APART_MASKS = frozenset((MaskKind.YEAR, MaskKind.MONTH, MaskKind.ORDINAL))
_MASK = FactKind.MASK

# Looked up once: a member asked for by its class costs ten times as much as all the rest, and a draft has thousands of facts.
_OPEN = (FactState.EMPTY, FactState.CARRIED)
_behind = attrgetter("text", "unit", "label", "group", "state", "prior", "value", "source", "note")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value at one place: ``start``/``end`` count code points in the element's ``content``.

    ``text`` is what stands there now; ``prior`` last year's value or mask; ``value`` what the clerk gave (None until
    then). Facts with an equal ``group`` have the same words; those with an equal ``field`` are decided together.
    ``subkind`` is a MaskKind for masks, else a finer name such as ``percent``, ``money``, ``year``, ``period``. ``unit``
    follows the value (名, 万元, %); ``label`` says what it counts, made from the clause. ``source`` says who told the
    value, when and in which file (empty: typed by hand), ``note`` is the clerk's remark; all places of a field have the
    same.
    """

    id: str
    kind: FactKind
    subkind: str
    element_id: str
    start: int
    end: int
    text: str
    unit: str = ""
    label: str = ""
    group: str = ""
    state: FactState = FactState.CARRIED
    prior: str = ""
    value: str | None = None
    source: str = ""
    note: str = ""

    @property
    def field(self) -> str:
        """The key of its field: all places of its group, but a date, a year or a session is a field by itself."""
        is_apart = self.kind in _APART or (self.kind is _MASK and self.subkind in _APART_MASKS)
        return self.id if is_apart or not self.group else self.group

    def at(self, start: int, end: int) -> "Fact":
        """The same fact at another place of its paragraph; ``replace`` takes four times as long, and many move at once."""
        return Fact(self.id, self.kind, self.subkind, self.element_id, start, end, *_behind(self))
