"""Editing the particulars of a draft's Word file."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.dates import standard_day
from core.editing.text.one_line import one_line
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.particulars import CARD, DEPARTMENTS, FIT, KEPT, LAYOUT, LEFT_OUT, MANY, NAMES, UNFILLED, UNSIGNED
from core.model.spans import Place
from core.similarity import close_matches

DATE = "日期"
"""How the names of particulars end that are dates."""

KNOWN = (LAYOUT, CARD, KEPT, LEFT_OUT, UNFILLED, DEPARTMENTS, UNSIGNED, FIT, *NAMES)


def particulars_of(draft: Draft) -> dict[str, str]:
    """The draft's particulars by name; one that was cleared on purpose has an empty value."""
    return dict(draft.identity.particulars)


def set_particulars(draft: Draft, values: Mapping[str, str]) -> Change:
    """Write particulars by name; the others stay. An empty value is stored, so that none is proposed again.

    BadUse for an unknown name and for a value that cannot be stored.
    """
    given = {name: _tidy(name, text) for name, text in values.items()}
    found = particulars_of(draft)
    new = {name: text for name, text in given.items() if found.get(name) != text}
    pairs = tuple({**found, **new}.items())
    after = replace(draft, identity=replace(draft.identity, particulars=pairs)) if new else draft
    return difference(draft, after, Place(""), "填写" + "、".join(new))


def unknown_field(name: str, known: Collection[str]) -> BadUse:
    """The error for an unknown name: the most similar known name, and all known names."""
    near = close_matches(name, known, 1, 0.4)
    code = "unknown_field_near" if near else "unknown_field"
    return BadUse(code, name=name, near="".join(near), known="、".join(known))


def _tidy(name: str, text: str) -> str:
    if name not in KNOWN:
        raise unknown_field(name, KNOWN)
    if name in MANY:
        text = "、".join(line.strip() for line in text.splitlines() if line.strip())
    if name == UNFILLED:  # as many ids as there are masks, written by the program alone
        return text
    text = one_line(text).strip()
    return standard_day(text) or text if name.endswith(DATE) else text
