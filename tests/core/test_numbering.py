"""Ordinals: found in every shape, read, and written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbering import find_ordinal, han_to_int, int_to_han, write_ordinal

FOUND = [
    ("一、开展情况", "一、", 1, "一、", 1),
    ("十二、保障措施", "十二、", 12, "一、", 1),
    ("（三）抓落实", "（三）", 3, "（一）", 2),
    ("(十一)抓落实", "(十一)", 11, "(一)", 2),
    ("（二)抓落实", "（二)", 2, "（一)", 2),
    ("（ 二 ）抓落实", "（ 二 ）", 2, "（ 一 ）", 2),
    ("㈢抓落实", "㈢", 3, "㈠", 2),
    ("1.抓落实", "1.", 1, "1.", 3),
    ("33．抓落实", "33．", 33, "1．", 3),
    ("１２．抓落实", "１２．", 12, "１．", 3),
    ("4、抓落实", "4、", 4, "1、", 3),
    ("⒌抓落实", "⒌", 5, "⒈", 3),
    ("3.2022年工作安排", "3.", 3, "1.", 3),
    ("（1）抓落实", "（1）", 1, "（1）", 4),
    ("⑵抓落实", "⑵", 2, "⑴", 4),
    ("③抓落实", "③", 3, "①", 4),
    ("2）抓落实", "2）", 2, "1）", 4),
    ("第三章　附则", "第三章", 3, "第一章", 1),
    ("第一部分　工作回顾", "第一部分", 1, "第一部分", 1),
    ("第二节 编制", "第二节", 2, "第一节", 2),
    ("第十五条　本办法自发布之日起施行", "第十五条", 15, "第一条", 3),
    ("第一千二百六十条　本法自发布之日起施行", "第一千二百六十条", 1260, "第一条", 3),
    ("第1260条　本法自发布之日起施行", "第1260条", 1260, "第1条", 3),
    ("四是抓落实", "四是", 4, "一是", 0),
    ("二要抓落实", "二要", 2, "一要", 0),
    ("第二，抓落实", "第二，", 2, "第一，", 0),
    ("——抓落实", "——", 0, "——", 0),
    ("二", "二", 2, "一", 1),
    ("三 加强领导", "三", 3, "一", 1),
    ("02综合", "02", 2, "01", 1),
    ("2 救灾救济", "2", 2, "1", 3),
    ("　　（一）抓落实", "（一）", 1, "（一）", 2),
    ("5、做好6月份的工作", "5、", 5, "1、", 3),
    ("1、2022年工作", "1、", 1, "1、", 3),
    ("1、12个项目开工", "1、", 1, "1、", 3),
    ("6、5号楼完工", "6、", 6, "1、", 3),
    ("3、4G网络覆盖", "3、", 3, "1、", 3),
    ("二、三农工作", "二、", 2, "一、", 1),
    ("二、三个问题", "二、", 2, "一、", 1),
    ("一、二〇二三年工作", "一、", 1, "一、", 1),
    ("一、二十大精神", "一、", 1, "一、", 1),
    ("第三，四个方面", "第三，", 3, "第一，", 0),
]

NOT_FOUND = [
    "",
    "   ",
    "工作总结",
    "1.5亿元投资",
    "2022年工作要点",
    "一些干部作风不实",
    "三要素保障有力",
    "————————",
    "— 3 —",
    "—5℃",
    "第一线工作",
    "03月底前完成",
    "10月完成",
    "12 月底前完成",
    "3 个乡镇",
    "5 5.2",
    "92",
    "5、6月份集中开展",
    "１、２号楼",
    "3、5号楼",
    "1、3、5单元",
    "12、1月份",
    "2、3年内",
    "9、10月，",
    "一、二期工程",
    "五、六年级",
    "一、二、三产业",
    "第一、二季度",
    "第二、第三产业",
    "一二三四五、",
    "（一二三四五）",
    "第一二三四五条",
]


@pytest.mark.parametrize(("text", "written", "number", "shape", "level"), FOUND)
def test_ordinal_is_found(text: str, written: str, number: int, shape: str, level: int) -> None:
    ordinal = find_ordinal(text)
    assert ordinal is not None
    assert text[ordinal.start : ordinal.end] == written
    assert (ordinal.number, ordinal.shape, ordinal.level) == (number, shape, level)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_ordinal(text: str) -> None:
    assert find_ordinal(text) is None


@pytest.mark.parametrize("shape", sorted({row[3] for row in FOUND} - {"——"}))
@given(number=st.integers(1, 10))
def test_written_ordinal_is_read_back(shape: str, number: int) -> None:
    if shape == "01" and number > 9:
        number = 9
    ordinal = find_ordinal(write_ordinal(number, shape) + (" " if shape in ("一", "1") else "抓落实"))
    assert ordinal is not None
    assert (ordinal.number, ordinal.shape) == (number, shape)


@given(st.text(alphabet="一二三十百0123０１２（）().．、，是要第条章①⑴㈠—　 加年", max_size=12))
def test_found_ordinal_is_reproduced(text: str) -> None:
    ordinal = find_ordinal(text)
    if ordinal is not None:
        assert write_ordinal(ordinal.number, ordinal.shape) == text[ordinal.start : ordinal.end]
        assert text[: ordinal.start].strip() == ""


@pytest.mark.parametrize(
    ("number", "shape", "written"),
    [(21, "①", "（21）"), (21, "⑴", "（21）"), (21, "⒈", "21."), (11, "㈠", "（十一）"), (20, "①", "⑳")],
)
def test_single_characters_run_out(number: int, shape: str, written: str) -> None:
    assert write_ordinal(number, shape) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十一", 11), ("二十", 20), ("一百零五", 105), ("二○○五", 2005), ("二〇二二", 2022), ("三千", 3000)],
)
def test_han_numeral_is_read(text: str, value: int) -> None:
    assert han_to_int(text) == value


@pytest.mark.parametrize("text", ["", "甲", "12", "一二x"])
def test_other_text_is_no_han_numeral(text: str) -> None:
    assert han_to_int(text) is None


@given(st.integers(0, 9999))
def test_han_numeral_goes_there_and_back(number: int) -> None:
    assert han_to_int(int_to_han(number)) == number


@pytest.mark.parametrize("number", [-1, 10000])
def test_han_numeral_has_bounds(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        int_to_han(number)


@pytest.mark.parametrize("text", ["2.2022—2023年度储备任务", "2.2022届毕业生", "2.2022年重阳节"])
def test_a_year_behind_the_point_is_no_decimal(text: str) -> None:
    found = find_ordinal(text)
    assert found is not None
    assert found.number == 2
