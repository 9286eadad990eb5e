"""Labels of quantities: a few words from the number's clause that tell the clerk what to type.

``选派**名处级干部`` → 选派处级干部 (the verb before and the thing behind the number); ``完成鉴定档案3860卷`` →
完成鉴定档案 (the thing stands before). ``with_unit`` adds the unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.facts.clauses import (
    BLANK,
    CHANGES,
    CLAUSE,
    EACH,
    FROM,
    LIMIT,
    MEASURED,
    MOST,
    OF,
    SENTENCE,
    SPREAD,
    UP_TO,
    Spread,
    compared,
    from_to,
    is_bare_change,
    is_general,
    is_limit,
    is_sensible,
    limited_thing,
    measured_by,
    members_of,
    needs_subject,
    run_over,
    spread_over,
    subject_of,
    topic,
    whole_clause,
    with_subject,
)
from core.facts.phrases import (
    CAUSING,
    EMPTY_VERBS,
    GENERAL,
    LONGEST,
    PIVOTS,
    REACHING,
    Words,
    bare_deed,
    deed_with,
    fitted,
    governing_verb,
    has_noun,
    is_deed,
    is_noun,
    is_plain,
    is_verb,
    joined,
    lead_off,
    leading_noun,
    tail,
    thing_after,
    thing_before,
    trimmed,
    without_verb,
    words_of,
)
from core.facts.sides import AGES, MARKER, cleaned, is_quantity, kind_of, last_member, last_reach, left_text, right_text
from core.facts.slots import CONTEXT, Slot, clause_start
from core.facts.surroundings import surroundings
from core.model.fact import MaskKind

LEAST = 3  # characters of a thing without a verb that a lone verb behind it is told with
PART = 4  # characters of a part that is no thing by itself
SHORT = 7  # characters of a thing that had better be told by what is done with it
HINTED = 10  # characters of a thing that a lone verb behind it is told with
RECENT = 6  # subjects that a 分别 may look back to
SHARES = frozenset(("percent", MaskKind.PERCENT))
SHARED = re.compile(r"(?:率|比例|占比|比重|幅度)$")
WHOLE_OBJECT = 10  # characters of an object that ends its clause
IDLE = re.compile(
    r"再?(?:创|居|位|排名?|列|名列|首次|按|扣除|剔除|其中|同比|较|比|在|达)"
)  # a clause that brings no new subject
LINKED = re.compile(r"(?:^|[、，和与或]|(?<![惠普涉危波触顾])及)$")
RANKS = frozenset("级类型档")
OBJECT = re.compile(r"[对给为向]$")
AGED = re.compile(r"年龄|年限|寿命|平均|岁")
DAYS = frozenset("日号")
MEMBER_SIGNS = frozenset("、和与及或")  # a member further on in a list


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label without the unit, and what the numbers behind it may go on from.

    ``verb`` is shared by a following 、-member, ``subject`` is what a bare change (增长) is of, ``recent`` the subjects
    so far in the paragraph with their units, latest last, ``opened`` the verb of a pair 由A提高到B whose A this is, ``told``
    the words of the last quantity, dates and names passed over, ``whole`` those of the last one that is no part (其中).
    """

    words: str = ""
    verb: str = ""
    subject: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    opened: str = ""
    told: str = ""
    whole: str = ""


def label_of(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label:
    """The label of ``slots[index]``; ``previous`` is the label of the slot before it in the same paragraph."""
    slot = slots[index]
    if not is_quantity(slot) or slot.unit in DAYS:
        return replace(previous, words=surroundings(text, slots, index))
    previous = replace(previous, words=previous.told)
    label = _of_form(text, slots, index, previous)
    label = label or _finished(text, slots, index, previous, _own(text, slots, index, previous))
    subject = label.subject or subject_of(label.words)
    label = _each(text, slot, label)
    whole = previous.whole if slot.subkind in SHARES or _is_part(text, slot) else label.words
    recent = label.recent or _with_recent(previous, subject, slot)
    return replace(label, subject=subject, recent=recent, told=label.words, whole=whole)


def _each(text: str, slot: Slot, label: Label) -> Label:
    """每村 of 每村至少配备3名网格员: a number for each of them is no number of all."""
    each = EACH.match(text[clause_start(text, slot.start) : slot.start])
    if each and each["each"] in label.words:
        return replace(label, words=label.words[label.words.index(each["each"]) :])
    if each is None or len(each["each"]) + len(label.words) > MOST:
        return label
    return replace(label, words=each["each"] + label.words.removeprefix(each["each"].removeprefix("每")))


def _of_form(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """The label of a number in one of the set forms: 分别, 由A提高到B, 20万元以上的."""
    return (
        _spread(text, slots, index, previous)
        or _paired(text, slots, index, previous)
        or _limit(text, slots, index, previous)
    )


def _own(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label:
    """What the number's own clause says, before the subject it may lack."""
    return _compared(left_text(text, slots, index)[0]) or _quantity(text, slots, index, previous)


def _with_recent(previous: Label, subject: str, slot: Slot) -> tuple[tuple[str, str], ...]:
    if previous.recent and previous.recent[-1][0] == subject:
        return previous.recent
    return (*previous.recent, (subject, slot.unit))[-RECENT:]


def _is_part(text: str, slot: Slot) -> bool:
    return text.startswith("其中", clause_start(text, slot.start))


def _limit(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """收入20万元以上的村12个: the 20 is told by its clause with a blank, for it counts nothing."""
    slot = slots[index]
    following = next((one for one in slots[index + 1 :] if is_quantity(one)), None)
    if slot.unit in AGES or following is None or not is_limit(text, slot, following.start):
        return None
    told = whole_clause(text, slot, clause_start(text, slot.start), slots)
    told = _full_limit(told.removeprefix("其中").removesuffix("的"), previous)
    is_of_measure = told.startswith(BLANK) and _is_part(text, slot) and MEASURED.search(previous.subject)
    return Label(previous.subject + told if is_of_measure else told, "", previous.subject)


def _full_limit(told: str, previous: Label) -> str:
    """＿万元以上 with the thing that the limit before it said."""
    thing = limited_thing(_subjects(previous)) if LIMIT.fullmatch(told[-2:]) else ""
    return f"{told}的{thing}" if thing else told


def _subjects(previous: Label) -> list[str]:
    return [subject for subject, _ in previous.recent]


def _spread(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """A、B分别增长x、y: each number with its own member; 分别 without members takes the subjects before it."""
    numbers = [one for one in slots if is_quantity(one)]
    place = numbers.index(slots[index])
    start = clause_start(text, slots[index].start)
    found = spread_over(text, start, numbers, place) or run_over(text, start, numbers, place)
    if found is None:
        return None
    predicate = lead_off(cleaned(_dateless(text, slots, found.start, found.stop)))
    if turn := _turn(text, numbers, place, found):
        found, predicate = turn
    predicate = predicate or _measure_before(text, slots, index, found)
    members = _members(found, previous)
    if len(members) < found.count:
        return None
    subject = joined(trimmed(words_of(members[found.rank])))
    return Label(with_subject(subject, predicate), "", subject, previous.recent if not found.members else ())


def _measure_before(text: str, slots: Sequence[Slot], index: int, found: Spread) -> str:
    """建成率 of 建成率分别为100%和96%, where the members stand in the clauses before."""
    own = "" if found.members else SPREAD.sub("", text[clause_start(text, slots[index].start) : found.start])
    return own if MEASURED.search(own) and len(own) < SHORT else ""


def _turn(text: str, numbers: Sequence[Slot], place: int, found: Spread) -> tuple[Spread, str] | None:
    """分别由A、B提高到C、D: the member that a number belongs to, and 提高前 or 提高到."""
    half = found.count // 2
    if found.count % 2 or text[found.start : found.start + 1] not in ("由", "从"):
        return None
    first = place - found.rank
    verb = UP_TO.match(text, numbers[first + half - 1].reach)
    if verb is None or verb.end() > numbers[first + half].start:
        return None
    side = "前" if found.rank < half else "到"
    return replace(found, rank=found.rank % half, count=half), verb["verb"] + side


def _members(found: Spread, previous: Label) -> list[str]:
    own = [cleaned(MARKER.sub("", member)) for member in found.members]
    return own or _earlier(_subjects(previous), found.count)


def _earlier(recent: Sequence[str], count: int) -> list[str]:
    """The members that a 分别 without its own looks back to: the last subject's, or the last subjects."""
    members = members_of(recent[-1]) if recent else []
    return members if len(members) == count else list(recent[-count:])


def _dateless(text: str, slots: Sequence[Slot], start: int, stop: int) -> str:
    """The text between two places without the dates in it."""
    pieces: list[str] = []
    for other in slots:
        if start <= other.start and other.reach <= stop:
            pieces.append(text[start : other.start])
            start = other.reach
    return "".join((*pieces, text[start:stop]))


def _paired(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """由A提高到B: 提高前 and 提高到 of one subject."""
    slot = slots[index]
    begin = max(clause_start(text, slot.start), last_reach(slots, index))
    raw = text[begin : slot.start]
    following = next((one for one in slots[index + 1 :] if is_quantity(one)), None)
    if verb := from_to(text, raw, slot, following):
        subject = _whose(text, slots, index, previous, _own_subject(text, slots, begin, raw))
        return Label(with_subject(subject, verb + "前"), "", subject, (), verb)
    if previous.opened and previous.opened in raw and not CLAUSE.search(raw):
        return Label(with_subject(previous.subject, previous.opened + "到"), "", previous.subject)
    return None


def _whose(text: str, slots: Sequence[Slot], index: int, previous: Label, own: str) -> str:
    """The subject in the clause itself, with that of the clause before where it is a share or a lone measure."""
    if own and not needs_subject(own, own, ""):
        return own
    return with_subject(_inherited(text, slots, index, previous), own)


def _own_subject(text: str, slots: Sequence[Slot], begin: int, raw: str) -> str:
    opening, place = FROM.fullmatch(raw), begin
    aged = next((one for one in slots if one.unit in AGES and one.reach == begin), None)
    begin = aged.start if aged else begin  # 35岁以下干部占比由…
    others = [one for one in slots if one != aged]
    stop = place + (opening.end("subject") if opening else 0)
    return thing_before(trimmed(words_of(cleaned(MARKER.sub("", _dateless(text, others, begin, stop))))) or [("", "x")])


def _inherited(text: str, slots: Sequence[Slot], index: int, previous: Label) -> str:
    """What a clause without a subject of its own goes on about."""
    start = clause_start(text, slots[index].start)
    reach = last_reach(slots, index)
    if not reach:
        return topic(text, start)
    between = text[reach:start]
    nearer = _nearer(CLAUSE.split(between)[1:-1])
    if nearer or not SENTENCE.search(between):
        return nearer or previous.subject
    return topic(text, start) or previous.subject


def _nearer(clauses: Sequence[str]) -> str:
    """The subject of the last whole clause that brings one."""
    told = (leading_noun(clause) for clause in reversed(clauses) if not IDLE.match(clause))
    return next((noun for noun in told if noun), "")


def _finished(text: str, slots: Sequence[Slot], index: int, previous: Label, label: Label) -> Label:
    """The label with the subject it lacks, of a fitting length; the clause itself where no words tell."""
    slot = slots[index]
    left = left_text(text, slots, index)[0].strip("，、")
    if found := _completed(text, slots, index, previous, (left, label)):
        return found
    label = _measured(label, left, slot)
    is_told = is_sensible(label.words, slot) and not _is_verbal(label.words, right_text(text, slots, index))
    if is_told and not _is_share_of(text, slot, left):
        return replace(label, words=fitted(words_of(label.words), MOST))
    return _by_clause(text, slots, index, previous, (left, label))


def _by_clause(text: str, slots: Sequence[Slot], index: int, previous: Label, own: tuple[str, Label]) -> Label:
    slot = slots[index]
    left, label = own
    clause = whole_clause(text, slot, clause_start(text, slot.start), slots)
    if len(clause) > len(slot.unit) + 3:
        return Label(clause, "", _clause_subject(left, text[slot.reach :]) or previous.subject)
    words = label.words or _inherited(text, slots, index, previous) or _bare_name(slot)
    return Label(words, label.verb, previous.subject)


def _measured(label: Label, left: str, slot: Slot) -> Label:
    """What the number measures, where the words name only whose it is: 干部占（%）, 婴幼儿年龄（岁）."""
    if slot.subkind in SHARES and left.endswith("占") and label.words and not label.words.endswith(("占", "比例")):
        return replace(label, words=label.words + "占")
    if slot.unit in AGES and label.words and AGED.search(label.words) is None:
        return replace(label, words=label.words + "年龄")
    return label


def _is_verbal(words: str, right: str) -> bool:
    """派驻下沉 of 派驻医师36人次下沉乡镇: only verbs, though the clause goes on with what was done."""
    own = words_of(words)
    if not right or words in right or (len(own) > 1 and own[0][0] in EMPTY_VERBS):
        return False
    return not has_noun(own)


def _bare_name(slot: Slot) -> str:
    return "比例" if slot.subkind == "percent" else "数量"


def _is_share_of(text: str, slot: Slot, left: str) -> bool:
    """扩大到全县50%的乡镇, 投资60万元的水厂: whose percentage or money it is stands behind it."""
    is_named_behind = slot.subkind in SHARES or left.endswith("投资")
    return is_named_behind and OF.match(text, slot.reach) is not None and not left.endswith("在")


def _completed(text: str, slots: Sequence[Slot], index: int, previous: Label, own: tuple[str, Label]) -> Label | None:
    return (
        _parted(text, slots, index, previous, own[0])
        or _subjected(text, slots, index, previous, own)
        or _with_thing(text, slots, index, previous, own[1])
        or _limited(own[1], previous)
    )


def _parted(text: str, slots: Sequence[Slot], index: int, previous: Label, left: str) -> Label | None:
    """其中省级6项、市级9项: a part that is no thing by itself, beside the whole it is a part of."""
    if not previous.whole or not _is_part(text, slots[index]) or right_text(text, slots, index):
        return None
    words = words_of(lead_off(left.removeprefix("其中")))
    own = joined(words)
    if not words or not _is_bare_part(words) or is_bare_change(own) or BLANK in previous.whole:
        return None
    return Label(f"{fitted(words_of(previous.whole), MOST - len(own) - 1)}·{own}", "", own)


def _is_bare_part(words: Words) -> bool:
    own = joined(words)
    return len(own) <= PART and (len(own) == 1 or own[-1] in RANKS or all(tag[:1] in "vdb" for _, tag in words))


def _limited(label: Label, previous: Label) -> Label | None:
    """20万元以上的11个 behind 10万元以上的村19个: the thing is said only once."""
    ends = LIMIT.search(label.words, max(0, len(label.words) - 3))
    thing = limited_thing(_subjects(previous)) if ends and ends.end() == len(label.words) else ""
    return replace(label, words=f"{label.words}的{thing}") if thing else None


def _subjected(text: str, slots: Sequence[Slot], index: int, previous: Label, own: tuple[str, Label]) -> Label | None:
    """A change, a share or a lone measure with what it is of; None for what says that itself."""
    left, label = own
    slot = slots[index]
    thing = "" if slot.subkind in SHARES else thing_after(right_text(text, slots, index))
    if not needs_subject(left, label.words, thing):
        return None
    if not is_bare_change(left):
        return _of_measure(slot, own, previous, _inherited(text, slots, index, previous))
    subject = _of_unit(text, slots, index, previous) or _inherited(text, slots, index, previous)
    return Label(with_subject(subject, _predicate(slot, own)), label.verb, subject) if subject else None


def _of_measure(slot: Slot, own: tuple[str, Label], previous: Label, subject: str) -> Label | None:
    """A lone measure (办结率, 占) of a subject; a number of things is not measured by another measure."""
    label, is_measure = own[1], is_general(own[1].words)
    subject = measured_by(subject) if is_measure and slot.subkind not in SHARES else subject
    if not subject or label.words.startswith(subject):
        return None
    words = with_subject(subject, _predicate(slot, own))
    return Label(words, label.verb, subject, _with_recent(previous, words, slot) if is_measure else ())


def _predicate(slot: Slot, own: tuple[str, Label]) -> str:
    left, label = own
    if slot.unit in AGES and not CHANGES.search(left):
        return "年龄"
    predicate = label.words if is_general(label.words) else left
    return lead_off(predicate) or predicate


def _of_unit(text: str, slots: Sequence[Slot], index: int, previous: Label) -> str:
    """What a change counted in things is of: 火灾3起，过火面积4公顷，同比减少5起 goes on about the fires."""
    slot = slots[index]
    before = [one.unit for one in _sentence_before(text, slots, index)]
    is_counted = slot.unit in before and slot.unit != before[-1] and slot.subkind not in SHARES
    if not is_counted or last_reach(slots, index) > clause_start(text, slot.start):
        return ""
    return next((subject for subject, unit in reversed(previous.recent) if unit == slot.unit), "")


def _sentence_before(text: str, slots: Sequence[Slot], index: int) -> list[Slot]:
    """The numbers before in the same sentence."""
    stop = slots[index].start
    return [one for one in slots[:index] if is_quantity(one) and not SENTENCE.search(text, one.reach, stop)]


def _with_thing(text: str, slots: Sequence[Slot], index: int, previous: Label, label: Label) -> Label | None:
    """A lone verb with the thing of the quantity before it in the sentence: 收到来信…，办结 → 来信办结."""
    deed = bare_deed(label.words)
    if not deed or is_bare_change(deed):
        return None
    told = _done_with(deed, text, slots, index, previous)
    if not 0 < len(told) <= HINTED or (told == previous.words and (is_deed(told) or len(told) < LEAST)):
        return None
    return Label(deed + told if len(deed) == 1 else told + deed, label.verb, told)


def _done_with(deed: str, text: str, slots: Sequence[Slot], index: int, previous: Label) -> str:
    """What a verb by itself was done with: the things counted before in its unit; of 涉及 and the like whatever was told."""
    if deed in REACHING:
        told = _inherited(text, slots, index, previous)
        return without_verb(told) or told
    if previous.words.startswith(tuple(CAUSING)):
        return ""
    before = _sentence_before(text, slots, index)
    return _thing_told(previous) if any(one.unit == slots[index].unit for one in before) else ""


def _thing_told(previous: Label) -> str:
    """The thing of the quantity before, without the verb that governs it."""
    if previous.verb and len(previous.words) - len(previous.verb) > 1 and previous.words.startswith(previous.verb):
        return previous.words.removeprefix(previous.verb)
    return without_verb(previous.words) or previous.words


def _clause_subject(left: str, right: str) -> str:
    """What a clause is about that is its own label: what stands before the number, or else behind it."""
    words = trimmed(words_of(lead_off(left)))
    if not words or not has_noun(words):
        words = trimmed(words_of(re.split(r"[，。；：、！？\n0-9]", right[:CONTEXT])[0]))
    return fitted(words, MOST) if words and has_noun(words) else ""


def with_unit(label: str, slot: Slot) -> str:
    """The label as the form shows it: 选派处级干部（名）, 开展活动（场/次）."""
    if not slot.unit or not is_quantity(slot) or BLANK in label:
        return label
    return f"{label}（{re.sub('[（(]', '/', slot.unit).rstrip('）)')}）"


def _quantity(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label:
    left, shared = left_text(text, slots, index)
    linked = LINKED.search(left) is not None
    lead = [] if linked else trimmed(words_of(lead_off(last_member(kind_of(left)))))
    right = right_text(text, slots, index)
    thing = _thing(right, linked or bool(lead))
    right += _deed_of_list(text, slots, index, lead, (left, thing, right))
    previous = previous if shared else Label()
    if not thing or _is_settled(text, slots[index], left, lead):
        return _by_left(lead, previous, is_member=left.startswith("、"))
    verb = _verb(lead, previous if linked else None, shared)
    return _as_share(_of_verb(verb, thing, left, right), slots[index]) if left[-1:] != "的" else _related(lead, thing)


def _deed_of_list(text: str, slots: Sequence[Slot], index: int, lead: Words, own: tuple[str, str, str]) -> str:
    """受到表彰 of 5个集体、23名个人受到表彰 for the first number: members without a verb share the last one's deed."""
    left, thing, right = own
    if lead or left[-1:] in MEMBER_SIGNS or not thing or thing != right.rstrip("和与及"):
        return ""
    if index + 1 >= len(slots) or not is_quantity(slots[index + 1]):
        return ""
    between = text[slots[index].reach : slots[index + 1].start]
    if between not in (f"{thing}、", f"{thing}和", f"{thing}与", f"{thing}及"):
        return ""
    behind = right_text(text, slots, index + 1)
    return behind.removeprefix(thing_after(behind))


def _compared(left: str) -> Label | None:
    """平均年龄较换届前下降: the subject stands before what it is compared with."""
    subject, predicate = compared(left)
    told = joined(trimmed(words_of(subject)))
    return Label(told + predicate, "", told) if told else None


def _related(lead: Words, thing: str) -> Label:
    return Label(_relative(lead, thing) + thing)


def _of_verb(verb: str, thing: str, left: str, right: str) -> Label:
    return _governed(verb, _whole_object(verb, thing, right), right, OBJECT.search(left) is not None)


def _thing(right: str, is_governed: bool) -> str:
    return thing_after(right) or _activity(right, is_governed)


def _verb(lead: Words, linked_to: Label | None, shared: bool) -> str:
    """The verb that governs the thing: its own, or that of the member before in a list."""
    return linked_to.verb if linked_to is not None else governing_verb(lead, alone=not shared)


def _activity(right: str, is_governed: bool) -> str:
    """恢复重建资金: a short thing that begins with the verb of an activity."""
    words = words_of(right) if is_governed else []
    fits = 2 < len(right) <= WHOLE_OBJECT and bool(words) and words[-1][1][:1] == "n" and is_plain(words)
    return right if fits and words[0][0] not in PIVOTS else ""


def _as_share(label: Label, slot: Slot) -> Label:
    """The percentage of a thing, told from a number of them."""
    is_told = slot.subkind not in SHARES or SHARED.search(label.words) is not None
    return label if is_told else replace(label, words=label.words + "比例")


def _whole_object(verb: str, thing: str, right: str) -> str:
    """专项附加扣除 of 设立6项专项附加扣除: behind a verb that governs no second one, the short rest is its object."""
    if not verb or verb in PIVOTS or not len(thing) < len(right) <= WHOLE_OBJECT:
        return thing
    return right if is_plain(words_of(right)) else thing


def _is_settled(text: str, slot: Slot, left: str, lead: Words) -> bool:
    """Whether a percentage is of what stands before it, whatever follows: 失业率稳定在5%左右的较低水平, 电价5%政策."""
    if slot.subkind not in SHARES or not lead or not has_noun(lead):
        return False
    is_of = OF.match(text, slot.reach) is not None
    return left.endswith("在") if is_of else is_noun(lead[-1]) or MEASURED.search(joined(lead)) is not None


def _governed(verb: str, thing: str, right: str, is_object: bool) -> Label:
    """A verb with its thing; a general thing without one is told by what stands behind it."""
    if verb:
        return Label(thing if thing.startswith(verb) else verb + thing, verb)
    return Label(deed_with(thing, right, is_object) if thing in GENERAL or len(thing) < SHORT else thing)


def _by_left(lead: Words, previous: Label, is_member: bool) -> Label:
    """The label where nothing follows the number; a lead without a thing goes on from the quantity before it.

    ``is_member`` says that it goes on in a list, whose verb it shares.
    """
    own = thing_before(lead) if lead else ""
    if not previous.words or has_noun(lead):
        return _by_itself(own, lead, previous if is_member else Label())
    if is_deed(own):
        return Label(own)
    if not own or own in previous.words:
        return previous
    return Label((previous.words + own)[:CONTEXT], previous.verb)


def _by_itself(own: str, lead: Words, listed: Label) -> Label:
    """A thing with its verb, or with that of the list it goes on."""
    if lead and is_verb(lead[0]):
        return Label(own, lead[0][0])
    if not lead or lead[0][1][:1] == "v" or not listed.words.startswith(listed.verb):
        return Label(own)
    return Label((listed.verb + own + _of_rank(own, listed.words))[:CONTEXT], listed.verb)


def _of_rank(own: str, before: str) -> str:
    """五星级党组织2个、四星级3个: what the rank is of stands with the first one only."""
    return before.rpartition(own[-1])[2] if own[-1:] in RANKS and own[-1] in before else ""


def _relative_verb(lead: Words) -> str:
    """未完成的**项任务 → 未完成的 before 任务."""
    if not lead or not is_verb(lead[-1]):
        return governing_verb(lead)
    adverb = lead[-2][0] if len(lead) > 1 and lead[-2][1] == "d" else ""
    return adverb + lead[-1][0] + "的"


def _relative(lead: Words, thing: str) -> str:
    """晋升职员等级的**名干部 → 晋升职员等级的: a general thing is told by what was done with it, others by the verb."""
    if lead and thing in GENERAL:
        return joined(tail(lead, LONGEST - len(thing) - 1)) + "的"
    return _relative_verb(lead)
