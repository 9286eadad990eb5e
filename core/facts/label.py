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
    FROM,
    MEASURED,
    MOST,
    OF,
    SENTENCE,
    Spread,
    from_to,
    is_bare_change,
    is_general,
    is_sensible,
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
    GENERAL,
    LONGEST,
    PIVOTS,
    Words,
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
from core.facts.slots import CONTEXT, Slot, clause_start
from core.facts.surroundings import surroundings
from core.model.fact import FactKind, MaskKind

SHORT = 7  # characters of a thing that had better be told by what is done with it
HINTED = 10  # characters of a thing that a lone verb behind it is told with
RECENT = 6  # subjects that a 分别 may look back to
QUANTITIES = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
SHARES = frozenset(("percent", MaskKind.PERCENT))
EMPTY_QUOTES = re.compile(r"“”|《》|（）")
SHARED = re.compile(r"(?:率|比例|占比|比重|幅度)$")
WHOLE_OBJECT = 10  # characters of an object that ends its clause
IDLE = re.compile(
    r"再?(?:创|居|位|排名?|列|名列|首次|按|扣除|剔除|其中|同比|较|比|在|达)"
)  # a clause that brings no new subject
SPACES = re.compile(r"[\s　]+")
AFTER_UNIT = re.compile(r"(?:以上|以下|以内|左右|之多)?的?")
BREAK = re.compile(r"[。；！？\n，：、（(》]")
DIGITS = re.compile(r"[0-9０-９.]+$")
LINKED = re.compile(r"(?:^|[、，和与或]|(?<![惠普涉危波触顾])及)$")
ASIDE = re.compile(r"（[^（）]{1,12}）")
AFTER_DATE = re.compile(r"^(?:底|末|初|[上中下]旬)?(?:之前|以前|以来|之后|以后|期间|前|起|后|内|间)?(?:已|共|，)*")
AGAINST = re.compile(r"(?:比|较|与|同)$")
OPEN_DATE = re.compile(r"(?:从|自|在|于|到|截[至止])$")
LISTED = re.compile(r"^(?P<members>.*)等(?P<kind>[\u4e00-\u9fff]{2,})$")
LISTED_BEHIND = re.compile(
    r"[^，。；：！？“《0-9X*＊_]{2,24}?、[^，。；：！？“《0-9X*＊_]{1,16}?等(?=[\u4e00-\u9fff]{2})"
)
MARKER = re.compile(r"^\s*[一二三四五六七八九十]{1,3}(?:是要?|要(?!素))")
RANKS = frozenset("级类型档")
OBJECT = re.compile(r"[对给为向]$")
AGED = re.compile(r"年龄|年限|寿命|平均|岁")
AGES = frozenset(("岁", "周岁"))
DAYS = frozenset("日号")


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label without the unit, and what the numbers behind it may go on from.

    ``verb`` is shared by a following 、-member, ``subject`` is what a bare change (增长) is of, ``recent`` the subjects
    so far in the paragraph, latest last, ``opened`` the verb of a pair 由A提高到B whose A this is, ``told`` the words of the
    last quantity, dates and names passed over.
    """

    words: str = ""
    verb: str = ""
    subject: str = ""
    recent: tuple[str, ...] = ()
    opened: str = ""
    told: str = ""


def label_of(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label:
    """The label of ``slots[index]``; ``previous`` is the label of the slot before it in the same paragraph."""
    slot = slots[index]
    if not is_quantity(slot) or slot.unit in DAYS:
        return replace(previous, words=surroundings(text, slots, index))
    previous = replace(previous, words=previous.told)
    label = _spread(text, slots, index, previous) or _paired(text, slots, index, previous)
    label = label or _finished(text, slots, index, previous, _quantity(text, slots, index, previous))
    subject = label.subject or subject_of(label.words)
    recent = previous.recent if previous.recent[-1:] == (subject,) else (*previous.recent, subject)[-RECENT:]
    return replace(label, subject=subject, recent=label.recent or recent, told=label.words)


def _spread(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """A、B分别增长x、y: each number with its own member; 分别 without members takes the subjects before it."""
    numbers = [one for one in slots if is_quantity(one)]
    place = numbers.index(slots[index])
    start = clause_start(text, slots[index].start)
    found = spread_over(text, start, numbers, place) or run_over(text, start, numbers, place)
    members = _members(found, previous) if found else []
    if found is None or len(members) < found.count:
        return None
    subject = joined(trimmed(words_of(members[found.rank])))
    predicate = lead_off(_clean(_dateless(text, slots, found.start, found.stop)))
    return Label(with_subject(subject, predicate), "", subject, previous.recent if not found.members else ())


def _members(found: Spread, previous: Label) -> list[str]:
    own = [_clean(MARKER.sub("", member)) for member in found.members]
    return own or _earlier(previous.recent, found.count)


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
    begin = max(clause_start(text, slot.start), _last_reach(slots, index))
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
    opening = FROM.fullmatch(raw)
    stop = begin + (opening.end("subject") if opening else 0)
    return thing_before(trimmed(words_of(_clean(MARKER.sub("", _dateless(text, slots, begin, stop))))) or [("", "x")])


def _inherited(text: str, slots: Sequence[Slot], index: int, previous: Label) -> str:
    """What a clause without a subject of its own goes on about."""
    start = clause_start(text, slots[index].start)
    reach = _last_reach(slots, index)
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
    left = _left_text(text, slots, index)[0].strip("，、")
    if found := _completed(text, slots, index, previous, (left, label)):
        return found
    label = _measured(label, left, slot)
    if is_sensible(label.words, slot) and not _is_share_of(text, slot, left):
        return replace(label, words=fitted(words_of(label.words), MOST))
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


def _bare_name(slot: Slot) -> str:
    return "比例" if slot.subkind == "percent" else "数量"


def _is_share_of(text: str, slot: Slot, left: str) -> bool:
    """扩大到全县50%的乡镇, 投资60万元的水厂: whose percentage or money it is stands behind it."""
    is_named_behind = slot.subkind in SHARES or left.endswith("投资")
    return is_named_behind and OF.match(text, slot.reach) is not None and not left.endswith("在")


def _completed(text: str, slots: Sequence[Slot], index: int, previous: Label, own: tuple[str, Label]) -> Label | None:
    return _subjected(text, slots, index, previous, own) or _with_thing(text, slots, index, previous, own[1])


def _subjected(text: str, slots: Sequence[Slot], index: int, previous: Label, own: tuple[str, Label]) -> Label | None:
    """A change, a share or a lone measure with what it is of; None for what says that itself."""
    left, label = own
    thing = "" if slots[index].subkind in SHARES else thing_after(_right_text(text, slots, index))
    if not needs_subject(left, label.words, thing):
        return None
    subject = _inherited(text, slots, index, previous)
    if not subject or (label.words.startswith(subject) and not is_bare_change(left)):
        return None
    predicate = label.words if is_general(label.words) else left
    return Label(with_subject(subject, lead_off(predicate) or predicate), label.verb, subject)


def _with_thing(text: str, slots: Sequence[Slot], index: int, previous: Label, label: Label) -> Label | None:
    """A lone verb with the thing of the quantity before it in the sentence: 收到来信…，办结 → 来信办结."""
    told = _thing_told(previous) if is_deed(label.words) else ""
    if not 0 < len(told) <= HINTED or SENTENCE.search(text, _last_reach(slots, index), slots[index].start):
        return None
    if slots[index].unit != next(one.unit for one in reversed(slots[:index]) if is_quantity(one)):
        return None
    return Label(told + label.words, label.verb, told)


def _thing_told(previous: Label) -> str:
    """The thing of the quantity before, without the verb that governs it."""
    if previous.verb and len(previous.words) - len(previous.verb) > 1:
        return previous.words.removeprefix(previous.verb)
    return without_verb(previous.words)


def _clause_subject(left: str, right: str) -> str:
    """What a clause is about that is its own label: what stands before the number, or else behind it."""
    words = trimmed(words_of(lead_off(left)))
    if not words or not has_noun(words):
        words = trimmed(words_of(CLAUSE.split(right[:CONTEXT])[0]))
    return fitted(words, MOST) if words and has_noun(words) else ""


def _last_reach(slots: Sequence[Slot], index: int) -> int:
    return next((one.reach for one in reversed(slots[:index]) if is_quantity(one)), 0)


def with_unit(label: str, slot: Slot) -> str:
    """The label as the form shows it: 选派处级干部（名）, 开展活动（场/次）."""
    if not slot.unit or not is_quantity(slot) or BLANK in label:
        return label
    return f"{label}（{re.sub('[（(]', '/', slot.unit).rstrip('）)')}）"


def is_quantity(slot: Slot) -> bool:
    """Whether the slot is a number of something: a figure, or a mask that hides one."""
    return slot.kind is FactKind.FIGURE or slot.subkind in QUANTITIES


def _quantity(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label:
    left, shared = _left_text(text, slots, index)
    linked = LINKED.search(left) is not None
    lead = [] if linked else trimmed(words_of(lead_off(_last_member(_kind_of(left)))))
    right = _right_text(text, slots, index)
    thing = _thing(right, linked or bool(lead))
    previous = previous if shared else Label()
    if not thing or _is_settled(text, slots[index], left, lead):
        return _by_left(lead, previous, is_member=left.startswith("、"))
    verb = _verb(lead, previous if linked else None, shared)
    return _as_share(_of_verb(verb, thing, left, right), slots[index]) if left[-1:] != "的" else _related(lead, thing)


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


def _kind_behind(text: str, start: int) -> int:
    """Where the thing begins if a list of its kinds stands before it: 3名博士、硕士等高层次人才."""
    listed = LISTED_BEHIND.match(text, start)
    if listed is None or not (first := words_of(listed.group())[:1]) or not is_noun(first[0]):
        return start
    return listed.end() if len(thing_after(text[listed.end() : listed.end() + CONTEXT])) > 2 else start


def _kind_of(left: str) -> str:
    """引进博士、硕士等高层次人才 → 引进高层次人才: what a list is of says more than its last member."""
    match = LISTED.match(left)
    if match is None or thing_after(match["kind"]) != match["kind"]:
        return left
    members = trimmed(words_of(match["members"]))
    verbs = (word for place, word in enumerate(members) if is_verb(word) or (not place and word[1] == "vn"))
    verb = next((word for word, _ in verbs if len(word) > 1), "")
    return verb + match["kind"]


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


def _left_text(text: str, slots: Sequence[Slot], index: int) -> tuple[str, bool]:
    """The text left of a value back to its clause's start, names and dates left out.

    The flag says that another quantity stands in the same clause (``选派5名干部、3名专家``); then only what follows
    it counts as left.
    """
    stop = slots[index].start
    start = clause_start(text, stop)
    pieces: list[str] = []
    for other in reversed(slots[max(0, index - 8) : index]):
        if other.reach <= start or other.start >= stop:
            break
        pieces.append(_age(text, other) + _behind(other, text[min(other.reach, stop) : stop]))
        stop = other.start
        if is_quantity(other) and other.unit not in AGES:
            return _joined(pieces), True
    first = MARKER.sub("", text[start:stop])
    pieces.append(OPEN_DATE.sub("", first) if pieces else first)
    return _joined(pieces), False


def _age(text: str, slot: Slot) -> str:
    """40岁 of 40岁以下干部: it tells whom the number behind it counts."""
    return text[slot.start : slot.reach] if slot.unit in AGES and is_quantity(slot) else ""


def _joined(pieces: Sequence[str]) -> str:
    """The pieces, last one first, without the sign of comparison that stood before a date: 能耗比|上年|下降."""
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = (AGAINST.sub("", piece) if CHANGES.match(whole) else piece) + whole
    return _clean(whole)


def _behind(other: Slot, piece: str) -> str:
    """What follows another value; behind a date without the sign that ends it: 10月前建成 → 建成."""
    return AFTER_DATE.sub("", piece) if other.kind is FactKind.DATE else piece


def _clean(text: str) -> str:
    text = EMPTY_QUOTES.sub("", SPACES.sub("", text))
    text = ASIDE.sub("", DIGITS.sub("", text))
    title = text.rfind("》") + 1
    return text[title:] if 0 < title < len(text) - 3 and "”" not in text[title:] else text


def _last_member(left: str) -> str:
    """Of an enumeration only the last member, if it says enough by itself and breaks no quotation."""
    cut = left.rfind("、")
    closed = left.count("“", max(cut, 0)) == left.count("”", max(cut, 0))
    return left[cut + 1 :] if cut >= 0 and len(left) - cut > 3 and closed else left


def _right_text(text: str, slots: Sequence[Slot], index: int) -> str:
    """The text behind a value's unit up to the next mark or quantity, masked names left out."""
    slot = slots[index]
    skip = AFTER_UNIT.match(text, slot.reach)
    start = skip.end() if skip else slot.reach
    start = _kind_behind(text, start)
    end = min(len(text), start + CONTEXT)
    pieces: list[str] = []
    cut_by_number = False
    for other in slots[index + 1 : index + 4]:
        if other.start >= end or BREAK.search(text, start, other.start) or is_quantity(other):
            cut_by_number = other.start < end
            end = min(end, max(start, other.start))
            break
        pieces.append(text[start : other.start])
        start = max(start, other.reach)
    pieces.append(text[start : max(start, end)])
    whole = ASIDE.sub("", "".join(pieces))
    if cut_by_number:
        whole = lead_off(whole)
    return whole if whole[:1] in "“《‘「" else BREAK.split(whole)[0]
