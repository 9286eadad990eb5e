"""Figures of one kind in two scripts beside each other (GB/T 15835-2011, 4.3): 85% and 百分之八, 120人 and 三百二十人."""

import re
from collections.abc import Iterator

from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.numbering import han_to_int, int_to_han

DIGITS = "一二三四五六七八九"
PERCENT = re.compile(rf"百分之(?P<n>[{DIGITS}十]+)(?P<rest>点[零〇{DIGITS}]+)?(?![百几多余])")
FIGURE_PERCENT = re.compile(r"\d[%％]")
UNITS = "人次|人|名|个|项|户|家|处|件|场|座|所|次|亩|公里|万元|亿元|元"
COUNT = re.compile(rf"(?<![第初数几近百千万十零〇{DIGITS}])(?P<n>[{DIGITS}十百千零]{{2,}})(?P<unit>{UNITS})")
QUOTED = re.compile("“[^”]*”|《[^》]*》")
SENTENCE = re.compile("[^。；！？]+")


def check_kinds(element: Element) -> Iterator[Finding]:
    """Han figures in a sentence that has figures of the same kind in digits; rough ones and single characters stay."""
    if "百分之" not in element.content and not COUNT.search(element.content):
        return
    for sentence in SENTENCE.finditer(element.content):
        text = QUOTED.sub(lambda match: "“" * len(match.group()), sentence.group())
        if FIGURE_PERCENT.search(text):
            yield from _percents(element, sentence.start(), text)
        yield from _counts(element, sentence.start(), text)


def _percents(element: Element, start: int, text: str) -> Iterator[Finding]:
    for match in PERCENT.finditer(text):
        number = han_to_int(match["n"])
        rest = "".join(
            str("零一二三四五六七八九".index(one.replace("〇", "零"))) for one in (match["rest"] or "点")[1:]
        )
        if number:
            yield finding_at(
                element, Span(*match.span()).moved(start), "number_kinds", f"{number}{'.' + rest if rest else ''}%"
            )


def _counts(element: Element, start: int, text: str) -> Iterator[Finding]:
    for match in COUNT.finditer(text):
        number = han_to_int(match["n"]) or 0
        if int_to_han(number) == match["n"] and re.search(rf"\d[余多]?{match['unit']}", text):
            yield finding_at(element, Span(*match.span("n")).moved(start), "number_kinds", str(number))
