"""Set phrases (固定提法) of official writing: their table, and near forms of them with one character wrong, missing or too many."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter, ne
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from core.checks.punctuation.without_quotes import UnquotedText, without_quotes
from core.checks.reporting import finding_at
from core.checks.spelling.conditions import sentence_at
from core.model.elements import Element
from core.model.finding import Finding, WordRow
from core.model.spans import Span, common_edges
from core.model.text import HAN_RANGE

COLUMNS = ("提法", "成员（按顺序）", "搭配", "连用", "起", "止", "来源", "现写作", "误写", "误写曾通行至")
TABLE = "固定提法表"
"""What clerks read for the table."""

FEW = 3
"""Members or companions from which they are looked at."""

SHORT = (4, 5)
"""Characters of the phrases of which only a character that sounds or looks like the right one is reported."""

WRONG, NUMBER = -1, -2
"""Offsets of pieces that are no part of their form: a wrong form of it, and one that begins with another number."""

NUMBERS = "一二两三四五六七八九十"
LEAST, LEAST_SHORTER = 6, 8
"""Characters of a phrase whose near forms are no phrases of their own; where one character is missing, more are needed."""

FREE_START, FREE_END = 2, 1
"""Characters at either end that may differ: 全力推进乡村振兴, 全面依法治县."""

START = attrgetter("start")
FAR = 120
"""Characters beside a piece within which all of its form and whatever could touch that begins."""

SMALL = frozenset("的地得和与及、，“”‘’·性了 》《")
"""Characters that may be put in."""

STATE = "中华人民共和国"
"""What laws are named after; whose name is long by it alone has no near forms."""

FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十百×*xXＸ]")
HAN = re.compile(f"[{HAN_RANGE}]+")
YEAR = re.compile(r"(?:19|20)\d\d|")


class _Piece(NamedTuple):
    """A whole form or a half of one, at ``offset`` in it; its first ``verb`` characters are the verb that goes before it.

    ``rest`` are the characters of the other half.
    """

    text: str
    form: str
    offset: int
    verb: int
    rest: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One set phrase; ``since`` and ``until`` are years, 0 for no limit, ``now`` what is written since then.

    Other forms of it were written rightly up to the year ``wrong_until``.
    """

    form: str
    members: tuple[str, ...]
    verbs: tuple[str, ...]
    companions: tuple[str, ...]
    since: int
    until: int
    now: str
    row: WordRow
    wrong: tuple[str, ...] = ()
    is_title: bool = False
    wrong_until: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTable:
    """All set phrases; the automaton finds whole forms and halves, ``pieces`` says of each whose it is.

    ``listed`` are those with members in an order, found by ``members``; ``kin`` those that stand together, ``groups``
    their forms; ``titles`` those of documents; ``rows`` where each form stands.
    """

    phrases: tuple[Phrase, ...]
    listed: tuple[Phrase, ...]
    members: AhoCorasick
    titles: frozenset[str]
    rows: Mapping[str, WordRow]
    kin: tuple[Phrase, ...]
    groups: tuple[tuple[str, ...], ...]
    forms: frozenset[str]
    pieces: tuple[_Piece, ...]
    automaton: AhoCorasick


def parse_phrase(row: Sequence[str], _groups: Mapping[str, str]) -> Phrase:
    """The phrase of one row of the table; ValueError if it has no form or a year that is none."""
    cells = (*map(str.strip, row), *[""] * len(COLUMNS))[: len(COLUMNS)]
    written, members, verbs, companions, since, until, source, now, wrong, wrong_until = cells
    form = written.removeprefix("《").removesuffix("》")
    if not form or not all(map(YEAR.fullmatch, (since, until, wrong_until))):
        raise ValueError(form)
    parts = (_parts(members, "、"), _parts(verbs, "/"), _parts(companions, "/"))
    years = (int(since or 0), int(until or 0))
    entry, last = WordRow(TABLE, source), int(wrong_until or 0)
    return Phrase(form, *parts, *years, now, entry, _parts(wrong, "/"), form != written, last)


def _parts(cell: str, mark: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(mark) if part)


def phrase_table(phrases: Iterable[Phrase], twins: Mapping[str, frozenset[str]] | None = None) -> PhraseTable:
    """The phrases as a table; ``twins`` says which characters are written for one another."""
    known = tuple(phrases)
    forms = frozenset(phrase.form for phrase in known)
    pieces = _all_pieces(known, forms, twins or {})
    kin = tuple(phrase for phrase in known if len(phrase.companions) >= FEW - 1)
    listed = tuple(phrase for phrase in known if len(phrase.members) >= FEW)
    return PhraseTable(
        known,
        listed,
        AhoCorasick(list(chain.from_iterable(phrase.members for phrase in listed))),
        _titles(known),
        _rows(known),
        kin,
        _groups(kin),
        forms,
        tuple(pieces),
        AhoCorasick([piece.text for piece in pieces]),
    )


def _rows(known: Iterable[Phrase]) -> Mapping[str, WordRow]:
    """Where each form stands, and each name of a law without the state's."""
    return {name: one.row for one in known for name in (one.form, one.form.removeprefix(STATE))}


def _titles(known: Iterable[Phrase]) -> frozenset[str]:
    """The titles, those of laws also without the state's name."""
    titles = [phrase.form for phrase in known if phrase.is_title]
    return frozenset((*titles, *(title.removeprefix(STATE) for title in titles)))


def _all_pieces(known: Iterable[Phrase], forms: frozenset[str], twins: Mapping[str, frozenset[str]]) -> list[_Piece]:
    """The pieces of all phrases; a wrong form of one that is another one is none."""
    wrong = (_Piece(text, phrase.form, WRONG, 0) for phrase in known for text in _wrong_forms(phrase, twins))
    numbers = (_Piece(text, phrase.form, NUMBER, 0) for phrase in known for text in _other_numbers(phrase))
    right = chain.from_iterable(map(_pieces, known))
    return [*right, *(piece for piece in (*wrong, *numbers) if piece.text not in forms)]


def _wrong_forms(phrase: Phrase, twins: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Known wrong forms, such with a character that is taken for the right one, and 二 for 两."""
    yield from phrase.wrong
    form = phrase.form
    ends = (0, 1, len(form) - 1) if len(form) >= LEAST else range(len(form) if len(form) in SHORT else 0)
    for at in ends:
        yield from (form[:at] + twin + form[at + 1 :] for twin in twins.get(form[at], ()) if not _may_differ(twin))
    if form[0] in NUMBERS and "两" in form:
        yield form.replace("两", "二")


def _other_numbers(phrase: Phrase) -> list[str]:
    """The form with other numbers, where a verb or a companion can show that it was meant."""
    if phrase.form[0] not in NUMBERS or not (phrase.verbs or phrase.companions):
        return []
    return [number + phrase.form[1:] for number in NUMBERS if number != phrase.form[0]]


def _groups(kin: Iterable[Phrase]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted({tuple(sorted((phrase.form, *phrase.companions))) for phrase in kin}))


def _pieces(phrase: Phrase) -> Iterator[_Piece]:
    """The whole form and, where it is long by itself or with the verb before it, its halves."""
    yield _Piece(phrase.form, phrase.form, 0, 0)
    if phrase.is_title:
        return  # check_titles compares titles, inside 《》 only
    for verb in ("", *phrase.verbs) if not phrase.form.startswith(STATE) else ():
        form = verb + phrase.form
        half = len(verb) + len(phrase.form) // 2
        if len(form) >= LEAST:
            yield _Piece(form[:half], form, 0, len(verb), frozenset(form[half:]))
            yield _Piece(form[half:], form, half, len(verb), frozenset(form[:half]))


def check_near_phrases(element: Element, table: PhraseTable) -> Iterator[Finding]:
    """Set phrases with one character wrong, missing, too many, or two changed about; ``replacement`` is the right form."""
    bare = without_quotes(element.content)
    hits = table.automaton.find_matches_as_indexes(bare.text, overlapping=True)
    taken = sorted({Span(start, end) for _, start, end in hits if bare.text[start:end] in table.forms})
    for number, start, end in hits:
        piece = table.pieces[number]
        if not _may_be_near(bare.text, start, end, piece):
            continue
        span = Span(start, end)
        about = taken[bisect_left(taken, start - FAR, key=START) : bisect_left(taken, end + FAR, key=START)]
        others = [other for other in about if bare.text[other.start : other.end] not in piece.form]
        found = None if _overlaps(span, others) else next(_near(bare, span, piece, table), None)
        if found is not None and not _overlaps(found, others):
            insort(taken, found)
            form = piece.form[piece.verb :]
            slip = _finding(element, bare, Span(found.start + piece.verb, found.end), form)
            yield replace(slip, row=table.rows[form])


def _may_be_near(text: str, start: int, end: int, piece: _Piece) -> bool:
    """Whether what stands there is a wrong form, or half of one with a character of the other half beside it: few hits are."""
    return piece.offset in (WRONG, NUMBER) or not piece.rest.isdisjoint(_beside(text, start, end, piece))


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _near(bare: UnquotedText, found: Span, piece: _Piece, table: PhraseTable) -> Iterator[Span]:
    """Windows around a piece of the form that are the form but for one slip."""
    if piece.offset in (WRONG, NUMBER):
        if piece.offset == WRONG or _is_meant(bare.text, found, piece.form, table):
            yield found
        return
    for start, end in _windows(bare.text, found, piece):
        if _differs_little(piece.form, bare.text[start:end]) and _is_slip(bare, start, end, piece):
            yield Span(start, end)


def _beside(text: str, start: int, end: int, piece: _Piece) -> str:
    """What stands where the other half of the form would."""
    length = len(piece.form) - (end - start) + 1
    return text[max(0, start - length) : start] if piece.offset else text[end : end + length]


def _windows(text: str, found: Span, piece: _Piece) -> Iterator[tuple[int, int]]:
    """Around a half of the form: as long as it, or with a character too many or too few."""
    for length in (len(piece.form), len(piece.form) + 1, len(piece.form) - 1):
        start = found.end - length if piece.offset else found.start
        if start >= 0 and start + length <= len(text):
            yield start, start + length


def _is_meant(text: str, found: Span, form: str, table: PhraseTable) -> bool:
    """Whether the verb before it or a companion in its sentence shows that another number was meant."""
    phrase = next(phrase for phrase in table.phrases if phrase.form == form)
    if text.endswith(phrase.verbs, 0, found.start):
        return True
    sentence = sentence_at(text, found.start, found.end)
    return any(companion in sentence for companion in phrase.companions)


def _differs_little(form: str, written: str) -> bool:
    """Whether it may be a slip: hardly any character differs, or one is too many or missing between ends that are the same."""
    if len(form) == len(written):
        return list(map(ne, form, written)).count(True) <= 2
    return form[:FREE_START] == written[:FREE_START] and form[-FREE_END:] == written[-FREE_END:]


def _is_slip(bare: UnquotedText, start: int, end: int, piece: _Piece) -> bool:
    form, written, closed = piece.form, bare.text[start:end], bare.ends_at(end)
    at, lost_end, new_end = common_edges(form, written)
    lost, new = form[at:lost_end], written[at:new_end]
    if len(lost) == 2 and lost == new[::-1]:
        return FIGURES.search(lost) is None  # 十二 and 二十 are two numbers
    if not _is_one_sign(lost, new) or not max(FREE_START, piece.verb) <= at < _end(piece, closed and new != ""):
        return False
    return (new != "" or _tells_a_loss(piece)) and not _may_differ(lost + new)


def _end(piece: _Piece, closed: bool) -> int:
    """Where characters begin that may differ: none after a verb where the clause ends with the form."""
    return len(piece.form) - (0 if piece.verb and closed else FREE_END)


def _is_one_sign(lost: str, new: str) -> bool:
    return max(len(lost), len(new)) == 1 and HAN.fullmatch(lost + new) is not None


def is_one_sign_off(written: str, form: str) -> bool:
    """Whether two texts of one length differ in one character that matters."""
    odd = [one + two for one, two in zip(written, form, strict=True) if one != two]
    return len(odd) == 1 and not _may_differ(odd[0])


def _tells_a_loss(piece: _Piece) -> bool:
    """Whether the form is recognised with a character missing: it is long enough, or its verb precedes it."""
    return piece.verb > 0 or len(piece.form) >= LEAST_SHORTER


def _may_differ(signs: str) -> bool:
    """Whether the form may have these put in, left out or one for the other."""
    return SMALL.issuperset(signs) or FIGURES.search(signs) is not None


def _finding(element: Element, bare: UnquotedText, span: Span, form: str) -> Finding:
    """The slip in the text with its quotation marks, which stay where they are."""
    content, places = element.content, bare.places
    whole = bare.span(span)
    is_cut = len(span) < len(form) and content[: whole.start].endswith("“")
    if is_cut and content[whole.end + 1 : whole.end + 2] == "”":
        whole, span = Span(whole.start, whole.end + 1), Span(span.start, span.end + 1)
    at, end, new_end = common_edges(form, bare.text[span.start : span.end])
    before = content[whole.start : min(places[span.start + at], whole.end)]
    after = content[places[span.start + new_end - 1] + 1 if new_end > at else places[span.start + at] : whole.end]
    return finding_at(element, whole, "phrase_near", before + form[at:end] + after, form=form)
