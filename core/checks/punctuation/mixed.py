"""Marks that one document writes in two forms: ％ and %, ＋ and +, full-width and half-width digits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.checks.checked_text import checked
from core.checks.reporting import finding
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span


class _Pair(NamedTuple):
    """Two forms of one mark; ``signs`` are the characters that one of them has."""

    name: str
    signs: str
    one: re.Pattern[str]
    other: re.Pattern[str]


WIDER = 0xFEE0
"""From a half-width character to its full-width one."""

PAIRS = (
    _Pair("百分号", "%％", re.compile("%"), re.compile("％")),
    _Pair("加号", "+＋", re.compile(r"\+(?<=[\u4e00-\u9fff”].)(?=[\u4e00-\u9fff“])"), re.compile("＋")),
    _Pair("浪纹线", "~～", re.compile(r"~(?<=[0-9％%年月日].)(?=[0-9])"), re.compile("～")),
    _Pair(
        "数值范围的连接号", "-－~～", re.compile(r"[-－](?<=\d[%％].)(?=\d)"), re.compile(r"[~～](?<=\d[%％].)(?=\d)")
    ),
    _Pair("字母", "", re.compile("[A-WYZa-wyz]+"), re.compile("[Ａ-ＷＹＺａ-ｗｙｚ]+")),
    _Pair("数字", "", re.compile("[0-9]+"), re.compile("[０-９]+")),
)


def check_mixed(elements: Sequence[Element]) -> Iterator[Finding]:
    """One finding for each pair of forms that both occur, at the rarer one, with the usual one as replacement."""
    hits: dict[re.Pattern[str], list[Hit]] = {}
    for _, marks in checked(elements).per_paragraph(_marks_in):
        for pattern, found in marks:
            hits.setdefault(pattern, []).extend(found)
    for pair in PAIRS:
        one, other = hits.get(pair.one, []), hits.get(pair.other, [])
        if one and other:
            rare, usual = (one, other) if len(one) < len(other) else (other, one)
            yield _finding(pair.name, rare, usual)


Hit = tuple[Place, str]


def _marks_in(element: Element) -> tuple[tuple[re.Pattern[str], list[Hit]], ...]:
    """The patterns that are found in a paragraph, each with where."""
    content = element.content
    there = (pair for pair in PAIRS if not pair.signs or any(sign in content for sign in pair.signs))
    patterns = (pattern for pair in there for pattern in (pair.one, pair.other))
    found = ((pattern, _hits(element, pattern)) for pattern in patterns)
    return tuple((pattern, hits) for pattern, hits in found if hits)


def _hits(element: Element, pattern: re.Pattern[str]) -> list[Hit]:
    return [(Place(element.id, Span(*match.span())), match.group()) for match in pattern.finditer(element.content)]


def _written(text: str, usual: str) -> str:
    """The text in the usual writing: another mark, or the same figures and letters in the other width."""
    is_mark = len(text) == len(usual) == 1 and not text.isalnum()
    return usual if is_mark else text.translate(_table(usual))


def _table(usual: str) -> dict[int, int]:
    """Full-width figures and letters from half-width ones, or the other way round."""
    wide = {code: code + WIDER for code in range(ord("!"), ord("~") + 1)}
    return {full: half for half, full in wide.items()} if usual.isascii() else wide


def _finding(name: str, rare: Sequence[Hit], usual: Sequence[Hit]) -> Finding:
    """A hint; a warning where both stand in one paragraph."""
    place, text = rare[0]
    right = _written(text, usual[0][1])
    beside = {one.element_id for one, _ in rare} & {one.element_id for one, _ in usual}
    severity = Severity.WARNING if beside else Severity.HINT
    same = all(one == text for _, one in rare)
    found = finding("marks_mixed", place, text, right if same else None, name=name, count=str(len(rare)))
    return replace(found, severity=severity, others=tuple(place for place, _ in rare[1:]))
