"""The outline as a Qt tree, and its panel."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from core.workflows.editing import confirm, delete_section, rename
from gui.models.drafts import DraftModel
from gui.models.outline import BACK, FRONT, OutlineModel, entries_of, section_ids, told
from gui.panels.outline import OutlinePanel
from tests.builders import make_draft
from tests.gui.desk import REPORT, make_session, type_text


@pytest.fixture
def model():
    return DraftModel(make_session())


@pytest.fixture
def tree():
    tree = OutlineModel()
    tree.show_draft(make_draft(REPORT))
    return tree


@pytest.fixture
def panel(qtbot, model):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(model)
    panel.show()
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(lambda: panel.isActiveWindow())
    return panel


def headings(model):
    return [e.ordinal + e.heading for e in model.draft.elements if e.depth]


def press(panel, key, *modifiers):
    modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(panel._view, key, modifier)


def test_the_tree_nests_sections(tree):
    part = tree.index_of("e3")
    assert [tree.index(row, 0, part).data() for row in range(tree.rowCount(part))] == [
        "（一）加强学习",
        "（二）夯实基层",
    ]


def test_the_tree_keeps_qts_rules(tree):
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.show_draft(make_draft("h1 一、|新的\nbody |字"))
    assert tester.model() is tree


def test_a_change_of_words_keeps_all_indexes(tree):
    model = DraftModel(make_session())
    model.do(rename, "e4", "强化学习")
    assert tree.show_draft(model.draft) is False


def test_a_deleted_section_changes_the_shape(tree):
    model = DraftModel(make_session())
    model.do(delete_section, "e4")
    assert tree.show_draft(model.draft) is True


def test_front_and_back_are_there_even_while_empty():
    entries = entries_of(make_draft("h1 一、|开展情况\nbody |字"))
    assert [entry.key for entry in entries] == [FRONT, "e1", BACK]


def test_a_part_counts_the_fields_under_it():
    counts = {entry.key: (entry.part.done, entry.part.total) for entry in entries_of(make_draft(REPORT))}
    assert (counts["e3"], counts["e4"], counts[FRONT]) == ((0, 4), (0, 2), (0, 2))


def test_a_line_in_words(model):
    model.do(confirm, "f3")
    entry = next(entry for entry in entries_of(model.draft) if entry.key == "e4")
    assert told(entry) == "（一）加强学习，已核1处，共2处，待填0，待核1"


def test_the_elements_of_a_section():
    assert section_ids(make_draft(REPORT), "e5") == ("e5", "e6")


@pytest.mark.parametrize(
    ("key", "parent", "row", "expected"),
    [
        ("e7", "", 0, ("e3", 1)),
        ("e7", "", 1, ("e3", 1)),
        ("e3", "", 3, ("", 1)),
        ("e3", "", -1, ("", 1)),
        ("e5", "e3", 0, ("e4", 2)),
        ("e7", "e3", -1, ("", 2)),
        ("e5", "", 2, ("e7", 1)),
        ("e4", "e7", -1, ("", 2)),
        ("e4", "e3", 2, ("e7", 2)),
    ],
)
def test_where_a_dropped_section_lands(tree, key, parent, row, expected):
    assert tree.target(key, parent, row) == expected


def test_a_dropped_section_moves(panel, model):
    tree = panel._tree
    data = tree.mimeData([tree.index_of("e7")])
    tree.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert headings(model)[0] == "一、存在问题"


def test_choosing_a_section_tells_of_it(panel, qtbot):
    with qtbot.waitSignal(panel.section_chosen) as chosen:
        panel._view.setCurrentIndex(panel._tree.index_of("e5"))
    assert chosen.args == ["e5"]


def test_selecting_from_outside_tells_nothing(panel, qtbot):
    with qtbot.assertNotEmitted(panel.section_chosen):
        panel.select("e5")


@pytest.mark.parametrize(
    ("key", "modifier", "chosen", "expected"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, "e5", "（一）夯实基层"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "e3", "二、开展情况"),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, "e5", "二、夯实基层"),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, "e7", "（三）存在问题"),
    ],
)
def test_sections_move_with_the_keyboard(panel, model, key, modifier, chosen, expected):
    panel.select(chosen)
    press(panel, key, modifier)
    assert expected in headings(model)


def test_del_deletes_and_says_how_to_get_it_back(panel, model, qtbot):
    panel.select("e4")
    with qtbot.waitSignal(panel.told) as told_words:
        press(panel, Qt.Key.Key_Delete)
    assert headings(model) == ["一、开展情况", "（一）夯实基层", "二、存在问题"]
    assert "Ctrl+Z" in told_words.args[0]


def test_a_new_section_is_named_at_once(panel, model, qtbot):
    panel.select("e4")
    press(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor = panel._view.findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "抓落实")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: headings(model)[2] == "（二）抓落实")
    assert panel._view.hasFocus()


def test_front_cannot_be_deleted(panel, model):
    panel.select(FRONT)
    press(panel, Qt.Key.Key_Delete)
    assert not model.can_undo


def test_a_closed_part_stays_closed_when_the_shape_changes(panel, model):
    panel._view.collapse(panel._tree.index_of("e3"))
    model.do(delete_section, "e7")
    assert not panel._view.isExpanded(panel._tree.index_of("e3"))


def test_a_read_only_outline_cannot_be_edited(qtbot):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(DraftModel(make_session(read_only=True)))
    flags = panel._tree.flags(panel._tree.index_of("e3"))
    assert not flags & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
