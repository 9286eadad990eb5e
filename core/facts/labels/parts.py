"""Parts of a whole told before: 其中省级6项, 其中优秀3个, 20万元以上的11个, shares of a plan, and what an average is of."""

import re
from collections import deque
from dataclasses import replace

from core.facts.clauses import (
    BLANK,
    CONDITION_LEADS,
    LIMIT,
    MOST,
    RANKS,
    is_bare_change,
    is_general,
    limited_thing,
    measured_by,
    with_subject,
)
from core.facts.describing import BOUND
from core.facts.earlier_labels import Label, subjects, told_in
from core.facts.forms import SHARES, SHORT, TIMES, is_part
from core.facts.labels.carried import HINTED, inherited, is_short_thing, sentence_before
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    Word,
    Words,
    fitted,
    is_plain_thing,
    is_verb,
    joined,
    lead_off,
    leading_noun,
    thing_after,
    trimmed,
    without_verb,
    words_of,
)
from core.facts.sides import AGES, MARKER, right_text
from core.facts.slots import CONTEXT, Slot, SlotPlace, clause_start
from core.model.text import HAN_RANGE

TOO_LITTLE = re.compile("(?:不高|不足|不够高?|[偏较][低高少大])$")
PLAIN_AVERAGE = re.compile("平均[仅只才约为达]*")
PART = 4  # characters of a part that is no thing by itself
WHERE = re.compile(r"农村|城镇|城市|城区|线[上下]|(?:全?[国省市县区乡镇村]|国家|省部|地厅|县处|乡科)级?")
OF_LIMIT = re.compile(r"[^以]{0,6}[级类型档]及?以[上下内]的?(?P<thing>.{2,8})$")
AGE = re.compile("(?<=..)(?:平均)?年龄$")
CONDITION = re.compile(r"(?P<which>[^，。；：]{4,})的，$")
WHOLE_PERCENT = 100
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
NO_SHARE = re.compile("占比?$")
AVERAGES = frozenset(("人均", "户均", "亩均", "生均", "村均", "日均", "月均", "年均"))
ALTERNATIVE = re.compile(rf"（(?![^）]*(?:含|其中|约|见|占|共|前|后|以))[{HAN_RANGE}、]{{1,4}}）")


def parted(here: SlotPlace, previous: Label, left: str) -> Label | None:
    """其中省级6项、市级9项: a part that is no thing by itself, beside the whole it is a part of."""
    if not previous.whole or not _is_of_whole(here, previous, left):
        return None
    whole = _whole(here, previous, left)
    words = words_of(here.lexicon, lead_off(here.lexicon, left.removeprefix("其中").lstrip("、")))
    own = joined(words)
    if not words or not _is_bare_part(here.lexicon, words) or is_bare_change(here.lexicon, own) or BLANK in whole:
        return None
    return Label(f"{fitted(here.lexicon, words_of(here.lexicon, whole), MOST - len(own) - 1)}·{own}", "", own)


def _is_of_whole(here: SlotPlace, previous: Label, left: str) -> bool:
    return not right_text(here) and (is_part(here) or _is_next_part(here, previous, left))


def _is_next_part(here: SlotPlace, previous: Label, left: str) -> bool:
    """省级9项 behind 其中国家级2项，: the next part of the same whole, counted in the same unit."""
    before = sentence_before(here)[-1:]
    is_next = bool(before) and before[0].unit == here.slot.unit and "·" in previous.words
    return is_next and WHERE.fullmatch(left) is not None


def _whole(here: SlotPlace, previous: Label, left: str) -> str:
    """The whole that a part is of: 案件 in 案件356件，罚没款487万元，其中食品类143件, for it is counted in 件."""
    before = sentence_before(here)
    is_other = bool(before) and before[-1].unit != here.slot.unit and LIMIT.search(left) is None
    return (told_in(here.slot.unit, previous) if is_other else "") or previous.whole


def _is_bare_part(lexicon: Lexicon, words: Words) -> bool:
    own = joined(words)
    if WHERE.fullmatch(own) or own in lexicon.outcomes:
        return True
    is_done = all(tag[:1] in "vdbaz" for _, tag in words)
    return len(own) <= PART + is_done and (len(own) == 1 or own[-1] in RANKS or is_done)


def limited(here: SlotPlace, own: tuple[str, Label], previous: Label) -> Label | None:
    """20万元以上的11个 behind 10万元以上的村19个: the thing is said only once."""
    (left, label), lexicon = own, here.lexicon
    ends = LIMIT.search(label.words, max(0, len(label.words) - 3))
    if ends is None or ends.end() < len(label.words):
        return None
    thing = (
        _limited_activity(here, previous, label.words)
        or limited_thing(subjects(previous))
        or _plain_told(lexicon, previous)
    )
    thing = "" if thing in label.words else AGE.sub("", thing)
    told = replace(label, words=f"{label.words}的{thing}")
    return measured(told, left, here.slot) if is_short_thing(thing) else None


def _limited_activity(here: SlotPlace, previous: Label, limit: str) -> str:
    """刊物撰文 of 市级以上刊物撰文31篇，其中省级以上6篇."""
    if limit[-3:-2] not in RANKS or not is_part(here):  # 百米以上的古桥
        return ""
    whole = OF_LIMIT.match(previous.whole)
    told = whole["thing"] if whole else previous.whole
    is_done = (
        bool(told)
        and _is_done_by(here.lexicon, words_of(here.lexicon, told)[-1])
        and leading_noun(here.lexicon, told) != ""
    )
    return told if whole or is_done else ""


def _is_done_by(lexicon: Lexicon, word: Word) -> bool:
    return word[1][:1] == "v" and word[0] not in lexicon.objects


def _plain_told(lexicon: Lexicon, previous: Label) -> str:
    """The last thing told that is no measure and no activity: 组织 in 年检组织312家，撤销登记9家，评定3A以上26家."""
    whole = "" if _is_measure(lexicon, previous.whole) else without_verb(lexicon, previous.whole) or previous.whole
    told = (whole, leading_noun(lexicon, whole), *reversed(subjects(previous)))
    things = [thing for thing in told if thing and LIMIT.search(thing) is None]
    plain = next((thing for thing in things if is_plain_thing(lexicon, words_of(lexicon, thing))), "")
    return plain or next((thing for thing in things[:1] if words_of(lexicon, thing)[-1][1][:1] in "nl"), "")


def measured(label: Label, left: str, slot: Slot) -> Label:
    """What the number measures, where the words name only whose it is: 干部占（%）, 婴幼儿年龄（岁）."""
    is_share = slot.subkind in (*SHARES, "fraction") or slot.unit in TIMES
    if is_share and left.endswith("占") and label.words and not label.words.endswith(("占", "比例")):
        return replace(label, words=label.words + "占")
    return label


def _is_measure(lexicon: Lexicon, words: str) -> bool:
    return is_general(lexicon, words) or lexicon.measured.search(words) is not None


def averaged(here: SlotPlace, previous: Label, left: str) -> Label | None:
    """公务接待人均 of 公务接待86批次、620人次，人均58元: an average that says nothing of what."""
    if PLAIN_AVERAGE.fullmatch(left) and here.slot.subkind in SHARES:
        return _of_average(inherited(here, previous))
    if left not in AVERAGES or right_text(here) or here.slot.unit in AGES:
        return None
    subject = inherited(here, previous)
    told = subject if is_short_thing(subject) else _last_object(here.lexicon, subject)
    return Label(left + told, "", subject) if told else None


def _of_average(rate: str) -> Label | None:
    """客房入住率平均 of 客房入住率不高，平均仅41%."""
    rate = MARKER.sub("", TOO_LITTLE.sub("", rate))
    return Label(rate + "平均", "", rate) if is_short_thing(rate) and rate.endswith("率") else None


def _last_object(lexicon: Lexicon, subject: str) -> str:
    """助学金 of 为困难学生发放助学金; the words themselves, shortened, where no verb governs their end."""
    words = words_of(lexicon, subject)
    verbs = [place for place, word in enumerate(words[:-1]) if is_verb(lexicon, word)]
    return fitted(lexicon, words[verbs[-1] + 1 :] if verbs else words, HINTED) if words else ""


def as_completion(here: SlotPlace, previous: Label, label: Label) -> Label:
    """水利投资完成年度计划 for 占年度计划的110%: what is more than its whole, or is of a plan, is no share of it."""
    if here.slot.unit != "%":
        is_goal = here.text.startswith("的", here.slot.reach) and here.lexicon.of_goal.search(label.words)
        return replace(label, words=here.lexicon.of_goal.sub("", label.words)) if is_goal else label
    words = _of_goal(here, previous) or here.lexicon.of_goal.sub("完成", label.words)
    if (value := _number(here)) is not None and value > WHOLE_PERCENT:
        words = NO_SHARE.sub("比例", words)
    return label if words == label.words else replace(label, words=words)


def _of_goal(here: SlotPlace, previous: Label) -> str:
    """完成年度计划 of 为年度计划3.5亿元的110%."""
    before = here.slots[here.index - 1] if here.index else None
    if before is None or here.text[before.reach : here.slot.start] != "的":
        return ""
    goal = deque(here.lexicon.goals.finditer(here.text, clause_start(here.text, before.start), before.start), 1)
    if not goal:
        return ""
    told, subject = goal[0].group(), here.lexicon.of_goal.split(previous.subject)[0]
    return with_subject(here.lexicon, "" if subject.endswith(told) else subject, f"完成{told}")


def _number(here: SlotPlace) -> float | None:
    text = here.text[here.slot.start : here.slot.end].removesuffix("%")
    return float(text) if NUMBER.fullmatch(text) else None


def rewarded(here: SlotPlace, own: Label) -> Label | None:
    """凡新增规模以上企业的，奖励5万元: what is given, with the condition for which it is given."""
    words, start = own.words, clause_start(here.text, here.slot.start)
    found = CONDITION.search(here.text, max(0, start - 2 * CONTEXT), start)
    if found is None or len(words) > HINTED or here.lexicon.rewards.search(words) is None:
        return None
    told = BOUND.sub("", here.lexicon.numbers.sub("", CONDITION_LEADS.sub("", found["which"])))
    told = measured_by(here.lexicon, joined(trimmed(here.lexicon, words_of(here.lexicon, told))))
    if not told:
        return None
    return Label(with_subject(here.lexicon, told, words), own.verb, told)


def aged(lexicon: Lexicon, label: Label, left: str, right: str) -> Label:
    """婴幼儿年龄, 老年人年龄 of 65岁以上老年人免费体检, 干警平均年龄."""
    if right:
        thing = _persons(lexicon, thing_after(lexicon, right))
        return Label(thing + "年龄", "", thing) if len(thing) > 1 else label
    age = "平均年龄" if left.startswith("平均") else "年龄"
    return replace(label, words=label.words + age) if label.words else label


def _persons(lexicon: Lexicon, thing: str) -> str:
    """老人 of 老人办理证件, which the tagger takes for one thing."""
    words = words_of(lexicon, thing)
    stop = next((place for place, word in enumerate(words, 1) if lexicon.people.search(word[0])), len(words))
    return joined(words[:stop])


def with_alternative(here: SlotPlace, thing: str, right: str) -> str:
    """村（社区） of 下辖11个村（社区）, 县（市、区）协作: with what else is counted in the same breath."""
    cut = 1 if here.text.startswith(f"{thing[:1]}（", here.slot.reach) else len(thing)
    found = ALTERNATIVE.match(here.text, here.slot.reach + cut) if 0 < len(thing) <= SHORT else None
    is_own = found is not None and here.text.startswith(thing[:cut], here.slot.reach)
    if not found or not is_own:
        return thing
    told = thing[:cut] + found.group() + thing[cut:]
    return told if len(right) + len(found.group()) <= MOST or cut == len(thing) > 1 else thing
