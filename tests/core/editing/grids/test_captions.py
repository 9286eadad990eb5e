"""Captions of tables and figures: their numbers follow the order, references follow them, and nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from core.editing.grids.captions import beside as beside_at
from core.editing.grids.captions import (
    lost_references,
    name_of,
    renumber_captions,
    set_caption,
    set_unit_line,
    with_numbers,
)
from core.editing.grids.lines import delete_block
from core.model.blocks import Cell, CellPlace, Column, KeptObject, Row, Table
from core.model.change import apply, difference
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.spans import Place

PICTURE = KeptObject(0, "picture", "a" * 64)
TABLE = Table((Column("c1"),), (Row("r1"),), (Cell("r1", "c1"),))


def draft_of(*lines, facts=()):
    """[ ] is a table, < > a figure, anything else a paragraph; ids e1, e2, … by line, the cell of table e2 is e102."""
    elements = []
    for number, line in enumerate(lines, 1):
        if line == "<>":
            elements.append(Element(f"e{number}", Role.FIGURE, "", objects=(PICTURE,)))
        elif line == "[]":
            elements.append(Element(f"e{number}", Role.TABLE, "", table=TABLE))
            elements.append(Element(f"e{100 + number}", Role.CELL, "格", cell=CellPlace("r1", "c1")))
        else:
            elements.append(Element(f"e{number}", Role.BODY, line))
    return Draft(Identity(), tuple(elements), facts=tuple(facts), serial=200)


def told(draft):
    signs = {Role.TABLE: "[]", Role.FIGURE: "<>"}
    return [signs.get(each.role, each.content) for each in draft.elements if each.role is not Role.CELL]


def after(draft, change):
    return apply(draft, with_numbers(draft, change))


def moved(draft, order):
    """The elements in another order, as moving a section has it."""
    known = {each.id: each for each in draft.elements}
    return difference(draft, replace(draft, elements=tuple(known[name] for name in order)), Place(order[0]), "移动")


def test_a_first_caption_of_a_figure_stands_below_it():
    draft = draft_of("前", "<>", "后")
    assert told(after(draft, set_caption(draft, "e2", "开工现场"))) == ["前", "<>", "图1　开工现场", "后"]


def test_a_caption_of_a_table_stands_above_its_unit_line_also_when_asked_for_in_a_cell():
    draft = draft_of("前", "单位：万元", "[]")
    assert told(after(draft, set_caption(draft, "e103", "主要指标"))) == ["前", "表1　主要指标", "单位：万元", "[]"]


def test_a_caption_between_others_takes_its_number_and_later_ones_and_their_references_move_on():
    draft = draft_of("见图1和图2，图表2张。", "<>", "图1 甲", "<>", "<>", "图2 丙")
    assert told(after(draft, set_caption(draft, "e4", "乙"))) == [
        "见图1和图3，图表2张。",
        "<>",
        "图1 甲",
        "<>",
        "图2 乙",
        "<>",
        "图3 丙",
    ]


def test_words_of_a_caption_are_edited_and_its_number_stays():
    draft = draft_of("<>", "图1　甲")
    assert told(after(draft, set_caption(draft, "e1", "乙图"))) == ["<>", "图1　乙图"]
    assert name_of(beside_at(draft, "e1")) == "甲"


def test_a_caption_without_words_goes():
    draft = draft_of("<>", "图1　甲", "<>", "图2　乙")
    assert told(after(draft, set_caption(draft, "e1", " "))) == ["<>", "<>", "图1　乙"]


def test_moved_captions_are_counted_anew_and_references_follow_the_picture():
    draft = draft_of("见图一。", "<>", "图一　甲", "<>", "图二　乙")
    change = moved(draft, ["e4", "e5", "e1", "e2", "e3"])
    assert told(after(draft, change)) == ["<>", "图一　乙", "见图二。", "<>", "图二　甲"]


@pytest.mark.parametrize(
    "lines",
    [("<>", "图1-1　甲", "<>", "图1-2　乙"), ("<>", "图3　甲", "<>", "图4　乙"), ("<>", "图1　甲", "<>", "图1　乙")],
)
def test_numbers_of_another_scheme_stay(lines):
    draft = draft_of(*lines)
    assert told(after(draft, moved(draft, ["e3", "e4", "e1", "e2"]))) == [*lines[2:], *lines[:2]]


def test_while_the_text_refers_to_what_goes_no_number_changes():
    draft = draft_of("见图1。", "<>", "图1　甲", "<>", "图2　乙", "[]")
    change = moved(draft, ["e1", "e2", "e4", "e5", "e6", "e106"])
    assert told(after(draft, change)) == ["见图1。", "<>", "<>", "图2　乙", "[]"]
    assert lost_references(draft, change) == ("图1",)


def test_counting_anew_leaves_what_refers_to_two():
    draft = draft_of("见图3、图5。", "<>", "图3　甲", "<>", "图5　乙", "<>", "图5　丙")
    assert told(apply(draft, renumber_captions(draft))) == [
        "见图1、图5。",
        "<>",
        "图1　甲",
        "<>",
        "图2　乙",
        "<>",
        "图3　丙",
    ]


def test_pasted_paragraphs_refer_to_the_picture_that_came_with_them():
    draft = draft_of("见图1。", "<>", "图1　甲")
    new = (Element("e301", Role.BODY, "如图1。"), Element("e302", Role.FIGURE, "", objects=(PICTURE,)))
    pasted = replace(draft, elements=(*draft.elements, *new, Element("e303", Role.BODY, "图1　乙")))
    change = difference(draft, pasted, Place("e301"), "粘贴")
    assert told(after(draft, change))[-3:] == ["如图2。", "<>", "图2　乙"]
    assert told(after(draft, change))[0] == "见图1。"


def test_facts_behind_a_number_that_grows_keep_their_characters():
    captions = [line for number in range(9) for line in ("<>", f"图{number + 1} 甲")]
    draft = draft_of("图9有48个，", *captions)
    draft = replace(draft, facts=(Fact("f1", FactKind.FIGURE, "", "e1", 3, 5, "48", "个"),))
    figure = Element("e301", Role.FIGURE, "", objects=(PICTURE,))
    pasted = replace(
        draft, elements=(draft.elements[0], figure, Element("e302", Role.BODY, "图1 乙"), *draft.elements[1:])
    )
    found = after(draft, difference(draft, pasted, Place("e301"), "粘贴"))
    assert found.elements[0].content == "图10有48个，"
    assert [(fact.start, fact.end) for fact in found.facts] == [(4, 6)]


@pytest.mark.parametrize(
    ("lines", "line", "told_after"),
    [
        (["表1 甲", "[]"], "单位：万元", ["表1 甲", "单位：万元", "[]"]),
        (["单位：元", "[]"], "单位：万元", ["单位：万元", "[]"]),
        (["单位：元", "[]"], "", ["[]"]),
    ],
)
def test_the_unit_line_is_written_directly_above_the_table(lines, line, told_after):
    draft = draft_of(*lines)
    assert told(apply(draft, set_unit_line(draft, f"e{len(lines)}", line))) == told_after


@pytest.mark.parametrize(
    ("lines", "element", "left", "reason"),
    [
        (["<>", "图1　甲", "<>", "图2　乙"], "e1", ["<>", "图1　乙"], "删除图片和题注"),
        (["前", "表1　甲", "单位：元", "[]", "后"], "e104", ["前", "后"], "删除表格和题注"),
        (["前", "<>", "后"], "e2", ["前", "后"], "删除图片"),
    ],
)
def test_a_table_or_figure_goes_with_its_caption(lines, element, left, reason):
    draft = draft_of(*lines)
    assert told(after(draft, delete_block(draft, element))) == left
    assert delete_block(draft, element).reason == reason


@for_all(st.permutations(range(4)), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_whatever_the_order_every_reference_names_the_same_picture_and_undo_is_exact(order, named):
    draft = draft_of(
        "、".join(f"见图{number}" for number in named), *(each for n in range(4) for each in ("<>", f"图{n + 1}　{n}"))
    )
    pairs = [(f"e{2 * n + 2}", f"e{2 * n + 3}") for n in order]
    change = with_numbers(draft, moved(draft, ["e1", *(name for pair in pairs for name in pair)]))
    found = apply(draft, change)
    captions = {each.content.split("　")[1]: each.content.split("　")[0] for each in found.elements[2::2]}
    assert found.elements[0].content == "、".join(f"见{captions[str(number - 1)]}" for number in named)
    assert apply(found, change.inverse()) == draft


@pytest.mark.parametrize("name", ["各镇入库进度", "2024年收支情况表（续）", "续表2　林地面积", "林业、草原防火情况"])
@pytest.mark.parametrize("lines", [("{}", "[]"), ("{}", "单位：亩", "[]")])
def test_a_line_that_names_a_table_without_a_number_is_its_caption(name, lines):
    draft = draft_of("前", *(line.format(name) for line in lines))
    found = beside_at(draft, f"e{len(lines) + 1}")
    assert found.caption.content == name


@pytest.mark.parametrize(
    "line",
    [
        "主要业务量如下",
        "分类数据见下表",
        "各镇都要抓紧，不得拖延",
        "收支情况：",
        "2024年12月",
        "其他",
        "Annual figures",
    ],
)
def test_a_sentence_or_a_date_above_a_table_is_no_caption(line):
    assert beside_at(draft_of(line, "[]"), "e2").caption is None


def test_a_caption_without_a_number_gets_none_and_counts_for_none():
    draft = draft_of("各镇入库进度", "[]", "表1　人员", "[]")
    assert told(apply(draft, renumber_captions(draft))) == ["各镇入库进度", "[]", "表1　人员", "[]"]
    assert told(after(draft, set_caption(draft, "e2", "入库进度"))) == ["入库进度", "[]", "表1　人员", "[]"]
