"""Values pasted into cells: a fact is 已更新 only where its value was given."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.tables.given import GivenCell, GivenText, given_table, plain_table
from core.workflows.drafting.clips import clip_of
from core.workflows.facts import find_facts
from core.workflows.tables.pasting import fill_cells, insert_blocks, values_of_clip


def pasted(cell, text, state=FactState.CARRIED):
    """The values of a cell and their states after a text was pasted over it."""
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table([["单位", "情况"], ["一局", cell]], 1)], "插入表格"))
    facts = tuple(replace(fact, state=state) for fact in find_facts(draft.elements))
    home = next(each.id for each in draft.elements if each.role is Role.CELL and each.content == cell)
    filling = fill_cells(replace(draft, facts=facts), home, plain_table([[text]]), "粘贴")
    after = apply(replace(draft, facts=facts), filling.change)
    return {fact.text: fact.state.value for fact in after.facts if fact.element_id == home}


@pytest.mark.parametrize(
    "cell",
    [
        "第2批整改问题由办公室督办，全年完成32个",
        "依据南政发〔2023〕12号督办，全年完成32个",
        "2023年以来的任务由办公室督办，完成32个",
    ],
)
def test_what_did_not_change_beside_a_new_figure_stays_open(cell):
    found = pasted(cell, cell.replace("32个", "45个"))
    assert found.pop("45") == "updated"
    assert set(found.values()) == {"carried"}


def test_what_did_not_change_and_was_confirmed_stays_so():
    assert pasted("2023年", "2023年", FactState.CONFIRMED) == {"2023": "confirmed"}


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("32个", "32", {"32": "updated"}),
        ("32个", "32个", {"32": "updated"}),
        ("2023年", "2024年", {"2024": "updated"}),
        ("2023年", "2023年", {"2023": "carried"}),
        ("第2批", "第3批", {"3": "updated"}),
    ],
)
def test_a_figure_given_again_is_given_a_date_only_if_it_changed(cell, text, found):
    assert pasted(cell, text) == found


@pytest.mark.parametrize(
    ("head", "cell", "text", "shown", "trimmed"),
    [
        ("完成率（%）", "88.1", "92.3%", "92.3", 1),
        ("完成率（%）", "88.1", "92.3％", "92.3", 1),
        ("完成率", "88.1%", "92.3%", "92.3%", 0),
        ("完成率（%）", "88.1", "92.3", "92.3", 0),
        ("产量（吨）", "88.1", "92.3%", "92.3%", 0),
    ],
)
def test_a_percent_sign_that_the_head_says_is_not_written_again(head, cell, text, shown, trimmed):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table([["单位", head], ["一局", cell]], 1)], "插入表格"))
    draft = replace(draft, facts=tuple(find_facts(draft.elements)))
    home = next(each.id for each in draft.elements if each.content == cell)
    filling = fill_cells(draft, home, plain_table([[text]]), "粘贴")
    after = apply(draft, filling.change)
    assert next(each.content for each in after.elements if each.id == home) == shown
    assert filling.trimmed == trimmed


def own_table(state):
    """A draft with the figures 15 and 32 in two rows, both in this state."""
    bare = Draft(Identity(key="k"), (Element("e1", Role.BODY, "前"),), serial=1)
    given = plain_table([["单位", "完成（个）"], ["一局", "15"], ["二局", "32"]], 1)
    draft = apply(bare, insert_blocks(bare, "e1", [given], "插入表格"))
    return replace(draft, facts=tuple(replace(fact, state=state) for fact in find_facts(draft.elements)))


@pytest.mark.parametrize("is_table", [True, False])
@pytest.mark.parametrize(
    ("state", "now", "waiting"),
    [(FactState.CARRIED, "carried", 1), (FactState.UPDATED, "updated", 0), (FactState.CONFIRMED, "updated", 0)],
)
def test_a_value_that_nobody_has_looked_at_is_none_that_was_given(state, now, waiting, is_table):
    draft = own_table(state)
    home = {each.content: each.id for each in draft.elements}
    words = GivenText("15", tuple(fact.at(0, 2) for fact in draft.facts if fact.text == "15"))
    block = given_table([[GivenCell(words)]]) if is_table else words
    values = values_of_clip(draft, clip_of(draft, [block]))
    filling = fill_cells(draft, home["32"], values.table, "粘贴")
    after = apply(draft, filling.change)
    found = next(fact for fact in after.facts if fact.element_id == home["32"])
    assert (found.text, found.state.value, len(filling.waiting)) == ("15", now, waiting)


def test_a_value_of_another_draft_that_nobody_has_looked_at_is_none_that_was_given():
    draft = own_table(FactState.CARRIED)
    other = replace(draft, identity=replace(draft.identity, key="another"))
    words = GivenText("15", tuple(fact.at(0, 2) for fact in draft.facts if fact.text == "15"))
    home = next(each.id for each in other.elements if each.content == "32")
    filling = fill_cells(other, home, values_of_clip(other, clip_of(draft, [words])).table, "粘贴")
    found = next(fact for fact in apply(other, filling.change).facts if fact.element_id == home)
    assert (found.text, found.state, len(filling.waiting)) == ("15", FactState.CARRIED, 1)


def test_what_was_copied_with_text_beside_it_gives_no_values():
    draft = own_table(FactState.CARRIED)
    assert values_of_clip(draft, clip_of(draft, [GivenText("前"), plain_table([["1"]])])) is None
