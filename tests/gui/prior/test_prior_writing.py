"""Last year's text, when it is long: its beginning at once, the rest in steps; whoever needs more gets all of it."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextDocument, QTextTable
from PySide6.QtTest import QTest

from core.model.elements import Element, Role
from core.model.spans import Span
from gui.editor.blocks import formats_of
from gui.prior.text import PriorText
from gui.prior.writing import SHORT, Pair, PairWriter, kept_in
from tests.tables import table_elements

MANY = 3 * SHORT


def pairs(count: int = MANY) -> list[Pair]:
    return [(Element(f"e{n}", Role.BODY, f"第{n}段往年的话。"), f"第{n}段今年的话。") for n in range(count)]


def contents(document: QTextDocument) -> list[str]:
    return document.toPlainText().split("\n")


@pytest.fixture
def text(qtbot: Any) -> PriorText:
    shown = PriorText()
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show()
    shown.show_pairs(pairs())
    assert shown.document().blockCount() < MANY
    return shown


def test_what_is_kept_is_counted_over_all_of_it(text: PriorText) -> None:
    own = pairs()
    assert text.show_changed(own, [0]) == 100 * sum(kept_in(*each) for each in own) // sum(
        len(element.text) for element, _ in own
    )


def test_the_rest_follows_by_itself(text: PriorText, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: text.document().blockCount() == MANY, timeout=20000)
    assert contents(text.document()) == [element.content for element, _ in pairs()]


def test_a_place_that_is_not_written_yet_is_marked_there(text: PriorText) -> None:
    own = pairs()
    text.show_pairs(own)
    last = own[-1][0]
    cursor = text.mark((last, Span(0, 3)))
    assert cursor is not None
    assert (cursor.selectedText(), text.document().blockCount()) == (last.content[:3], MANY)


def test_a_key_may_choose_all_of_it(text: PriorText) -> None:
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().selectedText().split("\u2029") == [element.content for element, _ in pairs()]


def test_so_may_the_menu(text: PriorText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QTextEdit.contextMenuEvent", lambda _self, _event: None)
    text.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1)))
    assert text.document().blockCount() == MANY


def test_a_pair_changed_before_it_is_written_is_written_as_it_is_then() -> None:
    document, own = QTextDocument(), pairs()
    writer = PairWriter(document)
    writer.begin(own, 5)
    own[-1] = (own[-1][0], own[-1][0].content)
    writer.rewrite(MANY - 1)
    writer.complete()
    last = document.lastBlock()
    struck = [any(form.fontStrikeOut() for _, _, form in formats_of(each)) for each in (last.previous(), last)]
    assert (document.blockCount(), struck) == (MANY, [True, False])


def test_a_table_is_written_in_one_step_with_its_cells() -> None:
    made = table_elements(
        "\n".join(("上面。", "项目 | 数", *(f"事项{n} | {n}" for n in range(40)), *["下面。"] * SHORT))
    )
    document = QTextDocument()
    writer = PairWriter(document)
    writer.begin([(each, each.content) for each in made], 2)
    (table,) = document.rootFrame().childFrames()
    assert writer
    assert "事项39" in document.toPlainText()
    assert table.lastPosition() < document.characterCount()


LONG = 600
"""Rows of a table that is written in several parts."""


def long_table() -> tuple[Element, ...]:
    lines = ("上面。", "项目 | 数", *(f"事项{n} | {n}" for n in range(LONG)), "下面。")
    return tuple(table_elements("\n".join(lines)))


def written(elements: Sequence[Element]) -> tuple[QTextDocument, PairWriter]:
    document = QTextDocument()
    writer = PairWriter(document)
    writer.begin([(each, each.content) for each in elements], 2)
    writer.complete()
    return document, writer


def grids(document: QTextDocument) -> list[QTextTable]:
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def rows(grid: QTextTable) -> list[list[str]]:
    return [
        [grid.cellAt(row, column).firstCursorPosition().block().text() for column in range(grid.columns())]
        for row in range(grid.rows())
    ]


def test_a_long_table_is_written_row_by_row() -> None:
    document, _ = written(long_table())
    found = [row for grid in grids(document) for row in rows(grid)]
    assert found == [["项目", "数"], *([f"事项{n}", str(n)] for n in range(LONG))]
    assert max(grid.rows() for grid in grids(document)) < LONG / 10


def test_all_parts_of_a_long_table_have_the_same_columns() -> None:
    document, _ = written(long_table())
    widths = {tuple(each.rawValue() for each in grid.format().columnWidthConstraints()) for grid in grids(document)}
    assert len(widths) == 1


def test_every_paragraph_of_a_long_table_is_found_at_its_place() -> None:
    elements = long_table()
    _, writer = written(elements)
    cells = [number for number, each in enumerate(elements) if each.table is None]
    assert [writer.block_of(number).text() for number in cells] == [elements[number].text for number in cells]


def test_a_cell_of_a_long_table_is_written_anew_in_its_place() -> None:
    elements = long_table()
    document, own = QTextDocument(), [(each, each.content) for each in elements]
    writer = PairWriter(document)
    writer.begin(own, 0)
    number = next(n for n, each in enumerate(elements) if each.content == "事项599")
    own[number] = elements[number], "事务599"
    writer.rewrite(number)
    last = grids(document)[-1]
    struck = [
        form.fontStrikeOut() for _, _, form in formats_of(last.cellAt(last.rows() - 1, 0).firstCursorPosition().block())
    ]
    assert (rows(last)[-1], True in struck) == (["事项599", "599"], True)


def test_a_joined_cell_is_in_one_part() -> None:
    lines = ["上面。", "项目 | 数", *(f"事项{n} | {n}" for n in range(LONG))]
    for number in range(12, 52):
        lines[number] = f"^ | {number}"
    document, _ = written(table_elements("\n".join(lines)))
    assert [grid.cellAt(row, 0).rowSpan() for grid in grids(document) for row in range(grid.rows())].count(41) == 41
