"""Rows that a returned copy moves in tables with joined cells: what joined cells tie together stays together."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

from core.cli.main import run
from core.editing.grids.lines import Axis, move_behind
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import create_session
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import read_report
from tests.core.workflows.review.test_taking_blocks import DRAFT_FILE, NOW, SENT, grid, returned, taken
from tests.screen import SCREEN

ROWS = (
    ("项目", "上年", "今年"),
    ("修路", "11", "12"),
    ("架桥", "21", "22"),
    ("养护", "31", "32"),
    ("绿化", "41", "42"),
    ("照明", "51", "52"),
)
Place = tuple[int, int]
Send = Callable[[Place, Place], Draft]


@pytest.fixture
def send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Sends out a draft with a table in which two cells are joined."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def sent(first: Place, last: Place) -> Draft:
        source = docx.Document()
        for text in ("白石县交通局2025年工作总结", "一、工作情况", "全年修路12公里，群众出行方便。"):
            source.add_paragraph(text)
        table = source.add_table(len(ROWS), len(ROWS[0]))
        for row, texts in enumerate(ROWS):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        joined = table.cell(*first).merge(table.cell(*last))
        joined.text = ROWS[first[0]][first[1]]
        source.add_paragraph("养护力量不足，需要补充。")
        source.save("去年.docx")
        report = read_report(Path("去年.docx")).value
        draft = start_draft(DraftRequest(list_kinds()[0].name, 2025, "白石县交通局", (report,))).value
        create_session(DRAFT_FILE, draft, lambda: NOW).close()
        run(["export", str(DRAFT_FILE), "-o", str(SENT), "--no-marks"], SCREEN)
        return draft

    return sent


def moved(first: int, count: int, behind: int) -> Callable[[Document], None]:
    """So many rows from one on put behind another."""

    def edit(document: Document) -> None:
        rows = document.tables[0].rows
        own, target = [row._tr for row in rows][first : first + count], rows[behind]._tr
        for row in reversed(own):
            target.addnext(row)

    return edit


def names(draft: Draft) -> list[tuple[int, int, str]]:
    """Where the cells of the first column begin, how many rows they cover, and their words."""
    return [(row, rows, text) for row, column, rows, _, text in grid(draft) if column == 0]


@pytest.mark.parametrize(
    ("first", "count", "behind", "wanted"),
    [
        (1, 1, 3, [(0, 1, "项目"), (1, 2, "架桥"), (3, 1, "修路"), (4, 1, "绿化"), (5, 1, "照明")]),
        (1, 1, 4, [(0, 1, "项目"), (1, 2, "架桥"), (3, 1, "绿化"), (4, 1, "修路"), (5, 1, "照明")]),
        (2, 2, 5, [(0, 1, "项目"), (1, 1, "修路"), (2, 1, "绿化"), (3, 1, "照明"), (4, 2, "架桥")]),
        (4, 1, 1, [(0, 1, "项目"), (1, 1, "修路"), (2, 1, "绿化"), (3, 2, "架桥"), (5, 1, "照明")]),
    ],
)
def test_rows_pass_joined_ones_and_joined_ones_pass_rows(
    send: Send, first: int, count: int, behind: int, wanted: list[tuple[int, int, str]]
) -> None:
    send((2, 0), (3, 0))
    done, draft = taken(returned(moved(first, count, behind)))
    assert (done.left, names(draft)) == ((), wanted)


def test_a_row_with_cells_joined_across_is_moved_whole(send: Send) -> None:
    send((1, 1), (1, 2))
    done, draft = taken(returned(moved(1, 1, 4)))
    assert done.left == ()
    assert (4, 1, 1, 2, "11") in grid(draft)


def test_nothing_is_put_between_joined_rows(send: Send) -> None:
    draft = send((2, 0), (3, 0))
    cells = {each.text: each.id for each in draft.elements if each.role is Role.CELL}
    assert move_behind(draft, cells["修路"], Axis.ROWS, cells["21"]) is None
