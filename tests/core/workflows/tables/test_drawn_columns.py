"""Paragraphs that draw a table: facts go into the cells in which they stand whole."""

from dataclasses import replace

from core.model.blocks import BOLD, STRUCK, Emphasis
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.workflows.tables.columns import columns_to_table


def _draft(*lines, facts=()):
    elements = tuple(Element(f"e{number}", Role.BODY, line) for number, line in enumerate(lines, 1))
    return Draft(Identity(), elements, facts, serial=20)


def test_a_fact_keeps_its_value_in_its_cell():
    line = "产值　　312.5"
    draft = _draft(
        "前文",
        "指标　　数值",
        line,
        facts=(Fact("f9", FactKind.FIGURE, "", "e3", line.index("3"), len(line), "312.5"),),
    )
    after = apply(draft, columns_to_table(draft, ["e2", "e3"]))
    fact = after.facts[0]
    home = next(each for each in after.elements if each.id == fact.element_id)
    assert home.content[fact.start : fact.end] == "312.5"
    assert home.role is Role.CELL


def test_undo_brings_everything_back():
    draft = _draft("│甲│乙│", "├─┼─┤", "│一│二│")
    change = columns_to_table(draft, ["e1", "e2", "e3"])
    after = apply(draft, change)
    assert [each.content for each in after.elements if each.role is Role.CELL] == ["甲", "乙", "一", "二"]
    assert apply(after, change.inverse()).elements == draft.elements


def test_uneven_lines_are_no_table():
    draft = _draft("甲  乙", "一  二  三")
    assert columns_to_table(draft, ["e1", "e2"]) is None


def test_a_fact_over_two_cells_keeps_the_lines_as_they_are():
    line = "产值  31  亿元"
    fact = Fact("f9", FactKind.FIGURE, "", "e2", line.index("3"), len(line), "31  亿元")
    draft = _draft("指标  数值  单位", line, facts=(fact,))
    assert columns_to_table(draft, ["e1", "e2"]) is None
    assert columns_to_table(_draft("指标  数值  单位", line), ["e1", "e2"]) is not None


def test_struck_out_and_bold_words_stay_so_in_their_cells():
    line = "产值  500  600"
    looks = (Emphasis(0, 2, (BOLD,)), Emphasis(4, 7, (STRUCK,)))
    draft = _draft("指标  上年  数值", line)
    draft = replace(draft, elements=(draft.elements[0], replace(draft.elements[1], emphasis=looks)))
    after = apply(draft, columns_to_table(draft, ["e1", "e2"]))
    found = {each.content: each.emphasis for each in after.elements if each.emphasis}
    assert found == {"产值": (Emphasis(0, 2, (BOLD,)),), "500": (Emphasis(0, 3, (STRUCK,)),)}
