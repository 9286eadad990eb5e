"""Character counts (字数) of a draft and its sections."""

from collections.abc import Iterable

from core.editing.lengths import FRONT, MOST, count_signs, set_target, targets_of
from core.model.blocks import NEUTRAL
from core.model.draft import Draft

__all__ = ("FRONT", "MOST", "count_signs", "length_of", "set_target", "targets_of")


def length_of(draft: Draft, ids: Iterable[str] | None = None) -> int:
    """字数 of these elements, or of the whole draft, with the numbers of headings and without what is struck out."""
    wanted = None if ids is None else frozenset(ids)
    shown = (each.without_struck() for each in draft.elements if wanted is None or each.id in wanted)
    return sum(count_signs(each.text.replace(NEUTRAL, "")) for each in shown)
