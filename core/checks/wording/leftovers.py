"""Forgotten notes of the author: 此处插入数据, （待补充）, and lists of what was still to be written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_RANGE

BRACKETS = re.compile(r"[（(【\[［](?P<note>[^（()）【】\[\]［］。]{1,20})[）)】\]］]")
EMPTY = re.compile(r"（\s*）|\(\s*\)|[?？]{2,}|(?<![.…])(?:TODO|todo|TBD|XXXX+待\w{0,4})")
EMPTY_SIGN = re.compile(r"[（(]\s*[）)]|[?？]{2}|[Tt][OoBb][DdOo]|XXXX")
"""What a text with one of them has; looked for first, for it is quicker."""

HAN = re.compile(f"[{HAN_RANGE}]")
LAST_SENTENCE = re.compile(r"(?:^|(?<=[。；！？]))(?P<said>[^。；！？0-9０-９*×xXＸ]{4,20})。?\s*\Z")
PARTS = re.compile(r"[，、]|以及|或者|或|和|及")
LONGEST_SAID = 22
"""Characters of the longest sentence that may be a list, with its marks."""

LONGEST_PART = 6
LONGEST_ASKED = 8
"""Characters of a bracket that says who shall do something."""

TEXT = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.HEADING, Role.CLOSING})
NAMES = (
    "notes",
    "no_notes_after",
    "no_notes_before",
    "openings",
    "no_openings",
    "alternatives",
    "endings",
    "categories",
    "asking",
)
"""The lists of ``resources/words/leftovers.toml``, each described there."""


@dataclass(frozen=True, slots=True)
class LeftoverTable:
    """Words by the part they play in a note."""

    notes: tuple[str, ...]
    no_notes_after: tuple[str, ...]
    no_notes_before: tuple[str, ...]
    openings: tuple[str, ...]
    no_openings: tuple[str, ...]
    alternatives: tuple[str, ...]
    endings: tuple[str, ...]
    categories: tuple[str, ...]
    asking: tuple[str, ...]


def leftover_table(lists: Mapping[str, str]) -> LeftoverTable:
    """The table of lists whose words are set apart by white space; ValueError for a missing or empty list."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing:
        raise ValueError(missing)
    return LeftoverTable(*(tuple(lists[name].split()) for name in NAMES))


def check_leftovers(element: Element, table: LeftoverTable) -> Iterator[Finding]:
    """Notes of the writer to himself in one paragraph; a person must decide what becomes of them."""
    text = element.content
    brackets = [Span(*match.span()) for match in BRACKETS.finditer(text) if _is_note(match, table)]
    empty = [Span(*match.span()) for match in EMPTY.finditer(text)] if EMPTY_SIGN.search(text) else ()
    for span in (*brackets, *_bare(text, table, brackets), *empty):
        yield finding_at(element, span, "leftover_note")
    last = max(0, len(text.rstrip()) - LONGEST_SAID)
    said = LAST_SENTENCE.search(text, last) if element.role in TEXT else None
    if said and _is_list(said["said"], table):
        yield finding_at(element, Span(*said.span("said")), "leftover_list")


def _is_note(match: re.Match[str], table: LeftoverTable) -> bool:
    note = match["note"].strip()
    if note.startswith(table.no_openings) or _is_alternative(match, table):
        return False
    return note.startswith(table.openings) or (len(note) <= LONGEST_ASKED and note.endswith(table.endings))


def _is_alternative(match: re.Match[str], table: LeftoverTable) -> bool:
    """Whether a bracket inside a word says in single characters what may stand there, too: 新（改、扩）建, 边（空、海）防, 新（续）建."""
    text, parts = match.string, match["note"].strip().split("、")
    if max(map(len, parts)) > 1 or not HAN.match(text[match.start() - 1 : match.start()]):
        return False
    return len(parts) > 1 or (parts[0] in table.alternatives and HAN.match(text[match.end() :]) is not None)


def _bare(text: str, table: LeftoverTable, brackets: list[Span]) -> Iterator[Span]:
    """Notes that stand in the running text, outside those in brackets."""
    any_note, each_note = _notes(table.notes)
    for start, end in _whole(each_note, text) if any_note.search(text) else ():
        is_inside = any(one.start <= start < one.end for one in brackets)
        if not is_inside and not _is_usual(text[:start], text[end:], table):
            yield Span(start, end)


def _whole(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where notes stand, such that overlap as one: 数据待补 and 待补充 are 数据待补充."""
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        start, end = match.span("note")
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _is_usual(before: str, after: str, table: LeftoverTable) -> bool:
    return before.endswith(table.no_notes_after) or after.startswith(table.no_notes_before)


# The table is read once, its pattern made once.
@lru_cache(maxsize=2)
def _notes(notes: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds whether there are any, quickly, and what finds each, such as begin within another, too."""
    some = "|".join(sorted(map(re.escape, notes), key=len, reverse=True))
    return re.compile(some), re.compile(f"(?=(?P<note>{some}))")


def _is_list(said: str, table: LeftoverTable) -> bool:
    """Whether the sentence only names what should stand there, such as 教师获奖，学生获奖或成绩."""
    parts = [part.strip() for part in PARTS.split(said)]
    if len(parts) < 2 or "或" not in said:
        return False
    return all(
        len(part) <= LONGEST_PART and part.endswith(table.categories) and not part.startswith(table.asking)
        for part in parts
    )
