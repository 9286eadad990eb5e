"""A picture in a sentence goes where its characters go when paragraphs are split or joined."""

import pytest

from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.blocks import KeptObject
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role

DRAFT = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "甲乙丙丁", objects=(KeptObject(3, "picture", "01"),)),
        Element("e2", Role.FIGURE, "", objects=(KeptObject(0, "picture", "02"),)),
        Element("e3", Role.BODY, "戊己", objects=(KeptObject(0, "picture", "03"), KeptObject(2, "formula", "04"))),
    ),
    serial=3,
)


@pytest.mark.parametrize(
    ("old", "typed", "told"),
    [
        (("e1",), (("e1", "甲乙"), ("", "丙丁")), {"e1": [], "e4": [1], "e2": [0], "e3": [0, 2]}),
        (("e1",), (("", "甲乙"), ("e1", "丙丁")), {"e4": [], "e1": [1], "e2": [0], "e3": [0, 2]}),
        (("e1", "e2", "e3"), (("e1", "甲乙丙丁戊己"), ("e2", "")), {"e1": [3, 4, 6], "e2": [0]}),
        (("e3",), (), {"e1": [3], "e2": [0]}),
        (("e3",), (("e3", "新戊己"),), {"e1": [3], "e2": [0], "e3": [0, 3]}),
    ],
)
def test_objects_keep_to_their_characters(old, typed, told):
    change = take_over(DRAFT, old, [TypedParagraph(*each) for each in typed])
    after = apply(DRAFT, change)
    assert {each.id: [one.offset for one in each.objects] for each in after.elements} == told
    assert apply(after, change.inverse()).elements == DRAFT.elements
