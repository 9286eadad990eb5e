"""A recognised report, and the kinds of reports (材料类型): skeleton, wording and required parts of one sort."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

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
    """Elements in source order, blank paragraphs left out; ``kind`` is the recognised report kind's name.

    ``media`` are the bytes of its pictures and objects by their SHA-256, ``margins`` the
    lines of words in its headers and in its footers.
    """

    elements: tuple[Element, ...]
    title: str | None = None
    kind: str | None = None
    numbering: Numbering = Numbering()
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    margins: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class KindSection:
    """One part of the skeleton. All texts are Jinja with the Chinese names of ``core.workflows.importing.kinds.phrase_values``.

    ``heading`` stands alone under a level-1 ordinal; ``text`` is a paragraph below it (empty for none); each of
    ``items`` is a numbered paragraph ``heading。body`` of the next level.
    """

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequiredPart:
    """A part that reports of a kind must contain: recognised by ``headings`` (in a heading) or ``words`` (in the text)."""

    name: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One report kind as its folder says.

    ``item_shape`` writes the ordinals of section items (see
    ``core.numbering.write_ordinal``). ``title``, ``vocative`` (称谓, empty for none), ``opening`` and ``closing`` are
    Jinja; the latter two hold one paragraph a line. ``basis`` names the kinds usually taken over, the most useful
    first; ``sample`` is a whole report showing every feature; ``layout`` is the layout it is usually written in;
    ``required`` are the parts that proofreading looks for.
    """

    name: str
    description: str = ""
    period: str = ""
    numbering: Numbering = Numbering()
    item_shape: str = "（一）"
    title: str = ""
    vocative: str = ""
    sections: tuple[KindSection, ...] = ()
    opening: str = ""
    closing: str = ""
    basis: tuple[str, ...] = ()
    sample: str = ""
    layout: str = ""
    required: tuple[RequiredPart, ...] = ()
