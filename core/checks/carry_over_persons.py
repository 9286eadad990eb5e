"""Names of persons in a paragraph: beside a post or a form of address, in lists, alone in a clause."""

import re
from collections.abc import Iterator

from core.checks.carry_over_tables import NameTables
from core.checks.carry_over_words import Name, Words

PERSON = "person"
PERSON_TAGS = frozenset(("nr", "nrt", "nrfg"))
FULL = 3  # characters of most names with a surname of one character
DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}[·•][\u4e00-\u9fff]{2,6}(?:[·•][\u4e00-\u9fff]{2,6})?")
TELLING = 0.8  # share of characters that write foreign sounds in a name with a dot
RIGHT_TAGS = frozenset("xpcdvu")
BODIES = frozenset("部局委办组站室科院校处员省市区县镇乡村街路")
"""Characters that bodies and places end with and names do not."""

BY = frozenset(("由", "请", "邀请", "经", "向", "与", "和", "对", "让"))


def persons(words: Words, tables: NameTables) -> Iterator[Name]:
    """All names of persons."""
    yield from _dotted(words, tables)
    for index, tag in enumerate(words.tags):
        if tag in PERSON_TAGS or tag == "ns":
            first = _first_word(words, index, tables)
            if first is not None and _is_shown(words, first, index, tables):
                yield Name(words.starts[first], words.starts[index + 1], PERSON)


def _dotted(words: Words, tables: NameTables) -> Iterator[Name]:
    known = tables.words["transliteration"]
    for match in DOTTED.finditer(words.text):
        signs = re.sub(r"[·•]", "", match.group())
        if sum(sign in known for sign in signs) >= TELLING * len(signs) and not words.quote(*match.span()):
            yield Name(match.start(), match.end(), PERSON)


def _first_word(words: Words, index: int, tables: NameTables) -> int | None:
    """Where the name begins that ends with this word, itself or a surname before it; None if it is no name."""
    word = words.word(index)
    if words.tag(index) != "ns" and _could_be(word, tables):
        return index
    surname = words.word(index - 1)
    split = len(word) < 3 and surname in tables.words["surnames"] and _could_be(surname + word, tables)
    return index - 1 if split else None


def _could_be(word: str, tables: NameTables) -> bool:
    surnames, lists = tables.words["surnames"], tables.words
    single, double = len(word) in (2, 3) and word[0] in surnames, len(word) in (3, 4) and word[:2] in surnames
    if word[-1:] in BODIES or not (single or double):
        return False
    return not (word in lists["not_people"] or word in tables.shorts or tables.is_plain(word))


def _is_shown(words: Words, first: int, last: int, tables: NameTables) -> bool:
    """Whether the words around a possible name speak for one."""
    start, end = words.starts[first], words.starts[last + 1]
    if words.quote(start, end) or words.is_masked(start) or words.text[end : end + 1] == "*":
        return False
    if _is_called(words, first, last, tables) or _is_listed(words, first, last, tables):
        return True
    return end - start >= FULL and _is_alone(words, first, last)


def _is_called(words: Words, first: int, last: int, tables: NameTables) -> bool:
    """A post before it or a form of address behind; only a full name stands behind 党员 and the like."""
    before = words.word(first - 2 if words.word(first - 1).isspace() else first - 1)
    if _ends_with(before, tables.words["posts"]) or words.word(last + 1) in tables.words["titles"]:
        return True
    full = words.starts[last + 1] - words.starts[first] >= FULL
    return full and _ends_with(before, tables.words["roles"])


def _ends_with(word: str, known: frozenset[str]) -> bool:
    return any(word[-size:] in known for size in (2, 3, 4) if len(word) >= size)


def _is_listed(words: Words, first: int, last: int, tables: NameTables) -> bool:
    """Another name beside it, with nothing but 、 between them; one of them of full length."""
    own = words.starts[last + 1] - words.starts[first]
    for mark, other in ((first - 1, first - 2), (last + 1, last + 2)):
        word = words.word(other)
        named = words.word(mark) == "、" and words.tag(other) in PERSON_TAGS and _could_be(word, tables)
        if named and max(own, len(word)) >= FULL:
            return True
    return False


def _is_alone(words: Words, first: int, last: int) -> bool:
    """At the beginning of a clause or behind 由, and followed by a verb or a mark."""
    opens = words.tag(first - 1) == "x" or words.word(first - 1) in BY
    return opens and words.word(first - 1) != "、" and words.tag(last + 1)[:1] in RIGHT_TAGS
