"""Length of texts, and target lengths of a draft's sections."""

import json
import re
from dataclasses import replace

from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.particulars import TARGETS
from core.model.spans import Place

FRONT = "front"
"""The section before the first heading, which has no heading to be called by."""

MOST = 100_000
"""Characters; more than any section has."""

# Word counts each character of Chinese writing, punctuation included, as one, and so any run of others between spaces
# or such characters.
_EAST = "\u2e80-\u2fff\u3001-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003ffff“”‘’—…·"
COUNTED = re.compile(f"[{_EAST}]|[^\\s{_EAST}]+")


def count_signs(text: str) -> int:
    """What Word and WPS call 字数.

    >>> count_signs("举办培训48期，覆盖 3.5 万人。")
    13
    """
    return len(COUNTED.findall(text))


def targets_of(draft: Draft) -> dict[str, int]:
    """The target lengths of sections, by the id of their heading or FRONT, where one is set."""
    try:
        found = json.loads(dict(draft.identity.particulars).get(TARGETS, "") or "{}")
    except (ValueError, RecursionError):
        return {}  # the user may have edited the file: no target is better than no draft
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: count for key, count in pairs if type(count) is int and 0 < count <= MOST}


def set_target(draft: Draft, key: str, count: int) -> Change:
    """Set the target length of a section in characters; 0 removes it. BadUse for an unknown section or count."""
    known = dict.fromkeys(element.id for element in draft.elements)
    if key not in (FRONT, *known):
        raise BadUse("unknown_heading", id=key)
    if not 0 <= count <= MOST:
        raise BadUse("target_unusable", most=str(MOST))
    requested = {**targets_of(draft), key: count}
    targets = {other: wanted for other, wanted in requested.items() if wanted}
    place = key if key in known else next(iter(known), "")
    return _noted(draft, place, json.dumps(targets) if targets else "")


def _noted(draft: Draft, element_id: str, text: str) -> Change:
    kept = {name: value for name, value in draft.identity.particulars if name != TARGETS}
    if text:
        kept[TARGETS] = text
    identity = replace(draft.identity, particulars=tuple(kept.items()))
    return difference(draft, replace(draft, identity=identity), Place(element_id), "填写目标字数")
