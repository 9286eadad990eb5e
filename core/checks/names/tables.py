"""The lists for recognising names: administrative divisions of China and words around names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

DIVISIONS = ("provinces", "cities", "counties", "towns")
"""The files of ``resources/divisions``, each line an ending and the names without it."""

LARGE = DIVISIONS[:3]
"""Those whose names are used without their ending as well."""

WORD_LISTS = (
    "national",
    "known_people",
    "lessons",
    "peoples",
    "common_words",
    "common_names",
    "kinds",
    "not_people",
    "posts",
    "roles",
    "titles",
    "actions",
    "surnames",
    "transliteration",
    "unit_verbs",
    "place_tails",
    "peopled_tails",
    "lines",
    "going",
    "agents",
    "unit_tails",
)
EPITHETS = "epithets"
OFFICE = "局(?<![定结布格全大开当政变战时邮].)"
"""The ending of an office; behind these characters 局 is a part of another word (布局、政局)."""


@dataclass(frozen=True, slots=True, eq=False)
class NameTables:
    """Compared by identity, since it is part of cache keys.

    ``divisions`` are full names and such as 凉山州, ``shorts`` those from the county up without their ending, with their full name.

    ``epithets`` are literary names of provinces with the province they belong to; ``words`` the lists of
    ``resources/words/names.toml`` by name; ``called`` is posts and roles, ``called_ends`` their last characters.
    ``place_tail`` and ``unit_tail`` are what names of places and units end with.
    """

    divisions: frozenset[str]
    shorts: Mapping[str, str]
    epithets: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    place_tail: re.Pattern[str]
    unit_tail: re.Pattern[str]
    nationals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_plain(self, name: str) -> bool:
        """Whether the name is everybody's, or no name at all."""
        return (
            name in self.words["national"] or name in self.words["common_names"] or name in self.words["known_people"]
        )


def build_tables(divisions: Mapping[str, str], words: Mapping[str, str]) -> NameTables:
    """The tables of such files: ``divisions`` by the names of ``DIVISIONS``, ``words`` by the names of the lists.

    A list that is missing counts as empty.
    """
    lists = _lists(words)
    pairs = words.get(EPITHETS, "").split()
    # One after the other: all names with and without their endings at once would take 5 MB that are never given back.
    full = (name for text in divisions.values() for name, _ in _names(text))
    large = [pair for source in LARGE for pair in _names(divisions.get(source, ""))]
    shorts = _shorts(large, lists["peoples"])
    return NameTables(
        frozenset(chain(full, (short + name[-1] for short, name in shorts.items()))),
        shorts,
        dict(zip(pairs[::2], pairs[1::2], strict=False)),
        lists,
        re.compile(_any_of(lists["place_tails"])),
        re.compile(_any_of(lists["unit_tails"], OFFICE)),
        _by_part(lists["national"]),
    )


def _lists(words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    lists = {name: frozenset(words.get(name, "").split()) for name in WORD_LISTS}
    called = lists["posts"] | lists["roles"]
    return {**lists, "called": called, "called_ends": frozenset(word[-1] for word in called)}


def _any_of(words: Iterable[str], *patterns: str) -> str:
    """A pattern for any of the words, longest first, or of more patterns; one that matches nothing if there are none."""
    longest = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join((*longest, *patterns)) or '(?!)'})"


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Full name and the name without its ending."""
    for line in text.splitlines():
        ending, *stems = line.split() or [""]
        yield from ((stem + ending, stem) for stem in stems)


def _shorts(names: Iterable[tuple[str, str]], peoples: Iterable[str]) -> Mapping[str, str]:
    """Short names with their full ones: 凉山 for 凉山彝族自治州; a name that is nothing but peoples stays."""
    ending = re.compile(f"(?<=.){_any_of(peoples)}+$")
    shorts = {ending.sub("", stem): name for name, stem in names}
    return {short: name for short, name in shorts.items() if len(short) > 1}


def _by_part(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For every part of a known name the names that hold it, so that 长江 in 长江经济带 is not looked at."""
    found: dict[str, list[str]] = {}
    for name in names:
        parts = {name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1)}
        for part in parts:
            found.setdefault(part, []).append(name)
    return {part: tuple(holders) for part, holders in found.items()}
