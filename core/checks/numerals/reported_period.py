"""The time that a report says it is about, against its title: 现将2022年度工作情况总结如下 under a title of 2023."""

import re
from collections.abc import Iterator, Sequence

from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Span

PERIOD = r"年度|全年|[上下]半年|第?[一二三四]季度"
WHEN = re.compile(rf"(?P<year>20\d\d)(?:年(?!度))?(?P<period>{PERIOD})?")
SAID = re.compile(r"现[将就把](?P<said>[^。；]{4,40}?)(?:总结|汇报|报告|述职|通报|说明|公布)如下")
SUMMING = re.compile("总结|汇报|述职")
"""Reports of a year may be named by the year in which they are given; these never are."""

WHOLE = ("年度", "全年")
"""Ways to say that it is the whole year."""


def check_reported_period(elements: Sequence[Element]) -> Iterator[Finding]:
    """The year or the part of it where the report is announced, if the title has one other."""
    titles = "".join(element.content for element in elements if element.role in (Role.TITLE, Role.SUBTITLE))
    named = list(WHEN.finditer(titles))
    if len(named) != 1 or not SUMMING.search(titles):
        return
    for element in elements:
        for match in SAID.finditer(element.content) if "如下" in element.content else ():
            when = list(WHEN.finditer(match["said"]))
            if len(when) == 1:
                yield from _against(element, match.start("said"), when[0], named[0])


def _against(element: Element, start: int, said: re.Match[str], title: re.Match[str]) -> Iterator[Finding]:
    if said["year"] != title["year"]:
        yield finding_at(element, Span(*said.span("year")).moved(start), "title_period", title["year"])
    elif said["period"] and title["period"] and _part(said["period"]) != _part(title["period"]):
        yield finding_at(element, Span(*said.span("period")).moved(start), "title_period", title["period"])


def _part(period: str) -> str:
    return "" if period in WHOLE else period.removeprefix("第")
