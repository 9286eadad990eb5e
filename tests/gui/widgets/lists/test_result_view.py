"""Lists of findings and changes: what is current stays in view when the list is shown anew."""

from typing import Any

import pytest

from gui.widgets.lists.result_model import Node, ResultTreeModel, RowLook, RowText
from gui.widgets.lists.result_view import ResultTreeView


def lines(*numbers: int) -> list[Node]:
    return [Node(f"n{number}", RowText(RowLook.ROW, f"第{number}处"), ()) for number in numbers]


@pytest.mark.parametrize("gone", [20, 35])
def test_the_current_line_stays_in_view_when_lines_before_it_go(qtbot: Any, gone: int) -> None:
    view = ResultTreeView("单子", ResultTreeModel())
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_nodes(lines(*range(60)), True, "n40")
    view.show_nodes(lines(*range(gone, 60)), True)
    assert view.current is not None
    assert (view.current.key, view.viewport().rect().contains(view.visualRect(view.currentIndex()))) == ("n40", True)


def test_a_list_that_was_scrolled_away_from_its_current_line_stays_there(qtbot: Any) -> None:
    view = ResultTreeView("单子", ResultTreeModel())
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_nodes(lines(*range(60)), True, "n0")
    view.show_at_top("n30")
    view.show_nodes(lines(*range(59)), True)
    assert (view.current.key if view.current else "", view.top) == ("n0", "n30")
