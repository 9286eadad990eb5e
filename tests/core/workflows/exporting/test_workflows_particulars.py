"""What is proposed for the particulars of a draft, and what a unit keeps for the next one."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.editing.particulars import set_particulars
from core.editing.text.elements import set_element
from core.errors import AppError, BadInput, BadWords
from core.model.change import apply
from core.model.draft import Draft
from core.model.elements import Role
from core.model.particulars import LAYOUT, NAMES, UNSIGNED
from core.paths import resources_folder, user_folder
from core.stores import json_file
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.exporting import particulars as unit
from core.workflows.exporting.options import with_fields
from core.workflows.importing.reports import recognise_report
from core.workflows.messages import sentence
from tests.builders import make_draft

SOURCE = "title |2023年上半年工作总结\nbody |今年以来工作正常。"
TODAY = date(2023, 7, 5)
UNIT = "青禾县档案馆"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def draft() -> Draft:
    """Without particulars, of UNIT."""
    return make_draft(SOURCE)


# Words


def test_every_particular_is_described() -> None:
    source = (resources_folder() / "words" / unit.WORDS).read_text("utf-8")
    assert set(tomllib.loads(source)) == {LAYOUT, *NAMES}


def test_every_particular_has_a_hint() -> None:
    assert all(entry.hint for entry in unit.known_particulars().values())


@pytest.mark.parametrize("source", ["['签发人", "['签发人']\nhand = 1", "'签发人' = 3"])
def test_a_damaged_file_of_words_is_told(tmp_path: Path, source: str) -> None:
    (tmp_path / unit.WORDS).write_text(source, "utf-8")
    with pytest.raises(BadWords) as caught:
        unit.known_particulars(tmp_path)
    assert unit.WORDS in sentence(caught.value)


def test_a_particular_without_an_entry_can_still_be_filled_in(tmp_path: Path) -> None:
    (tmp_path / unit.WORDS).write_text("['密级']\nhint = '例如：机密'", "utf-8")
    assert unit.known_particulars(tmp_path)["签发人"] == unit.Particular("签发人")


def test_names_are_grouped_in_the_order_of_the_standard() -> None:
    found = unit.grouped(("印发日期", "签发人", "密级", "标题"))
    assert [(group, [each.name for each in members]) for group, members in found] == [
        ("版头", ["密级", "签发人"]),
        ("版记", ["印发日期"]),
    ]


# Proposals


def test_the_unit_is_proposed_as_what_it_is(draft: Draft) -> None:
    found = unit.proposed(draft, {}, TODAY)
    assert (found["发文机关"], found["印发机关"]) == (UNIT, UNIT)


def test_today_is_proposed_for_the_printing(draft: Draft) -> None:
    assert unit.proposed(draft, {}, TODAY)["印发日期"] == "2023年7月5日"


def test_the_date_of_issue_is_proposed_before_today(draft: Draft) -> None:
    dated = apply(draft, set_element(draft, Role.ISSUE_DATE, "2023年6月30日"))
    assert unit.proposed(dated, {}, TODAY)["印发日期"] == "2023年6月30日"


def test_what_the_unit_keeps_is_proposed_first(draft: Draft) -> None:
    assert unit.proposed(draft, {"发文机关": "中共青禾县委办公室"}, TODAY)["发文机关"] == "中共青禾县委办公室"


@pytest.mark.parametrize("text", ["县史志办", ""])
def test_nothing_is_proposed_where_the_draft_says_something(draft: Draft, text: str) -> None:
    said = apply(draft, set_particulars(draft, {"发文机关": "旧名"}))
    said = apply(said, set_particulars(said, {"发文机关": text}))
    assert "发文机关" not in unit.proposed(said, {}, TODAY)


def test_what_every_draft_fills_in_anew_is_not_proposed(draft: Draft) -> None:
    assert not {"发文字号", "签发人", "份号", "密级"} & set(unit.proposed(draft, {}, TODAY))


ISSUED = """青禾县档案馆文件
青档〔2022〕3号　　签发人：周远
关于2022年上半年工作情况的报告
县人民政府：
2022年上半年，我馆扎实推进各项任务，圆满完成了既定目标。现将有关情况报告如下：
一、工作情况
接收档案3860卷，接待查档群众17500人次，完成数字化扫描12万页。
青禾县档案馆
2022年7月5日
抄送：县委办公室。
馆办公室　　2022年7月5日印发
"""


@pytest.fixture
def continued() -> Draft:
    """Begun from a report that was issued with masthead and imprint."""
    basis = (recognise_report("往年.txt", ISSUED.encode()).value,)
    return start_draft(DraftRequest("上半年工作总结", 2023, UNIT, basis)).value


def test_what_last_years_masthead_and_imprint_say_is_proposed(continued: Draft) -> None:
    found = unit.proposed(continued, {}, TODAY)
    wanted = {"发文机关": "青禾县档案馆", "签发人": "周远", "抄送": "县委办公室", "印发机关": "馆办公室"}
    assert {name: found[name] for name in wanted} == wanted


def test_the_number_of_last_year_is_not_proposed(continued: Draft) -> None:
    assert not {"发文字号", "份号", "密级"} & set(unit.proposed(continued, {}, TODAY))


def test_what_the_unit_keeps_is_proposed_before_last_years(continued: Draft) -> None:
    assert unit.proposed(continued, {"抄送": "县府办"}, TODAY)["抄送"] == "县府办"


# What a unit keeps


def test_what_is_kept_is_there_again() -> None:
    unit.keep(UNIT, {"抄送": "县委办", LAYOUT: "信函"})
    assert dict(unit.kept_values(UNIT).value) == {"抄送": "县委办", LAYOUT: "信函"}


def test_numbers_and_names_of_one_draft_are_not_kept() -> None:
    unit.keep(UNIT, {"发文字号": "青档〔2023〕1号", "签发人": "周远", "抄送": "县委办"})
    assert set(unit.kept_values(UNIT).value) == {"抄送"}


def test_with_whom_a_unit_issues_jointly_is_not_kept() -> None:
    unit.keep(UNIT, {"发文机关": "青禾县档案局"})
    unit.keep(UNIT, {"发文机关": "青禾县档案局、青禾县财政局；青禾县司法局"})
    assert dict(unit.kept_values(UNIT).value) == {"发文机关": "青禾县档案局"}


def test_what_is_emptied_is_forgotten() -> None:
    unit.keep(UNIT, {"抄送": "县委办", "出席": "周远"})
    unit.keep(UNIT, {"抄送": ""})
    assert dict(unit.kept_values(UNIT).value) == {"出席": "周远"}


@pytest.mark.parametrize("other", ["青禾县档案局", "青禾县档案/馆", "青禾县档案馆 ", "", "a" * 300])
def test_every_unit_keeps_its_own(other: str) -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    unit.keep(other, {"抄送": "县府办"})
    assert (unit.kept_values(UNIT).value["抄送"], unit.kept_values(other).value["抄送"]) == ("县委办", "县府办")


def test_two_threads_lose_nothing_of_one_another() -> None:
    names = ("抄送", "出席", "列席", "讲话人", "纪要名称", "印发机关", "发文机关", LAYOUT)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: unit.keep(UNIT, {name: "甲"}), names))
    assert set(unit.kept_values(UNIT).value) == set(names)


def test_a_unit_that_kept_nothing_has_nothing() -> None:
    assert unit.kept_values(UNIT).value == {}


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"particulars": 1}', b"\xff\xfe", b"[" * 100000], ids=map(str, range(6))
)
def test_a_damaged_file_is_set_aside_and_told(home: Path, data: bytes) -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    next((home / "units").iterdir()).write_bytes(data)
    found = unit.kept_values(UNIT)
    assert [notice.code for notice in found.notices] == ["unit_set_aside"]
    assert (home / "units" / found.notices[0].parameters["name"]).read_bytes() == data
    assert unit.kept_values(UNIT).notices == ()


def test_strangers_in_the_file_are_let_be(home: Path) -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    path = next((home / "units").iterdir())
    path.write_text('{"particulars": {"天气": "晴", "抄送": 3, "出席": "周远"}}', "utf-8")
    assert dict(unit.kept_values(UNIT).value) == {"出席": "周远"}


def test_a_disk_that_refuses_is_told(home: Path) -> None:
    home.write_text("no folder", "utf-8")
    with pytest.raises(AppError) as caught:
        unit.keep(UNIT, {"抄送": "县委办"})
    assert caught.value.code == "unit_not_kept"


def test_a_new_draft_is_given_what_its_unit_keeps() -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    made = start_draft(DraftRequest("上半年工作总结", 2023, UNIT)).value
    assert unit.particulars_of(made) == {LAYOUT: "内部材料", "抄送": "县委办"}


def test_the_layout_that_the_unit_keeps_goes_before_that_of_the_kind() -> None:
    unit.keep(UNIT, {LAYOUT: "信函"})
    made = start_draft(DraftRequest("上半年工作总结", 2023, UNIT)).value
    assert unit.particulars_of(made) == {LAYOUT: "信函"}


def test_the_memory_lies_in_the_users_folder() -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    assert [path.suffix for path in (user_folder() / "units").iterdir()] == [".json"]


def test_what_the_disk_does_not_give_stays_and_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    with monkeypatch.context() as disk:
        disk.setattr(json_file, "read_limited", _refusing)
        assert [notice.code for notice in unit.kept_values(UNIT).notices] == ["unit_unreadable"]
        with pytest.raises(AppError, match="unit_not_kept"):
            unit.keep(UNIT, {"出席": "周远"})
    assert unit.kept_values(UNIT).value == {"抄送": "县委办"}


def _refusing(*_arguments: object) -> None:
    raise BadInput("file_no_permission", name="")


def test_a_memory_too_large_to_be_one_is_set_aside(home: Path) -> None:
    unit.keep(UNIT, {"抄送": "县委办"})
    next((home / "units").iterdir()).write_bytes(b" " * (json_file.LIMIT + 1))
    assert [notice.code for notice in unit.kept_values(UNIT).notices] == ["unit_set_aside"]


# 署名


def signed(source: str, **particulars: str) -> str:
    """What is proposed for 署名."""
    draft = make_draft(source)
    draft = replace(draft, identity=replace(draft.identity, unit=UNIT, particulars=tuple(particulars.items())))
    return unit.proposed(draft, {}, TODAY).get("署名", "")


def test_the_unit_is_proposed_for_the_signature() -> None:
    assert signed(SOURCE) == UNIT


@pytest.mark.parametrize(
    "source",
    [
        f"{SOURCE}\nsignature |青禾县档案局",
        f"title |总结\nsubtitle |{UNIT}（2023年7月5日）\nbody |好。",
        "title |工作汇报\nvocative |同志们：\nbody |好。",
    ],
)
def test_no_signature_is_proposed_where_there_is_one_or_none_belongs(source: str) -> None:
    assert signed(source) == ""


def test_a_signature_emptied_on_purpose_is_not_proposed_again() -> None:
    draft = make_draft(f"{SOURCE}\nsignature |{UNIT}")
    draft = replace(draft, identity=replace(draft.identity, unit=UNIT))
    emptied = with_fields(draft, {"署名": ""})
    again = with_fields(with_fields(emptied, {"署名": "甲局"}), {"署名": "甲局"})
    assert "署名" not in unit.proposed(emptied, {}, TODAY)
    assert dict(again.identity.particulars)[UNSIGNED] == ""
