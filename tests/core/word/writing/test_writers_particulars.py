"""Particulars as the values that layouts write."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from core.model.draft import Draft
from core.model.particulars import NAMES
from core.word.layouts.file import Fields
from core.word.writing.particulars import (
    attendance_rows,
    authorities,
    head_lines,
    mark,
    minutes_mark,
    names_in,
    signatory_rows,
    tidy_particulars,
)
from core.word.writing.values import TextOptions, layout_values
from tests.builders import make_draft

Rows = list[dict[str, object]]
NOTHING: Mapping[str, str] = MappingProxyType({})
BARE = "title |总结\nbody |正文"
SIGNED = "title |总结\nbody |正文\nsignature |馆\nissue_date |1月5日\nattachment |附件1\nattachment |表"


def draft_with(source: str, given: Mapping[str, str] = NOTHING) -> Draft:
    """A draft with these particulars."""
    draft = make_draft(source)
    return replace(draft, identity=replace(draft.identity, particulars=tuple(given.items())))


def tidy(given: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """These particulars as layouts expect them."""
    return tidy_particulars(draft_with(BARE, given))


def values(source: str = BARE, given: Mapping[str, str] = NOTHING) -> dict[str, object]:
    """All values of a draft with these particulars."""
    return layout_values(draft_with(source, given), TextOptions({}, list, 20))


def rows(found: object) -> list[Fields]:
    """The rows of a list of values."""
    assert isinstance(found, list)
    return found


def shown(found: object, name: str = "文字") -> list[object]:
    """One field of every row."""
    return [row[name] for row in rows(found)]


def test_every_particular_is_a_value_by_its_name() -> None:
    found = values()
    assert {found[name] for name in NAMES} == {""}


def test_what_is_given_is_written() -> None:
    found = values(BARE, {"份号": "000012", "讲话人": " 周正平 ", "印章": "有"})
    assert (found["份号"], found["讲话人"], found["印章"]) == ("000012", "周正平", "有")


@pytest.mark.parametrize("text", ["甲、乙", "甲；乙", "甲;乙；", "甲\n乙", " 甲 、 乙 "])
def test_several_names_in_one_particular(text: str) -> None:
    assert names_in(text) == ("甲", "乙")


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("抄送", "县委各部门，县法院", "县委各部门，县法院。"),
        ("抄送", "抄送：县委各部门。", "县委各部门。"),
        ("附注", "此件公开发布", "（此件公开发布）"),
        ("附注", "（此件公开发布）", "（此件公开发布）"),
        ("附注", "(联系人：王一宁)", "（联系人：王一宁）"),
        ("印发日期", "2023年7月12日印发", "2023年7月12日"),
        ("发文机关", "甲局；乙局", "甲局、乙局"),
    ],
)
def test_particulars_are_written_as_layouts_expect_them(name: str, given: str, expected: str) -> None:
    assert tidy({name: given})[name] == expected


@pytest.mark.parametrize("given", ["青禾县档案馆", "青禾县档案馆文件"])
def test_a_mark_ends_with_the_word_once(given: str) -> None:
    assert mark(tidy({"发文机关": given})) == "青禾县档案馆文件"


def test_a_joint_issue_has_several_authorities_the_first_leading() -> None:
    found = values(BARE, {"发文机关": "青禾县档案馆、青禾县教育局文件"})
    assert (
        found["各发文机关"]
        == ["青禾县档案馆", "青禾县教育局"]
        == list(authorities(tidy({"发文机关": "青禾县档案馆、青禾县教育局"})))
    )
    assert found["主办机关"] == "青禾县档案馆"


@pytest.mark.parametrize(
    ("given", "expected"), [("馆务会议", "馆务会议纪要"), ("馆务会议纪要", "馆务会议纪要"), ("", "")]
)
def test_a_minutes_mark_ends_with_its_word(given: str, expected: str) -> None:
    assert minutes_mark(tidy({"纪要名称": given})) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ()),
        (["周正平"], ("周正平",)),
        (["李安", "王一宁"], ("李　安　王一宁",)),
        (["欧阳小满", "李安", "王一宁"], ("欧阳小满　李　安", "王一宁")),
        (["王一宁", "李安", "周正平", "钱有田"], ("王一宁　李　安", "周正平　钱有田")),
    ],
)
def test_signatories_stand_two_to_a_line(names: list[str], expected: tuple[str, ...]) -> None:
    assert signatory_rows(names) == expected


def test_only_the_first_line_of_signatories_says_so_and_only_the_last_has_the_number() -> None:
    found = rows(
        values("title |总结\ndocument_number |青档〔2023〕8号", {"签发人": "甲甲甲、乙乙乙、丙丙丙"})["各签发行"]
    )
    assert shown(found, "标题") == ["签发人：", "　　　　"]
    assert shown(found, "编号") == ["", "2"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["", "", ""]),
        ({"份号": "000001", "密级": "机密", "紧急程度": "加急"}, ["000001", "机密", "加急"]),
        ({"密级": "机密"}, ["", "机密", ""]),
        ({"密级": "机密", "紧急程度": "加急"}, ["", "机密", "加急"]),
        ({"紧急程度": "加急"}, ["加急", "", ""]),
        ({"份号": "000001", "紧急程度": "加急"}, ["000001", "加急", ""]),
    ],
)
def test_the_head_always_has_three_lines_the_classification_on_the_second(
    given: dict[str, str], expected: list[str]
) -> None:
    assert shown(head_lines(tidy(given))) == expected


def test_the_number_of_the_draft_fills_in_for_the_particular() -> None:
    source = "title |总结\ndocument_number |青档〔2023〕8号\nbody |正文"
    own, given = values(source), values(source, {"发文字号": "青档〔2023〕9号"})
    assert (own["发文字号"], given["发文字号"]) == ("青档〔2023〕8号", "青档〔2023〕9号")
    assert rows(own["各版头标注"]) == []


def test_the_first_mark_of_a_letter_carries_the_number_of_the_draft() -> None:
    found = values("title |总结\ndocument_number |青档〔2023〕8号", {"份号": "000001", "密级": "机密"})
    assert shown(found["各版头标注"], "编号") == ["2", ""]


def test_a_note_stands_below_the_date_and_before_the_attachments() -> None:
    kinds = shown(values(SIGNED, {"附注": "此件公开发布"})["各段"], "类别")
    assert kinds == ["正文", "署名", "成文日期", "附注", "附件标识", "附件标题"]


def test_a_copy_line_of_the_draft_is_no_note() -> None:
    found = values("title |总结\nissue_date |1月5日\nnote |抄送：县委", {"附注": "此件公开发布"})
    assert shown(found["各段"])[-2:] == ["（此件公开发布）", "抄送：县委"]


def test_the_note_of_the_draft_is_not_written_twice() -> None:
    found = values("title |总结\nbody |正文\nnote |（此件内部传阅）", {"附注": "此件公开发布"})
    assert shown(found["各段"]) == ["正文", "（此件内部传阅）"]


def test_the_note_of_the_draft_fills_in_for_the_particular() -> None:
    assert values("title |总结\nnote |（此件内部传阅）")["附注"] == "（此件内部传阅）"


def test_who_was_there_stands_below_the_text() -> None:
    found = rows(values(SIGNED, {"出席": "周正平", "列席": "李安"})["各段"])
    assert shown(found, "类别")[:4] == ["正文", "与会人员", "与会人员", "署名"]
    assert shown(found)[1:3] == ["出席：周正平", "列席：李安"]


def test_who_was_there_is_split_for_its_two_fonts() -> None:
    (row,) = attendance_rows(tidy({"请假": "请假：王一宁"}))
    assert (row["标题"], row["正文"]) == ("请假：", "王一宁")


def test_unit_and_date_stand_below_the_title() -> None:
    found = values(BARE, {"题下单位": "青禾县档案馆", "题下日期": "2023年7月5日"})
    assert shown(found["各题下行"]) == ["青禾县档案馆", "（2023年7月5日）"]


def test_what_the_draft_says_below_its_title_is_not_said_again() -> None:
    source = "title |总结\nsubtitle |（2023年7月5日）\nbody |正文"
    found = values(source, {"题下单位": "青禾县档案馆", "题下日期": "2023年7月5日"})
    assert shown(found["各题下行"]) == ["青禾县档案馆", "（2023年7月5日）"]


def test_a_speech_names_occasion_speaker_and_date() -> None:
    found = values(BARE, {"讲话场合": "在全县会议上的讲话", "讲话人": "周正平", "讲话日期": "2023年7月5日"})
    assert shown(found["各讲话行"]) == ["在全县会议上的讲话", "周正平", "（2023年7月5日）"]


def test_an_occasion_that_is_the_title_is_not_said_again() -> None:
    found = values("title |在全县会议上的讲话\nbody |正文", {"讲话场合": "在全县会议上的讲话", "讲话人": "周正平"})
    assert shown(found["各讲话行"]) == ["周正平"]


@pytest.mark.parametrize(
    ("under", "unit", "date", "expected"),
    [
        ("青禾县档案馆", "青禾县档案馆", "", ["青禾县档案馆"]),
        ("青禾县档案馆 2023年7月5日", "青禾县档案馆", "2023年7月5日", ["青禾县档案馆 2023年7月5日"]),
        ("（2023年7月）", "青禾县档案馆", "（2023年7月5日）", ["青禾县档案馆", "（2023年7月）", "（2023年7月5日）"]),
        ("征求意见稿", "", "2023年7月5日", ["征求意见稿", "（2023年7月5日）"]),
    ],
)
def test_lines_below_the_title_say_everything_once(under: str, unit: str, date: str, expected: list[str]) -> None:
    found = values(f"title |总结\nsubtitle |{under}\nbody |正文", {"题下单位": unit, "题下日期": date})
    assert shown(found["各题下行"]) == expected
