"""Jinja tags in running text: finding them, accepting full-width characters, checking that they balance."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import NoReturn, TypeAlias

from core.errors import BadTemplate

Report: TypeAlias = Callable[[BadTemplate], None]


def refuse(fault: BadTemplate) -> NoReturn:
    """The default ``Report``: raises the fault, so that the first one stops processing."""
    raise fault


# Private delimiters: Jinja's own may occur in ordinary text, these characters cannot occur in XML.
BLOCK_START, BLOCK_END, VARIABLE_START, VARIABLE_END = "\x02", "\x03", "\x04", "\x05"
COMMENT_START, COMMENT_END = "\x06", "\x07"

# A line break of the phrase itself; Jinja must not count it, since line numbers count the tags.
NEW_LINE = "\x1f"
# In a Word part: a paragraph worth a bookmark (START number NUMBER_END content END), and where a run takes its highlight.
START, NUMBER_END, END, SLOT = "\x0e", "\x0f", "\x10", "\x11"
RESERVED = (NEW_LINE, START, NUMBER_END, END, SLOT)

LONGEST_TAG = 500
MOST_TAGS = 2000
DEEPEST_NESTING = 8
MOST_REPORTED = 20
"""Unmatched brackets reported per paragraph."""

QUOTED_LENGTH = 40
ROOM_BEFORE = 10

# No tag holds the beginning of another; a comment may hold whole tags.
_INSIDE = r"(?:(?![{｛][{｛%％#＃]).)*?"
_TAG = re.compile(
    rf"[{{｛](?:[{{｛](?P<variable>{_INSIDE})[}}｝][}}｝]|[%％](?P<block>{_INSIDE})[%％][}}｝]|[#＃](?P<comment>.*?)[#＃][}}｝])",
    re.DOTALL,
)
_LOOSE = re.compile(r"[{｛][{｛%％#＃]|[}｝][}｝]|[%％#＃][}｝]")
# Jinja's orders about blanks around a tag stand close to its brackets; anywhere else the same characters are signs.
_TRIMMING = re.compile(r"\A[-+]|[-+]\Z")
_SCOPE = re.compile(r"(?:(p|tr|tc|r)\s+)(?=\S)")
_WIDE = str.maketrans("｛｝％｜（），：＝！．＋－＜＞［］【】　", "{}%|(),:=!.+-<>[][] ")
_CLOSING_QUOTE = MappingProxyType({"“": '”"', "”": '”"', "‘": "’'", "’": "’'", '"': '"”', "'": "'’", "＂": '＂"'})
_BRACKETS = frozenset("{｛}｝")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``kind`` is variable, block or comment, ``code`` its content in plain Jinja.

    ``start``/``end`` are offsets in ``paragraph``, the part's paragraph ``number`` (counted from 1); ``scope`` is
    docxtpl's p, tr, tc or r (empty if none was written).
    """

    kind: str
    code: str
    start: int
    end: int
    paragraph: str
    scope: str = ""
    number: int = 0

    @property
    def shown(self) -> str:
        """The tag as written in the layout, shortened."""
        return shorten(self.paragraph[self.start : self.end])

    @property
    def word(self) -> str:
        """The first word of a block tag, such as ``for``; "" for other kinds."""
        found = re.match(r"\w+", self.code)
        return found.group() if found and self.kind == "block" else ""

    def error(self, code: str, **parameters: str) -> BadTemplate:
        """A BadTemplate that quotes this tag and its paragraph."""
        return fault(code, self.shown, self.paragraph, self.number, **parameters)

    def source(self) -> str:
        """The tag between the private delimiters, on a line of its own so that Jinja's line numbers identify it."""
        if self.kind == "variable":
            return f"{VARIABLE_START}\n{self.code}{VARIABLE_END}"
        if self.kind == "block":
            return f"{BLOCK_START}\n{self.code}{BLOCK_END}"
        return f"{COMMENT_START}\n{COMMENT_END}"


def fault(code: str, tag: str, paragraph: str, number: int, **parameters: str) -> BadTemplate:
    """A BadTemplate that quotes a piece of a paragraph, with the paragraph's number if it is known."""
    place = {"number": str(number)} if number else {}
    return BadTemplate(code, tag=shorten(tag), paragraph=around(paragraph, tag), **place, **parameters)


def around(paragraph: str, piece: str) -> str:
    """The paragraph shortened for a message, with the piece in it.

    >>> around("甲" * 60 + "{{ 标题 }}", "{{ 标题 }}")
    '…甲甲甲甲甲甲甲甲甲甲{{ 标题 }}'
    """
    place = max(paragraph.find(piece), 0)
    if place + len(piece) < QUOTED_LENGTH or place <= ROOM_BEFORE:
        return shorten(paragraph)
    return "…" + shorten(paragraph[place - ROOM_BEFORE :])


def shorten(text: str) -> str:
    """The text shortened to ``QUOTED_LENGTH`` characters."""
    return text if len(text) <= QUOTED_LENGTH else text[: QUOTED_LENGTH - 1] + "…"


def plain_code(code: str) -> str:
    """The content of a tag with full-width characters replaced by ASCII, except inside quotes.

    >>> plain_code("段．类别 ＝＝ “正文，一”")
    '段.类别 == "正文，一"'
    """
    result: list[str] = []
    closing = ""
    for character in code:
        if closing:
            ends = character in closing
            result.append('"' if ends else {'"': '\\"'}.get(character, character))
            closing = "" if ends else closing
        elif character in _CLOSING_QUOTE:
            closing = _CLOSING_QUOTE[character]
            result.append('"')
        else:
            result.append(character.translate(_WIDE))
    return "".join(result).replace("\n", " ").replace("\r", " ").replace("\t", " ").strip()


def find_tags(text: str, number: int = 0, report: Report = refuse) -> tuple[Tag, ...]:
    """All tags of the paragraph with that number. Reports tags that are not closed or too long."""
    if _BRACKETS.isdisjoint(text):
        return ()
    tags = tuple(_tag(found, text, number) for found in _TAG.finditer(text))
    for tag in tags:
        if len(tag.code) > LONGEST_TAG or _CONTROL.search(tag.code):
            report(tag.error("template_syntax"))
    for start in islice(_unclosed(text), MOST_REPORTED):
        report(fault("template_unclosed", text[start : start + QUOTED_LENGTH + 1], text, number))
    return tags


def _unclosed(text: str) -> Iterator[int]:
    """Offsets of brackets that belong to no tag; a wrong closing bracket is reported with its opening one."""
    is_open = False
    for loose in _LOOSE.finditer(_TAG.sub(lambda found: "\0" * len(found.group()), text)):
        opens = loose.group()[0] in "{｛"
        if opens or not is_open:
            yield loose.start()
        is_open = opens


def _tag(found: re.Match[str], text: str, number: int) -> Tag:
    kind = found.lastgroup or "comment"
    raw = _TRIMMING.sub("", found.group(kind)).strip(" 　")
    scope = _SCOPE.match(raw)
    code = plain_code(raw[scope.end() :] if scope else raw)
    return Tag(kind, code, found.start(), found.end(), text, scope.group(1) if scope else "", number)


def text_source(template: str) -> tuple[str, tuple[Tag, ...]]:
    """A phrase as Jinja source with private delimiters, and its tags in order."""
    tags: list[Tag] = []
    lines: list[str] = []
    for line in _CONTROL.sub("", template).split("\n"):
        found = find_tags(line)
        tags += found
        lines.append(replace_tags(line, found))
    check_balance(tags)
    return NEW_LINE.join(lines), tuple(tags)


def replace_tags(text: str, tags: Iterable[Tag]) -> str:
    """The text with its tags in source form and everything else escaped, as values will be."""
    result, position = [], 0
    for tag in tags:
        result += [html.escape(text[position : tag.start], quote=False), tag.source()]
        position = tag.end
    return "".join([*result, html.escape(text[position:], quote=False)])


_CLOSERS = MappingProxyType({"endif": "if", "endfor": "for"})
_MIDDLES = MappingProxyType({"elif": ("if",), "else": ("if", "for")})
_OTHERS = frozenset({"set"})


def check_balance(tags: Iterable[Tag], report: Report = refuse) -> tuple[tuple[Tag, ...], ...]:
    """Groups of block tags that belong together (opening, middle, closing tags).

    Reports a tag without its counterpart, an unknown or forbidden statement, too many or too deeply nested tags.
    """
    open_groups: list[list[Tag]] = []
    groups: list[tuple[Tag, ...]] = []
    for number, tag in enumerate(tags):
        if number >= MOST_TAGS or len(open_groups) > DEEPEST_NESTING:
            report(tag.error("template_too_deep"))
            return tuple(groups)
        if tag.kind == "block":
            _place(tag, open_groups, groups, report)
    for group in reversed(open_groups):
        report(group[0].error("template_unbalanced"))
    return tuple(groups)


def _place(tag: Tag, open_groups: list[list[Tag]], groups: list[tuple[Tag, ...]], report: Report) -> None:
    word = tag.word
    if word in ("if", "for"):
        open_groups.append([tag])
    elif word in _CLOSERS:
        if _finds_opener(tag, open_groups, (_CLOSERS[word],), report):
            groups.append((*open_groups.pop(), tag))
    elif word in _MIDDLES:
        if _finds_opener(tag, open_groups, _MIDDLES[word], report):
            open_groups[-1].append(tag)
    elif word not in _OTHERS:
        report(tag.error("template_forbidden"))


def _finds_opener(tag: Tag, open_groups: list[list[Tag]], openers: tuple[str, ...], report: Report) -> bool:
    """Whether the tag continues an open group; groups left open inside that group are reported and closed."""
    if not any(group[0].word in openers for group in open_groups):
        report(tag.error("template_unbalanced"))
        return False
    while open_groups[-1][0].word not in openers:
        report(open_groups.pop()[0].error("template_unbalanced"))
    return True
