"""A ready-made section put into a draft: where it stands, how it is numbered, what its facts are, and the way back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.outline.insert import REASON, NewSection, insert_section
from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState
from tests.builders import fact_texts, lines_of, make_draft

APART = """
title |总结
h1 一、|开展情况
h2 （一）|学习教育
body |举办{3}期。
h2 （二）|查阅利用
body |接待{12}人。
h1 二、|存在问题
body |人手不足。
signature |青禾县档案馆
"""
RUN_IN = """
title |总结
h1 一、|开展情况
h2 （一）|学习教育。‖举办{3}期。
h2 （二）|查阅利用。‖接待{12}人。
body |此外，整理{40}卷。
"""
NEW = NewSection(
    "安全保管", "巡查48次。", (Fact("x", FactKind.FIGURE, "count", "?", 2, 4, "48", group="x", state=FactState.EMPTY),)
)


def inserted(source: str, beside: str, new: NewSection = NEW, **how: bool) -> Draft:
    """The draft with the section."""
    draft = make_draft(source)
    return apply(draft, insert_section(draft, new, beside, **how))


@pytest.mark.parametrize(
    ("beside", "how", "place", "lines"),
    [
        ("e3", {}, 4, ["（二）安全保管", "巡查48次。", "（三）查阅利用"]),
        ("e5", {}, 6, ["（三）安全保管", "巡查48次。", "二、存在问题"]),
        ("e3", {"before": True}, 2, ["（一）安全保管", "巡查48次。", "（二）学习教育"]),
        ("e5", {"before": True}, 4, ["（二）安全保管", "巡查48次。", "（三）查阅利用"]),
        ("e7", {}, 8, ["三、安全保管", "巡查48次。", "青禾县档案馆"]),
        ("e7", {"under": True}, 8, ["（一）安全保管", "巡查48次。", "青禾县档案馆"]),
        ("e2", {"under": True}, 6, ["（三）安全保管", "巡查48次。", "二、存在问题"]),
        ("", {}, 8, ["三、安全保管", "巡查48次。", "青禾县档案馆"]),
    ],
)
def test_a_section_stands_where_it_was_asked_for(
    beside: str, how: dict[str, bool], place: int, lines: list[str]
) -> None:
    assert lines_of(inserted(APART, beside, **how))[place : place + 3] == lines


def test_beside_run_in_headings_the_new_one_is_run_in() -> None:
    made = inserted(RUN_IN, "e3")
    assert lines_of(made)[3] == "（二）安全保管。巡查48次。"
    assert (made.elements[3].heading, made.elements[3].run_in) == ("安全保管", True)


def test_under_a_run_in_heading_the_new_one_stands_alone() -> None:
    assert lines_of(inserted(RUN_IN, "e3", under=True))[3:5] == ["1.安全保管", "巡查48次。"]


def test_without_a_heading_it_is_a_paragraph_behind_the_section() -> None:
    assert lines_of(inserted(APART, "e3", replace(NEW, heading="")))[3:6] == [
        "举办3期。",
        "巡查48次。",
        "（二）查阅利用",
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (RUN_IN, ["此外，整理40卷。", "巡查48次。"]),
        (APART, ["人手不足。", "巡查48次。", "青禾县档案馆"]),
        ("title |总结\nsignature |青禾县档案馆", ["总结", "巡查48次。", "青禾县档案馆"]),
        ("title |总结", ["总结", "巡查48次。"]),
        ("", ["巡查48次。"]),
    ],
    ids=("run in", "signed", "bare", "title", "empty"),
)
def test_without_a_heading_it_is_the_last_paragraph_of_the_text(source: str, lines: list[str]) -> None:
    assert lines_of(inserted(source, "", replace(NEW, heading="")))[-len(lines) :] == lines


@pytest.mark.parametrize("source", [APART, RUN_IN], ids=("apart", "run in"))
def test_without_a_text_there_is_a_heading_only(source: str) -> None:
    made = inserted(source, "e3", NewSection("安全保管", " "))
    assert len(made.elements) == len(make_draft(source).elements) + 1


@pytest.mark.parametrize("source", [APART, RUN_IN], ids=("apart", "run in"))
@pytest.mark.parametrize("heading", ["安全保管", ""])
def test_every_fact_stands_where_it_says_it_does(source: str, heading: str) -> None:
    made = inserted(source, "e3", replace(NEW, heading=heading))
    assert sorted(fact_texts(made)) == sorted([*fact_texts(make_draft(source)), "48"])
    assert len({fact.id for fact in made.facts}) == len(made.facts)


def test_facts_of_a_new_section_are_fields_of_their_own() -> None:
    made = inserted(APART, "e3")
    (new,) = [fact for fact in made.facts if fact.text == "48"]
    assert (new.state, new.group) == (FactState.EMPTY, f"plan:{new.id}")


@pytest.mark.parametrize("heading", ["安全保管", ""])
@pytest.mark.parametrize("under", [True, False])
def test_it_is_one_edit_that_can_be_undone(heading: str, under: bool) -> None:
    draft = make_draft(APART)
    change = insert_section(draft, replace(NEW, heading=heading), "e3", under=under)
    assert change.reason == REASON
    back = apply(apply(draft, change), change.inverse())
    assert (back.elements, back.facts) == (draft.elements, draft.facts)


@pytest.mark.parametrize(
    "new", [NewSection("安全\x00", "文。"), NewSection("安全", "文\x01。"), NewSection("", "\x02")]
)
def test_what_cannot_be_stored_is_refused(new: NewSection) -> None:
    with pytest.raises(BadUse):
        insert_section(make_draft(APART), new, "e3")


@given(st.lists(st.tuples(st.sampled_from(("e2", "e3", "e5", "e7")), st.booleans(), st.booleans()), max_size=4))
def test_sections_put_in_one_after_another_are_all_there(places: list[tuple[str, bool, bool]]) -> None:
    draft = make_draft(APART)
    for beside, before, under in places:
        draft = apply(draft, insert_section(draft, NEW, beside, before=before, under=under))
    assert lines_of(draft).count("巡查48次。") == len(places)
    assert fact_texts(draft).count("48") == len(places)
    assert len({element.id for element in draft.elements}) == len(draft.elements)
