"""A footnote put in: its mark, its text behind those of earlier marks, undone in one step, printed as a footnote."""

from core.editing.grids.figures import insert_note
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.structure.notes import notes_of

BARE = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "接收档案412卷。"),
        Element("e2", Role.BODY, "完成扫描8万页。"),
        Element("e3", Role.FIGURE, ""),
    ),
    serial=3,
)


def with_note(draft: Draft, place: tuple[str, int]) -> Draft:
    change = insert_note(draft, place)
    assert change is not None
    return apply(draft, change)


def test_the_mark_stands_in_the_text_and_the_note_at_the_end() -> None:
    draft = with_note(BARE, ("e1", 4))
    ((place, note),) = notes_of(draft.elements).items()
    assert (place, note.number, [each.id for each in note.texts]) == (("e1", 0), 1, ["e4"])
    assert (draft.elements[0].objects[0].offset, draft.elements[-1].role) == (4, Role.NOTE)
    assert draft.elements[0].objects[0].media in draft.media


def test_texts_keep_the_order_of_their_marks() -> None:
    draft = with_note(with_note(with_note(BARE, ("e2", 2)), ("e1", 4)), ("e1", 8))
    assert [each.texts[0].id for each in notes_of(draft.elements).values()] == ["e5", "e6", "e4"]
    assert [each.id for each in draft.elements[3:]] == ["e5", "e6", "e4"]
    assert [each.number for each in notes_of(draft.elements).values()] == [1, 2, 3]


def test_one_step_undoes_it() -> None:
    change = insert_note(BARE, ("e1", 4))
    assert change is not None
    undone = apply(apply(BARE, change), change.inverse())
    assert undone.elements == BARE.elements


def test_no_mark_stands_in_a_figure_or_in_a_note() -> None:
    draft = with_note(BARE, ("e1", 4))
    assert insert_note(draft, ("e3", 0)) is None
    assert insert_note(draft, ("e4", 0)) is None
    assert insert_note(draft, ("gone", 0)) is None
