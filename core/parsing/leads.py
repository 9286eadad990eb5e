"""Leads: a first sentence that names the topic of a point or of the first paragraph under a heading."""

import re

from core.model.elements import Role
from core.parsing.items import wording_worth
from core.parsing.lines import after_space, first_end

_ROW = re.compile(r"一是|一要|第一[，、]|首先[，、]")


def lead_cut(content: str, role: Role, *, after_heading: bool) -> int:
    """Length of the lead with its stop, 0 for none.

    A point has one when a short topical sentence opens it; a body paragraph only straight under a heading and when
    the row 一是… begins right after it.
    """
    if role not in (Role.POINT, Role.BODY):
        return 0
    end = first_end(content)
    if end < 3 or end > 76 or content[end - 1] != "。":
        return 0
    cut = after_space(content, end)
    if cut >= len(content.rstrip()):
        return 0
    topic = content[: end - 1]
    if role is Role.BODY:
        return cut if after_heading and _ROW.match(content, cut) and wording_worth(topic) > -1.5 else 0
    return cut if end <= 45 and wording_worth(topic) > -1.5 else 0
