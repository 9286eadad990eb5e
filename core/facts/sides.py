"""The text on either side of a number that its label is made of: back to the clause's start, on to the next mark."""

import re
from collections.abc import Sequence

from core.facts.clauses import BUILT_IN, MOST, is_limit
from core.facts.describing import BOUND, is_attribute, is_bounded
from core.facts.lexicon import Lexicon
from core.facts.phrases import Words, is_noun, is_verb, lead_off, opening_verb, thing_after, trimmed, words_of
from core.facts.slots import AFTER_DATE, CONTEXT, Slot, SlotPlace, clause_start, once_a_place
from core.model.fact import FactKind, MaskKind
from core.model.text import DIGIT_RANGE, HAN_RANGE

QUANTITIES = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
EMPTY_QUOTES = re.compile(r"“”|《》|（）")
SPACES = re.compile(r"[\s　]+")
AROUND = re.compile(r"^(?:以上|以下|以内|左右)(?=、)")
AFTER_UNIT = re.compile(r"(?:人民币)?(?:以上|以下|以内|左右|之多|大关)?的?")
BREAK = re.compile(r"[。；！？\n，：、（(》]")
DIGITS = re.compile(rf"[{DIGIT_RANGE}.]+$")
ASIDE = re.compile(r"（[^（）]{1,12}）")
AGAINST = re.compile(r"(?:(?<![同环])比|较|与|同|[低高优]于)$")
MORE = re.compile(r"[多少]|同期|末|底|同月|同季")
LAST_YEAR = frozenset(("上年", "去年", "上年度"))
OF_LIMIT = re.compile(rf"及?以[上下内]的?(?=[{HAN_RANGE}“]{{2}})")
OF_AGE = re.compile(rf"(?:及?以[上下内])?的?(?=[{HAN_RANGE}“]{{2}})")
HOLIDAY = re.compile("(?:假期|黄金周|长假|期间|节)$")  # 春节假期7天接待游客: the days belong to its name
LIMIT_OF = re.compile(rf"及?以[上下内]的(?=[{HAN_RANGE}“]{{2}})")
BOUND_OF = re.compile(rf"(?:及?以[上下内])?的(?=[{HAN_RANGE}“]{{2}})")
RATE_WITHIN = re.compile(f"[{HAN_RANGE}]{{2,4}}率(?:达到?|为)?")  # 公交站点500米覆盖率
PAUSED = re.compile(r"[，、；。：]")
EDITION = re.compile("^版(?![权面图画])")  # 2022年版课程标准, not 2022年版权登记
PLANNED = re.compile("(?:计划|预计|力争|确保|拟|将)[于在到]?$")
DATE_END = re.compile("底(?![部层板])|末(?![端梢])|初(?![中级步心次诊审评选创])")
UNTIL = re.compile("[底末初]?(?:之?前|以前)")
OPEN_DATE = re.compile(r"(?:从|自|在|(?<![低高优])于|到|截[至止])$")
OF_DATE = re.compile(f"{BUILT_IN}$")
LONGEST_ATTRIBUTE = 12
BASIS = re.compile(
    "(?:^|的)(?:基础上|(?:情况|前提|条件|形势|背景|压力)下|(?:高压|重压|压力)之下)$"
)  # 在下沉干部176名的基础上
AND_SO_ON = "(?<![上中下初差特优头二平对劣])(?<!高(?=等[学院教职法]))等(?![候待级次同于])"
"""等 behind a list, not within 中等, 上等, 高等学校."""

LISTED = re.compile(rf"^(?P<members>.*){AND_SO_ON}(?:各[类种项个])?(?P<kind>[{HAN_RANGE}]{{2,}})$")
LISTED_BEHIND = re.compile(
    rf"[^，。；：！？“《0-9X*＊_]{{2,24}}?、[^，。；：！？“《0-9X*＊_]{{1,16}}?{AND_SO_ON}(?=[{HAN_RANGE}]{{2}})"
)
MARKER = re.compile(r"^\s*(?:[—－–―•·▪◆●■★]+\s*|-\s*(?=[一-龥]))?(?:[一二三四五六七八九十]{1,3}(?:是要?|要(?!素)))?")
LOCATED = re.compile(
    rf"^(?:在(?![建校职编岗册读训管库矫园])|从(?!业))[{HAN_RANGE}“”《》]{{2,16}}?(?:(?<![集其当])中|上|期间|过程中|方面)(?=获|[{HAN_RANGE}“]{{2}})"
    r"|^受[^，。；：、]{1,8}?(?:影响|拉动|带动)(?=..)"
)
TO_WHOM = re.compile("^向[^，。；：、]{1,6}?(?=争取|申报|申请|反映|报送|移送)")
OPEN_LIST = re.compile("(?P<members>[^，。；：、]+、[^，。；：]+?)等")
SAYS_KIND, SHORT_OPENING = 3, 9
"""Characters from which the name of a kind tells by itself (困难 does not), and those of a first member that fits beside it."""

AGES = frozenset(("岁", "周岁"))
PEOPLE = frozenset(("户", "户次", "人", "名", "人次", "口"))


def words_end(text: str, slot: Slot) -> int:
    """Where the words before a value end that is left out: before the 第 of an ordinal (第九届), which goes with it."""
    is_ordinal = slot.kind is FactKind.REFERENCE and text.startswith("第", max(0, slot.start - 1))
    return slot.start - is_ordinal


def last_reach(slots: Sequence[Slot], index: int) -> int:
    """Where the last number before ends; 0 without one."""
    return next((one.reach for one in reversed(slots[:index]) if is_quantity(one)), 0)


def is_quantity(slot: Slot) -> bool:
    """Whether the slot is a number of something: a figure, or a mask that hides one."""
    return slot.kind is FactKind.FIGURE or slot.subkind in QUANTITIES


def _kind_behind(lexicon: Lexicon, text: str, start: int) -> int:
    """Where the thing begins if a list of its kinds stands before it: 3名博士、硕士等高层次人才."""
    listed = LISTED_BEHIND.match(text, start)
    first = words_of(lexicon, listed.group().partition("、")[0]) if listed else []
    if listed is None or not first or not is_noun(lexicon, first[0]) or ("都", "d") in first:
        return start
    return listed.end() if len(thing_after(lexicon, text[listed.end() : listed.end() + CONTEXT])) > 2 else start


def kind_of(lexicon: Lexicon, left: str) -> str:
    """引进博士、硕士等高层次人才 → 引进高层次人才: what a list is of says more than its last member."""
    left = TO_WHOM.sub("", lexicon.with_list.sub("", left) if "、" in left else left)
    match = LISTED.match(left)
    if match is None or thing_after(lexicon, match["kind"]) != match["kind"]:
        return left
    members = trimmed(lexicon, words_of(lexicon, match["members"]))
    verbs = [place for place, word in enumerate(members) if _governs(lexicon, word, place)]
    first = next((place for place in verbs if len(members[place][0]) > 1), None)
    if first is None:
        return match["kind"]
    if members[first][0] not in lexicon.pivots:
        return _of_first(match, members[first][0])
    return members[first + (first + 1 in verbs)][0] + match["kind"]  # 帮助|解决…等问题


def opened_list(left: str) -> str:
    """整治占道经营等 of 整治占道经营、违规广告等1260处: the first member stands for a list without a name."""
    found = OPEN_LIST.fullmatch(left)
    first = found["members"].partition("、")[0] if found else ""
    return first + "等" if 0 < len(first) < MOST else ""


def verb_of_list(lexicon: Lexicon, left: str) -> str:
    """开设 of 开设书法、编程等12个社团: a list between the verb and the number."""
    found = OPEN_LIST.fullmatch(left)
    words = words_of(lexicon, found["members"]) if found else []
    words = words[words[:1] == [("重点", "n")] :]
    verb = opening_verb(lexicon, words)
    is_led = verb in lexicon.pivots and len(words) > 1 and is_verb(lexicon, words[1])  # 帮助解决…等26个问题
    return words[1][0] if is_led else verb


def _governs(lexicon: Lexicon, word: tuple[str, str], place: int) -> bool:
    return is_verb(lexicon, word) or (not place and word[1] == "vn")


def _of_first(listed: re.Match[str], verb: str) -> str:
    """解决停车难等问题: the verb of a list with its kind, and with the first member where the kind says little."""
    opening, kind = listed["members"].partition("、")[0], listed["kind"]
    is_told = len(kind) < SAYS_KIND and len(opening) < SHORT_OPENING and opening.startswith(verb)
    return f"{opening}等{kind}" if is_told else verb + kind


@once_a_place
def left_text(here: SlotPlace) -> tuple[str, bool]:
    """The text left of a value back to its clause's start, names and dates left out.

    The flag says that another quantity stands in the same clause (``选派5名干部、3名专家``); then only what follows
    it counts as left.
    """
    stop = here.slot.start
    start = clause_start(here.text, stop)
    pieces: list[str] = []
    for other in reversed(here.slots[max(0, here.index - 8) : here.index]):
        if other.reach <= start or other.start >= stop:
            break
        condition = _condition(here.lexicon, here.text, other, stop) or _compared_with(here.text, other, stop)
        pieces.append(condition + _told_behind(here, other, start, stop))
        stop = words_end(here.text, other)
        if is_quantity(other) and not condition:
            return _next_member(_joined(here.lexicon, pieces)), True
    first = LOCATED.sub("", MARKER.sub("", here.text[start:stop]))
    pieces.append(OPEN_DATE.sub("", OF_DATE.sub("", first)) if pieces else first)
    return _joined(here.lexicon, pieces), False


def _next_member(left: str) -> str:
    """、年度投资 of 28个项目、年度投资74亿元: what stands before the sign of a list is what the number before counted."""
    _, sign, member = left.partition("、")
    return sign + member if sign and len(member) > 1 and "、" not in member else left


def _told_behind(here: SlotPlace, other: Slot, start: int, stop: int) -> str:
    """What follows another value up to ``stop``; ``start`` is where its clause begins."""
    piece = _behind(other, here.text[min(other.reach, stop) : stop])
    if not is_time(other) or other.start == start:
        return piece
    return _without_attribute(here.lexicon, piece.removeprefix("的"), here.text[other.start - 1] in "为给向")


def is_time(slot: Slot) -> bool:
    """Whether the slot is a date or a span of years."""
    return slot.kind is FactKind.DATE or (slot.subkind, slot.unit) == ("plan", "年")


def _without_attribute(lexicon: Lexicon, piece: str, is_for: bool) -> str:
    """老旧管网 of 改造|2000年前|敷设的老旧管网: what was done at that time says nothing without it; before the number itself it
    says who is counted, unless something is done for them."""
    told, of, thing = piece.partition("的")
    if not of or len(told) > LONGEST_ATTRIBUTE or not (thing or is_for) or not (words := words_of(lexicon, told)):
        return piece
    return thing if is_verb(lexicon, words[0]) else piece


def _describes(lexicon: Lexicon, text: str, slot: Slot, stop: int) -> bool:
    """110千伏变电站, 投资超过500万元的项目, with nothing but the thing between the number and ``stop``."""
    if PAUSED.search(text, slot.reach, stop):
        return False
    return is_bounded(text, slot) or is_attribute(lexicon, text, slot, stop)


def _measures_rate(lexicon: Lexicon, text: str, slot: Slot, stop: int) -> bool:
    """发病率每10万人286例, 公交站点500米覆盖率97%."""
    if text.endswith("每", 0, slot.start):
        return slot.reach == stop
    return slot.unit in lexicon.sizes and RATE_WITHIN.fullmatch(text, slot.reach, stop) is not None


def _condition(lexicon: Lexicon, text: str, slot: Slot, stop: int) -> str:
    """40岁 of 40岁以下干部, 20万元 of 20万元以上的村: it tells what the number behind it counts."""
    is_told = slot.unit in AGES or is_limit(text, slot, stop) or _describes(lexicon, text, slot, stop)
    is_told = is_told or _measures_rate(lexicon, text, slot, stop) or is_of_holiday(text, slot)
    if not is_quantity(slot) or not is_told:
        return ""
    is_told = slot.kind is FactKind.FIGURE
    return text[slot.start : slot.reach] if is_told else "某" + text[slot.end : slot.reach]


def is_of_holiday(text: str, slot: Slot) -> bool:
    """春节假期7天: how long a holiday is belongs to its name."""
    return slot.unit == "天" and HOLIDAY.search(text[max(0, slot.start - CONTEXT) : slot.start]) is not None


def _compared_with(text: str, slot: Slot, stop: int) -> str:
    """去年 of 较去年多12户: without it 多 says nothing, while 比上年增长 can do without."""
    against = AGAINST.search(text[max(0, slot.start - 2) : slot.start]) if slot.kind is FactKind.DATE else None
    if against is None:
        return ""
    is_needed = against.group().endswith("于") or MORE.match(text, slot.reach, stop)
    return text[slot.start : slot.reach] if is_needed or text[slot.start : slot.reach] not in LAST_YEAR else ""


def _joined(lexicon: Lexicon, pieces: Sequence[str]) -> str:
    """The pieces, last one first, without the sign of comparison that stood before a date: 能耗比|上年|下降."""
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = (AGAINST.sub("", piece) if lexicon.changes.match(whole) else piece) + whole
    return cleaned(whole)


def _behind(other: Slot, piece: str) -> str:
    """What follows another value; behind a date without the sign that ends it: 10月前建成 → 建成."""
    if not is_time(other):
        return piece
    if other.subkind in (MaskKind.YEAR, MaskKind.MONTH) or other.kind is not FactKind.DATE:
        piece = EDITION.sub("", piece.lstrip("年度月份"))
    return AFTER_DATE.sub("", piece)


def cleaned(text: str) -> str:
    """The words without spaces, asides, empty quotations, and the number or the bracket they would break."""
    text = EMPTY_QUOTES.sub("", SPACES.sub("", text)).replace("关于", "")
    text = ASIDE.sub("", DIGITS.sub("", text)).removesuffix("百分之")
    text = text[text.rfind("）") + 1 :] if "（" not in text else text
    title = text.rfind("》") + 1
    return text[title:] if 0 < title < len(text) - 3 and "”" not in text[title:] else text


def last_member(lexicon: Lexicon, left: str) -> str:
    """Of an enumeration only the last member, if it says enough by itself and breaks no quotation; a short one whole."""
    left = AROUND.sub("", left)
    whole = left.lstrip("、")
    if _is_one_object(lexicon, whole.split("、")) and len(whole) <= MOST:
        return whole
    cut = left.rfind("、")
    closed = left.count("“", max(cut, 0)) == left.count("”", max(cut, 0))
    return left[cut + 1 :] if cut >= 0 and len(left) - cut > 3 and closed else left


def _is_one_object(lexicon: Lexicon, members: Sequence[str]) -> bool:
    """老党员、困难户 and 新建、改建学校: members that share their verb or their object, not activities of their own."""
    told = [words_of(lexicon, member) for member in members]
    if len(told) < 2 or not all(told):
        return False
    is_shared = len(told[0]) == 1 < len(told[1]) or _has_lone_verb(lexicon, told[1:-1])  # 新建、改建|校舍
    alike = members[0][-1:]  # 国培、省培: one thing, whatever the tagger makes of it
    return is_shared or not any(is_verb(lexicon, words[0]) and words[0][0][-1] != alike for words in told[1:])


def _has_lone_verb(lexicon: Lexicon, members: Sequence[Words]) -> bool:
    """继承 of 审理婚姻家庭、继承、抚养|案件: it has no object but the one behind the last member."""
    return any(len(words) == 1 and is_verb(lexicon, words[0]) for words in members)


def _last_twin(slots: Sequence[Slot], index: int) -> int:
    """1180人 of 326户1180人: households and people in one breath share what stands behind the last of them."""
    while index + 1 < len(slots):
        slot, following = slots[index], slots[index + 1]
        if slot.reach != following.start or slot.unit == following.unit or not {slot.unit, following.unit} <= PEOPLE:
            break
        index += 1
    return index


def first_twin(slots: Sequence[Slot], index: int) -> int:
    """326户 of 326户1180人."""
    while (
        index and slots[index - 1].reach == slots[index].start and {slots[index - 1].unit, slots[index].unit} <= PEOPLE
    ):
        index -= 1
    return index


def _behind_unit(text: str, slot: Slot) -> int:
    skip = AFTER_UNIT.match(text, slot.reach)
    return skip.end() if skip else slot.reach


def _is_modifier(text: str, other: Slot, start: int) -> bool:
    """Whether a number only says which things are counted before it: 80 of 1036名80周岁以上老人, 30 of 12名工龄满30年的教师."""
    if not is_quantity(other) or other.kind is FactKind.MASK or BREAK.search(text, start, other.start):
        return False
    if other.start == start:
        if other.unit in AGES:  # 86名0—6岁儿童
            return OF_AGE.match(text, other.reach) is not None
        return OF_LIMIT.match(text, start) is None and OF_LIMIT.match(text, other.reach) is not None
    is_bound = BOUND.search(text, start, other.start) is not None
    return (LIMIT_OF if not is_bound else BOUND_OF).match(text, other.reach) is not None


def _cutting(text: str, slots: Sequence[Slot], start: int) -> list[Slot]:
    """The values that end what is counted, or are left out of it."""
    return [one for one in slots if not _is_modifier(text, one, start)]


def _before_value(text: str, start: int, other: Slot) -> str:
    """The words before a value that is left out, without 计划 before a date."""
    piece = text[start : max(start, words_end(text, other))]
    return PLANNED.sub("", piece) if other.kind is FactKind.DATE else piece


def _behind_value(text: str, other: Slot, end: int) -> int:
    """Where the words go on behind a value that is left out: 任务|6月底前|完成."""
    rest = UNTIL.match(text, other.reach, end) if other.kind is FactKind.DATE else None
    return rest.end() if rest else min(end, _behind_date(text, other))


@once_a_place
def right_text(here: SlotPlace) -> str:
    """The text behind a value's unit up to the next mark or quantity, masked names left out."""
    text, slots, index = here.text, here.slots, here.index
    index = _last_twin(slots, index)
    slot = slots[index]
    if text.startswith("人口", slot.reach - 1):
        return "人口"
    start = _kind_behind(here.lexicon, text, _behind_unit(text, slot))
    end = min(len(text), start + CONTEXT)
    pieces: list[str] = []
    cut_by_number = False
    for other in _cutting(text, slots[index + 1 : index + 4], start):
        if other.start >= end or BREAK.search(text, start, other.start) or is_quantity(other):
            cut_by_number = other.start < end
            end = min(end, max(start, other.start))
            break
        pieces.append(_before_value(text, start, other))
        start = max(start, _behind_value(text, other, end))
    pieces.append(text[start : max(start, end)])
    whole = ASIDE.sub("", "".join(pieces))
    if cut_by_number:
        whole = lead_off(here.lexicon, whole)
    return whole if whole[:1] in "“《‘「" else BASIS.sub("", BREAK.split(whole)[0].partition("）")[0])


def dateless(text: str, slots: Sequence[Slot], start: int, stop: int) -> str:
    """The text between two places without the dates in it."""
    pieces: list[str] = []
    for other in slots:
        if start <= other.start and other.reach <= stop:
            pieces.append(text[start : other.start])
            start = min(stop, _behind_date(text, other))
    return "".join((*pieces, text[start:stop]))


def _behind_date(text: str, other: Slot) -> int:
    """Where the words go on behind a date with its 底: 较2024年底|增加."""
    found = DATE_END.match(text, other.reach) if other.unit[:1] in ("年", "月") else None
    return found.end() if found else other.reach
