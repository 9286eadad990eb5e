"""Places as clerks name them: cells by the heads of row and column, notes by their number."""

from pathlib import Path

import pytest
from docx import Document

from core.cli.main import run
from core.model.blocks import KeptObject
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.workflows.drafting.session import read_stored
from core.workflows.importing.kinds import list_kinds
from core.workflows.review.naming import PlaceNames, is_account, owner_in
from core.workflows.review.queue import ReviewQueue, review_queue
from core.workflows.review.returned import read_returned
from core.workflows.review.running import PieceLook, running_text
from core.workflows.signoff.opinions import opinions_table
from core.workflows.signoff.reviewed import opinions_of
from tests.core.workflows.review.test_taking_blocks import NOW
from tests.screen import SCREEN

DRAFT, SENT, BACK = Path("今年.nigao"), Path("发出.docx"), Path("李.docx")
ROWS = (("项目", "上年（公里）", "今年（公里）"), ("修路", "11", "12"), ("架桥", "21", "22"))


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A draft with a table that has a caption, one without, and the file that went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    source = Document()
    for text in ("白石县2025年交通工作总结", "一、工作情况", "全年修路12公里，群众出行方便。", "表1　完成情况"):
        source.add_paragraph(text)
    for rows in (ROWS, (("甲", "乙"), ("丙", "丁"))):
        table = source.add_table(len(rows), len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        source.add_paragraph("以上情况，请予审议。")
    source.save("去年.docx")
    assert (
        run(["new", "--kind", list_kinds()[0].name, "--year", "2026", "--basis", "去年.docx", "-o", str(DRAFT)], SCREEN)
        < 2
    )
    assert run(["export", str(DRAFT), "-o", str(SENT), "--no-marks"], SCREEN) < 2
    return read_stored(DRAFT)


def returned(old: str, new: str) -> ReviewQueue:
    """The queue of a copy in which the only cell with these words has others."""
    document = Document(str(SENT))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    next(cell for cell in cells if cell.text == old).paragraphs[0].runs[0].text = new
    document.save(str(BACK))
    review = read_returned(DRAFT, [BACK], {}, NOW).value
    return review_queue(review, review.draft)


def names(draft: Draft) -> dict[str, str]:
    known = PlaceNames(draft.elements)
    return {each.text: known.of(each.id) for each in draft.elements if each.role is Role.CELL}


@pytest.mark.parametrize(
    ("text", "name"),
    [("12", "表1 修路·今年"), ("21", "表1 架桥·上年"), ("项目", "表1 表头"), ("架桥", "表1 第3行·项目")],
)
def test_a_cell_is_named_by_its_table_and_heads(draft: Draft, text: str, name: str) -> None:
    assert names(draft)[text] == name


def test_text_outside_has_no_name(draft: Draft) -> None:
    known = PlaceNames(draft.elements)
    assert {known.of(each.id) for each in draft.elements if each.role not in (Role.CELL, Role.TABLE)} == {""}


def test_a_table_without_a_caption_is_counted(draft: Draft) -> None:
    assert names(draft)["丁"].startswith("第2张表 ")


def test_the_table_of_opinions_says_which_cell(draft: Draft) -> None:
    review = returned("12", "13").review
    (row,) = opinions_table("", opinions_of(review)).rows
    assert row[2].splitlines() == ["一、工作情况", "表1 修路·今年", "12"]


def test_the_queue_says_which_cell(draft: Draft) -> None:
    (item,) = returned("12", "13").items
    assert item.where == "表1 修路·今年"


def test_the_running_text_has_a_row_on_one_line_with_its_heads(draft: Draft) -> None:
    queue = returned("12", "13")
    shown = running_text(queue, queue.items[0].element_id, around=1)
    (row,) = (each for each in shown.paragraphs if queue.items[0].element_id in each.elements)
    assert len(row.elements) == len(ROWS[0])
    words = [piece.text for piece in row.pieces if piece.look is not PieceLook.REMARK]
    assert words == ["修路", "11", "12", "13"]
    assert [piece.text for piece in row.pieces][:4] == ["修路", "　｜　", "上年 ", "11"]


def test_a_note_is_named_by_its_number() -> None:
    marks = tuple(KeptObject(place, "footnote", str(place)) for place in (1, 2))
    texts = [
        Element(f"n{place}", Role.NOTE, "见统计公报。", objects=(KeptObject(0, "footnote_text", str(place)),))
        for place in (1, 2)
    ]
    known = PlaceNames([Element("e1", Role.BODY, "全年", objects=marks), *texts])
    assert [known.of(name) for name in ("e1", "n1", "n2")] == ["", "脚注1", "脚注2"]


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("总结-王科长（再改）.docx", "王科长"),
        ("孙主任改（新文件）.docx", "孙主任"),
        ("二稿 赵主任改.odt", "赵主任"),
        ("2025年总结（送审稿）李处改.docx", "李处"),
        ("总结 王副县长批注.docx", "王副县长"),
        ("市财政局反馈意见.doc", "市财政局"),
        ("终稿（欧阳明修改）.docx", "欧阳明"),
        ("李（2）.docx", "李"),
        ("青禾县档案馆2025年工作总结（送审稿）.docx", ""),
        ("方案.docx", ""),
        ("新建文档v2.docx", ""),
    ],
)
def test_who_changed_a_file_is_told_by_its_name_where_that_names_somebody(file: str, owner: str) -> None:
    assert owner_in(file) == owner


@pytest.mark.parametrize(
    ("author", "is_nobody"),
    [("Administrator", True), ("Windows 用户", True), ("DESKTOP-7K2AB", True), ("王科长", False), ("Wang", False)],
)
def test_names_that_machines_came_with_are_nobody(author: str, is_nobody: bool) -> None:
    assert is_account(author) is is_nobody
