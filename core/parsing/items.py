"""Numbered paragraphs as candidates for headings, each judged alone by its shape and its first sentence; how deep
they lie.

Nesting is counted over the headings that were chosen, and whether their ordinals run on through the document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.numbering import ordinal_of
from core.parsing.lines import Line, after_space, first_end

# The colon of a time or a ratio (18：00) ends no label, but may stand in one.
_COLON = r"(?:(?<!\d)[：:]|[：:](?!\s?\d))"
_RATIO = r"(?<=\d)[：:](?=\d)"
_LABEL = re.compile(rf"(?:[^，。；：:！？、]|{_RATIO}){{2,16}}{_COLON}|(?:[^，。；：:！？]|{_RATIO}){{2,12}}{_COLON}")
_LONG_LABEL = re.compile(rf"(?:[^。；：:！？]|{_RATIO}){{2,40}}{_COLON}")
_SPACED = re.compile(r"[^，。；：:！？\s]{2,30}(?P<space>[\u3000]|\s{2,}|[ \t])\s*(?=\S)")
_LONGEST_VALUE = 40
# What is in brackets behind a sentence says who is to do it, no more: （牵头单位：区教育局）.
_ASIDE = re.compile(r"[（(][^（）()]{1,60}[）)]。?")
_MARKS = ("。", "：", ":")


class Form(StrEnum):
    """How the text after an ordinal is built."""

    ALONE = "alone"
    """A phrase without a final stop."""
    RUN = "run"
    """A first sentence (or label) and more."""
    SINGLE = "single"
    """One sentence with its stop."""
    MEMBER = "member"
    """A member of an enumeration, ending in a semicolon."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph: ``topic`` is what may be its heading, ``cut`` its length with mark and white space.

    ``aside`` says that only brackets follow the first sentence: （牵头单位：区教育局）.
    """

    line: Line
    form: Form
    topic: str
    cut: int
    labelled: bool = False
    aside: bool = False

    @property
    def number(self) -> int:
        """The ordinal's number."""
        return self.line.ordinal.number if self.line.ordinal else 0


def read_item(line: Line) -> Item:
    """See how a numbered paragraph is built."""
    known = _hinted(line) or _labelled(line)
    if known:
        return known
    rest = line.rest
    end = first_end(rest)
    spaced = _spaced(rest, end)
    if spaced:
        return spaced_item(line, spaced)
    if end < 0:
        return Item(line, Form.ALONE, rest[:200], len(rest))
    if rest[end - 1] in "；;":
        return _with_semicolon(line, rest, end)
    follows = after_space(rest, end)
    if not rest[follows:].strip("”’）)"):
        return Item(line, Form.SINGLE, rest[: end - 1], len(rest))
    return _with_aside(Item(line, Form.RUN, rest[: end - 1], follows))


def _with_aside(item: Item) -> Item:
    """An item as one sentence where but a bracket follows one that tells what was done."""
    if _ASIDE.fullmatch(item.line.rest[item.cut :]) is None:
        return item
    item = replace(item, aside=True)
    # Whether a sentence says what was done, with clauses and figures, rather than what is to be done:
    # 改造小区12个。
    tells = "，" in item.topic and item.line.phrases.topics.measured.search(item.topic) is not None
    return _as_sentence(item) if tells else item


def _as_sentence(item: Item) -> Item:
    return replace(item, form=Form.SINGLE, cut=len(item.line.rest))


def evened(items: Sequence[Item]) -> list[Item]:
    """Siblings of which but brackets follow, all as sentences where a third of them tell what was done."""
    asides = [item for item in items if item.aside]
    singles = sum(item.form is Form.SINGLE for item in asides)
    if singles * 3 < len(asides):
        return list(items)
    return [_as_sentence(item) if item.aside else item for item in items]


def _labelled(line: Line) -> Item | None:
    """An item that opens with a label: 指导思想：…"""
    label = _LABEL.match(line.rest)
    if label is None or label.end() >= len(line.rest):
        return None
    # Whether a label and its value are a member of a list: 1、工业总产值：1.2亿元；
    rest = line.rest
    is_listed_value = rest[-1] in "；;" and len(rest) <= _LONGEST_VALUE and first_end(rest) == len(rest)
    if is_listed_value:
        return Item(line, Form.MEMBER, label.group()[:-1], len(line.rest))
    return Item(line, Form.RUN, label.group()[:-1], after_space(line.rest, label.end()), labelled=True)


def spaced_item(line: Line, cut: int) -> Item:
    """An item whose heading is set off from the text by white space alone."""
    return Item(line, Form.RUN, line.rest[:cut].strip(), cut, labelled=True)


def _with_semicolon(line: Line, rest: str, end: int) -> Item:
    label = _LONG_LABEL.match(rest, 0, end)
    if label and len(rest) > end + 20:
        return Item(line, Form.RUN, label.group()[:-1], after_space(rest, label.end()), labelled=False)
    if rest[-1] in "；;" or end >= len(rest):
        return Item(line, Form.MEMBER, rest[: end - 1], len(rest))
    return Item(line, Form.SINGLE, rest[:200], len(rest))


def _spaced(rest: str, end: int) -> int:
    """Where the text starts after a phrase set off by white space, 0 if there is none."""
    match = _SPACED.match(rest[:60])
    if match is None or len(rest) < match.end() + 15:
        return 0
    narrow = match.group("space") in (" ", "\t")
    if narrow and len(match.group().strip()) > 16:
        return 0
    goes_on = end > match.end() or (end < 0 and len(rest) > 80)
    return match.end() if goes_on else 0


def _hinted(line: Line) -> Item | None:
    """What a different look of the paragraph's beginning says."""
    lead = line.look.lead if line.look else 0
    cut = lead - len(line.prefix)
    if not 2 <= cut <= 80 or lead >= len(line.text.rstrip()):
        return None
    head = line.rest[:cut].rstrip()
    if head.endswith(_MARKS):
        cut = len(head)
    elif line.rest.startswith(_MARKS, cut):
        cut += 1
    else:
        return None
    return Item(line, Form.RUN, line.rest[: cut - 1], after_space(line.rest, cut), labelled=True)


def worth(item: Item, followed: bool) -> float:
    """How much an item looks like a heading by itself: positive for yes. ``followed``: unnumbered text comes next."""
    if item.form is Form.MEMBER:
        return -6.0
    topic = item.topic
    score = (
        _length_worth(len(topic), alone=item.form is Form.ALONE)
        + item.line.phrases.topics.worth(topic)
        + _looks_worth(item)
    )
    if item.form is Form.ALONE:
        return score + _alone_worth(topic)
    if item.form is Form.SINGLE:
        return score + (0.5 if followed and len(topic) <= 30 else -5.0)
    return score + (1.0 if item.labelled else 0.5)


def _looks_worth(item: Item) -> float:
    look = item.line.look
    if look is None:
        return 0.0
    return (6.0 if look.outline_level else 0.0) + (2.0 if item.labelled and look.lead else 0.0)


def _alone_worth(topic: str) -> float:
    if topic.endswith(("，", ",", "、")):
        return -4.0
    if topic.endswith(("：", ":")):
        return -0.5 if len(topic) <= 20 else -3.0
    return 2.0


def _length_worth(length: int, *, alone: bool) -> float:
    for limit, value in ((2, 0.5), (12, 2.5), (24, 2.0), (35, 1.2), (45, 0.3), (60, -0.5), (75, -1.5)):
        if length <= limit:
            return value
    return -3.0 if alone else -6.0


# 第一部分 and 第一章 stand above 一、 though both have the shape of level 1.
_ABOVE = ("部分", "编", "篇", "章")


def depths(ranks: Sequence[int]) -> tuple[int, ...]:
    """Nesting depth (from 1) of headings whose ranks are given in order: a smaller rank lies higher."""
    above: list[int] = []
    found = []
    for rank in ranks:
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        found.append(len(above))
    return tuple(found)


def rank_of(shape: str, level: int) -> int:
    """The rank of a shape for nesting; ten times the level, less for parts and chapters."""
    if level == 1 and shape.startswith("第"):
        return 5 + (_ABOVE.index(shape.strip()[2:].strip()) if shape.strip()[2:].strip() in _ABOVE else 0)
    return level * 10


def numbering_of(elements: Sequence[Element]) -> Numbering:
    """Whether the ordinals of a level go on across the parts above it; the highest such level is named."""
    for level in (2, 3, 4):
        if _runs_on(elements, level):
            return Numbering(NumberingMode.RUN_ON, level)
    return Numbering()


def _runs_on(elements: Sequence[Element], level: int) -> bool:
    on = again = last = 0
    crossed = False
    for element in elements:
        if element.role is not Role.HEADING:
            continue
        if element.level < level:
            crossed = True
        elif element.level == level:
            ordinal = ordinal_of(element.prefix, element.level)
            number = ordinal.number if ordinal else 0
            if crossed and last:
                on += number == last + 1
                again += number == 1
            last, crossed = number, False
    return on > again
