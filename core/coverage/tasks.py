"""The tasks of a plan: numbered items, the points in them, and single sentences with a promise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile, zip_longest

from core.coverage.commitments import is_promise
from core.coverage.sentences import REPORTING_ROLES, sentences_in
from core.coverage.table_tasks import table_tasks
from core.coverage.values import CoverWords, Material, Sentence, Task
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import sections
from core.model.spans import Place, Span
from core.numbering import find_ordinal

LONGEST_KEY = 40
STOPS = "。；;：:，,！!？? \u3000"


@dataclass(frozen=True, slots=True)
class _TaskStretch:
    """A run of the plan under one heading (None before the first); ``parent`` is the part's id."""

    heading: Element | None
    elements: tuple[Element, ...]
    parent: str
    is_leaf: bool

    @property
    def id(self) -> str:
        """The id of its heading; empty without one."""
        return self.heading.id if self.heading else ""


def tasks_of(plan: Material, words: CoverWords) -> tuple[Task, ...]:
    """The tasks in the plan's order, each with a unique key."""
    names = {element.id: element.heading or element.content for element in plan.elements}
    tables = table_tasks(plan.elements, words)
    found = (task for stretch in _stretches(plan.elements) for task in _with_tables(stretch, plan, words, tables))
    return tuple(replace(task, above=task.above or names.get(task.part, "")) for task in _keyed(found))


def _keyed(tasks: Iterable[Task]) -> Iterator[Task]:
    known: Counter[str] = Counter()
    for task in tasks:
        key = task.name[:LONGEST_KEY].strip(STOPS)
        known[key] += 1
        yield replace(task, key=key if known[key] == 1 else f"{key}·{known[key]}")


def _stretches(elements: Sequence[Element]) -> Iterator[_TaskStretch]:
    by_id = {element.id: element for element in elements}
    found = sections(elements)
    above: tuple[Element, ...] = ()
    for section, following in zip_longest(found, found[1:]):
        heading = by_id.get(section.heading_id)
        own = tuple(by_id[identifier] for identifier in section.element_ids)
        if heading is not None:
            above = tuple(takewhile(partial(_is_above, heading), above))
        is_leaf = following is None or following.depth <= section.depth
        yield _TaskStretch(heading, own, above[-1].id if above else "", is_leaf)
        above += (heading,) if heading is not None else ()


def _is_above(heading: Element, other: Element) -> bool:
    return other.depth < heading.depth


def _with_tables(
    stretch: _TaskStretch, plan: Material, words: CoverWords, tables: Mapping[str, tuple[Task, ...]]
) -> list[Task]:
    """The tasks of a stretch and those of its tables, beside which its heading is none."""
    of_tables = [task for element in stretch.elements for task in tables.get(element.id, ())]
    if not of_tables:
        return _tasks(stretch, plan, words)
    paragraphs = [element for element in stretch.elements if element.role in REPORTING_ROLES]
    found = _points(paragraphs, stretch.id, plan) or _items(paragraphs, stretch.id)
    return [*found, *(replace(task, part=stretch.id) for task in of_tables)]


def _tasks(stretch: _TaskStretch, plan: Material, words: CoverWords) -> list[Task]:
    if stretch.heading is not None and any(word in stretch.heading.heading for word in words.no_task):
        return []
    paragraphs = [element for element in stretch.elements if element.role in REPORTING_ROLES]
    return (
        _points(paragraphs, stretch.id, plan)
        or _items(paragraphs, stretch.id)
        or _single(stretch, paragraphs, plan, words)
    )


def _single(stretch: _TaskStretch, paragraphs: Sequence[Element], plan: Material, words: CoverWords) -> list[Task]:
    """A section without points is one task; outside of sections, every sentence with a promise is one."""
    if stretch.heading is not None and stretch.is_leaf:
        return [_whole(stretch.heading, paragraphs, stretch.parent)]
    return list(_promising(paragraphs, plan.facts, stretch.id, words))


def _points(paragraphs: Sequence[Element], part: str, plan: Material) -> list[Task]:
    """The points of a stretch (一是…), if there are at least two."""
    points = [(element, span) for element in paragraphs for span in plan.points.get(element.id, ())]
    return [_point(element, span, part) for element, span in points] if len(points) > 1 else []


def _items(paragraphs: Sequence[Element], part: str) -> list[Task]:
    """The numbered paragraphs of a stretch that are no headings, if there are at least two."""
    items = [element for element in paragraphs if element.role is Role.BODY and element.ordinal]
    spans = [Span(0, len(element.content)) for element in items] if len(items) > 1 else []
    return [_headed(element, span, element.ordinal, part) for element, span in zip(items, spans, strict=False)]


def _point(element: Element, span: Span, part: str) -> Task:
    """A point of a paragraph: 一是抓学习。… its first sentence is the heading if another follows."""
    before = "" if span.start else element.prefix
    ordinal = find_ordinal(before + element.content[span.start : span.end])
    start = span.start + max(ordinal.end - len(before), 0) if ordinal else span.start
    written = element.content[span.start : start].strip(STOPS + "、") or element.ordinal
    return _headed(element, Span(start, span.end), written, part)


def _headed(element: Element, span: Span, ordinal: str, part: str) -> Task:
    found = tuple(sentences_in(element, span))
    name = found[0].text.strip(STOPS) if len(found) > 1 else ""
    return Task("", Place(element.id, span), ordinal, name, part, found[1:] if name else found)


def _whole(heading: Element, paragraphs: Sequence[Element], part: str) -> Task:
    name = heading.heading or heading.content
    body: list[Sentence] = []
    for element in paragraphs:
        start = element.heading_length if element is heading else 0
        body += sentences_in(element, Span(start, len(element.content)))
    return Task("", Place(heading.id, Span(0, len(heading.content))), heading.ordinal, name, part, tuple(body))


def _promising(paragraphs: Sequence[Element], facts: Sequence[Fact], part: str, words: CoverWords) -> Iterator[Task]:
    """Sentences with a promise, where no number or point marks a task."""
    contents = {element.id: element.content for element in paragraphs}
    near = [fact for fact in facts if fact.element_id in contents]
    promised = [fact for fact in near if is_promise(fact, contents[fact.element_id], words)]
    for element in paragraphs:
        for sentence in sentences_in(element, Span(0, len(element.content))):
            if any(sentence.holds(fact) for fact in promised):
                yield Task("", sentence.place, "", "", part, (sentence,))
