"""Tables pasted into the running text: at the cursor, or into the cells of a table; one step, undone exactly."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from core.editing.grids.given import insert_blocks
from core.model.blocks import BOLD, STRUCK, UNDERLINED, Emphasis
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.grid import tables_of
from core.model.tables.given import plain_table
from core.readers import web_tables
from core.workflows.facts import find_facts
from gui.editor.clipboard import LOOKS_LEFT_OUT
from gui.editor.tables import JOINED_NUMBER, NO_TABLE_IN_CELL, holds_table
from tests.gui.editor.test_editor_cells import BELOW, CELL, DRAFT, LAST
from tests.gui.workspace import make_panel, put

PROSE = Draft(Identity(), (Element("e1", Role.BODY, "前面一段"), Element("e2", Role.BODY, "后面一段")), serial=2)
HTML = "<p>说明</p><table><tr><th>指标<th>数值<tr><td>产值<td>312.5</table>"


def clip(text="", html=""):
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def shape(panel):
    """The paragraphs outside of tables, and the grid of each table."""
    elements = panel.model.draft.elements
    grids = []
    for placed in tables_of(elements):
        wide = placed.table.size[1]
        texts = ["/".join(each.content for each in own) for own in placed.cells(elements).values()]
        grids.append([texts[start : start + wide] for start in range(0, len(texts), wide)])
    return [each.content for each in elements if each.role is Role.BODY], grids


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (clip("指标\t数值\n产值\t312.5"), ["前面一段", "后面一段"]),
        (clip("说明\n指标\t数值\n产值\t312.5", HTML), ["前面一段", "说明", "后面一段"]),
    ],
    ids=["tabs", "html"],
)
def test_a_table_comes_behind_the_paragraph_as_one_step(qtbot, source, prose):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 2)
    panel.insertFromMimeData(source)
    assert shape(panel) == (prose, [[["指标", "数值"], ["产值", "312.5"]]])
    panel.model.undo()
    assert panel.model.draft.elements == PROSE.elements


def test_a_table_copied_with_its_paragraphs_comes_in_as_a_table(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 2)
    panel.insertFromMimeData(clip("指标\t数值\n产值\t312.5"))
    panel.selectAll()
    copied = panel.createMimeDataFromSelection()
    assert copied.text() == "前面一段\n指标\t数值\n产值\t312.5\n后面一段"
    other = make_panel(qtbot, PROSE)
    put(other, 1, 4)
    other.insertFromMimeData(copied)
    prose, grids = shape(other)
    assert prose == ["前面一段", "后面一段", "前面一段", "后面一段"]
    assert grids == [[["指标", "数值"], ["产值", "312.5"]]]


@pytest.mark.parametrize(
    ("source", "shown", "is_told"),
    [
        (clip("占地103亩，另103亩", "<p>占地10<sup>3</sup>亩，另103亩</p>"), "占地10³亩，另103亩", False),
        (clip("• 占地103亩", "<ul><li>占地10<sup>3</sup>亩</ul>"), "• 占地10³亩", False),
        (clip("另一句", "<p>占地10<sup>3</sup>亩</p>"), "另一句", True),
        (clip("𠮷店2亩23", "<p>𠮷店2亩2<sup>3</sup></p>"), "𠮷店2亩2³", False),
    ],
    ids=["kept", "behind a mark of a list", "told", "behind a rare character"],
)
def test_a_raised_digit_of_another_program_is_kept_or_told(qtbot, source, shown, is_told):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 4)
    told = []
    panel.clipboard.copied.connect(told.append)
    panel.insertFromMimeData(source)
    assert panel.model.draft.elements[0].content == f"前面一段{shown}"
    assert told == [LOOKS_LEFT_OUT] * is_told


def looks(panel):
    """The emphasised words of the draft."""
    found = panel.model.draft.elements
    return [(each.content[one.start : one.end], *one.looks) for each in found for one in each.emphasis]


def test_emphasis_of_another_program_comes_with_its_table_and_paragraph(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 2)
    told = []
    panel.clipboard.copied.connect(told.append)
    html = HTML.replace("说明", "完成<b>重点</b>任务").replace("312.5", "<s>300</s>312.5")
    panel.insertFromMimeData(clip("", html))
    assert looks(panel) == [("重点", BOLD), ("300", STRUCK)]
    assert len(told) == 1


def test_emphasis_of_another_program_comes_with_words(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 4)
    panel.insertFromMimeData(
        clip("甲乙丙\n一、标题\n丁戊", "<p>甲<u>乙</u>丙</p><p><b>一、标题</b></p><p>丁<b>戊</b></p>")
    )
    assert looks(panel) == [("乙", UNDERLINED), ("戊", BOLD)]


def copied_with_a_table(qtbot):
    """A panel where a paragraph and a table with facts were copied and pasted, and what was told."""
    facts = (
        Fact("f1", FactKind.FIGURE, "", "e4", 0, 3, "312", "亿元", "产值", prior="298", source="统计局"),
        Fact("f2", FactKind.FIGURE, "", "e1", 0, 1, "5", "亩", "面积", "g2"),
    )
    first, *rest = DRAFT.elements
    first = replace(first, content="5亩地")
    cells = [
        replace(each, content="312", emphasis=(Emphasis(0, 3, (STRUCK,)),)) if each.id == "e4" else each
        for each in rest
    ]
    draft = replace(DRAFT, identity=Identity(key="k"), elements=(first, *cells), facts=tuple(reversed(facts)))
    panel = make_panel(qtbot, draft)
    told = []
    panel.clipboard.copied.connect(told.append)
    panel.selectAll()
    panel.copy()
    copied = panel.createMimeDataFromSelection()
    put(panel, BELOW, 2)
    panel.insertFromMimeData(copied)
    return panel, told


def test_facts_copied_with_a_table_come_along(qtbot):
    panel, _ = copied_with_a_table(qtbot)
    draft = panel.model.draft
    kept = [(fact.text, fact.label, fact.prior, fact.source, fact.state) for fact in draft.facts]
    assert kept[2:] == kept[:2]
    assert len({fact.id for fact in draft.facts}) == 4
    panel.model.undo()
    assert len(panel.model.draft.facts) == 2


def test_emphasis_copied_with_a_table_comes_along_and_both_are_counted(qtbot):
    panel, told = copied_with_a_table(qtbot)
    assert looks(panel) == [("5亩", BOLD), ("312", STRUCK)] * 2
    assert told[0].startswith("已复制2行2列的表格和2段文字。")


def test_at_the_start_of_a_paragraph_it_comes_before_it(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 1, 0)
    panel.insertFromMimeData(clip("甲\t乙\n丙\t丁"))
    assert [each.role for each in panel.model.draft.elements][:2] == [Role.BODY, Role.TABLE]
    assert panel.textCursor().block().text() == "甲"


def test_text_being_typed_stays_and_is_a_step_of_its_own(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 4)
    panel.textCursor().insertText("，续")
    panel.insertFromMimeData(clip("甲\t乙\n丙\t丁"))
    assert shape(panel)[0] == ["前面一段，续", "后面一段"]
    panel.model.undo()
    assert shape(panel) == (["前面一段，续", "后面一段"], [])


def test_in_a_cell_values_are_filled_rows_added_and_told(qtbot):
    panel = make_panel(qtbot, DRAFT)
    told = []
    panel.copied.connect(told.append)
    put(panel, CELL, 1)
    panel.insertFromMimeData(clip("总产值\t318亿元\n收入\t45"))
    draft = panel.model.draft
    assert [each.content for each in draft.elements if each.role is Role.CELL][1:] == [
        "总产值",
        "318亿元",
        "收入",
        "45",
    ]
    assert told == ["已把数填进表格，表格加了1行，按 Ctrl+Z 可以恢复。"]
    assert [(fact.id, fact.text) for fact in draft.facts] == [("f1", "318")]


def test_a_cell_that_takes_no_number_is_told(qtbot):
    fact = Fact("f1", FactKind.REFERENCE, "", "e4", 3, 12, "〔2023〕12号", prior="〔2023〕12号")
    elements = (replace(each, content="南政发〔2023〕12号") if each.id == "e4" else each for each in DRAFT.elements)
    panel = make_panel(qtbot, replace(DRAFT, elements=tuple(elements), facts=(fact,)))
    told = []
    panel.copied.connect(told.append)
    put(panel, CELL, 1)
    panel.insertFromMimeData(clip(html="<table><tr><td>13<td></table>"))
    assert told == ["没有填；有1个单元格里另有文字，没有改动，请在文中改。"]
    assert panel.model.draft.facts == (fact,)


def test_selected_cells_are_filled_from_the_first_on(qtbot):
    panel = make_panel(qtbot, DRAFT)
    put(panel, CELL, 0)
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(LAST).position() + 5, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    panel.insertFromMimeData(clip("收入\t45"))
    assert [each.content for each in panel.model.draft.elements if each.role is Role.CELL] == [
        "指标",
        "收入",
        "45亿元",
    ]
    panel.model.undo()
    assert panel.model.draft.elements == DRAFT.elements


def test_one_line_with_tabs_is_text_outside_of_tables(qtbot):
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 4)
    panel.insertFromMimeData(clip("甲\t乙"))
    assert shape(panel) == (["前面一段甲 乙", "后面一段"], [])


def test_values_of_a_pasted_table_are_offered(qtbot):
    panel = make_panel(qtbot, PROSE)
    named = []
    panel.committed.connect(lambda before, ids: named.append(ids))
    panel.insertFromMimeData(clip("指标\t数值\n产值\t312.5"))
    cells = {each.id for each in panel.model.draft.elements if each.role is Role.CELL}
    assert cells <= named[-1]


def test_a_table_too_large_is_told_and_pasted_as_text(qtbot):
    panel = make_panel(qtbot, PROSE)
    told = []
    panel.copied.connect(told.append)
    panel.insertFromMimeData(clip("甲乙", f"<table><tr>{'<td>甲' * 201}</table>"))
    assert told[0].startswith("这张表超过5000行")
    assert shape(panel)[0][0] == "甲乙前面一段"


def test_a_page_too_long_for_its_tables_is_told_and_pasted_as_text(qtbot, monkeypatch):
    monkeypatch.setattr(web_tables, "LARGEST", 2 * 1024**2)
    panel = make_panel(qtbot, PROSE)
    told = []
    panel.copied.connect(told.append)
    panel.insertFromMimeData(clip("甲乙", f"<style>{'a' * 2 * 1024**2}</style><table><tr><td>甲<td>乙</table>"))
    assert told == ["复制的内容超过2兆，里面的表格没有放入，只贴入了文字。请少选一些，分几次复制。"]
    assert shape(panel) == (["甲乙前面一段", "后面一段"], [])


def test_cells_copied_here_are_a_table_elsewhere(qtbot):
    panel = make_panel(qtbot, DRAFT)
    put(panel, CELL, 0)
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(LAST).position() + 5, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    panel.copy()
    other = make_panel(qtbot, PROSE)
    put(other, 0, 4)
    other.paste()
    assert shape(other)[1] == [[["生产总值", "312亿元"]]]


def broken_cells():
    """A table with a line break in a cell, and a second paragraph in another."""
    draft = apply(PROSE, insert_blocks(PROSE, "e1", [plain_table([["第一行", "二"], ["三", "四"]])], "插入表格"))
    elements = tuple(
        replace(each, content="第一行\n第二行") if each.content == "第一行" else each for each in draft.elements
    )
    return replace(draft, elements=elements)


def copy_cells(qtbot, first, last):
    """Copy the cells from one text to another."""
    panel = make_panel(qtbot, broken_cells())
    place, end = (panel.document().find(text) for text in (first, last))
    place.setPosition(end.position(), place.MoveMode.KeepAnchor)
    panel.setTextCursor(place)
    panel.copy()


def contents(panel):
    return [each.content for each in panel.model.draft.elements if each.role in (Role.BODY, Role.CELL)]


def test_a_line_break_of_a_copied_cell_stays_one(qtbot):
    copy_cells(qtbot, "第一行", "四")
    other = make_panel(qtbot, PROSE)
    put(other, 0, 4)
    other.paste()
    assert contents(other) == ["前面一段", "第一行\n第二行", "二", "三", "四", "后面一段"]


def test_a_line_break_stays_one_in_a_cell_and_in_prose(qtbot):
    panel = make_panel(qtbot, broken_cells())
    cursor = panel.document().find("第一行")
    cursor.movePosition(cursor.MoveOperation.StartOfBlock)
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    panel.copy()
    cursor = panel.document().find("四")
    panel.setTextCursor(cursor)
    panel.paste()
    put(panel, panel.document().blockCount() - 1, 4)
    panel.paste()
    assert contents(panel)[-2:] == ["第一行\n第二行", "后面一段第一行\n第二行"]


def test_cells_copied_here_keep_their_alignment(qtbot):
    html = "<table><tr><td>指标<td style='text-align:right'>312.5</table>"
    panel = make_panel(qtbot, PROSE)
    put(panel, 0, 4)
    panel.insertFromMimeData(clip("指标\t312.5", html))
    place, last = (panel.document().find(text) for text in ("指标", "312.5"))
    place.setPosition(last.position(), place.MoveMode.KeepAnchor)
    panel.setTextCursor(place)
    panel.copy()
    other = make_panel(qtbot, PROSE)
    put(other, 0, 4)
    other.paste()
    (placed,) = tables_of(other.model.draft.elements)
    assert [cell.align for cell in placed.table.cells] == ["", "right"]


def test_a_numbered_column_is_not_asked_about(qtbot):
    data = clip("1.\t甲\n2.\t乙")
    QApplication.clipboard().setMimeData(data)
    assert holds_table(QApplication.clipboard().mimeData())


def test_a_picture_that_a_copy_leaves_out_is_told(qtbot):
    *rest, figure = DRAFT.elements
    panel = make_panel(qtbot, replace(DRAFT, elements=(figure, *rest)))
    told = []
    panel.clipboard.copied.connect(told.append)
    panel.selectAll()
    panel.copy()
    assert told[0].endswith("选中的1个图片或对象没有一起复制。")


def rate_draft(value="88"):
    """A table with a rate whose head says its sign."""
    bare = Draft(Identity(key="k"), (Element("e1", Role.BODY, "前"),), serial=1)
    lines = [["单位", "完成率（%）"], ["一局", value]]
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table(lines, 1)], "插入表格"))
    return replace(draft, facts=tuple(find_facts(draft.elements)))


def rate_panel(qtbot):
    panel = make_panel(qtbot, rate_draft())
    panel.flush()
    told = []
    panel.copied.connect(told.append)
    return panel, told, panel.document().find("88").block().blockNumber()


def rate_of(panel):
    return [each.content for each in panel.model.draft.elements if each.role is Role.CELL][-1]


def test_a_number_over_that_of_a_cell_is_filled_in_without_the_sign_of_the_head(qtbot):
    panel, told, last = rate_panel(qtbot)
    put(panel, last, 0, 2)
    panel.insertFromMimeData(clip("92.3%"))
    assert [(fact.text, fact.state.value) for fact in panel.model.draft.facts][-1] == ("92.3", "updated")
    assert "百分号" in told[0]
    panel.model.undo()
    assert rate_of(panel) == "88"


def test_a_number_beside_that_of_a_cell_is_told(qtbot):
    panel, told, last = rate_panel(qtbot)
    put(panel, last, 2)
    panel.insertFromMimeData(clip("92.3%"))
    assert rate_of(panel) == "8892.3%"
    assert told == [JOINED_NUMBER.format(text="8892.3%")]


@pytest.mark.parametrize("text", ["%", "（上年）"])
def test_words_beside_the_number_of_a_cell_are_not_told(qtbot, text):
    panel, told, last = rate_panel(qtbot)
    put(panel, last, 2)
    panel.insertFromMimeData(clip(text))
    assert (rate_of(panel), told) == (f"88{text}", [])


def test_a_table_with_words_pasted_into_a_cell_is_told_to_be_words_there(qtbot):
    panel, told, last = rate_panel(qtbot)
    put(panel, last, 2)
    panel.insertFromMimeData(clip("说明\n指标\t数值\n产值\t312.5", HTML))
    assert told[0] == NO_TABLE_IN_CELL
    assert len(list(tables_of(panel.model.draft.elements))) == 1
