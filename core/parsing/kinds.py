"""Which of the report kinds a document is, by its title or, without one, by its outline and wording."""

import re
from collections.abc import Sequence

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.parsing.kind_words import KindWords
from core.parsing.phrases import Phrases

JOINED_PLAN = re.compile(
    r"((?:总结|小结|综述|情况|汇报|报告|回顾|述职|成效)(?:报告|汇报)?)(?:以及|及其|及|和|与|暨|并|兼|、)"
    r"(?:[今明来本次]年度?|下一?年度?|20\d\d年度?|下一?步|[上下]半年|下一?阶段)?[^，。；、]{0,12}?"
    r"(?:要点|计划|安排|打算|思路|谋划|部署|重点任务|重点工作|任务|目标|设想)"
)
MAIN_POINTS, HALF_YEAR, YEAR, BRIEFING = "年度工作要点", "上半年工作总结", "年度工作总结", "工作汇报"


def main_part(title: str) -> str:
    """The title without blanks, and without the plan that it adds to an account: the account comes first and is what the
    document is.

    >>> main_part("青禾县2024年工作总结及2025年工作要点"), main_part("2024年工作情况和2025年工作要点的报告")
    ('青禾县2024年工作总结', '2024年工作情况的报告')
    """
    return JOINED_PLAN.sub(r"\1", "".join(title.split()))


def recognise_kind(
    titles: Sequence[str], elements: Sequence[Element], numbering: Numbering, phrases: Phrases
) -> str | None:
    """The kind's name as in ``templates/``, by the first of the titles (title, subtitles) that tells it, by its text where
    they only hold slogans, or None when the document is none of them."""
    for title in titles:
        kind = _by_title(title, phrases.kinds)
        if kind:
            return kind
    named = any(phrases.titles.end.search("".join(title.split())) for title in titles)
    return None if named else _by_text(elements, numbering, phrases.kinds)


def _by_title(title: str, words: KindWords) -> str | None:
    bare = main_part(title)
    if words.points.search(bare):
        return MAIN_POINTS
    if words.other.search(bare):
        return None
    if words.half.search(bare) and words.half_year.search(bare):
        return HALF_YEAR
    if words.year.search(bare):
        return YEAR
    return BRIEFING if words.briefing.search(bare) else None


def _by_text(elements: Sequence[Element], numbering: Numbering, words: KindWords) -> str | None:
    headings = "\n".join(_texts(elements, (Role.HEADING,)))
    opening = "\n".join(_texts(elements, (Role.ADDRESSEE, Role.PREAMBLE)))
    ending = "\n".join(_texts(elements, (Role.CLOSING, Role.VOCATIVE)))
    if words.spoken.search(opening + ending):
        return BRIEFING
    if words.summing_up.search(headings):
        return HALF_YEAR if words.half.search(opening + headings) else YEAR
    if numbering.mode is NumberingMode.RUN_ON or (headings and words.aims.search(opening + headings)):
        return MAIN_POINTS
    return None


def _texts(elements: Sequence[Element], roles: tuple[Role, ...]) -> list[str]:
    """The beginnings of the elements with these roles; of headings only the upper two levels."""
    return [
        (element.heading or element.text)[:300] for element in elements if element.role in roles and element.level <= 2
    ][:60]
