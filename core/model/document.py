"""A recognised report."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.elements import Element


class NumberingMode(StrEnum):
    """Whether ordinals of a level begin again in each part or run on through the document."""

    RESTART = "restart"
    RUN_ON = "run_on"


@dataclass(frozen=True, slots=True)
class Numbering:
    """The mode, and the ordinal level that runs on (None while every level restarts)."""

    mode: NumberingMode = NumberingMode.RESTART
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Elements in source order, blank paragraphs left out; ``kind`` is the recognised report kind's name."""

    elements: tuple[Element, ...]
    title: str | None = None
    kind: str | None = None
    numbering: Numbering = Numbering()
