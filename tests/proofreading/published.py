"""Published text as a judge: what is told of the documents kept out, and what is found of slips typed into their sentences.

``python -m tests.proofreading.published [FOLDER]`` prints both tables; ``--all`` lists what word-level checks told.
"""

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.checks.registry import CHECKS
from core.checks.spelling.language import HAN, UNIT, Language
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.segment import dictionary_words
from core.workflows.checking.text_checks import TextChecker
from core.workflows.checking.word_tables import load_language
from tests.corpus import FOLDER, Document, documents
from tests.proofreading.judge import COUNTED, Judge
from tests.proofreading.spelling import Sentence, f1_lines

WORD_LEVEL = frozenset(
    code.code for check in CHECKS if check.function.startswith("core.checks.spelling.") for code in check.codes
) | {"repeat_word", "stock_near"}
SENTENCES = 500
SHORTEST, LONGEST = 14, 70
SHARES = (0.5, 0.75, 0.9)
"""Slips that are another word of the same sound, then a sign of the same sound, of nearly the same, of like shape."""

ODD_MARKS = re.compile(r"[-#*|.,:;()\"'<>“”‘’（）《》〔〕【】—]|^[一二三四五六七八九十]+[是要]")
"""Marks by which a sentence is told for something else than its words; so is a point without the one before: 二是."""

AROUND = 14


@dataclass(frozen=True, slots=True)
class Heard:
    """What is told of one document."""

    document: Document
    findings: tuple[Finding, ...]


def main(arguments: Sequence[str]) -> int:
    """Print the tables; 1 where the folder is missing."""
    folder = next((Path(one) for one in arguments if not one.startswith("--")), FOLDER)
    kept_out = [one for one in documents(folder) if one.is_held_out]
    if not kept_out:
        print(f"{folder} is missing, nothing is measured")
        return 1
    began, heard = time.perf_counter(), list(told_of(kept_out))
    seconds = time.perf_counter() - began
    print("\n".join(_alarm_lines(heard)))
    signs = sum(len(one.text) for one in kept_out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds / signs * 1e4:.3f} s per 10 000 characters, {peak} MB at most")
    judge, language = Judge(), load_language()
    for source in sorted({one.source for one in kept_out}):
        pairs = typed(kept_out, source, language)
        read = [Sentence(written, right, judge.all_told(written)) for written, right in pairs]
        print("\n".join(f1_lines(f"{source}, slips typed into sentences kept out", read)))
        if "--slips" in arguments:
            print("\n".join(_judged(read)))
    if "--all" in arguments:
        print("\n".join(_listed(heard)))
    return 0


def told_of(some: Iterable[Document]) -> Iterator[Heard]:
    """The findings of documents, every line taken for a paragraph of running text."""
    checker = TextChecker()
    for one in some:
        elements = tuple(Element(f"e{at}", Role.BODY, line, line=at) for at, line in enumerate(one.lines, 1))
        yield Heard(one, checker.check(elements))


def typed(kept_out: Iterable[Document], source: str, language: Language) -> list[tuple[str, str]]:
    """Sentences of one file as somebody typed them and as they are; half of them have one slip."""
    chosen, pairs = random.Random(19), []
    sentences = [one for document in kept_out if document.source == source for one in _sentences(document)]
    for sentence in chosen.sample(sentences, min(SENTENCES, len(sentences))):
        is_right = len(pairs) % 2
        slip = sentence if is_right else slipped(sentence, language, chosen)
        pairs.append((slip or sentence, sentence))
    return pairs


def _sentences(document: Document) -> Iterator[str]:
    for sentence in re.findall(r"(?<=[。\n\s])[^。\s]+。", document.text):
        if SHORTEST <= len(sentence) <= LONGEST and not ODD_MARKS.search(sentence):
            yield sentence


def slipped(sentence: str, language: Language, chosen: random.Random) -> str:
    """The sentence with one word or character exchanged as a typist does; empty if there is none to exchange."""
    words = dictionary_words(sentence)
    places = [at for at, word in enumerate(words) if HAN.fullmatch(word) and len(word) > 1]
    chosen.shuffle(places)
    kind = chosen.random()
    for at in places:
        other = _other(words[at], kind, language, chosen)
        if other:
            return "".join((*words[:at], other, *words[at + 1 :]))
    return ""


def _other(word: str, kind: float, language: Language, chosen: random.Random) -> str:
    if kind < SHARES[0]:
        number = language.words.get(word)
        heard = language.homophones.of(word, number)
        return _one_of([one for one, same in heard if same and len(one) == len(word)], language, chosen)
    at = chosen.randrange(len(word))
    sign, sounds = word[at], language.sounds.get(word[at], "")
    near = language.near.get(sign, "")
    signs = sounds if kind < SHARES[1] else near
    usual = [one for one in signs if one in language.words and language.prices[language.words[one]] < 5 * 32]
    other = _one_of(usual, language, chosen)
    return word[:at] + other + word[at + 1 :] if other else ""


def _one_of(some: Sequence[str], language: Language, chosen: random.Random) -> str:
    """One of some words, the more usual ones oftener: they are what a keyboard offers first."""
    prices = [language.prices[language.words.get(one, language.stranger)] for one in some]
    return chosen.choices(some, [10 ** (-price / UNIT / 2) for price in prices])[0] if some else ""


def _alarm_lines(heard: Sequence[Heard]) -> Iterator[str]:
    for source in sorted({one.document.source for one in heard}):
        mine = [one for one in heard if one.document.source == source]
        signs = sum(len(one.document.text) for one in mine)
        counts = Counter((each.code, each.severity) for one in mine for each in one.findings)
        loud = Counter({code: count for (code, severity), count in counts.items() if severity in COUNTED})
        words = sum(count for (code, severity), count in counts.items() if severity in COUNTED and code in WORD_LEVEL)
        yield (
            f"{source}: {len(mine)} documents kept out, {signs} characters, warnings and errors"
            f" {loud.total() / signs * 1000:.3f} per 1 000, of words {words / signs * 1000:.3f} ({words})"
        )
        names = sorted(WORD_LEVEL & {code for code, _ in counts})
        yield "  " + ", ".join(f"{code} {loud[code]}+{sum(counts[code, s] for s in ('hint',))}" for code in names)
        yield "  others: " + ", ".join(
            f"{code} {count}" for code, count in loud.most_common() if code not in WORD_LEVEL
        )


def _listed(heard: Iterable[Heard]) -> Iterator[str]:
    for one in heard:
        for each in one.findings:
            if each.code in WORD_LEVEL and each.severity in COUNTED:
                line = one.document.lines[int(each.place.element_id[1:]) - 1]
                span = each.place.span
                before, behind = line[max(0, span.start - AROUND) : span.start], line[span.end : span.end + AROUND]
                yield f"{one.document.source}\t{each.code}\t{each.severity}\t{before}⟦{each.text}→{each.replacement}⟧{behind}"


def _judged(read: Iterable[Sentence]) -> Iterator[str]:
    for one in read:
        told = "; ".join(f"{each.code} {each.severity} {each.replacement}" for each in one.found)
        wrong = "".join(one.written[span.start] for span in one.wrong)
        right = "".join(one.right[span.start] for span in one.wrong)
        state = "=" if one.is_corrected else "-" if one.wrong else "+" if not told else "!"
        yield f"{state}\t{wrong}→{right}\t{told}\t{one.written}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
