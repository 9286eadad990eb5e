"""A date that a reviewer changes: at his place only."""

from dataclasses import replace
from types import SimpleNamespace

from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactKind
from core.workflows.review.copies import CopyIndex
from core.workflows.review.edits import Taker
from tests.builders import lines_of, make_draft

DRAFT = "body |日期{day:2025}年。\nbody |召开{day:2025}年会议{n:3}次。\nbody |共{n:3}次。"


def draft_of_dates() -> Draft:
    """One year at two places, one figure at two."""
    draft = make_draft(DRAFT)
    facts = (replace(each, kind=FactKind.DATE) if each.group == "day" else each for each in draft.facts)
    return replace(draft, facts=tuple(facts))


def rewritten(draft: Draft, number: int, start: int, new: str) -> Draft:
    """The draft after one sign of a paragraph was replaced as a change of a copy."""
    taker = Taker(draft, SimpleNamespace(index=CopyIndex({}, frozenset(), {})))
    edit = taker.rewritten(draft.elements[number], start, start + 1, new)
    assert apply(apply(draft, edit), edit.inverse()) == draft
    return apply(draft, edit)


def test_a_year_stays_at_the_places_that_the_reviewer_left():
    after = rewritten(draft_of_dates(), 0, 5, "6")
    assert lines_of(after) == ["日期2026年。", "召开2025年会议3次。", "共3次。"]
    assert [fact.state.is_open for fact in after.facts] == [False, True, True, True]


def test_a_figure_is_the_same_at_all_its_places():
    after = rewritten(draft_of_dates(), 2, 1, "4")
    assert lines_of(after) == ["日期2025年。", "召开2025年会议4次。", "共4次。"]
