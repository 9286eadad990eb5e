"""Titles of known documents with a sign or two wrong, and titles of their own that are left alone."""

from pathlib import Path

import pytest

from core.checks.wording.phrase_titles import check_titles, is_title_slip
from core.checks.wording.phrases import PhraseTable
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_phrases_table

FOUND = (
    ("执行《党政领导干部选拔任用条例》。", "党政领导干部选拔任用工作条例"),
    ("学习《中国共产党廉洁自律规则》。", "中国共产党廉洁自律准则"),
    ("宣传《中华人民共和国未成年人保障法》。", "中华人民共和国未成年人保护法"),
    ("贯彻《中国共产党党员教育管理条例》。", "中国共产党党员教育管理工作条例"),
    ("落实《中国共产党支部工作管理条例（试行）》。", "中国共产党支部工作条例"),
    ("宣传《反电信网路诈骗法》。", "反电信网络诈骗法"),
    ("落实《关于加强党的政设治建的意见》。", None),
    ("学习《习近平谈治国政理》。", "习近平谈治国理政"),
)

RIGHT = (
    "学习《中国共产党章程》和《中国共产党支部工作条例（试行）》。",
    "宣传《中华人民共和国公务员法》《公务员法》《未成年人保护法》。",
    "落实《中华人民共和国渔业法》《中华人民共和国农业技术推广法》。",
    "印发《青禾县党政机关公务用车管理办法》《青禾县信访工作办法》。",
    "执行《青禾县机关事务管理办法》和《公务员录用办法》。",
    "学习《中国共产党中央委员会工作条例》《中国共产党巡察工作规划》。",
    "贯彻《中共中央关于进一步全面深化改革、推进中国式现代化的决定》。",
)


@pytest.fixture(scope="module")
def table() -> PhraseTable:
    return load_phrases_table(own=Path("nowhere")).value


def told(text: str, table: PhraseTable) -> list[str | None]:
    return [slip.replacement for slip in check_titles(Element("e1", Role.BODY, text), table)]


@pytest.mark.parametrize(("text", "right"), [case for case in FOUND if case[1]])
def test_a_title_with_a_slip_is_found(text: str, right: str, table: PhraseTable) -> None:
    assert told(text, table) == [right]


@pytest.mark.parametrize("text", RIGHT)
def test_right_and_other_titles_are_left_alone(text: str, table: PhraseTable) -> None:
    assert told(text, table) == []


def test_what_is_out_of_order_in_two_places_is_another_title(table: PhraseTable) -> None:
    assert told("落实《关于加强党的政设治建的意见》。", table) == []


def test_the_slip_stands_between_the_marks(table: PhraseTable) -> None:
    (slip,) = check_titles(Element("e1", Role.BODY, "学《党政领导干部选拔任用条例》。"), table)
    assert (slip.place.span.start, slip.text) == (2, "党政领导干部选拔任用条例")


SLIPS = (
    ("中国共产党问责办法", "中国共产党问责条例", True),
    ("青禾县档案管理办法", "青禾县档案管理规定", False),
    ("青禾县第一次普查方案", "青禾县第二次普查方案", False),
    ("事业单位领导人员管理规定", "事业单位领导人员管理规定", False),
    ("事业单位领导管理规定", "事业单位领导人员管理规定", True),
    ("单位领导人员管理规定", "事业单位领导人员管理规定", False),
)


@pytest.mark.parametrize(("written", "title", "expected"), SLIPS)
def test_a_sign_or_two_inside_a_long_title_are_a_slip(written: str, title: str, expected: bool) -> None:
    assert is_title_slip(written, title) is expected
