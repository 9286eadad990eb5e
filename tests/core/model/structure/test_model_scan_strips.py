"""Strips of a scan: they go with the last figure that was looked at, and come back when that is undone."""

from dataclasses import replace

from core.editing.text.values import confirm
from core.model.blocks import KeptObject
from core.model.change import apply
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.structure.scan_strips import STRIP, count_strips, keep_strips, with_strips_settled, without_strips
from core.workflows.checking.consistency import objects_to_check
from core.workflows.facts import find_facts


def draft() -> Draft:
    """A paragraph with two figures and a strip, one with one figure and two strips."""
    strip = KeptObject(0, STRIP, "a" * 64)
    elements = (
        Element("e1", Role.TITLE, "2025年工作总结"),
        Element("e2", Role.BODY, "办结12件，走访560人次。"),
        Element("e3", Role.FIGURE, "", objects=(strip,)),
        Element("e4", Role.BODY, "培训8场。"),
        Element("e5", Role.FIGURE, "", objects=(strip,)),
        Element("e6", Role.FIGURE, "", objects=(strip,)),
    )
    basis = (Basis("去年", elements),)
    return Draft(Identity("年度工作总结", 2026), elements, find_facts(elements), basis=basis, serial=6)


def looked_at(made: Draft, text: str) -> Draft:
    fact = next(each for each in made.facts if each.text == text)
    return apply(made, with_strips_settled(made, confirm(made, fact.id)))


def ids(made: Draft) -> list[str]:
    return [each.id for each in made.elements]


def test_they_go_with_the_last_figure_of_their_paragraph() -> None:
    one = looked_at(draft(), "8")
    assert ids(one) == ["e1", "e2", "e3", "e4"]
    two = looked_at(looked_at(one, "12"), "560")
    assert ids(two) == ["e1", "e2", "e4"]


def test_a_figure_that_is_left_keeps_them() -> None:
    assert ids(looked_at(draft(), "12")) == ids(draft())


def test_undoing_the_look_brings_them_back() -> None:
    made = draft()
    fact = next(each for each in made.facts if each.text == "8")
    change = with_strips_settled(made, confirm(made, fact.id))
    assert apply(apply(made, change), change.inverse()) == made


def test_they_are_not_asked_for_one_by_one() -> None:
    assert not objects_to_check(draft()).counts


def test_printed_is_the_text_without_them() -> None:
    made = draft()
    inside = replace(made.elements[1], objects=made.elements[2].objects)
    printed = list(without_strips((made.elements[0], inside, *made.elements[2:])))
    assert [each.id for each in printed] == ["e1", "e2", "e4"]
    assert not count_strips(printed)


def test_a_kept_one_is_a_picture_like_any_other() -> None:
    made = draft()
    kept = apply(made, keep_strips(made, "e3"))
    assert (count_strips(made.elements), count_strips(kept.elements)) == (3, 2)
    assert ids(looked_at(looked_at(kept, "12"), "560")) == ids(made)
    assert "e3" in [each.id for each in without_strips(kept.elements)]


def test_the_strip_of_a_table_goes_with_the_last_figure_of_any_cell() -> None:
    made = draft()
    cells = (Element("e2", Role.CELL, "办结12件"), Element("e4", Role.CELL, "走访8人次"))
    elements = (made.elements[0], *cells, made.elements[2])
    table = replace(made, elements=elements, facts=find_facts(elements))
    one = looked_at(table, "8")
    assert ids(one) == ["e1", "e2", "e4", "e3"]
    assert ids(looked_at(one, "12")) == ["e1", "e2", "e4"]
