"""Attachments: how the 附件说明 is written, whether heads and references agree with it."""

import pytest

from core.checks.numbering.attachments import check_attachments
from tests.builders import make_draft

Found = list[tuple[str, str, str | None]]


def told(source: str) -> Found:
    return [(slip.code, slip.text, slip.replacement) for slip in check_attachments(make_draft(source).elements)]


LISTS = (
    ("body |附件：名单", []),
    ("body |附件：1.名单\nbody 2.|清册", []),
    ("body |附件：2.名单\nbody 3.|清册", [("attachment_order", "2", "1")]),
    ("body |附件：1.名单\nbody 2.|清册\nbody 4.|目录\nbody 6.|账册", [("attachment_order", "4", "3")]),
    ("body |附件：1.名单", [("attachment_single", "1.", "")]),
    ("body |附件：名单。", [("attachment_end", "。", "")]),
    ("body |附件：1.名单\nbody 2.|清册；", [("attachment_end", "；", "")]),
    ("body |附件：1.名单；2.清册。", []),
    ("body |名单：1.甲。", []),
)


@pytest.mark.parametrize(("source", "expected"), LISTS)
def test_what_the_list_says(source: str, expected: Found) -> None:
    assert told(source) == expected


LISTED = "body |附件：1.甲表\nbody 2.|乙表\n"
HEADS = (
    ("attachment |附件1\nattachment |甲表\nattachment |附件2\nattachment |乙表", []),
    (
        "attachment |附件1\nattachment |甲表\nattachment |附件3\nattachment |乙表",
        [("attachment_head", "附件3", "附件2")],
    ),
    ("attachment |附件1\nattachment |甲表\nattachment |附件2\nattachment |丙表", [("attachment_name", "丙表", None)]),
    ("attachment |附件1\nattachment |甲\nattachment |表\nattachment |附件2\nattachment |《乙表》", []),
    ("attachment |附件1\nattachment |甲表有三栏。", []),
    (
        "attachment |附件1\nattachment |甲表\nattachment |附件2\nattachment |乙表\nattachment |附件3\nattachment |丙表",
        [("attachment_unlisted", "附件3", None)],
    ),
)


@pytest.mark.parametrize(("heads", "expected"), HEADS)
def test_heads_are_numbered_and_named_as_listed(heads: str, expected: Found) -> None:
    assert told(LISTED + heads) == expected


REFERENCES = (
    ("body |见附件3，见附件二，见附件 4。\n" + LISTED, [("reference_attachment", "见附件3", None), ("reference_attachment", "见附件 4", None)]),
    ("body |见附件3。\nnote |附件：1.甲 2.乙", [("reference_attachment", "见附件3", None)]),
    ("body |见附件2。\nbody |附件：名单", [("reference_attachment", "见附件2", None)]),
    ("body |见附件。\nbody |附件：名单", []),
    ("body |请填写附件3报送。\n" + LISTED, [("reference_attachment", "填写附件3", None)]),
    ("body |见附件10。", [("reference_nothing", "见附件10", None)]),
    ("body |附件齐全。", []),
)  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), REFERENCES)
def test_references_lead_to_attachments(source: str, expected: Found) -> None:
    assert told(source) == expected


def test_where_nothing_is_attached_it_is_only_a_hint() -> None:
    (slip,) = check_attachments(make_draft("body |详见附件。").elements)
    assert slip.severity.value == "hint"
