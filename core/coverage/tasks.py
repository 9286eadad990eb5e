"""The tasks of a plan: numbered items, the points in them, single sentences with a promise, and rows of a 任务分解表.

A 任务分解表 is a table whose columns are the task, who is responsible for it, and until when.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, takewhile, zip_longest

from core.coverage.commitments import is_promise
from core.coverage.sentences import NO_WORDS, REPORTING_ROLES, behind_heading, sentences_in
from core.coverage.values import CoverWords, Material, Sentence, Task
from core.model.blocks import CellPlace
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.grid import PlacedTable, tables_of
from core.model.outline import sections
from core.model.spans import Place, Span
from core.model.tables.view import owners_of
from core.numbering import find_ordinal, ordinal_of

MOST_HEADS = 4
"""Rows from the top in which the heads are looked for: titles may stand above them."""

LEADING = frozenset((Role.BODY, Role.POINT))
"""Paragraphs that may only lead to a table or to numbered tasks."""

NAMING = LEADING | {Role.HEADING}

_BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row of the heads, and the columns of what is to be done, of who does it, and until when."""

    row: int
    tasks: tuple[int, ...]
    charges: tuple[int, ...]
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _TaskGrid:
    """The paragraphs of a table by row and column; a joined cell stands at each place that it covers."""

    owners: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[Element, ...], ...]

    def text(self, row: int, column: int) -> str:
        """The text at a place, white space made even."""
        return " ".join("".join(element.text for element in self.cells[self.owners[row][column]]).split())

    def joined(self, row: int, columns: Collection[int]) -> str:
        """The different texts of a row in these columns."""
        return _BETWEEN.join(dict.fromkeys(filter(None, (self.text(row, column) for column in columns))))


def table_tasks(elements: Sequence[Element], words: CoverWords) -> Mapping[str, tuple[Task, ...]]:
    """The tasks of every such table by the id of its element; tables that set no tasks are left out."""
    found = {placed.element_id: tuple(_row_tasks(placed, elements, words)) for placed in tables_of(elements)}
    return {element_id: tasks for element_id, tasks in found.items() if tasks}


def _row_tasks(placed: PlacedTable, elements: Sequence[Element], words: CoverWords) -> Iterator[Task]:
    if not placed.table.is_tiled():
        return
    own = placed.cells(elements)
    grid = _TaskGrid(owners_of(placed), tuple(own[CellPlace(cell.row, cell.column)] for cell in placed.table.cells))
    heads = _heads_of(grid, words)
    if heads is None:
        return
    known: dict[int, Task] = {}
    for row in range(heads.row + 1, len(grid.owners)):
        cell = grid.owners[row][heads.tasks[-1]]
        task = _task(grid, row, heads, words)
        if task is not None:
            before = known.get(cell, task)
            known[cell] = replace(before, charge=_together(before.charge, task.charge))
    yield from known.values()


def _heads_of(grid: _TaskGrid, words: CoverWords) -> _Heads | None:
    rows = range(min(MOST_HEADS, len(grid.owners)))
    found = (_heads_in(grid, row, words) for row in rows if len(set(grid.owners[row])) > 1)
    return next((heads for heads in found if heads.tasks and (heads.charges or heads.terms)), None)


def _heads_in(grid: _TaskGrid, row: int, words: CoverWords) -> _Heads:
    charges, terms = _having(grid, row, words.charge_heads), _having(grid, row, words.term_heads)
    tasks = _having(grid, row, words.task_heads)
    return _Heads(row, tuple(column for column in tasks if column not in (*charges, *terms)), charges, terms)


def _having(grid: _TaskGrid, row: int, words: Sequence[str]) -> tuple[int, ...]:
    """The columns whose head holds one of the words."""
    texts = ["".join(grid.text(row, column).split()) for column in range(len(grid.owners[row]))]
    return tuple(column for column, text in enumerate(texts) if any(word in text for word in words))


def _task(grid: _TaskGrid, row: int, heads: _Heads, words: CoverWords) -> Task | None:
    """The task of a row; None for one without words, and for a title of the rows below."""
    own = [element for element in grid.cells[grid.owners[row][heads.tasks[-1]]] if element.content.strip()]
    sentences, charge = _all_sentences_and_notes(own, None, words)
    if not sentences or len(set(grid.owners[row])) == 1:
        return None
    first = own[0]
    above = grid.text(row, heads.tasks[0]) if len(heads.tasks) > 1 else ""
    return Task(
        "",
        Place(first.id, Span(0, len(first.content))),
        first.ordinal,
        "",
        "",
        sentences,
        "" if grid.owners[row][heads.tasks[0]] == grid.owners[row][heads.tasks[-1]] else above,
        _BETWEEN.join(filter(None, (grid.joined(row, heads.charges), charge))),
        grid.joined(row, heads.terms),
    )


def _sentences_and_notes(element: Element, span: Span, words: CoverWords) -> tuple[tuple[Sentence, ...], str]:
    """The sentences of a span without notes on who is responsible, and the text of these notes."""
    notes = list(words.charged.finditer(element.content, span.start, span.end))
    sentences = (
        one for one in sentences_in(element, span) if not any(_is_note(one.place.span, element, n) for n in notes)
    )
    return tuple(sentences), _BETWEEN.join(note.group()[1:-1].strip() for note in notes)


def _all_sentences_and_notes(
    elements: Iterable[Element], heading: Element | None, words: CoverWords
) -> tuple[tuple[Sentence, ...], str]:
    """The same of several paragraphs; of ``heading`` what is behind its name."""
    spans = ((one, Span(one.heading_length if one is heading else 0, len(one.content))) for one in elements)
    parts = [_sentences_and_notes(*each, words) for each in spans]
    sentences = chain.from_iterable(own for own, _ in parts)
    return tuple(sentences), _BETWEEN.join(filter(None, (charge for _, charge in parts)))


def _is_note(span: Span, element: Element, note: re.Match[str]) -> bool:
    """Whether a sentence is nothing but a note or a part of one."""
    rest = element.content[span.start : max(note.start(), span.start)] + element.content[note.end() : span.end]
    return span.start < note.end() and note.start() < span.end and not rest.strip(NO_WORDS)


def _together(known: str, other: str) -> str:
    return _BETWEEN.join(dict.fromkeys((*known.split(_BETWEEN), *other.split(_BETWEEN)))) if known != other else known


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

    @property
    def is_attached(self) -> bool:
        """Whether it is an attachment, in which only marked tasks and promises count."""
        return self.heading is not None and self.heading.role is Role.ATTACHMENT_MARK

    @property
    def has_words(self) -> bool:
        """Whether it has words of its own beside its heading and tables."""
        return any(one is not self.heading and one.role in REPORTING_ROLES for one in self.elements)


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
        yield from _apart(heading, own, above, is_leaf)
        above += (heading,) if heading is not None else ()


def _apart(
    heading: Element | None, elements: tuple[Element, ...], above: Sequence[Element], is_leaf: bool
) -> Iterator[_TaskStretch]:
    """A section's own text as a stretch; from the items beside its heading on as one of the heading above."""
    *_, grandparent, parent = (None, None, *above)
    beside = _first_beside(heading, elements)
    yield _TaskStretch(heading, elements[:beside], parent.id if parent else "", is_leaf)
    if elements[beside:]:
        yield _TaskStretch(parent, elements[beside:], grandparent.id if grandparent else "", False)


def _first_beside(heading: Element | None, elements: Sequence[Element]) -> int:
    """The index of the first plain item that goes on counting where the heading stopped: 3.抓水库。… 4.新建供水工程10处。"""
    own = ordinal_of(heading.prefix, heading.level) if heading is not None else None
    for index, element in enumerate(elements):
        found = ordinal_of(element.prefix, element.level) if own is not None and element.role is Role.BODY else None
        if own is not None and found is not None and (found.shape, found.number) == (own.shape, own.number + 1):
            return index
    return len(elements)


def _is_above(heading: Element, other: Element) -> bool:
    return other.depth < heading.depth


def _with_tables(
    stretch: _TaskStretch, plan: Material, words: CoverWords, tables: Mapping[str, tuple[Task, ...]]
) -> list[Task]:
    """The tasks of a stretch and those of its tables, in the order of the plan; what only leads to a table is none."""
    of_tables = [task for element in stretch.elements for task in tables.get(element.id, ())]
    if not of_tables:
        return _tasks(stretch, plan, words)
    beside = replace(stretch, elements=tuple(one for one in stretch.elements if not _leads(one, words)))
    found = _tasks(beside, plan, words) if beside.has_words else []
    return _in_order([*found, *(replace(task, part=stretch.id) for task in of_tables)], stretch)


def _leads(element: Element, words: CoverWords) -> bool:
    """Whether a paragraph only leads to what follows: 具体分工如下："""
    text = element.content.strip()
    leads = not text or text.endswith(("：", ":")) or any(word in text for word in words.lead_ins)
    return element.role in LEADING and leads


def _in_order(tasks: Iterable[Task], stretch: _TaskStretch) -> list[Task]:
    rank = {element.id: number for number, element in enumerate(stretch.elements)}
    return sorted(tasks, key=lambda task: rank[task.place.element_id])


def _tasks(stretch: _TaskStretch, plan: Material, words: CoverWords) -> list[Task]:
    if stretch.heading is not None and any(word in stretch.heading.heading for word in words.no_task):
        return []
    paragraphs = [element for element in stretch.elements if element.role in REPORTING_ROLES]
    marked = _points(paragraphs, stretch.id, plan, words) or _items(paragraphs, stretch.id, plan, words)
    if not marked:
        return _single(stretch, paragraphs, plan, words)
    return marked if stretch.is_attached else _in_order([*marked, *_unmarked(marked, stretch, plan, words)], stretch)


def _unmarked(marked: Sequence[Task], stretch: _TaskStretch, plan: Material, words: CoverWords) -> Iterator[Task]:
    """The plain paragraphs behind the first marked task; of those before it, and behind the heading's name, the sentences
    with a promise."""
    numbers = {element.id: number for number, element in enumerate(stretch.elements)}
    first, taken = numbers[marked[0].place.element_id], {task.place.element_id for task in marked}
    before = [one for one in stretch.elements[:first] if one.role in NAMING]
    yield from _promising(before, plan.facts, stretch.id, words)
    for element in stretch.elements[first:]:
        if element.role in LEADING and element.id not in taken and not _leads(element, words):
            yield _headed(element, Span(0, len(element.content)), ("", stretch.id), plan, words)


def _single(stretch: _TaskStretch, paragraphs: Sequence[Element], plan: Material, words: CoverWords) -> list[Task]:
    """A section without points is one task; outside of sections, and in what is attached, every sentence with a promise is."""
    if stretch.heading is not None and not stretch.is_attached and stretch.is_leaf:
        return [_whole(stretch.heading, paragraphs, stretch.parent, plan, words)]
    return list(_promising(paragraphs, plan.facts, stretch.id, words))


def _points(paragraphs: Sequence[Element], part: str, plan: Material, words: CoverWords) -> list[Task]:
    """The points of a stretch (一是…), if there are at least two."""
    points = [(element, span) for element in paragraphs for span in plan.points.get(element.id, ())]
    return [_point(element, span, part, plan, words) for element, span in points] if len(points) > 1 else []


def _items(paragraphs: Sequence[Element], part: str, plan: Material, words: CoverWords) -> list[Task]:
    """The numbered paragraphs of a stretch that are no headings."""
    items = [element for element in paragraphs if element.role is Role.BODY and element.ordinal]
    return [_headed(one, Span(0, len(one.content)), (one.ordinal, part), plan, words) for one in items]


def _point(element: Element, span: Span, part: str, plan: Material, words: CoverWords) -> Task:
    """A point of a paragraph: 一是抓学习。… its first sentence is the heading if another follows."""
    before = "" if span.start else element.prefix
    ordinal = find_ordinal(before + element.content[span.start : span.end])
    start = span.start + max(ordinal.end - len(before), 0) if ordinal else span.start
    written = element.content[span.start : start].strip(STOPS + "、") or element.ordinal
    return _headed(element, Span(start, span.end), (written, part), plan, words)


COUNTED = frozenset((FactKind.FIGURE, FactKind.DATE, FactKind.MASK))


def _headed(element: Element, span: Span, named: tuple[str, str], plan: Material, words: CoverWords) -> Task:
    """The task of a stretch; ``named`` are its ordinal and its part. The first sentence of several is the heading."""
    found, charge = _sentences_and_notes(element, span, words)
    name = found[0].text.strip(STOPS) if len(found) > 1 and not _counts(found[0], plan) else ""
    return Task("", Place(element.id, span), named[0], name, named[1], found[1:] if name else found, charge=charge)


def _counts(sentence: Sentence, plan: Material) -> bool:
    """Whether a sentence holds figures: it is no name of a task, for a heading would carry them over unseen."""
    return any(fact.kind in COUNTED and sentence.holds(fact) for fact in plan.facts)


def _whole(heading: Element, paragraphs: Sequence[Element], part: str, plan: Material, words: CoverWords) -> Task:
    name, length = heading.heading or heading.content, heading.heading_length
    first = Sentence(Place(heading.id, Span(0, length)), heading.content[:length])
    is_named = not _counts(first, plan)
    sentences, charge = _all_sentences_and_notes(paragraphs, heading if is_named else None, words)
    return Task(
        "",
        Place(heading.id, Span(0, len(heading.content))),
        heading.ordinal,
        name if is_named else "",
        part,
        sentences,
        charge=charge,
    )


def _promising(paragraphs: Sequence[Element], facts: Sequence[Fact], part: str, words: CoverWords) -> Iterator[Task]:
    """Sentences with a promise, where no number or point marks a task."""
    contents = {element.id: element.content for element in paragraphs}
    near = [fact for fact in facts if fact.element_id in contents]
    promised = [fact for fact in near if is_promise(fact, contents[fact.element_id], words)]
    for element in paragraphs:
        for sentence in sentences_in(element, behind_heading(element)):
            if any(sentence.holds(fact) for fact in promised):
                yield Task("", sentence.place, "", "", part, (sentence,))
