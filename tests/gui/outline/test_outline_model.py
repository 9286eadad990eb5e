"""The outline as a Qt tree, and its panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from core.model.index import index_of
from core.workflows.drafting.editing import TypedParagraph, confirm, delete_section, rename, take_over
from gui.outline.model import OutlineModel
from gui.outline.panel import OutlinePanel
from gui.outline.sections import BACK, FRONT, OutlineLines, entry_text, keyed_sections, touched_by
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.gui.workspace import REPORT, make_session, type_text

POINTS = """
preamble |今年以来，成效明显。
h1 一、|开展情况
h2 （一）|加强服务。‖一是修好道路。投工{9}次。二是办好学校。招生{48}名，投入{7}万元。
point 一是|抓学习。举办{3}期。
h2 （二）|守住底线。‖没有分项。
h1 二、|存在问题
body |问题不少。
"""


def entries_of(draft):
    return OutlineLines().of(index_of(draft), keyed_sections(draft))


@pytest.fixture
def model():
    return DraftModel(make_session())


@pytest.fixture
def tree():
    tree = OutlineModel()
    tree.show_entries(entries_of(make_draft(REPORT)))
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


RULES = """
h1 一、|工作
attachment_mark |附件
attachment_title |管理办法
h1 第一章　|总则
body 第一条　|为了加强管理，制定本办法。适用于本县。
h1 第二章　|罚则
body 第二条　|违者罚款{2000}元。一是批评。二是罚款。
body |另行规定。
"""


def test_articles_of_attached_rules_are_lines_below_their_chapters_and_no_sections():
    lines = entries_of(make_draft(RULES))[3:]
    assert [(each.depth, (each.ordinal + each.heading).strip()) for each in lines] == [
        (1, "附件　管理办法"),
        (2, "第一章总则"),
        (0, "第一条 为了加强管理，制定本办法"),
        (2, "第二章罚则"),
        (0, "第二条 违者罚款2000元"),
    ]
    assert [line.place for line in lines if not line.depth] == [("e5", 0), ("e7", 0)]


def headings(model):
    return [e.ordinal + e.heading for e in model.draft.elements if e.depth]


def press(panel, key, *modifiers):
    modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(panel.view, key, modifier)


def test_the_tree_nests_sections(tree):
    part = tree.index_of("e3")
    assert [tree.index(row, 0, part).data() for row in range(tree.rowCount(part))] == [
        "（一）加强学习",
        "（二）夯实基层",
    ]


def test_the_tree_keeps_qts_rules(tree):
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.show_entries(entries_of(make_draft("h1 一、|新的\nbody |字")))
    assert tester.model() is tree


def test_a_change_of_words_keeps_all_indexes(tree):
    model = DraftModel(make_session())
    model.do(rename, "e4", "强化学习")
    assert tree.show_entries(entries_of(model.draft)) is False


def test_a_deleted_section_changes_the_shape(tree):
    model = DraftModel(make_session())
    model.do(delete_section, "e4")
    assert tree.show_entries(entries_of(model.draft)) is True


def test_front_and_back_are_there_even_while_empty():
    entries = entries_of(make_draft("h1 一、|开展情况\nbody |字"))
    assert [entry.key for entry in entries] == [FRONT, "e1", BACK]


def test_a_part_counts_the_fields_under_it():
    counts = {entry.key: (entry.part.done, entry.part.total) for entry in entries_of(make_draft(REPORT))}
    assert (counts["e3"], counts["e4"], counts[FRONT]) == ((0, 4), (0, 2), (0, 2))


def test_a_line_in_words(model):
    model.do(confirm, "f3")
    entry = next(entry for entry in entries_of(model.draft) if entry.key == "e4")
    assert entry_text(entry) == "（一）加强学习，已核1处，共2处，待填0，待核1"


@pytest.mark.parametrize(("key", "ids"), [("e5", ("e5", "e6")), ("gone", ()), ("", None)])
def test_the_elements_of_a_section(model, key, ids):
    assert model.ids_in(key) == ids


def test_the_sections_are_those_of_the_draft_as_it_stands(model):
    assert "e4" in model.sections
    model.do(delete_section, "e4")
    assert "e4" not in model.sections


def test_choosing_a_section_tells_of_it(panel, qtbot):
    with qtbot.waitSignal(panel.section_chosen) as chosen:
        panel.view.setCurrentIndex(panel.tree.index_of("e5"))
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
    with qtbot.waitSignal(panel.message_shown) as told_words:
        press(panel, Qt.Key.Key_Delete)
    assert headings(model) == ["一、开展情况", "（一）夯实基层", "二、存在问题"]
    assert "Ctrl+Z" in told_words.args[0]


def test_a_new_section_is_named_at_once(panel, model, qtbot):
    panel.select("e4")
    press(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor = panel.view.findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "抓落实")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: headings(model)[2] == "（二）抓落实")
    assert panel.view.hasFocus()


def test_a_deleted_part_says_how_many_go_with_it(panel, qtbot):
    panel.select("e3")
    with qtbot.waitSignal(panel.message_shown) as told_words:
        press(panel, Qt.Key.Key_Delete)
    assert "“一、开展情况”连同下面2个条目" in told_words.args[0]


@pytest.fixture
def renaming(panel):
    """A heading is being typed and not entered."""
    panel.select("e4")
    press(panel, Qt.Key.Key_F2)
    editor = panel.view.viewport().findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "抓落实")
    return editor


def leave_for_text(panel, model):
    model.flush()


def close_session(panel, model):
    model.session.close()


def hide_panel(panel, model):
    panel.hide()
    model.flush()


@pytest.mark.parametrize("leave", [leave_for_text, close_session, hide_panel])
def test_a_heading_being_typed_is_taken_over_when_it_is_left(renaming, panel, model, leave):
    leave(panel, model)
    assert headings(model)[1] == "（一）抓落实"


def test_esc_gives_a_heading_up(renaming, panel, model):
    QTest.keyClick(renaming, Qt.Key.Key_Escape)
    model.flush()
    assert headings(model)[1] == "（一）加强学习"


def test_a_heading_is_taken_over_once(renaming, panel, model, qtbot):
    QTest.keyClick(renaming, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.can_undo)
    model.flush()
    model.undo()
    assert not model.can_undo


def test_front_cannot_be_deleted(panel, model):
    panel.select(FRONT)
    press(panel, Qt.Key.Key_Delete)
    assert not model.can_undo


def test_a_closed_part_stays_closed_when_the_shape_changes(panel, model):
    panel.view.collapse(panel.tree.index_of("e3"))
    model.do(delete_section, "e7")
    assert not panel.view.isExpanded(panel.tree.index_of("e3"))


def test_a_read_only_outline_cannot_be_edited(qtbot):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(DraftModel(make_session(read_only=True)))
    flags = panel.tree.flags(panel.tree.index_of("e3"))
    assert not flags & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)


# Points


@pytest.fixture
def pointed(qtbot):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(DraftModel(make_session(POINTS), panel))
    panel.resize(300, 600)
    panel.show()
    return panel


def children(tree, key):
    above = tree.index_of(key)
    return [tree.index(row, 0, above).data() for row in range(tree.rowCount(above))]


def test_points_stand_below_their_section(pointed):
    assert children(pointed.tree, "e3") == ["一是 修好道路", "二是 办好学校", "一是 抓学习"]


def test_points_count_the_facts_inside_them():
    parts = {entry.heading.strip(): entry.part for entry in entries_of(make_draft(POINTS)) if entry.place}
    assert {words: part.total for words, part in parts.items()} == {"修好道路": 1, "办好学校": 2, "抓学习": 1}


def test_points_are_shown_on_demand_and_sections_at_once(pointed):
    expanded = [key for key in ("e2", "e3") if pointed.view.isExpanded(pointed.tree.index_of(key))]
    assert expanded == ["e2"]


def test_choosing_a_point_leads_to_its_section_and_its_place(pointed):
    heard = []
    pointed.section_chosen.connect(heard.append)
    pointed.place_chosen.connect(lambda element_id, offset: heard.append((element_id, offset)))
    pointed.view.setCurrentIndex(pointed.tree.index_of("e3/1"))
    assert heard == ["e3", ("e3", 17)]


def test_from_a_point_back_to_its_section(pointed, qtbot):
    pointed.view.setCurrentIndex(pointed.tree.index_of("e3/1"))
    with qtbot.waitSignal(pointed.section_chosen) as chosen:
        pointed.view.setCurrentIndex(pointed.tree.index_of("e3"))
    assert chosen.args == ["e3"]


def test_a_point_stays_chosen_while_its_section_is_turned_to(pointed):
    pointed.view.setCurrentIndex(pointed.tree.index_of("e3/1"))
    pointed.select("e3")
    assert pointed.view.currentIndex().data() == "二是 办好学校"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_F2])
def test_points_are_no_parts_to_be_changed(pointed, key):
    pointed.view.setCurrentIndex(pointed.tree.index_of("e3/1"))
    press(pointed, key)
    assert not pointed.model.can_undo
    assert pointed.view.findChild(QLineEdit) is None


def test_a_section_added_at_a_point_stands_behind_its_section(pointed):
    pointed.view.setCurrentIndex(pointed.tree.index_of("e3/1"))
    pointed.add()
    assert headings(pointed.model)[2].startswith("（二）")


def test_points_follow_the_typing(pointed):
    model = pointed.model
    model.do(take_over, ["e5"], [TypedParagraph("e5", "守住底线。一是查隐患。二是补短板。")])
    assert children(pointed.tree, "e5") == ["一是 查隐患", "二是 补短板"]


def test_open_points_stay_open_when_others_come(pointed):
    pointed.view.expand(pointed.tree.index_of("e3"))
    test_points_follow_the_typing(pointed)
    assert pointed.view.isExpanded(pointed.tree.index_of("e3"))


def test_untouched_paragraphs_keep_their_points():
    draft, lines = make_draft(POINTS), OutlineLines()
    first, second = (lines.of(index_of(draft), keyed_sections(draft)) for _ in range(2))
    assert [a is b for a, b in zip(first, second, strict=True) if a.place] == [True] * 3


@pytest.mark.parametrize("element_id", ["e1", "e3", "e4", "e5", "e7"])
def test_lines_kept_up_with_what_was_typed_are_the_lines_made_anew(element_id):
    model, lines = DraftModel(make_session(make_draft(POINTS))), OutlineLines()
    lines.of(model.index, model.sections)
    told = []
    model.changed.connect(lambda change: told.append(lines.of(model.index, model.sections, touched_by(change))))
    model.do(take_over, [element_id], [TypedParagraph(element_id, "改为一是查隐患。二是补短板。")])
    assert told == [entries_of(model.draft)]


def test_a_confirmed_fact_is_counted_in_the_parts_above():
    model, lines = DraftModel(make_session(make_draft(POINTS))), OutlineLines()
    lines.of(model.index, model.sections)
    told = []
    model.changed.connect(lambda change: told.append(lines.of(model.index, model.sections, touched_by(change))))
    model.do(confirm, model.draft.facts[0].id)
    assert told == [entries_of(model.draft)]


def test_text_below_a_heading_leaves_the_sections_as_they_are(model):
    before = model.sections
    model.do(take_over, ["e2"], [TypedParagraph("e2", "另一句。")])
    assert model.sections is before


def test_another_heading_is_another_section(model):
    before = model.sections
    model.do(rename, "e3", "另一个标题")
    assert (model.sections["e3"].heading, model.sections is before) == ("另一个标题", False)
