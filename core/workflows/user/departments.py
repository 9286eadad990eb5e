"""责任科室: which department answers for which section, kept with the draft, and by headings for the unit's next one."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.editing.particulars import particulars_of, set_particulars
from core.errors import AppError
from core.model.change import Change
from core.model.draft import Draft
from core.model.outline import Section, sections
from core.model.particulars import DEPARTMENTS
from core.paths import user_folder
from core.reading import read_text
from core.workflows.files import write_atomically

FILE_NAME = "collecting.json"
LONGEST_NAME = 60
FOLDER, REQUEST, UNITS = "folder", "request", "units"


def departments_of(draft: Draft) -> dict[str, str]:
    """The departments by section (Section.key); a section without one is answered for by that of the one above it."""
    try:
        found = json.loads(particulars_of(draft).get(DEPARTMENTS, "") or "{}")
    except (ValueError, RecursionError):
        return {}  # written by hand into the file's particulars: better no department than no draft
    known = {section.key for section in sections(draft.elements)}
    return {key: str(name) for key, name in found.items() if key in known} if isinstance(found, dict) else {}


def set_departments(draft: Draft, given: Mapping[str, str]) -> Change:
    """Note who answers for these sections; an empty name takes the note back. BadUse where there is no room for it."""
    found = {**departments_of(draft), **{key: " ".join(name.split())[:LONGEST_NAME] for key, name in given.items()}}
    text = json.dumps({key: name for key, name in found.items() if name}, ensure_ascii=False, separators=(",", ":"))
    return set_particulars(draft, {DEPARTMENTS: "" if text == "{}" else text})


def remembered_departments(draft: Draft) -> dict[str, str]:
    """Who answered for sections of the same heading in the unit's other drafts, by the keys of this one."""
    by_heading = _of_unit(_load(), draft)
    found = {section.key: by_heading.get(_heading(section)) for section in sections(draft.elements)}
    return {key: name for key, name in found.items() if isinstance(name, str) and name}


def last_folder() -> Path | None:
    """Where sheets were written last, if that is still there."""
    found = _load().get(FOLDER)
    return Path(found) if isinstance(found, str) and found and Path(found).is_dir() else None


def last_request() -> str:
    """What was asked of the departments last."""
    found = _load().get(REQUEST)
    return found if isinstance(found, str) else ""


def remember_sent(draft: Draft, folder: Path, request: str = "") -> None:
    """Keep the departments for the unit's next draft, the folder and what was asked; what cannot be written is let be."""
    given, found = departments_of(draft), _load()
    headings = {_heading(section): given[section.key] for section in sections(draft.elements) if section.key in given}
    units = found.get(UNITS)
    after = {
        FOLDER: str(folder),
        REQUEST: request,
        UNITS: {
            **(units if isinstance(units, dict) else {}),
            draft.identity.unit: {**_of_unit(found, draft), **headings},
        },
    }
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_file(), json.dumps(after, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    except (OSError, AppError):
        return


def _heading(section: Section) -> str:
    return section.heading or section.ordinal


def _of_unit(found: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    units = found.get(UNITS)
    own = units.get(draft.identity.unit) if isinstance(units, dict) else None
    return own if isinstance(own, dict) else {}


def _load() -> dict[str, Any]:
    """What is kept; nothing where the file is missing or damaged: it holds a convenience and no work."""
    try:
        found = json.loads(read_text(_file()))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> Path:
    return user_folder() / FILE_NAME
