"""Which of the report kinds a document is, by its title or, without one, by its outline and wording."""

from collections.abc import Sequence

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.parsing.kind_words import KindWords
from core.parsing.phrases import Phrases

MAIN_POINTS, HALF_YEAR, YEAR, BRIEFING = "年度工作要点", "上半年工作总结", "年度工作总结", "工作汇报"


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
    bare = "".join(title.split())
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
