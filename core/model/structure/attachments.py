"""Attachments of a draft: their list below the text (附件说明), and the attached parts behind the date (GB/T 9704-2012, 7.3.4 and
7.3.7).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, pairwise, repeat
from operator import attrgetter, is_

from core.model.elements import Element, Role

LABEL = "附件"
_LISTED = re.compile(r"\s*附件?\s*[:：]\s*")
_NUMBER = re.compile(
    r"(?:^|(?<=[\s:：；;。]))\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、]\s*(?:(?!\d)|(?=\d{4}年))"
)
_MARK = re.compile(r"\s*附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]?\s*")
_NAMED = re.compile(r"\s*附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]\s*(?P<name>\S.*?)\s*")
_UNLIKE = re.compile(r"[\s《》“”\"]|（[^（）]*）$")
_LAST_MARK = "。；，、;,"


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """One attached document: ``elements[start:end]``, its mark (附件1) first, then the lines of its title up to ``text``."""

    start: int
    text: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name in the 附件说明: ``content[start:end]`` of its element, which holds this name alone."""

    element_id: str
    start: int
    end: int
    name: str


_ROLE = attrgetter("role")


def attached_start(elements: Sequence[Element]) -> int:
    """Index of the first attached part; the number of elements when there is none."""
    return next(_marks_in(elements), len(elements))


def _marks_in(elements: Iterable[Element]) -> Iterator[int]:
    """The indexes of the marks of attached parts."""
    return compress(count(), map(is_, map(_ROLE, elements), repeat(Role.ATTACHMENT_MARK)))


def attached_parts(elements: Sequence[Element]) -> tuple[AttachedPart, ...]:
    """The attached parts in order; each reaches to the next one's mark."""
    starts = _marks_in(elements)
    return tuple(_part(elements, start, end) for start, end in pairwise((*starts, len(elements))))


def _part(elements: Sequence[Element], start: int, end: int) -> AttachedPart:
    text = start + 1
    while text < end and elements[text].role is Role.ATTACHMENT_TITLE:
        text += 1
    lines = [element.text.strip() for element in elements[start + 1 : text]]
    behind = _MARK.match(elements[start].text)
    name = "".join(lines) or (elements[start].text[behind.end() :].strip() if behind else "")
    return AttachedPart(start, text, end, name.replace("\n", ""))


def is_mark(text: str) -> bool:
    """Whether a line is nothing but 附件 and perhaps a number."""
    return _MARK.fullmatch(text) is not None


def named_mark(text: str) -> str:
    """The name behind a mark on the same line (附件1：…); empty without one."""
    found = _NAMED.fullmatch(text)
    return found["name"] if found else ""


def split_names(text: str) -> tuple[str, ...]:
    """The names in a line of the 附件说明: 附件：1.… 2.…, or a line that goes on with 2.…"""
    opened = _LISTED.match(text)
    return tuple(
        filter(None, (name.strip().rstrip(_LAST_MARK) for name in _NUMBER.split(text[opened.end() if opened else 0 :])))
    )


def bare_name(name: str) -> str:
    """A name without what does not tell names apart: white space, quotation marks, a bracket at its end."""
    return _UNLIKE.sub("", name.strip())


def listed_names(elements: Sequence[Element]) -> tuple[ListedName, ...]:
    """The names in the 附件说明, where each has a paragraph of its own."""
    return tuple(_listed(element) for element in list_elements(elements))


def list_elements(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The paragraphs of the 附件说明: the first run of them before the attached parts."""
    found: list[Element] = []
    for element in elements[: attached_start(elements)]:
        if element.role is Role.ATTACHMENT:
            found.append(element)
        elif found:
            break
    return tuple(found)


def _listed(element: Element) -> ListedName:
    content = element.content
    start = 0
    for pattern in (_LISTED, _NUMBER):
        opening = pattern.match(content, start)
        start = opening.end() if opening else start
    end = len(content.rstrip().rstrip(_LAST_MARK))
    return ListedName(element.id, min(start, end), end, content[min(start, end) : end].strip())


def mark_text(number: int, count: int) -> str:
    """What stands at the head of an attachment: a single one has no number."""
    return LABEL if count == 1 else f"{LABEL}{number}"


def list_lines(names: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of the 附件说明 (7.3.4): no mark behind a name, a single one without a number."""
    if len(names) == 1:
        return (f"{LABEL}：{names[0]}",)
    return tuple(f"{LABEL}：1.{name}" if number == 1 else f"{number}.{name}" for number, name in enumerate(names, 1))


def numbered_as(content: str) -> tuple[bool, str]:
    """Whether a line of the 附件说明 opens it (附件：), and the number before its name as written."""
    opened = _LISTED.match(content)
    found = _NUMBER.match(content, opened.end() if opened else 0)
    return opened is not None, "".join(sign for sign in found[0] if sign.isalnum()) if found else ""
