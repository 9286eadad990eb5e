"""Fits the weights of ``core/checks/spelling/surprises.py`` and ``omissions.py``: ``python -m tests.fit_signs [FOLDER]`` prints them.

By logistic regression over what the checks and the model propose, in three kinds of text: documents that are kept out of counting for
this purpose (what is proposed there is wrong), sentences of theirs with slips typed into them, and the half of our own
sentences that is looked at. None of them is what the outcome is judged by.
"""

import math
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from core.checks.checked_text import cut_words
from core.checks.registry import CHECKS
from core.checks.spelling.language import HAN, UNIT, Language
from core.checks.spelling.omissions import omissions
from core.checks.spelling.signs import CLAUSE
from core.checks.spelling.surprises import (
    FEWEST,
    SHORTEST,
    Evidence,
    better_readings,
    clauses_of,
    draft_features,
    evidence_of,
    is_asked,
    padded,
    place_of,
)
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.segment import dictionary_words
from core.workflows.checking import text_checks
from core.workflows.checking.text_checks import TextChecker, word_tables
from tests.corpus import FOLDER, documents, hashed
from tests.proofreading.published import slipped, typed
from tests.proofreading.rows import FOLDER as OWN
from tests.proofreading.rows import clean, slips

CHARACTERS = 600_000
"""Of the documents for fitting."""

ROUNDS, DECAY = 12, 1e-4
KINDS = {"own": 4, "right": 4}
"""For how many of other kinds a proposal in our own sentences counts: they are the only ones that are no law."""

NAMES = (
    "gain",
    "words",
    "long runs",
    "about",
    "short",
    "strange",
    "told as warning",
    "told as hint",
    "constant",
)
WEIGHTS_SHOWN = (-2, -1, -0.5, 0, 0.5, 1, 2)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another reading of a place in a text of a kind, what speaks for it, and whether it is right."""

    kind: str
    evidence: Evidence
    told: Severity | None
    is_right: bool
    shown: str

    @property
    def features(self) -> tuple[float, ...]:
        """What is weighed, all of about one size."""
        gain, words, runs, about = self.evidence.measured
        told = float(self.told is Severity.WARNING), float(self.told is Severity.HINT)
        sorts = (self.evidence.is_short, self.evidence.is_strange)
        return gain / 10, words / 10, runs, about, *map(float, sorts), *told, 1.0


USUAL = 5 * UNIT
"""The cost of the rarest characters that a text strays to."""

OMITTED = ("gain", "words", "about", "constant")
OF_DRAFTS = ("gain", "words", "word", "alone", "in a row", "listed", "at home", "written", "meant", "constant")
TYPED, AS_DOUBTED, STANDINGS = 3, 8, (-1, -0.5, 0, 0.5, 1, 1.5, 2)
"""Slips typed into each sentence, and for how many of them each place counts that is doubted elsewhere."""

DROPPED, AS_RIGHT = 6000, 20
"""Sentences with a character left out, and for how many places of right text each one counts that is proposed there."""


def main(arguments: Sequence[str]) -> None:
    """Print the weights, and how many proposals of each kind of text pass some thresholds."""
    folder = Path(arguments[0]) if arguments else FOLDER
    for_omissions(folder)
    for_drafts(folder)
    proposals = list(gathered(folder))
    weights = fitted([(one.features, one.is_right, KINDS.get(one.kind, 1)) for one in proposals])
    scales = (10, 10, *[1] * 7)
    print(", ".join(f"{name} {weight / scale:.3f}" for name, weight, scale in zip(NAMES, weights, scales, strict=True)))
    weighed = [(sum(map(float.__mul__, weights, one.features)), one) for one in proposals]
    for least in WEIGHTS_SHOWN:
        passed = [one for weight, one in weighed if weight >= least]
        kinds = dict.fromkeys(one.kind for one in proposals)
        counts = ((kind, [one.is_right for one in passed if one.kind == kind]) for kind in kinds)
        print(least, ", ".join(f"{kind}: {sum(some)} right, {len(some) - sum(some)} wrong" for kind, some in counts))
    for weight, one in sorted(weighed, key=lambda pair: -pair[0]):
        if weight > WEIGHTS_SHOWN[2] and not one.is_right:
            print(f"{weight:.1f}\t{one.kind}\t{one.told}\t{one.shown}\t{one.evidence}")


def for_omissions(folder: Path) -> None:
    """Print the weights of omissions, from clauses as they are and with one character of a word left out."""
    chosen, tables = random.Random(5), word_tables()
    lines = [line for one in documents(folder) if one.is_for_fitting for line in one.lines]
    chosen.shuffle(lines)
    clauses = [each[0] for line in lines for each in CLAUSE.finditer(line) if len(each[0]) >= SHORTEST]
    pairs = [(clause, clause) for clause in clauses[: CHARACTERS // 12]]
    pairs += [(shortened(clause, chosen), clause) for clause in clauses[-DROPPED:]]
    rows = []
    for written, right in pairs:
        words = cut_words(written)
        for one in omissions(words, padded(written), tables.signs, tables.language, tables.splits) if written else ():
            gain, words, about = one.features
            is_right = one.place.changed == padded(right) != padded(written)
            rows.append(((gain / 10, words / 10, about, 1.0), is_right, 1 if written != right else AS_RIGHT))
    weights = fitted(rows)
    scales = (10, 10, 1, 1)
    print(", ".join(f"{name} {each / scale:.3f}" for name, each, scale in zip(OMITTED, weights, scales, strict=True)))
    for least in WEIGHTS_SHOWN:
        passed = [row for row in rows if sum(map(float.__mul__, weights, row[0])) >= least]
        found, told = sum(row[1] for row in passed), sum(row[2] == AS_RIGHT for row in passed)
        print(f"{least}: {found} of {DROPPED} omissions, {told} places of right text")


def for_drafts(folder: Path) -> None:
    """Print the weights of what tells in a draft: of what is doubted in documents as they are, and of slips typed into sentences."""
    chosen, known = random.Random(5), word_tables().language
    for_fitting = [one for one in documents(folder) if one.is_for_fitting]
    pairs = [(line, line, one.text) for one in for_fitting for line in one.lines]
    sentences = [right for _, right in typed(for_fitting, "laws", known)]
    sentences += [text for text in (*clean(OWN / "hard.txt"), *clean()) if not hashed(text, 2)]
    for right in sentences:
        some = (slipped(right, known, chosen) for _ in range(TYPED))
        pairs += [(written, right, f"{chosen.choice(for_fitting).text}\n{written}") for written in some if written]
    rows, checker = list[tuple[Sequence[float], bool, int]](), TextChecker()
    for written, right, document in pairs:
        with patch.object(text_checks, "is_in_doubt", partial(noted, rows, right, document)):
            checker.check([Element("e1", Role.BODY, written, line=1)])
    weights, scales = fitted(rows), (10, 10, *[1] * 5, 10, 10, 1)
    shown = zip(OF_DRAFTS, weights, scales, strict=True)
    print(", ".join(f"{name} {each / scale:.3f}" for name, each, scale in shown))
    for least in STANDINGS:
        passed = [row[1] for row in rows if sum(map(float.__mul__, weights, row[0])) >= least]
        print(
            f"{least}: {sum(passed)} of {sum(row[1] for row in rows)} slips, {len(passed) - sum(passed)} other places"
        )


def noted(
    rows: list[tuple[Sequence[float], bool, int]],
    right: str,
    document: str,
    finding: Finding,
    content: str,
    _: str,
    *models: Any,
) -> bool:
    """Add the features of what is doubted in a text and whether it is a slip to the rows."""
    draft = draft_features(finding, content, document, *models) if is_asked(finding) else None
    if draft is not None:
        span = finding.place.span
        is_right = f"{content[: span.start]}{finding.replacement}{content[span.end :]}" == right
        sorts = map(float, (draft.is_word, draft.is_alone, draft.in_a_row, draft.is_listed))
        gains, usual = (draft.gain / 10, draft.words / 10), (draft.written / 10, draft.meant / 10)
        features = (*gains, *sorts, draft.at_home, *usual, 1.0)
        rows.append((features, is_right, 1 if is_right else AS_DOUBTED))
    return False


def shortened(clause: str, chosen: random.Random) -> str:
    """The clause without one character of a word; empty if it has none of two characters."""
    places: list[int] = []
    at = 0
    for word in dictionary_words(clause):
        places += range(at, at + len(word)) if len(word) > 1 and HAN.fullmatch(word) else ()
        at += len(word)
    left_out = chosen.choice(places) if places else len(clause)
    return clause[:left_out] + clause[left_out + 1 :] if places else ""


def gathered(folder: Path) -> Iterator[Proposal]:
    """All proposals in the texts for fitting."""
    for_fitting = [one for one in documents(folder) if one.is_for_fitting]
    lines = [line for one in for_fitting for line in one.lines]
    random.Random(5).shuffle(lines)
    left = CHARACTERS
    for line in lines:
        left -= len(line)
        if left > 0:
            yield from proposed("law", line, line)
    chosen, known = random.Random(5), word_tables().language
    for written, right in typed(for_fitting, "laws", known):
        yield from proposed("typed law", written, right)
        yield from proposed("strayed law", strayed(right, known, chosen), right)
    for line in (OWN / "spelling.tsv").read_text("utf-8").splitlines()[2:]:
        written, right = line.split("\t")
        if not hashed(right, 2):
            yield from proposed("own", written, right)
    for row in (*slips(), *slips(OWN / "office.tsv")):
        if not hashed(row.right, 2) and len(row.text) == len(row.right):
            yield from proposed("own", row.text, row.right)
    for text in (*clean(OWN / "hard.txt"), *clean()):
        if not hashed(text, 2):
            yield from proposed("right", text, text)
            yield from proposed("typed", slipped(text, known, chosen) or text, text)
            yield from proposed("strayed", strayed(text, known, chosen), text)


def strayed(text: str, known: Language, chosen: random.Random) -> str:
    """The text with one character exchanged for any usual one, as a slip of the hand or of a scanner does."""
    usual = [sign for sign in known.sounds if sign in known.words and known.prices[known.words[sign]] < USUAL]
    places = [at for at, sign in enumerate(text) if HAN.match(sign)]
    at = chosen.choice(places) if places else len(text)
    return text[:at] + chosen.choice(usual) + text[at + 1 :] if places else text


def proposed(kind: str, written: str, right: str) -> Iterator[Proposal]:
    """The proposals of the checks that are judged and of the model itself."""
    tables = word_tables()
    element = Element("e1", Role.BODY, written, line=1)
    for check in CHECKS:
        if check.judged:
            given = [getattr(tables, name) for name in check.tables if name != "yield_to_ui"]
            for one in check.load()(element, *given):
                yield from _proposal(kind, written, right, (one.place.span, one.replacement), one.severity)
    for clause in clauses_of(written, FEWEST):
        for _, place in better_readings(clause.words, clause.text, tables.signs, tables.language):
            start = clause.start + place.first - 1
            yield from _proposal(kind, written, right, (Span(start, start + 1), place.other), None)


def _proposal(
    kind: str, written: str, right: str, reading: tuple[Span, str | None], told: Severity | None
) -> Iterator[Proposal]:
    (span, other), tables = reading, word_tables()
    place = place_of(written, span, other or "")
    if place is not None and other:
        evidence = evidence_of(place, tables.signs, tables.language)
        is_right = right[span.start : span.end] == other != written[span.start : span.end]
        before, behind = written[max(0, span.start - 8) : span.start], written[span.end : span.end + 8]
        shown = f"{before}⟦{written[span.start : span.end]}→{other}⟧{behind}"
        yield Proposal(kind, evidence, told, is_right, shown)


def fitted(rows: Iterable[tuple[Sequence[float], bool, int]]) -> list[float]:
    """The weights of a logistic regression over rows that count so often, by Newton's steps."""
    some = list(rows)
    size, total = len(some[0][0]), sum(times for _, _, times in some)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-DECAY * total * weight for weight in weights]
        bend = [[DECAY * total * (row == column) for column in range(size)] for row in range(size)]
        for features, is_right, times in some:
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(float.__mul__, weights, features))))))
            miss, steep = times * (is_right - guess), times * guess * (1 - guess)
            for row, value in enumerate(features):
                slope[row] += miss * value
                bend[row] = [each + steep * value * other for each, other in zip(bend[row], features, strict=True)]
        weights = [weight + each for weight, each in zip(weights, solved(bend, slope), strict=True)]
    return weights


def solved(matrix: Sequence[Sequence[float]], sums: Sequence[float]) -> list[float]:
    """The solution of linear equations whose matrix is positive."""
    rows = [[*row, total] for row, total in zip(matrix, sums, strict=True)]
    for at, here in enumerate(rows):
        for below in rows[at + 1 :]:
            factor = below[at] / here[at]
            below[:] = [each - factor * other for each, other in zip(below, here, strict=True)]
    found: list[float] = []
    for row in reversed(rows):
        known = sum(map(float.__mul__, row[len(rows) - len(found) : -1], found))
        found.insert(0, (row[-1] - known) / row[len(rows) - len(found) - 1])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
