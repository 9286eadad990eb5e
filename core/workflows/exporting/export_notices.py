"""What an export says of particulars: essential ones that are empty, and given ones that the layout has no place for."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from core.editing.particulars import particulars_of
from core.errors import AppError
from core.model.draft import Draft
from core.model.particulars import GROUPS, NAMES
from core.result import Notice
from core.workflows.exporting.particulars import known_particulars
from core.workflows.layouts.files import USUAL_LAYOUT, layout_names
from core.workflows.layouts.summary import names_read, particulars_read

if TYPE_CHECKING:
    from core.word.layouts.file import WordLayout


def about_particulars(draft: Draft, layout: "WordLayout", name: str, given: Collection[str]) -> tuple[Notice, ...]:
    """Notices for a draft written in the layout of that name; ``given`` names what was set for this very file."""
    own = particulars_of(draft)
    asked = [each for each in NAMES if each in given and own.get(each)]
    lacking = {each.name: each.essential for each in known_particulars().values() if each.essential}
    empty = [each for each in lacking if not own.get(each) and _wants(each, name, own)]
    read = names_read(layout, [*empty, *asked])
    told = [_empty(each, name, lacking[each]) for each in empty if each in read]
    return (*told, *(_not_printed(each, name) for each in asked if each not in read))


def _wants(name: str, layout: str, own: Mapping[str, str]) -> bool:
    """The usual layout is whole without a head; it lacks a part of one only where another part is given."""
    group = next((names for names in GROUPS.values() if name in names), ())
    return layout != USUAL_LAYOUT or any(own.get(other) for other in group)


def _empty(name: str, layout: str, what: str) -> Notice:
    return Notice("export_essential_empty", 0, {"name": name, "what": what, "layout": layout})


def _not_printed(name: str, layout: str) -> Notice:
    """With the layout that prints it, the first there is."""
    other = next((each for each in layout_names() if _prints(each, name)), "")
    code = "export_not_printed" if other else "export_not_printed_anywhere"
    return Notice(code, 0, {"name": name, "layout": layout, "other": other})


def _prints(layout: str, name: str) -> bool:
    try:
        return name in particulars_read(layout)
    except AppError:
        return False
