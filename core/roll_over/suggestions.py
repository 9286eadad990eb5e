"""What a question about a change suggests: the change, or nothing where the next year is not at hand."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.proposal import RollRole
from core.model.text import DIGIT_RANGE, MASK_SIGNS
from core.roll_over.context import Verdict, because
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.own_year import COMPARED_LEFT
from core.roll_over.placed_change import OWN_TIME, PlacedChange, PlacedVerdict

COUNTED_ON = frozenset({RollRole.PERIOD, RollRole.RELATIVE, RollRole.ANNIVERSARY})
"""What has but one likely new text, whatever its clause tells of."""
DATED_ONCE = frozenset({RollRole.REPORT_YEAR, RollRole.BASE_YEAR})
NAMED_ONCE = re.compile(rf"{YEAR}(?!.*度)")
ONE_TIME = re.compile(rf"{YEAR}[ 　]?年(?!.*{YEAR})|{YEAR}(?=、)")
SAID = re.compile("(?:去年|上年)[（(]$")
DUE_PART = re.compile("[底末内]|[上下]半年|[一二三四]季度")
NAMED_CASE = re.compile(rf"“[{DIGIT_RANGE}·.．]{{3,6}}”[^，。；]{{0,12}}案")
"""“6·12”涉恶案件: called by the day on which it happened."""
ONCE_ASKED = because("once")
COMMA = re.compile("[，,]")
CALLED = re.compile(r"[，,]?(?:既|也|正|更)?是")
FIGURE = re.compile(f"[{DIGIT_RANGE}{MASK_SIGNS}]")


def without_misleading(change: PlacedChange) -> Verdict:
    """A question outside of the plans about what never happens again has no next year at hand: 吸取2022年…事故教训."""
    verdict = change.verdict
    if verdict.replacement is not None or verdict.suggestion is None or verdict.role not in DATED_ONCE:
        return verdict
    is_over = not change.setting.ahead and _is_over(change)
    return replace(verdict, suggestion=None, is_likely=False) if is_over else verdict


def _is_over(change: PlacedChange) -> bool:
    """Whether its clause tells of what never happens again."""
    if not NAMED_ONCE.search(change.text) or SAID.search(change.before):
        return False
    if _is_of_yearly_thing(change):
        return False
    return change.words["never_again"].search(change.without_counted(_own_clause(change))) is not None


def asked(change: PlacedChange, others: Sequence[PlacedVerdict]) -> Verdict:
    """The change as a question with the change as its suggestion, unless its clause tells of something that happens once, or may
    do so; the reason says that, and where the sentence tells of earlier years as well.
    """
    likely = change.as_question()
    if _is_at_hand(change):
        return likely
    if tells_once(change) or change.has_kept_years(others):
        likely = replace(likely, reason=ONCE_ASKED)
    if _is_event(change) or _is_due_once(change):
        return replace(likely, suggestion=None)
    return replace(likely, is_likely=likely.reason is not ONCE_ASKED and change.is_plain(others))


def _is_at_hand(change: PlacedChange) -> bool:
    """Whether the change is suggested whatever its clause tells of."""
    is_counted_on = change.verdict.role in COUNTED_ON or not years_in(change.text)
    return is_counted_on or _is_called_by(change) or _is_willed(change) or _is_told_of(change)


def _is_told_of(change: PlacedChange) -> bool:
    """2021年是“十四五”开局之年; 2022年，集团克服疫情影响，… as the first words of the report: the sentence is about the year, whatever
    that was, and what it says of it is asked or written anew beside it."""
    near = change.context.basis.year, change.context.basis.year + 1
    if not (change.opens and OWN_TIME.search(change.text) and years_in(change.text)[-1] in near):
        return False
    is_first = change.setting.leads and change.start == 0 and COMMA.match(change.after) is not None
    return (is_first and not is_gained(change, first_clause(change.after))) or CALLED.match(change.after) is not None


def _is_willed(change: PlacedChange) -> bool:
    """2023年，我馆将继续…: what the unit says it will go on with."""
    return (
        change.opens and change.verdict.role is RollRole.PLAN and change.words["will"].match(change.after) is not None
    )


def _is_event(change: PlacedChange) -> bool:
    """Whether the next year is not at hand: its clause tells of what was gained or never happens again, or, without counting
    anything, of what happens once; never where what the year is of comes every year."""
    if (
        ONE_TIME.match(change.text + change.after[:1]) is None
        or _is_of_yearly_thing(change)
        or _is_of_whole_year(change)
    ):
        return False
    own = change.without_counted(_own_clause(change))
    if NAMED_CASE.search(own) or any(change.words[name].search(own) for name in ("gained", "never_again")):
        return True
    return FIGURE.search(_own_clause(change)) is None and tells_once(change)


def _is_due_once(change: PlacedChange) -> bool:
    """2023年6月底前完成主楼建设: until when something is to be done but once."""
    is_due = "月" in change.text or DUE_PART.match(change.after) is not None
    return is_due and change.setting.ahead and tells_once(change)


def _is_of_whole_year(change: PlacedChange) -> bool:
    """2名法官获评2023年度全市办案标兵, 2022年度审计查出的问题: what is done for each whole year, or given for it to so many."""
    own = change.without_counted(_own_clause(change))
    is_over = change.words["never_again"].search(own) or (change.words["gained"].search(own) and not FIGURE.search(own))
    return change.text.endswith("度") and not is_over


def _is_of_yearly_thing(change: PlacedChange) -> bool:
    """2023年度考核反馈, 2023年目标责任书, 开展2023年“清流”行动: what is drawn up, rated or run anew each year, though its clause
    may tell of what was done with it but once."""
    if change.text.endswith("度") and change.words["is_prepared"].search(change.before):
        return True
    if change.words["each_year"].match(change.after):
        return True
    named = change.words["yearly_drive"].match(change.after) is not None
    return named and change.words["runs"].search(change.before) is not None


def _is_called_by(change: PlacedChange) -> bool:
    """Whether a title or a heading is called by the year, or something is compared with it."""
    return change.in_title or change.in_heading or COMPARED_LEFT.search(change.before) is not None


def tells_once(change: PlacedChange) -> bool:
    """Whether its clause, or the name it stands in, tells of something that happens once."""
    is_name = change.verdict.role is RollRole.NAMED_DOCUMENT
    is_prepared = change.words["is_prepared"].search(change.before) is not None
    own = COMMA.split(change.after)[0] if is_prepared else _own_clause(change)
    told = change.after.partition("》")[0] if is_name else own
    return change.words.tells_once(change.words["plural"].sub("", change.words.bare(told)))


def _own_clause(change: PlacedChange) -> str:
    """The clause of the year without it."""
    return f"{COMMA.split(change.before)[-1]}\u3000{COMMA.split(change.after.lstrip('，,'))[0]}"


def is_gained(change: PlacedChange, clause: str) -> bool:
    """荣获全省先进; not 12项工作获表彰: what was gained or never happens again, and is not counted."""
    return not FIGURE.search(clause) and any(change.words[name].search(clause) for name in ("gained", "never_again"))


def first_clause(text: str) -> str:
    """The first clause: what is counted further on may be part of something that happened once (组织搬迁，出动车辆30车次)."""
    return COMMA.split(text.lstrip("，,"))[0]
