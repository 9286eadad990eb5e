"""The particulars of a draft's Word file: their descriptions, proposed values, and values stored for the unit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.editing.particulars import DATE, particulars_of, set_particulars
from core.editing.text.elements import NAMES as ELEMENT_NAMES
from core.editing.text.elements import element_of
from core.model.draft import Draft
from core.model.elements import Role
from core.model.particulars import GROUPS, LAYOUT, NAMES, SEPARATORS, UNSIGNED
from core.parsing.frame.particulars import frame_particulars
from core.reading import parse_toml
from core.resources import load
from core.result import NO_PARAMETERS, Result
from core.stores import unit_values
from core.workflows.words import load_phrases

__all__ = (
    "AUTHORITY",
    "DATE",
    "LAYOUT",
    "Particular",
    "grouped",
    "is_joint",
    "keep",
    "kept_values",
    "particulars_of",
    "proposed",
    "set_particulars",
)

AUTHORITY = "发文机关"
WORDS = "particulars.toml"
CARRIED = frozenset(("发文机关", "签发人", "抄送", "印发机关"))
"""What is proposed as the leading basis had it; dates and numbers are new every time."""


@dataclass(frozen=True, slots=True)
class Particular:
    """One particular; ``kept`` means that it is stored for the unit's next drafts, ``proposal`` is unit, date or empty.

    ``essential`` is what a layout that prints it lacks without it; empty if it is optional. ``label`` is its name in
    the window if that differs; a ``tick`` is shown as a tick box, the first choice being the ticked state.
    """

    name: str
    hint: str = ""
    kept: bool = False
    proposal: str = ""
    essential: str = ""
    choices: tuple[str, ...] = ()
    rare: bool = False
    """Whether it is seldom filled in."""

    label: str = ""
    tick: bool = False


def known_particulars(folder: Path | None = None) -> Mapping[str, Particular]:
    """All particulars by name, as the table describes them now. BadWords (``particulars_damaged``)."""
    return load(_particulars, WORDS, folder=folder, parse=parse_toml, code="particulars_damaged")


def _particulars(table: Mapping[str, Any]) -> Mapping[str, Particular]:
    """A particular without an entry has no hint; TypeError or ValueError for an unknown key of an entry."""
    return MappingProxyType({name: _particular(name, table.get(name, {})) for name in (LAYOUT, *NAMES)})


def grouped(names: Iterable[str]) -> tuple[tuple[str, tuple[Particular, ...]], ...]:
    """The names that are particulars, under the headings of their groups, in the order of the standard."""
    wanted, known = frozenset(names), known_particulars()
    groups = ((group, tuple(known[name] for name in members if name in wanted)) for group, members in GROUPS.items())
    return tuple((group, members) for group, members in groups if members)


def proposed(draft: Draft, kept: Mapping[str, str], today: date) -> dict[str, str]:
    """Proposed values where the draft has none: those stored for its unit, the leading basis document's masthead and
    imprint, the unit's name, the date of issue, and the unit for 署名 where there is no signature."""
    issued = element_of(draft, Role.ISSUE_DATE)
    sources = {
        "unit": draft.identity.unit,
        "date": issued.content.strip() if issued else f"{today.year}年{today.month}月{today.day}日",
    }
    own, framed = particulars_of(draft), _framed(draft)
    found = {
        name: kept.get(name) or framed.get(name) or sources.get(entry.proposal, "")
        for name, entry in known_particulars().items()
    }
    return {**_signed(draft, own), **{name: text for name, text in found.items() if text and name not in own}}


def _signed(draft: Draft, own: Mapping[str, str]) -> Mapping[str, str]:
    """署名, unless the unit is named under the title, 署名 was emptied on purpose, or the draft is a speech."""
    unit = draft.identity.unit
    under = [own.get("题下单位", ""), *(e.content for e in draft.elements if e.role is Role.SUBTITLE)]
    is_said = bool(own.get(UNSIGNED)) or any(unit in text for text in under)
    if not unit or is_said or element_of(draft, Role.VOCATIVE) or element_of(draft, Role.SIGNATURE):
        return NO_PARAMETERS
    return {ELEMENT_NAMES[Role.SIGNATURE]: unit}


def _framed(draft: Draft) -> Mapping[str, str]:
    if not draft.origins:
        return NO_PARAMETERS
    found = frame_particulars(draft.basis[draft.origins[0][1]].elements, load_phrases())
    return {name: text for name, text in found.items() if name in CARRIED}


def is_joint(text: str) -> bool:
    """Whether a particular names more than one.

    >>> is_joint("青禾县档案馆、青禾县财政局"), is_joint("青禾县档案馆、")
    (True, False)
    """
    return sum(bool(name.strip()) for name in re.split(f"[{SEPARATORS}]", text)) > 1


def _is_of_one_draft(name: str, text: str) -> bool:
    """The units that issue a document jointly differ from draft to draft."""
    return name == AUTHORITY and is_joint(text)


def keep(unit: str, values: Mapping[str, str]) -> None:
    """Store those of the values that belong to the unit; AppError when the disk refuses.

    An empty value is removed; names not in ``values`` keep their stored value, and so does 发文机关 when it names several.
    """
    known = known_particulars()
    wanted = {name: text for name, text in values.items() if name in known and known[name].kept}
    unit_values.keep(unit, {name: text for name, text in wanted.items() if not _is_of_one_draft(name, text)})


def kept_values(unit: str) -> Result[Mapping[str, str]]:
    """The values stored for all drafts of the unit; see ``core.stores.unit_values.kept_values`` for damaged files."""
    found = unit_values.kept_values(unit)
    known = {name: text for name, text in found.value.items() if name in (LAYOUT, *NAMES)}
    own = {name: text for name, text in known.items() if not _is_of_one_draft(name, text)}
    return Result(MappingProxyType(own), found.notices)


def _particular(name: str, entry: Mapping[str, Any]) -> Particular:
    return Particular(name, **{**entry, "choices": tuple(map(str, entry.get("choices", ())))})
