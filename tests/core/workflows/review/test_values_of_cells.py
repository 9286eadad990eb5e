"""Values that a returned copy changes in cells, and in figures with their unit: the facts stay what they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph

from core.cli.main import run
from core.model.fact import Fact
from core.workflows.drafting.session import read_stored
from core.workflows.signoff.making import signoff_matter
from core.workflows.signoff.sheet import signoff_paper
from tests.core.workflows.signoff.test_signoff_sheet import TODAY, cells
from tests.screen import SCREEN

DRAFT = Path("今年.nigao")
CELLS = (
    ("指标", "单位", "2024年", "2025年"),
    ("工业增加值", "亿元", "82.4", "86.3"),
    ("用电量", "亿千瓦时", "12.1", "12.5"),
)


def _last_year() -> None:
    document = Document()
    for text in (
        "青禾县2025年工业运行情况报告",
        "一、总体情况",
        "2025年，全县工业增加值同比增长4.7%。",
        "表1　主要指标",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=len(CELLS), cols=len(CELLS[0]))
    for row, texts in zip(table.rows, CELLS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("继续做好服务企业工作。")
    document.save("去年.docx")


def fact_of(label: str) -> Fact:
    return next(fact for fact in read_stored(DRAFT).facts if fact.label.startswith(label))


def call(*arguments: object) -> None:
    assert run([str(argument) for argument in arguments], SCREEN) < 2


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Fact]:
    """A draft whose table was rolled over and filled, exported as ``发出.docx``; the facts that copies change."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    _last_year()
    call("new", "--kind", "年度工作总结", "--year", 2026, "--basis", "去年.docx", "-o", DRAFT)
    call("rollover", DRAFT, "--accept", "全部")
    call("fill", DRAFT, "--set", f"{fact_of('工业增加值·2026年').id}=90.2")
    call("export", DRAFT, "-o", "发出.docx")
    return {label: fact_of(label) for label in ("工业增加值·2026年", "工业增加值同比增长")}


def take_back(change: Callable[[str], str]) -> None:
    """Take all changes of a copy whose words were changed so."""
    document = Document("发出.docx")
    cells_of = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs: list[Paragraph] = [*document.paragraphs, *(each for cell in cells_of for each in cell.paragraphs)]
    for piece in (piece for paragraph in paragraphs for piece in paragraph.runs):
        if change(piece.text) != piece.text:
            piece.text = change(piece.text)
    document.save("改稿.docx")
    call("review", DRAFT, "--read", "改稿.docx", "--who", "改稿=张处", "--take", "全部无冲突")


@pytest.mark.parametrize(
    ("label", "old", "new"), [("工业增加值·2026年", "90.2", "91.0"), ("工业增加值同比增长", "4.7", "5.8")]
)
def test_a_taken_value_is_the_same_fact(sent: dict[str, Fact], label: str, old: str, new: str) -> None:
    take_back(lambda text: text.replace(old, new))
    was, now = sent[label], fact_of(label)
    assert (now.id, now.label, now.unit, now.prior) == (was.id, was.label, was.unit, was.prior)
    assert (now.text, now.state.is_open, "张处" in now.source) == (new, False, True)


def test_words_put_before_a_value_are_not_the_value(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("4.7", "超过5.8"))
    now = fact_of("工业增加值同比增长")
    assert (now.id, now.text) == (sent["工业增加值同比增长"].id, "5.8")


def test_the_sheet_tells_both_values(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("90.2", "91.0").replace("4.7", "5.8"))
    rows = cells(signoff_paper(signoff_matter(DRAFT), TODAY), 2)
    assert [(row[1], row[2]) for row in rows] == [("4.7%", "5.8%"), ("90.2亿元", "91.0亿元")]


def test_a_value_in_another_unit_is_told_beside_the_old_one(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("4.7", "5.8个百分点").replace("%。", "。"))
    (row,) = cells(signoff_paper(signoff_matter(DRAFT), TODAY), 2)
    assert (row[1], row[2]) == ("4.7%", "5.8个百分点")


def test_a_cell_without_a_number_holds_no_value_any_more(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("90.2", "另行公布"))
    assert sent["工业增加值·2026年"].id not in {fact.id for fact in read_stored(DRAFT).facts}


def test_a_cell_written_in_another_unit_is_the_same_fact(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("90.2", "9020万元"))
    was, now = sent["工业增加值·2026年"], fact_of("工业增加值·2026年")
    assert (now.id, now.text, now.unit, now.prior) == (was.id, "9020", "万元", "863000")
    assert "张处" in now.source


def test_a_change_of_the_scale_alone_has_the_reviewer_as_source(sent: dict[str, Fact]) -> None:
    take_back(lambda text: text.replace("90.2", "90.2万元"))
    now = fact_of("工业增加值·2026年")
    assert (now.text, now.unit, "张处" in now.source) == ("90.2", "万元", True)
