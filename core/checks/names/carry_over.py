"""Carry-over check: names of persons, places and units in a report that belong to another unit.

Names that anybody may write (national bodies, well-known names, 延安精神) are skipped; those on the unit card are own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from core.checks.checked_text import checked
from core.checks.names.tables import NameTables
from core.model.card import UnitCard
from core.model.elements import Element, Role
from core.model.spans import Place, Span
from core.model.text import HAN_RANGE
from core.segment import tagged

# A paragraph as words with tags and places, for those who look for names in it.

QUOTED = re.compile(r"“[^“”\n]{1,30}”|《[^《》\n]{1,80}》|‘[^‘’\n]{1,30}’")
MASK = frozenset("*＊xXｘＸ×_＿〇○◯□")
NAME_TAGS = frozenset(("ns", "nr", "nrt", "nrfg", "nz"))
STOPPING = frozenset("pcdruxmyewfkq")
"""First letters of the tags of words that no name begins with or holds."""


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """``starts`` has one place more than there are words: where the text ends."""

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]

    def is_start(self, place: int) -> bool:
        """Whether a word begins here."""
        return self.starts[bisect_right(self.starts, place) - 1] == place

    def at(self, place: int) -> int:
        """The index of the word that holds the character at this place."""
        return bisect_right(self.starts, place) - 1

    def word(self, index: int) -> str:
        """A word; empty beyond both ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def tag(self, index: int) -> str:
        """Its tag; that of a mark beyond both ends."""
        return self.tags[index] if 0 <= index < len(self.tags) else "x"

    def length(self, part: tuple[int, int]) -> int:
        """How many characters the words from the first to the last of a part have."""
        return self.starts[part[1] + 1] - self.starts[part[0]]

    def stops(self, index: int) -> bool:
        """Whether the word is a mark, a number or one that governs others, or there is none."""
        return self.tag(index)[:1] in STOPPING or not "\u4e00" <= self.word(index)[:1] <= "\u9fff"

    def is_masked(self, place: int) -> bool:
        """Whether the character before the place is a mask, so that what follows is the rest of a name."""
        return self.text[place - 1 : place] in MASK

    def quote(self, start: int, end: int) -> str:
        """What stands in the quotation marks around the place, or nothing."""
        found = next((pair for pair in self.quotes if pair[0] < start and end < pair[1]), None)
        return self.text[found[0] + 1 : found[1] - 1] if found else ""


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """A name at ``start``–``end`` of a paragraph; ``sort`` is person, place or unit."""

    start: int
    end: int
    sort: str


def read_words(text: str) -> TaggedWords:
    """The words of a paragraph."""
    words, tags = zip(*tagged(text), strict=True) if text else ((), ())
    starts = tuple(accumulate(map(len, words), initial=0))
    return TaggedWords(text, words, tags, starts, tuple(match.span() for match in QUOTED.finditer(text)))


# Names of places in a paragraph: divisions of China, their other and literary names, and words that are built like one.

PLACE = "place"
LONGEST_PLACE = 12
PLACE_ENDING = re.compile(r"自治[区州县旗]|街道|苏木|[农林牧]场|[省市区县旗州盟镇乡]")
AFTER_ENDING = frozenset("籍委府党政")


LAND = frozenset("江河湖山岭岛湾溪港坡")
"""One character before these makes a name (漓江); before others it is a kind (农村、道路)."""

LIST = re.compile(rf"[{HAN_RANGE}]{{2,4}}(村|社区|街道|镇|乡|路|街|巷)(?:[、和及与][{HAN_RANGE}]{{2,4}}\1)+")
LISTED = re.compile("(?:村|社区|街道|镇|乡|路|街|巷)[、和及与]")
"""What a text with such a list has; it is quicker to look for."""

MEMBER = re.compile(r"[^、和及与]+")


HIGHER = frozenset("省市区县州盟旗")
"""A division begins behind these even where the words are cut otherwise."""

PEOPLE_OF = "籍"
PLAIN_TAGS = frozenset(("n", "nt", "j", "i", "l", "t"))
ALL_OF = frozenset("各全本该每某")


def places(words: TaggedWords, tables: NameTables) -> tuple[NameSpan, ...]:
    """All names of places, some perhaps inside others."""
    found = (*_divisions(words, tables), *_shorts(words, tables), *_built(words, tables))
    return (*found, *_listed_places(words, frozenset(name.end for name in found)))


def _shorts(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    known = frozenset(word for word in frozenset(words.words) if word in tables.shorts or word[:2] in tables.epithets)
    for index, word in enumerate(words.words) if known else ():
        if word in known and (word[:2] in tables.epithets or _is_short(words, index, tables)):
            yield NameSpan(words.starts[index], words.starts[index + 1], PLACE)


def _divisions(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """Full names of divisions: the longest that begins with a word."""
    for match in PLACE_ENDING.finditer(words.text):
        end = match.end()
        if not (words.is_start(end) or words.text[end : end + 1] in AFTER_ENDING):
            continue
        begins = range(max(end - LONGEST_PLACE, 0), end - len(match.group()))
        known = (start for start in begins if words.text[start:end] in tables.divisions)
        found = next((start for start in known if _is_division(words, start, end, tables)), None)
        if found is not None and not words.is_masked(found):
            yield NameSpan(found, end, PLACE)


def _is_division(words: TaggedWords, start: int, end: int, tables: NameTables) -> bool:
    """Whether the name of a division means one here."""
    name = words.text[start:end]
    begins = words.is_start(start) or words.text[start - 1] in HIGHER
    if not begins or name in tables.words["common_names"]:
        return False
    if len(name) == 2 and words.word(words.at(start)) != name:  # 和县委: no name but 和 and 县委
        return False
    return PLACE_ENDING.sub("", name) not in tables.words["kinds"]


def _is_short(words: TaggedWords, index: int, tables: NameTables) -> bool:
    """Whether a word that is the short name of a division means it here: not as a plain word, not alone in quotes."""
    word, start = words.word(index), words.starts[index]
    if words.is_masked(start) or words.quote(start, start + len(word)) == word:
        return False
    if word not in tables.words["common_words"]:
        return True
    return words.word(index - 1) in tables.words["going"] or words.word(index + 1)[:1] == PEOPLE_OF


def _built(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    for match in tables.place_tail.finditer(words.text):
        if len(match.group()) < 2 and not words.is_start(match.end()):
            continue
        index = words.at(match.start())
        start = words.starts[index]
        if start == match.start():
            start = _stem_start(words, index, match.group(), tables)
        elif not _is_whole(words, index, match.group(), tables):
            continue
        if 0 <= start < match.start() and not words.is_masked(start):
            yield NameSpan(start, match.end(), PLACE)


def _is_whole(words: TaggedWords, index: int, tail: str, tables: NameTables) -> bool:
    """Whether one word, such as 漓江, is a name with its ending."""
    word, tag = words.word(index), words.tag(index)
    stem = word.removesuffix(tail)
    if word[0] in ALL_OF or not _is_named(words, index, tables) or stem in tables.words["kinds"]:
        return False
    if tag != "ns" and words.quote(words.starts[index], words.starts[index + 1]):
        return False
    return len(stem) > 1 or (tail in LAND and tag == "ns")


def _is_named(words: TaggedWords, index: int, tables: NameTables) -> bool:
    """Whether the tag says that the word is a name, and no list that it is none."""
    return words.tag(index) in NAME_TAGS and words.word(index) not in tables.words["not_people"]


def _stem_start(words: TaggedWords, index: int, tail: str, tables: NameTables) -> int:
    """Where the name begins whose ending is the word ``index``; -1 where the words before it are no name."""
    before = words.word(index - 1)
    if len(before) < 2 or words.stops(index - 1) or before in tables.words["kinds"]:
        return -1
    named = _is_named(words, index - 1, tables) or before in tables.shorts
    return words.starts[index - 1] if named else _plain_start(words, index, tail, tables)


def _plain_start(words: TaggedWords, index: int, tail: str, tables: NameTables) -> int:
    """Where a name made of plain words begins: 京港澳高速, 良丰农场社区, 春风社区 at the beginning of a phrase."""
    if tail in tables.words["lines"] and words.tag(index - 1) == "j":
        return words.starts[index - 1]
    if tail not in tables.words["peopled_tails"]:
        return -1
    if words.tag(index - 2) == "ns":
        return words.starts[index - 2]
    plain = len(words.word(index - 1)) == 2 and words.tag(index - 1) in PLAIN_TAGS
    return words.starts[index - 1] if plain and _is_edge(words, index - 2) else -1


def _listed_places(words: TaggedWords, ends: frozenset[int]) -> Iterator[NameSpan]:
    """The rest of an enumeration in which one member is known as a name: 坑西村、毛阳村和岙头村."""
    for match in LIST.finditer(words.text) if LISTED.search(words.text) else ():
        members = [(match.start() + m.start(), match.start() + m.end()) for m in MEMBER.finditer(match.group())]
        if any(end in ends for _, end in members):
            members[0] = (_begin(words, *members[0]), members[0][1])
            rest = ((start, end) for start, end in members if end not in ends)
            yield from (NameSpan(start, end, PLACE) for start, end in rest if end - start > 2)


def _begin(words: TaggedWords, start: int, end: int) -> int:
    """Where the first member of an enumeration begins: behind a verb or preposition."""
    inside = range(words.at(start), words.at(end - 1) + 1)
    stops = [words.starts[index + 1] for index in inside if words.stops(index) or words.tag(index) == "v"]
    return max([start, *(stop for stop in stops if stop < end)])


def _is_edge(words: TaggedWords, index: int) -> bool:
    """Whether a name can begin behind this word: a mark, a preposition, our own district, a division's name."""
    return words.stops(index) or words.word(index)[-1:] in "区县市镇乡"


PERSON = "person"
Part = tuple[int, int]
PERSON_TAGS = frozenset(("nr", "nrt", "nrfg"))
NAMED_TAGS = PERSON_TAGS | {"ns"}
FULL = 3  # characters of most names with a surname of one character
DOT = re.compile("[·•]")
RIGHT_TAGS = frozenset("xpcdvu")
BODIES = frozenset("制长部局委办组站室科院校处员省市区县镇乡村街路")
"""Characters that bodies and places end with and names do not."""

LOOSE = frozenset(("a", "n", "ng", "nr", "g", "ag", "vg", "zg", "nz", "j", "z"))
ENDS = frozenset(("、", "，", "。", "；", "等", "同志", ""))
"""What may follow a name that the segmenter has split."""

MASKING = "*某×"


def persons(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """All names of persons."""
    yield from _dotted(words, tables)
    named = [index for index, tag in enumerate(words.tags) if tag in NAMED_TAGS]
    found = [part for index in named if (part := _part(words, index, tables))]
    listed = _listed(words, found)
    shown = (
        part for part in found if part in listed or _is_called(words, part, tables) or _is_alone(words, part, tables)
    )
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
    called, lasts = tables.words["called"], tables.words["called_ends"]
    ends = [index for index, word in enumerate(words.words[:-1]) if word[-1] in lasts]
    posts = [index for index in ends if _ends_with(words.words[index], called) and not words.stops(index + 1)]
    actions = tuple(tables.words["actions"]) if posts else ()
    for index in posts:
        parts = ((index + 1, index + 1), (index + 1, min(index + 2, len(words.words) - 1)))
        yield from (
            part
            for part in parts
            if words.text.startswith(actions, words.starts[part[1] + 1]) and _could_be(_text(words, part), tables)
        )


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


def _is_alone(words: TaggedWords, part: Part, tables: NameTables) -> bool:
    """A full name at the beginning of a clause or behind 由, and followed by a verb or a mark."""
    before = words.word(part[0] - 1)
    opens = words.tag(part[0] - 1) == "x" or before in tables.words["agents"]
    followed = words.tag(part[1] + 1)[:1] in RIGHT_TAGS
    full = words.length(part) >= FULL and words.word(part[1])[-1] not in LAND
    return full and opens and before != "、" and followed


UNIT = "unit"
PEOPLED = re.compile(r"(?:街道|社区|[村镇乡])$")
"""A village or street is named for itself; the unit's own name begins behind it."""

LONGEST = 18


def units(words: TaggedWords, tables: NameTables, known: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """All names of units; ``known`` are the places found in the same paragraph."""
    begins = {name.start: name.end for name in known if name.sort == PLACE}
    for match in tables.unit_tail.finditer(words.text):
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
        if start < tail and _unit_names(words, index, begins, tables):
            found = start
    return None if found is None or words.is_masked(found) else found


def _ends_before(words: TaggedWords, index: int, begins: dict[int, int], tables: NameTables) -> bool:
    """Whether a unit's name cannot reach back over the word."""
    if words.stops(index) or words.word(index) in tables.words["unit_verbs"]:
        return True
    start = words.starts[index]
    return PEOPLED.search(words.text[start : begins.get(start, start)]) is not None


def _unit_names(words: TaggedWords, index: int, begins: dict[int, int], tables: NameTables) -> bool:
    word = words.word(index)
    if words.starts[index] in begins or _begins_with_place(word, tables):
        return True
    if words.tag(index) not in NAME_TAGS or len(word) < 2 or word[0] in ALL_OF or tables.is_plain(word):
        return False
    return not any(word in tables.words[name] for name in ("not_people", "kinds", "common_words"))


def _begins_with_place(word: str, tables: NameTables) -> bool:
    """湖南师范大学 as one word."""
    return len(word) > 3 and (word[:2] in tables.shorts or word[:3] in tables.shorts)


__all__ = ("PERSON", "PLACE", "UNIT", "ForeignName", "foreign_names", "head_words", "own_words")

ENDING = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治[区州县旗]|特别行政区|街道(?:办事处)?|新区|[省市区县旗州盟镇乡])$")
QUOTATION = re.compile(r"[“《][^“”《》]{1,20}[”》](?:工程|行动|计划)?")
HEADS = frozenset({Role.TITLE, Role.SUBTITLE, Role.SIGNATURE})
SEPARATORS = re.compile(r"[\s、，,；;]+")


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A name that is not one's own: its ``sort`` (person, place, unit) and all its places, first to last."""

    sort: str
    text: str
    places: tuple[Place, ...]


def foreign_names(elements: Sequence[Element], tables: NameTables, own: frozenset[str]) -> tuple[ForeignName, ...]:
    """The names in the elements that are neither common property nor among ``own``, in order."""
    found: dict[tuple[str, str], list[Place]] = {}
    for element, names in checked(elements).per_paragraph(_names_in, tables):
        for name in names if element.role is not Role.NOISE else ():
            text = element.content[name.start : name.end]
            if not is_own(text, own, tables):
                place = Place(element.id, Span(name.start, name.end))
                found.setdefault((name.sort, text), []).append(place)
    return tuple(ForeignName(sort, text, tuple(spots)) for (sort, text), spots in found.items())


def own_words(card: UnitCard) -> frozenset[str]:
    """Every name on a card, those of places with and without their ending."""
    divisions = (card.province, card.city, card.county, card.town)
    names = [card.unit, *divisions, *card.short_names, *card.others]
    names += [word for leader in card.leaders for word in (leader.name, leader.post)]
    stems = [ENDING.sub("", name) for name in divisions]
    return frozenset(name for name in (*names, *stems) if len(name) > 1)


def head_words(elements: Iterable[Element], tables: NameTables) -> frozenset[str]:
    """Every name in the titles and signatures of a report, those of places with and without their ending."""
    heads = [element for element in elements if element.role in HEADS]
    names = [head.content[name.start : name.end] for head in heads for name in _names_in(head, tables)]
    return frozenset(name for name in (*names, *(ENDING.sub("", name) for name in names)) if len(name) > 1)


def is_own(text: str, own: frozenset[str], tables: NameTables) -> bool:
    """Whether a name is own: part of an own name, containing one, or the epithet of the own province."""
    if any(text in word or word in text for word in own):
        return True
    return any(tables.epithets[word] in own for word in tables.epithets if word in text)


def _names_in(element: Element, tables: NameTables) -> tuple[NameSpan, ...]:
    return tuple(_names(read_words(element.content), tables)) if element.content else ()


def _names(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """The names of a paragraph in order, without nested ones and those that anybody may write."""
    spots = places(words, tables)
    found = [*spots, *persons(words, tables), *units(words, tables, spots)]
    end = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end, name.sort)):
        if name.end > end and not _is_everybodys(words, name, tables):
            yield name
            end = name.end


def _is_everybodys(words: TaggedWords, name: NameSpan, tables: NameTables) -> bool:
    text = words.text[name.start : name.end]
    if tables.is_plain(text) or _is_part(words, name, tables.nationals.get(text, ())):
        return True
    following = QUOTATION.sub("", words.text[name.end : name.end + 24])
    return name.sort == PLACE and following.startswith(tuple(tables.words["lessons"]))


def _is_part(words: TaggedWords, name: NameSpan, holders: Sequence[str]) -> bool:
    """Whether the name stands inside one that everybody knows: 长江 in 长江经济带."""
    text = words.text[name.start : name.end]
    return any(
        words.text.startswith(holder, name.start - holder.index(text))
        for holder in holders
        if name.start >= holder.index(text)
    )
