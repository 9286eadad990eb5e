"""Dates and periods: the words that move when last year's report becomes this year's."""

import re
from collections.abc import Iterator

from core.facts.slots import Slot
from core.model.fact import FactKind
from core.model.text import DIGIT_RANGE, HAN_RANGE

DIGIT = f"[{DIGIT_RANGE}]"
TO = r"[ 　]?[-－—–~～至到]{1,2}[ 　]?"
HAN_YEAR = "[一二][〇○零Ｏ九八][〇○零Ｏ一二三四五六七八九]{2}"
HAN_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
HAN_DAY = "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
MONTH = rf"(?<![{DIGIT_RANGE}.．])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])"
DAY = rf"{DIGIT}{{1,2}}"
# A year after a full stop is the rest of a figure (3.2024), but for one right after an ordinal: 附件：1.2024年工作计划.
_ALONE = r"(?<![0-9A-Za-z.])"
BEFORE_YEAR = rf"(?:(?<![{DIGIT_RANGE}A-Za-z.])|(?<={_ALONE}[1-9]\.)|(?<={_ALONE}[1-9]\d\.))"

PATTERNS = (
    (
        "date",
        rf"(?<!{DIGIT})(?:19|20)\d\d(?P<mark>[-./．])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9])(?!\d)(?P<u0>)",
    ),
    ("date", rf"{MONTH}[ 　]?月[ 　]?{DAY}(?:[日号]?{TO}{DAY})?[ 　]?[日号](?P<u1>)"),
    ("date", rf"(?<![一二三四五六七八九十个]){HAN_MONTH}月{HAN_DAY}日(?P<u2>)"),
    ("period", rf"{MONTH}(?:[ 　]?月份?)?{TO}(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])(?P<u3>[ 　]?月份?)"),
    (
        "year",
        rf"{BEFORE_YEAR}(?:(?:19|20)\d\d|２０[０-９]{{2}}|１９[０-９]{{2}})(?P<u4>[ 　]?年度?(?!代)|[届级](?![别联]))",
    ),
    ("year", rf"{HAN_YEAR}(?P<u5>年度?)"),
    ("month", rf"{MONTH}(?P<u6>[ 　]?月份?(?![球均薪]))"),
    ("month", rf"(?<![一二三四五六七八九十个这两几]){HAN_MONTH}(?P<u7>月份?(?![球亮子均薪]))"),
    (
        "period",
        r"(?:上半年|下半年|(?<!健|安)全年|第[一二三四1234]季度|前[二三两]季度|[一二三四]季度|前[三3]个?季度)(?P<u8>)",
    ),
    (
        "relative",
        r"(?:今年|(?<!过)去年|(?<!以)上年(?![轻龄纪均级限])度?|(?<!清)明年|前年|次年|(?<!基)本年(?![轻龄级])度?)(?P<u9>)",
    ),
    # The first ones of a row that has its 年 behind the last: 2021、2022年, 2020、2021、2022三年.
    ("year", rf"{BEFORE_YEAR}(?:19|20)\d\d(?=(?:[、和与及](?:19|20)\d\d)+[ 　]?[两三四五]?年)(?P<u10>)"),
    ("year", r"(?<=[、和与及])(?:19|20)\d\d(?=[两三四五]年)(?P<u11>)"),
)
DATES = re.compile("|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS)))

# A year that stands without 年 before Chinese text: 2022漆器大赛. Numbers with a measure word are figures, not years.
BARE_YEAR = re.compile(rf"(?<![0-9A-Za-z０-９.+*×/〔\[（(第-])(?:20[0-4]\d)(?=[{HAN_RANGE}“《])")


def dates(text: str) -> Iterator[Slot]:
    """Years, months, dates, periods (上半年, 1－7月) and relative years (去年), without overlap."""
    for match in DATES.finditer(text):
        index = int((match.lastgroup or "n0")[1:])
        unit = match[f"u{index}"]
        yield Slot(FactKind.DATE, PATTERNS[index][0], match.start(), match.end() - len(unit), unit.strip(), match.end())


def bare_years(text: str) -> Iterator[Slot]:
    """Years without 年; to be looked for after the figures."""
    for match in BARE_YEAR.finditer(text):
        yield Slot(FactKind.DATE, "year", match.start(), match.end(), "", match.end())
