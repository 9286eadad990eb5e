"""One thing with two values, anywhere in the document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from core.checks.figures.passages import NEAR, Figure, FigureSentence, figure_finding
from core.cooperative import YieldToUi, cooperatively
from core.model.finding import Finding

TWO_VALUES = "figures_two_values"

LEAST_KEY = 4  # characters of a label that tell one thing from another
MOST_APART = Decimal("1.25")  # two values further apart than this are two things
MOST_PLACES = 12  # of one label: what occurs more often is a phrase, not a thing

# The words that make a figure the one figure of the whole unit and year, and those that make it another one's.
TOTAL = re.compile(
    r"(?<!公)共(?!同|产|青|建|享|和)|现有|总(?=[人投面产量额数])|[全我][区县市省镇乡局校院]|全年|今年|上半年|累计|截至|目前"
)
OTHER_TIME = re.compile(
    r"去年|上年|前年|明年|下半年|近.年|[一二三四]季度|\d+月|(?:19|20)\d\d年|计划|目标|力争|将|拟|要|确保|争取|预计|新增|增加|减少"
)
SPANS = (("year", re.compile("全年|今年")), ("half", re.compile("上半年")), ("all", re.compile("累计")))
DATED = re.compile(r"\d+(?:年度?|月底?|日)|[一二三四]季度|[上下]半年|[上去前明]年")
FILLED = re.compile(
    r"今年以来|截至目前|到目前为止|截至|目前|全年|上半年|今年|同时|其中|累计|合计|总计|共计|共有|现有|(?<!公)共(?!同|产|青|建|享|和)|已经?|约|近|超过|达到?"
    r"|[了各的为有]|\s|[一二三四五六七八九十]是|[全我][区县市省镇乡局校院]"
)
# Too common to name one thing: each project has its own 投资.
COMMON = re.compile(
    r"(?:完成|投入|安排|落实|争取|到位|实现|总|发放|累计)?(?:投资额?|资金|经费|产值|收入|项目|活动|会议|群众|人员|面积|补助|补贴)"
)

# Activities that are repeated, each time with another number of people.
REPEATED = re.compile(
    r"组织|参加|参与|走访|慰问|服务|接待|惠及|受益|出动|发动|动员|培训|轮训|邀请|召集|安排|抽调|选派|覆盖|吸引|谈话|约谈|表彰|下沉|帮助|救助|投入|讲|听"
)

YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
FAR = 400  # characters back in the paragraph that tell its year


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure with its sentence; ``key`` is what it counts and its unit, ``span`` the period it refers to."""

    key: tuple[str, str]
    passage: FigureSentence
    figure: Figure
    span: tuple[str, ...]


def labelled(passage: FigureSentence) -> Iterator[LabelledFigure]:
    """The figures of a sentence that have a usable label."""
    for figure in passage.figures:
        key = _key(figure)
        if key and figure.counts and not figure.inner:
            yield LabelledFigure((key, figure.unit), passage, figure, _span(passage, figure))


def check_labels(found: Iterable[Sequence[LabelledFigure]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Labels with two values that differ by little; ``found`` has the figures of each paragraph."""
    named: defaultdict[tuple[str, str], list[LabelledFigure]] = defaultdict(list)
    for here in chain.from_iterable(cooperatively(found, yield_to_ui)):
        named[here.key].append(here)
    for places in cooperatively(named.values(), yield_to_ui):
        if 1 < len(places) <= MOST_PLACES:
            yield from _compared(places)


def _key(figure: Figure) -> str:
    """The label of a figure without filler words; empty if it is too short to identify a thing."""
    lead = FILLED.sub("", figure.lead)
    tail = figure.tail if len(lead) < LEAST_KEY else ""
    key = lead + "＿" + FILLED.sub("", tail)
    shared = figure.unit == "%" and "占" in lead
    return "" if shared or len(key) <= LEAST_KEY or COMMON.fullmatch(key.replace("＿", "")) else key


def _span(passage: FigureSentence, figure: Figure) -> tuple[str, ...]:
    """The period of a figure: whether it is of the year, the half-year or cumulative, and the dates before it."""
    years = YEAR.findall(passage.content, max(0, figure.start - FAR), figure.start)[-1:]
    kinds = (name for name, words in SPANS if words.search(figure.clause))
    dates = DATED.findall(passage.content, max(passage.start, figure.start - NEAR), figure.start)
    return (next(kinds, ""), *years, *dates)


def _compared(places: Sequence[LabelledFigure]) -> Iterator[Finding]:
    first = places[0]
    for here in places[1:]:
        if here.figure.amount == first.figure.amount or here.passage is first.passage:
            continue
        if _is_one_thing(first, here) and _is_near(first.figure, here.figure):
            yield _finding(here, first)


def _is_one_thing(first: LabelledFigure, second: LabelledFigure) -> bool:
    if _is_total(first) and _is_total(second):
        return first.span == second.span
    return _is_beyond(first, second) or _is_beyond(second, first) or _are_heads(first, second)


def _are_heads(first: LabelledFigure, second: LabelledFigure) -> bool:
    """Whether both count people with one label and neither names a period: 发展党员100名, later 发展党员120名."""
    both = (first, second)
    timeless = all(not OTHER_TIME.search(each.figure.clause) and not each.span[0] for each in both)
    plain = all(each.figure.unit == "人" and not REPEATED.search(each.figure.clause) for each in both)
    return timeless and plain and first.span == second.span


def _is_beyond(total: LabelledFigure, other: LabelledFigure) -> bool:
    """Whether a figure without a period of its own exceeds the total with the same label."""
    kind, *dates = other.span
    plain = not kind and OTHER_TIME.search(other.figure.clause) is None and dates == list(total.span[1:])
    return plain and _is_total(total) and other.figure.amount > total.figure.amount


def _finding(here: LabelledFigure, first: LabelledFigure) -> Finding:
    before = first.passage.written(first.figure)
    return figure_finding(TWO_VALUES, here.passage, here.figure, (first.figure,), before=before)


def _is_total(here: LabelledFigure) -> bool:
    clause = here.figure.clause
    return TOTAL.search(clause) is not None and OTHER_TIME.search(clause) is None


def _is_near(first: Figure, second: Figure) -> bool:
    """Whether two values may be one that was updated in one place only; rounding differences do not count."""
    small, great = sorted((abs(first.amount), abs(second.amount)))
    rounded = great - small <= first.slack + second.slack
    return small > 0 and great / small <= MOST_APART and not rounded
