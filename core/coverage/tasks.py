"""The tasks of a plan: its numbered items, the points in them, and sentences with a promise that stand by themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.coverage.promises import is_promise
from core.coverage.sentences import TELLING, sentences_in
from core.coverage.values import CoverWords, Material, Sentence, Task
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import sections
from core.model.spans import Place, Span
from core.numbering import find_ordinal

LONGEST_KEY = 40
STOPS = "。；;：:，,！!？? \u3000"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of the plan under one heading (None before the first); ``parent`` is the part's id."""

    heading: Element | None
    elements: tuple[Element, ...]
    parent: str
    is_leaf: bool


def tasks_of(plan: Material, words: CoverWords) -> tuple[Task, ...]:
    """The tasks in the plan's order, each with a key of its own."""
    found = (task for stretch in _stretches(plan.elements) for task in _tasks(stretch, plan, words))
    return tuple(_keyed(found))


def _keyed(tasks: Iterable[Task]) -> Iterator[Task]:
    known: Counter[str] = Counter()
    for task in tasks:
        key = task.name[:LONGEST_KEY].strip(STOPS)
        known[key] += 1
        yield replace(task, key=key if known[key] == 1 else f"{key}·{known[key]}")


def _stretches(elements: Sequence[Element]) -> Iterator[_Stretch]:
    by_id = {element.id: element for element in elements}
    found = sections(elements)
    above: list[Element] = []
    for index, section in enumerate(found):
        heading = by_id.get(section.heading_id)
        if heading is not None:
            above = [one for one in above if one.depth < heading.depth]
        is_leaf = index + 1 == len(found) or found[index + 1].depth <= section.depth
        parent = above[-1].id if above else ""
        yield _Stretch(heading, tuple(by_id[i] for i in section.element_ids), parent, is_leaf)
        above += [heading] if heading is not None else []


def _tasks(stretch: _Stretch, plan: Material, words: CoverWords) -> list[Task]:
    heading = stretch.heading
    if heading is not None and any(word in heading.heading for word in words.no_task):
        return []
    points = [(e, span) for e in stretch.elements for span in plan.points.get(e.id, ()) if e.role in TELLING]
    if len(points) > 1:
        return [_point(element, span, heading) for element, span in points]
    items = [element for element in stretch.elements if element.role is Role.BODY and element.ordinal]
    if len(items) > 1:
        return [_item(element, heading) for element in items]
    if heading is not None and stretch.is_leaf:
        return [_whole(heading, stretch)]
    return list(_promising(stretch, plan.facts, words))


def _point(element: Element, span: Span, heading: Element | None) -> Task:
    """A point of a paragraph: 一是抓学习。… its first sentence is the heading if another follows."""
    ordinal = find_ordinal(element.text[span.start + len(element.prefix) :] if span.start else element.text)
    shift = ordinal.end - (0 if span.start else len(element.prefix)) if ordinal else 0
    return _headed(
        element, Span(max(span.start + shift, span.start), span.end), _written(element, span, shift), heading
    )


def _written(element: Element, span: Span, shift: int) -> str:
    return element.content[span.start : span.start + shift].strip(STOPS + "、") or element.ordinal


def _item(element: Element, heading: Element | None) -> Task:
    return _headed(element, Span(0, len(element.content)), element.ordinal, heading)


def _headed(element: Element, span: Span, ordinal: str, heading: Element | None) -> Task:
    found = tuple(sentences_in(element, span))
    name = found[0].text.strip(STOPS) if len(found) > 1 else ""
    body = found[1:] if name else found
    place = Place(element.id, Span(span.start, span.end))
    return Task("", place, ordinal, name, heading.id if heading else "", body)


def _whole(heading: Element, stretch: _Stretch) -> Task:
    name = heading.heading or heading.content
    body: list[Sentence] = []
    for element in stretch.elements:
        start = element.heading_length if element is heading else 0
        if element.role in TELLING:
            body += sentences_in(element, Span(start, len(element.content)))
    return Task(
        "", Place(heading.id, Span(0, len(heading.content))), heading.ordinal, name, stretch.parent, tuple(body)
    )


def _promising(stretch: _Stretch, facts: Sequence[Fact], words: CoverWords) -> Iterator[Task]:
    """The sentences with a promise, where no number or point says what a task is."""
    by_element = {key: list(group) for key, group in groupby(facts, key=lambda fact: fact.element_id)}
    for element in stretch.elements:
        if element.role not in TELLING:
            continue
        for sentence in sentences_in(element, Span(0, len(element.content))):
            own = [fact for fact in by_element.get(element.id, ()) if _inside(fact, sentence)]
            if any(is_promise(fact, element.content, words) for fact in own):
                part = stretch.heading.id if stretch.heading else ""
                yield Task("", sentence.place, "", "", part, (sentence,))


def _inside(fact: Fact, sentence: Sentence) -> bool:
    return sentence.place.span.start <= fact.start < sentence.place.span.end
