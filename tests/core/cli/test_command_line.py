"""The same work without the window: verbs, JSON shapes, exit codes, and Chinese only."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from core.cli.main import run
from core.drafts.store import DraftStore
from core.model.draft import Draft
from core.model.fact import FactState
from core.paths import templates_folder
from tests.builders import lines_of, make_draft
from tests.screen import SCREEN

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = templates_folder() / "上半年工作总结" / "示例.txt"
ELEMENT_KEYS = ["line", "role", "level", "depth", "ordinal", "heading", "run_in", "body_start", "text"]
FACT_KEYS = [
    "id",
    "kind",
    "subkind",
    "line",
    "start",
    "end",
    "text",
    "unit",
    "label",
    "group",
    "state",
    "prior",
    "value",
    "source",
    "note",
]
DRAFT = """
title |青禾县档案馆上半年工作总结
h1 一、|开展情况
h2 （一）|抓学习。‖选派{g1:**}名干部，举办{g2:48}期，全年{g1:**}名。
body 　　|接待{g3:7}人。
"""

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line; exit code, stdout, stderr."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def draft_file(tmp_path: Path) -> Path:
    path = tmp_path / "稿.nigao"
    DraftStore.create(path, make_draft(DRAFT), datetime.now).close()
    return path


def stored(path: Path) -> Draft:
    store = DraftStore.open(path, datetime.now)
    draft = store.draft()
    store.close()
    return draft


def document_xml(path: Path) -> str:
    with ZipFile(path) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def outline_of(call: Call, path: Path) -> dict[str, Any]:
    code, out, err = call("outline", path, "--json")
    assert (code, err) == (0, "")
    return dict(json.loads(out))


def facts_of(call: Call, path: Path) -> list[dict[str, Any]]:
    code, out, _ = call("facts", path, "--json")
    assert code == 0
    return list(json.loads(out)["facts"])


# outline


def test_outline_has_the_shape_that_scripts_rely_on(call: Call) -> None:
    shape = outline_of(call, SAMPLE)
    blocks = ["tables", "figures", "kept", "account"]
    assert list(shape) == ["title", "kind", "numbering", "elements", *blocks, "notices"]
    assert list(shape["numbering"]) == ["mode", "level"]
    assert {tuple(element) for element in shape["elements"]} == {tuple(ELEMENT_KEYS)}


def test_outline_text_is_the_text_as_read(call: Call) -> None:
    lines = SAMPLE.read_text("utf-8").split("\n")
    elements = outline_of(call, SAMPLE)["elements"]
    assert [element["text"] for element in elements] == [line for line in lines if line.strip()]
    assert all(lines[element["line"] - 1] == element["text"] for element in elements)


def test_body_starts_right_after_the_run_in_heading(call: Call) -> None:
    elements = [element for element in outline_of(call, SAMPLE)["elements"] if element["run_in"]]
    heads = [element["text"][: element["body_start"]] for element in elements]
    assert heads == [f"{element['ordinal']}{element['heading']}。" for element in elements]


def test_stand_alone_heading_has_no_body(call: Call) -> None:
    elements = outline_of(call, SAMPLE)["elements"]
    assert {e["body_start"] for e in elements if e["role"] == "heading" and not e["run_in"]} == {None}


@pytest.mark.parametrize(
    ("kind", "numbering"),
    [("年度工作要点", {"mode": "run_on", "level": 3}), ("年度工作总结", {"mode": "restart", "level": None})],
)
def test_outline_names_kind_and_numbering(call: Call, kind: str, numbering: dict[str, object]) -> None:
    shape = outline_of(call, templates_folder() / kind / "示例.txt")
    assert (shape["kind"], shape["numbering"]) == (kind, numbering)


def test_outline_for_reading(call: Call) -> None:
    code, out, _ = call("outline", SAMPLE)
    assert code == 0
    assert out.startswith("题目：青禾县柳溪镇2022年上半年工作总结\n材料类型：上半年工作总结\n序号：每个章节重新编排\n")
    assert "\n　（一）坚持稳字当头，经济运行保持平稳（正文" in out


def test_outline_of_a_draft(call: Call, draft_file: Path) -> None:
    shape = outline_of(call, draft_file)
    assert [element["text"] for element in shape["elements"]] == lines_of(make_draft(DRAFT))


# facts


def test_facts_have_the_shape_that_scripts_rely_on(call: Call) -> None:
    assert {tuple(fact) for fact in facts_of(call, SAMPLE)} == {tuple(FACT_KEYS)}


def test_offsets_of_facts_count_in_the_paragraph(call: Call) -> None:
    lines = SAMPLE.read_text("utf-8").split("\n")
    found = facts_of(call, SAMPLE)
    assert [lines[fact["line"] - 1][fact["start"] : fact["end"]] for fact in found] == [fact["text"] for fact in found]


def test_offsets_of_a_drafts_facts_count_in_its_paragraphs(call: Call, draft_file: Path) -> None:
    lines = lines_of(make_draft(DRAFT))
    found = facts_of(call, draft_file)
    assert [lines[fact["line"] - 1][fact["start"] : fact["end"]] for fact in found] == ["**", "48", "**", "7"]


def test_masks_are_empty_and_figures_carried(call: Call) -> None:
    states = {(fact["kind"] == "mask", fact["state"]) for fact in facts_of(call, SAMPLE)}
    assert states == {(True, "empty"), (False, "carried")}


def test_facts_for_reading_end_with_a_count(call: Call, draft_file: Path) -> None:
    _, out, _ = call("facts", draft_file)
    assert out.startswith("第3段　f1　待填　空缺　**")
    assert out.endswith("共3项要素，待填1项，待核2项。\n")


# new


def test_new_from_the_skeleton(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "新.nigao"
    code, out, err = call("new", "--kind", "年度工作要点", "--year", 2023, "--unit", "青禾县档案馆", "-o", path)
    assert (code, err) == (0, "")
    assert stored(path).title == "青禾县档案馆2023年工作要点"
    assert "已建立稿件" in out


def test_new_from_last_years_report_carries_its_text(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "新.nigao"
    call("new", "--kind", "上半年工作总结", "--year", 2023, "--basis", SAMPLE, "-o", path)
    body = {line for line in SAMPLE.read_text("utf-8").split("\n") if line.startswith("（")}
    assert body <= set(lines_of(stored(path)))


def test_new_keeps_every_basis_document(call: Call, tmp_path: Path) -> None:
    path, other = tmp_path / "新.nigao", templates_folder() / "年度工作要点" / "示例.txt"
    call("new", "--kind", "上半年工作总结", "--year", 2023, "--basis", SAMPLE, "--basis", other, "-o", path)
    assert len(stored(path).basis) == 2


def test_new_from_last_years_draft(call: Call, draft_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "新.nigao"
    code, _, _ = call("new", "--kind", "上半年工作总结", "--year", 2024, "--basis", draft_file, "-o", path)
    assert code == 0
    assert "一、开展情况" in lines_of(stored(path))


def test_new_never_writes_over_a_draft(call: Call, draft_file: Path) -> None:
    before = draft_file.read_bytes()
    code, _, err = call("new", "--kind", "工作汇报", "--year", 2023, "-o", draft_file)
    assert (code, draft_file.read_bytes()) == (2, before)
    assert "已经存在" in err


# fill


def test_filling_once_fills_the_whole_field(call: Call, draft_file: Path) -> None:
    code, out, _ = call("fill", draft_file, "--set", "f1=12")
    assert (code, out) == (0, "已填写1项。共3项要素，待填0项，待核2项。\n")
    assert lines_of(stored(draft_file))[2] == "（一）抓学习。选派12名干部，举办48期，全年12名。"


def test_filled_fact_is_updated_and_keeps_last_years_value(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f2=50")
    fact = next(fact for fact in stored(draft_file).facts if fact.id == "f2")
    assert (fact.state, fact.value, fact.prior) == (FactState.UPDATED, "50", "48")


def test_fill_from_a_json_file_and_set_wins(call: Call, draft_file: Path, tmp_path: Path) -> None:
    values = tmp_path / "值.json"
    values.write_text(json.dumps({"f1": "3", "f2": 60}), "utf-8")
    call("fill", draft_file, "--from", values, "--set", "f1=5")
    assert lines_of(stored(draft_file))[2] == "（一）抓学习。选派5名干部，举办60期，全年5名。"


def test_one_wrong_id_and_nothing_is_filled(call: Call, draft_file: Path) -> None:
    code, _, err = call("fill", draft_file, "--set", "f1=12", "--set", "f99=1")
    assert (code, stored(draft_file)) == (2, make_draft(DRAFT))
    assert "f99" in err


def test_two_values_for_one_field_are_told(call: Call, draft_file: Path) -> None:
    code, out, err = call("fill", draft_file, "--set", "f1=5", "--set", "f3=6")
    assert (code, out.split("。")[0]) == (0, "已填写1项")
    assert "编号为f1的要素" in err


def test_a_number_alone_keeps_the_scale_of_the_value_before(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "万.nigao"
    DraftStore.create(path, make_draft("body 　　|接待{g1:85万}人次，办结{g2:48}件。"), datetime.now).close()
    code, _, err = call("fill", path, "--set", "f1=62", "--set", "f2=50")
    assert (code, lines_of(stored(path))) == (0, ["　　接待62万人次，办结50件。"])
    assert "f1=62万" in err


@pytest.mark.parametrize(
    ("value", "remark"), [("abc", "f2=abc（应填数字）"), ("480", "f2=480（与上年差十倍）"), ("50", "")]
)
def test_a_value_that_is_odd_is_told_and_stays_open(call: Call, draft_file: Path, value: str, remark: str) -> None:
    _, _, err = call("fill", draft_file, "--set", f"f2={value}")
    fact = next(fact for fact in stored(draft_file).facts if fact.id == "f2")
    assert remark in err
    assert (fact.state is FactState.UPDATED, "f2=" in err) == (not remark, bool(remark))


def test_line_break_in_a_value_makes_no_new_paragraph(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f1=1\n2")
    assert lines_of(stored(draft_file))[2].startswith("（一）抓学习。选派1 2名干部")


def test_all_values_are_one_step_of_the_history(call: Call, draft_file: Path) -> None:
    call("fill", draft_file, "--set", "f1=12", "--set", "f2=50")
    store = DraftStore.open(draft_file, datetime.now)
    steps = len(store.steps())
    store.close()
    assert steps == 1


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"f1": [1]}', '{"f1": null}', "[" * 100_000])
def test_wrong_value_file_is_refused(call: Call, draft_file: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "值.json").write_text(text, "utf-8")
    code, _, err = call("fill", draft_file, "--from", tmp_path / "值.json", "--set", "f1=5")
    assert (code, stored(draft_file)) == (2, make_draft(DRAFT))
    assert "值.json" in err


def test_draft_open_elsewhere_is_not_filled(call: Call, draft_file: Path) -> None:
    holder = DraftStore.open(draft_file, datetime.now)
    code, _, err = call("fill", draft_file, "--set", "f1=12")
    holder.close()
    assert code == 2
    assert "只能查看" in err


def test_draft_open_elsewhere_can_be_listed(call: Call, draft_file: Path) -> None:
    holder = DraftStore.open(draft_file, datetime.now)
    code, out, err = call("facts", draft_file, "--json")
    holder.close()
    assert (code, len(json.loads(out)["facts"])) == (0, 4)
    assert err == ""


# export


def test_draft_is_exported_with_open_facts_marked(call: Call, draft_file: Path, tmp_path: Path) -> None:
    code, out, _ = call("export", draft_file, "-o", tmp_path / "稿.docx")
    assert code == 0
    assert "待填1项" in out
    assert "w:highlight" in document_xml(tmp_path / "稿.docx") or "w:shd" in document_xml(tmp_path / "稿.docx")


def test_marks_can_be_left_out(call: Call, draft_file: Path, tmp_path: Path) -> None:
    call("export", draft_file, "-o", tmp_path / "稿.docx", "--no-marks")
    assert "w:highlight" not in document_xml(tmp_path / "稿.docx")


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
青禾县档案馆办公室　　2022年7月5日印发
"""


@pytest.mark.parametrize(("layout", "times"), [("国标公文", 1), ("内部材料", 0)])
def test_an_imprint_is_printed_where_the_layout_has_one_and_never_twice(
    call: Call, tmp_path: Path, layout: str, times: int
) -> None:
    (tmp_path / "往年.txt").write_text(ISSUED, "utf-8")
    _, _, said = call("export", tmp_path / "往年.txt", "-o", tmp_path / "新.docx", "--layout", layout)
    with ZipFile(tmp_path / "新.docx") as archive:
        text = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())
    assert (text.count("县委办公室"), text.count("签发人")) == (times, times)
    assert "抄送" in said


def test_prior_report_is_exported_without_marks(call: Call, tmp_path: Path) -> None:
    code, _, _ = call("export", SAMPLE, "-o", tmp_path / "总结.docx")
    assert code == 0
    assert "w:highlight" not in document_xml(tmp_path / "总结.docx")


def test_elements_can_be_set_for_the_file_alone(call: Call, draft_file: Path, tmp_path: Path) -> None:
    call("export", draft_file, "-o", tmp_path / "稿.docx", "--set", "署名=柳溪镇人民政府")
    text = re.sub(r"<[^>]+>", "", document_xml(tmp_path / "稿.docx"))
    assert "柳溪镇人民政府" in text
    assert "柳溪镇人民政府" not in "".join(lines_of(stored(draft_file)))


def test_layout_may_be_a_file(call: Call, draft_file: Path, tmp_path: Path) -> None:
    layout = tmp_path / "本单位.docx"
    layout.write_bytes((templates_folder() / "layouts" / "国标公文.docx").read_bytes())
    code, _, _ = call("export", draft_file, "-o", tmp_path / "稿.docx", "--layout", layout)
    assert code == 0


def test_source_is_never_written_over(call: Call, draft_file: Path) -> None:
    source = draft_file.with_name("去年.docx")
    call("export", draft_file, "-o", source)
    before = source.read_bytes()
    code, _, err = call("export", source, "-o", source)
    assert (code, "不能盖掉" in err, source.read_bytes()) == (2, True, before)


@pytest.mark.parametrize(
    "options",
    [("--layout", "没有"), ("--layout", "没有.docx"), ("--set", "没有=值"), ("--set", "标题")],
    ids=["layout", "layout file", "element", "pair"],
)
def test_wrong_export_writes_nothing(call: Call, draft_file: Path, tmp_path: Path, options: tuple[str, str]) -> None:
    code, out, err = call("export", draft_file, "-o", tmp_path / "稿.docx", *options)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not (tmp_path / "稿.docx").exists()
