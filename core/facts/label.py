"""Labels of quantities: a few words from the number's clause that tell the clerk what to type.

``选派**名处级干部`` → 选派处级干部 (the verb before and the thing behind the number); ``完成鉴定档案3860卷`` →
完成鉴定档案 (the thing stands before). ``with_unit`` adds the unit.
"""

import re
from dataclasses import replace

from core.facts.clauses import (
    BLANK,
    MOST,
    OF,
    RANKS,
    is_general,
    is_lone_rate,
    is_sensible,
    subject_of,
    whole_clause,
)
from core.facts.describing import related
from core.facts.earlier_labels import Label, Told, with_recent
from core.facts.forms import (
    AVERAGE,
    SHARES,
    SHORT,
    done_of,
    is_part,
    of_comparison,
    of_form,
    per_each,
    set_form,
)
from core.facts.labels.alone import owner_told, with_begun, with_owner
from core.facts.labels.carried import inherited, is_repeated, of_run, repeated, sentence_before
from core.facts.labels.confidence import confirmed
from core.facts.labels.lone_verbs import sent, with_opposite, with_thing
from core.facts.labels.measured import of_list, of_measure, of_these, of_whole
from core.facts.labels.mended import mended
from core.facts.labels.parallel import as_parallel, of_own, without_rate
from core.facts.labels.parts import aged, as_completion, averaged, limited, measured, parted, rewarded, with_alternative
from core.facts.labels.sense import made_sensible
from core.facts.labels.targets import as_target
from core.facts.labels.topics import named, of_bare
from core.facts.labels.years import of_its_time
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    NEGATIONS,
    WHOLLY,
    Words,
    activity_with,
    fitted,
    governing_verb,
    has_noun,
    is_activity,
    is_noun,
    is_plain,
    is_plain_thing,
    is_verb,
    joined,
    lead_off,
    length,
    opening_verb,
    purpose_of,
    tail,
    thing_after,
    thing_before,
    trimmed,
    words_of,
)
from core.facts.sides import (
    AGES,
    PEOPLE,
    first_twin,
    is_quantity,
    kind_of,
    last_member,
    left_text,
    right_text,
    verb_of_list,
)
from core.facts.slots import CONTEXT, Slot, SlotPlace, clause_start
from core.facts.surroundings import surroundings
from core.model.text import CLAUSE_ENDS, HAN_RANGE

PER = re.compile(r"(?:每[人户亩]每?[年月天日]|每[人户亩年月天周])$")  # 低保标准提高到每人每月680元
UNDONE = frozenset(("无一", "没有", "零"))
SHARED = re.compile(r"(?:率|比例|占比|比重|幅度)$")
WHOLE_OBJECT = 10  # characters of an object that ends its clause
LINKED = re.compile(r"(?:^|[、，和与或]|(?<![惠普涉危波触顾])及)$")
OBJECT = re.compile(r"[对给为向]$")
FOR = "为给向"
PURPOSE = re.compile("(?:到(?!位|期|岗|场|校|账)|赴|前往|下沉|进驻)..")
DURING = re.compile("^(?:期间|[一二三四五六七八九十]是)(?=..)")  # 春节期间慰问…, of which the day is left out
SUMMED = re.compile(f"(?<=[{HAN_RANGE}]{{2}})累计(?!完成投资)(?=[{HAN_RANGE}]{{2}})")
"""公共场所累计设置宣传栏: says nothing of what was done."""

AGED = re.compile(r"年龄|年限|寿命|平均|岁")
IN_MIDST = ("其中", "集中", "高中", "初中", "心中")
DAYS = frozenset("日号")
AIM = re.compile("^(?:对|将|把|为|给|向)")
GOAL = re.compile("(?:的)?(?:目标|任务|计划)(?!任务)[^，。；：、的]{2,}")  # 新增就业|5000人|目标圆满完成
MEMBER_SIGNS = frozenset("、和与及或")  # a member further on in a list


def label_of(here: SlotPlace, previous: Label) -> Label:
    """The label of ``slots[index]``; ``previous`` is the label of the slot before it in the same paragraph."""
    slot = here.slot
    if not is_quantity(slot) or slot.unit in DAYS:
        return replace(previous, words=surroundings(here))
    previous, place = replace(previous, words=previous.told), here
    here = _up_to_activity(here)
    label = of_run(here, previous, _first_label(here, previous))
    subject = _fresh(here, previous, label) or _subject_told(here.lexicon, label.words, previous)
    label = of_whole(here, previous, label)
    label = _with_rate(here.lexicon, here.text, slot, per_each(here.lexicon, here.text, slot, label, previous))
    raw, shown = _shown(place, previous, as_completion(here, previous, label))
    subject = _own_subject(raw, shown) or subject
    label = raw if BLANK in shown.words else shown  # what the next numbers go on from is no clause
    own = mended(place, previous, shown.words)
    words = of_its_time(place, previous, raw, with_owner(place, previous, own))
    recent = label.recent or _recent(slot, previous, label, subject)
    return replace(
        label,
        words=with_begun(place, as_target(place, words)),
        shown=words,
        owner=owner_told(words, own) or previous.owner * bool(sentence_before(place)),
        subject=subject,
        recent=recent,
        told=label.words,
        whole=_whole(here, previous, label.words),
    )


def _shown(here: SlotPlace, previous: Label, label: Label) -> tuple[Label, Label]:
    """The label with the measure of a parallel number, and what is shown of it where it cannot be trusted."""
    parallel = as_parallel(here, previous, label)
    is_told = parallel is not label or is_repeated(here)
    return (parallel, parallel) if is_told else (label, confirmed(here, previous, label))


def _own_subject(raw: Label, shown: Label) -> str:
    """What a label with the measure of a parallel number is about: all of it; empty for any other."""
    return raw.subject if raw is shown and raw.words == raw.subject else ""


def _whole(here: SlotPlace, previous: Label, words: str) -> str:
    """What a part (其中) behind a number may be a part of."""
    return previous.whole if here.slot.subkind in SHARES or is_part(here) or "·" in words else words


def _recent(slot: Slot, previous: Label, label: Label, subject: str) -> tuple[Told, ...]:
    told = Told(subject, slot.unit, label.words if label.is_done else subject)
    return with_recent(previous, told, label.is_done)


def _first_label(here: SlotPlace, previous: Label) -> Label:
    """The label before it is told with the whole, the rate and the verb it shares."""
    label = of_form(here, previous) or _finished(here, previous, _own(here, previous))
    return made_sensible(here, previous, of_bare(here, previous, repeated(here, previous, named(here, label))))


def _up_to_activity(here: SlotPlace) -> SlotPlace:
    """任务 of 72项任务完成68项 for the 72: its text ends before what was done with a part of them."""
    pair = done_of(here)
    if pair is None or pair[0] != here.index:
        return here
    end = pair[1].start("thing") + len(pair[1]["thing"])
    return replace(here, text=f"{here.text[:end]}，{here.text[end + 1 :]}")


def _fresh(here: SlotPlace, previous: Label, label: Label) -> str:
    """The subject of a label; none where it is that of a sentence before, and the label says something else."""
    is_stale = label.subject == previous.subject and label.subject[:2] not in label.words and not sentence_before(here)
    return "" if is_stale else label.subject


def _subject_told(lexicon: Lexicon, words: str, previous: Label) -> str:
    """What the next clause may go on about; 不合格46批次 leaves 合格率98% to what was checked."""
    is_denied = words[:1] in NEGATIONS and words[1:] in lexicon.outcomes
    return previous.subject if is_denied else subject_of(lexicon, words)


def _with_rate(lexicon: Lexicon, text: str, slot: Slot, label: Label) -> Label:
    """The label with 每人每月 before the number, and without the 其中 that only links it to the whole."""
    words = DURING.sub("", label.words[:1] + label.words[1:].replace("其中", ""))
    words = SUMMED.sub("", words)
    per = PER.search(text, clause_start(text, slot.start), slot.start)
    if per and per.group() not in words and not words.startswith("每"):
        words = lexicon.grew.sub("", words) + per.group()
    return label if words == label.words else replace(label, words=words)


def _own(here: SlotPlace, previous: Label) -> Label:
    """What the number's own clause says, before the subject it may lack."""
    if found := of_these(here, previous) or set_form(here) or of_list(here):
        return found
    return of_comparison(here.lexicon, left_text(here)[0]) or _quantity(here, previous)


def _finished(here: SlotPlace, previous: Label, label: Label) -> Label:
    """The label with the subject it lacks, of a fitting length; the clause itself where no words tell."""
    slot = here.slot
    left = left_text(here)[0].strip("，、")
    if found := _completed(here, previous, (left, label)):
        return found
    label = _among(here, measured(label, left, slot))
    if slot.unit in AGES and AGED.search(label.words) is None:
        label = aged(here.lexicon, label, left, right_text(here))
    is_told = is_sensible(here.lexicon, label.words, slot) and not _is_verbal(
        here.lexicon, label.words, right_text(here)
    )
    if is_told and not _is_share_of(here.text, slot, left):
        return replace(label, words=fitted(here.lexicon, words_of(here.lexicon, label.words), MOST))
    return _by_clause(here, previous, (left, label))


def _among(here: SlotPlace, label: Label) -> Label:
    """行业大类中实现增长 of 35个行业大类中有27个实现增长: those of a whole are told by what they did."""
    right = right_text(here)
    if not label.words.endswith("中") or label.words.endswith(IN_MIDST) or not right:
        return label
    behind = [word for word in words_of(here.lexicon, right) if word[1] != "d"]
    return replace(label, words=label.words + right[:MOST]) if behind and behind[0][1][:1] == "v" else label


def _by_clause(here: SlotPlace, previous: Label, own: tuple[str, Label]) -> Label:
    slot = here.slot
    left, label = own
    clause = whole_clause(here.lexicon, here.text, slot, clause_start(here.text, slot.start), here.slots)
    if len(clause) > len(slot.unit) + 3:
        return Label(clause, "", _clause_subject(here.lexicon, left, here.text[slot.reach :]) or previous.subject)
    words = label.words or inherited(here, previous) or _bare_name(slot)
    return Label(words, label.verb, previous.subject)


def _is_verbal(lexicon: Lexicon, words: str, right: str) -> bool:
    """派驻下沉 of 派驻医师36人次下沉乡镇: only verbs, though the clause goes on with what was done."""
    own = words_of(lexicon, words)
    if not right or words in right or (len(own) > 1 and own[0][0] in lexicon.empty_verbs):
        return False
    return not has_noun(lexicon, own)


def _bare_name(slot: Slot) -> str:
    return "比例" if slot.subkind == "percent" else "数量"


def _is_share_of(text: str, slot: Slot, left: str) -> bool:
    """扩大到全县50%的乡镇, 投资60万元的水厂: whose percentage or money it is stands behind it."""
    is_named_behind = slot.subkind in (*SHARES, "fraction") or slot.unit == "成" or left.endswith("投资")
    return is_named_behind and OF.match(text, slot.reach) is not None and not left.endswith("在")


def _completed(here: SlotPlace, previous: Label, own: tuple[str, Label]) -> Label | None:
    return (
        rewarded(here, own[1])
        or averaged(here, previous, own[0])
        or parted(here, previous, own[0])
        or of_measure(here, previous, own)
        or with_opposite(here.lexicon, previous, own[1])
        or with_thing(here, previous, own[1])
        or limited(here, own, previous)
    )


def _clause_subject(lexicon: Lexicon, left: str, right: str) -> str:
    """What a clause is about that is its own label: what stands before the number, or else behind it."""
    words = trimmed(lexicon, words_of(lexicon, lead_off(lexicon, left)))
    if not words or not has_noun(lexicon, words):
        words = trimmed(lexicon, words_of(lexicon, re.split(r"[，。；：、！？\n0-9]", right[:CONTEXT])[0]))
    return fitted(lexicon, words, MOST) if words and has_noun(lexicon, words) else ""


def with_unit(label: str, slot: Slot) -> str:
    """The label as the form shows it: 选派处级干部（名）, 开展活动（场/次）."""
    if not slot.unit or not is_quantity(slot) or BLANK in label:
        return label
    unit = "个百分点" if (slot.subkind, slot.unit) == ("percent", "个") else slot.unit
    return f"{label}（{re.sub('[（(]', '/', unit).rstrip('）)')}）"


def _quantity(here: SlotPlace, previous: Label) -> Label:
    left, shared = left_text(here)
    previous = previous if shared else Label()
    linked = _is_linked(previous, left)
    lead = [] if linked else _lead(here.lexicon, left)
    right = of_own(here, right_text(here))
    if found := _persons_of_clause(here, right):
        return found
    bare = without_rate(here, _thing(here.lexicon, right, linked or bool(lead)))
    thing = with_alternative(here, bare, right)
    right = thing + right.removeprefix(bare) if right.startswith(bare) else right
    right += _activity_of_list(here, lead, (left, thing, right))
    if not thing and (whole := _of_several(here, left, shared)):
        return whole
    return _by_sides(here, previous, lead, (left, thing, right))


def _persons_of_clause(here: SlotPlace, right: str) -> Label | None:
    """列入名单 of 对列入名单的42户131人逐户走访: who they are stands before the number, and only there."""
    left = left_text(here.at(first_twin(here.slots, here.index)))[0]
    if here.slot.unit not in PEOPLE or not left.endswith("的") or not right:
        return None
    behind = words_of(here.lexicon, right)
    lead = trimmed(here.lexicon, words_of(here.lexicon, AIM.sub("", left.removesuffix("的"))))
    is_done = behind[0][1] in ("d", "v") and len(lead) > 1 and is_verb(here.lexicon, lead[0])
    return Label(fitted(here.lexicon, lead, MOST), "", joined(lead)) if is_done else None


def _by_sides(here: SlotPlace, previous: Label, lead: Words, own: tuple[str, str, str]) -> Label:
    """The label of what stands before the number, of the thing and of all that follows; ``previous`` shares its clause."""
    left, thing, right = own
    shared, linked = bool(previous.words), _is_linked(previous, left)
    if found := _of_average(here, left, (thing, shared)) if thing else sent(here, lead, right):
        return found
    if not thing or _is_told_before(here, lead, (left, right)):
        return _for_whom(here, _by_left(here.lexicon, lead, previous, is_member=left.startswith("、")), (left, shared))
    if left[-1:] == "的":
        return Label(related(here.lexicon, lead, thing))
    verb = previous.verb if linked else _governing(here.lexicon, lead, left, alone=not shared)
    told = _with_purpose(here, _of_verb(here.lexicon, verb, thing, left, right), (verb, thing, right))
    return _reached_by(here.lexicon, lead, told) if here.slot.subkind == "count" else _as_share(told, here.slot)


def _of_average(here: SlotPlace, left: str, told: tuple[str, bool]) -> Label | None:
    """幼儿园生均补助 of 落实幼儿园生均600元补助."""
    lexicon, (thing, shared) = here.lexicon, told
    own = trimmed(lexicon, words_of(lexicon, left)) if AVERAGE.search(left) and not shared else []
    if not own:
        return None
    own = own[own[0][1][:1] in "va" :] if len(own) > 1 else own
    return Label(fitted(lexicon, own, MOST - len(thing)) + thing)


def _reached_by(lexicon: Lexicon, lead: Words, label: Label) -> Label:
    """“阳光厨房”覆盖食堂 of “阳光厨房”覆盖60个食堂: what reaches them tells more than the verb."""
    verb, own = label.verb, lead[:-1]
    if verb not in lexicon.reaching or not own or lead[-1][0] != verb or not label.words.startswith(verb):
        return label
    fits = is_plain_thing(lexicon, own) and length(own) + len(label.words) <= MOST
    return replace(label, words=joined(own) + label.words) if fits else label


def _of_several(here: SlotPlace, left: str, shared: bool) -> Label | None:
    """在库图书 for the 35 of 在库图书达120个门类、35万册: one thing counted in several units, each with nothing but its unit."""
    if not shared or not left.endswith("、"):
        return None
    start = clause_start(here.text, here.slot.start)
    first = next(here.at(place) for place, one in enumerate(here.slots) if is_quantity(one) and one.start >= start)
    lead = _lead(here.lexicon, left_text(first)[0])
    is_thing = is_plain_thing(here.lexicon, lead) and bool(right_text(first))
    return Label(joined(lead)) if is_thing else None


def _is_linked(previous: Label, left: str) -> bool:
    """Whether a number stands behind a sign of a list, or right behind the thing of the number before: 涉及6个镇38个村."""
    is_behind_thing = bool(previous.verb) and previous.words == previous.verb + left
    return is_behind_thing or LINKED.search(left) is not None


def _governing(lexicon: Lexicon, lead: Words, left: str, alone: bool) -> str:
    """The verb whose object the thing behind the number is: that of a list, or the last one, with the nouns between
    (完成|镇工业集中区二期); what ends in a preposition has its object already (延长|承包期试点在)."""
    if left.endswith("等"):
        return verb_of_list(lexicon, left) or opening_verb(lexicon, words_of(lexicon, left.removesuffix("等")))
    if [word for word, _ in lead[-2:-1]] == ["、"] and lead[-1][0] in lexicon.activities:  # 改造危房、建设|学校
        return lead[-1][0]
    return "" if left.endswith("对") else _with_nouns(lexicon, lead, governing_verb(lexicon, lead, alone=alone))


def _with_nouns(lexicon: Lexicon, lead: Words, verb: str) -> str:
    place = max((place for place, word in enumerate(lead) if word[0] == verb), default=len(lead))
    behind = [word for word in lead[place + 1 :] if word[0] not in lexicon.openers]
    if not any(is_noun(lexicon, word) for word in behind):
        return verb
    return "" if behind[-1][1][:1] == "p" else joined([*lead[: place + 1], *behind])


def _lead(lexicon: Lexicon, left: str) -> Words:
    """The words before a number that tell: of a list its kind or its last member, nothing that only leads up."""
    return trimmed(lexicon, words_of(lexicon, lead_off(lexicon, last_member(lexicon, kind_of(lexicon, left)))))


def _for_whom(here: SlotPlace, label: Label, own: tuple[str, bool]) -> Label:
    """为老党员发放补贴 of 为1.2万名老党员发放补贴860万元: what is done for them, not by them."""
    left, shared = own
    if not shared:
        return label
    sign = _sign_before(here)
    if not sign or not left.startswith(label.words) or len(words_of(here.lexicon, label.words)) < 3:
        return label
    return replace(label, words=sign + label.words)


def _sign_before(here: SlotPlace) -> str:
    """为 right before the number before, or where its clause begins: 为考入高校的12名学子发放奖学金6万元."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), here.slot)
    start = clause_start(here.text, here.slot.start)
    return next((here.text[place] for place in (before.start - 1, start) if here.text[place] in FOR), "")


def _is_told_before(here: SlotPlace, lead: Words, own: tuple[str, str]) -> bool:
    """Whether the thing stands before the number, and what follows says something else."""
    left, right = own
    if not lead:
        return False
    if _are_persons(here, lead, right) or _is_sized(here, lead, right):
        return True
    is_goal = GOAL.match(right) is not None and not left.endswith("的")
    return (has_noun(here.lexicon, lead) and (is_goal or _is_predicate(here.lexicon, lead, right))) or _is_settled(
        here.lexicon, here.text, here.slot, left, lead
    )


def _is_sized(here: SlotPlace, lead: Words, right: str) -> bool:
    """供水管网260公里|进入更新期: a size is that of the thing before it, whatever became of it."""
    is_size = here.slot.unit in here.lexicon.sizes and is_noun(here.lexicon, lead[-1])
    return is_size and bool(right) and words_of(here.lexicon, right)[0][0] in here.lexicon.predicates


def _are_persons(here: SlotPlace, lead: Words, right: str) -> bool:
    """组织|志愿者 of 组织志愿者360名开展服务, 安置随迁子女360名入学: who does something stands before the number."""
    if here.slot.unit not in PEOPLE or len(lead) < 2 or not right:
        return False
    behind = words_of(here.lexicon, right)
    if behind[0][1] != "v" and right not in here.lexicon.lone_verbs:
        return False
    is_whole = is_noun(here.lexicon, lead[-1]) and len(behind) == 1
    return is_whole or here.lexicon.people.search(lead[-1][0]) is not None


def _is_predicate(lexicon: Lexicon, lead: Words, right: str) -> bool:
    """重大隐患17处|全部清零, 流转土地820亩|种植中药材: what follows says what became of the thing."""
    behind = words_of(lexicon, right)
    if behind[0][0] in WHOLLY or right[:2] in UNDONE:  # 学生1860人|无一辍学
        return True
    return (
        _is_activity(lexicon, behind)
        and _is_activity(lexicon, lead)
        and [tag for _, tag in lead[1:]] == ["n"]
        and lead[1][0] not in lexicon.general
    )


def _is_activity(lexicon: Lexicon, words: Words) -> bool:
    """A verb with its object."""
    return is_verb(lexicon, words[0]) and words[0][0] not in lexicon.activities and len(words) > 1


def _activity_of_list(here: SlotPlace, lead: Words, own: tuple[str, str, str]) -> str:
    """受到表彰 of 5个集体、23名个人受到表彰 for the first number: members without a verb share the last one's activity."""
    left, thing, right = own
    if opening_verb(here.lexicon, lead) or left[-1:] in MEMBER_SIGNS or not thing or thing != right.rstrip("和与及"):
        return ""
    if here.index + 1 >= len(here.slots) or not is_quantity(here.slots[here.index + 1]):
        return ""
    between = here.text[here.slot.reach : here.slots[here.index + 1].start]
    if between not in (f"{thing}、", f"{thing}和", f"{thing}与", f"{thing}及"):
        return ""
    behind = right_text(here.at(here.index + 1))
    return behind.removeprefix(thing_after(here.lexicon, behind))


def _of_verb(lexicon: Lexicon, verb: str, thing: str, left: str, right: str) -> Label:
    return _governed(lexicon, verb, _whole_object(lexicon, verb, thing, right), right, _sign_of(left))


def _sign_of(left: str) -> str:
    """为, 给, 向 or 对 at the end of the words before a number."""
    found = OBJECT.search(left)
    return found.group() if found else ""


def _thing(lexicon: Lexicon, right: str, is_governed: bool) -> str:
    return thing_after(lexicon, right) or _activity(lexicon, right, is_governed)


def _activity(lexicon: Lexicon, right: str, is_governed: bool) -> str:
    """恢复重建资金: a short thing that begins with the verb of an activity."""
    words = words_of(lexicon, right) if is_governed else []
    fits = 2 < len(right) <= WHOLE_OBJECT and bool(words) and words[-1][1][:1] == "n" and is_plain(lexicon, words)
    return right if fits and words[0][0] not in lexicon.pivots else ""


def _as_share(label: Label, slot: Slot) -> Label:
    """The percentage of a thing, told from a number of them."""
    is_told = slot.subkind not in SHARES or SHARED.search(label.words) is not None
    return label if is_told else replace(label, words=label.words + "比例")


def _whole_object(lexicon: Lexicon, verb: str, thing: str, right: str) -> str:
    """专项附加扣除 of 设立6项专项附加扣除: behind a verb that governs no second one, the short rest is its object."""
    if not verb or not len(thing) < len(right) <= (MOST - len(verb) if verb in lexicon.empty_verbs else WHOLE_OBJECT):
        return thing
    is_of_thing = bool(thing) and right[len(thing) :].startswith("的")  # 完成5个村的管网改造
    is_object = verb not in lexicon.pivots and is_plain(lexicon, words_of(lexicon, right))
    return right if is_of_thing or is_object else thing


def _is_settled(lexicon: Lexicon, text: str, slot: Slot, left: str, lead: Words) -> bool:
    """Whether a percentage is of what stands before it, whatever follows: 失业率稳定在5%左右的较低水平, 电价5%政策."""
    if slot.subkind == "money":  # 投入资金210万元购置彩超1台
        return lexicon.money.search(lead[-1][0]) is not None
    if slot.subkind not in SHARES or not has_noun(lexicon, lead):
        return False
    is_of = OF.match(text, slot.reach) is not None
    return (
        left.endswith("在")
        if is_of
        else is_noun(lexicon, lead[-1]) or lexicon.measured.search(joined(lead)) is not None
    )


def _governed(lexicon: Lexicon, verb: str, thing: str, right: str, sign: str) -> Label:
    """A verb with its thing; a general thing without one is told by what stands behind it."""
    if verb:
        told = thing if thing.startswith(verb) else verb + thing
        return Label(told, verb)
    if sign and sign in FOR:  # 为1200名妇女提供筛查, 为36家诊所供氧: where no verb is known, all that follows
        return Label(sign + _done_for(lexicon, thing, right), "", thing)
    is_short = thing in lexicon.general or len(thing) < SHORT
    return Label(activity_with(lexicon, thing, right, bool(sign)) if is_short else thing)


def _done_for(lexicon: Lexicon, thing: str, right: str) -> str:
    """妇女提供筛查, and shortened in its middle where that is too long: 35岁以上妇女…“两癌”筛查."""
    told = activity_with(lexicon, thing, right, False)
    behind = words_of(lexicon, right.removeprefix(thing))
    is_cut = told != joined(words_of(lexicon, right)) or words_of(lexicon, told)[-1][0] in lexicon.manners
    if not is_cut or len(behind) < 2 or not right.startswith(thing) or behind[0][0] == "的":
        return told
    return f"{thing}…{joined(tail(lexicon, behind, max(4, MOST - len(thing) - 1)))}"


def _with_purpose(here: SlotPlace, label: Label, own: tuple[str, str, str]) -> Label:
    """选派干部到上级机关跟班学习, 组织职工参加…培训: where to and what for, to the end of the clause, shortened in its middle."""
    verb, thing, right = own
    behind = right.removeprefix(thing)
    place = here.text.find(right, here.slot.reach) + len(right)
    if not verb or behind == right or not label.words.endswith(thing) or place < len(right):
        return label
    if not _is_purpose(here.lexicon, verb, behind, here.text[place : place + 1]):
        return label
    told = purpose_of(here.lexicon, words_of(here.lexicon, behind), MOST - len(label.words))
    subject = label.subject or subject_of(here.lexicon, label.words)
    return replace(label, words=label.words + told, subject=subject if told else label.subject)


def _is_purpose(lexicon: Lexicon, verb: str, behind: str, end: str) -> bool:
    """Whether what follows the thing says what for; ``end`` is the sign behind it."""
    if PURPOSE.match(behind):
        return end in CLAUSE_ENDS or len(behind) > SHORT - 2
    return bool(behind) and verb in lexicon.pivots and end in CLAUSE_ENDS and words_of(lexicon, behind)[0][1][:1] == "v"


def _by_left(lexicon: Lexicon, lead: Words, previous: Label, is_member: bool) -> Label:
    """The label where nothing follows the number; a lead without a thing goes on from the quantity before it.

    ``is_member`` says that it goes on in a list, whose verb it shares.
    """
    own = thing_before(lexicon, lead) if lead else ""
    if not previous.words or has_noun(lexicon, lead):
        return _by_itself(lexicon, own, lead, previous if is_member else Label())
    if is_activity(lexicon, own):
        return Label(own)
    return _going_on(lexicon, own, lead, previous, is_member) if own and own not in previous.words else previous


def _going_on(lexicon: Lexicon, own: str, lead: Words, previous: Label, is_member: bool) -> Label:
    if is_member and lead[0][0] not in NEGATIONS:  # 办理结婚登记…、离婚登记…
        return _by_itself(lexicon, own, lead, previous)
    return Label((previous.words + own)[:CONTEXT], previous.verb)


def _by_itself(lexicon: Lexicon, own: str, lead: Words, listed: Label) -> Label:
    """A thing with its verb, or with that of the list it goes on."""
    is_object = own in lexicon.objects and bool(listed.verb)
    verb = opening_verb(lexicon, lead)
    if verb and not is_object:
        return Label(own, verb)
    if (
        not lead
        or own.startswith(listed.verb)
        or _needs_no_verb(lexicon, own, lead, listed)
        or not listed.words.startswith(listed.verb)
    ):
        return Label(own)
    return Label((listed.verb + own + _of_rank(own, listed.words))[:CONTEXT], listed.verb)


def _needs_no_verb(lexicon: Lexicon, own: str, lead: Words, listed: Label) -> bool:
    """An activity of its own, or a measure: 建成服务站186个、覆盖率95%."""
    is_activity_of_own = listed.verb in lexicon.lone_verbs or (lead[0][1][:1] == "v" and own not in lexicon.objects)
    return is_activity_of_own or is_general(lexicon, own) or is_lone_rate(lexicon, own)


def _of_rank(own: str, before: str) -> str:
    """五星级党组织2个、四星级3个: what the rank is of stands with the first one only."""
    return before.rpartition(own[-1])[2] if own[-1:] in RANKS and own[-1] in before else ""
