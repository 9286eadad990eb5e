"""Names of persons in a paragraph: beside a post or a form of address, in lists, alone in a clause."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.checks.names.places import LAND
from core.checks.names.tables import NameTables
from core.checks.names.words import NameSpan, TaggedWords

PERSON = "person"
Part = tuple[int, int]
PERSON_TAGS = frozenset(("nr", "nrt", "nrfg"))
FULL = 3  # characters of most names with a surname of one character
DOT = re.compile("[·•]")
RIGHT_TAGS = frozenset("xpcdvu")
BODIES = frozenset("制长部局委办组站室科院校处员省市区县镇乡村街路")
"""Characters that bodies and places end with and names do not."""

LOOSE = frozenset(("a", "n", "ng", "nr", "g", "ag", "vg", "zg", "nz", "j", "z"))
ENDS = frozenset(("、", "，", "。", "；", "等", "同志", ""))
"""What may stand behind a name that the words tear."""

MASKING = "*某×"

BY = frozenset(("由", "请", "邀请", "经", "向", "与", "和", "对", "让"))


def persons(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """All names of persons."""
    yield from _dotted(words, tables)
    tagged = (index for index, tag in enumerate(words.tags) if tag in PERSON_TAGS or tag == "ns")
    found = [part for index in tagged if (part := _part(words, index, tables))]
    listed = _listed(words, found)
    shown = (part for part in found if part in listed or _is_called(words, part, tables) or _is_alone(words, part))
    for part in (*shown, *_acting(words, tables)):
        yield from _name(words, part)


def _name(words: TaggedWords, part: Part) -> Iterator[NameSpan]:
    """The name, unless it is quoted or masked."""
    start, end = words.starts[part[0]], words.starts[part[1] + 1]
    masked = words.is_masked(start) or any(sign in words.text[start : end + 1] for sign in MASKING)
    if not masked and not words.quote(start, end):
        yield NameSpan(start, end, PERSON)


def _listed(words: TaggedWords, found: Sequence[Part]) -> frozenset[Part]:
    """Names with nothing but 、 between them; one of full length speaks for its neighbour: 赵倩、孙立波."""
    return frozenset(
        part
        for pair in pairwise(found)
        if pair[0][1] + 2 == pair[1][0] and words.word(pair[1][0] - 1) == "、" and FULL in map(words.length, pair)
        for part in pair
    )


def _acting(words: TaggedWords, tables: NameTables) -> Iterator[Part]:
    """Names tagged as plain words, between a post and a verb: 校长高飞出席."""
    called, lasts, deeds = tables.words["called"], tables.words["called_ends"], tuple(tables.words["deeds"])
    for index, word in enumerate(words.words[:-1]):
        if word[-1] in lasts and _ends_with(word, called) and not words.stops(index + 1):
            parts = ((index + 1, index + 1), (index + 1, min(index + 2, len(words.words) - 1)))
            yield from (part for part in parts if _acts(words, part, deeds) and _could_be(_text(words, part), tables))


def _acts(words: TaggedWords, part: Part, deeds: tuple[str, ...]) -> bool:
    return words.text.startswith(deeds, words.starts[part[1] + 1])


def _text(words: TaggedWords, part: Part) -> str:
    return words.text[words.starts[part[0]] : words.starts[part[1] + 1]]


def _dotted(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """吾买尔江·买买提: characters that write foreign sounds on both sides of a dot."""
    if DOT.search(words.text) is None or not tables.words["transliteration"]:
        return
    sounds = "[" + "".join(sorted(tables.words["transliteration"])) + "]{2,}"
    for match in re.finditer(f"{sounds}{DOT.pattern}{sounds}", words.text):
        if not words.quote(*match.span()):
            yield NameSpan(*match.span(), PERSON)


def _part(words: TaggedWords, index: int, tables: NameTables) -> Part | None:
    """First and last word of the name that holds this one: alone, with a surname before it or a character behind it."""
    word = words.word(index)
    if words.tag(index) != "ns" and _could_be(word, tables):
        return index, index + _is_torn(words, index)
    surname = words.word(index - 1)
    split = len(word) < 3 and surname in tables.words["surnames"] and _could_be(surname + word, tables)
    return (index - 1, index) if split else None


def _is_torn(words: TaggedWords, index: int) -> bool:
    """Whether the last character of a name was segmented as a separate word: 赵国、强."""
    torn = len(words.word(index)) == 2 and len(words.word(index + 1)) == 1 and words.tag(index + 1) in LOOSE
    return torn and words.word(index + 2) in ENDS


def _could_be(word: str, tables: NameTables) -> bool:
    surnames, lists = tables.words["surnames"], tables.words
    single, double = len(word) in (2, 3) and word[0] in surnames, len(word) in (3, 4) and word[:2] in surnames
    if word[-1:] in BODIES or not (single or double):
        return False
    return not (word in lists["not_people"] or word in tables.shorts or tables.is_plain(word))


def _is_called(words: TaggedWords, part: Part, tables: NameTables) -> bool:
    """A post before it or a form of address behind; only a full name stands behind 党员 and the like."""
    first, last = part
    before = words.word(first - 2 if words.word(first - 1).isspace() else first - 1)
    if _ends_with(before, tables.words["posts"]) or words.word(last + 1) in tables.words["titles"]:
        return True
    return words.length(part) >= FULL and _ends_with(before, tables.words["roles"])


def _ends_with(word: str, known: frozenset[str]) -> bool:
    return any(word[-size:] in known for size in (2, 3, 4) if len(word) >= size)


def _is_alone(words: TaggedWords, part: Part) -> bool:
    """A full name at the beginning of a clause or behind 由, and followed by a verb or a mark."""
    before = words.word(part[0] - 1)
    opens = words.tag(part[0] - 1) == "x" or before in BY
    followed = words.tag(part[1] + 1)[:1] in RIGHT_TAGS
    full = words.length(part) >= FULL and words.word(part[1])[-1] not in LAND
    return full and opens and before != "、" and followed
