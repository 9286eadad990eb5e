"""Editing the single elements shown beside the text: title, addressee, signature, issue date."""

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from types import MappingProxyType

from core.dates import standard_day
from core.editing.text.one_line import one_line
from core.editing.text.paragraphs import retyped, take_over
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import SIGNED, title_block
from core.model.spans import Place
from core.model.structure.attachments import attached_start

ORDER = (Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE)
NAMES = MappingProxyType(
    {
        Role.TITLE: "标题",
        Role.ADDRESSEE: "主送",
        Role.SIGNATURE: "署名",
        Role.ISSUE_DATE: "成文日期",
    }
)


def set_element(draft: Draft, role: Role, text: str) -> Change:
    """Write the single element of a role; created at its standard position, removed if the text is empty."""
    text = _written(role, text)
    reason = "填写" + NAMES.get(role, "")
    existing = element_of(draft, role)
    if existing is None:
        after = _with_new(draft, role, text) if text else draft
    elif text:
        text = _broken_alike(existing.content, text) if role is Role.TITLE else text
        return replace(take_over(draft, (existing.id,), (retyped(draft, existing, text),)), reason=reason)
    else:
        after = replace(
            draft,
            elements=tuple(e for e in draft.elements if e.id != existing.id),
            facts=tuple(fact for fact in draft.facts if fact.element_id != existing.id),
        )
    return difference(draft, after, Place(existing.id if existing else f"e{draft.serial + 1}"), reason)


def _written(role: Role, text: str) -> str:
    """A typed text as it is stored: in one line, a date in its standard form."""
    words = one_line(text).strip()
    return (standard_day(words) or words) if role is Role.ISSUE_DATE else words


def remark_on_date(typed: str) -> str:
    """The remark beside the field of a date; empty for a date in its standard form, and for an incomplete one."""
    words, standard = typed.strip(), standard_day(typed)
    if not words or words == standard:
        return ""
    return f"写作{standard}" if standard else "请写成2026年7月5日这样"


def _broken_alike(before: str, text: str) -> str:
    """A title typed on one line, with the former line breaks where the surrounding words are unchanged."""
    lines = before.split("\n")
    breaks = {place - 1 for place in accumulate(len(line) + 1 for line in lines[:-1])}
    flat = "".join(lines)
    breaks = {place - number for number, place in enumerate(sorted(breaks))}
    same = SequenceMatcher(None, flat, text, autojunk=False).get_matching_blocks()
    kept = sorted(b + place - a for a, b, size in same for place in breaks if a < place < a + size)
    edges = (0, *kept, len(text))
    return "\n".join(text[start:end] for start, end in pairwise(edges))


def element_of(draft: Draft, role: Role) -> Element | None:
    """The one element of a role: of several signatures and dates the last below the text, of anything else the first.

    What an attachment is signed with counts where nothing else is signed; a unit or date below the title never does.
    """
    if role not in SIGNED:
        return next((element for element in draft.elements if element.role is role), None)
    start, end = title_block(draft.elements), attached_start(draft.elements)
    own, attached = draft.elements[start:end], draft.elements[max(start, end) :]
    return next((element for part in (own, attached) for element in reversed(part) if element.role is role), None)


def _with_new(draft: Draft, role: Role, text: str) -> Draft:
    new = Element(f"e{draft.serial + 1}", role, text)
    index = _index_for(draft, role)
    return replace(draft, elements=(*draft.elements[:index], new, *draft.elements[index:]))


def _index_for(draft: Draft, role: Role) -> int:
    roles = [element.role for element in draft.elements]
    if role in ORDER:
        earlier = ORDER[: ORDER.index(role)]
        return next((i for i, found in enumerate(roles) if found not in earlier), len(roles))
    signed = element_of(draft, Role.SIGNATURE) if role is Role.ISSUE_DATE else None
    if signed is not None:
        return draft.elements.index(signed) + 1
    before = frozenset({Role.ISSUE_DATE, Role.NOTE, Role.ATTACHMENT})
    index = attached_start(draft.elements)
    while index and roles[index - 1] in before:
        index -= 1
    return index
