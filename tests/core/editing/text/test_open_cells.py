"""Facts without characters, the empty cells of a table: what is typed there is their value."""

from dataclasses import replace

import pytest

from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState


def _draft(content: str, at: int) -> Draft:
    """A draft whose only paragraph has a fact without characters at ``at``."""
    fact = Fact("f1", FactKind.FIGURE, "count", "e1", at, at, "", group="g", state=FactState.EMPTY)
    return replace(Draft(Identity()), elements=(Element("e1", Role.BODY, content),), facts=(fact,), serial=1)


def _typed(draft: Draft, content: str) -> Draft:
    return apply(draft, take_over(draft, ["e1"], [TypedParagraph("e1", content)]))


@pytest.mark.parametrize(
    ("before", "at", "after", "value"),
    [("", 0, "99.4", "99.4"), ("%", 0, "99.4%", "99.4"), ("共人", 1, "共35人", "35")],
)
def test_what_is_typed_at_its_place_is_its_value(before: str, at: int, after: str, value: str) -> None:
    (fact,) = _typed(_draft(before, at), after).facts
    assert (fact.text, after[fact.start : fact.end]) == (value, value)


def test_words_typed_elsewhere_leave_it_open() -> None:
    (fact,) = _typed(_draft("共人", 1), "共人参加").facts
    assert (fact.start, fact.end, fact.text) == (1, 1, "")
