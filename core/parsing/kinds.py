"""Which of the report kinds a document is, by its title or, without one, by its outline and wording."""

import re
from collections.abc import Sequence

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.parsing.phrases import TITLE_END

MAIN_POINTS, HALF_YEAR, YEAR, BRIEFING = "年度工作要点", "上半年工作总结", "年度工作总结", "工作汇报"
_OTHER = re.compile(
    r"(?:通知|决定|意见|办法|规定|条例|细则|方案|规划|纲要|公告|通告|通报|请示|批复|函|纪要|公报|决议|预案|章程|制度)(?:[（(].*)?$"
)
_POINTS = re.compile(r"要点(?!.*通知$)|关于印发.*工作要点")
_ORAL = re.compile(r"汇报|讲话|述职|报告|发言|致辞|情况")
_HALF = re.compile(r"上半年|半年|1[-－—–至~]6月|一至六月")
_SUMMING_UP = re.compile(
    r"(?:开展|完成|进展|主要|工作|落实)情况|工作回顾|主要做法|工作成效|主要成[效绩]"
    r"|存在(?:的)?(?:主要)?(?:问题|不足|困难)|问题和(?:不足|困难)"
    r"|下一步|下半年|明年|下一年|今后|工作(?:计划|打算|思路|安排)|重点任务"
)
_AIMS = re.compile(r"总体(?:要求|思路)|指导思想")
_SPOKEN = re.compile(
    r"由我汇报|我.{0,10}(?:作|做).{0,12}(?:汇报|报告|发言)|现将.{2,40}汇报如下|汇报如下|同志们|各位(?:领导|代表|委员)"
)


def recognise_kind(titles: Sequence[str], elements: Sequence[Element], numbering: Numbering) -> str | None:
    """The kind's name as in ``templates/``, by the first of the titles (title, subtitles) that tells it, by its text where
    they only hold slogans, or None when the document is none of them."""
    for title in titles:
        kind = _by_title(title)
        if kind:
            return kind
    named = any(TITLE_END.search("".join(title.split())) for title in titles)
    return None if named else _by_text(elements, numbering)


def _by_title(title: str) -> str | None:
    bare = "".join(title.split())
    if _POINTS.search(bare):
        return MAIN_POINTS
    if _OTHER.search(bare):
        return None
    if _HALF.search(bare) and re.search(r"总结|小结|情况", bare):
        return HALF_YEAR
    if re.search(r"总结|小结|工作综述", bare):
        return YEAR
    return BRIEFING if _ORAL.search(bare) else None


def _by_text(elements: Sequence[Element], numbering: Numbering) -> str | None:
    headings = "\n".join(_texts(elements, (Role.HEADING,)))
    opening = "\n".join(_texts(elements, (Role.ADDRESSEE, Role.PREAMBLE)))
    ending = "\n".join(_texts(elements, (Role.CLOSING, Role.VOCATIVE)))
    if _SPOKEN.search(opening + ending):
        return BRIEFING
    if _SUMMING_UP.search(headings):
        return HALF_YEAR if _HALF.search(opening + headings) else YEAR
    if numbering.mode is NumberingMode.RUN_ON or (headings and _AIMS.search(opening + headings)):
        return MAIN_POINTS
    return None


def _texts(elements: Sequence[Element], roles: tuple[Role, ...]) -> list[str]:
    """The beginnings of the elements with these roles; of headings only the upper two levels."""
    return [
        (element.heading or element.text)[:300] for element in elements if element.role in roles and element.level <= 2
    ][:60]
