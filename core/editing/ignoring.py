"""“忽略”: record in the draft that a finding is accepted, and undo it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, replace
from typing import Any

from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.finding import Finding, Ignored
from core.model.particulars import IGNORED, KEPT, SEPARATORS
from core.model.spans import Place, Span

AROUND = 6
"""Characters on each side of a finding by which it is recognised later."""


def ignored_in(draft: Draft) -> tuple[Ignored, ...]:
    """What is ignored in the draft: accepted findings in order, then names kept throughout."""
    names = dict(draft.identity.particulars).get(KEPT, "")
    for mark in SEPARATORS:
        names = names.replace(mark, "、")
    return (*_noted(draft), *(Ignored("", name) for name in names.split("、") if name))


def ignore(draft: Draft, finding: Finding, everywhere: bool = False) -> Change:
    """Record that the finding is accepted here, or with ``everywhere`` wherever its text stands in the draft."""
    note = Ignored(finding.code, finding.text) if everywhere else _note(finding, _contents(draft))
    kept = (*_noted(draft), note)
    return _written(draft, {IGNORED: _stored(dict.fromkeys(kept))}, finding.place, f"忽略“{finding.text}”")


def take_back(draft: Draft, note: Ignored) -> Change:
    """Undo ``ignore``; an empty change if it was not ignored."""
    if note.code:
        values = {IGNORED: _stored(one for one in _noted(draft) if one != note)}
    else:
        names = (one.text for one in ignored_in(draft) if not one.code and one != note)
        values = {KEPT: "、".join(names)}
    known = dict(draft.identity.particulars)
    values = {name: text for name, text in values.items() if known.get(name, "") != text}
    return _written(draft, values, place_of(draft, note) or Place(""), f"不再忽略“{note.text}”")


def without_ignored(draft: Draft, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that are not ignored in their draft."""
    notes, contents = _noted(draft), _contents(draft)
    if not notes:
        return tuple(findings)
    return tuple(one for one in findings if not any(_is_same(note, one, contents) for note in notes))


def place_of(draft: Draft, note: Ignored) -> Place | None:
    """The place of an ignored finding; None if it has none or its paragraph is gone."""
    content = _contents(draft).get(note.element_id, "")
    for words in (note.before + note.text + note.after, note.before + note.text, note.text + note.after):
        start = content.find(words)
        if note.text and start >= 0:
            start += len(note.before) if words.startswith(note.before) else 0
            return Place(note.element_id, Span(start, start + len(note.text)))
    return None


def _contents(draft: Draft) -> Mapping[str, str]:
    return {element.id: element.content for element in draft.elements}


def _note(finding: Finding, contents: Mapping[str, str]) -> Ignored:
    """The finding as the draft stores it."""
    span, content = finding.place.span, contents.get(finding.place.element_id, "")
    before, after = content[max(span.start - AROUND, 0) : span.start], content[span.end : span.end + AROUND]
    against = sorted(contents.get(place.element_id, "")[place.span.start : place.span.end] for place in finding.others)
    return Ignored(finding.code, finding.text, finding.place.element_id, before, after, tuple(against))


def _is_same(note: Ignored, finding: Finding, contents: Mapping[str, str]) -> bool:
    """Whether the finding is the stored one; the text on one side of it may have changed since.

    In another paragraph, as after a split, both sides must be unchanged. One with other figures is a new one.
    """
    if note.code != finding.code or note.text not in ("", finding.text):
        return False
    if not note.element_id:
        return True
    now = _note(finding, contents)
    same = (now.before == note.before, now.after == note.after)
    near = any(same) if now.element_id == note.element_id else all(same)
    return near and now.against == note.against


def _noted(draft: Draft) -> tuple[Ignored, ...]:
    """The stored notes; entries that are no notes, since the user may have edited the file, are left out."""
    try:
        found = json.loads(dict(draft.identity.particulars).get(IGNORED, "") or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(_read(one) for one in found if _is_note(one)) if isinstance(found, list) else ()


def _is_note(row: Any) -> bool:
    if not isinstance(row, list) or len(row) != 6 or not isinstance(row[5], list):
        return False
    return bool(row[0]) and all(isinstance(word, str) for word in (*row[:5], *row[5]))


def _read(row: list[Any]) -> Ignored:
    code, text, element_id, before, after, against = row
    return Ignored(code, text, element_id, before, after, tuple(against))


def _stored(notes: Iterable[Ignored]) -> str:
    rows = [astuple(note) for note in notes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def _written(draft: Draft, values: Mapping[str, str], place: Place, reason: str) -> Change:
    pairs = tuple({**dict(draft.identity.particulars), **values}.items())
    return difference(draft, replace(draft, identity=replace(draft.identity, particulars=pairs)), place, reason)
