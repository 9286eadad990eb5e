"""Persons of a document: one name written with two characters that sound alike, one person with two posts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from core.checks.checked_text import CheckedText, checked
from core.checks.reporting import finding
from core.checks.spelling.look_alikes import Twins, may_be_confused
from core.checks.wording.phrases import is_one_sign_off
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.model.text import HAN_RANGE

SIGNS = f"[{HAN_RANGE}]"
HAN_RUN = re.compile(rf"{SIGNS}+\Z")
LONGEST = 12
"""Characters before a post that are looked at."""

SAME_BODY = 2
BODY = re.compile(rf"[{HAN_RANGE}]{{2}}部\Z")
LEAST = 3
"""Characters of the names that are compared."""


@dataclass(frozen=True, slots=True)
class PersonPatterns:
    """Names behind a post, with what stands before it, and names that begin a text, or a clause of it, and do something.

    A text without ``post`` has none of the first.
    """

    post: re.Pattern[str]
    behind_post: re.Pattern[str]
    first: re.Pattern[str]
    behind_mark: re.Pattern[str]
    former: re.Pattern[str]


class _Person(NamedTuple):
    name: str
    body: str
    post: str
    place: Place


def person_patterns(lists: Mapping[str, str]) -> PersonPatterns:
    """The patterns of the lists of names that are asked for here."""
    names = ("surnames", "heads", "actions", "further_actions")
    surnames, heads, *actions = ("|".join(lists.get(name, "").split()) or "\\Z" for name in names)
    doing, former = "|".join(actions), "|".join(lists.get("former_posts", "").split()) or "(?!)"
    name = rf"(?P<name>(?:{surnames}){SIGNS}{{1,2}}?)"
    posts = rf"(?P<post>副?(?:{heads}))"
    acting = rf"{name}(?=同志|{doing})"
    return PersonPatterns(
        re.compile(f"(?:{heads})(?:{surnames})"),
        re.compile(rf"{posts}{name}(?=同志|等|[，。、；：\s（）]|$|{doing})"),
        re.compile(acting),
        re.compile(f"[，。、；：“]{acting}"),
        re.compile(former),
    )


def check_persons(elements: Sequence[Element], patterns: PersonPatterns, twins: Twins) -> Iterator[Finding]:
    """The rarer of two like names, the later of two posts."""
    text = checked(elements)
    persons = _gathered(text, patterns)
    for one, two in _alike(persons):
        if _is_like(one, two, twins) and not _are_together(text, one, two):
            usual, rare = sorted((persons[one], persons[two]), key=len, reverse=True)
            right = usual[0].name if len(usual) > len(rare) else None
            found = finding("person_near", rare[0].place, rare[0].name, right, usual=usual[0].name)
            yield replace(found, others=tuple(person.place for person in (*rare[1:], usual[0])))
    for said in persons.values():
        yield from _two_posts(said)


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names as long as each other with one surname."""
    families: dict[tuple[str, int], list[str]] = {}
    for name in names:
        families.setdefault((name[0], len(name)), []).append(name)
    for family in families.values():
        yield from combinations(family, 2)


def _gathered(text: CheckedText[Element], patterns: PersonPatterns) -> dict[str, list[_Person]]:
    persons: dict[str, list[_Person]] = {}
    for _, found in text.per_paragraph(_persons, patterns):
        for person in found:
            persons.setdefault(person.name, []).append(person)
    return persons


def _are_together(elements: Iterable[Element], one: str, two: str) -> bool:
    """Whether one paragraph names both, as two persons."""
    return any(one in element.content and two in element.content for element in elements)


def _persons(element: Element, patterns: PersonPatterns) -> tuple[_Person, ...]:
    content = element.content
    found: dict[Span, tuple[str, str, str]] = {}
    for match in patterns.behind_post.finditer(content) if patterns.post.search(content) else ():
        before = HAN_RUN.search(content, max(0, match.start() - LONGEST), match.start())
        body = before.group() if before else ""
        if not patterns.former.search(body):
            found[Span(*match.span("name"))] = match["name"], body, match["post"]
    first = patterns.first.match(content)
    for match in (*([first] if first else ()), *patterns.behind_mark.finditer(content)):
        found.setdefault(Span(*match.span("name")), (match["name"], "", ""))
    return tuple(_Person(*name, Place(element.id, span)) for span, name in found.items())


def _is_like(one: str, two: str, twins: Twins) -> bool:
    """Whether one character of the given name differs, and the two are taken for each other."""
    if len(one) < LEAST or not is_one_sign_off(one, two):
        return False
    signs = next(pair for pair in zip(one, two, strict=True) if pair[0] != pair[1])
    return may_be_confused(*signs, twins)


def _two_posts(said: Iterable[_Person]) -> Iterator[Finding]:
    posts: dict[tuple[str, str], _Person] = {}
    for person in said:
        if person.post:
            posts.setdefault((person.body, person.post), person)
    for one, two in combinations(posts.values(), 2):
        if _is_other_post(one, two):
            found = finding("person_post", two.place, two.name, post=_shown(two), usual=_shown(one))
            yield replace(found, others=(one.place,))
            return


def _shown(person: _Person) -> str:
    body = BODY.search(person.body)
    return (body.group() if body else "") + person.post


def _is_other_post(one: _Person, two: _Person) -> bool:
    """局长 here and 副局长 there, or head of another department."""
    if one.post != two.post:
        is_same = one.body[-SAME_BODY:] == two.body[-SAME_BODY:] != ""
        return is_same and one.post.removeprefix("副") == two.post.removeprefix("副")
    bodies = [BODY.search(person.body) for person in (one, two)]
    return all(bodies) and len({body.group() for body in bodies if body}) > 1
