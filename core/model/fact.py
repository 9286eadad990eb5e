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


# Looked up once: a member asked for by its class costs ten times as much as all the rest, and a draft has thousands of facts.
_OPEN = (FactState.EMPTY, FactState.CARRIED)
_behind = attrgetter("text", "unit", "label", "group", "state", "prior", "value", "source", "note")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value at one place: ``start``/``end`` count code points in the element's ``content``.

    ``text`` is what stands there now; ``prior`` last year's value or mask; ``value`` what the clerk gave (None until
    then). Facts with an equal ``group`` are one field. ``subkind`` is a MaskKind for masks, else a finer name such as
    ``percent``, ``money``, ``year``, ``period``. ``unit`` follows the value (名, 万元, %); ``label`` says what it
    counts, made from the clause. ``source`` says who told the value, when and in which file (empty: typed by hand),
    ``note`` is the clerk's remark; all places of a field have the same.
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

    def at(self, start: int, end: int) -> "Fact":
        """The same fact at another place of its paragraph; ``replace`` takes four times as long, and many move at once."""
        return Fact(self.id, self.kind, self.subkind, self.element_id, start, end, *_behind(self))
