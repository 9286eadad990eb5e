"""Taking what is no text: pictures that are others, new or gone, whole tables, cells joined and divided."""

from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.cli.main import run
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import FactState
from core.model.grid import tables_of
from core.model.review.changes import ChangeKind, ReviewState
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import create_session, open_session
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import read_report
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.taking import Taking, review_states, take
from tests.core.drawn_made import png
from tests.screen import SCREEN

DRAFT_FILE, SENT = Path("今年.nigao"), Path("发出.docx")
ROWS = (("项目", "上年", "今年"), ("修路", "11", "12"), ("架桥", "21", "22"))
NOW = datetime(2026, 7, 6, 9)
Edit = Callable[[Document], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft that has two pictures and a table, and the file that went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    source = docx.Document()
    for text in ("白石县交通局2025年工作总结", "一、工作情况", "全年修路12公里，群众出行方便。", "施工情况见下图。"):
        source.add_paragraph(text)
    source.add_picture(BytesIO(png(1)))
    source.add_paragraph("养护情况见下图。")
    source.add_picture(BytesIO(png(2)))
    table = source.add_table(3, 3)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for text in ("二、存在问题", "养护力量不足，需要补充。"):
        source.add_paragraph(text)
    source.save("去年.docx")
    report = read_report(Path("去年.docx")).value
    draft = start_draft(DraftRequest(list_kinds()[0].name, 2025, "白石县交通局", (report,))).value
    create_session(DRAFT_FILE, draft, lambda: NOW).close()
    run(["export", str(DRAFT_FILE), "-o", str(SENT), "--no-marks"], SCREEN)
    return tmp_path


def returned(edit: Edit, name: str = "李.docx") -> DraftReview:
    """The file that went out, edited."""
    document = docx.Document(str(SENT))
    edit(document)
    document.save(name)
    return read_returned(DRAFT_FILE, [Path(name)], {}, NOW).value


def taken(review: DraftReview) -> tuple[Taking, Draft]:
    """What became of all changes, and the draft then."""
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        return take(session, review, [change.id for copy in review.copies for change in copy.changes]), session.draft


def pictures(draft: Draft) -> list[tuple[str, bytes]]:
    """The words before each picture, and its bytes."""
    found, before = [], ""
    for each in draft.elements:
        found += [(before, draft.media[one.parts[0].media]) for one in each.objects if one.kind == "picture"]
        before = each.text or before
    return found


def grid(draft: Draft, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Where each cell of a table begins, how many rows and columns it covers, and its words."""
    placed = list(tables_of(draft.elements))[number]
    rows, columns = ([each.id for each in lines] for lines in (placed.table.rows, placed.table.columns))
    texts = placed.texts(draft.elements)
    return [
        (rows.index(each.row), columns.index(each.column), each.rows, each.columns, words(texts[each.row, each.column]))
        for each in placed.table.cells
    ]


def words(own: list[Element]) -> str:
    return "/".join(each.text for each in own)


def node(paragraph: Paragraph) -> Any:
    """The XML of a paragraph."""
    return paragraph.paragraph_format.element


def _table_of(document: Document) -> Any:
    """The XML of the last table."""
    return list(document.element.body.iter(qn("w:tbl")))[-1]


def exchange(document: Document) -> None:
    """Another picture in the place of the first."""
    new, _ = document.part.get_or_add_image(BytesIO(png(3)))
    next(document.element.body.iter(qn("a:blip"))).set(qn("r:embed"), new)


def drop(document: Document) -> None:
    """The first picture is gone."""
    next(document.element.body.iter(qn("w:drawing"))).getparent().getparent().getparent().remove(
        next(document.element.body.iter(qn("w:drawing"))).getparent().getparent()
    )


def add(document: Document) -> None:
    """One more picture behind a paragraph."""
    behind = next(each for each in document.paragraphs if "群众出行" in each.text)
    document.add_picture(BytesIO(png(4)))
    node(behind).addnext(node(document.paragraphs[-1]))


def inside(document: Document) -> None:
    """One more picture in a sentence."""
    runs = next(each for each in document.paragraphs if "群众出行" in each.text).runs
    runs[-1].add_picture(BytesIO(png(4)))


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (exchange, [("施工情况见下图。", 3), ("养护情况见下图。", 2)]),
        (drop, [("养护情况见下图。", 2)]),
        (add, [("全年修路12公里，群众出行方便。", 4), ("施工情况见下图。", 1), ("养护情况见下图。", 2)]),
        (inside, [("工作情况", 4), ("施工情况见下图。", 1), ("养护情况见下图。", 2)]),
    ],
    ids=["exchanged", "gone", "new", "in a sentence"],
)
def test_pictures_are_taken_with_their_bytes(folder: Path, edit: Edit, wanted: list[tuple[str, int]]) -> None:
    review = returned(edit)
    taking, draft = taken(review)
    assert ([each.kind for each in review.copies[0].changes], taking.left) == ([ChangeKind.PICTURE], ())
    found = [(before.split("、")[-1], data) for before, data in pictures(draft)]
    assert found == [(before, png(number)) for before, number in wanted]


def test_a_picture_taken_is_so_and_can_be_undone(folder: Path) -> None:
    review = returned(exchange)
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        before = session.draft.elements
        take(session, review, ["c1-1"])
        after = replace(review, draft=session.draft)
        session.undo()
        assert (review_states(after), session.draft.elements) == ({"c1-1": ReviewState.TAKEN}, before)


def move(document: Document) -> None:
    """The first picture behind another paragraph."""
    paragraph = next(document.element.body.iter(qn("w:drawing"))).getparent().getparent()
    node(next(each for each in document.paragraphs if "群众出行" in each.text)).addnext(paragraph)


def test_a_moved_picture_is_moved(folder: Path) -> None:
    review = returned(move)
    _, draft = taken(review)
    assert [each.kind for each in review.copies[0].changes] == [ChangeKind.MOVE]
    assert [before[:4] for before, _ in pictures(draft)] == ["全年修路", "养护情况"]


def move_with_words(document: Document) -> None:
    """The first picture with the words before it."""
    paragraph = next(document.element.body.iter(qn("w:drawing"))).getparent().getparent()
    own = paragraph.getprevious()
    heading = node(next(each for each in document.paragraphs if "存在问题" in each.text))
    heading.addnext(own)
    own.addnext(paragraph)


def test_a_picture_goes_along_with_its_paragraph(folder: Path) -> None:
    review = returned(move_with_words)
    taking, draft = taken(review)
    assert ([each.kind for each in review.copies[0].changes], taking.left) == ([ChangeKind.MOVE], ())
    assert [before[:4] for before, _ in pictures(draft)] == ["养护情况", "施工情况"]


def _named(document: Document, *words: str) -> list[Any]:
    """The paragraphs with these words."""
    return [node(next(each for each in document.paragraphs if own in each.text)) for own in words]


def words_behind_the_table(document: Document) -> None:
    """A paragraph behind the table, another before the first heading."""
    first, last, head = _named(document, "群众出行", "养护力量", "工作情况")
    _table_of(document).addnext(first)
    head.addprevious(last)


def table_above(document: Document) -> None:
    """The table behind the first heading, a paragraph on each side of it."""
    above, below, head = _named(document, "养护情况", "养护力量", "工作情况")
    for each in (below, _table_of(document), above):
        head.addnext(each)


@pytest.mark.parametrize("edit", [words_behind_the_table, table_above])
def test_what_was_moved_about_a_table_stands_there_in_any_order(folder: Path, edit: Edit) -> None:
    review = returned(edit)
    for order in permutations(each.id for each in review.copies[0].changes if each.kind is ChangeKind.MOVE):
        with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
            take(session, review, order)
            texts = [each.text for each in session.draft.elements if each.text.strip()]
            while session.can_undo:
                session.undo()
        assert texts == list(review.copies[0].accepted)


def new_table(document: Document) -> None:
    """A table of two rows behind the last paragraph."""
    table = document.add_table(2, 2)
    for number, text in enumerate(("名称", "里程", "沿江路", "8公里")):
        table.cell(number // 2, number % 2).text = text
    node(next(each for each in document.paragraphs if "养护力量" in each.text)).addnext(_table_of(document))


def test_a_new_table_is_taken_whole(folder: Path) -> None:
    review = returned(new_table)
    taking, draft = taken(review)
    assert (taking.taken, taking.left) == (("c1-1",), ())
    assert grid(draft, 1) == [(0, 0, 1, 1, "名称"), (0, 1, 1, 1, "里程"), (1, 0, 1, 1, "沿江路"), (1, 1, 1, 1, "8公里")]
    figure = next(each for each in draft.facts if each.text.startswith("8"))
    assert (figure.state, figure.source) == (FactState.UPDATED, "改稿")


def join_across(document: Document) -> None:
    """Two cells of a row made one."""
    table = document.tables[-1]
    table.cell(1, 1).merge(table.cell(1, 2))


def join_down(document: Document) -> None:
    """Two cells of a column made one."""
    table = document.tables[-1]
    table.cell(1, 0).merge(table.cell(2, 0))


def divide(document: Document) -> None:
    """A cell in two, as Word does: the grid has a column more, all others reach over it."""
    table = list(document.element.body.iter(qn("w:tbl")))[-1]
    for number, row in enumerate(table.iter(qn("w:tr"))):
        cell = list(row.iter(qn("w:tc")))[2]
        if number == 1:
            new = deepcopy(cell)
            for mark in [*new.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
                mark.getparent().remove(mark)
            next(new.iter(qn("w:t"))).text = "13"
            cell.addnext(new)
        else:
            cell.get_or_add_tcPr().get_or_add_gridSpan().val = 2
    table.tblGrid.append(deepcopy(table.tblGrid[-1]))


PLAIN = [(row, column, 1, 1, text) for row, texts in enumerate(ROWS) for column, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (join_across, [*PLAIN[:4], (1, 1, 1, 2, "11/12"), *PLAIN[6:]]),
        (join_down, [*PLAIN[:3], (1, 0, 2, 1, "修路/架桥"), *PLAIN[4:6], *PLAIN[7:]]),
        (
            divide,
            [
                *((row, column, 1, 1 + (column == 2), text) for row, column, _, _, text in PLAIN[:3]),
                *PLAIN[3:6],
                (1, 3, 1, 1, "13"),
                *((row, column, 1, 1 + (column == 2), text) for row, column, _, _, text in PLAIN[6:]),
            ],
        ),
    ],
    ids=["across", "down", "divided"],
)
def test_joined_and_divided_cells_are_taken(folder: Path, edit: Edit, wanted: list[object]) -> None:
    review = returned(edit)
    taking, draft = taken(review)
    assert (len(review.copies[0].changes), taking.left, review.copies[0].account.is_closed) == (1, (), True)
    assert (grid(draft), set(review_states(replace(review, draft=draft)).values())) == (wanted, {ReviewState.TAKEN})


def _set_columns(name: str, *parents: str) -> Edit:
    """Every row or cell says that it reaches over ninety million columns of the grid."""

    def edit(document: Document) -> None:
        for node in document.tables[0]._tbl.iter(qn(parents[0])):
            properties = node.find(qn(parents[1]))
            if properties is None:
                node.insert(0, properties := OxmlElement(parents[1]))
            properties.insert(0, said := OxmlElement(name))
            said.set(qn("w:val"), "90000000")

    return edit


@pytest.mark.parametrize(
    "edit",
    [_set_columns("w:gridSpan", "w:tc", "w:tcPr"), _set_columns("w:gridBefore", "w:tr", "w:trPr")],
    ids=["cells", "before the cells"],
)
def test_cells_over_millions_of_columns_are_cut_off_and_told(folder: Path, edit: Edit) -> None:
    review = returned(edit)
    told = [notice.code for notice in read_returned(DRAFT_FILE, [Path("李.docx")]).notices]
    assert not [each for each in review.copies[0].changes if each.kind is ChangeKind.REPLACE]
    assert "copy_tables_too_large" in told


DRAWN = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><{}/></w:drawing>'
)


@pytest.mark.parametrize(
    ("drawn", "code"),
    [("c:chart", "copy_charts"), ("dgm:relIds", "copy_diagrams"), ("w:line", "copy_objects")],
    ids=["chart", "diagram", "shape"],
)
def test_what_is_no_picture_is_told_as_not_compared(folder: Path, drawn: str, code: str) -> None:
    def edit(document: Document) -> None:
        for paragraph in document.paragraphs[:2]:
            paragraph.add_run()._r.append(parse_xml(DRAWN.format(drawn)))

    review = returned(edit)
    told = {notice.code: notice.count for notice in read_returned(DRAFT_FILE, [Path("李.docx")]).notices}
    assert (review.copies[0].changes != (), told.get(code)) == (True, 2)


def new_row(document: Document) -> None:
    """One more row behind the last, with a picture in its last cell."""
    row = document.tables[0].add_row()
    for cell, text in zip(row.cells, ("绿化", "31", ""), strict=True):
        cell.text = text
    row.cells[2].paragraphs[0].add_run().add_picture(BytesIO(png(5)))


def test_a_picture_comes_with_its_new_row(folder: Path) -> None:
    review = returned(new_row)
    (change,) = (each for copy in review.copies for each in copy.changes)
    done, draft = taken(review)
    assert (len(change.pictures), done.taken, done.left) == (1, (change.id,), ())
    (cell,) = (each for each in draft.elements if each.cell is not None and each.objects)
    assert draft.media[cell.objects[0].parts[0].media] == png(5)
    assert [each[-1] for each in grid(draft)][-3:] == ["绿化", "31", ""]


def new_column(document: Document) -> None:
    """One more column, with a picture below its head."""
    column = document.tables[0].add_column(500000)
    for cell, text in zip(column.cells, ("照片", "", ""), strict=True):
        cell.text = text
    column.cells[1].paragraphs[0].add_run().add_picture(BytesIO(png(6)))


def test_a_picture_comes_with_its_new_column(folder: Path) -> None:
    done, draft = taken(returned(new_column))
    assert done.left == ()
    (cell,) = (each for each in draft.elements if each.cell is not None and each.objects)
    assert draft.media[cell.objects[0].parts[0].media] == png(6)


def move_behind_picture(document: Document) -> None:
    """The last part of the report, with its heading, behind the first picture."""
    picture = next(each for each in document.paragraphs if "w:drawing" in node(each).xml)
    for paragraph in reversed(_named(document, "二、存在问题", "养护力量不足，需要补充。")):
        node(picture).addnext(paragraph)


def test_what_was_moved_behind_a_picture_stands_behind_it(folder: Path) -> None:
    taking, draft = taken(returned(move_behind_picture))
    texts = [each.text for each in draft.elements if each.text]
    place = next(index for index, text in enumerate(texts) if "养护力量不足" in text)
    assert (taking.left, pictures(draft)[0][0], texts[place - 2]) == ((), "施工情况见下图。", "施工情况见下图。")
