"""How well wrong signs are found in single sentences, reckoned sentence by sentence as public spelling tests do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.model.spans import Span
from tests.corpus import hashed
from tests.proofreading.judge import COUNTED, Judge, Told, applied
from tests.proofreading.rows import FOLDER


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written and as it should be, which may be the same, with what is found in it."""

    written: str
    right: str
    found: tuple[Told, ...]

    @property
    def wrong(self) -> tuple[Span, ...]:
        """The places that should read otherwise; signs are only exchanged."""
        pairs = enumerate(zip(self.written, self.right, strict=True))
        return tuple(Span(at, at + 1) for at, (one, other) in pairs if one != other)

    @property
    def is_detected(self) -> bool:
        """Whether something is told, each time of a wrong sign."""
        return bool(self.wrong and self.found) and all(told.meets(self.wrong) for told in self.found)

    @property
    def is_corrected(self) -> bool:
        """Whether what is proposed makes the sentence right."""
        offers = [told for told in self.found if told.replacement is not None]
        return self.is_detected and applied(self.written, offers) == self.right


def sentences(judge: Judge, path: Path = FOLDER / "spelling.tsv") -> tuple[Sentence, ...]:
    """The sentences of the set, read with hints; ValueError for a line of another form."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()[2:]]
    return tuple(Sentence(written, right, judge.all_told(written)) for written, right in lines)


def without_hints(read: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The same with errors and warnings alone."""
    return tuple(
        Sentence(one.written, one.right, tuple(told for told in one.found if told.severity in COUNTED)) for one in read
    )


def spelling_lines(read: Sequence[Sentence]) -> Iterator[str]:
    """The same of both halves of our set: the one that is looked at while mending, and the one that is only scored."""
    for name, wanted in (("looked at", False), ("only scored", True)):
        yield from f1_lines(f"spelling, {name}", [one for one in read if bool(hashed(one.right, 2)) is wanted])


def f1_lines(title: str, read: Sequence[Sentence]) -> Iterator[str]:
    """Precision, recall and their mean (F1) of detection and correction, and right sentences changed; without hints and with them."""
    wrong = sum(bool(one.wrong) for one in read)
    yield f"{title}: {len(read)} sentences, {wrong} wrong"
    for name, some in (("errors and warnings", without_hints(read)), ("with hints", tuple(read))):
        told = sum(bool(one.found) for one in some)
        changed = sum(bool(one.found) and not one.wrong for one in some) / ((len(read) - wrong) or 1)
        for what, right in (
            ("detected", sum(one.is_detected for one in some)),
            ("corrected", sum(one.is_corrected for one in some)),
        ):
            precision, recall = right / (told or 1), right / (wrong or 1)
            mean = 2 * precision * recall / ((precision + recall) or 1)
            yield (
                f"  {what}, {name}: precision {precision:.1%}, recall {recall:.1%}, F1 {mean:.1%},"
                f" right sentences changed {changed:.1%}"
            )
