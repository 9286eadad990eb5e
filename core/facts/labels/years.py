"""The time of a number that is of another year than its report, as its label says it: 2020年底整改率, 由＿件增加."""

import re

from core.facts.clauses import BLANK, SPREAD
from core.facts.earlier_labels import Label, thing_told
from core.facts.labels.carried import sentence_before
from core.facts.labels.mended import SUM
from core.facts.phrases import fitted, joined, lead_off, trimmed, words_of
from core.facts.sides import MARKER, cleaned, is_quantity
from core.facts.slots import Slot, SlotPlace, clause_start, sentence_start
from core.model.fact import FactKind
from core.model.text import CLAUSE_END

ROOM = 22  # characters of a label with its time
LONGEST_CLAUSE = 24  # characters of a clause that has room for a time
LEAST_YEARS = 2  # in a list of years
LONGEST_LEAD = 6  # characters between 由 and a number that belong to it: 由每人每月
YEAR_SUBKINDS = frozenset(("year", "relative"))
OF_TIME = re.compile("(?P<at>年?[底末初]|同期)?(?P<of>的)?[约近]?")
REST_OF_TIME = re.compile("^(?:年?[底末初]|同期)(?=..)")
HANGING_TIME = re.compile("(?:年?[底末初]|同期)的?$")
TO_LATER = re.compile("[到至]$")
TURNED_TO = re.compile("[到后]$")
NEAR = 16  # characters behind a number in which the verb of its change stands
LISTED = re.compile("[、和与]?")
SPAN = re.compile("(?P<first>(?:19|20)[0-9]{2})年?[-－—–~～至到]{1,2}(?P<last>(?:19|20)[0-9]{2})年")
FROM = re.compile("[由从](?P<lead>[^由从，。；：、的]*)$")
AGAINST_YEAR = re.compile(
    "(?<=..)不?[高低快慢优好多少][于出](?:19|20)[0-9]{2}年.*$"
)  # 就业率高于2020年的93%: of that year
SPAN_IN_WORDS = re.compile("[两三四五六七八九十]年")
SUM_OF_YEARS = re.compile(
    "(?:^|(?<=[，；。：！？　]))(?P<years>(?:过去|近|这)?(?P<span>[两三四五六七八九十]年)来?(?:累计|共)?)(?![行规计方攻任建大来间中之度])"
)
ONLY_WHEN = re.compile(
    "(?P<at>[底末初]?)(?:同期)?(?:分别|依次)?(?:已|将)?(?:达到?|为|是)(?:[0-9.]+[^0-9，。；：、]{1,4}、)*"
)
SINCE = re.compile("(?:19|20)[0-9]{2}年以来(?=[^，])")
SUMMED = re.compile("(?:已|共)*(?P<sum>累计|共(?!建(?![成设立])|[享同治]))")
LEAST_SHARED = 2  # characters behind 共 by which what is summed is found in a label
EACH_YEAR = re.compile("每年|年均|平均")
ONE_MONTH = re.compile("^[单当]月")


def of_its_time(here: SlotPlace, previous: Label, label: Label, words: str) -> str:
    """The words of a label with the year of a value that is of another one; the month of 单月."""
    if not is_quantity(here.slot):
        return words
    if told := _of_span(here, words) or _of_spread_years(here, previous, words):
        return told
    time = _time_before(here)
    told = _of_turn(here, label, words, time) if label.opened else ""
    told = told or _of_earlier(here, words, time) or _of_year_alone(here, words)
    return told or _of_sum(here, _since(here, _with_month(here, words)))


def _since(here: SlotPlace, words: str) -> str:
    """2018年以来招录 of 2018年以来仅招录3人, 累计完成审查 of …实施以来，共完成审查64宗: no number of this year alone."""
    left = here.text[clause_start(here.text, here.slot.start) : here.slot.start]
    before = here.text[: here.slot.start - len(left)]
    if BLANK in words or SUM in words or here.slot.subkind == "percent":
        return words
    if found := SINCE.match(left):
        return words if found.group() in words else found.group() + words
    summed = SUMMED.match(left) if before.endswith("以来，") else None
    return _summed(left[summed.start("sum") :], summed["sum"], words) if summed else words


def _summed(left: str, said: str, words: str) -> str:
    """政策累计受理 for 政策共受理, 规划累计建成 for 规划建成: with 累计 before what is summed, in place of how the clause says so."""
    done = left[len(said) : len(said) + LEAST_SHARED]
    before, found, behind = words.partition(done)
    return before.removesuffix(said) + SUM + found + behind if found else SUM + words


def _of_year_alone(here: SlotPlace, words: str) -> str:
    """2025年有效专利 of 2025年分别达到480件、3件: a clause that says nothing but when, of the things of the clause before."""
    start = clause_start(here.text, here.slot.start)
    date = next((one for one in here.slots[: here.index] if one.start == start), None)
    if date is None or date.subkind != "year" or here.text[:start][-1:] not in ("，", "；") or BLANK in words:
        return ""
    told = ONLY_WHEN.fullmatch(here.text, date.reach, here.slot.start)
    return _with_time(words, here.text[start : date.reach] + told["at"]) if told else ""


def _of_sum(here: SlotPlace, words: str) -> str:
    """五年累计投资 of 五年累计投资3亿元，建成水库2座: the years that a sentence adds up, up to a clause with a time of its own."""
    found = _summed_years(here) if _may_be_sum(here, words) else None
    if found is None or found["years"] in words:
        return words
    is_other = any(one.kind is FactKind.DATE and one.start >= found.end() for one in here.slots[: here.index])
    if is_other:
        return words
    words = words.removeprefix(found["span"])
    return found["years"].removesuffix(SUM * words.startswith(SUM)) + words


def _may_be_sum(here: SlotPlace, words: str) -> bool:
    """Whether a label may be of the sum over years: no share, nothing of each year."""
    return BLANK not in words and here.slot.subkind != "percent" and EACH_YEAR.search(words) is None


def _summed_years(here: SlotPlace) -> re.Match[str] | None:
    start, stop = sentence_start(here), here.slot.start
    if SPAN_IN_WORDS.search(here.text, start, stop) is None:
        return None
    return next(reversed([*SUM_OF_YEARS.finditer(here.text, start, stop)]), None)


def _of_earlier(here: SlotPlace, words: str, time: str) -> str:
    """2020年就业率 of 高于2020年的93%: whose value a comparison says; empty where no time says whose it is."""
    is_of_time = time != "" and here.text[here.slot.start - 1] in "的约近" and not TURNED_TO.search(words)
    return _with_time(AGAINST_YEAR.sub("", words), time) if is_of_time else ""


def _of_spread_years(here: SlotPlace, previous: Label, words: str) -> str:
    """2020年维修费 of 2019年、2020年维修费分别为3万元、4万元: as many times in a row as there are numbers behind them."""
    start = clause_start(here.text, here.slot.start)
    spread = SPREAD.search(here.text, start, here.slot.start)
    if spread is None:
        return ""
    spans, numbers = _listed_times(here, start, spread.start()), _numbers_behind(here, spread.end())
    if not LEAST_YEARS <= len(spans) == len(numbers):
        return ""
    times, place = [here.text[slice(*span)] for span in spans], numbers.index(here.slot)
    if words.startswith(times[place]) and words != times[place]:
        return words
    thing = _spread_thing(here, (start, spans[0][0]), (spans[-1][1], spread.start()))
    thing = thing or _thing_told(here, previous, times[:place], words) or words * (BLANK not in words)
    return _of_time(here, times[place], thing)


def _thing_told(here: SlotPlace, previous: Label, times: list[str], words: str) -> str:
    """What the number of the clause before is told as, for the first of a list; what the one before it is told as, for others."""
    if times:
        return previous.shown.removeprefix(times[-1])
    start = clause_start(here.text, here.slot.start)
    return _thing_before(here, previous, start) or words.partition(BLANK)[0] * (BLANK in words)


def _of_time(here: SlotPlace, time: str, thing: str) -> str:
    return time + fitted(here.lexicon, words_of(here.lexicon, thing), ROOM - len(time)) if thing else ""


def _of_span(here: SlotPlace, words: str) -> str:
    """2017年访问量 for the second number of 2016至2018年，访问量分别为…: as many years as there are numbers."""
    start = clause_start(here.text, here.slot.start)
    spread = SPREAD.search(here.text, start, here.slot.start)
    found = SPAN.search(here.text, max(0, start - NEAR), here.slot.start) if spread else None
    if spread is None or found is None or BLANK in words:
        return ""
    numbers = _numbers_behind(here, spread.end())
    is_each = int(found["last"]) - int(found["first"]) + 1 == len(numbers)
    return f"{int(found['first']) + numbers.index(here.slot)}年{words}" if is_each else ""


def _spread_thing(here: SlotPlace, before: tuple[int, int], behind: tuple[int, int]) -> str:
    """What a clause says ``before`` its list of times, from the last number on, and ``behind`` it."""
    start, stop = before
    low = max([start, *(one.reach for one in here.slots if is_quantity(one) and one.reach <= stop)])
    own = here.text[low:stop].lstrip("、和与，") + here.text[slice(*behind)]
    return joined(trimmed(here.lexicon, words_of(here.lexicon, lead_off(here.lexicon, cleaned(MARKER.sub("", own))))))


def _numbers_behind(here: SlotPlace, start: int) -> list[Slot]:
    """The numbers from a place up to the end of the clause of this one."""
    behind = [one for one in here.slots if is_quantity(one) and one.start >= start]
    return [one for one in behind if not CLAUSE_END.search(here.text, here.slot.start, one.start)]


def _thing_before(here: SlotPlace, previous: Label, start: int) -> str:
    """What the number of the clause before is told as, in the same unit without how it changed."""
    before = next((one for one in reversed(sentence_before(here)) if one.reach <= start), None)
    if before is None:
        return ""
    if before.unit == here.slot.unit:
        told = here.lexicon.changed.sub("", previous.told)
    else:
        told = previous.whole or previous.measured or thing_told(here.lexicon, previous)
    return "" if BLANK in told else here.lexicon.left_over.sub("", told)


def _listed_times(here: SlotPlace, start: int, stop: int) -> list[tuple[int, int]]:
    """Where the times of a list begin and end: 2023年、2024年上半年."""
    times: list[tuple[int, int]] = []
    for one in here.slots:
        if one.kind is not FactKind.DATE or not start <= one.start < stop:
            continue
        between = here.text[times[-1][1] : one.start] if times else "、"
        if LISTED.fullmatch(between) is None:
            return []
        begin = one.start if between else times.pop()[0]
        times.append((begin, _behind(here.text, one)))
    return times


def _behind(text: str, date: Slot) -> int:
    """Where a date ends with the 底 that belongs to it."""
    found = OF_TIME.match(text, date.reach)
    return found.end("at") if found and found["at"] else date.reach


def _time_before(here: SlotPlace) -> str:
    """2020年底 of 由2020年底的86%, 去年同期 of 去年同期的3件: a time right before its number; empty where a later value is told."""
    first = _first_of_time(here)
    found = (
        OF_TIME.fullmatch(here.text, here.slots[here.index - 1].reach, here.slot.start) if first < here.index else None
    )
    if found is None or here.slots[first].subkind not in YEAR_SUBKINDS:
        return ""
    begin = here.slots[first].start
    is_earlier = found.end("at") >= 0 or found.end("of") >= 0
    return (
        here.text[begin : found.start()] + (found["at"] or "")
        if is_earlier and not TO_LATER.search(here.text, 0, begin)
        else ""
    )


def _first_of_time(here: SlotPlace) -> int:
    """The first of the dates that stand one behind the other before a number: 2025年|12月."""
    first = here.index
    while first and here.slots[first - 1].kind is FactKind.DATE and _adjoins(here, first):
        first -= 1
    return first


def _adjoins(here: SlotPlace, index: int) -> bool:
    """Whether a date stands right before another one, or with 的 before the number."""
    return index == here.index or here.slots[index - 1].reach == here.slots[index].start


def _of_turn(here: SlotPlace, label: Label, words: str, time: str) -> str:
    """2020年人均产能 of 人均产能由2020年的3万元提高到4万元, 馆刊由年＿期增加 where no time stands there; empty for a clause."""
    verb = here.lexicon.whole_changes.get(label.opened, label.opened)
    thing = words.removesuffix(f"{verb}前")
    if thing == words or BLANK in words:
        return ""
    if time:
        return time + REST_OF_TIME.sub("", thing) if thing else f"{time}（{verb}前）"
    if re.compile(f"{label.opened}[为成]").search(here.text, here.slot.reach, here.slot.reach + NEAR):
        return words  # 整合前 and 整合后
    return f"{thing}由{_lead(here)}{BLANK}{here.slot.unit}{verb}"


def _lead(here: SlotPlace) -> str:
    """每人每月 of 由每人每月300元: what stands between 由 and its number, where that is short and holds no other value."""
    found = FROM.search(here.text, clause_start(here.text, here.slot.start), here.slot.start)
    lead = found["lead"] if found and len(found["lead"]) <= LONGEST_LEAD else ""
    is_own = any(one.start < here.slot.start <= one.reach + len(lead) for one in here.slots[: here.index])
    return "" if is_own else lead


def _with_time(words: str, time: str) -> str:
    if time in words or not words:
        return words
    if BLANK in words:
        if len(words) > LONGEST_CLAUSE:
            return words
        return HANGING_TIME.sub("", words[: words.index(BLANK)]) + f"{time}的{words[words.index(BLANK) :]}"
    owner, sign, own = words.rpartition("·")
    return owner + sign + time + REST_OF_TIME.sub("", own)


def _with_month(here: SlotPlace, words: str) -> str:
    """12月单月保费 of 12月单月保费3万元."""
    date = here.slots[here.index - 1] if here.index else None
    is_month = date is not None and date.subkind == "month" and ONE_MONTH.match(words) is not None
    if not is_month or date is None or not here.text.startswith(words[:2], date.reach):
        return words
    return here.text[date.start : date.reach] + words
