"""Consistency of figures: contradictions within a document, each with both places."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, permutations
from operator import itemgetter
from typing import NamedTuple

from core.checks.checked_text import CheckedText, ParagraphCache
from core.checks.figures.arithmetic import (
    DOWN,
    UP,
    Move,
    check_changes,
    check_ranges,
    check_shares,
    check_sums,
    contradicted,
    is_pair,
)
from core.checks.figures.passages import (
    NEAR,
    Figure,
    FigureSentence,
    FigureWords,
    ParagraphFacts,
    figure_finding,
    figure_sentences,
    with_facts,
)
from core.checks.figures.values import Value, value_of
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.finding import Finding, Severity
from core.model.text import WITHIN_CLAUSE

# One thing with two values, anywhere in the document.

TWO_VALUES = "figures_two_values"

LEAST_KEY = 4  # characters of a label that tell one thing from another
NUMBERED = re.compile(r"·\d+$")
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


YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
OWN_YEAR = re.compile(r"(?:19|20)\d\d年(?![初底末])")
BEFORE_NAME = re.compile(r"^(?:(?:19|20)\d\d年)?(?:完成|实现)?")
AHEAD = re.compile("计划|目标|力争|预期|打算|确保")
FAR_APART = 400  # characters back in the paragraph that tell its year


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
        key = _key(figure, passage.words)
        if key and figure.counts and not figure.inner:
            # The period of a figure: whether it is of the year, the half-year or cumulative, and the dates before
            # it.
            years = YEAR.findall(passage.content, max(0, figure.start - FAR_APART), figure.start)[-1:]
            kinds = (name for name, words in SPANS if words.search(figure.clause))
            dates = DATED.findall(passage.content, max(passage.start, figure.start - NEAR), figure.start)
            yield LabelledFigure((key, figure.unit), passage, figure, (next(kinds, ""), *years, *dates))


def check_labels(found: Iterable[Sequence[LabelledFigure]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Labels with two values that differ by little; ``found`` has the figures of each paragraph."""
    named: defaultdict[tuple[str, str], list[LabelledFigure]] = defaultdict(list)
    for here in chain.from_iterable(cooperatively(found, yield_to_ui)):
        named[here.key].append(here)
    for places in cooperatively(named.values(), yield_to_ui):
        if 1 < len(places) <= MOST_PLACES:
            yield from _compared(places)


def _key(figure: Figure, words: FigureWords) -> str:
    """The label of a figure without filler words; empty if it is too short to identify a thing."""
    lead = FILLED.sub("", figure.lead)
    if words.indicators.search(lead):
        lead = BEFORE_NAME.sub("", lead)
    tail = figure.tail if len(lead) < LEAST_KEY else ""
    key = lead + "＿" + FILLED.sub("", tail)
    shared = figure.unit == "%" and "占" in lead
    return "" if shared or len(key) <= LEAST_KEY or COMMON.fullmatch(key.replace("＿", "")) else key


def _compared(places: Sequence[LabelledFigure]) -> Iterator[Finding]:
    first = places[0]
    for here in places[1:]:
        if here.figure.amount == first.figure.amount or here.passage is first.passage:
            continue
        if _is_same_label(first, here) and _is_near(first.figure, here.figure):
            before = first.passage.written(first.figure)
            found = figure_finding(TWO_VALUES, here.passage, here.figure, (first.figure,), before=before)
            is_exact = _are_indicators(first, here) or _named(first) == _named(here)
            yield replace(found, severity=Severity.WARNING) if is_exact else found


def _named(here: LabelledFigure) -> tuple[str, str]:
    """The name of the fact without the number that tells equal names apart, and its unit."""
    return NUMBERED.sub("", here.figure.fact.label), here.figure.fact.unit


def _is_same_label(first: LabelledFigure, second: LabelledFigure) -> bool:
    if _are_indicators(first, second):
        return True
    if _is_total(first) and _is_total(second):
        return first.span == second.span
    return _is_beyond(first, second) or _is_beyond(second, first) or _are_heads(first, second)


def _are_indicators(first: LabelledFigure, second: LabelledFigure) -> bool:
    """Whether both are what has one figure a year by its name, such as 地区生产总值, and neither is of another year."""
    name = first.key[0].partition("＿")[0]
    (kind, *dates), (other_kind, *other_dates) = first.span, second.span
    one_period = kind == other_kind or "" in (kind, other_kind)
    one_year = set(dates) == set(other_dates) or not dates or not other_dates
    is_named = first.passage.words.indicators.search(name) is not None
    return is_named and one_period and one_year and not any(map(_is_incomparable, (first, second)))


def _is_incomparable(here: LabelledFigure) -> bool:
    """Whether the figure is one of another period, one that is still to be reached, or only a round bound (突破120亿元)."""
    if here.figure.value is None or here.figure.value.rough:
        return True
    before = here.passage.content[here.passage.start : here.figure.start]
    return OTHER_TIME.search(OWN_YEAR.sub("", here.figure.clause)) is not None or AHEAD.search(before) is not None


def _are_heads(first: LabelledFigure, second: LabelledFigure) -> bool:
    """Whether both count people with one label and neither names a period: 发展党员100名, later 发展党员120名."""
    both = (first, second)
    timeless = all(not OTHER_TIME.search(each.figure.clause) and not each.span[0] for each in both)
    plain = all(
        each.figure.unit == "人" and not each.passage.words.repeated.search(each.figure.clause) for each in both
    )
    return timeless and plain and first.span == second.span


def _is_beyond(total: LabelledFigure, other: LabelledFigure) -> bool:
    """Whether a figure without a period of its own exceeds the total with the same label."""
    kind, *dates = other.span
    plain = not kind and OTHER_TIME.search(other.figure.clause) is None and dates == list(total.span[1:])
    return plain and _is_total(total) and other.figure.amount > total.figure.amount


def _is_total(here: LabelledFigure) -> bool:
    clause = here.figure.clause
    return TOTAL.search(clause) is not None and OTHER_TIME.search(clause) is None


def _is_near(first: Figure, second: Figure) -> bool:
    """Whether two values may be one that was updated in one place only; rounding differences do not count."""
    small, great = sorted((abs(first.amount), abs(second.amount)))
    rounded = great - small <= first.slack + second.slack
    return small > 0 and great / small <= MOST_APART and not rounded


# This year's figure, last year's and the stated change, in any order: 来访120件，同比上升20%（去年同期100件）.

SCALE, FRACTION = "figures_scale", "figures_fraction"
FAR = 1000
SHARES = frozenset(("%", "‰", "个百分点"))
"""Units of shares, which may well change a thousandfold."""

WHOLE = re.compile(r"[人名户家辆栋幢件所](?:次)?")
"""Units of what only exists as a whole; an hour or a project can be half done."""

EACH = re.compile(r"每|均|密度|(?<![\d余多几])[百千万]人")
PER_UNIT = re.compile("率|比|规模|折合|当量|指数")
"""Words before averages and rates, which may be fractions: the former apply to the rest of the sentence, the latter up to the comma."""


class ScaleError(NamedTuple):
    """A figure whose size or fraction says that a scale is wrong; ``before`` is last year's as written."""

    code: str
    passage: FigureSentence
    figure: Figure
    before: str


def scale_errors(passage: FigureSentence) -> Iterator[ScaleError]:
    """The figures of a sentence whose scale is probably wrong."""
    for figure in passage.figures:
        code, before = _contradicted(passage, figure)
        if code:
            yield ScaleError(code, passage, figure, before)


def check_scales(found: Iterable[Sequence[ScaleError]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """One finding for each field with such figures, with all its places; ``found`` has those of each paragraph."""
    places: defaultdict[tuple[str, str], list[ScaleError]] = defaultdict(list)
    for one in chain.from_iterable(cooperatively(found, yield_to_ui)):
        places[one.code, one.figure.fact.field].append(one)
    for first, *more in places.values():
        others = (other.figure for other in more)
        yield figure_finding(first.code, first.passage, first.figure, others, before=first.before)


def _contradicted(passage: FigureSentence, figure: Figure) -> tuple[str, str]:
    """The code of what is wrong with a figure, and last year's as written; both empty if nothing is."""
    now, before = figure.value, _last_years(figure.fact)
    if now is not None and before is not None and _is_far(now, before):
        return SCALE, f"{figure.fact.prior}{figure.fact.unit}"
    if now is not None and _is_parted(passage, figure) and (before is None or _is_whole(before)):
        return FRACTION, ""
    return "", ""


def _last_years(fact: Fact) -> Value | None:
    """Last year's value of a figure that was changed."""
    return value_of(fact.prior, fact.unit) if fact.prior and fact.prior != fact.text else None


def _is_far(now: Value, before: Value) -> bool:
    small, great = sorted(abs(value.amount if value.last is None else value.last) for value in (now, before))
    return now.unit not in SHARES and small > 0 and great >= small * FAR


def _is_parted(passage: FigureSentence, figure: Figure) -> bool:
    """Whether it is a fraction of persons or things; averages such as 2.6 are not."""
    before = passage.content[passage.start : figure.start]
    is_rate = (
        EACH.search(before) or PER_UNIT.search(figure.clause) or passage.content[figure.reach :][:1] in ("/", "／")
    )
    is_counted = WHOLE.fullmatch(figure.fact.unit) is not None
    return is_counted and not is_rate and figure.value is not None and not _is_whole(figure.value)


def _is_whole(value: Value) -> bool:
    return value.amount == value.amount.to_integral_value()


TIME = r"(?:去年|上年|今年|本年)(?:上半年|以来|全年|度)?(?:同期|同比)?"
WORDLESS = r"(?:由|从|为|是|有|仅|只有|达到?|增[加至]?到?|下?降[至到]?|减少到|提高到|→|[ 　])*"
LAST = re.compile(r"去年|上年")
THIS = re.compile(r"今年|本年")
BARE = re.compile(rf"{WORDLESS}(?:{TIME})?{WORDLESS}的?")
CHANGE_BEFORE = re.compile(
    rf"(?P<since>同比|[比较](?:去年|上年)(?:同期)?)?(?:共|净|又)?(?:(?P<up>{UP}|增幅|涨幅)|(?P<down>{DOWN}|降幅|减幅))[了约为达]?[ 　]?$"
)
FOREIGN = re.compile(r"环比|平均|每|其中")
LEAST = 2  # characters that two labels must have in common at their end


def check_last_year(passage: FigureSentence) -> Iterator[Finding]:
    """Stated changes that differ from the change between last year's and this year's figures."""
    for position in range(len(passage.figures) - 2):
        three = passage.figures[position : position + 3]
        move = next((made for order in permutations(three) if (made := _move(order, three))), None)
        if move is not None:
            yield from contradicted(passage, move)


def _move(order: Sequence[Figure], three: Sequence[Figure]) -> Move | None:
    before, after, change = order
    words = CHANGE_BEFORE.search(change.lead)
    if words is None or not (words["since"] or change is three[-1]) or not _fits(before, after, change):
        return None
    behind = three.index(before) > three.index(after)
    # Whether ``check_changes`` covers it: 由80名增加到86名，增长7.5%, in this order and without 今年 before the
    # second.
    is_rise = tuple(order) == tuple(three) and not THIS.search(order[1].lead)
    if is_rise or not _is_one_thing(before, after, behind):
        return None
    return Move(before, after, words["up"] is not None, change)


def _fits(before: Figure, after: Figure, change: Figure) -> bool:
    comparable = change.unit in ("%", after.unit) and change.counts and is_pair(before, after)
    return comparable and _is_last_year(before, after)


def _is_last_year(before: Figure, after: Figure) -> bool:
    is_named = LAST.search(before.lead) is not None and LAST.search(after.lead) is None
    return is_named and not FOREIGN.search(before.lead + after.lead)


def _is_one_thing(before: Figure, after: Figure, behind: bool) -> bool:
    """Whether both figures have the same label; the second of them may have none."""
    if behind:
        return BARE.fullmatch(before.lead) is not None
    said = _stem(after)
    return not said or (len(_stem(before)) >= LEAST and _stem(before)[-LEAST:] == said[-LEAST:])


def _stem(figure: Figure) -> str:
    """The label without words of time and of change."""
    lead = re.sub(TIME, "", figure.lead)
    return "" if BARE.fullmatch(lead) else re.sub(f"{WORDLESS}$", "", lead).strip()


# Planned against actual figures, where the text says that the plan was met.

CODE = "figures_plan"

MET = re.compile(r"(?P<word>超额完成|超额|全面完成|圆满完成|如期完成|提前完成|顺利完成|胜利完成|全部完成)")
NOT_YET = re.compile(f"(?:确保|力争|争取|保证|努力|将|要|拟|下一步|尚未|未能|未|为){WITHIN_CLAUSE}{{0,8}}$")
PLANNED = re.compile(r"计划|目标|任务|力争|下达|确定|安排")
REACHED = re.compile(r"实际|完成|建成|实现|达到?|共|已|新增|引进|培训")
CEILING = re.compile(r"控制|不超过|以内|压减|降|低于|减少")
OF_PLAN = re.compile(f"(?:完成|占|达到?){WITHIN_CLAUSE}{{0,10}}(?:计划|任务|目标|预算){WITHIN_CLAUSE}{{0,4}}?的?$")


def check_plans(passage: FigureSentence) -> Iterator[Finding]:
    """Plans that are said to be met although the actual figure is smaller."""
    said = MET.search(passage.content, passage.start, passage.end)
    if said is None or NOT_YET.search(passage.content, max(passage.start, said.start() - 12), said.start()):
        return
    pair = _pair(passage.figures)
    short = next(filter(_is_short_share, passage.figures), None)
    if pair is not None and _falls_short(*pair, said["word"].startswith("超额")):
        plan, reached = pair
        planned = passage.written(plan)
        yield figure_finding(CODE, passage, reached, (plan,), plan=planned, word=said["word"])
    elif short is not None:
        yield figure_finding(CODE, passage, short, sentence="figures_plan_share", word=said["word"])


def _is_short_share(figure: Figure) -> bool:
    """完成年度计划的95%."""
    return figure.unit == "%" and figure.counts and OF_PLAN.search(figure.lead) is not None and figure.amount < 100


def _pair(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The only planned figure of the sentence and the actual figure after it."""
    pairs = [pair for pair in itertools.pairwise(figures) if _is_plan(pair[0])]
    if len(pairs) != 1:
        return None
    plan, reached = pairs[0]
    fits = plan.unit == reached.unit and plan.counts and reached.counts
    return pairs[0] if fits and REACHED.search(reached.lead) else None


def _is_plan(figure: Figure) -> bool:
    return figure.unit != "%" and PLANNED.search(figure.lead) is not None and not CEILING.search(figure.lead)


def _falls_short(plan: Figure, reached: Figure, over: bool) -> bool:
    slack = plan.slack + reached.slack if plan.value and plan.value.rough else 0
    return reached.amount + slack < plan.amount or (over and reached.amount == plan.amount)


# Amounts of money with one label that differ only in the unit: 350万元 and 350元, 150万元 and 1500000元.

UNITS = "figures_units"
MIXED, SCALED = "figures_units_mixed", "figures_units"
"""The sentences for equal amounts in two units, and for equal digits with two units."""

STEM = 4  # last characters of a label by which two amounts are of one thing
RATE = re.compile("每|均")
SIZE = re.compile(r"[十百千万亿]*元")
RATIOS = (1000, 10_000, 100_000_000)


class MoneyAmount(NamedTuple):
    """An amount of money in its sentence; ``label`` are the words that say what it is for."""

    sentence: FigureSentence
    figure: Figure
    label: str


def check_units(found: Iterable[Sequence[MoneyAmount]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Equal digits with two units, and equal amounts in two units; ``found`` has the amounts of each paragraph."""
    named: defaultdict[str, list[MoneyAmount]] = defaultdict(list)
    for amount in chain.from_iterable(cooperatively(found, yield_to_ui)):
        named[amount.label[-STEM:]].append(amount)
    for places in cooperatively(named.values(), yield_to_ui):
        if 1 < len(places) <= MOST_PLACES:
            yield from _of_thing(places)


def amounts(passage: FigureSentence) -> Iterator[MoneyAmount]:
    """The amounts of money of a sentence with their labels."""
    for figure in passage.figures:
        lead = FILLED.sub("", figure.lead)
        if figure.unit == "元" and figure.counts and len(lead) >= STEM and not RATE.search(lead):
            yield MoneyAmount(passage, figure, lead)


def _of_thing(places: Sequence[MoneyAmount]) -> Iterator[Finding]:
    for position, amount in enumerate(places):
        for first in places[:position]:
            sentence = _difference(first, amount)
            if sentence:
                before = first.sentence.written(first.figure)
                found = figure_finding(
                    UNITS, amount.sentence, amount.figure, (first.figure,), sentence=sentence, before=before
                )
                yield replace(found, severity=Severity.HINT) if sentence == MIXED else found
                break


def _difference(first: MoneyAmount, amount: MoneyAmount) -> str:
    sizes = _sizes(first) | _sizes(amount)
    if len(sizes) != 2:
        return ""
    small, great = sorted((first.figure.amount, amount.figure.amount))
    if small == great:
        return MIXED
    likely = "元" in sizes or COMMON.fullmatch(amount.label) is None
    return SCALED if likely and small > 0 and great / small in RATIOS else ""


def _sizes(amount: MoneyAmount) -> frozenset[str]:
    return frozenset(SIZE.findall(amount.sentence.written(amount.figure)))


CHECKS = (check_sums, check_shares, check_changes, check_last_year, check_ranges, check_plans)


class _ParagraphFigures(NamedTuple):
    """The findings within one paragraph, and the figures to compare with other paragraphs."""

    findings: tuple[Finding, ...]
    labelled_figures: tuple[LabelledFigure, ...]
    amounts: tuple[MoneyAmount, ...]
    scale_errors: tuple[ScaleError, ...]


def check_figures(
    elements: Sequence[Element], facts: Iterable[Fact], words: FigureWords, cache: ParagraphCache | None = None
) -> tuple[Finding, ...]:
    """Figures that disagree with each other or with the words around them, in document order.

    The facts must be in document order. Masked values never take part. Each finding stands at one figure; ``others``
    are the figures it disagrees with.
    """
    cache = cache or ParagraphCache()
    yield_to_ui = cache.yield_to_ui
    text = CheckedText(with_facts(elements, facts, yield_to_ui), cache)
    looked = [found for _, found in text.per_paragraph(_figures_of, words)]
    made = list(chain.from_iterable(found.findings for found in looked))
    planned = frozenset(_planned(elements, words))
    made += check_labels(
        ([one for one in found.labelled_figures if one.figure.fact.element_id not in planned] for found in looked),
        yield_to_ui,
    )
    made += check_units((found.amounts for found in looked), yield_to_ui)
    made += check_scales((found.scale_errors for found in looked), yield_to_ui)
    return _in_order(cooperatively(made, yield_to_ui, BATCH_SIZE), elements)


def _planned(elements: Sequence[Element], words: FigureWords) -> Iterator[str]:
    """The paragraphs of the sections whose heading says that they are about what is still to come."""
    is_planned = False
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1:
            heading = element.content[: element.heading_length] or element.content
            is_planned = words.plans.search(heading) is not None
        if is_planned:
            yield element.id


def _in_order(made: Iterable[Finding], elements: Sequence[Element]) -> tuple[Finding, ...]:
    order = {element.id: number for number, element in enumerate(elements)}
    placed = [((order[one.place.element_id], one.place.span), one) for one in made]
    return tuple(one for _, one in sorted(placed, key=itemgetter(0)))


def _figures_of(paragraph: ParagraphFacts, words: FigureWords) -> _ParagraphFigures:
    found = figure_sentences(paragraph, words)
    return _ParagraphFigures(
        tuple(finding for passage in found for check in CHECKS for finding in check(passage)),
        tuple(chain.from_iterable(map(labelled, found))),
        tuple(chain.from_iterable(map(amounts, found))),
        tuple(chain.from_iterable(map(scale_errors, found))),
    )
