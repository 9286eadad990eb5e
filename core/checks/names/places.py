"""Names of places in a paragraph: divisions of China, other names and pet names of them, and what is built like one."""

import re
from collections.abc import Iterator

from core.checks.names.tables import NameTables
from core.checks.names.words import NAME_TAGS, NameSpan, TaggedWords
from core.model.text import HAN_RANGE

PLACE = "place"
LONGEST = 12
ENDING = re.compile(r"自治[区州县旗]|街道|苏木|[农林牧]场|[省市区县旗州盟镇乡]")
AFTER_ENDING = frozenset("籍委府党政")

TAIL = re.compile(
    r"社区|街道|小区|公寓|花园|家园|教堂|嘎查|新区|高新区|开发区|水库|大道|公路|高速|大桥|隧道|广场|公园|景区|陵园|故居|纪念馆|遗址|机场|铁路|工业园|产业园|科技园|东路|西路|南路|北路|中路"
    r"|村|镇|乡|屯|寨|庄|路|街|巷|苑|寺|庙|江|河|湖|山|岭|岛|湾|溪|港|坡|沟|堡|坝"
)
PEOPLED = frozenset(("社区", "嘎查", "村", "屯", "寨", "大道", "东路", "西路", "南路", "北路"))
"""What nearly always bears a name, so that a plain word before it can be one: 春风社区."""

LAND = frozenset("江河湖山岭岛湾溪港坡")
"""One character before these makes a name (漓江); before others it is a kind (农村、道路)."""

LIST = re.compile(rf"[{HAN_RANGE}]{{2,4}}(村|社区|街道|镇|乡|路|街|巷)(?:[、和及与][{HAN_RANGE}]{{2,4}}\1)+")
MEMBER = re.compile(r"[^、和及与]+")

LINES = frozenset(("高速", "铁路", "公路"))
"""Named by what they join, each place by one character: 京港澳高速."""

HIGHER = frozenset("省市区县州盟旗")
"""A division begins behind these even where the words are cut otherwise."""

GOING = frozenset(("赴", "援", "对口", "支援", "来自", "前往", "帮扶", "驻"))
PEOPLE_OF = "籍"
PLAIN_TAGS = frozenset(("n", "nt", "j", "i", "l", "t"))
ALL_OF = frozenset("各全本该每某")


def places(words: TaggedWords, tables: NameTables) -> tuple[NameSpan, ...]:
    """All names of places, some perhaps inside others."""
    found = (*_divisions(words, tables), *_shorts(words, tables), *_built(words, tables))
    return (*found, *_listed(words, frozenset(name.end for name in found)))


def _shorts(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    known = frozenset(word for word in frozenset(words.words) if word in tables.shorts or word[:2] in tables.epithets)
    for index, word in enumerate(words.words) if known else ():
        if word in known and (word[:2] in tables.epithets or _is_short(words, index, tables)):
            yield NameSpan(words.starts[index], words.starts[index + 1], PLACE)


def _divisions(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """Full names of divisions: the longest that begins with a word."""
    for match in ENDING.finditer(words.text):
        end = match.end()
        if not (words.is_start(end) or words.text[end : end + 1] in AFTER_ENDING):
            continue
        begins = range(max(end - LONGEST, 0), end - len(match.group()))
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
    return ENDING.sub("", name) not in tables.words["kinds"]


def _is_short(words: TaggedWords, index: int, tables: NameTables) -> bool:
    """Whether a word that is the short name of a division means it here: not as a plain word, not alone in quotes."""
    word, start = words.word(index), words.starts[index]
    if words.is_masked(start) or words.quote(start, start + len(word)) == word:
        return False
    if word not in tables.words["common_words"]:
        return True
    return words.word(index - 1) in GOING or words.word(index + 1)[:1] == PEOPLE_OF


def _built(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    for match in TAIL.finditer(words.text):
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
    return words.starts[index - 1] if named else _plain_start(words, index, tail)


def _plain_start(words: TaggedWords, index: int, tail: str) -> int:
    """Where a name made of plain words begins: 京港澳高速, 良丰农场社区, 春风社区 at the beginning of a phrase."""
    if tail in LINES and words.tag(index - 1) == "j":
        return words.starts[index - 1]
    if tail not in PEOPLED:
        return -1
    if words.tag(index - 2) == "ns":
        return words.starts[index - 2]
    plain = len(words.word(index - 1)) == 2 and words.tag(index - 1) in PLAIN_TAGS
    return words.starts[index - 1] if plain and _is_edge(words, index - 2) else -1


def _listed(words: TaggedWords, ends: frozenset[int]) -> Iterator[NameSpan]:
    """The rest of an enumeration in which one member is known as a name: 坑西村、毛阳村和岙头村."""
    for match in LIST.finditer(words.text):
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
