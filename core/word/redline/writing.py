"""The steps of a redline as WordprocessingML: the new file's body with native revisions (ECMA-376 part 1, 17.13.5).

Where the last paragraphs of a body are new or gone, the last mark of all cannot go: the one before carries
the revision.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, groupby
from types import MappingProxyType

from core.model.review.redline import RedlinePlan, RedlineStep, RowStep, StepKind, TextHunk
from core.model.review.returned_copy import Revision
from core.package import Node, W
from core.word.attributes import PPR, RPR, P
from core.word.redline.adopting import Adopter
from core.word.redline.blocks import RedlineSide, cells_of, rows_of
from core.word.redline.inline import InlinePiece, linked_nodes, point_nodes

_INSERTION, _DELETION = W + "ins", W + "del"
_MARKS = frozenset({_INSERTION, _DELETION, W + "moveFrom", W + "moveTo"})


def settle_end(nodes: list[Node]) -> None:
    """Put the marks of the last paragraphs one paragraph earlier, so that every program resolves them alike.

    Word takes a struck out last paragraph away with its own mark, LibreOffice leaves an empty one.
    """
    end = len(nodes)
    while end and _simple_mark(nodes[end - 1]) is not None:
        end -= 1
    if 0 < end < len(nodes) and nodes[end - 1].tag == P and _mark(nodes[end - 1]) is None:
        _settle(nodes, end)


def _settle(nodes: list[Node], end: int) -> None:
    """Settle the paragraphs from ``end`` on, which are all new or gone, behind one that stays."""
    run = nodes[end:]
    gone = [node for node in run if _is_gone(node)]
    if gone == run[: len(gone)] and 0 < len(gone) < len(run):
        _merge(gone[-1], run[len(gone)])
        nodes.remove(gone[-1])
        _unmark(run[-1])
    elif len(gone) in (0, len(run)):
        mark = _simple_mark(run[-1])
        _unmark(run[-1])
        _look(nodes[end - 1]).insert(0, mark)


def _mark(node: Node) -> Node | None:
    """The revision of a paragraph's mark; None for anything else."""
    properties = node.find(PPR) if node.tag == P else None
    look = properties.find(RPR) if properties is not None else None
    return next((each for each in look if each.tag in _MARKS), None) if look is not None else None


def _simple_mark(node: Node) -> Node | None:
    mark = _mark(node)
    return mark if mark is not None and mark.tag in (_INSERTION, _DELETION) else None


def _is_gone(node: Node) -> bool:
    mark = _mark(node)
    return mark is not None and mark.tag == _DELETION


def _unmark(node: Node) -> None:
    mark = _mark(node)
    if mark is not None:
        mark.getparent().remove(mark)


def _merge(gone: Node, new: Node) -> None:
    """Put the content of a struck out paragraph before that of a new one, which ends both."""
    own, place = gone.find(PPR), 1 if new.find(PPR) is not None else 0
    new[place:place] = [node for node in gone if node is not own]


def _look(paragraph: Node) -> Node:
    """The properties of a paragraph's mark, made where there are none."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR, {})
        paragraph.insert(0, properties)
    look = properties.find(RPR)
    if look is None:
        look = properties.makeelement(RPR, {})
        behind = next((node for node in properties if node.tag in (W + "sectPr", W + "pPrChange")), None)
        properties.append(look) if behind is None else behind.addprevious(look)
    return look


def mark_end(paragraph: Node, mark: Node) -> None:
    """Give a paragraph's mark a revision."""
    _look(paragraph).insert(0, mark)


_START, _NAME = "Start", W + "name"
_NO_DATE = "2000-01-01T00:00:00Z"
"""Where none is known: the range of a move must have one."""

_TWO_SIDED = frozenset({StepKind.KEPT, StepKind.MOVED_HERE, StepKind.MOVED_AWAY})
_DELETED = MappingProxyType({W + "t": W + "delText", W + "instrText": W + "delInstrText"})


class Fate(Enum):
    """What a redline says of characters and marks: the element of the revision, "" for none."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"

    @property
    def is_old(self) -> bool:
        """Whether the characters are those of the old file."""
        return self in (Fate.DELETED, Fate.MOVED_AWAY)


@dataclass(slots=True)
class RedlineText:
    """Neighbouring paragraphs of one side as one text, a mark behind each."""

    side: RedlineSide
    nodes: Sequence[Node]
    pieces: list[list[InlinePiece]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    length: int = 0

    def __post_init__(self) -> None:
        """Read the paragraphs."""
        for node in self.nodes:
            own = self.side.reader.read(node)
            self.pieces.append(own)
            self.starts.append(self.length)
            self.length += own[-1].end if own else 0
            self.ends.append(self.length)
            self.length += 1


class _Stream:
    """Writes one unit: paragraphs that became others."""

    def __init__(self, work: "RedlineWriter", old: RedlineText, new: RedlineText) -> None:
        self._work, self._old, self._new = work, old, new
        self._content: list[Node] = []
        self._placed: set[int] = set()
        self.done: list[Node] = []

    def write(self, hunks: Iterable[TextHunk], is_moved: bool) -> list[Node]:
        """The paragraphs with the differences between both texts; what a moved passage lost shows at its old place only.

        LibreOffice brings deletions inside a moved passage back to life.
        """
        kept = Fate.MOVED_HERE if is_moved else Fate.KEPT
        place = 0
        for hunk in hunks:
            self.take(self._new, place, hunk.new_start, kept)
            if hunk.end not in self._old.starts:
                self._begin_markers(hunk.new_start)
            if not is_moved:
                self.take(self._old, hunk.start, hunk.end, Fate.DELETED)
            self.take(self._new, hunk.new_start, hunk.new_end, Fate.INSERTED)
            place = hunk.new_end
        self.take(self._new, place, self._new.length, kept)
        return self.done

    def leave(self, hunks: Iterable[TextHunk]) -> list[Node]:
        """The paragraphs at the place they were moved from: what the passage keeps, and what it lost."""
        place = 0
        for hunk in hunks:
            self.take(self._old, place, hunk.start, Fate.MOVED_AWAY)
            self.take(self._old, hunk.start, hunk.end, Fate.DELETED, Fate.MOVED_AWAY)
            place = hunk.end
        self.take(self._old, place, self._old.length, Fate.MOVED_AWAY)
        return self.done

    def take(self, text: RedlineText, start: int, end: int, fate: Fate, ended: Fate | None = None) -> None:
        """Append characters and marks of one side; the marks have the fate ``ended`` if it is given."""
        for number, (first, last) in enumerate(zip(text.starts, text.ends, strict=True)):
            if first >= end or last < start:
                continue
            self._characters(text, number, (max(start - first, 0), min(end, last) - first), fate)
            if last < end:
                self._close(text, number, ended or fate)

    def _characters(self, text: RedlineText, number: int, span: tuple[int, int], fate: Fate) -> None:
        pieces = text.pieces[number]
        place = span[0]
        for piece in pieces:
            if not piece.text and span[0] <= piece.start < span[1]:
                self._append(pieces, (place, piece.start), fate)
                self._point(piece, fate)
                place = piece.start
        self._append(pieces, (place, span[1]), fate)

    def _append(self, pieces: Sequence[InlinePiece], span: tuple[int, int], fate: Fate) -> None:
        if span[0] < span[1]:
            self._content += self._work.wrapped(linked_nodes(pieces, *span), fate)

    def _point(self, piece: InlinePiece, fate: Fate) -> None:
        """A bookmark or comment, once; of the old file only our own bookmarks that the new one lacks."""
        if id(piece) in self._placed or (fate.is_old and not self._work.wants(piece)):
            return
        self._placed.add(id(piece))
        self._content += point_nodes(piece)

    def _begin_markers(self, offset: int) -> None:
        """What begins where characters were struck out begins before them."""
        for number, (first, last) in enumerate(zip(self._new.starts, self._new.ends, strict=True)):
            if first <= offset <= last:
                for piece in self._new.pieces[number]:
                    if piece.start == offset - first and piece.is_marker and piece.nodes[0].tag.endswith(_START):
                        self._point(piece, Fate.KEPT)

    def _close(self, text: RedlineText, number: int, fate: Fate) -> None:
        """End the paragraph with the mark of one side."""
        length = text.ends[number] - text.starts[number]
        for piece in text.pieces[number]:
            if not piece.text and piece.start == length:
                self._point(piece, fate)
        self.done.append(self._work.paragraph(text.nodes[number], self._content, fate))
        self._content = []


class RedlineWriter:
    """Writes the body of a redline out of both files; the nodes of the new one are used up."""

    def __init__(self, sides: tuple[RedlineSide, RedlineSide], adopter: Adopter, revision: Revision) -> None:
        self._old, self._new = sides
        self._adopter = adopter
        self._revision = revision
        self._names = {name for block in self._new.blocks for name in block.names}
        self._kept_ids: set[str] = set()

    def write(self, plan: RedlinePlan) -> None:
        """Replace the new file's body."""
        made: list[Node] = []
        groups = groupby(plan.steps, key=lambda step: (step.kind, step.move))
        for (kind, move), steps in groups:
            if kind is StepKind.KEPT:
                made += chain.from_iterable(map(self._kept, steps))
                continue
            nodes = list(chain.from_iterable(map(self._step, steps)))
            made += self._in_range(nodes, kind, move) if move else nodes
        settle_end(made)
        made += self._new.before.get(len(self._new.nodes), ())
        if self._new.section is not None:
            made.append(self._new.section)
        body, kept = self._new.body, set(made)
        for node in [node for node in body if node not in kept]:
            body.remove(node)
        for node in made:  # moved within the tree: to take a table with rows of another file out takes quadratic time
            body.append(node)

    def _kept(self, step: RedlineStep) -> Iterable[Node]:
        """A step that keeps its place; most of these change nothing."""
        start, end = step.new
        if step.hunks or step.rows or start in self._new.before or end != start + 1:
            return self._step(step)
        return (self._new.nodes[start],)

    def _step(self, step: RedlineStep) -> Iterator[Node]:
        old, new = self._old.nodes[step.old.start : step.old.end], self._new.nodes[step.new.start : step.new.end]
        yield from chain.from_iterable(self._new.before.get(index, ()) for index in range(*step.new))
        if step.kind is StepKind.KEPT and not step.hunks:
            yield from [self._table(old[0], new[0], step.rows)] if step.rows else new
        elif step.kind in _TWO_SIDED:
            stream = _Stream(self, RedlineText(self._old, old), RedlineText(self._new, new))
            is_left = step.kind is StepKind.MOVED_AWAY
            yield from (
                stream.leave(step.hunks) if is_left else stream.write(step.hunks, step.kind is StepKind.MOVED_HERE)
            )
        else:
            yield from self._one_sided(step.kind, old or new)

    def _one_sided(self, kind: StepKind, nodes: Sequence[Node]) -> Iterator[Node]:
        side, fate = (self._new, Fate.INSERTED) if kind is StepKind.NEW else (self._old, Fate.DELETED)
        for node in nodes:
            if node.tag == P:
                yield from self._whole(side, node, fate)
            else:
                yield self._whole_table(side, node, fate)

    def _whole(self, side: RedlineSide, node: Node, fate: Fate) -> list[Node]:
        """A paragraph and its mark in one fate."""
        text = RedlineText(side, (node,))
        stream = _Stream(self, text, text)
        stream.take(text, 0, text.length, fate)
        return stream.done

    # Tables

    def _whole_table(self, side: RedlineSide, table: Node, fate: Fate) -> Node:
        made = deepcopy(table)
        self._mark_rows(side, table, made, fate)
        return self._adopter.table(made) if fate.is_old else made

    def _mark_rows(self, side: RedlineSide, source: Node, made: Node, fate: Fate) -> None:
        """Give every paragraph and row of a copied table or row this fate."""
        tags = (P, W + "tr")
        pairs = zip(list(source.iter(*tags)), list(made.iter(*tags)), strict=True)
        for node, copied in [pair for pair in pairs if not _is_inside_text(pair[0])]:
            if node.tag == P:
                _replace(copied, self._whole(side, node, fate))
            else:
                self._mark_row(copied, fate)

    def _mark_row(self, row: Node, fate: Fate) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = row.makeelement(W + "trPr", {})
            row.insert(1 if row.find(W + "tblPrEx") is not None else 0, properties)
        properties.append(self._mark(row, fate.value))

    def _table(self, old: Node, new: Node, steps: Sequence[RowStep]) -> Node:
        """The new table with rows and cells marked."""
        olds, news = rows_of(old), rows_of(new)
        last: Node | None = None
        for step in steps:
            row = news[step.new] if step.new >= 0 else self._gone_row(olds[step.old])
            if step.new < 0 and last is None:
                news[0].addprevious(row)
            elif step.new < 0 and last is not None:
                last.addnext(row)
            elif step.old < 0:
                self._mark_rows(self._new, row, row, Fate.INSERTED)
            else:
                self._cells(olds[step.old], row, step.cells)
            last = row
        return new

    def _gone_row(self, row: Node) -> Node:
        made = deepcopy(row)
        self._mark_rows(self._old, row, made, Fate.DELETED)
        return self._adopter.table(made)

    def _cells(self, old: Node, new: Node, cells: Sequence[Sequence[TextHunk]]) -> None:
        for before, after, hunks in zip(cells_of(old), cells_of(new), cells, strict=True):
            if hunks:
                paragraphs = list(after.iterchildren(P))
                texts = RedlineText(self._old, list(before.iterchildren(P))), RedlineText(self._new, paragraphs)
                made = _Stream(self, *texts).write(hunks, is_moved=False)
                _replace(paragraphs[0], made)
                for node in paragraphs[1:]:
                    after.remove(node)

    # Nodes

    def wants(self, piece: InlinePiece) -> bool:
        """Whether a point of the old file is a bookmark of ours that the new file does not have, or the end of such a one."""
        node = piece.nodes[0]
        key, name = node.get(W + "id") or "", node.get(_NAME) or ""
        if node.tag == W + "bookmarkStart" and name.startswith("_GW_") and name not in self._names:
            self._names.add(name)
            self._kept_ids.add(key)
        elif node.tag != W + "bookmarkEnd" or key not in self._kept_ids:
            return False
        node.set(W + "id", f"old {key}")
        return True

    def wrapped(self, nodes: Iterable[tuple[Node | None, Node]], fate: Fate) -> Iterator[Node]:
        """The nodes inside the revisions of their fate, with their links around."""
        for link, group in groupby(nodes, key=lambda each: each[0]):
            own = self._taken_over([node for _, node in group], fate)
            made = self._around(own, fate) if own else []
            yield from _linked(link, made) if link is not None and made and not fate.is_old else made

    def _taken_over(self, nodes: list[Node], fate: Fate) -> list[Node]:
        """Nodes fit for the new file, deleted text as such."""
        if fate.is_old:
            nodes = [node for each in nodes if (node := self._adopter.content(each)) is not None]
        if fate is Fate.DELETED:
            _strike(nodes)
        return nodes

    def _around(self, nodes: list[Node], fate: Fate) -> list[Node]:
        if not fate.value:
            return nodes
        outer = self._mark(nodes[0], fate.value)
        outer.extend(nodes)
        return [outer]

    def paragraph(self, source: Node, content: Iterable[Node], fate: Fate) -> Node:
        """A paragraph with the properties of ``source`` and a mark of this fate."""
        made = source.makeelement(P, {} if fate.is_old else dict(source.attrib))
        properties = source.find(PPR)
        if properties is not None:
            properties = deepcopy(properties)
            made.append(self._adopter.properties(properties) if fate.is_old else properties)
        if fate.value:
            mark_end(made, self._mark(made, fate.value))
        made.extend(content)
        return made

    def _mark(self, near: Node, tag: str, **more: str) -> Node:
        """A revision; its id is given when the whole body is there."""
        made = near.makeelement(W + tag, {W + "id": "0", W + "author": self._revision.author})
        if self._revision.date:
            made.set(W + "date", self._revision.date)
        for key, value in more.items():
            made.set(W + key, value)
        return made

    def _in_range(self, nodes: list[Node], kind: StepKind, move: int) -> list[Node]:
        """Moved paragraphs with the range around them: it begins behind the properties of the first one."""
        name = "moveFromRange" if kind is StepKind.MOVED_AWAY else "moveToRange"
        first = next(node for node in nodes if node.tag == P)
        start = self._mark(first, f"{name}Start", name=f"move{move}")
        start.set(W + "id", f"{name} {move}")
        start.set(W + "date", self._revision.date or _NO_DATE)
        first.insert(1 if first.find(PPR) is not None else 0, start)
        return [*nodes, first.makeelement(W + f"{name}End", {W + "id": f"{name} {move}"})]


def _linked(link: Node, nodes: Sequence[Node]) -> list[Node]:
    """The nodes with a hyperlink around them."""
    outer = link.makeelement(link.tag, dict(link.attrib))
    outer.extend(nodes)
    return [outer]


def _strike(nodes: Iterable[Node]) -> None:
    """Text as deleted text."""
    for node in nodes:
        for each in node.iter(*_DELETED):
            each.tag = _DELETED[each.tag]


def _replace(node: Node, others: Sequence[Node]) -> None:
    parent = node.getparent()
    place = parent.index(node)
    parent[place : place + 1] = others


def _is_inside_text(node: Node) -> bool:
    """Whether a paragraph or table stands inside another paragraph, as those of text boxes do."""
    return any(each.tag == P for each in node.iterancestors())
