"""Increases and decreases: the verb against its two figures, stated changes against both, signs and ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.checks.figures.passages import Figure, FigureSentence, figure_finding, plain
from core.model.finding import Finding
from core.model.text import WITHIN_PHRASE

DIRECTION, GROWTH, RANGE = "figures_direction", "figures_growth", "figures_range"

UP = r"增加|增长|增至|增到|提高|提升|上升|扩大|攀升|上涨|跃升|回升|升至|升到|扩充|增|升|多"
DOWN = r"下降|减少|降低|降至|降到|压减|压缩|缩短|回落|缩减|缩小|精简|压降|下调|收窄|降|减|少"
TO = re.compile(f"{WITHIN_PHRASE}{{0,10}}?(?:(?P<up>{UP})|(?P<down>{DOWN}))[了]?(?:，?达)?(?:到|至|为)?[了]?[ 　]?")
ENDS_TO = re.compile(r"(?:到|至|为)[了]?[ 　]?$")
FORMER = re.compile(
    rf"[比较](?:{WITHIN_PHRASE}{{0,8}}?)(?:上年|去年|前年|同期|上季度|上月|上半年|年初|年底|\d年)(?:同期|同比|末|底)?的?[ 　]?$"
)
AGAINST = re.compile(rf"(?:相比)?(?P<way>(?P<up>{UP})|(?P<down>{DOWN}))(?P<rest>[了]?)(?=$|[，。；\d])")
CHANGE = re.compile(
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
    words = CHANGE.fullmatch(gap.lstrip("，, 　"))
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
