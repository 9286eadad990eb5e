"""Slips (校对): what the checks of one document hand to the workflow, before it is put into words."""

from dataclasses import dataclass

from core.model.finding import Severity
from core.model.spans import Place


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of the pen; ``text`` stands at ``place`` and ``code`` names the sentence that explains it.

    ``told`` are the sentence's parameters as pairs of a name and a text. ``replacement`` is what could stand there
    instead (None: a person must decide); ``others`` are further places that belong to it.
    """

    code: str
    severity: Severity
    place: Place
    text: str
    replacement: str | None = None
    told: tuple[tuple[str, str], ...] = ()
    others: tuple[Place, ...] = ()
