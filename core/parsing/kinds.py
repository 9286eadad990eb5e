"""Which of the report kinds a document is, by its title or, without one, by its outline and wording."""

import re
from collections.abc import Sequence

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role

MAIN_POINTS, HALF_YEAR, YEAR, BRIEFING = "年度工作要点", "上半年工作总结", "年度工作总结", "工作汇报"
_OTHER = re.compile(r"(?:通知|决定|意见|办法|规定|条例|细则|方案|规划|纲要|公告|通告|通报|请示|批复|函|纪要|公报|决议|预案|章程|制度)(?:[（(].*)?$")
_HALF = re.compile(r"上半年|半年|1[-－—–至~]6月|一至六月")
_LOOKING_BACK = re.compile(r"(?:开展|完成|进展|主要|工作|落实)情况|工作回顾|主要做法|工作成效|主要成[效绩]")
_TROUBLES = re.compile(r"存在(?:的)?(?:主要)?(?:问题|不足|困难)|问题和(?:不足|困难)")
_AHEAD = re.compile(r"下一步|下半年|明年|下一年|今后|工作(?:计划|打算|思路|安排)|重点任务")
_SPOKEN = re.compile(r"由我汇报|我.{0,10}(?:作|做).{0,12}(?:汇报|报告|发言)|现将.{2,40}汇报如下|汇报如下|同志们|各位(?:领导|代表|委员)")


def recognise_kind(title: str | None, elements: Sequence[Element], numbering: Numbering) -> str | None:
    """The kind's name as in ``templates/``, or None when the document is none of them."""
    return _by_title(title) if title else _by_text(elements, numbering)


def _by_title(title: str) -> str | None:
    bare = "".join(title.split())
    if "要点" in bare and not bare.endswith("通知"):
        return MAIN_POINTS
    if re.search(r"关于印发.*工作要点", bare):
        return MAIN_POINTS
    if _OTHER.search(bare):
        return None
    if re.search(r"总结|小结", bare):
        return HALF_YEAR if _HALF.search(bare) else YEAR
    if _HALF.search(bare) and "情况" in bare:
        return HALF_YEAR
    if re.search(r"汇报|讲话|述职|报告|发言|致辞|情况", bare):
        return BRIEFING
    return None


def _by_text(elements: Sequence[Element], numbering: Numbering) -> str | None:
    headings = [element.heading for element in elements if element.role is Role.HEADING and element.level <= 2]
    opening = "".join(element.text[:400] for element in elements if element.role is Role.PREAMBLE)[:2000]
    ending = "".join(element.text[:200] for element in elements if element.role in (Role.CLOSING, Role.VOCATIVE))[:2000]
    if _SPOKEN.search(opening) or _SPOKEN.search(ending):
        return BRIEFING
    back = any(_LOOKING_BACK.search(heading) or _TROUBLES.search(heading) for heading in headings)
    if back or any(_AHEAD.search(heading) for heading in headings):
        half = _HALF.search(opening) or any(_HALF.search(heading) for heading in headings)
        return HALF_YEAR if half else YEAR
    aims = re.search(r"总体(?:要求|思路)|指导思想", opening + "".join(headings))
    if aims and headings or numbering.mode is NumberingMode.RUN_ON:
        return MAIN_POINTS
    return None
