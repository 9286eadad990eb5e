"""Which paragraph of a returned copy is which printed paragraph.

Anchors are taken first but never trusted blindly: pasting over the inside of a bookmark leaves its name on other words,
an exchange of two paragraphs exchanges nothing but text. What they leave open is matched by equal text, by gluing the
parts of divided and joined paragraphs, and by similarity.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, product
from types import MappingProxyType

from core.model.text import TO_HALF_WIDTH
from core.similarity import similarity

ALIKE = 0.5
"""Paragraphs at least this similar are the same one, changed; anchored ones that are less alike are doubted."""

AT_PLACE = 0.3
"""Paragraphs that stand between the same neighbours are the same one already if they are this similar."""

CLOSE = 0.05
SURE = 0.75
"""How much of a paragraph its two halves must make together where one of them reads the same."""

LEAST_HALF = 12
"""Characters of the shortest half that its words distinguish from others."""

MOST_WHOLES = 40
"""Paragraphs with one beginning or end among which a half is looked for; those of long lists are told apart by likeness."""

GAIN = 0.01
"""By how much gluing a paragraph to its neighbour must raise the similarity."""

_SHINGLE = 3
_MOST_CANDIDATES = 4
_WIDTH = str.maketrans("，。；：！？（）％．", ",.;:!?()%.")
_FOLDS = MappingProxyType({**TO_HALF_WIDTH, **_WIDTH})


@dataclass(slots=True)
class Matching:
    """Pairs of printed paragraphs and paragraphs of the copy, by index.

    ``found[i]`` are the copy's paragraphs that show printed paragraph ``i``, in order; more than one where it was divided.
    A paragraph of the copy that shows several printed ones is named by each of them.
    """

    found: dict[int, list[int]] = field(default_factory=dict)
    owners: dict[int, list[int]] = field(default_factory=dict)

    def pair(self, printed: int, shown: int) -> None:
        """Take two paragraphs as the same."""
        self.found.setdefault(printed, []).append(shown)
        self.found[printed].sort()
        self.owners.setdefault(shown, []).append(printed)
        self.owners[shown].sort()

    def part(self, printed: int) -> None:
        """Take back all pairs of a printed paragraph."""
        for shown in self.found.pop(printed, ()):
            self.owners[shown].remove(printed)
            if not self.owners[shown]:
                del self.owners[shown]


def folded(text: str) -> str:
    """The text without white space, with full-width marks and digits as half-width ones."""
    return "".join(text.split()).translate(_FOLDS)


def match(printed: Sequence[str], shown: Sequence[str], named: Mapping[int, Sequence[int]]) -> Matching:
    """Match printed texts with the copy's; ``named`` are the printed paragraphs that anchors name, by copy's index."""
    work = _Matcher(printed, shown)
    work.by_name(named)
    work.by_text()
    work.by_halves()
    work.by_gluing()
    work.by_likeness()
    work.by_neighbours()
    work.by_gluing()
    return work.matching


def match_lines(printed: Sequence[str], shown: Sequence[str], named: Mapping[int, Sequence[int]]) -> Matching:
    """Match rows or columns of a table, one to one.

    Cells are parted by tabs. As many open ones between the same neighbours pair in order if they are empty or, where nothing
    is named, begin alike.
    """
    work = _Matcher(printed, shown)
    work.by_name(named)
    work.by_one()
    work.by_text()
    work.by_likeness()
    heads = [["" if named else text.partition("\t")[0] for text in texts] for texts in (printed, shown)]
    work.by_place(heads)
    return work.matching


class _Matcher:
    """The steps of ``match``; every step leaves alone what an earlier one decided."""

    def __init__(self, printed: Sequence[str], shown: Sequence[str]) -> None:
        self.printed = [folded(text) for text in printed]
        known = dict(zip(printed, self.printed, strict=True))
        self.shown = [known[text] if text in known else folded(text) for text in shown]
        self.matching = Matching()

    def _open_printed(self) -> list[int]:
        return [index for index, text in enumerate(self.printed) if text and index not in self.matching.found]

    def _open_shown(self) -> list[int]:
        return [index for index, text in enumerate(self.shown) if text and index not in self.matching.owners]

    def by_name(self, named: Mapping[int, Sequence[int]]) -> None:
        """Pair by anchors, then take back those that lie."""
        for shown in sorted(named):
            if self.shown[shown]:
                for printed in dict.fromkeys(named[shown]):
                    self.matching.pair(printed, shown)
        doubtful = [printed for printed in self.matching.found if self._likeness(printed) < ALIKE]
        for printed in self._lying(doubtful) if doubtful else ():
            self.matching.part(printed)
        self._drop_strangers()

    def _lying(self, doubtful: Sequence[int]) -> list[int]:
        """The anchored paragraphs whose own words stand elsewhere, or whose place holds the words of another."""
        own = {printed: self._likeness(printed) for printed in doubtful}
        holder = {shown: printed for printed in doubtful for shown in self.matching.found[printed]}
        elsewhere = self._better(doubtful, sorted({*self._open_shown(), *holder}), own, holder)
        lying = {printed for printed, _ in elsewhere}
        held = [shown for shown, printed in holder.items() if printed not in lying]
        rivals = sorted({*self._open_printed(), *doubtful} - lying)
        return sorted(lying | {holder[shown] for _, shown in self._better(rivals, held, own, holder)})

    def _better(
        self, printed: Sequence[int], shown: Sequence[int], own: Mapping[int, float], holder: Mapping[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Pairs that are more alike than an anchor's; ``own`` is the likeness of the anchored pairs."""
        for each, candidates in self._candidates(printed, shown, ALIKE):
            for other in candidates:
                than = max(own.get(each, 0.0), own.get(holder.get(other, -1), 0.0))
                if holder.get(other) != each and self._is_better(each, other, than):
                    yield each, other

    def _is_better(self, printed: int, shown: int, than: float) -> bool:
        return similarity(self.printed[printed], self.shown[shown]) > than + CLOSE

    def _drop_strangers(self) -> None:
        """Release parts of a divided paragraph, or of a joined one, that have nothing of it."""
        for printed, places in list(self.matching.found.items()):
            if len(places) > 1:
                keep = [shown for shown in places if self._share(self.shown[shown], self.printed[printed]) >= ALIKE]
                self._keep(printed, keep or places[:1])
        for shown, owners in list(self.matching.owners.items()):
            if len(owners) > 1:
                self._release(shown, owners)

    def _release(self, shown: int, owners: Sequence[int]) -> None:
        """Leave a joined paragraph to those that it has words of, at least to one."""
        shares = {printed: self._share(self.printed[printed], self.shown[shown]) for printed in owners}
        best = max(shares, key=lambda printed: (shares[printed], -printed))
        for printed in [each for each in shares if shares[each] < ALIKE and each != best]:
            self.matching.part(printed)

    def _keep(self, printed: int, places: Sequence[int]) -> None:
        if places != self.matching.found[printed]:
            self.matching.part(printed)
            for shown in places:
                self.matching.pair(printed, shown)

    def _share(self, part: str, whole: str) -> float:
        """How much of ``part`` stands in ``whole`` in order, from 0 to 1."""
        if not part or not whole:
            return 0.0
        return similarity(part, whole) * (len(part) + len(whole)) / 2 / len(part)

    def _likeness(self, printed: int) -> float:
        places = self.matching.found[printed]
        text = "".join(self.shown[shown] for shown in places)
        owners = self.matching.owners[places[0]] if len(places) == 1 else [printed]
        if len(places) == len(owners) == 1 and text == self.printed[printed]:
            return 1.0
        return similarity("".join(self.printed[each] for each in owners), text)

    def by_text(self) -> None:
        """Pair what reads the same, in order where a text occurs several times."""
        known: dict[str, list[int]] = defaultdict(list)
        for shown in reversed(self._open_shown()):
            known[self.shown[shown]].append(shown)
        for printed in self._open_printed():
            if known.get(self.printed[printed]):
                self.matching.pair(printed, known[self.printed[printed]].pop())

    def by_halves(self) -> None:
        """Divided and joined paragraphs of which one half reads the same and the other stands beside it."""
        for printed, parts in list(self._halves(self.printed, self._open_printed(), self.shown, self._open_shown())):
            self._pair_open([(printed, shown) for shown in parts])
        for shown, parts in list(self._halves(self.shown, self._open_shown(), self.printed, self._open_printed())):
            self._pair_open([(printed, shown) for printed in parts])

    def _pair_open(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Pair what is open on both sides; nothing if any of it is not."""
        found, owners = self.matching.found, self.matching.owners
        if not any(printed in found or shown in owners for printed, shown in pairs):
            for printed, shown in pairs:
                self.matching.pair(printed, shown)

    def _halves(
        self, wholes: Sequence[str], open_wholes: Sequence[int], texts: Sequence[str], open_texts: Sequence[int]
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """The wholes that begin or end with one of the texts, of which a neighbour, across at most one, is the rest."""
        index, known = _by_edges(wholes, open_wholes), frozenset(open_texts)
        halves = [each for each in open_texts if len(texts[each]) >= LEAST_HALF]
        for each, (edge, step) in product(halves, ((slice(LEAST_HALF), 1), (slice(-LEAST_HALF, None), -1))):
            for whole in islice(index.get(texts[each][edge], ()), MOST_WHOLES):
                rest = self._rest((wholes[whole], texts[each]), (each, step), texts, known)
                if rest >= 0:
                    yield whole, (min(each, rest), max(each, rest))

    def _rest(self, pair: tuple[str, str], place: tuple[int, int], texts: Sequence[str], known: Collection[int]) -> int:
        """The neighbour behind (step 1) or before (-1) a half that is the rest of the whole; -1 for none."""
        (whole, half), (index, step) = pair, place
        if len(whole) <= len(half) or not (whole.startswith(half) if step > 0 else whole.endswith(half)):
            return -1
        near = (index + step, index + 2 * step)
        return next((each for each in near if each in known and _make(whole, half, texts[each], step)), -1)

    def by_gluing(self) -> None:
        """Open paragraphs beside a pair that are the rest of it: divided or joined paragraphs."""
        for shown in self._open_shown():
            self._glue_shown(shown)
        for printed in self._open_printed():
            self._glue_printed(printed)

    def _glue_shown(self, shown: int) -> None:
        """Take an open paragraph of the copy as a part of the one that its neighbour shows."""
        best: tuple[float, int] | None = None
        for neighbour in self._neighbours(shown, self.matching.owners, len(self.shown)):
            owners = self.matching.owners[neighbour]
            printed = owners[-1] if neighbour < shown else owners[0]
            gain = self._gain(self.matching.found[printed], shown, self.shown, self.printed[printed])
            if len(owners) == 1 and gain:
                best = max(best or (0.0, 0), (gain, printed))
        if best is not None:
            self.matching.pair(best[1], shown)

    def _glue_printed(self, printed: int) -> None:
        """Take an open printed paragraph as joined to the one that its neighbour became."""
        best: tuple[float, int] | None = None
        for neighbour in self._neighbours(printed, self.matching.found, len(self.printed)):
            places = self.matching.found[neighbour]
            shown = places[-1] if neighbour < printed else places[0]
            gain = self._gain(self.matching.owners[shown], printed, self.printed, self.shown[shown])
            if len(places) == 1 and gain:
                best = max(best or (0.0, 0), (gain, shown))
        if best is not None:
            self.matching.pair(printed, best[1])

    def _gain(self, parts: Sequence[int], part: int, texts: Sequence[str], whole: str) -> float:
        """The similarity of parts with one more to their whole; 0 if it does not gain by it or stands too far away."""
        glued = sorted((*parts, part))
        if glued[-1] - glued[0] > len(glued) + 1 or self._share(texts[part], whole) < ALIKE:
            return 0.0
        before = similarity("".join(texts[each] for each in parts), whole)
        after = similarity("".join(texts[each] for each in glued), whole)
        return after if after > before + GAIN else 0.0

    def _neighbours(self, index: int, known: Mapping[int, object], length: int) -> Iterator[int]:
        """The nearest decided paragraph on each side, across at most one that is not."""
        for step in (-1, 1):
            for distance in (1, 2):
                neighbour = index + step * distance
                if 0 <= neighbour < length and neighbour in known:
                    yield neighbour
                    break

    def by_likeness(self) -> None:
        """Pair what is similar enough, the most similar first; of equals the nearest to its neighbours."""
        ranked = []
        for printed, candidates in self._candidates(self._open_printed(), self._open_shown(), ALIKE):
            scores = [similarity(self.printed[printed], self.shown[shown]) for shown in candidates]
            near = [self._distance(printed, shown) for shown in candidates]
            ranked += [
                (-round(score / CLOSE), distance, -score, printed, shown)
                for score, distance, shown in zip(scores, near, candidates, strict=True)
            ]
        for _, _, _, printed, shown in sorted(ranked):
            if printed not in self.matching.found and shown not in self.matching.owners:
                self.matching.pair(printed, shown)

    def by_neighbours(self) -> None:
        """Pair what stands alone between the same neighbours and is not wholly unlike."""
        for printed in self._open_printed():
            before = self.matching.found.get(printed - 1, [-1])[-1]
            after = self.matching.found.get(printed + 1, [len(self.shown)])[0]
            is_alone = after - before == 2 and before + 1 not in self.matching.owners
            if is_alone and similarity(self.printed[printed], self.shown[before + 1], AT_PLACE):
                self.matching.pair(printed, before + 1)

    def by_one(self) -> None:
        """Leave each line to the most alike of those that anchors name there: joined cells bring the names of other rows."""
        for shown, owners in [(each, own) for each, own in self.matching.owners.items() if len(own) > 1]:
            likeness = {each: similarity(self.printed[each], self.shown[shown]) for each in owners}
            best = max(owners, key=lambda printed: (likeness[printed], -printed))
            for printed in [each for each in owners if each != best]:
                self.matching.part(printed)
        for printed, places in list(self.matching.found.items()):
            best_place = max(places, key=lambda shown: (similarity(self.printed[printed], self.shown[shown]), -shown))
            self._keep(printed, [best_place])

    def by_place(self, heads: Sequence[Sequence[str]]) -> None:
        """Pair what is open between the same neighbours and begins alike, if it is as many on both sides."""
        for own, other in list(self._gaps()):
            for printed, shown in zip(own, other, strict=True):
                are_empty = not self.printed[printed] and not self.shown[shown]
                if are_empty or (heads[0][printed] and similarity(heads[0][printed], heads[1][shown], ALIKE)):
                    self.matching.pair(printed, shown)

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """The open stretches between neighbouring pairs, those that are as long on both sides."""
        pairs = sorted((own, places[0]) for own, places in self.matching.found.items())
        edges = [(-1, -1), *pairs, (len(self.printed), len(self.shown))]
        for (left, shown_left), (right, shown_right) in pairwise(edges):
            own, other = range(left + 1, right), range(shown_left + 1, shown_right)
            if len(own) == len(other) and not any(each in self.matching.owners for each in other):
                yield own, other

    def _distance(self, printed: int, shown: int) -> int:
        """0 for a pair that stands between the same neighbours, 1 beside one of them, else 2."""
        before = self.matching.found.get(printed - 1, [-2])[-1] == shown - 1
        after = self.matching.found.get(printed + 1, [-2])[0] == shown + 1
        return 2 - before - after

    def _candidates(
        self, printed: Sequence[int], shown: Sequence[int], least: float
    ) -> Iterator[tuple[int, list[int]]]:
        """For each printed paragraph the similar ones of the copy, best first; none are left out without a candidate."""
        index: dict[str, list[int]] = defaultdict(list)
        for each in shown:
            for shingle in _shingles(self.shown[each]):
                index[shingle].append(each)
        for each in printed:
            shared = Counter(chain.from_iterable(index.get(shingle, ()) for shingle in _shingles(self.printed[each])))
            found = self._ranked(each, [other for other, _ in shared.most_common(_MOST_CANDIDATES)], least)
            if found:
                yield each, found

    def _ranked(self, printed: int, likely: Sequence[int], least: float) -> list[int]:
        """Those of the candidates that are similar enough, best first."""
        scored = sorted((-similarity(self.printed[printed], self.shown[other], least), other) for other in likely)
        return [other for score, other in scored if score < 0]


def _by_edges(texts: Sequence[str], places: Iterable[int]) -> Mapping[str, Sequence[int]]:
    """The texts by the characters at their beginnings and ends."""
    index: dict[str, list[int]] = defaultdict(list)
    for each in places:
        for edge in {texts[each][:LEAST_HALF], texts[each][-LEAST_HALF:]}:
            index[edge].append(each)
    return index


def _make(whole: str, half: str, rest: str, step: int) -> bool:
    """Whether a half and what stands behind (step 1) or before it make the whole, the rest perhaps edited."""
    own = whole[len(half) :] if step > 0 else whole[: len(whole) - len(half)]
    return similarity(own, rest, ALIKE) >= ALIKE and similarity(whole, half + rest if step > 0 else rest + half) >= SURE


def _shingles(text: str) -> dict[str, None]:
    """The runs of a few characters in a text, each once in order; short texts are their own."""
    return dict.fromkeys(text[start : start + _SHINGLE] for start in range(max(len(text) - _SHINGLE + 1, 1)))
