"""The paragraphs of running text: made anew where something changed, and the very same objects elsewhere."""

from core.editing.text.paragraphs import retyped, take_over
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.index import DraftIndex, index_of
from gui.editor.paragraphs import ParagraphCache
from gui.outline.sections import touched_by
from tests.builders import make_draft

SOURCE = "title |总结\nbody |选派{12}名干部。\nbody |库房整洁。\nbody |举办{7}期培训。"


def changed(draft: Draft, number: int, content: str) -> tuple[DraftIndex, Change]:
    """The index of a draft in which a paragraph was typed over, and what that changed."""
    element = draft.elements[number]
    change = take_over(draft, (element.id,), (retyped(draft, element, content),))
    return index_of(apply(draft, change)), change


def same(before: tuple[object, ...], after: tuple[object, ...]) -> list[bool]:
    return [one is other for one, other in zip(before, after, strict=True)]


def test_what_nobody_touched_is_the_very_same() -> None:
    draft, run = make_draft(SOURCE), ParagraphCache()
    before = run.of(index_of(draft), None)
    index, change = changed(draft, 1, "共选派12名干部。")
    assert same(before, run.of(index, None, touched_by(change))) == [True, False, True, True]


def test_what_was_touched_is_as_it_would_be_made_anew() -> None:
    draft, run = make_draft(SOURCE), ParagraphCache()
    run.of(index_of(draft), None)
    index, change = changed(draft, 1, "共选派12名干部。")
    assert run.of(index, None, touched_by(change)) == ParagraphCache().of(index, None)


def test_two_changes_one_after_the_other_are_both_seen() -> None:
    draft, run = make_draft(SOURCE), ParagraphCache()
    run.of(index_of(draft), None)
    index, first = changed(draft, 1, "共选派12名干部。")
    index, second = changed(index.draft, 3, "又举办7期培训。")
    assert run.of(index, None, touched_by(first) | touched_by(second)) == ParagraphCache().of(index, None)


def test_what_is_touched_elsewhere_leaves_a_section_alone() -> None:
    draft, run = make_draft(SOURCE), ParagraphCache()
    before = run.of(index_of(draft), ("e2", "e3"))
    index, change = changed(draft, 3, "又举办7期培训。")
    assert same(before, run.of(index, ("e2", "e3"), touched_by(change))) == [True, True]


def test_where_nobody_knows_all_is_looked_at() -> None:
    draft, run = make_draft(SOURCE), ParagraphCache()
    run.of(index_of(draft), None)
    index, _ = changed(draft, 2, "库房整洁有序。")
    assert [one.content for one in run.of(index, None)] == ["总结", "选派12名干部。", "库房整洁有序。", "举办7期培训。"]
