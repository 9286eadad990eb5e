"""Layouts by name: the program's and the user's own, none hidden by another."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.particulars import set_particulars
from core.errors import BadTemplate, BadUse
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.particulars import NAMES
from core.paths import templates_folder
from core.workflows.exporting.export import export_draft, export_pdf
from core.workflows.exporting.options import (
    ExportOptions,
    current_fields,
    fields_edit,
    of_unit,
    proposed_name,
    usual_layout,
    with_fields,
)
from core.workflows.exporting.particulars import AUTHORITY, keep
from core.workflows.layouts.files import USUAL_LAYOUT, layout_names, layouts
from core.workflows.messages import sentence
from tests.builders import make_draft

SIGNATORY = "签发人"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of layouts."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    folder = tmp_path / "家" / "templates" / "layouts"
    folder.mkdir(parents=True)
    return folder


def saved(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(layouts()[USUAL_LAYOUT].read_bytes())
    return path


def test_the_users_layouts_follow_the_built_in_ones(own: Path) -> None:
    saved(own, "一局便函.docx")
    assert (layout_names()[0], layout_names()[-1]) == (USUAL_LAYOUT, "一局便函")


def test_a_layout_called_like_another_hides_none(own: Path) -> None:
    path = saved(own, f"{USUAL_LAYOUT}.docx")
    assert layouts()[USUAL_LAYOUT].is_relative_to(templates_folder())
    assert layouts()[f"{USUAL_LAYOUT}（自存）"] == path


def test_what_word_leaves_beside_an_open_file_is_no_layout(own: Path) -> None:
    (own / "~$便函.docx").write_bytes(b"x")
    assert len(layout_names()) == len(list((templates_folder() / "layouts").glob("*.docx")))


def test_a_draft_is_exported_with_the_users_layout(own: Path, tmp_path: Path) -> None:
    saved(own, "便函.docx")
    written = export_draft(make_draft("title |总结\nbody |好。"), tmp_path / "出.docx", ExportOptions("便函"))
    assert written.value.is_file()


def test_an_unknown_layout_is_refused_with_the_known_ones(own: Path, tmp_path: Path) -> None:
    saved(own, "便函.docx")
    with pytest.raises(BadUse) as caught:
        export_draft(make_draft("title |总结"), tmp_path / "出.docx", ExportOptions("没有"))
    assert caught.value.parameters["known"].endswith("便函")


@pytest.mark.parametrize("layout", ["便函", "{own}/便函.docx", "讲话稿"])
@pytest.mark.parametrize("spelling", ["{own}/便函.docx", "{own}/../layouts/便函.docx", "{own}/别名.pdf"])
def test_no_export_takes_the_place_of_a_layout(own: Path, layout: str, spelling: str) -> None:
    before = saved(own, "便函.docx").read_bytes()
    (own / "别名.pdf").symlink_to(own / "便函.docx")
    target, options = Path(spelling.format(own=own)), ExportOptions(layout.format(own=own))
    with pytest.raises(BadUse, match="export_onto_layout"):
        export_draft(make_draft("title |总结\nbody |好。"), target, options)
    with pytest.raises(BadUse, match="export_onto_layout"):
        export_pdf(make_draft("title |总结\nbody |好。"), target, options, lambda *_: True)
    assert (own / "便函.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("unit", "kind", "name"),
    [
        ("", "年度工作要点", "2026年度工作要点（送审稿）.docx"),
        ("青禾县", "年度工作要点", "青禾县2026年度工作要点（送审稿）.docx"),
        ("", "上半年工作总结", "2026年上半年工作总结（送审稿）.docx"),
    ],
)
def test_the_proposed_name_says_the_year_once(unit: str, kind: str, name: str) -> None:
    draft = replace(make_draft("title |总结"), identity=Identity(kind, 2026, unit))
    assert proposed_name(draft) == name


# What an export asks for


def with_values() -> Draft:
    """A draft of three paragraphs with the values of FIELDS."""
    return with_fields(make_draft("title |总结\nbody |好。\nsignature |档案馆"), FIELDS)


FIELDS = {"标题": "小结", "成文日期": "2023年7月5日", "签发人": "周远", "抄送": ""}


def test_elements_and_particulars_are_set_by_their_names() -> None:
    assert current_fields(with_values()) == {
        **dict.fromkeys((*NAMES, "主送"), ""),
        "标题": "小结",
        "署名": "档案馆",
        "成文日期": "2023年7月5日",
        "签发人": "周远",
    }


def test_setting_fields_is_one_edit() -> None:
    draft = make_draft("title |总结\nbody |好。\nsignature |档案馆")
    change = fields_edit(draft, FIELDS).value
    assert apply(draft, change) == with_values()
    assert apply(apply(draft, change), change.inverse()).elements == draft.elements
    assert change.reason == "填写标题、成文日期、签发人、抄送"


def test_a_value_that_cannot_be_stored_changes_nothing_and_is_told() -> None:
    edit = fields_edit(make_draft("title |总结"), {"签发人": "周\x01远"})
    assert edit.value.is_empty
    assert [notice.code for notice in edit.notices] == ["value_unusable"]


@pytest.mark.parametrize(("name", "near"), [("主送机关", "主送"), ("签发", "签发人"), ("成文时期", "成文日期")])
def test_a_misspelt_field_is_answered_with_the_right_one(name: str, near: str) -> None:
    with pytest.raises(BadUse) as caught:
        with_fields(make_draft("title |总结"), {name: "值"})
    assert caught.value.parameters["near"] == near


def drawn_up(layout: str) -> Draft:
    """A draft last written in that layout."""
    draft = make_draft("title |总结\nbody |好。")
    return apply(draft, set_particulars(draft, {"版式": layout}))


def test_a_draft_keeps_its_layout(own: Path) -> None:
    saved(own, "便函.docx")
    assert usual_layout(drawn_up("便函")) == "便函"


def test_a_layout_that_is_a_file_elsewhere_is_kept(tmp_path: Path) -> None:
    path = saved(tmp_path, "别处.docx")
    assert usual_layout(drawn_up(str(path))) == str(path)


@pytest.mark.parametrize("layout", ["没有了", "没有了.docx", ""])
def test_a_layout_that_is_gone_gives_way_to_the_usual_one(layout: str) -> None:
    assert usual_layout(drawn_up(layout)) == USUAL_LAYOUT


def test_the_layout_given_as_a_particular_is_used(own: Path, tmp_path: Path) -> None:
    (own / "坏.docx").write_bytes(b"no layout")
    with pytest.raises(BadTemplate):
        export_draft(make_draft("title |总结"), tmp_path / "出.docx", ExportOptions(fields={"版式": "坏"}))


def test_a_layout_that_is_gone_is_told(tmp_path: Path) -> None:
    written = export_draft(drawn_up("没有了"), tmp_path / "出.docx", ExportOptions())
    assert "layout_gone" in [notice.code for notice in written.notices]


@pytest.mark.parametrize(("last", "chosen"), [("没有了", "内部材料"), ("内部材料", ""), ("", "")])
def test_a_layout_that_was_chosen_or_is_there_needs_no_word(tmp_path: Path, last: str, chosen: str) -> None:
    written = export_draft(drawn_up(last), tmp_path / "出.docx", ExportOptions(chosen))
    assert "layout_gone" not in [notice.code for notice in written.notices]


@pytest.mark.parametrize(
    ("year", "title", "kind", "name"),
    [
        (0, "关于上半年工作的报告", "工作总结", "关于上半年工作的报告"),
        (2026, "关于上半年工作的报告", "", "关于上半年工作的报告"),
        (0, "", "", "稿件"),
        (0, "甲/乙：“丙”?*", "", "甲乙：“丙”"),
        (0, "长" * 200, "", "长" * 80),
        (2026, "", "年度工作总结", "2026年度工作总结"),
    ],
)
def test_a_file_is_proposed_a_name_that_every_disk_takes(year: int, title: str, kind: str, name: str) -> None:
    draft = replace(make_draft(f"title |{title}" if title else ""), identity=Identity(kind, year))
    assert proposed_name(draft) == f"{name}（送审稿）.docx"


@pytest.mark.parametrize("unit", ["", "  ", "青禾县档案馆"])
def test_a_draft_of_the_same_unit_or_of_none_stays_as_it_is(unit: str) -> None:
    draft = make_draft("title |总结")
    assert of_unit(draft, unit).value is draft


def test_a_draft_of_another_unit_is_given_what_that_unit_keeps(own: Path) -> None:
    keep("金湖区档案馆", {"抄送": "区委办", "印发机关": "区档案馆"})
    draft = with_fields(make_draft("title |总结"), {"抄送": "县委办"})
    found = of_unit(draft, " 金湖区档案馆\n").value
    assert found.identity.unit == "金湖区档案馆"
    assert (current_fields(found)["抄送"], current_fields(found)["印发机关"]) == ("县委办", "区档案馆")


def test_a_layout_chosen_for_one_export_is_not_kept_in_the_draft(tmp_path: Path) -> None:
    draft = drawn_up("内部材料")
    export_draft(draft, tmp_path / "出.docx", ExportOptions("信函", {"签发人": "周远"}))
    assert (usual_layout(draft), current_fields(draft)["签发人"]) == ("内部材料", "")


# What an export says of particulars


def told(layout: str, target: Path, **given: str) -> list[str]:
    made = export_draft(make_draft("body |好。"), target, ExportOptions(layout, given))
    return [sentence(notice) for notice in made.notices if notice.code.startswith("export_")]


@pytest.mark.parametrize(("layout", "name"), [("信函", "发文机关"), ("纪要", "纪要名称")])
def test_an_essential_particular_that_is_empty_is_told(own: Path, tmp_path: Path, layout: str, name: str) -> None:
    (said,) = told(layout, tmp_path / "稿.docx")
    assert (f"“{name}”没有填" in said, "红头" in said) == (True, True)


@pytest.mark.parametrize(("layout", "name"), [("国标公文", "发文机关"), ("信函", "发文机关"), ("纪要", "纪要名称")])
def test_an_essential_particular_that_is_there_is_not_told(own: Path, tmp_path: Path, layout: str, name: str) -> None:
    assert told(layout, tmp_path / "稿.docx", **{name: "青禾县档案馆"}) == []


def test_the_usual_layout_asks_for_a_head_only_where_a_part_of_one_is_given(own: Path, tmp_path: Path) -> None:
    (said,) = told("国标公文", tmp_path / "稿.docx", **{SIGNATORY: "周远"})
    assert "“发文机关”没有填" in said
    assert told("国标公文", tmp_path / "稿.docx") == []


@pytest.mark.parametrize("layout", ["内部材料", "讲话稿"])
def test_a_layout_without_a_red_head_asks_for_none(own: Path, tmp_path: Path, layout: str) -> None:
    assert told(layout, tmp_path / "稿.docx") == []


def test_a_given_particular_that_the_layout_does_not_print_is_told_with_one_that_does(
    own: Path, tmp_path: Path
) -> None:
    (said,) = told("内部材料", tmp_path / "稿.docx", **{AUTHORITY: "青禾县档案馆"})
    assert said == "版式“内部材料”不印“发文机关”，这一份里没有。要印，请换用“国标公文”再导出一次。"


def test_an_empty_particular_is_not_missed_by_a_layout_that_does_not_print_it(own: Path, tmp_path: Path) -> None:
    assert told("内部材料", tmp_path / "稿.docx", **{AUTHORITY: ""}) == []


def test_a_pdf_says_it_too(own: Path, tmp_path: Path) -> None:
    made = export_pdf(make_draft("body |好。"), tmp_path / "稿.pdf", ExportOptions("纪要"), lambda *_: True)
    assert [notice.code for notice in made.notices] == ["export_essential_empty"]


@pytest.mark.parametrize("name", ["印章", "加盖印章"])
def test_a_seal_is_set_by_either_name(name: str) -> None:
    assert dict(with_fields(make_draft("title |总结"), {name: "有"}).identity.particulars)["印章"] == "有"
