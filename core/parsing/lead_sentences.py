"""Leads: a first sentence that names the topic of a point or of the first paragraph under a heading."""

import re

from core.model.elements import Role
from core.parsing.lines import after_space, first_end
from core.parsing.topic_words import TopicWords

_ROW = re.compile(r"一是|一要|第一[，、]|首先[，、]")


def lead_cut(content: str, role: Role, topics: TopicWords, *, after_heading: bool) -> int:
    """Length of the lead with its stop, 0 for none.

    A point has one when a short topical sentence opens it; a body paragraph only straight under a heading and when
    the row 一是… begins right after it.
    """
    end = first_end(content)
    limit = 45 if role is Role.POINT else 76
    if not 1 <= end <= limit or content[end - 1] != "。" or topics.worth(content[: end - 1]) <= -1.5:
        return 0
    cut = after_space(content, end)
    leads = content[cut:] if role is Role.POINT else after_heading and _ROW.match(content, cut)
    return cut if leads else 0
