"""What an export needs before it writes: the layout, the fields set for this file, the name of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.editing.particulars import KNOWN, particulars_of, set_particulars, unknown_field
from core.editing.text.elements import NAMES, element_of, set_element
from core.editing.text.one_line import one_line
from core.errors import BadUse
from core.files import safe_name
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.particulars import ALIASES, LAYOUT, UNSIGNED
from core.model.particulars import NAMES as PARTICULARS
from core.model.spans import Place
from core.result import NO_PARAMETERS, Notice, Result
from core.workflows.exporting.fit import fit_of, fitted
from core.workflows.exporting.particulars import kept_values
from core.workflows.layouts.files import ENDING, USUAL_LAYOUT, layouts
from core.workflows.layouts.unit_styles import layout_bytes
from core.workflows.names import name_of_draft

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``layout`` is a name of ``layout_names`` or a .docx file; empty: the one the draft was last written in.

    ``fields`` sets 标题, 主送, 署名, 成文日期 and particulars for this file; ``marks`` highlights open facts. ``source`` are the
    elements of the file that the draft stands for: those that are not printed are reported. A file that goes out for review
    records what is edited in it if it ``is_recorded``.
    """

    layout: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)
    marks: bool = True
    source: tuple[Element, ...] = ()
    is_recorded: bool = True


def usual_layout(draft: Draft) -> str:
    """The layout that the draft was last written in if it still exists; else the usual one."""
    last = particulars_of(draft).get(LAYOUT, "")
    is_there = last in layouts() or (last.lower().endswith(ENDING) and Path(last).is_file())
    return last if is_there else USUAL_LAYOUT


def chosen_layout(draft: Draft, options: ExportOptions) -> Result[bytes]:
    """The layout to write in, with the style of the draft's unit. Raises BadUse, BadInput."""
    name = options.layout or usual_layout(draft)
    last = particulars_of(draft).get(LAYOUT, "")
    is_gone = not options.layout and last not in ("", name)
    gone = (Notice("layout_gone", 0, {"name": last, "other": name}),) if is_gone else ()
    found = layout_bytes(name, draft.identity.unit)
    return Result(fitted(found.value, fit_of(draft, name)), (*gone, *found.notices))


def of_unit(draft: Draft, unit: str) -> Result[Draft]:
    """The draft with that unit and its stored particulars; unchanged without a unit, or when it has that unit already."""
    unit = one_line(unit).strip()
    if unit in ("", draft.identity.unit):
        return Result(draft)
    kept = kept_values(unit)
    draft = replace(draft, identity=replace(draft.identity, unit=unit))
    own = particulars_of(draft)
    return Result(with_fields(draft, {n: text for n, text in kept.value.items() if n not in own}), kept.notices)


def with_fields(draft: Draft, fields: Mapping[str, str]) -> Draft:
    """The draft with elements and particulars set by their names.

    BadUse for an unknown name, with the nearest right one.
    """
    if not fields:
        return draft
    roles = {name: role for role, name in NAMES.items()}
    particulars = {ALIASES.get(name, name): text for name, text in fields.items() if name not in roles}
    for name in particulars:
        if name not in KNOWN:
            raise unknown_field(name, (*roles, *KNOWN))
    for name, text in fields.items():
        if name in roles:
            draft = apply(draft, set_element(draft, roles[name], text))
    return apply(draft, set_particulars(draft, {**_unsigned(draft, fields), **particulars}))


def _unsigned(draft: Draft, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Whether 署名 was emptied on purpose, where that changes."""
    if NAMES[Role.SIGNATURE] not in fields:
        return NO_PARAMETERS
    wish = "" if fields[NAMES[Role.SIGNATURE]].strip() else "是"
    return {UNSIGNED: wish} if particulars_of(draft).get(UNSIGNED, "") != wish else NO_PARAMETERS


def fields_edit(draft: Draft, fields: Mapping[str, str]) -> Result[Change]:
    """``with_fields`` as one edit; an empty one with a notice if a value cannot be stored."""
    place = Place(draft.elements[0].id if draft.elements else "")
    try:
        after = with_fields(draft, fields)
    except BadUse as error:
        return Result(difference(draft, draft, place, ""), (Notice(error.code, 0, error.parameters),))
    return Result(difference(draft, after, place, "填写" + "、".join(fields)))


def current_fields(draft: Draft) -> dict[str, str]:
    """The draft's value for each field of an export; empty where there is none."""
    own = particulars_of(draft)
    elements = {name: _content(draft, role) for role, name in NAMES.items()}
    return {**elements, **{name: own.get(name, "") for name in PARTICULARS}}


def _content(draft: Draft, role: Role) -> str:
    element = element_of(draft, role)
    return draft.title if role is Role.TITLE else element.content if element else ""


def proposed_name(draft: Draft) -> str:
    """A file name such as ``单位2023年上半年工作总结（送审稿）.docx``, without characters that file systems refuse."""
    return f"{safe_name(name_of_draft(draft))[:LONGEST_NAME]}（送审稿）.docx"


def proof_name(draft: Draft) -> str:
    """A file name such as ``单位2023年上半年工作总结（校对稿）.docx``."""
    return proposed_name(draft).replace("（送审稿）", "（校对稿）")
