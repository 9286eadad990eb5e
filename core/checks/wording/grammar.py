"""Slips of grammar that official prose really has, in the shapes that leave no doubt: 通过…，使…, 超过…以上, 增加…水平."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import CLAUSE_ENDS, DIGIT_RANGE, HAN_DIGITS, HAN_RANGE, PHRASE_ENDS
from core.segment import tagged

TEXT = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.CLOSING})
IN_CLAUSE, IN_PHRASE = f"[^{CLAUSE_ENDS},;:]", f"[^{PHRASE_ENDS},;:]"
PHRASE = re.compile(f"{IN_PHRASE}+")
NUMBER = (
    rf"(?:[{DIGIT_RANGE}][{DIGIT_RANGE}.,]*|百分之[{HAN_DIGITS}十百两几]+|[{HAN_DIGITS}十百千万两几半]+)"
    rf"(?:分之[{HAN_DIGITS}十\d]+)?[余多]?[万亿千百%％]*"
)
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "分句": IN_CLAUSE,
        "词组": IN_PHRASE,
        "起": r"(?:^|(?<=[。；！？\s]))",
        "止": rf"(?=[{PHRASE_ENDS}”）)\s]|$)",
        "汉": f"[{HAN_RANGE}]",
        "数量": rf"{NUMBER}(?:(?!的)[{HAN_RANGE}]){{0,5}}?",
        "了": r"(?<![为除罢不未末终明得])了(?![了解然如望结却不得若]|此[心生一残])",
    }
)
"""What a shape may name between two ``%`` beside the lists and parts of the table."""

NAMED = re.compile("%([^%]+)%")
DEEPEST = 4
"""Parts within parts of a table."""

BARE: Mapping[str, str | None] = MappingProxyType(
    {"bare": "了", "bare_one": "了", "bare_first": None, "bare_counted": "了"}
)
"""Shapes of sentences without a predicate, with what 的 may be meant for; 第一座 is no object of a verb."""

NEAR_BARE: Mapping[str, str] = MappingProxyType(
    {"bare": "near_bare", "bare_one": "near_bare", "bare_first": "near_bare", "bare_counted": "near_counted"}
)
"""What a text with such a sentence has; it is quicker to look for."""

OF_ONE = frozenset({"bare_one", "bare_first"})
LEAST_APART = 5
"""Characters from the beginning of an adverb to its second one; 不断改进不断提高 is meant."""

Slip = tuple[Span, str, str | None, tuple[tuple[str, str], ...]]
"""Place, the last word of the code, replacement, and parameters of the sentence."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern whose group ``odd`` is reported; ``right`` is the template of the replacement.

    No text without one of the words ``holds`` has it.
    """

    code: str
    holds: tuple[str, ...]
    pattern: re.Pattern[str]
    right: str | None


@dataclass(frozen=True, slots=True)
class GrammarTable:
    """Shapes of slips, and the words and patterns by which the other rules decide; ``pairs`` are wrong objects of verbs."""

    shapes: tuple[Shape, ...]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    pairs: Mapping[str, Mapping[str, str]]


def grammar_table(
    lists: Mapping[str, str], parts: Mapping[str, str], shapes: Iterable[Mapping[str, str]]
) -> GrammarTable:
    """The table of ``resources/words/grammar.toml``, which describes each list; ValueError or KeyError for a damaged one."""
    pairs = _pairs(lists["pairs"])
    words = {name: frozenset(some.split()) for name, some in lists.items()} | _words_of(pairs)
    known = {**MARKS, **{name: _one_of(some) for name, some in words.items()}, **parts}
    patterns = {name: _compiled(part, known) for name, part in parts.items()}
    return GrammarTable(
        tuple(_shape(one, known) for one in shapes), MappingProxyType(words), MappingProxyType(patterns), pairs
    )


def _words_of(pairs: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    entries = [entry for nouns in pairs.values() for entry in nouns.items()]
    return {
        "pairs": frozenset(pairs),
        "objects": frozenset(noun for noun, _ in entries),
        "rights": frozenset(right for _, right in entries),
    }


def _shape(row: Mapping[str, str], known: Mapping[str, str]) -> Shape:
    return Shape(row["code"], tuple(row["holds"].split()), _compiled(row["pattern"], known), row.get("right"))


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda one: (-len(one), one)))})"


def _compiled(pattern: str, known: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern with everything named in it; KeyError for a name that nothing has."""
    for _ in range(DEEPEST):
        pattern = NAMED.sub(lambda match: known[match[1]], pattern)
    return re.compile(pattern)


def _pairs(text: str) -> Mapping[str, Mapping[str, str]]:
    """For each verb its wrong objects, each with the verb that it wants. ValueError for a line of another form."""
    found: dict[str, Mapping[str, str]] = {}
    for line in filter(str.strip, text.split("\n")):
        verb, _, entries = line.partition("：")
        rows = [entry.partition("=") for entry in entries.split()]
        if not rows or not all(noun and right for noun, _, right in rows):
            raise ValueError(line)
        found[verb.strip()] = MappingProxyType({noun: right for noun, _, right in rows})
    return MappingProxyType(found)


def check_grammar(element: Element, table: GrammarTable) -> Iterator[Finding]:
    """Such slips of running text, also behind a heading in the same paragraph, each place once; ``replacement`` mends one word."""
    if element.role not in TEXT and not element.run_in:
        return
    start = 0 if element.role in TEXT else element.heading_length
    free = 0
    slips = _slips(element.content[start:], table)
    for span, code, right, words in sorted(slips, key=lambda one: (one[0].start, one[0].end)):
        if span.start >= free:
            free = span.end
            yield finding_at(element, span.moved(start), code, right, **dict(words))


def _slips(text: str, table: GrammarTable) -> Iterator[Slip]:
    for shape in table.shapes:
        for match in shape.pattern.finditer(text) if any(word in text for word in shape.holds) else ():
            right = None if shape.right is None else match.expand(shape.right)
            yield Span(*match.span("odd")), shape.code, right, ()
    for phrase in PHRASE.finditer(text) if table.patterns["adverb_again"].search(text) else ():
        yield from _twice(phrase, table)
    yield from _incomplete(text, table)
    yield from _mismatched(text, table)


def _incomplete(text: str, table: GrammarTable) -> Iterator[Slip]:
    """A sentence that is nothing but a verb, 的, and a noun before or behind its number: 的 for 了, or 这是 is missing before it."""
    near = {name for name in set(NEAR_BARE.values()) if table.patterns[name].search(text)}
    for name in (name for name in BARE if NEAR_BARE[name] in near):
        for match in table.patterns[name].finditer(text):
            if _is_incomplete(match, name in OF_ONE, table):
                yield Span(*match.span("odd")), "grammar_bare", BARE[name], ()


def _is_incomplete(match: re.Match[str], is_of_one: bool, table: GrammarTable) -> bool:
    before = match["before"]
    is_verb = _is_verb(before, table) and (not is_of_one or _has_one_verb(before, table))
    return is_verb and _is_bare(match["rest"], table)


def _has_one_verb(before: str, table: GrammarTable) -> bool:
    """Whether the verb before 的 is the only one, so that the noun is no object of another: 法院审结涉案的一批积案."""
    last = before.rpartition("后")[2]
    if any(word in last for word in table.words["not_bare"]):
        return False
    words = tagged(table.patterns["serial"].sub("", last))
    return not any(tag in ("v", "vn", "l") or word in table.words["bare_verbs"] for word, tag in words[:-1])


def _twice(phrase: re.Match[str], table: GrammarTable) -> Iterator[Slip]:
    """The second of two equal adverbs in one clause, unless it stands in another one's attribute: 不断增长的."""
    said: dict[str, int] = {}
    text = phrase.group()
    for match in table.patterns["adverb"].finditer(text):
        first = said.get(match["one"], match.start())
        said[match["one"]] = match.start()
        between = text[first + len(match["one"]) : match.start()]
        if match.start() - first > LEAST_APART and not _is_meant(match["one"], between, table):
            yield Span(*match.span()).moved(phrase.start()), "grammar_twice", "", ()


def _is_meant(adverb: str, between: str, table: GrammarTable) -> bool:
    if table.patterns["parted"].search(between):
        return True
    if adverb not in table.words["both_adverbs"] and table.patterns["one_done"].search(between):
        return False
    return adverb in table.words["light_adverbs"] and table.patterns["joined"].search(between) is not None


def _is_verb(before: str, table: GrammarTable) -> bool:
    """Whether the words before 的 end in a verb and say nothing that is complete already."""
    word, tag = tagged(before)[-1]
    is_verb = tag in ("v", "vn", "x", "j", "l") or word in table.words["bare_verbs"]
    return is_verb and not table.patterns["complete"].search(before)


def _is_bare(rest: str, table: GrammarTable) -> bool:
    """Whether what is counted has no verb of its own behind it."""
    words: Sequence[tuple[str, str]] = tagged(rest)
    predicates = table.words["predicates"]
    if any(not predicates.isdisjoint((word, word[:2])) or tag[:1] in "dpr" for word, tag in words):
        return False
    last, tag = words[-1]
    return tag[0] in "nq" or tag in ("vn", "an", "i", "l", "x", "j", "k", "s") or last in table.words["bare_tails"]


def _mismatched(text: str, table: GrammarTable) -> Iterator[Slip]:
    """A verb with an object that it cannot have, before or behind it."""
    behind = table.patterns["governed"].finditer(text)
    before = table.patterns["predicated"].finditer(text)
    for match in (*(one for one in behind if _governs(one, table)), *before):
        verb, noun = match["verb"], match["noun"]
        right = table.pairs[verb].get(noun)
        if right is not None:
            yield Span(*match.span("verb")), "grammar_pair", right, (("noun", noun), ("verb", verb))


def _governs(match: re.Match[str], table: GrammarTable) -> bool:
    """Whether the verb has the object: no other one has it, nor are verb and noun one word as in 加大改善力度."""
    clause = re.split(f"[{PHRASE_ENDS}]", match.string[: match.start()])[-1]
    if table.patterns["governor"].search(clause) or table.patterns["between_them"].search(
        match["between"] + match["noun"]
    ):
        return False
    return bool(match["between"]) or table.patterns["opens"].search(clause) is not None
