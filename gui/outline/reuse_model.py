"""沿用率 for the outline: of each section with everything under it, the shares carried over, lightly changed, new."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from core.model.draft import Draft
from core.model.outline import Section, sections
from core.workflows.checking.consistency import reuse_of, total_reuse
from gui.outline.sections import key_of

if TYPE_CHECKING:  # loaded with the checks, after the draft
    from core.workflows.checking.consistency import ReuseShare

Shares = Mapping[str, "ReuseShare"]
"""By the section's key (gui.outline.sections); the whole draft's has an empty one."""


def shares_of(draft: Draft) -> Shares:
    """Runs in the background: none for a draft without basis documents, nor for sections without text."""

    if not draft.basis:
        return {}
    own = {share.key: share for share in reuse_of(draft)}
    found = sections(draft.elements)
    result = {"": total_reuse(tuple(own.values()))}
    for number, section in enumerate(found):
        below = _below(section.depth, found[number + 1 :])
        result[key_of(section)] = total_reuse([own[each.key] for each in (section, *below)])
    return {key: share for key, share in result.items() if share.total}


def _below(depth: int, following: Sequence[Section]) -> list[Section]:
    """The sections under one of this depth, which follow it directly; 引言 and 落款 have none."""
    return list(takewhile(lambda other: 0 < depth < other.depth, following))


def share_text(share: "ReuseShare") -> str:
    """沿用 62%，略改 20%，新写 18%: whole percentages that add up to 100."""
    kept, new = (round(100 * part / share.total) for part in (share.unchanged, share.new))
    changed = max(100 - kept - new, 0)
    return f"沿用 {kept}%，略改 {changed}%，新写 {new}%"
