"""附件：1.… and 附件1 typed in 正文 become what they are; prose that begins alike stays prose."""

import pytest

from core.editing.outline.typed_attachments import with_typed_attachments
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.outline import back_start

END = (
    Element("e1", Role.HEADING, "主要工作", "一、", level=1, depth=1, heading_length=4, line=1),
    Element("e2", Role.BODY, "完成造林。", line=2),
    Element("e3", Role.SIGNATURE, "青禾县林业局", line=3),
    Element("e4", Role.ISSUE_DATE, "2025年1月6日", line=4),
)


def typed_behind(draft, element_id, *lines):
    """Enter behind a paragraph, then line by line, each committed in two halves as a slow typist's is."""
    for line in lines:
        old = next(each for each in draft.elements if each.id == element_id)
        new = f"e{draft.serial + 1}"
        first = (TypedParagraph(old.id, old.content), TypedParagraph("", line[: len(line) // 2]))
        draft = taken(draft, (old.id,), first)
        draft = taken(draft, (new,), (TypedParagraph(new, line),))
        element_id = new
    return draft


def taken(draft, old_ids, typed):
    return apply(draft, with_typed_attachments(draft, take_over(draft, old_ids, typed)))


def roles(draft, *lines):
    known = {each.content: each.role for each in draft.elements}
    return [known[line] for line in lines]


@pytest.fixture
def draft():
    return Draft(Identity(), END, serial=4)


def test_a_list_below_the_text_is_one_and_the_line_behind_it_is_none(draft):
    lines = ("附件：1.任务分解表", "2.巡护安排", "特此报告")
    after = typed_behind(draft, "e2", *lines)
    assert roles(after, *lines) == [Role.ATTACHMENT, Role.ATTACHMENT, Role.CLOSING]
    assert [each.content for each in after.elements[back_start(after.elements) :]][:3] == [*lines]


def test_mark_title_and_text_behind_the_date(draft):
    lines = ("附件1", "任务分解表", "第一项，完成造林。", "附件2", "巡护安排")
    after = typed_behind(draft, "e4", *lines)
    mark, title = Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE
    assert roles(after, *lines) == [mark, title, Role.BODY, mark, title]


@pytest.mark.parametrize("line", ["附件：见下文。", "附件材料已经报送", "附件"])
def test_prose_above_the_signature_stays_prose(draft, line):
    assert roles(typed_behind(draft, "e2", line), line) == [Role.BODY]


def test_a_list_between_paragraphs_is_prose(draft):
    more = (*END[:2], Element("e5", Role.BODY, "又一段。", line=5), *END[2:])
    after = typed_behind(Draft(Identity(), more, serial=5), "e2", "附件：1.任务分解表")
    assert roles(after, "附件：1.任务分解表") == [Role.BODY]


def test_a_mark_that_goes_on_as_a_sentence_is_none_again(draft):
    after = typed_behind(draft, "e4", "附件1")
    mark = next(each for each in after.elements if each.content == "附件1")
    after = taken(after, (mark.id,), (TypedParagraph(mark.id, "附件1另行寄送。"),))
    assert roles(after, "附件1另行寄送。") == [Role.BODY]


def test_what_was_read_from_a_file_keeps_its_role():
    read = (*END[:2], Element("e5", Role.BODY, "附件：任务分解表", line=5), *END[2:])
    draft = Draft(Identity(), read, serial=5)
    after = taken(draft, ("e5",), (TypedParagraph("e5", "附件：任务分解表2"),))
    assert roles(after, "附件：任务分解表2") == [Role.BODY]


def test_one_step_undoes_it_exactly(draft):
    change = take_over(draft, ("e4",), (TypedParagraph("e4", "2025年1月6日"), TypedParagraph("", "附件1")))
    change = with_typed_attachments(draft, change)
    assert apply(apply(draft, change), change.inverse()).elements == END
