"""Figures and dates: what cannot be, what is not as the standard has it, and what is left alone."""

import pytest

from core.checks.numerals.forms import check_numerals
from core.checks.punctuation.mixed import check_mixed
from core.model.elements import Element, Role

FOUND = (
    ("2023年2月30日召开会议。", "date_impossible", "2023年2月30日", None),
    ("2023年2月29日召开会议。", "date_impossible", "2023年2月29日", None),
    ("6月31日前完成。", "date_impossible", "6月31日", None),
    ("2023年13月底完成。", "date_impossible", "2023年13月", None),
    ("二零二三年，全馆齐心协力。", "year_zero", "零", "〇"),
    ("二〇二0年，全馆齐心协力。", "year_zero", "0", "〇"),
    ("参加培训约30余人。", "number_rough_twice", "约30余", "约30"),
    ("占比超过80%左右。", "number_rough_twice", "超过80%左右", None),
    ("二〇二三年二月三十日召开。", "date_impossible", "二月三十日", None),
    ("维修灌渠七、八处。", "number_rough_mark", "七、八", "七八"),
    ("培训骨干几十多人。", "number_rough_twice", "几十多", "几十"),
    ("发动群众3-4百人。", "number_rough_digits", "3-4", "三四"),
    ("预计收入近60万元左右。", "number_rough_twice", "近60万元左右", "近60万元"),
    ("结余经费4000多元左右。", "number_rough_twice", "4000多元左右", "4000多元"),
    ("新修水渠17多公里。", "number_more", "17多公里", "17公里多"),
    ("驻村3多年。", "number_more", "3多年", "3年多"),
    ("会议于2025年04月06日召开。", "date_zeros", "04月06", "4月6"),
    ("截至2025年3月8，已全部完工。", "date_day", "2025年3月8", "2025年3月8日"),
    ("共有职工3、4十人。", "number_rough_digits", "3、4", "三四"),
    ("支付12580000元。", "number_long", "12580000", None),
    ("每月走访3、4次。", "number_rough_digits", "3、4", "三四"),
    ("共有2、3个人。", "number_rough_digits", "2、3", "两三"),
    ("共有20几个人。", "number_rough_digits", "20几", "二十几"),
    ("投入资金1234567万元。", "number_long", "1234567万", None),
    ("增幅为10-15%。", "number_range", "10-15%", "10%—15%"),
    ("投入13~17万元。", "number_range", "13~17万", "13万～17万"),
    ("参加活动3千人次。", "number_two_styles", "3千", "3000"),
    ("完成率为百分之95。", "number_percent", "百分之95", "95%"),
)

LEFT = (
    "2024年2月29日（星期四）召开会议。",
    "7月3日、12月31日、2月29日各办一期。",
    "二〇二三年，全馆齐心协力。",
    "参加培训约30人，近百人受益，30余人获奖。",
    "三四个人、十几家、两三次。",
    "第三、四季度，一、二组，五、六两月，第七、八次会议。",
    "三月三十一日，农历二月三十日，十二月三十一日。",
    "乘坐2、3路公交，完成1、2号工程，涉及3、5个部门。",
    "投入资金12345万元，修路30千米，装机50千瓦。",
    "增幅为10%—15%，13万~17万元，2021-2025年。",
    "占比80%左右，超过80%。",
    "一千零一夜，二百五十人，3.5万人，2亿元。",
    "3月5号线开通。",
    "新修水渠20多公里，历时10多年，12万多人受益，3公里多。",
    "编号2025-04-06，上网流量04月，2025年3月8日、9日，2025年3月5号文件。",
    "2025年3月8—10日，2025年3月8.5折，2025年3月30多人到场。",
    "提高3—4百分点，每年修桥三四百座。",
)

MIXED = (
    (("增长5%。", "增长7％，占9%。"), [("％", "%")]),
    (("增长5%。", "增长7%。"), []),
    (("党建＋治理，党建＋人才。", "党建+服务。"), [("+", "＋")]),
    (("完成２３项。", "完成45项，新增6项。"), [("２３", "23")]),
    (("建成ＧＩＳ系统。", "建成GPS系统，安装GPS终端。"), [("ＧＩＳ", "GIS")]),
    (("增幅5%～8%。", "占6%-9%，降2%～3%。"), [("-", "～")]),
    (("抽查ＸＸ户。", "建成GPS系统。"), []),
)


@pytest.mark.parametrize(("text", "code", "given", "right"), FOUND)
def test_a_slip_is_found_once(text: str, code: str, given: str, right: str | None) -> None:
    found = [(slip.code, slip.text, slip.replacement) for slip in check_numerals(Element("e1", Role.BODY, text))]
    assert found == [(code, given, right)]


@pytest.mark.parametrize("text", LEFT)
def test_sound_figures_are_left_alone(text: str) -> None:
    assert list(check_numerals(Element("e1", Role.BODY, text))) == []


def test_a_date_of_issue_has_no_leading_zeros() -> None:
    found = list(check_numerals(Element("e1", Role.ISSUE_DATE, "2023年07月03日")))
    assert [(slip.code, slip.text, slip.replacement) for slip in found] == [
        ("date_zero", "07月0", "7月"),
    ]


ISSUED = (
    ("23年7月3日", "date_short", "2023年7月3日"),
    ("2023.7.3", "date_short", "2023年7月3日"),
    ("二〇二三年七月十三日", "date_han", "2023年7月13日"),
)


@pytest.mark.parametrize(("text", "code", "right"), ISSUED)
def test_a_date_of_issue_is_written_in_full_with_digits(text: str, code: str, right: str) -> None:
    found = list(check_numerals(Element("e1", Role.ISSUE_DATE, text)))
    assert [(slip.code, slip.replacement) for slip in found] == [(code, right)]


def test_dates_of_issue_before_the_standard_had_han_numbers() -> None:
    assert list(check_numerals(Element("e1", Role.ISSUE_DATE, "二〇〇九年七月十三日"))) == []


@pytest.mark.parametrize(("texts", "expected"), MIXED)
def test_two_writings_are_one_finding(texts: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)]
    assert [(slip.text, slip.replacement) for slip in check_mixed(elements)] == expected


def test_all_places_of_the_rarer_writing_are_told() -> None:
    elements = [Element("e1", Role.BODY, "增长5%，占6%，达7%。"), Element("e2", Role.BODY, "增长7％，占9％。")]
    assert [(slip.place.element_id, len(slip.others)) for slip in check_mixed(elements)] == [("e2", 1)]


def test_two_writings_in_one_paragraph_are_more_than_a_hint() -> None:
    (slip,) = check_mixed([Element("e1", Role.BODY, "增长5%，占7％。")])
    assert slip.severity.value == "warning"


def test_two_writings_in_two_paragraphs_are_a_hint() -> None:
    (slip,) = check_mixed([Element("e1", Role.BODY, "增长5%。"), Element("e2", Role.BODY, "增长7％。")])
    assert slip.severity.value == "hint"


ISSUED = (
    ("2025年6月3号", "date_short", "2025年6月3日"),
    ("2025年6月3", "date_day", "2025年6月3日"),
    ("2025年6月3日", "", ""),
)


@pytest.mark.parametrize(("text", "code", "right"), ISSUED)
def test_the_day_of_issue_is_a_day(text: str, code: str, right: str) -> None:
    found = [(slip.code, slip.replacement) for slip in check_numerals(Element("e1", Role.ISSUE_DATE, text))]
    assert found == ([(code, right)] if code else [])
