"""The 附件说明 and the attached parts: one name, numbers in step, one step of the history."""

from dataclasses import replace

import pytest

from core.editing.outline.attachments import add_attachment, with_same_name
from core.editing.outline.bulk import delete_sections, move_sections
from core.editing.outline.sections import add_section, rename
from core.editing.text.paragraphs import retyped, take_over
from core.model.change import apply
from core.model.draft import Draft
from core.model.elements import Role
from tests.builders import make_draft

ATTACHED = (Role.ATTACHMENT, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE)
PLAIN = """
title |粮食局工作总结
h1 一、|收储
body |收购粮食{3.2}万吨。
signature |临川县粮食局
issue_date |2024年12月28日
"""
LISTED = """
title |粮食局工作总结
h1 一、|收储
body |收购粮食{3.2}万吨。
attachment |附件：1.管理办法
attachment |2.{2024}年重点任务
signature |临川县粮食局
issue_date |2024年12月28日
attachment_mark |附件1
attachment_title |管理办法
h1 一、|总则
body |收购粮食{800}吨。
attachment_mark |附件2
attachment_title |{2024}年重点任务
body |建设粮库{12}座。
"""


def attached(draft: Draft) -> list[str]:
    return [element.text for element in draft.elements if element.role in ATTACHED]


def marks(draft: Draft) -> list[str]:
    return [element.id for element in draft.elements if element.role is Role.ATTACHMENT_MARK]


def test_a_first_attachment_has_no_number() -> None:
    draft = make_draft(PLAIN)
    after = apply(draft, add_attachment(draft, "任务清单"))
    assert [element.text for element in after.elements[3:]] == [
        "附件：任务清单",
        "临川县粮食局",
        "2024年12月28日",
        "附件",
        "任务清单",
    ]


def test_a_second_one_numbers_the_first() -> None:
    draft = make_draft(PLAIN)
    for name in ("任务清单", "名单"):
        draft = apply(draft, add_attachment(draft, name))
    assert attached(draft) == ["附件：1.任务清单", "2.名单", "附件1", "任务清单", "附件2", "名单"]


def test_renaming_changes_both_places() -> None:
    draft = make_draft(LISTED)
    change = rename(draft, marks(draft)[0], "储备粮管理办法")
    assert change.reason == "修改附件名称"
    assert attached(apply(draft, change))[:4] == [
        "附件：1.储备粮管理办法",
        "2.2024年重点任务",
        "附件1",
        "储备粮管理办法",
    ]


def test_deleting_removes_the_name_and_the_numbers() -> None:
    draft = make_draft(LISTED)
    after = apply(draft, delete_sections(draft, marks(draft)[:1]))
    assert attached(after) == ["附件：2024年重点任务", "附件", "2024年重点任务"]
    assert [fact.text for fact in after.facts] == ["3.2", "2024", "2024", "12"]


def test_moving_moves_the_name_too() -> None:
    draft = make_draft(LISTED)
    after = apply(draft, move_sections(draft, marks(draft)[:1], 1))
    assert attached(after) == ["附件：1.2024年重点任务", "2.管理办法", "附件1", "2024年重点任务", "附件2", "管理办法"]
    assert [fact.text for fact in after.facts] == ["3.2", "2024", "2024", "12", "800"]


def test_a_heading_added_at_an_attachment_stays_in_it() -> None:
    draft = make_draft(LISTED)
    after = apply(draft, add_section(draft, marks(draft)[0], "收购"))
    assert [element.text for element in after.elements[10:13]] == ["收购粮食800吨。", "二、收购", "附件2"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda draft: add_attachment(draft),
        lambda draft: rename(draft, marks(draft)[1], "任务分解表"),
        lambda draft: delete_sections(draft, marks(draft)),
        lambda draft: move_sections(draft, marks(draft)[1:], -1),
    ],
)
def test_each_is_one_step_that_can_be_undone(edit) -> None:
    draft = make_draft(LISTED)
    change = edit(draft)
    undone = apply(apply(draft, change), change.inverse())
    assert replace(undone, serial=draft.serial) == draft


def test_names_written_in_one_paragraph_are_left_alone() -> None:
    draft = make_draft(
        LISTED.replace(
            "attachment |附件：1.管理办法\nattachment |2.{2024}年", "attachment |附件：1.管理办法 2.{2024}年"
        )
    )
    after = apply(draft, rename(draft, marks(draft)[0], "办法"))
    assert attached(after)[0] == "附件：1.管理办法 2.2024年重点任务"


@pytest.mark.parametrize(
    ("element_id", "content"),
    [("e9", "储备粮管理办法"), ("e4", "附件：1.储备粮管理办法")],
    ids=["title", "list"],
)
def test_a_name_typed_at_one_place_is_written_at_the_other(element_id: str, content: str) -> None:
    draft = make_draft(LISTED)
    element = next(one for one in draft.elements if one.id == element_id)
    typed = take_over(draft, (element_id,), (retyped(draft, element, content),))
    assert attached(apply(draft, with_same_name(draft, typed)))[:4] == [
        "附件：1.储备粮管理办法",
        "2.2024年重点任务",
        "附件1",
        "储备粮管理办法",
    ]


def test_text_typed_elsewhere_changes_no_name() -> None:
    draft = make_draft(LISTED)
    typed = take_over(draft, ("e11",), (retyped(draft, draft.elements[10], "收购粮食900吨。"),))
    assert with_same_name(draft, typed) is typed
