"""A verb by itself with the thing it was done with: 收到来信…，办结 → 来信办结."""

from dataclasses import replace

from core.facts.clauses import MOST, is_bare_change
from core.facts.earlier_labels import Label, thing_told, told_in
from core.facts.forms import LEAST
from core.facts.labels.carried import HINTED, inherited, sentence_before
from core.facts.labels.topics import object_before
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    Words,
    bare_activity,
    fitted,
    has_noun,
    is_activity,
    is_plain_thing,
    is_verb,
    joined,
    without_verb,
    words_of,
)
from core.facts.sides import PEOPLE, is_quantity, right_text
from core.facts.slots import SlotPlace, clause_start

PERSONS = frozenset(("人", "名"))
ACTUAL = "应实"  # 代表286名，实到263名


def with_thing(here: SlotPlace, previous: Label, label: Label) -> Label | None:
    """A lone verb with the thing of the quantity before it in the sentence: 收到来信…，办结 → 来信办结."""
    activity = bare_activity(here.lexicon, label.words)
    if not activity or _says_itself(here, activity):
        return None
    if twin := _of_twin(here, activity, previous.words):
        return replace(label, words=twin, subject=activity[2:])
    told = _of_last(here.lexicon, _done_with(here, activity, previous))
    if found := _of_object(here, activity, told):
        return replace(found, verb=label.verb)
    is_said = activity in told and here.text.startswith(label.words, clause_start(here.text, here.slot.start))
    if is_said or not _goes_with(here.lexicon, activity, told, previous):  # 应参保人数12.6万人，实际参保12.3万人
        return None
    return _told_with(here.lexicon, label, activity, told)


def _says_itself(here: SlotPlace, activity: str) -> bool:
    """增长, and 配网投资 of 营业收入27亿元，配网投资2.5亿元, which is a sum of its own."""
    if is_bare_change(here.lexicon, activity):
        return True
    is_sum = any(pattern.search(activity) for pattern in (here.lexicon.measured, here.lexicon.money))
    return here.slot.subkind == "money" and len(activity) > 2 and is_sum


def _of_last(lexicon: Lexicon, told: str) -> str:
    """案件 of 劳动争议、赡养、收养案件: a list that is too long to be told with what was done."""
    last = told.rpartition("、")[2] if len(told) > HINTED else told
    return told if last == told else _thing_of(lexicon, last)


def _of_twin(here: SlotPlace, activity: str, before: str) -> str:
    """受理出库申报 of 受理入库申报31件、出库申报9件: the two words that go together have one head."""
    other = here.lexicon.opposites.get(activity[:2], "")
    is_twin = len(activity) > 2 and bool(other) and before.endswith(other + activity[2:])
    return before.removesuffix(other + activity[2:]) + activity if is_twin else ""


def _told_with(lexicon: Lexicon, label: Label, activity: str, told: str) -> Label:
    """An activity behind its thing, one of one sign before it: 案件办结, 破案件."""
    told = _without_beginning(lexicon, _without_end(lexicon, told))
    done = label.words if label.words.startswith(("新", "正在")) else activity
    words = activity + told if len(activity) == 1 else told + done
    return Label(words, label.verb, told, measured=words, is_done=True)


def _without_beginning(lexicon: Lexicon, told: str) -> str:
    """企业 of 关闭|“散乱污”企业: an activity that was done with other ones of them."""
    words = words_of(lexicon, told)
    rest = words[1:]
    is_act = len(words) > 1 and is_verb(lexicon, words[0]) and len(words[0][0]) > 1
    return joined(rest) if is_act and len(rest) > 1 and is_plain_thing(lexicon, rest) else told


def _without_end(lexicon: Lexicon, told: str) -> str:
    """棚户区改造 of 棚户区改造|新|开工: what was done with the thing before is not done with it again."""
    words = words_of(lexicon, told)
    while len(words) > 1 and (words[-1][0].removeprefix("新") in lexicon.torn or words[-1][0] in lexicon.newly):
        words = words[:-1]
    return joined(words) if has_noun(lexicon, words) else told


def _of_object(here: SlotPlace, activity: str, told: str) -> Label | None:
    """培训机构注销 of 对培训机构开展治理，注销18家: nothing was counted before that could be told."""
    thing = "" if told or right_text(here) else object_before(here)
    if not thing or activity in thing:
        return None
    words = activity + thing if len(activity) == 1 else thing + activity
    return Label(words, "", thing, measured=words, is_done=True)


def _goes_with(lexicon: Lexicon, activity: str, told: str, previous: Label) -> bool:
    """Whether what was told before can be told with an activity: no other activity, nothing too long or too short."""
    least = 2 if activity[0] in ACTUAL else LEAST
    if not 0 < len(told) <= HINTED or activity.endswith(told):  # 受贿犯罪、行贿犯罪
        return False
    return told != previous.words or not (is_activity(lexicon, told) or len(told) < least)


def _done_with(here: SlotPlace, activity: str, previous: Label) -> str:
    """What a verb by itself was done with: the things counted before in its unit; of 涉及 and the like whatever was told."""
    if activity in here.lexicon.reaching:
        return _thing_of(here.lexicon, inherited(here, previous))
    if previous.words.startswith(tuple(here.lexicon.causing)):
        return ""
    before, unit = [one.unit for one in sentence_before(here)], here.slot.unit
    if not before:
        return _of_whole_sentence(here, previous)
    if unit not in before:
        return ""
    if before[-1] != unit:  # 实施项目86个，总投资126亿元，完工32个
        return _thing_of(here.lexicon, told_in(unit, previous))
    return _same_thing(here.lexicon, activity, unit, previous)


def _of_whole_sentence(here: SlotPlace, previous: Label) -> str:
    """项目 for 开工52个 of 签约项目86个，其中…；开工52个: the first thing counted before the last ；."""
    stop = clause_start(here.text, here.slot.start)
    low = max(here.text.rfind(mark, 0, stop) for mark in "。！？\n") + 1
    before = [one.unit for one in here.slots[: here.index] if is_quantity(one) and one.start >= low]
    if not here.text[:stop].endswith("；") or here.slot.unit not in before[:1]:
        return ""
    told = (one.subject for one in previous.recent[-len(before) :] if one.unit == here.slot.unit)
    return _thing_of(here.lexicon, next(told, ""))


def _thing_of(lexicon: Lexicon, told: str) -> str:
    return without_verb(lexicon, told) or told


def with_opposite(lexicon: Lexicon, previous: Label, label: Label) -> Label | None:
    """基金支出 of 基金收入5亿元、支出6亿元, 生猪存栏 of 年出栏生猪26万头，存栏9万头: one of two words that go together."""
    other = lexicon.opposites.get(label.words, "")
    if not other or other not in previous.told or previous.told == other:
        return None
    before, _, behind = previous.told.partition(other)
    told = behind if before in ("", "年") and behind not in lexicon.own_places else before * (not behind)
    return replace(label, words=told + label.words) if told else None


def _same_thing(lexicon: Lexicon, activity: str, unit: str, previous: Label) -> str:
    """The thing counted just before; nothing for 刑事拘留412人，逮捕236人, which are two activities."""
    if _is_twin(lexicon, activity, previous.words):
        return previous.words[:-2]
    own = previous.subject
    if _counts_other(lexicon, unit, previous):
        return ""
    rest = previous.words.removeprefix(own)
    is_chained = rest != previous.words and bool(bare_activity(lexicon, rest))
    is_same = previous.is_done or is_chained
    return own if own and is_same else thing_told(lexicon, previous).removeprefix("为")  # 提案立案38件，办结36件


def _counts_other(lexicon: Lexicon, unit: str, previous: Label) -> bool:
    """Whether people were counted before by an activity: 拘留412人, 党纪处分232人."""
    if previous.is_done and lexicon.people.search(previous.subject):
        return False
    is_done = unit in PEOPLE and words_of(lexicon, previous.words)[-1][1] in ("v", "i")
    return is_done or (unit in PERSONS and lexicon.people.search(previous.words) is None)


def _is_twin(lexicon: Lexicon, activity: str, before: str) -> bool:
    """生猪出栏46万头，存栏27万头, but not 收到提案42件，立案38件."""
    is_alike = len(activity) == 2 < len(before) - 1 and before[-1] == activity[-1]
    return is_alike and before[-2:] not in lexicon.objects


def sent(here: SlotPlace, lead: Words, right: str) -> Label | None:
    """选派参加业务竞赛 of 选派12人次参加业务竞赛: persons whom no noun names are told by what they are to do."""
    if here.slot.unit not in PEOPLE or len(lead) != 1 or lead[0][0] not in here.lexicon.pivots or not right:
        return None
    behind = words_of(here.lexicon, right)
    told = fitted(here.lexicon, [*lead, *behind], MOST)
    return Label(told, lead[0][0]) if behind[0][1][:1] == "v" else None
