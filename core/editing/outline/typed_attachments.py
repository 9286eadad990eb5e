"""What is typed as an attachment is one: 附件：1.… below the text, 附件1 and its title behind the date (GB/T 9704-2012, 7.3.4, 7.3.7)."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.change import IDS, Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import SIGNED
from core.model.structure.attachments import (
    LABEL,
    attached_start,
    is_mark,
    list_elements,
    named_mark,
    numbered_as,
    split_names,
)

_LONGEST = 60
_STOPS = "。；;！!？?，,：:"
_OPEN = frozenset({Role.BODY, Role.NOTE, Role.SIGNATURE, Role.CLOSING})
"""Roles that a paragraph typed in Nigao may have before it is seen what it is."""

_OURS = _OPEN | {Role.ATTACHMENT, Role.ATTACHMENT_MARK}
_FOOT = SIGNED | {Role.ATTACHMENT, Role.NOTE, Role.CLOSING}
"""What may stand behind the 附件说明."""


def with_typed_attachments(draft: Draft, change: Change) -> Change:
    """A change of typed text with the roles that its paragraphs show; else itself.

    Only paragraphs written in Nigao are looked at, and only those that the change touches.
    """
    if not _may_be(draft, change):
        return change
    after = apply(draft, change)
    touched = frozenset(map(IDS, change.after.elements))
    blank = touched.difference(each.id for each in draft.elements if each.content.strip())
    elements = list(after.elements)
    for index, element in enumerate(elements):
        if element.id in touched and element.role in _OURS and not element.line:
            elements[index] = replace(element, role=_role(elements, index, element.id in blank))
    settled = replace(after, elements=tuple(elements))
    return change if settled.elements == after.elements else difference(draft, settled, change.place, change.reason)


def _may_be(draft: Draft, change: Change) -> bool:
    """Whether a change touches paragraphs that might be of attachments; nearly none does."""
    own = [each for each in change.after.elements if each.role in _OURS and not each.line]
    if not own:
        return False
    is_named = any(LABEL in each.content or each.role is not Role.BODY for each in own)
    return is_named or (change.after.order is not None and attached_start(draft.elements) < len(draft.elements))


def _role(elements: Sequence[Element], index: int, was_blank: bool) -> Role:
    """The role of a paragraph by its words and place; ``was_blank``: nothing stood there before."""
    element = elements[index]
    text = element.content.strip()
    if not text:
        return element.role
    if _is_behind_date(elements, index):
        return _role_behind_date(elements, index, was_blank)
    if _opens_list(text) and not list_elements(elements[:index]) and _ends_text(elements, index):
        return Role.ATTACHMENT
    return _role_in_list(elements, index, was_blank) if index else element.role


def _role_in_list(elements: Sequence[Element], index: int, was_blank: bool) -> Role:
    """Behind a name of the list stand further ones, each with its number; anything else is no name, and above the
    signature a closing, so that the list stays in what stands below the text."""
    element = elements[index]
    if elements[index - 1].role is not Role.ATTACHMENT:
        return element.role
    has_number = bool(numbered_as(element.content)[1])
    if element.role is Role.ATTACHMENT and was_blank and not has_number:
        return Role.CLOSING if _ends_text(elements, index) else Role.BODY
    return Role.ATTACHMENT if has_number and element.role in (Role.BODY, Role.CLOSING) else element.role


def _role_behind_date(elements: Sequence[Element], index: int, was_blank: bool) -> Role:
    element = elements[index]
    text = element.content.strip()
    if is_mark(text) or (named_mark(text) and not _is_sentence(text)):
        return Role.ATTACHMENT_MARK
    if element.role is Role.ATTACHMENT_MARK:
        return Role.BODY
    if was_blank and elements[index - 1].role is Role.ATTACHMENT_MARK and not _is_sentence(text):
        return Role.ATTACHMENT_TITLE
    return element.role


def _opens_list(text: str) -> bool:
    return numbered_as(text)[0] and bool(split_names(text)) and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST or text[-1] in _STOPS or "。" in text


def _is_behind_date(elements: Sequence[Element], index: int) -> bool:
    """Whether the date, or what is attached, stands above."""
    return any(each.role in (Role.ISSUE_DATE, Role.ATTACHMENT_MARK) for each in elements[:index])


def _ends_text(elements: Sequence[Element], index: int) -> bool:
    """Whether nothing but signature, date and what is attached stands below."""
    end = attached_start(elements)
    return all(each.role in _FOOT or not each.content.strip() for each in elements[index + 1 : end] if not each.objects)
