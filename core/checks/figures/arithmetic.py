"""Arithmetic within a sentence: parts against totals, and increases and decreases against both of their figures.

38项任务已完成27项，9项不涉及，1项正在推进 adds up to 37. Of changes the verb, the stated change, signs and ranges are
compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, dropwhile, takewhile

from core.checks.figures.passages import Figure, FigureSentence, FigureWords, figure_finding, plain
from core.model.finding import Finding
from core.model.text import HAN_RANGE, WITHIN_CLAUSE, WITHIN_PHRASE

# Percentages against the figures they were computed from: 完成27项，占38项的63%.

SHARE_CODE = "figures_share"
NO_SHARE = frozenset(("%", "岁", "周岁", "年", "个百分点"))  # what a percentage beside it was not made from
LOOKED_AT = 8  # figures before a percentage that may be what it was made from

SHARE = re.compile(f"占(?:比|到|了)?(?P<of>{WITHIN_CLAUSE}{{0,10}}?)(?:的)?(?:比例|比重)?(?:为|达到?)?$")
OUTSIDE = re.compile(r"[全各][省市区县旗州镇乡国]|同期|生产总值|GDP|财政|收入|支出|世界|行业")
WHOLE = re.compile(r"总|任务|计划|目标|全部|应|其|^$")
OF_PLAN = re.compile(f"完成{WITHIN_CLAUSE}{{0,8}}(?:计划|任务|目标)(?:数|总数|总量)?的?$")
MET = re.compile(r"(?:已|共|实际)?完成率?[了为达]?")
REACHED = re.compile(r"已|实际|完成|共|现")
PART_OF = re.compile(f"占|完成{WITHIN_CLAUSE}{{0,8}}(?:计划|任务|目标|预算)")
PLANNED = re.compile(r"计划|任务|目标|下达|预算|应")
RATE = re.compile(f"(?P<stem>[{HAN_RANGE}]{{2}})率(?:为|达到?|是)?$")


def check_shares(passage: FigureSentence) -> Iterator[Finding]:
    """Percentages that differ from the ratio of the two figures before them."""
    for position, percent in enumerate(passage.figures):
        if not _is_plain(percent):
            continue
        known = [figure for figure in passage.figures[:position] if figure.unit not in NO_SHARE][-LOOKED_AT:]
        pair = _pair(passage, percent, known)
        if pair and not _is_made_of(percent, known, pair):
            whole, part = pair
            share = round(part.amount / whole.amount * 100, 1).normalize()
            written = {"part": passage.written(part), "whole": passage.written(whole), "share": f"{share:f}"}
            yield figure_finding(SHARE_CODE, passage, percent, pair, **written)


def _is_plain(percent: Figure) -> bool:
    return percent.unit == "%" and percent.counts and percent.value is not None and not percent.value.rough


def _is_made_of(percent: Figure, known: Sequence[Figure], named: tuple[Figure, Figure]) -> bool:
    """Whether any two figures give the percentage; the named pair only in the named order."""
    return any(_is_made(percent, pair) for pair in _pairs(known) if pair != named[::-1])


def _pairs(known: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for one, two in combinations(known, 2):
        if one.unit == two.unit and one.counts and two.counts:
            yield one, two
            yield two, one


def _is_made(percent: Figure, pair: tuple[Figure, Figure]) -> bool:
    """Whether the part is that share of the whole, rounded or truncated."""
    whole, part = pair
    if whole.amount <= 0:
        return True
    low = (part.amount - part.slack) / (whole.amount + whole.slack) * 100
    high = (part.amount + part.slack) / max(whole.amount - whole.slack, Decimal(1) / 1000) * 100
    return low - 2 * percent.slack < percent.amount < high + 2 * percent.slack


def _pair(passage: FigureSentence, percent: Figure, known: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The whole and the part that the words name for a percentage; None if they name none."""
    if len(known) < 2 or not (known[-1].counts and known[-2].counts) or known[-1].unit != known[-2].unit:
        return None
    first, last = known[-2:]
    if _is_inline(passage, percent, last):
        return last, first
    if _names_whole(passage, percent, first, last):
        return first, last
    return (last, first) if _names_plan(percent, last, first) else None


def _is_inline(passage: FigureSentence, percent: Figure, whole: Figure) -> bool:
    """占38项的63%, 完成年初预算6000万元的41%."""
    of_it = re.fullmatch(f"{WITHIN_CLAUSE}{{0,8}}?的", passage.between(whole, percent))
    return of_it is not None and PART_OF.search(whole.lead) is not None


def _names_plan(percent: Figure, plan: Figure, reached: Figure) -> bool:
    """计划45名，已招录50名，完成90%: whether the words name a planned and an actual figure."""
    is_named = PLANNED.search(plan.lead) is not None and PLANNED.search(reached.lead) is None
    return is_named and MET.fullmatch(percent.lead) is not None and REACHED.search(reached.lead) is not None


def _names_whole(passage: FigureSentence, percent: Figure, whole: Figure, part: Figure) -> bool:
    lead = percent.lead
    if OF_PLAN.search(lead):
        return PLANNED.search(whole.lead) is not None
    if _names_plan(percent, whole, part):
        return True
    if part.amount > whole.amount:
        return False
    share = SHARE.search(lead)
    if share is not None:
        return WHOLE.search(share["of"]) is not None and OUTSIDE.search(share["of"]) is None
    rate = RATE.search(lead)
    stem = passage.words.stems.get(rate["stem"], rate["stem"]) if rate else ""
    return bool(stem) and re.search(stem, part.lead + part.tail) is not None


CODE = "figures_sum"

OF_WHICH = re.compile(r"其中")
ALL_OF_IT = re.compile(r"(?:包括|包含|涵盖|分别为|分别是|分别有|分为)")
OPEN_LIST = re.compile(r"等|为主|主要|以及其他")
CHANGE = re.compile(r"(?:(?<!新)[增减][加少长收支员]?|下降|上升|多|少)[了约]?$")
BEHIND = re.compile(r"合计|总计|共计|合共")
STATED = re.compile("已|正在|尚未|其余")

# A remainder named as the last part: then no part is missing.
REST = re.compile(r"其余|其他|其它|剩余|余下|剩下")
YEARLY = re.compile(r"全年|今年|年内|年度|\d年")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_HALF_YEAR = tuple(map(re.compile, QUARTERS[:2]))


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts; ``whole`` if the parts must add up to it, else they may be less."""

    total: Figure
    parts: tuple[Figure, ...]
    whole: bool


def check_sums(passage: FigureSentence) -> Iterator[Finding]:
    """Totals that differ from the sum of their parts, or are smaller than a part."""
    for position, figure in enumerate(passage.figures):
        if not figure.counts:
            continue
        for made in (_behind(passage, position), _before(passage, position)):
            if made is not None and _differs(made):
                if len(made.parts) == 1:
                    parameters = {"sentence": "figures_sum_part", "part": passage.written(made.parts[0])}
                else:
                    parts = "＋".join(plain(part.amount, "") for part in made.parts)
                    parameters = {"sum": plain(_added(made.parts), made.total.unit), "parts": parts}
                yield figure_finding(CODE, passage, made.total, made.parts, **parameters)


def _added(parts: Sequence[Figure]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))


def _differs(made: Sum) -> bool:
    slack = made.total.slack + sum((part.slack for part in made.parts), Decimal(0))
    over = _added(made.parts) - made.total.amount
    if not made.whole:
        return over > slack
    return all(abs(_added(made.parts[:count]) - made.total.amount) > slack for count in range(2, len(made.parts) + 1))


def _before(passage: FigureSentence, position: int) -> Sum | None:
    """A total followed by its parts."""
    total = passage.figures[position]
    following = _ahead_of_another_total(_following(passage, position))
    first = next((figure for figure in following if figure.unit == total.unit), None)
    if first is None or total.inner or _is_beside(total):
        return None
    return _with_parts(passage, total, first, following)


def _with_parts(passage: FigureSentence, total: Figure, first: Figure, following: Sequence[Figure]) -> Sum | None:
    gap = passage.between(total, first)
    bracketed = gap.startswith(("（", "("))
    parts = _run(passage, first, [figure for figure in following if figure.inner is bracketed])
    find = _in_brackets if bracketed else _in_clauses
    return find(passage, total, parts, gap) if parts and not _is_foreign(total, parts) else None


def _ahead_of_another_total(figures: Sequence[Figure]) -> list[Figure]:
    return list(takewhile(lambda figure: not BEHIND.search(figure.clause), figures))


def _is_foreign(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a number without a unit exceeds the total, so that it counts something else (得分95、93)."""
    return any(not part.fact.id and part.amount > total.amount for part in parts)


def _is_beside(figure: Figure) -> bool:
    """Whether a figure is a share or a change of another one."""
    return figure.unit == "%" or CHANGE.search(figure.lead) is not None


def _following(passage: FigureSentence, position: int) -> list[Figure]:
    return [figure for figure in passage.figures[position + 1 :] if not _is_beside(figure)]


def _in_brackets(passage: FigureSentence, total: Figure, parts: tuple[Figure, ...], gap: str) -> Sum | None:
    if OF_WHICH.search(gap) or "含" in gap:
        return _stated(passage, total, parts, False)
    return _stated(passage, total, parts, True) if len(parts) > 1 else None


def _in_clauses(passage: FigureSentence, total: Figure, parts: tuple[Figure, ...], gap: str) -> Sum | None:
    whole = ALL_OF_IT.search(gap) is not None
    if whole or OF_WHICH.search(gap):
        return _stated(passage, total, parts, whole)
    return _by_state(passage.words, total, parts) or _by_halves(passage.words, total, parts)


def _run(passage: FigureSentence, first: Figure, following: Sequence[Figure]) -> tuple[Figure, ...]:
    """Consecutive parts from the first on; none if one of them is masked or a rate."""
    parts: list[Figure] = []
    listed = False
    for figure in dropwhile(lambda figure: figure is not first, following):
        gap = passage.between(parts[-1], figure) if parts else ""
        if figure.unit != first.unit or _is_new(passage.words, gap, listed, first):
            break
        listed = listed or gap.startswith("、")
        parts.append(figure)
    return tuple(parts) if all(part.counts for part in parts) else ()


def _is_new(words: FigureWords, gap: str, listed: bool, first: Figure) -> bool:
    """Whether a figure after a comma is no part any more: the list used 、, or a new verb follows."""
    comma = gap.rfind("，")
    if comma < 0 or REST.match(gap[comma + 1 :]):
        return False
    return listed or (words.new_thing.match(gap[comma + 1 :]) is not None and not words.new_thing.search(first.lead))


def _stated(passage: FigureSentence, total: Figure, parts: tuple[Figure, ...], whole: bool) -> Sum | None:
    """The sum of explicitly listed parts; of parts that may overlap only the greatest is compared."""
    if len({_aspects(passage.words, part) for part in parts}) > 1:
        greatest = max(parts, key=lambda part: part.amount)
        return Sum(total, (greatest,), False)
    listed = passage.between(total, parts[-1]) + parts[-1].tail
    if passage.more == total.unit or OPEN_LIST.search(listed) is not None:
        whole = False
    elif _are_halves(passage.words, parts) or _tell_all(passage, total, parts):
        whole = True
    return Sum(total, parts, whole and len(parts) > 1)


def _tell_all(passage: FigureSentence, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are complete: unnamed, ending with the rest, or the two quarters of a half-year."""
    if all(part.is_unitless for part in parts) or REST.search(parts[-1].lead):
        return True
    return not YEARLY.search(passage.content, passage.start, total.start) and _make(_HALF_YEAR, parts)


def _aspects(words: FigureWords, part: Figure) -> tuple[bool, ...]:
    return tuple(aspect.search(part.lead + part.tail) is not None for aspect in words.aspects)


def _are_halves(words: FigureWords, parts: Sequence[Figure]) -> bool:
    return any(_make(halves, parts) for halves in words.halves)


def _make(words: Sequence[re.Pattern[str]], parts: Sequence[Figure]) -> bool:
    """Whether each part is named by a different one of these words."""
    if len(words) != len(parts):
        return False
    said = [part.lead + part.tail for part in parts]
    return all(any(word.search(text) for text in said) for word in words) and all(
        any(word.search(text) for word in words) for text in said
    )


def _by_halves(words: FigureWords, total: Figure, parts: tuple[Figure, ...]) -> Sum | None:
    is_stated = STATED.search(total.lead) or words.left.search(total.lead)
    return Sum(total, parts, True) if _are_halves(words, parts) and not is_stated else None


def _by_state(words: FigureWords, total: Figure, parts: tuple[Figure, ...]) -> Sum | None:
    """Items done, in progress and left: together the total."""
    if STATED.search(total.lead):
        return None
    stated = tuple(takewhile(lambda part: _is_done(words, part) or _is_left(words, part), parts))
    left = [part for part in stated if _is_left(words, part)]
    return Sum(total, stated, True) if left and len(stated) > 1 and not _nests(total, stated, left) else None


def _is_done(words: FigureWords, part: Figure) -> bool:
    return words.done.search(part.lead + part.tail) is not None


def _is_left(words: FigureWords, part: Figure) -> bool:
    return words.left.search(part.lead + part.tail) is not None


def _nests(total: Figure, parts: Sequence[Figure], left: Sequence[Figure]) -> bool:
    """Whether one of the parts is counted within another: 已开工20个，完工8个，未开工10个 of 30."""
    whole = _added(parts)
    return any(whole - part.amount == total.amount for part in parts if part not in left)


def _behind(passage: FigureSentence, position: int) -> Sum | None:
    """A total that follows its parts (合计, 共计)."""
    total = passage.figures[position]
    if not BEHIND.search(total.clause):
        return None
    near = takewhile(lambda figure: _is_like(figure, total), reversed(passage.figures[:position]))
    # The figures after the last 其中: the total before it is no part of a later total.
    figures = tuple(reversed(tuple(near)))
    starts = [n for n in range(1, len(figures)) if OF_WHICH.search(passage.between(*figures[n - 1 : n + 1]))]
    parts = figures[starts[-1] :] if starts else figures
    made = any(_added(parts[start:]) == total.amount for start in range(len(parts) - 1))
    return None if made or len(parts) < 2 else Sum(total, parts, True)


def _is_like(figure: Figure, total: Figure) -> bool:
    return figure.unit == total.unit and figure.counts and figure.inner == total.inner


DIRECTION, GROWTH, RANGE = "figures_direction", "figures_growth", "figures_range"

UP = r"增加|增长|增至|增到|提高|提升|上升|扩大|攀升|上涨|跃升|回升|升至|升到|扩充|增|升|多"
DOWN = r"下降|减少|降低|降至|降到|压减|压缩|缩短|回落|缩减|缩小|精简|压降|下调|收窄|降|减|少"
TO = re.compile(f"{WITHIN_PHRASE}{{0,10}}?(?:(?P<up>{UP})|(?P<down>{DOWN}))[了]?(?:，?达)?(?:到|至|为)?[了]?[ 　]?")
ENDS_TO = re.compile(r"(?:到|至|为)[了]?[ 　]?$")
FORMER = re.compile(
    rf"[比较](?:{WITHIN_PHRASE}{{0,8}}?)(?:上年|去年|前年|同期|上季度|上月|上半年|年初|年底|\d年)(?:同期|同比|末|底)?的?[ 　]?$"
)
AGAINST = re.compile(rf"(?:相比)?(?P<way>(?P<up>{UP})|(?P<down>{DOWN}))(?P<rest>[了]?)(?=$|[，。；\d])")
CHANGE_BEFORE = re.compile(
    rf"(?:同比|共|净|分别)?(?:(?P<up>{UP}|增幅|涨幅|净增)|(?P<down>{DOWN}|降幅|减幅))(?:幅度)?[了约为达]?[ 　]?"
)
SIGNED = re.compile(rf"(?:{UP}|{DOWN})(?<![至到])[了约]?[-－−–—负]$")
"""A verb of change followed by a minus sign; not 降至 and the like, whose figure may be negative: 降至-5℃."""

RANK = re.compile(r"排名|名次|位次|位居|位列|排位|名列")
FROM = re.compile(r"[从由自第]$|零下$|比分")
CHANGE_UNITS = ("%", "倍", "个百分点")
CLOCK = frozenset(("点", "时", "分", "月", "日", "℃", "度", "小时"))


@dataclass(frozen=True, slots=True)
class Move:
    """A value ``before`` and ``after`` a change, with the stated ``change``; ``up`` if the words say that it rose."""

    before: Figure
    after: Figure
    up: bool
    change: Figure | None


def check_changes(passage: FigureSentence) -> Iterator[Finding]:
    """Verbs of change that the figures contradict, and stated changes that differ from the computed ones."""
    for position, figure in enumerate(passage.figures):
        if figure.value is not None and figure.amount < 0 and SIGNED.search(figure.lead):
            lead = figure.lead[-3:].strip("，")
            yield figure_finding(DIRECTION, passage, figure, sentence="figures_direction_signed", lead=lead)
        move = _from_to(passage, position) or _compared(passage, position)
        if move is not None:
            yield from contradicted(passage, move)


def check_ranges(passage: FigureSentence) -> Iterator[Finding]:
    """Ranges whose first number is the greater one: 68%～63%."""
    for figure in passage.figures:
        value = figure.value
        if value is None or value.last is None or value.last >= value.amount:
            continue
        if not FROM.search(figure.lead) and figure.unit not in CLOCK:
            yield figure_finding(RANGE, passage, figure)


def _from_to(passage: FigureSentence, position: int) -> Move | None:
    """由85%提高到90%, 从320件下降到240件."""
    if position + 1 >= len(passage.figures):
        return None
    before, after = passage.figures[position : position + 2]
    between = passage.between(before, after)
    to = TO.fullmatch(between.removesuffix("-").removesuffix("－"))
    if to is None or not is_pair(before, after) or not ENDS_TO.search(between.rstrip("-－")):
        return None
    return Move(before, after, to["up"] is not None, _next(passage, position + 2))


def _compared(passage: FigureSentence, position: int) -> Move | None:
    """96件，较去年的110件增加14件."""
    if not position:
        return None
    after, before = passage.figures[position - 1 : position + 1]
    words = AGAINST.match(passage.content, before.reach, passage.end)
    if words is None or not is_pair(before, after) or not FORMER.search(before.lead):
        return None
    following = passage.figures[position + 1 : position + 2]
    change = following[0] if following and following[0].start == words.end() and following[0].counts else None
    return Move(before, after, words["up"] is not None, change)


def is_pair(before: Figure, after: Figure) -> bool:
    """Whether two figures can be compared: same unit, neither rates nor ranks."""
    ranked = RANK.search(before.clause) or before.fact.unit == "位"
    return before.unit == after.unit and before.counts and after.counts and not ranked


def _next(passage: FigureSentence, position: int) -> Figure | None:
    """The stated change that follows two figures."""
    if position >= len(passage.figures):
        return None
    change = passage.figures[position]
    gap = passage.between(passage.figures[position - 1], change)
    words = CHANGE_BEFORE.fullmatch(gap.lstrip("，, 　"))
    return change if words and change.counts and gap[:1] in "，,增下提上降减" else None


def contradicted(passage: FigureSentence, move: Move) -> Iterator[Finding]:
    """Findings for a verb or a stated change that the two figures contradict."""
    rise = move.after.amount - move.before.amount
    if rise and (rise > 0) is not move.up and abs(rise) > _slack(move):
        word = "上升" if move.up else "下降"
        before = passage.written(move.before)
        yield figure_finding(DIRECTION, passage, move.after, (move.before,), word=word, before=before)
    elif move.change is not None and not _makes(move, move.change):
        ends, real = (move.before, move.after), _real_change(move, move.change)
        before, after = map(passage.written, ends)
        yield figure_finding(GROWTH, passage, move.change, ends, before=before, after=after, real=real)


def _slack(move: Move) -> Decimal:
    rough = any(figure.value is not None and figure.value.rough for figure in (move.before, move.after))
    return move.before.slack + move.after.slack if rough else Decimal(0)


def _relative(move: Move) -> Decimal:
    return abs(move.after.amount - move.before.amount) / abs(move.before.amount) * 100


def _real_change(move: Move, change: Figure) -> str:
    if change.unit == "%" != move.before.unit:
        return f"{round(_relative(move), 1).normalize():f}%"
    if change.unit == "倍":
        return plain(_relative(move) / 100, "倍")
    return plain(abs(move.after.amount - move.before.amount), change.unit)


def _makes(move: Move, change: Figure) -> bool:
    """Whether the stated change equals the computed one; True where they cannot be compared."""
    unit = move.before.unit
    if move.before.amount <= 0 or change.unit not in (unit, *CHANGE_UNITS):
        return True
    if change.unit == "%":
        before, after = abs(move.before.amount), abs(move.after.amount)
        is_growth = (
            abs(_relative(move) - abs(change.amount))
            <= (after * move.before.slack / before + move.after.slack) / before * 100 + 2 * change.slack
        )
        return is_growth or (unit == "%" and _is_difference(move, change))
    return _is_multiple(move, change) if change.unit == "倍" else _is_difference(move, change)


def _is_multiple(move: Move, change: Figure) -> bool:
    return any(abs(_relative(move) / 100 + more - abs(change.amount)) <= Decimal("0.1") for more in (0, 1))


def _is_difference(move: Move, change: Figure) -> bool:
    if change.unit == "个百分点" and move.before.unit != "%":
        return True
    slack = move.before.slack + move.after.slack + change.slack
    return abs(abs(move.after.amount - move.before.amount) - abs(change.amount)) <= slack
