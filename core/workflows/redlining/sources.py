"""The two sides of a redline: versions of a draft, files, or a version and a copy that came back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.drafts.store import DraftStore
from core.errors import BadInput, BadUse
from core.model.draft import Draft
from core.model.history import Version
from core.model.review.returned_copy import Revision
from core.reading import read_limited
from core.word.redline.document import last_saved
from core.workflows.drafting.version_list import name_in_papers
from core.workflows.exporting.options import ExportOptions, chosen_layout
from core.workflows.exporting.pages import write_draft
from core.workflows.importing.formats import as_word
from core.workflows.layouts.usage import load_usable
from core.workflows.review.returned import read_returned

NOW = "now"
NOW_NAME = "现在的稿件"
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of Word 97 and WPS begin ([MS-CFB] 2.2), and Word files with a password."""

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?")


@dataclass(frozen=True, slots=True)
class RedlineSource:
    """One side as a Word file: ``name`` as the legend says it, ``revision`` whose it is and of when, ``draft`` the state that it shows."""

    name: str
    data: bytes
    revision: Revision
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class DraftState:
    """A draft at one point of its life, and that point's name and time ("" unknown)."""

    draft: Draft
    name: str
    date: str = ""


def of_file(path: Path) -> RedlineSource:
    """A Word file; when it was saved last the disk says where the file does not. Raises BadInput."""
    data = read_limited(path)
    if data.startswith(_OLD):
        raise BadInput("redline_old_word", name=path.name)
    saved = last_saved(data)
    date = to_the_minute(saved.date) or stamp([datetime.fromtimestamp(path.stat().st_mtime)])
    return RedlineSource(path.name, data, Revision(saved.author or path.stem, date))


def of_states(old: DraftState, new: DraftState) -> tuple[RedlineSource, RedlineSource]:
    """Two states of a draft, both in the layout of the new one. Raises BadTemplate."""
    layout = load_usable(chosen_layout(new.draft, ExportOptions()).value)
    one, two = (
        RedlineSource(
            each.name, write_draft(each.draft, layout, marks=True).value, Revision(each.name, each.date), each.draft
        )
        for each in (old, new)
    )
    return one, two


def of_versions(path: Path, old: str, new: str) -> tuple[RedlineSource, RedlineSource]:
    """Two versions of the draft in a file, by number or name; ``NOW`` is the draft as it is, "" for ``old`` the newest version.

    ``new`` may also be a returned copy (a .docx file); "" for ``old`` is then the version that it was made from.
    """
    if new.lower().endswith(".docx"):
        return of_copy(path, old, Path(new))
    store = DraftStore.view(path)
    try:
        return of_states(_state(store, old), _state(store, new or NOW))
    finally:
        store.close()


def of_copy(path: Path, old: str, copy: Path) -> tuple[RedlineSource, RedlineSource]:
    """A version of a draft, "" for the one that a copy was made from, and that copy. Raises BadInput for another draft's."""
    came = of_file(copy)
    store = DraftStore.view(path)
    try:
        if old:
            base = _state(store, old)
        else:
            found = read_returned(path, [copy]).value.copies[0].base
            base = _state(store, str(found.version) if found.version else NOW)
    finally:
        store.close()
    return _exported(base), came


def of_base_and_copy(base: DraftState, name: str, data: bytes, who: str = "") -> tuple[RedlineSource, RedlineSource]:
    """What went out, and the bytes of a copy that came back, of whatever word processor; ``who`` is whose it is."""
    data = as_word(data).value
    saved = last_saved(data)
    revision = Revision(who or saved.author or name, to_the_minute(saved.date))
    return _exported(base), RedlineSource(name, data, revision)


def _exported(state: DraftState) -> RedlineSource:
    layout = load_usable(chosen_layout(state.draft, ExportOptions()).value)
    data = write_draft(state.draft, layout, marks=True).value
    return RedlineSource(state.name, data, Revision(state.name, state.date), state.draft)


def _state(store: DraftStore, which: str) -> DraftState:
    """A version by number or name. Raises BadUse where there is none."""
    versions = store.versions()
    if which == NOW:
        return DraftState(store.draft(), NOW_NAME, _last_edited(store))
    version = _named(versions, which)
    if version is None:
        raise BadUse("redline_no_version", name=which, names=_listed(versions))
    return DraftState(store.version(version.number), name_in_papers(version), stamp([version.time]))


def _last_edited(store: DraftStore) -> str:
    return stamp([step.time for step in store.steps()] or [version.time for version in store.versions()])


def _listed(versions: tuple[Version, ...]) -> str:
    return "、".join(f"{one.number} {one.name}" for one in versions) or "还没有版本"


def _named(versions: tuple[Version, ...], which: str) -> Version | None:
    """The version of this number or name, the newest for ""; of versions with one name the newest."""
    found = [one for one in versions if which in ("", str(one.number), one.name)]
    return found[-1] if found else None


def stamp(times: Sequence[datetime]) -> str:
    """The latest of these times as revisions have it; "" for none."""
    return f"{max(times):%Y-%m-%dT%H:%M:00Z}" if times else ""


def to_the_minute(date: str) -> str:
    """A date of a file as revisions have it; "" for what is no date.

    >>> to_the_minute("2026-07-03T09:12:44+08:00"), to_the_minute("gestern")
    ('2026-07-03T09:12:00Z', '')
    """
    found = _DATE.match(date)
    return f"{found[0][:16]}:00Z" if found else ""
