"""From a draft or a prior report to a Word file or a PDF."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from core.editing.particulars import particulars_of
from core.errors import AppError, BadUse
from core.files import is_same_file, write_atomically
from core.model.draft import Draft
from core.model.particulars import GROUPS, NAMES
from core.result import Notice, Result
from core.word.layouts.file import WordLayout
from core.workflows.exporting.fonts import fonts_needed
from core.workflows.exporting.options import ExportOptions, chosen_layout, usual_layout, with_fields
from core.workflows.exporting.pages import Pages, PageSetter, write_draft
from core.workflows.exporting.particulars import known_particulars
from core.workflows.exporting.unsupported import kinds_not_shown, not_shown
from core.workflows.importing.account import PRINTED, left_out, left_out_notices, texts_in
from core.workflows.layouts.files import ENDING, USUAL_LAYOUT, layout_names, layouts
from core.workflows.layouts.summary import names_read, particulars_read
from core.workflows.layouts.usage import load_usable

Printer: TypeAlias = "Callable[[Pages, Path, str], bool]"
"""Paints pages into a file with a title; False when it was stopped and nothing is written."""


def export_draft(draft: Draft, target: Path, options: ExportOptions) -> Result[Path]:
    """Write the Word file, completely or not at all, and never over a layout.

    Raises BadTemplate, BadUse, or AppError when the disk refuses.
    """
    written = word_bytes(draft, target, options)
    write_atomically(target, written.value)
    return Result(target, written.notices)


def word_bytes(draft: Draft, target: Path, options: ExportOptions, version: int = 0) -> Result[bytes]:
    """The bytes that ``export_draft`` writes, naming a version of the draft (0: none).

    Raises the same errors except those of the disk.
    """
    draft = with_fields(draft, options.fields)
    _refuse_layout(draft, target, options)
    data = chosen_layout(draft, options)
    layout = load_usable(data.value)
    written = write_draft(draft, layout, options.marks, version)
    needed = fonts_needed(data.value)
    about = _about_particulars(draft, layout, _name_of(draft, options), options.fields)
    lost = _not_printed(draft, options, written.value)
    return Result(written.value, (*data.notices, *written.notices, *lost, *about, *([needed] if needed else [])))


def _not_printed(draft: Draft, options: ExportOptions, data: bytes) -> tuple[Notice, ...]:
    """Notices about content of the draft, or of the file it stands for, that the Word file does not hold, for any
    reason."""
    texts = texts_in(data)
    if not left_out(options.source or draft.elements, texts):  # nearly always: then no lines are numbered
        return ()
    elements = options.source or tuple(replace(each, line=number) for number, each in enumerate(draft.elements, 1))
    return left_out_notices(elements, left_out(elements, texts), PRINTED)


def export_pdf(draft: Draft, target: Path, options: ExportOptions, printer: Printer) -> Result[Path]:
    """Write the pages as a PDF, whole or not at all; ``printer`` paints them.

    Raises as ``export_draft`` does, and AppError ``export_stopped`` when the printer was stopped.
    """
    draft = with_fields(draft, options.fields)
    _refuse_layout(draft, target, options)
    data = chosen_layout(draft, options)
    layout = load_usable(data.value)
    setter = PageSetter(layout)
    pages = setter.set(draft, options.marks)
    if not printer(pages, target, draft.title or target.stem):
        raise AppError("export_stopped", name=target.name)
    written = setter.write(draft, options.marks)
    lost = _not_printed(draft, options, written.value)
    about = _about_particulars(draft, layout, _name_of(draft, options), options.fields)
    own = not_shown(written.value, "pdf_objects_not_shown", kinds_not_shown(data.value))
    unseen = (*not_shown(data.value, "pdf_not_shown"), *own)
    return Result(target, (*data.notices, *written.notices, *unseen, *lost, *about))


def _name_of(draft: Draft, options: ExportOptions) -> str:
    """The name that the user knows the layout by."""
    name = options.layout or usual_layout(draft)
    return Path(name).stem if name.lower().endswith(ENDING) else name


def _refuse_layout(draft: Draft, target: Path, options: ExportOptions) -> None:
    """BadUse if the file would replace a layout: the one in use or another of the user's."""
    name = options.layout or usual_layout(draft)
    used = (Path(name),) if name.lower().endswith(ENDING) else ()
    for path in (*used, *layouts().values()):
        if is_same_file(path, target):
            raise BadUse("export_onto_layout", name=path.stem)


def _about_particulars(draft: Draft, layout: WordLayout, name: str, given: Collection[str]) -> tuple[Notice, ...]:
    """Notices for a draft written in the layout of that name; ``given`` names the fields set for this file."""
    own = particulars_of(draft)
    asked = [each for each in NAMES if each in given and own.get(each)]
    lacking = {each.name: each.essential for each in known_particulars().values() if each.essential}
    empty = [each for each in lacking if not own.get(each) and _wants(each, name, own)]
    read = names_read(layout, [*empty, *asked])
    notices = [_empty(each, name, lacking[each]) for each in empty if each in read]
    return (*notices, *(_without_place(each, name) for each in asked if each not in read))


def _wants(name: str, layout: str, own: Mapping[str, str]) -> bool:
    """The usual layout is complete without a masthead; a part of one is missing only if another part is set."""
    group = next((names for names in GROUPS.values() if name in names), ())
    return layout != USUAL_LAYOUT or any(own.get(other) for other in group)


def _empty(name: str, layout: str, what: str) -> Notice:
    return Notice("export_essential_empty", 0, {"name": name, "what": what, "layout": layout})


def _without_place(name: str, layout: str) -> Notice:
    """Appends the name of the first layout that prints it."""
    other = next((each for each in layout_names() if _prints(each, name)), "")
    code = "export_not_printed" if other else "export_not_printed_anywhere"
    return Notice(code, 0, {"name": name, "layout": layout, "other": other})


def _prints(layout: str, name: str) -> bool:
    try:
        return name in particulars_read(layout)
    except AppError:
        return False
