"""From two versions of a document to the steps of a redline.

Accepting all steps gives the new version, refusing all the old one; paragraphs that changed places are moves where they are
long enough to be recognised, divided and joined paragraphs are changes of their marks.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, pairwise
from operator import attrgetter

from core.model.review.redline import (
    MARK,
    BlockRange,
    RedlineBlock,
    RedlineCounts,
    RedlinePlan,
    RedlineStep,
    StepKind,
    TextHunk,
)
from core.model.spans import common_edges
from core.review.differences import Hunk, hunks, is_number, joined_at, joined_by_chance, rewritten
from core.review.matching import Matching, folded, match
from core.review.moving import LEAST_MOVED, is_mostly_kept
from core.review.tables import table_steps, tables_paired
from core.review.units import units_by_match
from core.similarity import similarity

_SURELY_ALIKE = 0.75
"""Paragraphs between the same neighbours that are this similar need not be compared with any others."""

_FIRST_SIGN, _MOST_SIGNS = 0x100000, 0xFFF0
"""Characters of the last private plane stand for whole texts."""

MOST_SPARE, LEAST_SPARE = 0.055, 12
"""The share of all marked characters that stay and are marked for the sake of reading, and how many may always be."""

LEAST_CLAUSE = 4
"""Characters from which words that gave way to others may share some by chance."""

LEAST_SPARE_OF_CLAUSES = 60
"""How many of all may always be for the sake of rewritten clauses."""


@dataclass(frozen=True, slots=True)
class _ElementPair:
    """Blocks of both sides that are the same ones."""

    old: BlockRange
    new: BlockRange

    @property
    def size(self) -> tuple[int, int]:
        """How many blocks each side has."""
        return self.old.end - self.old.start, self.new.end - self.new.start


def _single(old: int, new: int) -> _ElementPair:
    return _ElementPair(BlockRange(old, old + 1), BlockRange(new, new + 1))


def redline_plan(old: Sequence[RedlineBlock], new: Sequence[RedlineBlock], has_moves: bool = True) -> RedlinePlan:
    """The steps from one version to the other; without ``has_moves`` what changed places is gone there and new here."""
    planner = _Planner(old, new, has_moves)
    return planner.plan()


@dataclass(slots=True)
class _Planner:
    """Aligns two versions."""

    old: Sequence[RedlineBlock]
    new: Sequence[RedlineBlock]
    has_moves: bool = True
    moves: dict[int, int] = field(default_factory=dict)

    def plan(self) -> RedlinePlan:
        """Pair the blocks, find those that keep their order, order the steps."""
        pairs = self._pairs()
        kept = heaviest([pair.old.start for pair in pairs], [self._weight(pair) for pair in pairs])
        steady = [pair for number, pair in enumerate(pairs) if number in kept]
        steady = self._with_blanks(steady, pairs)
        moved = [pair for number, pair in enumerate(pairs) if number not in kept]
        moved = self._long_moves(moved) if self.has_moves else []
        steps = tuple(self._with_whole_clauses(self._with_cut_numbers([*self._steps(steady, moved)])))
        return RedlinePlan(steps, self._counts(steps))

    def _pairs(self) -> list[_ElementPair]:
        """The blocks that are the same, in the order of the new version."""
        same = _same_texts(self.old, self.new)
        texts = [[same.get(each.text, each.text) for each in side] for side in (self.old, self.new)]
        matching = match(texts[0], texts[1], self._named(same))
        strays = self._strays(matching)
        if strays:  # what they held may be a part of a divided or joined paragraph
            others = {shown: owners for shown, owners in matching.owners.items() if shown not in strays}
            matching = match(texts[0], texts[1], others)
        self._pair_tables(matching)
        self._let_join(matching)
        found = []
        for unit in units_by_match(matching, len(self.new)):
            if unit.elements:
                old = _longest_run(self.old, unit.elements, matching.found.keys())
                found.append(_ElementPair(old, _longest_run(self.new, unit.shown, matching.owners.keys())))
        return found

    def _strays(self, matching: Matching) -> set[int]:
        """The new paragraphs paired with an old one out of order that they keep too little of to be that one, moved."""
        single = [(shown, owners[0]) for shown, owners in sorted(matching.owners.items()) if len(owners) == 1]
        sizes = [1 + len(self.new[shown].text) for shown, _ in single]
        kept = heaviest([printed for _, printed in single], sizes)
        return {
            shown
            for number, (shown, printed) in enumerate(single)
            if number not in kept
            and len(matching.found[printed]) == 1
            and not self._is_move(_ElementPair(BlockRange(printed, printed + 1), BlockRange(shown, shown + 1)))
        }

    def _let_join(self, matching: Matching) -> None:
        """Passages that went to or came from between the parts of a joined or divided paragraph are no moves if they are shorter
        than any part: each part would be marked twice instead."""
        inner = {
            *_between_parts(self.old, matching.owners.values(), matching.found),
            *chain.from_iterable(
                matching.owners[each] for each in _between_parts(self.new, matching.found.values(), matching.owners)
            ),
        }
        for each in inner:
            matching.part(each)

    def _pair_tables(self, matching: Matching) -> None:
        """Tables are matched by themselves; blocks of text never show one."""
        for one, two in tables_paired(self.old, self.new):
            matching.pair(one, two)

    def _named(self, same: Mapping[str, str]) -> dict[int, list[int]]:
        """The old blocks whose anchors a new block has, of those that do not read the same elsewhere."""
        changed = [(index, block) for index, block in enumerate(self.old) if block.text not in same]
        known = {name: index for index, block in changed for name in block.names}
        found = dict(self._between(same))
        for index, block in enumerate(self.new):
            if block.text in same:
                continue
            own = [known[name] for name in block.names if name in known]
            if own:
                found[index] = own
        return found

    def _between(self, same: Mapping[str, str]) -> Iterator[tuple[int, list[int]]]:
        """Paragraphs alike that stand alone between the same neighbours on both sides: the usual case, found without a search."""
        places = {block.text: index for index, block in enumerate(self.old) if block.text in same}
        for index in range(1, len(self.new) - 1):
            before, block, after = self.new[index - 1 : index + 2]
            own = places.get(before.text, -1) + 1
            is_alone = own and places.get(after.text) == own + 1 and block.text not in same
            if is_alone and similarity(self.old[own].text, block.text) >= _SURELY_ALIKE:
                yield index, [own]

    def _weight(self, pair: _ElementPair) -> int:
        blocks = self.new[pair.new.start : pair.new.end]
        return sum(1 + len(block.text) + _size_of_table(block) for block in blocks)

    def _with_blanks(self, steady: Sequence[_ElementPair], pairs: Sequence[_ElementPair]) -> list[_ElementPair]:
        """The pairs that keep their order, with blank paragraphs between them paired in turn."""
        used = {index for pair in pairs for index in range(*pair.old)}
        used_new = {index for pair in pairs for index in range(*pair.new)}
        start, end = _ElementPair(BlockRange(0, 0), BlockRange(0, 0)), self._end()
        found: list[_ElementPair] = []
        for before, after in pairwise((start, *steady, end)):
            gap, other = range(before.old.end, after.old.start), range(before.new.end, after.new.start)
            if gap and other:
                found += map(_single, self._blanks(self.old, gap, used), self._blanks(self.new, other, used_new))
            found.append(after)
        return found[:-1]

    def _end(self) -> _ElementPair:
        return _ElementPair(BlockRange(len(self.old), len(self.old)), BlockRange(len(self.new), len(self.new)))

    def _blanks(self, blocks: Sequence[RedlineBlock], places: range, used: set[int]) -> list[int]:
        return [
            each for each in places if each not in used and blocks[each].rows is None and not blocks[each].text.strip()
        ]

    def _long_moves(self, moved: Sequence[_ElementPair]) -> list[_ElementPair]:
        """The moves that are shown as such, numbered; neighbours on both sides are one."""
        found = [pair for run in _runs(moved) for pair in self._shown_as_moved(run)]
        for number, run in enumerate(_runs(found), 1):
            self.moves.update((pair.old.start, number) for pair in run)
        return found

    def _shown_as_moved(self, run: Sequence[_ElementPair]) -> list[_ElementPair]:
        """A run of moved passages; short ones, or changed too much, are moves only together with their neighbours."""
        own = [pair for pair in run if self._is_move(pair)]
        lengths = [len(self._text(self.old, pair.old)) for pair in own]
        if len(own) == len(run) and sum(lengths) >= LEAST_MOVED:
            return own
        return [pair for pair, length in zip(own, lengths, strict=True) if length >= LEAST_MOVED]

    def _is_move(self, pair: _ElementPair) -> bool:
        """Whether enough of a passage is kept; tables are never moves."""
        if any(block.rows is not None for block in self.old[pair.old.start : pair.old.end]):
            return False
        return is_mostly_kept(self._text(self.old, pair.old), self._text(self.new, pair.new))

    def _text(self, blocks: Sequence[RedlineBlock], span: BlockRange) -> str:
        return MARK.join(block.text for block in blocks[span.start : span.end])

    def _steps(self, steady: Sequence[_ElementPair], moved: Sequence[_ElementPair]) -> Iterator[RedlineStep]:
        """Everything in order: what left a place stands before what came to it."""
        here = {pair.new.start: pair for pair in moved}
        away = {pair.old.start: pair for pair in moved}
        start = _ElementPair(BlockRange(0, 0), BlockRange(0, 0))
        for before, after in pairwise((start, *steady, self._end())):
            yield from self._left(before.old.end, after.old.start, away)
            yield from self._came(before.new.end, after.new.start, here)
            if after.old.start < len(self.old):
                yield self._kept(after)

    def _left(self, start: int, end: int, away: Mapping[int, _ElementPair]) -> Iterator[RedlineStep]:
        while start < end:
            pair = away.get(start)
            if pair is None:
                yield RedlineStep(StepKind.GONE, BlockRange(start, start + 1))
                start += 1
            else:
                yield RedlineStep(StepKind.MOVED_AWAY, pair.old, hunks=self._differences(pair), move=self.moves[start])
                start = pair.old.end

    def _came(self, start: int, end: int, here: Mapping[int, _ElementPair]) -> Iterator[RedlineStep]:
        while start < end:
            pair = here.get(start)
            if pair is None:
                yield RedlineStep(StepKind.NEW, new=BlockRange(start, start + 1))
                start += 1
            else:
                differences = self._differences(pair)
                yield RedlineStep(StepKind.MOVED_HERE, pair.old, pair.new, differences, move=self.moves[pair.old.start])
                start = pair.new.end

    def _kept(self, pair: _ElementPair) -> RedlineStep:
        one, two = self.old[pair.old.start], self.new[pair.new.start]
        if one.rows is not None and two.rows is not None:
            return RedlineStep(StepKind.KEPT, pair.old, pair.new, rows=table_steps(one.rows, two.rows))
        if one.text == two.text and pair.size == (1, 1):
            return RedlineStep(StepKind.KEPT, pair.old, pair.new)
        return RedlineStep(StepKind.KEPT, pair.old, pair.new, self._differences(pair))

    def _differences(self, pair: _ElementPair) -> tuple[TextHunk, ...]:
        return text_hunks(self._text(self.old, pair.old), self._text(self.new, pair.new))

    def _with_cut_numbers(self, steps: list[RedlineStep]) -> list[RedlineStep]:
        """The steps with numbers marked as a whole, and the longest by their digits where all whole would mark too much."""
        marked, kept = self._weighed(steps)
        pieces = [
            _MarkedPiece(index, place, *pair)
            for index, step in enumerate(steps)
            if step.kind is StepKind.KEPT
            for place, pair in enumerate(self._marked_texts(step))
        ]
        in_clauses = sum(_kept_inside(each.old, each.new) for each in pieces if each.is_clause())
        allowed = max(MOST_SPARE * marked, in_clauses + LEAST_SPARE)
        for number in sorted(filter(_MarkedPiece.is_number, pieces), key=attrgetter("spare"), reverse=True):
            if kept > allowed:
                kept -= number.spare
                steps[number.step] = number.cut_in(steps[number.step])
        return steps

    def _with_whole_clauses(self, steps: list[RedlineStep]) -> list[RedlineStep]:
        """The steps with the changes of rewritten clauses joined, those first that least stays between, as far as that may mark
        what stays.
        """
        marked, kept = self._weighed(steps)
        allowed = max(MOST_SPARE * marked, LEAST_SPARE_OF_CLAUSES)
        joined: dict[int, set[int]] = defaultdict(set)
        for spare, index, place in sorted(chain.from_iterable(map(self._gaps, count(), steps))):
            if kept + spare <= allowed:
                kept += spare
                joined[index].add(place)
        for index, places in joined.items():
            whole = joined_at([Hunk(*each) for each in steps[index].hunks], places)
            steps[index] = replace(steps[index], hunks=tuple(TextHunk(*each) for each in whole))
        return steps

    def _gaps(self, index: int, step: RedlineStep) -> Iterator[tuple[int, int, int]]:
        """The changes of a step that can be one with the change before: how much of what stays that marks, step and place."""
        if step.kind is StepKind.KEPT:
            texts = self._text(self.old, step.old), self._text(self.new, step.new)
            found = [Hunk(*each) for each in step.hunks]
            yield from (
                (2 * (found[each].start - found[each - 1].end), index, each) for each in rewritten(found, *texts)
            )

    def _weighed(self, steps: Sequence[RedlineStep]) -> tuple[int, int]:
        """How many characters are marked, and how many of them stay."""
        texts = [(step.kind, self._marked_texts(step)) for step in filter(_is_marked, steps)]
        marked = sum(len(one) + len(two) for _, pairs in texts for one, two in pairs)
        return marked, sum(_kept_inside(*pair) for kind, pairs in texts if kind is StepKind.KEPT for pair in pairs)

    def _marked_texts(self, step: RedlineStep) -> list[tuple[str, str]]:
        """What a step marks of the old and of the new side: its differences, else all of it."""
        one, two = self._text(self.old, step.old), self._text(self.new, step.new)
        if step.kind is not StepKind.KEPT:
            return [(one, two)]
        return [(one[each.start : each.end], two[each.new_start : each.new_end]) for each in step.hunks]

    def _counts(self, steps: Sequence[RedlineStep]) -> RedlineCounts:
        counted: dict[str, int] = defaultdict(int)
        for step in [step for step in steps if step.kind is not StepKind.KEPT or step.hunks or step.rows]:
            for name in _counted(step, self.old, self.new):
                counted[name] += 1
        counted["moved"] = len({step.move for step in steps if step.move})
        return RedlineCounts(**counted)


def _is_marked(step: RedlineStep) -> bool:
    """Whether a step marks anything of a text."""
    return step.kind is not StepKind.KEPT or bool(step.hunks)


def _kept_inside(old: str, new: str) -> int:
    """The characters of two texts that stay although all of both are marked."""
    return round(similarity(old, new) * (len(old) + len(new)))


@dataclass(frozen=True, slots=True)
class _MarkedPiece:
    """What is marked as a whole: its step and its place there, and what it was and became."""

    step: int
    place: int
    old: str
    new: str

    def is_number(self) -> bool:
        """Whether a number became another."""
        return is_number(self.old) and is_number(self.new)

    def is_clause(self) -> bool:
        """Whether words gave way to others that share some of their characters: that is not the numbers' to bear."""
        return min(len(self.old), len(self.new)) >= LEAST_CLAUSE and not self.is_number()

    @property
    def spare(self) -> int:
        """The characters at its edges that stay."""
        start, end, _ = common_edges(self.old, self.new)
        return 2 * (start + len(self.old) - end)

    def cut_in(self, step: RedlineStep) -> RedlineStep:
        """The step with the digits marked that differ."""
        start, end, _ = common_edges(self.old, self.new)
        hunk, behind = step.hunks[self.place], len(self.old) - end
        digits = TextHunk(hunk.start + start, hunk.end - behind, hunk.new_start + start, hunk.new_end - behind)
        return replace(step, hunks=(*step.hunks[: self.place], digits, *step.hunks[self.place + 1 :]))


def _same_texts(old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> dict[str, str]:
    """A sign for each text that both sides have exactly once: nothing else of such paragraphs has to be compared."""
    counts = [Counter(block.text for block in side) for side in (old, new)]
    texts = [text for text, count in counts[0].items() if count == 1 and counts[1].get(text) == 1 and text.strip()]
    return {text: chr(_FIRST_SIGN + number) for number, text in enumerate(texts[:_MOST_SIGNS])}


def _between_parts(
    blocks: Sequence[RedlineBlock], parts: Iterable[Sequence[int]], paired: Collection[int]
) -> Iterator[int]:
    """The blocks with a pair of their own between the parts of one paragraph of the other side that are all longer."""
    for one, two in chain.from_iterable(map(pairwise, parts)):
        between = [each for each in range(one + 1, two) if each in paired]
        size = sum(len(blocks[each].text) + _size_of_table(blocks[each]) for each in between)
        if size < min(len(blocks[one].text), len(blocks[two].text)):
            yield from between


def _longest_run(blocks: Sequence[RedlineBlock], places: Sequence[int], known: KeysView[int]) -> BlockRange:
    """The neighbouring ones of these blocks with the most text; a table stands for itself.

    Paragraphs between them that only this side has, so that they are not ``known``, are no hindrance.
    """
    if len(places) == 1:
        return BlockRange(places[0], places[0] + 1)
    runs = [[places[0]]]
    for place in places[1:]:
        between = range(runs[-1][-1] + 1, place)
        is_text = all(blocks[each].rows is None for each in range(between.start - 1, place + 1))
        if is_text and known.isdisjoint(between):
            runs[-1].append(place)
        else:
            runs.append([place])
    best = max(runs, key=lambda run: sum(len(blocks[each].text) + _size_of_table(blocks[each]) for each in run))
    return BlockRange(best[0], best[-1] + 1)


def _runs(pairs: Sequence[_ElementPair]) -> list[list[_ElementPair]]:
    """Pairs in the new order, those together that are neighbours on both sides."""
    runs: list[list[_ElementPair]] = []
    for pair in pairs:
        last = runs[-1][-1] if runs else None
        if last is not None and last.old.end == pair.old.start and last.new.end == pair.new.start:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _counted(step: RedlineStep, old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> Iterator[str]:
    """The names of the counts to which a step adds one each."""
    before, after = old[step.old.start : step.old.end], new[step.new.start : step.new.end]
    if any(block.rows is not None for block in (*before, *after)):
        yield from ("tables",) * (_changes_of_table(step) if step.kind is StepKind.KEPT else 1)
    elif step.kind in (StepKind.NEW, StepKind.GONE):
        yield from _names_of_whole(step.kind, (*before, *after))
    elif step.kind is not StepKind.MOVED_AWAY:
        yield from _names_of_hunks(step, before, after)


def _names_of_whole(kind: StepKind, blocks: Sequence[RedlineBlock]) -> Iterator[str]:
    """The count of paragraphs that are new or gone; blank ones are not counted."""
    if any(folded(block.text) for block in blocks):
        yield str(kind)


def _changes_of_table(step: RedlineStep) -> int:
    return sum(1 if min(row.old, row.new) < 0 else sum(map(len, row.cells)) for row in step.rows)


def _names_of_hunks(step: RedlineStep, old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> Iterator[str]:
    one, two = (MARK.join(block.text for block in blocks) for blocks in (old, new))
    return (_kind_of(one[hunk.start : hunk.end], two[hunk.new_start : hunk.new_end]) for hunk in step.hunks)


def _kind_of(old: str, new: str) -> str:
    if MARK in new and MARK not in old:
        return "divided"
    return "joined" if MARK in old and MARK not in new else "changed"


def text_hunks(old: str, new: str) -> tuple[TextHunk, ...]:
    """The differences of two texts as a redline shows them: what stands between two changes is worth keeping apart.

    >>> text_hunks("完成投资186.4万元。", "完成投资152.7万元。")
    (TextHunk(start=4, end=9, new_start=4, new_end=9),)
    """
    return tuple(TextHunk(*each) for each in joined_by_chance(hunks(old, new), old))


def _size_of_table(block: RedlineBlock) -> int:
    return sum(len(cell) for row in block.rows or () for cell in row.cells)


def heaviest(firsts: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The indexes of the ascending subsequence with the most weight: what keeps its order while all else is moved.

    >>> sorted(heaviest([3, 0, 1, 2], [1, 1, 1, 1])), sorted(heaviest([3, 0, 1, 2], [9, 1, 1, 1]))
    ([1, 2, 3], [0])
    """
    tails: list[tuple[int, int, int]] = []
    before: list[int] = []
    for index, (first, weight) in enumerate(zip(firsts, weights, strict=True)):
        place = bisect_right(tails, (first, -1, -1))
        under = tails[place - 1] if place else (0, 0, -1)
        before.append(under[2])
        entry = (first, under[1] + weight, index)
        end = place
        while end < len(tails) and tails[end][1] <= entry[1]:
            end += 1
        tails[place:end] = [entry]
    kept, index = set(), tails[-1][2] if tails else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
