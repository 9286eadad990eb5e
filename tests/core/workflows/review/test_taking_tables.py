"""Taking changes of tables: every figure stands under its own head, and none that was edited since goes."""

import random
import re
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from datetime import datetime
from itertools import chain, product
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm
from docx.table import Table, _Cell

from core.cli.main import run
from core.editing.grids.lines import Axis, insert_line
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.blocks import CellPlace
from core.model.elements import Role
from core.model.grid import tables_of
from core.model.review.changes import ChangeKind, ReviewState
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import Session, create_session, open_session
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import read_report
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.taking import ALL, Taking, review_states, take, wanted
from tests.screen import SCREEN

DRAFT_FILE = Path("今年.nigao")
ROWS = (("项目", "上年", "今年"), ("修路", "11", "12"), ("架桥", "21", "22"))
NOW = datetime(2026, 7, 6, 9)
Edit = Callable[[Document, Table], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft that has a table, and the file that went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    source = docx.Document()
    for text in (
        "白石县交通局2025年工作总结",
        "一、工作情况",
        "全年修路12公里，群众出行方便。",
        "数据见下表。",
        "表1　工程",
    ):
        source.add_paragraph(text)
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
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    return tmp_path


def returned(edit: Edit) -> DraftReview:
    """A copy of the file that went out with its table edited."""
    document = docx.Document("发出.docx")
    edit(document, document.tables[-1])
    document.save("李.docx")
    return read_returned(DRAFT_FILE, [Path("李.docx")], {}, NOW).value


def taken(review: DraftReview, before: Callable[[Session], object] = lambda _: None) -> tuple[Taking, list[str]]:
    """What became of all changes, and the cells of the draft then."""
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        before(session)
        return take(session, review, [change.id for copy in review.copies for change in copy.changes]), cells(session)


def cells(session: Session) -> list[str]:
    return [each.text for each in session.draft.elements if each.role is Role.CELL]


def write(cell: object, text: str) -> None:
    """Words in place of those of a cell, in its own run."""
    first, *others = cell.paragraphs[0].runs  # type: ignore[attr-defined]
    first.text = text
    for each in others:
        each.text = ""


def new_row(table: Table, *texts: str) -> None:
    """A row like the last one behind it."""
    row = deepcopy(table.rows[-1]._tr)
    for node in list(row.iter()):
        if node.tag.endswith(("bookmarkStart", "bookmarkEnd")):
            node.getparent().remove(node)
    table._tbl.append(row)
    for cell, text in zip(table.rows[-1].cells, texts, strict=True):
        write(cell, text)


def joined_row(_: Document, table: Table) -> None:
    new_row(table, "合计", "", "34")
    row = table.rows[-1]
    row.cells[0].merge(row.cells[1])


def test_a_figure_of_a_new_row_with_joined_cells_does_not_slip_under_another_head(folder: Path) -> None:
    taking, found = taken(returned(joined_row))
    assert (taking.left, found) == ((("c1-1", "review_by_hand"),), [text for row in ROWS for text in row])


def test_a_cell_of_two_paragraphs_in_a_new_row_is_left_to_the_person(folder: Path) -> None:
    def edit(_: Document, table: Table) -> None:
        new_row(table, "合计", "32", "34")
        table.rows[-1].cells[1].add_paragraph("其中5公里")

    taking, found = taken(returned(edit))
    assert (taking.left, len(found)) == ((("c1-1", "review_by_hand"),), 9)


def test_a_tab_within_a_cell_of_a_new_row_parts_nothing(folder: Path) -> None:
    taking, found = taken(returned(lambda _, table: new_row(table, "合\t计", "32", "34")))
    assert (taking.taken, found[9:]) == (("c1-1",), ["合\t计", "32", "34"])


def test_a_new_row_and_a_column_taken_out_leave_every_figure_under_its_head(folder: Path) -> None:
    def edit(_: Document, table: Table) -> None:
        new_row(table, "合计", "32", "34")
        for row in table.rows:
            row._tr.remove(row.cells[1]._tc)

    taking, found = taken(returned(edit))
    assert (taking.left, found) == ((), ["项目", "今年", "修路", "12", "架桥", "22", "合计", "34"])


def crossed(_: Document, table: Table) -> None:
    """A new row and a new column."""
    new_row(table, "合计", "32", "34")
    for cell, text in zip(table.add_column(Cm(2)).cells, ("计划", "13", "23", "36"), strict=True):
        cell.text = text


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_new_row_and_a_new_column_cross_in_a_cell_with_its_words(is_reversed: bool, folder: Path) -> None:
    review = returned(crossed)
    ids = [change.id for change in review.copies[0].changes]
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        done = take(session, review, ids[::-1] if is_reversed else ids)
        found = cells(session)
    rows = [["项目", "上年", "今年", "计划"], ["修路", "11", "12", "13"], ["架桥", "21", "22", "23"]]
    assert (done.left, found) == ((), [*chain.from_iterable(rows), "合计", "32", "34", "36"])


def test_a_row_beside_a_column_that_the_draft_got_since_is_left_to_the_person(folder: Path) -> None:
    def widen(session: Session) -> None:
        cell = next(each for each in session.draft.elements if each.text == "11")
        assert session.do(insert_line(session.draft, cell.id, Axis.COLUMNS))

    taking, found = taken(returned(lambda _, table: new_row(table, "合计", "32", "34")), widen)
    assert (taking.left, "34" in found) == ((("c1-1", "review_by_hand"),), False)


def row_gone(_: Document, table: Table) -> None:
    table._tbl.remove(table.rows[2]._tr)


def column_gone(_: Document, table: Table) -> None:
    for row in table.rows:
        row._tr.remove(row.cells[1]._tc)


def table_gone(_: Document, table: Table) -> None:
    table._tbl.getparent().remove(table._tbl)


@pytest.mark.parametrize("edit", [row_gone, column_gone, table_gone])
def test_a_line_whose_figure_was_edited_since_stays(edit: Edit, folder: Path) -> None:
    review = returned(edit)

    def rewrite(session: Session) -> None:
        cell = next(each for each in session.draft.elements if each.text == "21")
        session.do(take_over(session.draft, [cell.id], [TypedParagraph(cell.id, "8765")]))

    taking, found = taken(review, rewrite)
    assert (taking.left, "8765" in found) == ((("c1-1", "review_edited_since"),), True)
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        again = read_returned(session.path, [Path("李.docx")], {}, NOW).value
    assert (list(review_states(again).values()), wanted(again, [ALL])) == ([ReviewState.OVERTAKEN], ())


@pytest.mark.parametrize(("edit", "left"), [(row_gone, 6), (column_gone, 6), (table_gone, 0)])
def test_a_line_that_nobody_edited_goes(edit: Edit, left: int, folder: Path) -> None:
    taking, found = taken(returned(edit))
    assert (taking.taken, len(found)) == (("c1-1",), left)


@pytest.mark.parametrize(("one", "other"), [((1, 2), (2, 2)), ((0, 1), (0, 2)), ((1, 1), (2, 2))])
def test_joined_cells_are_taken_with_all_their_figures(
    one: tuple[int, int], other: tuple[int, int], folder: Path
) -> None:
    review = returned(lambda _, table: table.cell(*one).merge(table.cell(*other)) and None)
    taking, found = taken(review)
    assert (taking.taken, sorted(found)) == (("c1-1",), sorted(text for row in ROWS for text in row))


def test_a_new_paragraph_with_the_words_of_another_one_is_offered(folder: Path) -> None:
    def edit(document: Document, _: Table) -> None:
        document.paragraphs[-1]._p.addnext(new_paragraph(document, "数据见下表"))

    review = returned(edit)
    assert list(review_states(review).values()) == [ReviewState.OPEN]
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        assert take(session, review, ["c1-1"]).taken == ("c1-1",)
        assert [each.text.strip() for each in session.draft.elements].count("数据见下表。") == 2


def test_a_paragraph_that_somebody_wrote_there_already_is_done(folder: Path) -> None:
    def edit(document: Document, _: Table) -> None:
        for _ in range(2):
            document.paragraphs[-1]._p.addnext(new_paragraph(document, "数据见下表"))

    review = returned(edit)
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        last = session.draft.elements[-1]
        typed = [TypedParagraph(last.id, last.content), TypedParagraph("", "数据见下表。")]
        assert session.do(take_over(session.draft, [last.id], typed))
    again = read_returned(DRAFT_FILE, [Path("李.docx")], {}, NOW).value
    assert len(review.copies[0].changes) == 2
    assert list(review_states(again).values()) == [ReviewState.TAKEN, ReviewState.OPEN]


def new_paragraph(document: Document, words: str) -> CT_P:
    """A paragraph as the one with these words, without its bookmarks."""
    found = next(each for each in document.paragraphs if words in each.text)
    made = deepcopy(found._p)
    for node in list(made.iter()):
        if node.tag.endswith(("bookmarkStart", "bookmarkEnd")):
            node.getparent().remove(node)
    return made


def all_texts(document: Document) -> list[str]:
    """The words of every paragraph, cells included."""
    return ["".join(node.text or "" for node in each.iter(qn("w:t"))) for each in document.element.body.iter(qn("w:p"))]


def headed(rows: list[list[str]]) -> list[set[tuple[str, ...]]]:
    """Every figure of a table with the head of its column and of its row; of joined heads any may be meant."""
    cells = [(rows[0][at], row[0], text) for row in rows[1:] for at, text in enumerate(row) if 0 < at < len(rows[0])]
    return [
        set(product(head.split("\n"), row.split("\n"), [text]))
        for head, row, whole in cells
        for text in whole.split("\n")
        if re.search(r"\d", text)
    ]


def drawn(rng: random.Random) -> Edit:
    """One to three actions at random."""

    def merge(_: Document, table: Table) -> None:
        row, column = rng.randrange(2), rng.randrange(2)
        table.cell(row, column).merge(table.cell(row + rng.randrange(2), column + 1))

    def add_column(_: Document, table: Table) -> None:
        for number, row in enumerate(table.rows):
            made = deepcopy(row.cells[-1]._tc)
            for node in list(made.iter()):
                if node.tag.endswith(("bookmarkStart", "bookmarkEnd")):
                    node.getparent().remove(node)
            row._tr.append(made)
            write(_Cell(made, table), f"明年{number}" if not number else f"9{number}1")
        table._tbl.tblGrid.append(deepcopy(table._tbl.tblGrid[-1]))

    def add_row(_: Document, table: Table) -> None:
        new_row(table, "合计", *(f"3{number}4" for number in range(1, len(table.rows[-1].cells))))

    def add_paragraph(document: Document, _: Table) -> None:
        document.paragraphs[-1]._p.addnext(new_paragraph(document, rng.choice(("数据见下表", "养护力量"))))

    actions: list[Edit] = [merge, add_column, add_row, add_paragraph, row_gone, column_gone, table_gone]

    def edit(document: Document, table: Table) -> None:
        chosen = rng.sample(actions, rng.randint(1, 3))
        for action in sorted(
            chosen, key=[add_row, add_column, row_gone, column_gone, add_paragraph, merge, table_gone].index
        ):
            if len(table.rows) > 1 and len(table.columns) > 1:
                action(document, table)

    return edit


@pytest.mark.parametrize("drawing", range(24))
def test_no_figure_that_the_copy_left_is_lost_and_all_is_written_or_listed(drawing: int, folder: Path) -> None:
    rng = random.Random(drawing)
    review = returned(drawn(rng))
    copy = docx.Document("李.docx")
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        if rng.random() < 0.4:
            cell = rng.choice([each for each in session.draft.elements if each.text in ("11", "12", "21", "22")])
            session.do(take_over(session.draft, [cell.id], [TypedParagraph(cell.id, "8765")]))
        before = rows_of(session)
        figures = set(re.findall(r"\d+", " ".join(each.text for each in session.draft.elements)))
        left = set(re.findall(r"\d+", " ".join(all_texts(copy)))) | {"8765"}
        review = read_returned(DRAFT_FILE, [Path("李.docx")], {}, NOW).value
        taking = take(session, review, wanted(review, [ALL]))
        after = read_returned(DRAFT_FILE, [Path("李.docx")], {}, NOW).value
        found = set(re.findall(r"\d+", " ".join(each.text for each in session.draft.elements)))
        shown = [[cell.text for cell in row.cells] for table in copy.tables for row in table.rows]
        rows = rows_of(session)
        known = set(chain.from_iterable((*headed(before), *(headed(shown) if shown else ()))))
        is_headed = not rows or all(each & known for each in headed(rows))
        assert (figures & left <= found, is_headed) == (True, True)
        texts = [each.text.strip() for each in session.draft.elements]
        changes = {change.id: change for each in review.copies for change in each.changes}
        assert all(changes[key].new.strip() in texts for key in taking.taken if changes[key].kind is ChangeKind.NEW)
    done = {key for key, state in review_states(after).items() if state is ReviewState.TAKEN}
    listed = {*taking.taken, *(key for key, _ in taking.left), *_open(review)}
    assert (done >= set(taking.taken), listed >= changes.keys()) == (True, True)


def _open(review: DraftReview) -> set[str]:
    """The changes that are not done before anything is taken and wait for a person."""
    return {key for key, state in review_states(review).items() if state is not ReviewState.TAKEN}


def rows_of(session: Session) -> list[list[str]]:
    """The words of the draft's table, a row a list, joined cells at each place; none without a table."""
    for placed in tables_of(session.draft.elements):
        table, texts = placed.table, placed.cells(session.draft.elements)
        rows, columns = [row.id for row in table.rows], [column.id for column in table.columns]
        found = [["" for _ in columns] for _ in rows]
        for cell in table.cells:
            words = "\n".join(each.text for each in texts[CellPlace(cell.row, cell.column)])
            top, left = rows.index(cell.row), columns.index(cell.column)
            for row, column in product(range(top, top + cell.rows), range(left, left + cell.columns)):
                found[row][column] = words
        return found
    return []


def test_the_words_of_a_caption_are_taken(folder: Path) -> None:
    def edit(document: Document, _: Table) -> None:
        caption = next(each for each in document.paragraphs if each.text == "表1　工程")
        caption.runs[-1].text += "进度"

    review = returned(edit)
    with closing(open_session(DRAFT_FILE, lambda: NOW).value) as session:
        done = take(session, review, [change.id for change in review.copies[0].changes])
        assert (done.left, "表1　工程进度" in [each.text for each in session.draft.elements]) == ((), True)
