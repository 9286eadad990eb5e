"""Where a word counts as wrong: the small notation of the tables in ``resources/words/``, described in their heads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

REACH = 24
"""Characters beside a word that a condition may speak of."""

FAR = 300
"""Characters beside a word within which its sentence ends."""

GAP = r"[^，。；：！？、\n]{0,10}?"
EDGE_BEFORE, EDGE_AFTER = r"[，。；：！？、“”‘（(《》\s]", r"[，。；：！？、”’“）)《\s]"
FIGURE = r"[0-9０-９*×xXＸ○〇一二三四五六七八九十百]+"
DAY = rf"(?:{FIGURE}年|{FIGURE}月|{FIGURE}日|目前|今日|当前|现在|去年|今年|上年|本月|年底|上月|月底|上半年|此时)"
SENTENCE_END = "。；！？\n"
SHAPES = MappingProxyType({"…": GAP, "〔数〕": FIGURE, "〔日期〕": DAY})
KINDS = MappingProxyType(
    {"前面是": True, "前面不是": False, "后面是": True, "后面不是": False, "同句有": True, "同句没有": False}
)
INSIDE = re.compile(r"不在\s+(?P<words>\S+)\s+里")
ANY_EDGE = "不看词界"
"""A wrong word is reported even where its edge cuts a word of the dictionary in two."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a condition: ``where`` is 前, 后, 同 or 不; ``holds`` says whether the pattern must be there."""

    where: str
    holds: bool
    pattern: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()


def parse_conditions(written: str, groups: Mapping[str, str]) -> tuple[Condition, ...]:
    """The parts of a condition set apart by ；; ValueError for one that is not understood.

    >>> [part.where for part in parse_conditions("前面是 已经/早已；后面不是 日期", {})]
    ['前', '后']
    """
    parts = [part.strip() for part in re.split("[；;]", written) if part.strip()]
    return tuple(_condition(part, groups) for part in parts if part != ANY_EDGE)


def _condition(part: str, groups: Mapping[str, str]) -> Condition:
    inside = INSIDE.fullmatch(part)
    if inside:
        return Condition("不", False, None, tuple(inside["words"].split("/")))
    kind, _, words = part.partition(" ")
    if kind not in KINDS or not words.strip():
        raise ValueError(part)
    where = kind[0]
    pattern = "|".join(_shape(word.strip(), where, groups) for word in words.split("/") if word.strip())
    return Condition(where, KINDS[kind], re.compile(rf"(?:{pattern})\Z" if where == "前" else f"(?:{pattern})"))


def _shape(word: str, where: str, groups: Mapping[str, str]) -> str:
    edges = {"〔首〕": EDGE_BEFORE, "〔末〕": EDGE_AFTER} if where in "前后" else {}
    shapes = {**{f"〔{name}〕": f"(?:{some})" for name, some in groups.items()}, **SHAPES, **edges}
    pieces = re.split(r"(〔[^〕]*〕|…)", word)
    unknown = [piece for piece in pieces if piece.startswith("〔") and piece not in shapes]
    if unknown:
        raise ValueError(unknown[0])
    return "".join(shapes.get(piece, re.escape(piece)) for piece in pieces)


def are_met(conditions: tuple[Condition, ...], text: str, start: int, end: int) -> bool:
    """Whether the word at ``start`` to ``end`` of the text stands where the conditions say."""
    return all(_is_met(condition, text, start, end) for condition in conditions)


def _is_met(condition: Condition, text: str, start: int, end: int) -> bool:
    if condition.pattern is None:
        return not any(is_inside(word, text, start, end) for word in condition.words)
    if condition.where == "前":
        found = condition.pattern.search(text[start - REACH : start] if start >= REACH else "\n" + text[:start])
    elif condition.where == "后":
        found = condition.pattern.match(text[end : end + REACH] + "\n")
    else:
        found = condition.pattern.search(sentence_at(text, start, end))
    return (found is not None) is condition.holds


def is_inside(word: str, text: str, start: int, end: int) -> bool:
    """Whether the place of the text lies in an occurrence of ``word``.

    >>> is_inside("温度过高", "防止温度过高", 3, 5)
    True
    """
    at = word.find(text[start:end])
    while at >= 0:
        if start >= at and text.startswith(word, start - at):
            return True
        at = word.find(text[start:end], at + 1)
    return False


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence that a place of the text stands in; of one without an end what is beside the place.

    >>> sentence_at("要学深。要悟透，要做实。", 5, 7)
    '要悟透，要做实'
    """
    before, behind = text[max(start - FAR, 0) : start], text[end : end + FAR]
    first = max(before.rfind(mark) for mark in SENTENCE_END) + 1
    ends = [at for at in map(behind.find, SENTENCE_END) if at >= 0]
    return before[first:] + text[start:end] + behind[: min(ends, default=FAR)]
