"""A number beside a like one: what the label before says of its thing is said of this one, too: 出口时间, 民营企业建会率."""

import re
from dataclasses import replace

from core.facts.clauses import BLANK, SO_FAR
from core.facts.earlier_labels import Label
from core.facts.labels.owners import OPEN_UNITS
from core.facts.labels.sides_told import is_spread, number_behind
from core.facts.phrases import has_noun, is_noun, joined, length, words_of
from core.facts.sides import MARKER, is_quantity, left_text
from core.facts.slots import Slot, SlotPlace, clause_start

LONGEST = 12  # characters of the thing that stands for the other one
SHORTEST = 2
PER_UNIT = re.compile("(?:单位|[万亿]元)(?:国内|地区)?(?:生产总值|GDP|产值|工业增加值)")
AVERAGE_BEHIND = re.compile("(?<=..)平均.*$")
RATE = re.compile("[^，。；：、]{1,4}率")

MEASURED_BEHIND = re.compile(
    "(?<=..)(?:(?:平均)?(?:单产|总产量?|产量)|(?:水质)?(?:达标|合格|优良|覆盖|完好)率(?:稳定|保持)|水质均值)$"
)


def as_parallel(here: SlotPlace, previous: Label, label: Label) -> Label:
    """The label with the measure that the number before says, where only the thing is another one."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), None)
    if before is None or BLANK in previous.words + label.words:
        return label
    words = _of_unit(here, previous.words, label.words) or _beside(here, previous, before, label.words)
    return replace(label, words=words, subject=words) if words else label


def _of_unit(here: SlotPlace, told: str, words: str) -> str:
    """单位产值废渣排放 of 单位产值水耗和废渣排放分别…: it is said once, and meant of both."""
    per = PER_UNIT.match(told) if is_spread(here) else None
    return per.group() + words if per and PER_UNIT.match(words) is None else ""


def _beside(here: SlotPlace, previous: Label, before: Slot, words: str) -> str:
    if before.unit != here.slot.unit:
        return _of_counted(here, previous, before, words)
    own = _own_thing(here, before)
    return _of_twin(here, previous.words, own) or _of_measure(here, previous.words, own)


def of_own(here: SlotPlace, right: str) -> str:
    """乡镇 of 4个乡镇平均间距12公里: an average behind what is counted is that of the next number."""
    is_followed = here.slot.subkind == "count" and number_behind(here) is not None
    return AVERAGE_BEHIND.sub("", right) if is_followed else right


def without_rate(here: SlotPlace, thing: str) -> str:
    """监测断面 of 6个监测断面达标率100%: the rate is that of the next number."""
    if here.slot.subkind == "count" and (measured_behind := MEASURED_BEHIND.search(thing)):
        return thing[: measured_behind.start()]
    if here.slot.subkind != "count" or not thing.endswith("率"):
        return thing
    words = words_of(here.lexicon, thing)[:-1]
    if length(words) > 1 and has_noun(here.lexicon, words):
        return joined(words)
    return "" if rates_next(here) else thing


def rates_next(here: SlotPlace) -> bool:
    """Whether the rate behind those counted is the name of the next number: 回归人员23名|帮教率100%."""
    following = number_behind(here)
    is_rate = following is not None and following.unit == "%"
    return is_rate and here.slot.unit in OPEN_UNITS and left_text(here)[0] != ""


def _own_thing(here: SlotPlace, before: Slot) -> str:
    """What a clause or a member says before its number; empty at the beginning of a sentence, or where it is too long."""
    start = max(clause_start(here.text, here.slot.start), before.reach)
    own = SO_FAR.sub("", MARKER.sub("", here.text[start : here.slot.start]).lstrip("、和"))
    is_fitting = SHORTEST <= len(own) <= LONGEST and here.text[start - 1] not in "。；"
    return own if is_fitting else ""


def _of_counted(here: SlotPlace, previous: Label, before: Slot, words: str) -> str:
    """退捕渔民安置率 of 退捕渔民87人安置率100%: a rate right behind those it is of."""
    between = here.text[before.reach : here.slot.start]
    is_rate = here.slot.unit == "%" and before.start >= clause_start(here.text, here.slot.start)
    is_next = is_rate and before.unit in OPEN_UNITS and RATE.match(between) is not None
    is_lost = is_next and between.startswith(words[:SHORTEST])
    return previous.words + words if is_lost and 1 < len(previous.words) <= LONGEST else ""


def _of_twin(here: SlotPlace, told: str, own: str) -> str:
    """出口查验时间 of 进口查验时间3小时、出口2小时: the first words have their last sign in common."""
    first = words_of(here.lexicon, told)[0][0] if told else ""
    is_twin = len(first) == len(own) == SHORTEST and first[-1] == own[-1] and first != own
    return own + told[len(first) :] if is_twin and len(told) > len(first) else ""


def _of_measure(here: SlotPlace, told: str, own: str) -> str:
    """民营企业建会率 of 国有企业建会率100%，民营企业达81%: the things have their last word in common."""
    is_thing = (
        own != "" and is_noun(here.lexicon, words_of(here.lexicon, own)[-1]) and not here.lexicon.measured.search(own)
    )
    if here.slot.unit != "%" or not is_thing:
        return ""
    head, thing, measure = told.rpartition(own[-SHORTEST:])
    is_measure = re.search("[率度比重]$", measure) is not None
    return own + measure if head and thing and is_measure else ""
