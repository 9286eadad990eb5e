"""Labels: a few words from a value's clause that tell the clerk what to type.

``选派**名处级干部`` → 选派处级干部 (the verb before and the object after the number); ``完成鉴定档案3860卷`` →
完成鉴定档案 (the object stands before); ``深入**区`` → 区名. The unit is added by ``with_unit``.
"""

import re
from collections.abc import Sequence

from core.facts.slots import BREAKS, CONTEXT, Slot
from core.model.fact import FactKind, MaskKind
from core.segment import tagged

LONGEST = 14
OBJECT_LENGTH = 10
BLANK = "＿"

QUANTITIES = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
NO_OBJECT_LEFT = frozenset(
    ("共", "约", "近", "超", "超过", "达", "达到", "累计", "了", "已", "计", "共计", "有", "为", "至少", "不少于", "不低于", "不少", "不低", "于")
    + ("分别", "合计", "总计", "从", "到", "至", "由", "对", "将", "在", "的", "各", "也", "均", "就", "才", "仅", "逾", "余", "还", "又", "再")
    + ("最终", "共有", "和", "及", "与", "以及", "并", "或", "占", "争取", "力争", "实现", "、", " ", "　", "：", "其中", "不", "过", "每")
)
LEADING = frozenset(
    ("今年", "以来", "目前", "同时", "其中", "共", "已", "并", "及时", "全年", "累计", "上半年", "下半年", "年内", "现", "现有", "此外")
    + ("、", "和", "及", "与", "以及", "的", "了", "也", "还", "均", "各", "截至", "截止", "年", "月", "日", "底", "末", "初", "”", "）", "，")
)
LIGHT_VERBS = frozenset(
    ("达", "达到", "超过", "超", "有", "是", "为", "进行", "占", "争取", "力争", "至少", "累计", "共计", "合计", "到", "参加", "能", "要", "会", "使")
)
STOP_TAGS = ("p", "c", "d", "u", "r", "w", "x", "f", "m", "y")
AFTER_UNIT = re.compile(r"(?:以上|以下|以内|左右|之多)?的?")
OPENING = re.compile(r"[“《‘「]([^“”《》‘’「」\n]{1,12})[”》’」]")
SPACES = re.compile(r"[\s　]+")

Words = list[tuple[str, str]]


def base_label(text: str, slots: Sequence[Slot], index: int, previous: str) -> str:
    """The label of ``slots[index]`` without its unit; ``previous`` is the label of the slot before."""
    slot = slots[index]
    if slot.kind is FactKind.FIGURE or slot.subkind in QUANTITIES:
        return _quantity(text, slots, index, previous) or "数量"
    if slot.kind is FactKind.MASK and slot.subkind == MaskKind.NAME:
        return _name(text, slot, slots, index)
    return _surroundings(text, slot, slots, index)


def with_unit(label: str, unit: str) -> str:
    """The label as the form shows it: 选派处级干部（名）."""
    return f"{label}（{unit.strip('（）')}）" if unit else label


def is_quantity(slot: Slot) -> bool:
    """Whether the slot is a number of something (a figure, or a mask that hides one)."""
    return slot.kind is FactKind.FIGURE or slot.subkind in QUANTITIES


# ── quantities ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _quantity(text: str, slots: Sequence[Slot], index: int, previous: str) -> str:
    slot = slots[index]
    left, joined = _left_words(text, slots, index)
    thing = _object_after(text, slots, index)
    lead = _trimmed(left)
    if thing:
        verb = _last_verb(lead) or (_first_verb(previous) if joined else "")
        return thing if thing.startswith(verb) else (verb + thing)[: LONGEST + 2]
    own = _object_before(lead)
    if joined and previous and not _has_noun(lead):
        return previous if not own or own in previous else (previous + own)[:LONGEST]
    return own


def _left_words(text: str, slots: Sequence[Slot], index: int) -> tuple[Words, bool]:
    """The words left of a value back to its clause's start, names and dates left out.

    The flag says that another quantity stands in the same clause (``选派5名干部、3名专家``); then only what follows
    it counts as left.
    """
    slot = slots[index]
    start = _clause_start(text, slot.start)
    pieces: list[str] = []
    stop, joined = slot.start, False
    for other in reversed(slots[max(0, index - 8) : index]):
        if other.reach <= start or other.start >= stop:
            break
        pieces.append(text[min(other.reach, stop) : stop])
        stop = other.start
        if is_quantity(other):
            joined = True
            break
    if not joined:
        pieces.append(text[start:stop])
    return _last_item("".join(reversed(pieces))), joined


def _clause_start(text: str, position: int) -> int:
    lowest = max(0, position - 2 * CONTEXT)
    quoted = 0
    for index in range(position - 1, lowest - 1, -1):
        mark = text[index]
        quoted += (mark in "”’》）") - (mark in "“‘《（")
        if mark in BREAKS and quoted <= 0:
            return index + 1
    return lowest


def _last_item(left: str) -> Words:
    """Words of the left side; of an enumeration only the last member, if it says enough by itself."""
    pieces = SPACES.sub("", left)
    cut = pieces.rfind("、")
    if cut >= 0 and len(pieces) - cut > 3 and pieces.count("“", cut) == pieces.count("”", cut):
        pieces = pieces[cut + 1 :]
    return _rejoined(tagged(pieces)) if pieces else []


def _rejoined(words: Words) -> Words:
    """Quoted words as one word, so that a label never breaks a quotation."""
    joined: Words = []
    depth = 0
    for word, tag in words:
        if depth and joined:
            joined[-1] = (joined[-1][0] + word, "nz")
        else:
            joined.append((word, tag))
        depth = max(0, depth + (word in "“《‘「（") - (word in "”》’」）"))
    return joined


def _trimmed(words: Words) -> Words:
    start, stop = 0, len(words)
    while stop > start and words[stop - 1][0] in NO_OBJECT_LEFT:
        stop -= 1
    while start < stop and (words[start][0] in LEADING or words[start][1] in ("d", "t", "c", "uj")):
        start += 1
    return words[start:stop]


def _is_verb(word: tuple[str, str]) -> bool:
    return word[1] in ("v", "vi", "vg", "vd") and word[0] not in LIGHT_VERBS


def _is_noun(word: tuple[str, str]) -> bool:
    return word[1][:1] in ("n", "j", "l", "i", "s") or word[1] in ("vn", "eng", "an", "b", "t", "f")


def _has_noun(words: Words) -> bool:
    return any(_is_noun(word) or (len(word[0]) > 1 and not _is_verb(word)) for word in words)


def _last_verb(words: Words) -> str:
    """The verb that governs an object behind the number: the last one, or a lone word the tagger mistook."""
    for word in reversed(words):
        if _is_verb(word) and len(word[0]) > 1:
            return word[0]
    return words[0][0] if len(words) == 1 and len(words[0][0]) == 2 else ""


def _first_verb(label: str) -> str:
    words = tagged(label)
    return words[0][0] if words and len(words[0][0]) == 2 and (_is_verb(words[0]) or words[0][1] == "n") else ""


def _object_before(words: Words) -> str:
    """The object with its verb where the number comes last: 推荐先进典型人物**人."""
    if _length(words) <= LONGEST - 2 and not any(word[1] == "p" for word in words):
        return _text(words)
    for start, word in enumerate(words):
        rest = words[start + 1 :]
        if _is_verb(word) and _has_noun(rest) and not any(later[1] == "p" for later in rest):
            return _shortened(word[0], rest)
    return _text(_tail(words, LONGEST - 2))


def _shortened(verb: str, rest: Words) -> str:
    if len(verb) + _length(rest) > LONGEST:
        particles = [index for index, word in enumerate(rest) if word[0] == "的"]
        rest = rest[particles[-1] + 1 :] if particles and particles[-1] + 1 < len(rest) else rest
    return verb + _text(_tail(rest, LONGEST - len(verb)))


def _tail(words: Words, room: int) -> Words:
    start = len(words)
    while start > 0 and _length(words[start - 1 :]) <= room:
        start -= 1
    tail = words[min(start, len(words) - 1) :] if words else words
    while len(tail) > 1 and (tail[0][0] in LEADING or tail[0][1] in ("uj", "p", "c", "d")):
        tail = tail[1:]
    return tail


def _object_after(text: str, slots: Sequence[Slot], index: int) -> str:
    """The thing counted, when it follows the measure word: up to the first verb or function word."""
    slot = slots[index]
    skip = AFTER_UNIT.match(text, slot.reach)
    start = skip.end() if skip else slot.reach
    stop = min(start + CONTEXT, slots[index + 1].start if index + 1 < len(slots) else len(text))
    quotation = OPENING.match(text, start, max(start, stop))
    if quotation is not None:
        return quotation.group(1)
    return _text(_leading_nouns(tagged(text[start:stop]) if start < stop else []))


def _leading_nouns(words: Words) -> Words:
    taken: Words = []
    for position, word in enumerate(words):
        if word[1][:1] in STOP_TAGS and not (word[1] in ("f", "m") and _is_noun(_next(words, position))):
            break
        if _is_verb(word) and (any(_is_noun(known) for known in taken) or not _is_noun(_next(words, position))):
            break
        if word[0] in LIGHT_VERBS or _length([*taken, word]) > OBJECT_LENGTH:
            break
        taken.append(word)
    return taken if any(_is_noun(word) for word in taken) else []


def _next(words: Words, position: int) -> tuple[str, str]:
    return words[position + 1] if position + 1 < len(words) else ("", "w")


def _text(words: Words) -> str:
    return "".join(word for word, _ in words)


def _length(words: Words) -> int:
    return sum(len(word) for word, _ in words)


# ── names and everything else ───────────────────────────────────────────────────────────────────────────────────────
def _name(text: str, slot: Slot, slots: Sequence[Slot], index: int) -> str:
    place = text[slot.end : slot.reach]
    if place and len(place) <= 4:
        return place + "名"
    return _surroundings(text, slot, slots, index)


def _surroundings(text: str, slot: Slot, slots: Sequence[Slot], index: int) -> str:
    """The value's nearest words with the value itself as a blank: 第＿次党代会, ＿科技有限公司."""
    left_stop = max(_clause_start(text, slot.start), slots[index - 1].reach if index else 0)
    right_stop = slots[index + 1].start if index + 1 < len(slots) else len(text)
    left = _near_left(text[max(left_stop, slot.start - 8) : slot.start])
    right = _near_right(text[slot.end : min(right_stop, slot.end + 12)])
    return f"{left}{BLANK}{right}"


def _near_left(text: str) -> str:
    piece = re.split(r"[“”《》、（）()\s　]", text)[-1]
    words = tagged(piece)[-2:] if piece else []
    return _text(words)[-4:]


def _near_right(text: str) -> str:
    piece = re.split(r"[“”《》、，。；：！？（）()\s　·•]", text)[0]
    taken: Words = []
    for word in tagged(piece) if piece else []:
        if _length([*taken, word]) > 8:
            break
        taken.append(word)
    return _text(taken) or piece[:6]
