"""责任科室: the department responsible for each section, stored with the draft, and by heading for the unit's next draft."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.editing.particulars import particulars_of, set_particulars
from core.json_text import parse_json
from core.model.change import Change
from core.model.draft import Draft
from core.model.outline import Section, sections
from core.model.particulars import DEPARTMENTS
from core.paths import user_folder
from core.reading import LARGEST_TABLE
from core.stores.json_file import JsonFile

FILE_NAME = "collecting.json"
LONGEST_NAME = 60
FOLDER, REQUEST, UNITS = "folder", "request", "units"


def departments_of(draft: Draft) -> dict[str, str]:
    """The departments by section (``Section.key``); a section without one belongs to that of the section above it."""
    try:
        found = json.loads(particulars_of(draft).get(DEPARTMENTS, "") or "{}")
    except (ValueError, RecursionError):
        return {}  # the user may have edited the file: no department is better than no draft
    known = {section.key for section in sections(draft.elements)}
    return {key: str(name) for key, name in found.items() if key in known} if isinstance(found, dict) else {}


def set_departments(draft: Draft, given: Mapping[str, str]) -> Change:
    """Set the departments of these sections; an empty name removes one. BadUse when the list becomes too long to store."""
    found = {**departments_of(draft), **{key: " ".join(name.split())[:LONGEST_NAME] for key, name in given.items()}}
    text = json.dumps({key: name for key, name in found.items() if name}, ensure_ascii=False, separators=(",", ":"))
    return set_particulars(draft, {DEPARTMENTS: "" if text == "{}" else text})


def remembered_departments(draft: Draft) -> dict[str, str]:
    """The departments of sections with the same headings in the unit's other drafts, by the keys of this draft."""
    by_heading = _of_unit(_load(), draft)
    found = {section.key: by_heading.get(_heading(section)) for section in sections(draft.elements)}
    return {key: name for key, name in found.items() if isinstance(name, str) and name}


def last_folder() -> Path | None:
    """The folder that sheets were written to last, if it still exists."""
    found = _load().get(FOLDER)
    return Path(found) if isinstance(found, str) and found and Path(found).is_dir() else None


def last_request() -> str:
    """The last request sent to the departments."""
    found = _load().get(REQUEST)
    return found if isinstance(found, str) else ""


def remember_sent(draft: Draft, folder: Path, request: str = "") -> None:
    """Store the departments for the unit's next draft, the folder and the request; a refusing disk is no error."""
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
    _file().save_if_possible(json.dumps(after, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def _heading(section: Section) -> str:
    return section.heading or section.ordinal


def _of_unit(found: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    units = found.get(UNITS)
    own = units.get(draft.identity.unit) if isinstance(units, dict) else None
    return own if isinstance(own, dict) else {}


def _load() -> dict[str, Any]:
    """The stored values; empty when the file is missing or damaged: it holds a convenience and no work."""
    found = _file().load_or(None)
    return found if isinstance(found, dict) else {}


def _file() -> JsonFile[Any]:
    return JsonFile(user_folder() / FILE_NAME, parse_json, limit=LARGEST_TABLE)
