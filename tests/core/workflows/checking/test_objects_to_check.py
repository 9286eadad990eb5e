"""Kept objects of last year are open until somebody says that they still hold."""

from dataclasses import replace

from core.editing.ignoring import ignore, ignored_in, take_back
from core.model.blocks import KeptObject, KeptPart
from core.model.change import apply
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.outline import readiness
from core.workflows.checking.consistency import objects_to_check, readiness_of
from core.workflows.checking.proofreader import Proofreader
from core.workflows.importing.listing import readiness_text
from tests.builders import make_draft


def picture(media: str, label: str = "流程图", xml: str = "xml") -> KeptObject:
    return KeptObject(
        0, "picture", xml, (KeptPart("r1", "image", "word/media/a.png", "image/png", media),), label=label
    )


def with_objects(*objects: KeptObject, last_year: tuple[KeptObject, ...]) -> Draft:
    draft = make_draft("title |青禾县档案馆工作总结\nbody |接收档案。")
    figure = Element("e3", Role.FIGURE, "", objects=objects)
    basis = Basis("去年.docx", (Element("e1", Role.FIGURE, "", objects=last_year),))
    return replace(draft, elements=(*draft.elements, figure), basis=(basis,))


def open_objects(draft: Draft) -> list[Finding]:
    return [one for one in Proofreader().draft(draft).findings if one.code == "complete_object"]


def test_each_object_of_last_year_is_told_at_its_place() -> None:
    draft = with_objects(picture("a"), picture("b", "现场"), last_year=(picture("a"), picture("b", "现场")))
    found = [(one.text, one.place.element_id) for one in open_objects(draft)]
    assert found == [("图片“流程图”", "e3"), ("图片“现场”", "e3")]


def test_a_resized_one_is_still_last_years_and_a_new_one_is_not() -> None:
    draft = with_objects(picture("a", xml="wider"), picture("new", "新图"), last_year=(picture("a"),))
    assert [one.text for one in open_objects(draft)] == ["图片“流程图”"]


def test_what_somebody_has_confirmed_is_no_longer_open_and_can_be_taken_back() -> None:
    draft = with_objects(picture("a"), picture("b"), last_year=(picture("a"), picture("b")))
    first, second = open_objects(draft)
    change = ignore(draft, first)
    confirmed = apply(draft, change)
    assert [one.text for one in open_objects(confirmed)] == [second.text]
    assert open_objects(apply(confirmed, change.inverse())) == [first, second]
    assert open_objects(apply(confirmed, take_back(confirmed, ignored_in(confirmed)[0]))) == [first, second]


def test_they_count_as_open_until_somebody_says_that_they_still_hold() -> None:
    draft = with_objects(picture("a"), picture("b"), last_year=(picture("a"), picture("b")))
    assert objects_to_check(draft).counts == {"e3": (2, 2)}
    confirmed = apply(draft, ignore(draft, open_objects(draft)[0]))
    still = objects_to_check(confirmed)
    assert (still.counts, list(still.waiting)) == ({"e3": (1, 2)}, [("e3", 1)])
    assert [(each.carried, each.total, each.done) for each in map(readiness_of, (draft, confirmed))] == [
        (2, 2, 0),
        (1, 2, 1),
    ]


def test_a_draft_without_objects_of_last_year_counts_its_fields_only() -> None:
    draft = with_objects(picture("new"), last_year=())
    assert (objects_to_check(draft).counts, readiness_of(draft)) == ({}, readiness(draft.facts))


def test_the_command_line_tells_them() -> None:
    draft = with_objects(picture("a"), last_year=(picture("a"),))
    assert readiness_text(draft.facts, readiness_of(draft)).endswith("（其中1处是往年的图片、图表）。")
