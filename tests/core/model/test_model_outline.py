"""Sections, subtrees and readiness."""

from dataclasses import replace

import pytest

from core.model.blocks import KeptObject
from core.model.elements import Role
from core.model.outline import readiness, section_names, sections, subtree
from tests.builders import make_draft

REPORT = """
title |总结
preamble |今年{48}项。
h1 一、|情况
h2 （一）|学习。‖选派{place:**}名。
body |再{place:**}名，{7}次。
h1 二、|问题
body |若干。
closing |特此报告。
signature |青禾县档案馆
"""


def test_sections_are_front_headings_and_back():
    found = [(s.ordinal + s.heading, s.depth) for s in sections(make_draft(REPORT).elements)]
    assert found == [("引言", 0), ("一、情况", 1), ("（一）学习", 2), ("二、问题", 1), ("落款", 0)]


@pytest.mark.parametrize("below", ["body |联系人：林立", "note |（联系人：林立）\nbody |电话：5", "point 一是|附言"])
def test_what_stands_below_the_date_belongs_to_the_closing(below):
    found = sections(make_draft(f"{REPORT}issue_date |1月5日\n{below}").elements)
    assert (found[-1].heading, found[-1].element_ids[:3]) == ("落款", ("e8", "e9", "e10"))
    assert found[-2].element_ids == ("e6", "e7")


@pytest.mark.parametrize(
    "source", ["title |信\nbody |甲\nsignature |馆\nh1 一、|乙\nbody |丙", "title |总结\nissue_date |1月5日\nbody |甲"]
)
def test_a_date_above_the_text_ends_nothing(source):
    assert "落款" not in [section.heading for section in sections(make_draft(source).elements)]


def test_every_element_belongs_to_one_section():
    draft = make_draft(REPORT)
    ids = [i for section in sections(draft.elements) for i in section.element_ids]
    assert ids == [element.id for element in draft.elements]


def noted(draft, mark, text):
    """The draft with a footnote's mark in one paragraph and its text in another."""
    kinds = {mark: "footnote", text: "footnote_text"}
    elements = (
        replace(each, role=role, objects=(KeptObject(0, kinds[each.id], "n1"),)) if each.id in kinds else each
        for each in draft.elements
        for role in [Role.NOTE if each.id == text else each.role]
    )
    return tuple(elements)


ATTACHED = f"{REPORT}issue_date |1月5日\nattachment_mark |附件\nbody |名单\nbody |数据截至{{9}}日。"


def test_a_footnote_belongs_to_the_section_of_its_mark():
    elements = noted(make_draft(ATTACHED), "e5", "e13")
    found = {section.key: section.element_ids for section in sections(elements)}
    assert (found["e4"], found["e11"]) == (("e4", "e5", "e13"), ("e11", "e12"))
    assert section_names(elements)["e13"] == "（一）学习"


def test_a_footnote_without_its_mark_stays_where_it_stands():
    elements = noted(make_draft(ATTACHED), "", "e13")
    assert sections(elements)[-1].element_ids == ("e11", "e12", "e13")


def test_the_last_attachment_does_not_hold_footnotes():
    elements = noted(make_draft(ATTACHED), "e5", "e13")
    assert subtree(elements, "e11") == (10, 12)


def test_the_last_part_does_not_hold_the_closing():
    draft = make_draft(REPORT)
    assert subtree(draft.elements, "e6") == (5, 7)


def test_a_field_in_two_places_counts_once():
    draft = make_draft(REPORT)
    ready = readiness(draft.facts)
    assert (ready.empty, ready.carried, ready.total, ready.done) == (1, 2, 3, 0)


def test_a_report_without_headings_is_one_stretch():
    assert [s.heading for s in sections(make_draft("body |甲\nbody |乙").elements)] == ["引言"]


def test_no_elements_no_sections():
    assert sections(()) == ()
