"""Sentences of plan and summary with their places and section headings."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from core.coverage.values import CoverWords, Material, Sentence
from core.model.elements import Element, Role
from core.model.spans import Place, Span
from core.model.structure.captions import captions_of
from core.model.text import BLANK_SIGNS, CLAUSE_END, CLOSING_MARKS, HALF_WIDTH_ENDS, SENTENCE, SENTENCE_ENDS
from core.numbering import find_ordinal

REPORTING_ROLES = frozenset({Role.PREAMBLE, Role.HEADING, Role.POINT, Role.BODY, Role.CLOSING})
YEAR = re.compile(r"^\d{4}年度?")
NO_WORDS = SENTENCE_ENDS + HALF_WIDTH_ENDS + CLOSING_MARKS + BLANK_SIGNS
RUN_IN = 12
"""Characters that a heading which runs into its paragraph has at most."""

MARKS = " \u3000，、“‘（("
DIGIT = re.compile(r"\d")


def sentences_in(element: Element, span: Span, heading: str = "") -> Iterator[Sentence]:
    """The sentences of a stretch of an element's content."""
    for match in SENTENCE.finditer(element.content, span.start, span.end):
        if match.group().strip().strip(NO_WORDS):
            yield Sentence(Place(element.id, Span(*match.span())), match.group(), heading)


def behind_heading(element: Element) -> Span:
    """An element's content without its heading."""
    return Span(element.heading_length if element.role is Role.HEADING else 0, len(element.content))


def reporting(summary: Material, words: CoverWords) -> Iterator[Sentence]:
    """Sentences of a summary that can report on something; captions, sections and sentences about future work are
    excluded."""
    heading, ahead, wrong = "", 0, 0
    captions = captions_of(summary.elements)
    for element in summary.elements:
        if element.role is Role.HEADING:
            heading = _name(element)
            ahead, wrong = _inside(element, ahead, is_ahead, words), _inside(element, wrong, is_problem, words)
        if not ahead and element.role in REPORTING_ROLES and element.id not in captions:
            yield from _reporting_in(element, heading, bool(wrong), words)


def _name(heading: Element) -> str:
    return heading.heading or heading.content


def _inside(heading: Element, known: int, opens: Callable[[str, CoverWords], bool], words: CoverWords) -> int:
    """Depth of the enclosing section of a sort that this heading opens or is in; 0 for none."""
    depth = max(heading.depth, 1)
    if known and depth > known:
        return known
    return depth if opens(_name(heading), words) else 0


def _reporting_in(element: Element, heading: str, wrong: bool, words: CoverWords) -> Iterator[Sentence]:
    general = element.role is Role.PREAMBLE or wrong
    if element.role is Role.HEADING:
        head = Place(element.id, Span(0, element.heading_length))
        yield Sentence(head, heading, heading, is_heading=True, is_general=general, is_problem=wrong)
    for sentence in _led(tuple(_done(element, heading, words)), words):
        wrong = wrong or words.turns.search(sentence.text) is not None
        yield replace(sentence, is_general=general or wrong, is_problem=wrong)


def _done(element: Element, heading: str, words: CoverWords) -> Iterator[Sentence]:
    """Sentences of a paragraph after its heading, up to where it turns to future work, without statements of intent."""
    for sentence in sentences_in(element, behind_heading(element), heading):
        if sentence.text.lstrip(MARKS).startswith(words.next_openings) or _is_run_in(sentence, words):
            return
        if not is_intent(sentence.text, words):
            yield sentence


def _led(sentences: Sequence[Sentence], words: CoverWords) -> Iterator[Sentence]:
    """The sentences of a paragraph; one that only names what follows leads the others of its point: 一是排查隐患。…"""
    lead = ""
    for sentence, following in zip_longest(sentences, sentences[1:]):
        if _opens_point(sentence.text):
            is_lead = following is not None and not _opens_point(following.text) and not DIGIT.search(sentence.text)
            lead = sentence.text if is_lead else ""
            yield replace(sentence, is_lead=is_lead)
        else:
            heading = f"{sentence.heading}，{lead}" if lead else sentence.heading
            yield replace(sentence, heading=heading, is_lead=_leads_on(sentence.text, words))


def _opens_point(text: str) -> bool:
    found = find_ordinal(text)
    return found is not None and not found.level


def _leads_on(text: str, words: CoverWords) -> bool:
    """Whether a sentence only points to a table or list: 主要指标完成情况见下表。"""
    return not DIGIT.search(text) and any(word in text for word in words.lead_ins)


def _is_run_in(sentence: Sentence, words: CoverWords) -> bool:
    """Whether a sentence is a run-in heading about future work: 下一步打算。"""
    name = sentence.text.strip(MARKS + "。：:")
    return len(name) <= RUN_IN and sentence.text.rstrip()[-1:] in "。：:" and is_ahead(name, words)


def is_intent(text: str, words: CoverWords) -> bool:
    """Whether a sentence states what is to be done: 2024年要建成新馆. Its first clause decides: 主体完工，将于年底通车 reports."""
    found = find_ordinal(text)
    clauses = (clause.strip(MARKS) for clause in CLAUSE_END.split(text[found.end if found else 0 :]))
    return words.intent.search(next(filter(None, clauses), "")) is not None


def is_problem(heading: str, words: CoverWords) -> bool:
    """Whether a section is about problems: 存在的问题."""
    return any(word in heading for word in words.problems)


def is_ahead(heading: str, words: CoverWords) -> bool:
    """Whether a section is about future work: 下一步工作打算, 2024年工作安排."""
    name = heading.strip("。：: ")
    return (
        any(word in name for word in words.next_anywhere)
        or name.endswith(words.next_endings)
        or YEAR.sub("", name) in words.next_whole
    )
