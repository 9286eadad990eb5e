"""Whether a number is a target that stands beside reports of what is, and its label with 目标."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.facts.clauses import BLANK
from core.facts.lexicon import Lexicon
from core.facts.sides import is_quantity
from core.facts.slots import SlotPlace, clause_start
from core.model.elements import Element, Role
from core.model.text import CLAUSE_END

TARGET = "目标"
LOOKED_BACK = 240  # characters of a sentence that says what is aimed at
LEAST_WORDS = 2  # characters of a label that can be told as a target
UNAIMED = frozenset(("duration", "rank"))
LEAST_BOUNDS = 2  # numbers with 左右 or 以上 in a sentence of nothing but targets
BOUND = re.compile("(?:左右|以内|以上|以下)(?=[，；。、]|$)")
AT_LEAST = re.compile("不(?:[少低多高]于|超过)$")
BY_YEAR = re.compile("(?:^|[，。；：、])(?:力争)?到(?P<year>20[0-9]{2}年)[底末]?")
DONE = re.compile("同比|环比|[比较][上去]年|完成|达到|已")
REACHING = re.compile(
    "(?<=..)(?:(?:突破|达到?|控制|保持|稳定)?[在为]?|(?:达|扩大?|提[升高]|增加?|上?升|下?降低?|压减|减少|缩短|延长)[至到])$"
)
COMPARED = re.compile("[高低快慢优好多少]于[^，。；：的]{2,8}的[约近]?$")  # 就业率高于2020年的93%: that is past
NEAR = 16  # characters before a number in which it is compared or bounded
ROOM = 26  # characters of a clause that is told as a target
OF_YEAR = re.compile("^[^，。；：、]{0,6}?(?P<year>20[0-9]{2}年)")


@dataclass(frozen=True, slots=True)
class Sections:
    """Whether a document is a plan as a whole, and the level of the heading above that begins plans; 0 for none."""

    is_plan: bool = False
    level: int = 0

    def after(self, lexicon: Lexicon, element: Element) -> "Sections":
        """The state below an element: a heading ends the sections of its own level and deeper ones."""
        level = element.level or element.depth or 1
        if element.role is not Role.HEADING or 0 < self.level < level:
            return self
        heading = element.content[: element.heading_length or len(element.content)]
        begins = lexicon.plan_headings.search(heading) and not lexicon.report_titles.search(heading)
        return Sections(self.is_plan, level if begins else 0)

    @property
    def is_planned(self) -> bool | None:
        """Whether a number below is planned; None for a plan as a whole, where nothing says so."""
        return None if self.is_plan else self.level > 0


def sections_of(lexicon: Lexicon, elements: Sequence[Element]) -> Sections:
    """The state before the first element: a title that names a plan, and no report."""
    title = "".join(element.content for element in elements if element.role in (Role.TITLE, Role.SUBTITLE))
    return Sections(bool(lexicon.plan_titles.search(title)) and not lexicon.report_titles.search(title))


def as_target(here: SlotPlace, words: str) -> str:
    """The label with 目标, without 力争 and the like in front, where its number is a target."""
    if here.is_planned is None or not is_quantity(here.slot) or here.slot.subkind in UNAIMED:
        return words
    year = _year_aimed_at(here)
    is_told = len(words) < LEAST_WORDS or here.lexicon.aims.search(words) is not None
    if is_told or not (year or _is_aimed(here)):
        return words
    return _told(here.lexicon.leading_aims.sub("", words), year)


def _told(words: str, year: str) -> str:
    if BLANK in words:
        return f"{TARGET}：{words}" if len(words) <= ROOM and not words.startswith(BLANK) else words
    return f"{year * (year not in words)}{REACHING.sub('', words)}{TARGET}"


def _is_aimed(here: SlotPlace) -> bool:
    """Whether the clause of a number, its sentence or its section says that it is a target."""
    clause = _clause(here)
    is_compared = COMPARED.search(here.text, max(0, here.slot.start - NEAR), here.slot.start) is not None
    if is_compared or here.lexicon.past.search(clause):
        return False
    if here.is_planned or here.lexicon.aimed_verbs.search(clause) or _opens_with_aim(here, clause):
        return True
    sentence, place = _sentence(here)
    return here.lexicon.aims_ahead.search(sentence[:place]) is not None or _is_bounded(sentence)


def _opens_with_aim(here: SlotPlace, clause: str) -> bool:
    """提出物价涨幅3%左右, and 招生不少于300人, which is no rule for each time (每次不少于2天)."""
    if AT_LEAST.search(here.text, max(0, here.slot.start - NEAR), here.slot.start) and "每" not in clause:
        return True
    return here.lexicon.leading_aims.match(clause) is not None and BOUND.match(here.text, here.slot.reach) is not None


def _year_aimed_at(here: SlotPlace) -> str:
    """2025年 of 到2025年产值突破3亿元, 2030年 of 明确2030年占比100%: a later year that the clause names."""
    start, clause = clause_start(here.text, here.slot.start), _clause(here)
    if here.lexicon.past.search(clause):
        return ""
    left = here.text[start : here.slot.start]
    found = BY_YEAR.match(left) or (OF_YEAR.match(left) if here.lexicon.leading_aims.match(left) else None)
    return found["year"] if found else ""


def _is_bounded(sentence: str) -> bool:
    """蔬菜产量增长6%左右，新增岗位300个以上: several numbers with a bound, and nothing that is done."""
    return len(BOUND.findall(sentence)) >= LEAST_BOUNDS and not DONE.search(sentence)


def _clause(here: SlotPlace) -> str:
    end = CLAUSE_END.search(here.text, here.slot.reach)
    return here.text[clause_start(here.text, here.slot.start) : end.start() if end else len(here.text)]


def _sentence(here: SlotPlace) -> tuple[str, int]:
    """The sentence of a number up to its 。 and where the number stands in it."""
    low = max(0, here.slot.start - LOOKED_BACK)
    start = max(low, here.text.rfind("。", low, here.slot.start) + 1)
    end = here.text.find("。", here.slot.reach, here.slot.reach + LOOKED_BACK)
    return here.text[start : end if end >= 0 else here.slot.reach + LOOKED_BACK], here.slot.start - start
