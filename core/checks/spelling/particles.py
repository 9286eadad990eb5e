"""的, 地 and 得 confused, in the few patterns that are certain: 扎实的推进各项工作, 做的很好, 有了明显地改善."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_RANGE

NAMES = (
    "manners",
    "verbs",
    "only_verbs",
    "objects",
    "openers",
    "heads",
    "results_after",
    "degrees",
    "results",
    "reached",
    "havers",
    "qualities",
    "nouns",
)
"""The lists of ``resources/words/particles.toml``, each described there."""

START, END = r"(?:^|(?<=[，。；：、！？\s“]))", r"(?=[，。；！？、\s”]|$)"
REST = f"[{HAN_RANGE}]"


class _Shape(NamedTuple):
    """A pattern, the particle that is right in it, and the code."""

    pattern: re.Pattern[str]
    right: str
    code: str


@dataclass(frozen=True, slots=True)
class ParticleTable:
    """Shapes with the right particle and why; each has the groups ``before`` and ``odd``.

    Shapes stand together by what a text must have for any of them, which is quicker to look for.
    """

    shapes: tuple[tuple[re.Pattern[str], tuple[_Shape, ...]], ...]


def particle_table(lists: Mapping[str, str]) -> ParticleTable:
    """The table of lists whose words are set apart by white space; ValueError for a missing or empty list."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing:
        raise ValueError(missing)
    some = {name: _one_of(lists[name].split()) for name in NAMES}
    return ParticleTable(tuple((re.compile(near), tuple(shapes)) for near, shapes in _shapes(some)))


def _one_of(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _shapes(some: Mapping[str, str]) -> Iterator[tuple[str, Iterable[_Shape]]]:
    yield f"{some['manners']}[的得]", (_shape(one, "地", "particle_manner") for one in _of_manner(some))
    yield f"{some['results_after']}[的地]", (_shape(one, "得", "particle_result") for one in _of_result(some))
    quality = rf"{some['havers']}(?P<before>{some['qualities']})(?P<odd>[地得])(?={some['nouns']}{END})"
    yield f"{some['qualities']}[地得]", (_shape(quality, "的", "particle_quality"),)


def _shape(pattern: str, right: str, code: str) -> _Shape:
    return _Shape(re.compile(pattern), right, code)


def _of_manner(some: Mapping[str, str]) -> Iterator[str]:
    manner, verb = rf"(?P<before>{some['manners']})", some["verbs"]
    yield rf"{manner}(?P<odd>[的得])(?={verb}{some['objects']})"
    object_ = rf"(?![的地得]){REST}{{2,14}}{END}"
    headless = rf"(?!{verb}{REST}*?(?:{some['heads']}{END}|[是为有的]))"
    yield rf"{some['openers']}{manner}(?P<odd>[的得])(?={verb}{object_}){headless}"
    yield rf"{START}{manner}(?P<odd>[的得])(?={some['only_verbs']}{object_}){headless}"
    yield rf"{START}{manner}(?P<odd>得)(?={verb}{object_})"
    yield rf"{manner}(?P<odd>[的得])(?={some['reached']}到(?![位达底]))"


def _of_result(some: Mapping[str, str]) -> Iterator[str]:
    after, result = rf"(?P<before>{some['results_after']})", some["results"]
    yield rf"{after}(?P<odd>[的地])(?={some['degrees']}?{result}(?:(?!规范){result})?{END})"
    yield rf"{after}(?P<odd>[的地])(?=(?:还)?不够{END})"


def check_particles(element: Element, table: ParticleTable) -> Iterator[Finding]:
    """Such particles of one paragraph, with the word before them; ``replacement`` has the right one."""
    text = element.content
    free = 0
    shapes = (shape for near, shapes in table.shapes if near.search(text) for shape in shapes)
    found = ((match, right, code) for pattern, right, code in shapes for match in pattern.finditer(text))
    for match, right, code in sorted(found, key=lambda one: one[0].start("before")):
        span = Span(match.start("before"), match.end("odd"))
        if span.start >= free:
            free = span.end
            yield finding_at(element, span, code, match["before"] + right)
