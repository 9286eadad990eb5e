"""Where the checks of one paragraph begin and end: the last figure that is right, the first that is not."""

from functools import partial

import pytest

from core.checks.numerals.forms import check_numerals
from core.checks.punctuation.marks import check_marks
from core.checks.punctuation.pairs import check_pairs, without_continued
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_marks

marks = partial(check_marks, table=load_marks())
Told = list[tuple[str, str, str | None]]


def told(check, text: str, role: Role = Role.BODY) -> Told:
    return [(slip.code, slip.text, slip.replacement) for slip in check(Element("e1", role, text))]


# Days and months

IMPOSSIBLE = (
    ("2023年0月召开。", "2023年0月"),
    ("2023年13月5日召开。", "2023年13月5日"),
    ("2023年4月31号前。", "2023年4月31号"),
    ("2023年11月31日前。", "2023年11月31日"),
    ("1900年2月29日召开。", "1900年2月29日"),
    ("2月30日前。", "2月30日"),
    ("12月32日前。", "12月32日"),
    ("5月0日前。", "5月0日"),
    ("0月5日前。", "0月5日"),
    ("7月3日—7月35日。", "7月35日"),
)

POSSIBLE = (
    "2000年2月29日召开。",
    "2月29日召开。",
    "1月1日、12月31日。",
    "2023年1月、2023年12月。",
    "4月30日、6月30日、9月30日、11月30日。",
    "8月1号楼启用，5月32号院改造，6月99号文印发。",
)


@pytest.mark.parametrize(("text", "given"), IMPOSSIBLE)
def test_a_day_that_is_in_no_calendar_is_told_once(text: str, given: str) -> None:
    assert told(check_numerals, text) == [("date_impossible", given, None)]


@pytest.mark.parametrize("text", POSSIBLE)
def test_the_first_and_the_last_day_are_right(text: str) -> None:
    assert told(check_numerals, text) == []


def test_of_a_day_that_cannot_be_no_weekday_is_told() -> None:
    assert [code for code, *_ in told(check_numerals, "2023年2月30日（星期一）。")] == ["date_impossible"]


# Years written with digits


@pytest.mark.parametrize(
    ("text", "zeros"),
    [
        ("二零零零年。", ["零零零"]),
        ("一九九0年。", ["0"]),
        ("二〇一O年。", ["O"]),
        ("二Ｏ一九年。", ["Ｏ"]),
        ("三零二零年。", []),
        ("二零二三级。", []),
        ("十二零二三年。", ["零"]),
        ("一二零二三年。", []),
        ("二百零三年。", []),
    ],
)
def test_the_zero_of_a_year(text: str, zeros: list[str]) -> None:
    assert told(check_numerals, text) == [("year_zero", zero, "〇" * len(zero)) for zero in zeros]


@pytest.mark.parametrize(
    ("date", "count"), [("2023年7月3日", 0), ("2023年10月10日", 0), ("2023年07月10日", 1), ("2023年10月03日", 1)]
)
def test_leading_zeros_of_a_date_of_issue(date: str, count: int) -> None:
    assert told(check_numerals, date, Role.ISSUE_DATE) == [("date_zero", "0", "")] * count


def test_leading_zeros_in_the_text_are_hinted_at() -> None:
    assert told(check_numerals, "2023年07月03日召开。") == [("date_zeros", "07月03", "7月3")]


# Rough numbers, ranges, two styles

NUMBERS = (
    ("将近200多人。", [("number_rough_twice", "将近200多", "将近200")]),
    ("大约3万余人。", [("number_rough_twice", "大约3万余", "大约3万")]),
    ("约3.5万余元。", [("number_rough_twice", "约3.5万余", "约3.5万")]),
    ("不少于20人左右。", [("number_rough_twice", "不少于20人左右", None)]),
    ("约30名，近百余人，20人左右，一百万左右。", []),
    ("走访8、9户。", [("number_rough_digits", "8、9", "八九")]),
    ("走访1、2户。", [("number_rough_digits", "1、2", "一两")]),
    ("走访9、8户，涉及3、4、5个部门，2.3、4个。", []),
    ("共10几个。", [("number_rough_digits", "10几", "十几")]),
    ("共50几户。", [("number_rough_digits", "50几", "五十几")]),
    ("共55几户，110几户。", []),
    ("共99999万元，9999亿元，100000元。", []),
    ("共100000万元。", [("number_long", "100000万", None)]),
    ("共12345.6亿元。", [("number_long", "12345.6亿", None)]),
    ("增长5至8%。", [("number_range", "5至8%", "5%至8%")]),
    ("投入1.5～2.5亿元。", [("number_range", "1.5～2.5亿", "1.5亿～2.5亿")]),
    ("增长5%至8%，5至8人，1-7月。", []),
    ("共5百余人。", [("number_two_styles", "5百", "500")]),
    ("植树100千亩。", [("number_two_styles", "100千", "100000")]),
    ("第3百件，3.5千人，3百货，5千米。", []),
    ("完成百分之12.5。", [("number_percent", "百分之12.5", "12.5%")]),
    ("完成百分之五。", []),
)


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_where_a_number_stops_being_right(text: str, expected: Told) -> None:
    assert told(check_numerals, text) == expected


# Marks

MARKS = (
    ("完成80%,增长5%。", [("mark_half", ",", "，")]),
    ("他说:“好”。", [("mark_half", ":", "：")]),
    ("是否完成?是。", [("mark_half", "?", "？")]),
    ("馆藏丰富,", [("mark_half", ",", "，")]),
    ("(一)抓学习。", [("mark_half", "(一)", "（一）")]),
    ("已办(A1)，版本A,B，（见(2)）。", []),
    ("来信：a.b@example.cn,请查收。", []),
    ("网址www.example.cn,欢迎。", []),
    ("很好。。。。", [("mark_ellipsis", "。。。。", "……")]),
    ("很好……。", []),
    ("很好…………", []),
    ("新馆--开馆。", [("mark_dash", "--", "——")]),
    ("2020--2023，A--B，新馆———开馆。", []),
    ("抓学习，、抓培训。", [("mark_doubled", "，、", None)]),
    ("抓学习；。", [("mark_doubled", "；。", "。")]),
    ("抓学习。；抓培训。", [("mark_doubled", "。；", None)]),
    ("好！！真的？？？", [("mark_doubled", "！！", "！"), ("mark_doubled", "？？？", "？")]),
    ("“好。”。", [("mark_doubled", "。”。", "。”")]),
    ("“好！”。", []),
    ("档案、资料、等；", [("mark_before_and_so_on", "、", "")]),
    ("档案、等级、等次。", []),
    ("青办发【2022】3号。", [("mark_year_bracket", "【2022】", "〔2022〕")]),
    ("青办发(2022)第3号。", [("mark_year_bracket", "(2022)", "〔2022〕")]),
    ("青办发〔2022〕0号，【2022】年。", []),
    ("共1O0卷，1l5卷。", [("mark_letter", "O", "0"), ("mark_letter", "l", "1")]),
    ("10l，l10，A0B。", []),
    ("印发“甲”、《乙》，《甲》、“乙”。", []),
)


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_where_a_mark_stops_being_right(text: str, expected: Told) -> None:
    assert told(marks, text) == expected


@pytest.mark.parametrize(
    ("text", "spaces"),
    [
        ("做好  2022 年 工作。", ["  ", " ", " "]),
        ("全馆\u00a0同志。", ["\u00a0"]),
        ("增长 5%。", [" "]),
        ("名单：张 三、李 四。", []),
        ("使用 Word 文档。", []),
        ("（张 三）", []),
        ("图1 新馆外景", []),
        ("表2-1 各股 室工作量", [" "]),
    ],
)
def test_spaces_between_chinese(text: str, spaces: list[str]) -> None:
    assert told(marks, text) == [("mark_space", space, "") for space in spaces]


@pytest.mark.parametrize(
    "role", [Role.TITLE, Role.SUBTITLE, Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT, Role.NOTE, Role.NOISE]
)
def test_spaces_set_names_and_dates_apart(role: Role) -> None:
    assert told(marks, "青禾县  档案馆", role) == []


# Pairs

PAIRS = (
    ("“一”“二”“三”", []),
    ("“一“二”", [("quote_open", "“", None)]),
    ("“一”二”", [("quote_close", "”", None)]),
    ("”一“", [("quote_swapped", "”一“", "“一”")]),
    ("”“", [("quote_close", "”", None), ("quote_open", "“", None)]),
    ("‘一’", []),
    ("‘一“", [("quote_open", "“", None), ("quote_open", "‘", None)]),
    ("it’s", []),
    ("（《一》）", []),
    ("（《一）》", [("bracket_open", "《", None), ("bracket_close", "》", None)]),
    ("(一）", [("bracket_mixed", "(", "（")]),
    ("【一】〔二〕〈三〉「四」『五』［六］", []),
    ("【一〕", [("bracket_close", "〕", None), ("bracket_open", "【", None)]),
    ("一）抓学习；二）抓培训", []),
    ("a）抓学习；b）抓培训", []),
    ("先抓学习）", [("bracket_close", "）", None)]),
    ("", []),
)


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_what_lacks_its_partner(text: str, expected: Told) -> None:
    assert sorted(told(check_pairs, text), key=str) == sorted(expected, key=str)


def test_a_mark_without_partner_names_the_one_it_lacks() -> None:
    (slip,) = check_pairs(Element("e1", Role.BODY, "印发《办法，落实。"))
    assert dict(slip.parameters) == {"mark": "《", "partner": "》"}


CONTINUED = (
    (("公约规定：“读者应当爱护图书。", "“读者应当按时还书。”"), 0),
    (("公约规定：“读者应当爱护图书。", "“读者应当轻声。", "“读者应当按时还书”。"), 0),
    (("公约规定：“读者应当爱护图书。", "馆员应当耐心解答。"), 1),
    (("公约规定：“读者应当爱护图书。", "“十四五”时期，新增图书三万册。"), 1),
    (("公约规定：“读者应当爱护图书。", "“读者应当轻声。", "馆员应当耐心解答。"), 2),
)


@pytest.mark.parametrize(("texts", "number"), CONTINUED)
def test_a_quotation_of_several_paragraphs_is_closed_at_its_end(texts: tuple[str, ...], number: int) -> None:
    elements = [Element(f"e{at}", Role.BODY, text) for at, text in enumerate(texts)]
    found = [one for element in elements for one in check_pairs(element)]
    assert len(list(without_continued(found, elements))) == number
