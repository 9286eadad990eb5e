"""Parts of set phrases: their members, the verb before them, and phrases used together with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from core.checks.punctuation.without_quotes import UnquotedText, with_quotes, without_quotes
from core.checks.reporting import finding_at, of_row
from core.checks.wording.phrases import FEW, NUMBERS, Phrase, PhraseTable, is_one_sign_off
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.model.text import HAN_RANGE, WITHIN_SENTENCE

BETWEEN = r"(?:[、，]|以及|和|与|及)?"
SENTENCE = re.compile(f"{WITHIN_SENTENCE}+")
LEAST_MEMBER = 3
"""Characters of a member whose near forms are no words of their own."""

LEAST_TAIL = 2
LEAST_RUN, LEAST_LONG = 4, 4
"""Members in a run, and characters of each, from which their order is reported although some are left out."""


def check_phrase_parts(element: Element, table: PhraseTable) -> Iterator[Finding]:
    """Members in another order, written wrongly or missing, and verbs that belong to another phrase of the same kind."""
    text = element.content
    bare = without_quotes(text)
    there_members = {bare.text[start:end] for _, start, end in table.members.find_matches_as_indexes(bare.text)}
    for phrase in table.listed if there_members else ():
        if not there_members.isdisjoint(phrase.members):
            yield from of_row(phrase.row, _members(element, bare, phrase))
    there = [phrase for phrase in table.kin if phrase.form in text]
    for phrase in there:
        yield from of_row(phrase.row, _verb(element, phrase, table))
    yield from _alone(element, table) if len(there) > 1 else ()


# Members


def _members(element: Element, bare: UnquotedText, phrase: Phrase) -> Iterator[Finding]:
    count = sum(member in bare.text for member in phrase.members)
    wrong = list(_misspelt(element, bare, phrase.members)) if count > 1 else []
    yield from wrong
    if count >= FEW and not wrong:
        yield from _order(element, bare, phrase)
    if count < FEW and _tail(phrase.members):
        yield from _with_one_tail(element, bare, phrase.members, _tail(phrase.members))


def _order(element: Element, bare: UnquotedText, phrase: Phrase) -> Iterator[Finding]:
    least = max(2, min(len(phrase.members) - 1, LEAST_RUN))
    for run in _run(phrase.members, least).finditer(bare.text):
        spans = [Span(*match.span()).moved(run.start()) for match in _member(phrase.members).finditer(run.group())]
        members = [bare.text[span.start : span.end] for span in spans]
        if members != [one for one in phrase.members if one in members] and _is_order_certain(members, phrase.members):
            yield _ordered(element, bare, spans, sorted(spans, key=lambda span: _rank(bare, span, phrase.members)))
        elif _lacks_one(members, phrase.members):
            yield from _short(element, bare, Span(*run.span()), phrase)


def _is_order_certain(members: Sequence[str], due: Sequence[str]) -> bool:
    if sorted(members) == sorted(due):
        return True
    return len(set(members)) == len(members) >= LEAST_RUN and min(map(len, due)) >= LEAST_LONG


def _rank(bare: UnquotedText, span: Span, members: Sequence[str]) -> int:
    return members.index(bare.text[span.start : span.end])


def _lacks_one(members: Sequence[str], due: Sequence[str]) -> bool:
    return len(members) == len(due) - 1 and list(members) == [one for one in due if one in members]


def _short(element: Element, bare: UnquotedText, run: Span, phrase: Phrase) -> Iterator[Finding]:
    """A set named by its number and told from its first member to its last is whole; of another one a hint is given."""
    text = bare.text[run.start : run.end]
    lost = next(one for one in phrase.members if one not in text)
    is_closed = _is_closed(phrase, text)
    if is_closed or phrase.form in bare.text or phrase.form == "、".join(phrase.members):
        span = bare.span(run)
        found = finding_at(element, span, "phrase_member", form=phrase.form, lost=lost)
        yield found if is_closed else replace(found, severity=Severity.HINT)


def _is_closed(phrase: Phrase, run: str) -> bool:
    is_complete = run.startswith(phrase.members[0]) and run.endswith(phrase.members[-1])
    return is_complete and phrase.form[0] in NUMBERS and _tail(phrase.members) != ""


def _ordered(element: Element, bare: UnquotedText, spans: Sequence[Span], due: Sequence[Span]) -> Finding:
    """The members put in order, each with its quotation marks; what stands between them stays."""
    text = element.content
    places = [with_quotes(text, bare.span(span)) for span in spans]
    rest = [with_quotes(text, bare.span(span)) for span in due]
    right, at = "", places[0].start
    for place, other in zip(places, rest, strict=True):
        right += text[at : place.start] + text[other.start : other.end]
        at = place.end
    return finding_at(element, Span(places[0].start, at), "phrase_order", right)


# Members come from a table that is read once.
@lru_cache(maxsize=512)
def _member(members: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, members), key=len, reverse=True)))


@lru_cache(maxsize=512)
def _run(members: tuple[str, ...], least: int) -> re.Pattern[str]:
    one = f"(?:{_member(members).pattern})"
    return re.compile(rf"{one}(?:{BETWEEN}{one}){{{least - 1},}}")


# One member written wrongly among others


def _misspelt(element: Element, bare: UnquotedText, members: tuple[str, ...]) -> Iterator[Finding]:
    """A member with one character wrong at its place beside two others."""
    for number, member in enumerate(members):
        if len(member) >= LEAST_MEMBER and member not in bare.text:
            match = next((match for way in _ways(members, number) if (match := way.search(bare.text))), None)
            if match is not None and is_one_sign_off(match["odd"], member):
                yield finding_at(element, bare.span(Span(*match.span("odd"))), "phrase_near", member)


@lru_cache(maxsize=512)
def _ways(members: tuple[str, ...], number: int) -> tuple[re.Pattern[str], ...]:
    """The place of a member: between its neighbours, behind the two before it or before the two behind it."""
    odd, mark = f"(?P<odd>[{HAN_RANGE}]{{{len(members[number])}}})", "(?:[、，]|以及|和|与|及)"
    written = [re.escape(member) for member in members]
    before, after = written[max(0, number - 2) : number], written[number + 1 : number + 3]
    ways = ((*before[-1:], odd, *after[:1]), (*before, odd), (odd, *after))
    return tuple(re.compile(mark.join(way)) for way in ways if len(way) == FEW)


# Members with one tail for all: 产业、人才、文化、生态、组织振兴


# Members come from a table that is read once.
@lru_cache(maxsize=512)
def _tail(members: tuple[str, ...]) -> str:
    """What all members end with, if enough stands before it."""
    first = members[0]
    tail = next((first[at:] for at in range(len(first)) if all(one.endswith(first[at:]) for one in members)), "")
    return tail if len(tail) >= LEAST_TAIL and min(map(len, members)) >= len(tail) + 2 else ""


def _with_one_tail(element: Element, bare: UnquotedText, members: tuple[str, ...], tail: str) -> Iterator[Finding]:
    heads = tuple(member[: -len(tail)] for member in members)
    runs = _run(heads, len(heads)).finditer(bare.text) if all(map(bare.text.__contains__, heads)) else ()
    for run in (run for run in runs if bare.text.startswith(tail, run.end())):
        spans = [Span(*match.span()).moved(run.start()) for match in _member(heads).finditer(run.group())]
        due = sorted(spans, key=lambda span: _rank(bare, span, heads))
        if len(spans) == len(heads) and due != spans:
            yield _ordered(element, bare, spans, due)


# Verbs and companions


def _verb(element: Element, phrase: Phrase, table: PhraseTable) -> Iterator[Finding]:
    kin = (other for other in table.kin if other.form in phrase.companions)
    foreign = {verb for other in kin for verb in other.verbs} - set(phrase.verbs)
    pattern = _before(tuple(sorted(foreign)), phrase.form)
    for match in pattern.finditer(element.content) if foreign else ():
        yield finding_at(element, Span(*match.span("verb")), "phrase_verb", phrase.verbs[0], form=phrase.form)


@lru_cache(maxsize=64)
def _before(verbs: tuple[str, ...], form: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{'|'.join(sorted(verbs, key=len, reverse=True))})(?=“?{re.escape(form)})")


def _alone(element: Element, table: PhraseTable) -> Iterator[Finding]:
    """A sentence with all but one of the phrases that stand together."""
    for sentence in SENTENCE.finditer(element.content):
        for group in table.groups:
            there = [form for form in group if form in sentence.group()]
            if len(there) == len(group) - 1:
                (lost,) = set(group) - set(there)
                at = max(sentence.group().index(form) for form in there)
                form = next(form for form in there if sentence.group().index(form) == at)
                span = Span(at, at + len(form)).moved(sentence.start())
                found = finding_at(element, span, "phrase_companion", text="”“".join(there), lost=lost)
                yield replace(found, row=table.rows[form])
