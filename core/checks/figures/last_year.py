"""This year's figure, last year's and the stated change, in any order: 来访120件，同比上升20%（去年同期100件）."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, permutations
from typing import NamedTuple

from core.checks.figures.changes import DOWN, UP, Move, contradicted, is_pair
from core.checks.figures.passages import Figure, FigureSentence, figure_finding
from core.checks.figures.values import Value, value_of
from core.cooperative import YieldToUi, cooperatively
from core.model.fact import Fact
from core.model.finding import Finding

SCALE, FRACTION = "figures_scale", "figures_fraction"
FAR = 1000
SHARES = frozenset(("%", "‰", "个百分点"))
"""Units of shares, which may well change a thousandfold."""

WHOLE = re.compile(r"[人名户家辆栋幢件所](?:次)?")
"""Units of what only exists as a whole; an hour or a project can be half done."""

EACH = re.compile(r"每|均|密度|(?<![\d余多几])[百千万]人")
RATE = re.compile("率|比|规模|折合|当量|指数")
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
        places[one.code, one.figure.fact.group or one.figure.fact.id].append(one)
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
    is_rate = EACH.search(before) or RATE.search(figure.clause) or passage.content[figure.reach :][:1] in ("/", "／")
    is_counted = WHOLE.fullmatch(figure.fact.unit) is not None
    return is_counted and not is_rate and figure.value is not None and not _is_whole(figure.value)


def _is_whole(value: Value) -> bool:
    return value.amount == value.amount.to_integral_value()


TIME = r"(?:去年|上年|今年|本年)(?:上半年|以来|全年|度)?(?:同期|同比)?"
WORDLESS = r"(?:由|从|为|是|有|仅|只有|达到?|增[加至]?到?|下?降[至到]?|减少到|提高到|→|[ 　])*"
LAST = re.compile(r"去年|上年")
THIS = re.compile(r"今年|本年")
BARE = re.compile(rf"{WORDLESS}(?:{TIME})?{WORDLESS}的?")
CHANGE = re.compile(
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
    words = CHANGE.search(change.lead)
    if words is None or not (words["since"] or change is three[-1]) or not _fits(before, after, change):
        return None
    behind = three.index(before) > three.index(after)
    if _is_rise(order, three) or not _is_one_thing(before, after, behind):
        return None
    return Move(before, after, words["up"] is not None, change)


def _is_rise(order: Sequence[Figure], three: Sequence[Figure]) -> bool:
    """Whether ``check_changes`` covers it: 由80名增加到86名，增长7.5%, in this order and without 今年 before the second."""
    return tuple(order) == tuple(three) and not THIS.search(order[1].lead)


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
