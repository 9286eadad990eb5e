"""Names of units in a paragraph: firms, schools, hospitals and the like with a name in front."""

import re
from collections.abc import Iterator, Sequence

from core.checks.names.places import ALL_OF, PLACE
from core.checks.names.tables import NameTables
from core.checks.names.words import NAME_TAGS, NameSpan, TaggedWords

UNIT = "unit"
PEOPLED = re.compile(r"(?:街道|社区|[村镇乡])$")
"""A village or street is named for itself; the unit's own name begins behind it."""

LONGEST = 18
TAIL = re.compile(
    r"集团有限(?:责任)?公司|股份有限(?:责任)?公司|有限(?:责任)?公司|集团公司|公司|集团|大学|学院|医院|银行|中学|小学|幼儿园|研究院|研究所|合作社|酒店|农场|林场|商会|日报社?"
    r"|人民政府|管委会|厂|局(?<![定结布格全大开当政变战时邮].)"
)


def units(words: TaggedWords, tables: NameTables, known: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """All names of units; ``known`` are the places found in the same paragraph."""
    begins = {name.start: name.end for name in known if name.sort == PLACE}
    for match in TAIL.finditer(words.text):
        if words.is_start(match.end()):
            start = _start(words, match.start(), begins, tables)
            if start is not None:
                yield NameSpan(start, match.end(), UNIT)


def _start(words: TaggedWords, tail: int, begins: dict[int, int], tables: NameTables) -> int | None:
    """Where the unit's name begins: at the first place, person's or brand name in the unbroken words before its ending."""
    found = None
    for index in range(words.at(tail), -1, -1):
        start = words.starts[index]
        if tail - start >= LONGEST or _ends_before(words, index, begins, tables):
            break
        if start < tail and _names(words, index, begins, tables):
            found = start
    return None if found is None or words.is_masked(found) else found


def _ends_before(words: TaggedWords, index: int, begins: dict[int, int], tables: NameTables) -> bool:
    """Whether a unit's name cannot reach back over the word."""
    if words.stops(index) or words.word(index) in tables.words["unit_verbs"]:
        return True
    start = words.starts[index]
    return PEOPLED.search(words.text[start : begins.get(start, start)]) is not None


def _names(words: TaggedWords, index: int, begins: dict[int, int], tables: NameTables) -> bool:
    word = words.word(index)
    if words.starts[index] in begins or _begins_with_place(word, tables):
        return True
    if words.tag(index) not in NAME_TAGS or len(word) < 2 or word[0] in ALL_OF or tables.is_plain(word):
        return False
    return not any(word in tables.words[name] for name in ("not_people", "kinds", "common_words"))


def _begins_with_place(word: str, tables: NameTables) -> bool:
    """湖南师范大学 as one word."""
    return len(word) > 3 and (word[:2] in tables.shorts or word[:3] in tables.shorts)
