"""Findings (问题): what a check found in the text, where, and the suggested replacement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.model.spans import Place


class Severity(StrEnum):
    """Certainty and gravity: an error as it stands, probably wrong, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


SEVERITY_NAMES: Mapping[str, str] = MappingProxyType(
    {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}
)
"""What clerks read for each severity, the gravest first."""


@dataclass(frozen=True, slots=True)
class CountedReading:
    """One way to write a place, with its neighbours, and how often published official text writes so (0: hardly ever)."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """The row of a word table that a finding comes from; ``source`` is what the row cites, empty where nobody looked it up."""

    table: str
    source: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: ``text`` stands at ``place``; ``message`` is Chinese and says why.

    ``code`` is one of ``core.checks.registry``, ``replacement`` what could stand there instead (None: a person must
    decide), ``others`` further places that belong to it, such as the total that the parts do not make. A check leaves
    ``message`` empty and gives the ``parameters`` of its sentence; the workflow writes the message and drops them.
    ``readings`` are the place as written and as it may be meant, where published text was asked; ``row`` is that of a table.
    """

    code: str
    severity: Severity
    place: Place
    text: str
    message: str = ""
    replacement: str | None = None
    others: tuple[Place, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    readings: tuple[CountedReading, ...] = ()
    row: WordRow | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding the user has accepted, recognised again by ``code``, ``text`` and its surroundings.

    ``before`` and ``after`` are the neighbouring characters in the element, ``against`` the texts of the finding's further
    places. Without an element it covers every finding of that code and text, without a text every one of that code; a
    name kept in the whole draft has no code.
    """

    code: str
    text: str = ""
    element_id: str = ""
    before: str = ""
    after: str = ""
    against: tuple[str, ...] = ()
