"""Figures: Arabic numbers, and Han numerals that really count something (二十家企业, not 四个意识)."""

import re
from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType

from core.facts.measures import APPROXIMATORS, LATIN_UNIT, MAGNITUDES, MONEY_UNIT, NUMBER, PERCENT_UNIT, Measures
from core.facts.slots import CONTEXT, DOCUMENT_NAME, SLOGAN, Slot, covered
from core.model.fact import FactKind
from core.model.text import DIGIT_RANGE, HAN_RANGE, MASK_SIGNS, WITHIN_CLAUSE

ARABIC = re.compile(rf"{NUMBER}(?:[千万亿]{NUMBER})*(?:×10)?[⁰¹²³⁴-⁹]*")
TO = r"[-－—–~～至到]{1,2}"
RANGE = re.compile(rf"[ 　]?(?P<first>[%％‰]|[{MAGNITUDES}]{{1,2}})?[ 　]?{TO}[ 　]?(?P<number>{NUMBER})")
ABOUT = re.compile(rf"[{MAGNITUDES}]{{0,3}}[{APPROXIMATORS}]?[{MAGNITUDES}]{{0,2}}")
FRACTION = re.compile(
    r"(?P<percent>百分之)(?P<share>[零一二三四五六七八九十百点0-9.]+)|[二三四五六七八九十百千万]{1,3}分之[一二三四五六七八九十]{1,3}"
    r"|(?<=[近超过占达约到])(?:一半|半数)(?=以[上下]|左右|[，。；、）的]|$)"
)
YEARS = re.compile(r"[余多]?年(?![级代段初底末度])")

# A number glued to Latin letters or to one of these is a model, a ratio, a product or a number of a document.
GLUED_LEFT = re.compile(
    rf"(?:[A-Za-zＡ-Ｚａ-ｚ{DIGIT_RANGE}][-–.·/:：*＊×＋+=＝]?|第|〔|No\.)[ 　]?$|[*＊×_＿〇○◯□][.．]?$|[（(【][ 　]*[）)】]$"
)
PER_MANY = re.compile(rf"{NUMBER}/(?:10|100)?[万千](?=[，。；、）]|$)")  # 发病率52.6/10万
GLUED_RIGHT = re.compile(
    rf"(?!{LATIN_UNIT})[A-Za-zＡ-Ｚａ-ｚ*＊＋+×/·=＝〕_＿〇○◯□]|[（【][ 　]*[）】]|\([ 　]+\)|[:：]\d|[.．]\d"
)

# GDP 2.3亿元, COD 230吨: behind the Latin name of what is measured, a unit that no model number has.
BEHIND_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,5} $")
WEIGHED = re.compile(r"(?:十|百|千)?[万亿]?(?:吨|公斤|千克|元|[%％]|个百分点)")
COMPOUND = re.compile(rf"[{DIGIT_RANGE}][千万亿][{DIGIT_RANGE}]")  # 2万5千

CODE = re.compile(r"0\d")  # 0704 is the number of a subject, 05 that of a line

STEPPED = re.compile(r"^(?:上升|提高|提升|下降|降低|降|升|增加|减少)[到至为]0[.．]\d")
LEAD = re.compile(
    r"(?:[升降高加少低][到至为]|达到?|超过?|突破|不少于|不低于|不超过|至少|累计|共计?|合计|总计|约|近|逾|增至|降至|增加到|人数为|总数为|数量为)[了]?$"
)
# 千人口献血率12.8, 生师比16.5: the name of a rate says that the number behind it counts.
RATE_NAMED = re.compile(
    rf"[{HAN_RANGE}](?:率|(?<![同环对相评])比|系数|指数|密度|强度|浓度|均值|均分)(?:均|仅|约|已|只)?"
    r"(?:为|是|达到?|由|从|至|[升降]至|提高到|下降到|控制在|保持在)?$"
)
CHANGED_BY = re.compile(r"(?:增长|增加|提高|提升|上升|下降|降低|减少|回落)[了约近]?$")  # 破损率2.1，同比下降0.3
BARE_END = re.compile(r"[ 　]?(?:以上|以下|左右|之多|$|[，。；、）)]|[,;](?![0-9]))")
MAGNITUDE = re.compile(rf"[{APPROXIMATORS}]?[十百千]?[万亿][{APPROXIMATORS}]?")
RATIO = re.compile(
    rf"(?<![{DIGIT_RANGE}.．:：∶︰])(?P<parts>{NUMBER}(?:[ ]?[:：∶︰][ ]?{NUMBER})+)(?![{DIGIT_RANGE}:：∶︰])"
)
RATIO_LEFT = re.compile(
    rf"(?:比|比例|结构|比重|比值|配比){WITHIN_CLAUSE}{{0,12}}$|(?:调整|优化|变化?|下降|上升|扩大|缩小|提高|降低)[为到至]$"
)
SLASHED = re.compile(
    rf"(?<![{DIGIT_RANGE}/.．A-Za-z])(?P<part>[1-9]\d?)/(?P<whole>[1-9]\d{{0,2}})(?![{DIGIT_RANGE}/.．A-Za-z])"
)
SLASHED_LEFT = re.compile(
    r"(?:占|约|近|达|达到|完成|超过?|减少|下降|降低|压减|压缩|提高|增加|增长|不足|不到|仅|的|到|至|为|过半|的?约)[了到]?$"
)
SLASHED_RIGHT = re.compile(r"[ 　]?(?:以上|以下|左右|强|弱|的)")
SAME_UNIT = re.compile(rf"[、和与及](?={NUMBER})")
DISTRIBUTED = re.compile(r"(?:分别[^，。；：]{0,30}|提高|上升|增长|增加|下降|降低|回落|减少)$")

HAN = re.compile(
    r"(?:数[十百千万]+|几[十百千万]+|[十百千万](?=[余多])|(?:(?<=[近逾超约])|(?<=[^通]过)|(?<=突破))[十百千万]{1,2}"
    r"|(?<![成数以线])上[十百千万]{1,2}|[十百千][万亿]"
    r"|[二两三四五六七八九][一二三四五六七八九十百千万亿零]*|十[一二三四五六七八九]?|一[十百千万亿][一二三四五六七八九十百千万亿零]*)"
    r"[余多来几]?[万亿]?"
)
# 增长两倍, 翻了一番, 三成以上: how many times, or how many tenths.
TIMES = re.compile(
    r"(?P<number>[一两二三四五六七八九十百]{1,2}|数[十百])(?P<unit>[倍番]|成(?P<half>[一二三四五六七八九半](?=以|左右|[，。；、）的]|$))?)"
)
TIMES_LEFT = MappingProxyType(
    {
        "倍": re.compile(r"(?<![第几])$"),
        "番": re.compile(r"翻(?:了|近)?$"),
        "成": re.compile(r"(?:[^变分形生组合构造集完促建养做]|^)$"),
    }
)
TIMES_RIGHT = MappingProxyType(
    {
        "倍": re.compile(r"(?![增率数速])"),
        "番": re.compile(r""),
        "成": re.compile(r"(?![不了为熟新员立长套品绩果功本交效年天都群分形型像活行规见因语家])"),
    }
)
NIL = re.compile(r"[率故亡诉访件数](?:均|都|始终|继续|实现|控制|保持|下?降)*[为是到至]?(?P<nil>零|0)(?=$|[，。；、）])")
# 居全县第3位, 总分第一名, 排名全市第2: a place in an order; 放在第一位 is a saying.
RANK = re.compile(
    rf"第(?P<number>[{DIGIT_RANGE}]{{1,4}}|[一二三四五六七八九十]{{1,3}})"
    r"(?P<unit>位(?![于置移列次数])|名(?![称单额字义录誉胜人师片次]))?"
)
NO_RANK_LEFT = re.compile(r"(?:[放摆]在|作为|当作|视为|是|当成)(?:[^，。；]{0,4})?$")
RANK_LEFT = re.compile(
    rf"(?:居|列|排名?|名次|位次|位于|[升降移进][至到]|跃升|由|从|[荣分]?获得?|取得|总分|得分|成绩|评比|考核){WITHIN_CLAUSE}{{0,8}}$"
)
RANK_MOVED = re.compile(r"(?:上升|前移|提升|跃升|跃居|下降|后移|升|降|变)[到至为]?")
RANK_JOINT = re.compile(rf"[、和与及](?=第[{DIGIT_RANGE}一二三四五六七八九十])")
# 高于全省1.3个和2.6个百分点: the first 个 is a part of the unit that is written whole behind the last number.
SHORT_POINTS = re.compile(rf"个(?=(?:[、和与及至到]{NUMBER}个){{0,6}}[、和与及至到]{NUMBER}个百分点)")
HAN_LEFT = re.compile(
    rf"[一二两三四五六七八九十百千万亿零几数第前周期初每这那某另之正{DIGIT_RANGE}{MASK_SIGNS}】）)]$|星期$|中央$"
)


def figures(text: str, measures: Measures) -> Iterator[Slot]:
    """The figures of a text; numbers in short quotations and document names are names, not figures."""
    names = covered(SLOGAN, text)
    for start, stop in ((m.start(), m.end()) for m in DOCUMENT_NAME.finditer(text)):
        names[start:stop] = b"\x01" * (stop - start)
    found = (_ranks(text), _fractions(text), _ratios(text), _arabic(text, measures), _times(text), _han(text, measures))
    yield from (slot for slot in chain.from_iterable(found) if not names[slot.start])


def _slot(start: int, end: int, unit: str, reach: int, subkind: str = "") -> Slot:
    if not subkind:
        subkind = "percent" if PERCENT_UNIT.fullmatch(unit) else "money" if MONEY_UNIT.match(unit) else "count"
    return Slot(FactKind.FIGURE, subkind, start, end, unit, reach)


def _ranks(text: str) -> Iterator[Slot]:
    """The 3 of 居全县第3位; without 位 or 名 only where the clause says that it is a rank, up to its end."""
    for match in RANK.finditer(text):
        if _is_rank(text, match):
            yield _slot(match.start("number"), match.end("number"), match["unit"] or "", match.end(), "rank")


def _is_rank(text: str, match: re.Match[str]) -> bool:
    is_told = RANK_LEFT.search(text, max(0, match.start() - CONTEXT), match.start()) is not None
    if NO_RANK_LEFT.search(text, max(0, match.start() - 8), match.start()):
        return False
    if is_told and match["unit"]:
        return True
    ends = BARE_END.match(text, match.end()) or RANK_JOINT.match(text, match.end()) or _is_moved(text, match.end())
    return bool(ends) and (is_told or match["unit"] is not None)


def _is_moved(text: str, position: int) -> bool:
    """第6上升到第2: the rank that something moved from."""
    return RANK_MOVED.match(text, position) is not None


def _fractions(text: str) -> Iterator[Slot]:
    for match in FRACTION.finditer(text):
        if match["percent"]:
            yield _slot(match.start("share"), match.end(), "", match.end(), "percent")
        else:
            yield _slot(match.start(), match.end(), "", match.end(), "fraction")


def _ratios(text: str) -> Iterator[Slot]:
    """10.1:43.5:46.4 and 2/3, each one figure."""
    yield from (
        _slot(match.start(), match.end(), "", match.end(), "ratio")
        for match in RATIO.finditer(text)
        if _is_ratio(match)
    )
    for match in SLASHED.finditer(text):
        left = SLASHED_LEFT.search(text, max(0, match.start() - 4), match.start())
        if int(match["part"]) < int(match["whole"]) and (left or SLASHED_RIGHT.match(text, match.end())):
            yield _slot(match.start(), match.end(), "", match.end(), "fraction")


def _is_ratio(match: re.Match[str]) -> bool:
    """Whether numbers parted by colons are no time of day; two of them count only where the words say so."""
    if RATIO_LEFT.search(match.string, max(0, match.start() - 16), match.start()):
        return True
    members = re.split("[:：∶︰]", match["parts"])
    is_clock = "." not in match["parts"] and all(len(member.strip()) == 2 for member in members[1:])
    return len(members) > 2 and not is_clock


def _arabic(text: str, measures: Measures) -> Iterator[Slot]:
    position = 0
    while (match := ARABIC.search(text, position)) is not None:
        slot = _number(text, match, measures)
        position = slot.end if slot else match.end()
        if slot:
            yield slot


def _number(text: str, match: re.Match[str], measures: Measures) -> Slot | None:
    if many := PER_MANY.match(text, match.start()):
        return _slot(match.start(), many.end(), "", many.end(), "ratio")
    if not GLUED_LEFT.search(text, max(0, match.start() - 4), match.start()):
        return _ranged(text, match, measures) or _counted(text, match.start(), match.end(), measures)
    if BEHIND_NAME.search(text, 0, match.start()) and WEIGHED.match(text, match.end()):
        return _counted(text, match.start(), match.end(), measures)
    return None


def _ranged(text: str, match: re.Match[str], measures: Measures) -> Slot | None:
    """63%～68%, 3—5名, 1万至2万人: one figure from the first number to the last."""
    second = RANGE.match(text, match.end())
    slot = _counted(text, second.start("number"), second.end(), measures) if second else None
    return _slot(match.start(), slot.end, slot.unit, slot.reach, "range") if slot and slot.unit else None


def _counted(text: str, start: int, end: int, measures: Measures) -> Slot | None:
    """The number with what belongs to it: 1200|万元, 1万余|人, 10余|次, 3|个."""
    if GLUED_RIGHT.match(text, end) or CODE.match(text, start):
        return None
    space = int(text[end : end + 1] in (" ", "　"))
    unit = None if COMPOUND.search(text, start, end) else measures.unit.match(text, end + space)
    if unit is None and (counted := measures.counted.match(text, end)) is not None:
        end += len(text[end : counted.start("unit")].rstrip(" 　"))
        unit = measures.unit.match(text, counted.start("unit"))
    if unit is None:
        return _years(text, start, end) or _bare(text, start, end, measures)
    return _slot(start, end, unit.group(), unit.end(), "percent" * bool(SHORT_POINTS.match(text, unit.start())))


def _years(text: str, start: int, end: int) -> Slot | None:
    years = YEARS.match(text, end)
    if years is None or end - start > 3:
        return None
    return _slot(start, years.end() - 1, "年", years.end(), "duration")


def _bare(text: str, start: int, end: int, measures: Measures) -> Slot | None:
    """A number without a unit counts where the words before it say so (达到300以上), its size (110万) or a sister."""
    tail = ABOUT.match(text, end)
    stop = tail.end() if tail else end
    if _is_distributed(text, start, stop, measures):
        return _slot(start, stop, "", stop)
    ends = (BARE_END.match(text, stop), STEPPED.match(text[stop : stop + CONTEXT]), SAME_UNIT.match(text, stop))
    if not any(ends):
        return None
    counted = MAGNITUDE.fullmatch(text, end, stop) or _is_told_to_count(text, start, measures)
    return _slot(start, stop, "", stop) if counted or LEAD.search(text, max(0, start - 6), start) else None


def _is_told_to_count(text: str, start: int, measures: Measures) -> bool:
    """Whether the words before a number say that it counts: a total, a rate, a change."""
    patterns = (measures.totals, RATE_NAMED, CHANGED_BY)
    return any(pattern.search(text, max(0, start - CONTEXT), start) for pattern in patterns)


def _is_distributed(text: str, start: int, stop: int, measures: Measures) -> bool:
    """分别回落2.16和1.66个百分点: the unit stands behind the last number only."""
    if DISTRIBUTED.search(text, max(0, start - 40), start) is None:  # first: a list may be as long as the paragraph
        return False
    position = stop
    while (joint := SAME_UNIT.match(text, position)) and (number := ARABIC.match(text, joint.end())):
        position = number.end()
    return position > stop and measures.unit.match(text, position) is not None


def _times(text: str) -> Iterator[Slot]:
    """两倍, 翻了一番, 三成, and the 零 of 死亡率为零."""
    for match in TIMES.finditer(text):
        unit, start = match["unit"][0], match.start()
        left = text[max(0, start - 3) : start]
        if (
            HAN_LEFT.search(left) is None
            and TIMES_LEFT[unit].search(left)
            and TIMES_RIGHT[unit].match(text, match.end())
        ):
            yield (
                _slot(start, match.end(), "", match.end(), "fraction")  # 三成五
                if match["half"]
                else _slot(start, match.end("number"), unit, match.end())
            )
    for match in NIL.finditer(text):
        yield _slot(match.start("nil"), match.end("nil"), "", match.end("nil"))


def _han(text: str, measures: Measures) -> Iterator[Slot]:
    for match in HAN.finditer(text):
        unit = measures.han.match(text, match.end())
        if unit is None or HAN_LEFT.search(text, max(0, match.start() - 2), match.start()):
            continue
        if _really_counts(match, unit, measures):
            yield _slot(match.start(), match.end(), unit["unit"], unit.end())


def _really_counts(match: re.Match[str], unit: re.Match[str], measures: Measures) -> bool:
    """个, 项, 条 … after one small Han numeral usually build a slogan (三项制度)."""
    text, number, word, end = match.string, match.group(), unit["unit"], unit.end()
    if measures.abstract.match(text, end) or (word == "期" and len(number) == 1):
        return False
    is_loose = len(number) == 1 and number not in MAGNITUDES and word in measures.loose
    return not is_loose or measures.countable.match(text, end) is not None
