"""往年材料: what can be taken over from it, several documents in tabs, and what is like a new section."""

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core.errors import AppError
from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.draft import Basis
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.outline import Section, sections
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.last_year import SectionComparison, counterparts
from gui.prior.panel import BY_HEADING, SAME, PriorPanel, short_names
from gui.prior.text import PriorText
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.workspace import make_session

OLD = make_draft("""
h1 一、|培训情况
body |举办培训{48}期。培训干部{350}人。
h1 二、|档案数字化
body |扫描档案{12}万页，建成目录数据库。
""").elements
NEW = """
h1 一、|培训情况
body |举办培训{48}期。
h1 二、|馆藏档案数字化
body |扫描馆藏档案，建设目录数据库。
"""


def made_draft(names=("2022年总结",), origins=(("e1", 0, "e1"), ("e2", 0, "e2"))):
    draft = make_draft(NEW)
    return replace(draft, basis=tuple(Basis(name, OLD) for name in names), origins=origins)


@pytest.fixture
def make(qtbot, qapp):
    runner = TaskRunner(AppError)

    def shown(key="e1", read_only=False, **options):
        panel = PriorPanel(runner)
        qtbot.addWidget(panel)
        model = DraftModel(make_session(made_draft(**options), read_only), panel)
        panel.section_actions = []
        panel.message_shown.connect(panel.section_actions.append)
        panel.resize(320, 600)
        panel.show_section(model, key)
        panel.show()
        return panel

    yield shown
    runner.close()


def take(panel, paragraph, words):
    """Enter at the first place of these words."""
    block = panel.text.document().findBlockByNumber(paragraph)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.text().index(words))
    panel.text.setTextCursor(cursor)
    QTest.keyClick(panel.text, Qt.Key.Key_Return)


def lines(panel):
    return [element.content for element in panel.model.draft.elements]


def alike(panel):
    return [each for each in panel.alike.findChildren(QPushButton) if not each.isHidden()]


def test_enter_takes_the_sentence_over_and_tells_where(make):
    panel = make()
    take(panel, 1, "干部")
    assert lines(panel)[1] == "举办培训48期。培训干部350人。"
    assert panel.section_actions == ["已写回上年这句话，在“一、培训情况”。"]


def test_a_double_click_does_so_too_and_it_is_one_step(make, qtbot):
    panel = make()
    block = panel.text.document().findBlockByNumber(1)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + 10)
    with qtbot.waitSignal(panel.place_chosen) as told:
        place = panel.text.cursorRect(cursor).center() + QPoint(3, 0)
        QTest.mouseDClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["e2", 8, 17]
    panel.model.undo()
    assert lines(panel)[1] == "举办培训48期。"


def test_a_value_is_taken_back_and_counts_as_confirmed(make):
    panel = make()
    panel.model.do(set_value, "f1", "52")
    take(panel, 1, "48")
    assert (panel.model.draft.facts[0].text, panel.model.draft.facts[0].state) == ("48", FactState.CONFIRMED)
    assert panel.section_actions == ["“48”已改回上年的“48”，在“一、培训情况”。"]


def test_a_sentence_that_is_there_already_changes_nothing(make):
    panel = make()
    take(panel, 1, "举办")
    assert (panel.hint.text(), panel.section_actions, panel.model.can_undo) == (SAME, [], False)


def test_a_read_only_draft_takes_nothing(make):
    panel = make(read_only=True)
    take(panel, 1, "干部")
    assert lines(panel)[1] == "举办培训48期。"


def test_documents_are_known_by_what_sets_them_apart():
    assert short_names(["某局2025年总结", "某局2024年总结", "今年要点"]) == ["2025年总结", "2024年总结", "今年要点"]


def test_documents_of_one_name_keep_it():
    assert short_names(["去年总结", "去年总结"]) == ["去年总结", "去年总结"]


def test_one_document_needs_no_tabs(make):
    assert make().tabs.isHidden()


def test_each_document_has_a_tab_and_says_when_it_has_nothing(make):
    panel = make(names=("2022年总结", "2022年要点"))
    panel.tabs.tabBarClicked.emit(1)
    assert [panel.tabs.tabText(number) for number in range(2)] == ["2022年总结", "2022年要点"]
    assert panel.missing.text() == "《2022年要点》里没有与这一章节对应的文字。"
    panel.tabs.tabBarClicked.emit(0)
    assert panel.missing.isHidden()


def test_the_tab_stays_where_the_next_section_has_a_counterpart_there(make):
    origins = tuple((f"e{n}", number, f"e{n}") for n in (1, 2, 3, 4) for number in (0, 1))
    panel = make(names=("2022年总结", "2022年要点"), origins=origins)
    panel.tabs.tabBarClicked.emit(1)
    panel.show_section(panel.model, "e3")
    assert (panel.tabs.currentIndex(), panel.missing.isHidden()) == (1, True)


def test_the_tab_stays_where_the_next_section_has_none_there(make):
    panel = make(names=("2022年总结", "2022年要点"))
    panel.tabs.tabBarClicked.emit(1)
    panel.show_section(panel.model, "e3")
    panel.show_section(panel.model, "e1")
    assert (panel.tabs.currentIndex(), panel.missing.text()) == (1, "《2022年要点》里没有与这一章节对应的文字。")


def test_a_press_leads_to_the_document_that_has_the_section(make):
    panel = make(names=("2022年总结", "2022年要点"))
    panel.tabs.tabBarClicked.emit(1)
    panel.other.click()
    assert (panel.tabs.currentIndex(), panel.other.isHidden()) == (0, True)


def test_a_long_heading_takes_no_width_from_the_text(make, qtbot):
    panel = make(key="e3")
    qtbot.waitUntil(lambda: bool(alike(panel)), timeout=10000)
    before = panel.minimumSizeHint().width()
    one = panel.alike.shown[0]
    panel.alike.show_alike(panel.model.draft, [replace(one, section=replace(one.section, heading="很长的标题" * 20))])
    assert panel.minimumSizeHint().width() == before


def test_another_document_shows_the_section_of_the_same_heading_unasked(make, qtbot):
    panel = make(names=("2022年总结", "2022年要点"))
    panel.tabs.tabBarClicked.emit(1)
    assert not panel.text.isVisible()
    qtbot.waitUntil(lambda: panel.missing.text() == BY_HEADING.format(name="2022年要点"), timeout=10000)
    assert panel.text.isVisible()
    assert (panel.linked.basis, panel.linked in panel.alike.shown) == (1, False)


def test_a_section_without_the_same_heading_shows_nothing_unasked(make, qtbot):
    panel = make(key="e3")
    qtbot.waitUntil(lambda: bool(alike(panel)), timeout=10000)
    assert not panel.text.isVisible()


def test_a_paragraph_that_is_only_split_is_not_struck_out():
    draft = make_draft(NEW.replace("举办培训{48}期。", "举办培训48期。\nbody |培训干部350人。"))
    draft = replace(draft, basis=(Basis("去年", OLD),), origins=(("e1", 0, "e1"), ("e2", 0, "e2")))
    section = next(iter(counterparts(draft, sections(draft.elements)[0]).values()))
    assert [now for _, now in SectionComparison(draft, draft.basis[0], section).pairs] == [
        "培训情况",
        "举办培训48期。培训干部350人。",
    ]


def test_lines_that_are_joined_are_not_struck_out():
    old = make_draft("title |青禾县供销社\ntitle |2022年工作总结\nbody |一年来抓好供应。\nbody |全年销售上升。")
    draft = make_draft("title |青禾县供销社2023年工作总结\nbody |一年来抓好供应。")
    draft = replace(draft, basis=(Basis("去年", old.elements),), origins=(("e1", 0, "e1"), ("e2", 0, "e3")))
    section = next(iter(counterparts(draft, sections(draft.elements)[0]).values()))
    title = "青禾县供销社2023年工作总结"
    assert [now for _, now in SectionComparison(draft, draft.basis[0], section).pairs] == [
        title,
        title,
        "一年来抓好供应。",
        "",
    ]


SPLIT = """
title |青禾县供销社
title |2022年工作总结
body |一年来抓好供应，全年销售上升。
body |仓库改造完成。
body |下一年继续努力。
"""


def test_edits_are_followed_as_if_everything_was_compared_anew():
    old = make_draft(SPLIT).elements
    now = make_draft(SPLIT.replace("社\ntitle |", "社").replace("，全年", "。\nbody |全年"))
    origins = (("e1", 0, "e1"), ("e2", 0, "e3"), ("e4", 0, "e4"))
    draft = replace(now, basis=(Basis("去年", old),), origins=origins)
    section = Section("e1", "", "", "", 0, tuple(each.id for each in old))
    followed, pace = SectionComparison(draft, draft.basis[0], section), Random(3)
    for _ in range(200):
        number = pace.randrange(len(draft.elements))
        at, words = draft.elements[number], pace.choice(("", "青禾县供销社2022年工作总结", "全年销售上升。", "别的话"))
        edited = replace(at, content=words)
        draft = replace(draft, elements=(*draft.elements[:number], edited, *draft.elements[number + 1 :]))
        before = list(followed.pairs)
        told = followed.follow({each.id: each for each in draft.elements}, {at.id})
        assert followed.pairs == SectionComparison(draft, draft.basis[0], section).pairs
        assert told == [n for n, pair in enumerate(before) if pair != followed.pairs[n]]


def test_a_pause_of_typing_shows_what_a_section_chosen_anew_shows(make, qtbot):
    panel, other = make(), make()
    for each in (panel, other):
        fact = each.model.draft.facts[0]
        each.model.do(set_value, fact.id, "51")
    qtbot.waitUntil(lambda: "[48]" in written(panel.text)[1])
    other.show_section(other.model, "e3")
    other.show_section(other.model, "e1")
    assert (written(panel.text), panel.share.text()) == (written(other.text), other.share.text())


def test_a_new_section_is_shown_what_is_like_it(make, qtbot):
    panel = make(key="e3")
    qtbot.waitUntil(lambda: bool(alike(panel)), timeout=10000)
    alike(panel)[0].click()
    assert panel.text.toPlainText() == "二、档案数字化\n扫描档案12万页，建成目录数据库。"
    take(panel, 1, "扫描")
    assert lines(panel)[3:] == ["扫描馆藏档案，建设目录数据库。", "扫描档案12万页，建成目录数据库。"]


def with_table(size=2):
    """A draft whose section has a table of last year's with a joined head, the figure of it and a line below it."""
    grid = Table(
        (Column("c1"), Column("c2")),
        (Row("r1", True), *(Row(f"r{n}") for n in range(2, size + 1))),
        (Cell("r1", "c1", 2), *(Cell(f"r{n}", c) for n in range(2, size + 1) for c in ("c1", "c2"))),
    )
    cells = [
        ("r1", "c1", "培训统计"),
        *((f"r{n}", c, text) for n in range(2, size + 1) for c, text in (("c1", "期数"), ("c2", "48期"))),
    ]
    own = [Element(f"t{n}", Role.CELL, text, cell=CellPlace(r, c)) for n, (r, c, text) in enumerate(cells)]
    elements = (*OLD[:2], Element("t", Role.TABLE, "", table=grid), *own, Element("z", Role.BODY, "以上情况已报县委。"))
    draft = make_draft("h1 一、|培训情况\nbody |举办培训{48}期。")
    return replace(draft, basis=(Basis("2022年总结", elements),), origins=(("e1", 0, "e1"), ("e2", 0, "e2")))


def shown_with(qtbot, draft):
    runner = TaskRunner(AppError)
    panel = PriorPanel(runner)
    qtbot.addWidget(panel)
    panel.show_section(DraftModel(make_session(draft), panel), "e1")
    panel.resize(420, 600)
    panel.show()
    runner.close()
    return panel


def tables_in(panel):
    return [frame for frame in panel.text.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]


def written(text):
    """The words of every block, those that are struck out in brackets."""
    found, block = [], text.document().firstBlock()
    while block.isValid():
        pieces = (each.fragment() for each in block)
        found.append("".join(f"[{p.text()}]" if p.charFormat().fontStrikeOut() else p.text() for p in pieces))
        block = block.next()
    return found


def test_a_comparison_that_is_another_one_is_shown_as_if_all_were_written_anew(qtbot):
    old = with_table().basis[0].elements
    before = [(each, each.content) for each in old]
    after = [(each, now.replace("1", "2") + "。" if each.content else now) for each, now in before]
    one, two = PriorText(), PriorText()
    for text in (one, two):
        qtbot.addWidget(text)
    one.show_pairs(before)
    assert (one.show_pairs(after), written(one)) == (two.show_pairs(after), written(two))


def test_a_table_is_shown_as_one(qtbot):
    panel = shown_with(qtbot, with_table())
    (table,) = tables_in(panel)
    texts = [[table.cellAt(r, c).firstCursorPosition().block().text() for c in range(2)] for r in range(2)]
    assert (table.rows(), table.columns(), table.cellAt(0, 0).columnSpan()) == (2, 2, 2)
    assert texts == [["培训统计", "培训统计"], ["期数", "48期"]]
    assert panel.text.document().lastBlock().text() == "以上情况已报县委。"


def test_what_is_taken_from_a_cell_is_that_cell(qtbot):
    panel = shown_with(qtbot, with_table())
    taken = []
    panel.text.taken.connect(lambda number, offset: taken.append((panel.text.element(number).content, offset)))
    (table,) = tables_in(panel)
    for cursor in (table.cellAt(1, 1).firstCursorPosition(), QTextCursor(panel.text.document().lastBlock())):
        panel.text.setTextCursor(cursor)
        QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert taken == [("48期", 0), ("以上情况已报县委。", 0)]


def test_a_very_large_table_is_shown_cell_by_cell(qtbot, monkeypatch):
    monkeypatch.setattr("gui.prior.writing.LARGEST", 1_100)
    panel = shown_with(qtbot, with_table(600))
    assert tables_in(panel) == []
    qtbot.waitUntil(lambda: panel.text.document().blockCount() == 2 + 1 + 1 + 2 * 599 + 1)


def test_a_document_without_headings_is_shown_in_full_and_that_is_told(qtbot, qapp):
    notice = make_draft("body |请各单位于月底前报送。\nbody |联系人另行通知。").elements
    draft = replace(made_draft(names=("2022年总结", "通知")), basis=(Basis("2022年总结", OLD), Basis("通知", notice)))
    runner = TaskRunner(AppError)
    panel = PriorPanel(runner)
    qtbot.addWidget(panel)
    panel.show_section(DraftModel(make_session(draft), panel), "e1")
    panel.show()
    panel.tabs.tabBarClicked.emit(1)
    assert panel.text.toPlainText() == "请各单位于月底前报送。\n联系人另行通知。"
    assert panel.missing.text() == "《通知》里没有与这一章节对应的文字，下面是它的全文。"
    assert (panel.missing.isHidden(), panel.text.isHidden(), panel.share.isHidden()) == (False, False, True)
    runner.close()
