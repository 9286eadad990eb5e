"""A plan applied to the XML of a real export, in the manner of a word processor."""

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from core.package import W
from tests.review_copies.plans import TextEdit

HANDS = ("张处", "李科")
Node = Any


@dataclass(frozen=True, slots=True)
class Habits:
    """How a copy is edited: the share recorded, in the manner of WPS, and what becomes of the bookmarks.

    ``anchors``: kept, lost, doubled (at splits) or lying (two neighbours exchange their words).
    """

    recorded: float = 1.0
    is_wps: bool = False
    anchors: str = "kept"
    is_nested: bool = False
    is_torn: bool = False
    moves_with_names: bool = True


@dataclass(slots=True)
class Marker:
    """Edits one document."""

    rng: random.Random
    habits: Habits
    root: Node
    ids: Any = field(default_factory=lambda: count(90000))
    own_ids: dict[str, Any] = field(default_factory=dict)
    ticks: Any = field(default_factory=lambda: count(1))

    def made(self, tag: str, **values: str) -> Node:
        """A new element."""
        return self.root.makeelement(W + tag, {W + key: value for key, value in values.items()})

    def revision(self, tag: str, hand: int) -> Node:
        """A revision of a person; WPS counts ids by kind and writes seconds."""
        tick = next(self.ticks)
        counter = self.own_ids.setdefault(tag, count(1)) if self.habits.is_wps else self.ids
        seconds = tick % 60 if self.habits.is_wps else 0
        return self.made(
            tag,
            id=str(next(counter)),
            author=HANDS[hand],
            date=f"2026-07-0{hand + 3}T09:{tick // 60 % 60:02}:{seconds:02}Z",
        )

    def is_recorded(self) -> bool:
        """Whether the next edit is recorded."""
        return self.rng.random() < self.habits.recorded

    def runs(self, paragraph: Node) -> list[Node]:
        """The runs of a paragraph with text."""
        return [node for node in paragraph.iter(W + "r") if any(each.tag in (W + "t", W + "br") for each in node)]

    def cut(self, paragraph: Node, offset: int) -> None:
        """Let a run begin at this offset of the text."""
        place = 0
        for run in self.runs(paragraph):
            text = run.find(W + "t")
            length = len(text.text or "") if text is not None else 1
            if place < offset < place + length:
                rest = copy.deepcopy(run)
                rest.find(W + "t").text = text.text[offset - place :]
                rest.find(W + "t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                text.text = text.text[: offset - place]
                run.addnext(rest)
                return
            place += length

    def between(self, paragraph: Node, start: int, end: int) -> list[Node]:
        """The runs from one offset to another."""
        self.cut(paragraph, start)
        self.cut(paragraph, end)
        found, place = [], 0
        for run in self.runs(paragraph):
            text = run.find(W + "t")
            length = len(text.text or "") if text is not None else 1
            if start <= place and place + length <= end:
                found.append(run)
            place += length
        return found

    def edit(self, paragraph: Node, edit: TextEdit) -> None:
        """Replace, insert or delete; call from the end of the paragraph on."""
        gone = self.between(paragraph, edit.start, edit.end)
        place = self._place(paragraph, gone, edit.start)
        model = gone[0] if gone else self.runs(paragraph)[0]
        if self.is_recorded():
            new = self._inserted(model, edit) if edit.new else []
            self._strike(gone, edit.hand)
        else:
            new = [self._run(model, edit.new)] if edit.new else []
            for run in gone:
                run.getparent().remove(run)
        if self.habits.is_wps and gone and place.getprevious() is not None and self.rng.random() < 0.3:
            first = gone[0].getparent()
            if first is not None and first.tag == W + "del":
                first.addprevious(place)  # the new words before the struck ones
        for node in new:
            place.addprevious(node)
        place.getparent().remove(place)

    def _place(self, paragraph: Node, gone: Sequence[Node], start: int) -> Node:
        """A node that marks where new words go: before the runs that go, else before the run at this offset."""
        place = self.made("proofErr")
        if gone:
            gone[-1].addnext(place)
            return place
        self.cut(paragraph, start)
        offset = 0
        for run in self.runs(paragraph):
            if offset == start:
                run.addprevious(place)
                return place
            text = run.find(W + "t")
            offset += len(text.text or "") if text is not None else 1
        self.runs(paragraph)[-1].addnext(place)
        return place

    def _run(self, model: Node, text: str) -> Node:
        run = copy.deepcopy(model)
        for each in list(run):
            if each.tag != W + "rPr":
                run.remove(each)
        for name in ("highlight",):
            for look in run.iter(W + name):
                look.getparent().remove(look)
        words = self.made("t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        return run

    def _inserted(self, model: Node, edit: TextEdit) -> list[Node]:
        size = 2 if self.habits.is_wps else 99
        nodes = []
        for start in range(0, len(edit.new), size):
            node = self.revision("ins", edit.hand)
            node.append(self._run(model, edit.new[start : start + size]))
            nodes.append(node)
        if self.habits.is_nested:
            node, inner = self.revision("ins", edit.hand), self.revision("del", 1 - edit.hand)
            struck = self._run(model, "不要的话")
            struck.find(W + "t").tag = W + "delText"
            inner.append(struck)
            node.append(inner)
            nodes.append(node)
        return nodes

    def _strike(self, runs: Sequence[Node], hand: int) -> None:
        for run in runs:
            node = self.revision("del", hand)
            run.addprevious(node)
            node.append(run)
            for text in run.iter(W + "t"):
                text.tag = W + "delText"

    def mark(self, paragraph: Node, tag: str, hand: int) -> None:
        """Record something about the paragraph's mark."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = self.made("pPr")
            paragraph.insert(0, properties)
        look = properties.find(W + "rPr")
        if look is None:
            look = self.made("rPr")
            properties.append(look)
        look.insert(0, self.revision(tag, hand))

    def split(self, paragraph: Node, offset: int, name: str) -> None:
        """Divide a paragraph."""
        self.cut(paragraph, offset)
        place, behind = 0, []
        for run in self.runs(paragraph):
            if place >= offset:
                behind.append(run)
            text = run.find(W + "t")
            place += len(text.text or "") if text is not None else 1
        second = paragraph.makeelement(paragraph.tag, {})
        if (properties := paragraph.find(W + "pPr")) is not None:
            second.append(copy.deepcopy(properties))
        if self.habits.anchors == "doubled":
            second.append(self.made("bookmarkStart", id="88001", name=name))
        second.extend(behind)
        if self.habits.anchors == "doubled":
            second.append(self.made("bookmarkEnd", id="88001"))
        else:
            second.extend([each for each in paragraph if each.tag == W + "bookmarkEnd"])
        paragraph.addnext(second)
        if self.is_recorded():
            self.mark(paragraph, "ins", 0)

    def join(self, paragraph: Node) -> None:
        """Join a paragraph with the next one."""
        following = paragraph.getnext()
        if self.is_recorded():
            self.mark(paragraph, "del", 0)
            return
        paragraph.extend([each for each in following if each.tag != W + "pPr"])
        following.getparent().remove(following)

    def gone(self, paragraph: Node) -> None:
        """Delete a paragraph."""
        if self.is_recorded():
            self._strike(self.runs(paragraph), 1)
            self.mark(paragraph, "del", 1)
        else:
            paragraph.getparent().remove(paragraph)

    def new(self, after: Node, text: str) -> None:
        """A new paragraph behind another."""
        paragraph = after.makeelement(after.tag, {})
        if (properties := after.find(W + "pPr")) is not None:
            paragraph.append(copy.deepcopy(properties))
        run = self._run(self.runs(after)[0], text)
        if self.is_recorded():
            node = self.revision("ins", 0)
            node.append(run)
            paragraph.append(node)
            self.mark(paragraph, "ins", 0)
        else:
            paragraph.append(run)
        after.addnext(paragraph)

    def move(self, paragraphs: Sequence[Node], after: Node) -> None:
        """Move neighbouring paragraphs behind another; the names go along or stay."""
        if not self.is_recorded():
            for paragraph in reversed(paragraphs):
                after.addnext(paragraph)
            return
        targets = [copy.deepcopy(paragraph) for paragraph in paragraphs]
        for target in reversed(targets):
            after.addnext(target)
        for name, own, tag in (("From", paragraphs, "moveFrom"), ("To", targets, "moveTo")):
            for paragraph in own:
                self._moved(paragraph, tag)
            number = str(next(self.ids))
            start = self.revision(f"move{name}RangeStart", 0)
            start.set(W + "id", number)
            start.set(W + "name", "move77")
            own[0].insert(1, start)
            own[-1].addnext(self.made(f"move{name}RangeEnd", id=number))
        for paragraph in paragraphs if self.habits.moves_with_names else targets:
            for each in [each for each in paragraph if each.tag in (W + "bookmarkStart", W + "bookmarkEnd")]:
                paragraph.remove(each)

    def _moved(self, paragraph: Node, tag: str) -> None:
        """Wrap what stays in a moved paragraph; edits stand in the target only, inside of what was moved there."""
        if tag == "moveFrom":  # the edits are recorded at the new place only
            comments = ("commentRangeStart", "commentRangeEnd", "commentReference")
            for node in list(paragraph.iter(*(W + name for name in comments))):
                node.getparent().remove(node)
            for node in list(paragraph.iter(W + "ins")):
                node.getparent().remove(node)
            for node in list(paragraph.iter(W + "del")):
                for run in list(node):
                    node.addprevious(run)
                    for text in run.iter(W + "delText"):
                        text.tag = W + "t"
                node.getparent().remove(node)
        edits = [each for each in paragraph if each.tag in (W + "ins", W + "del")]
        for run in [*(run for run in self.runs(paragraph) if run.getparent() is paragraph), *edits]:
            node = self.revision(tag, 0)
            run.addprevious(node)
            node.append(run)
        self.mark(paragraph, tag, 0)

    def tear(self) -> None:
        """Cut runs anywhere, as spelling marks and rsids do."""
        for paragraph in list(self.root.iter(W + "p")):
            texts = [each.text or "" for each in paragraph.iter(W + "t")]
            for _ in range(2):
                self.cut(paragraph, self.rng.randint(1, max(len("".join(texts)) - 1, 1)))

    def swap(self, one: Node, two: Node) -> None:
        """Exchange the words of two paragraphs; the names stay."""
        own, other = self.runs(one), self.runs(two)
        for run in other:
            own[0].addprevious(run)
        place = [each for each in two if each.tag == W + "bookmarkEnd"]
        for run in own:
            place[0].addprevious(run) if place else two.append(run)
