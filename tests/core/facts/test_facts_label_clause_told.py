"""The clause of a number as its label: what it must have, and when it stands for a shorter label."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16种常用药降价并纳入集中采购。", "＿种常用药降价并纳入集中采购"),
        ("取消和下放审批事项26项。", "取消和下放审批事项（项）"),
        ("取消36项资格许可和认定事项。", "取消＿项资格许可和认定事项"),
        ("完成860项食品、药品和化妆品标准的修订工作。", "完成＿项食品、药品和化妆品标准的修订工作"),
        ("对照反馈的4个方面23个问题逐一整改。", "对照反馈的＿个方面某个问题逐一整改"),
    ],
)
def test_no_word_that_tells_is_left_out(text: str, expected: str) -> None:
    assert labels(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新城医院南院区投入使用，设置床位360张。", "新城医院南院区设置床位＿张"),
        ("县级财政用于校舍维修的资金560万元，比去年增加80万元。", "县级财政用于校舍维修的资金增加（万元）"),
        ("处理积案26件，提高退休人员养老金，人均增加96元。", "退休人员养老金人均增加＿元"),
        ("新任教师全部到乡镇任教，80%以上在山区。", "新任教师全部到乡镇任教＿%以上在山区"),
        ("县财政拟投入260万元，用于促进就业。", "县财政拟投入＿万元，用于促进就业"),
    ],
)
def test_a_clause_without_a_subject_takes_that_of_the_clause_before(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年11月开工的110千伏河西变电站提前投运。", ["＿千伏河西变电站提前投运"]),
        (
            "2020年末、2021年末贷款余额分别为8.3亿元、9.7亿元。",
            ["2020年末贷款余额（亿元）", "2021年末贷款余额（亿元）"],
        ),
        ("受理案件230件，2021年为180件。", ["受理案件（件）", "2021年受理案件（件）"]),
        ("公司收入由27万元增至30万元。", ["公司收入由＿万元增加", "公司收入增加到（万元）"]),
    ],
)
def test_times_are_left_out_whole_and_kept_where_they_tell(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_other_numbers_and_dates_are_none_of_the_label() -> None:
    """The same sentence of two years has the same labels."""
    first = labels("2022年以35个小区和6个村为重点改造，为62户110人发放补助。")
    assert first == labels("2023年以41个小区和9个村为重点改造，为70户135人发放补助。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小麦、稻谷收购价平均每斤分别提高0.1元和0.2元。", "小麦、稻谷收购价平均每斤分别提高＿元和某元"),
        ("改造和新建卫生院18所、医院6所。", "改造和新建医院＿所"),
        ("组织6个街道（镇、乡）文明所和3个村文明站参评。", "组织村文明站参评（个）"),
    ],
)
def test_members_of_a_list_keep_what_they_share(text: str, expected: str) -> None:
    assert expected in labels(text)
