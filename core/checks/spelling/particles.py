"""的, 地 and 得 confused, in the few patterns that are certain: 扎实的推进各项工作, 做的很好, 有了明显地改善."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class ParticleTable:
    """Shapes with the right particle and why; each has the groups ``before`` and ``odd``."""

    shapes: tuple[tuple[re.Pattern[str], str, str], ...]


def particle_table(lists: Mapping[str, str]) -> ParticleTable:
    """The table of lists whose words are set apart by white space; ValueError for a missing or empty list."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing:
        raise ValueError(missing)
    some = {name: _one_of(lists[name].split()) for name in NAMES}
    return ParticleTable(tuple((re.compile(shape), right, code) for shape, right, code in _shapes(some)))


def _one_of(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _shapes(some: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    manner, verb, result = rf"(?P<before>{some['manners']})", some["verbs"], some["results"]
    yield rf"{manner}(?P<odd>[的得])(?={verb}{some['objects']})", "地", "particle_manner"
    object_ = rf"(?![的地得]){REST}{{2,14}}{END}"
    headless = rf"(?!{verb}{REST}*?(?:{some['heads']}{END}|[是为有的]))"
    yield rf"{some['openers']}{manner}(?P<odd>[的得])(?={verb}{object_}){headless}", "地", "particle_manner"
    yield rf"{START}{manner}(?P<odd>[的得])(?={some['only_verbs']}{object_}){headless}", "地", "particle_manner"
    yield rf"{START}{manner}(?P<odd>得)(?={verb}{object_})", "地", "particle_manner"
    yield rf"{manner}(?P<odd>[的得])(?={some['reached']}到(?![位达底]))", "地", "particle_manner"
    after = rf"(?P<before>{some['results_after']})"
    yield rf"{after}(?P<odd>[的地])(?={some['degrees']}?{result}(?:(?!规范){result})?{END})", "得", "particle_result"
    yield rf"{after}(?P<odd>[的地])(?=(?:还)?不够{END})", "得", "particle_result"
    having = rf"{some['havers']}(?P<before>{some['qualities']})"
    yield rf"{having}(?P<odd>[地得])(?={some['nouns']}{END})", "的", "particle_quality"


def check_particles(element: Element, table: ParticleTable) -> Iterator[Finding]:
    """Such particles of one paragraph, with the word before them; ``replacement`` has the right one."""
    text = element.content
    free = 0
    found = ((match, right, code) for shape, right, code in table.shapes for match in shape.finditer(text))
    for match, right, code in sorted(found, key=lambda one: one[0].start("before")):
        span = Span(match.start("before"), match.end("odd"))
        if span.start >= free:
            free = span.end
            yield finding_at(element, span, code, match["before"] + right)
