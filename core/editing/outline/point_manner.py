"""How points were written before they became sections, told in the history so that they come back as they were."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from core.editing.outline.renumber import without_renumber_note
from core.model.history import Step
from core.numbering import find_ordinal, write_ordinal

TO_SECTIONS = "变成小标题"


class PointLayout(StrEnum):
    """Where points stand: each in a paragraph, all in one behind other words, or all in one of their own."""

    EACH = ""
    BEHIND = "段内"
    ALONE = "整段"


class PointManner(NamedTuple):
    """The first point's marker as written, and where the points stand."""

    shape: str = "一是"
    layout: PointLayout = PointLayout.EACH

    @property
    def reason(self) -> str:
        """What the history says when points of this manner become sections: 段内一要…二要…变成小标题."""
        markers = dict.fromkeys(write_ordinal(number, self.shape) for number in (1, 2))  # a dash has no number
        return self.layout + "".join(f"{marker}…" for marker in markers) + TO_SECTIONS


def manner_before(steps: Iterable[Step], own: Collection[str], below: Collection[str]) -> PointManner | None:
    """The manner of the points that the sections ``below`` a heading were, by the last step that says so.

    Points behind other words left their paragraph, one of the heading's ``own``; others became the sections themselves.
    """
    for step in sorted(steps, key=lambda step: -step.number):
        manner = _told(step.reason)
        if manner is not None and step.element_id in (own if manner.layout is PointLayout.BEHIND else below):
            return manner
    return None


def _told(reason: str) -> PointManner | None:
    reason = without_renumber_note(reason)
    if not reason.endswith(TO_SECTIONS):
        return None
    layout = next((one for one in PointLayout if one and reason.startswith(one)), PointLayout.EACH)
    ordinal = find_ordinal(reason.removeprefix(layout))
    return PointManner(ordinal.shape, layout) if ordinal is not None else None
