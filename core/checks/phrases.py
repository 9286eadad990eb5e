"""Set phrases (固定提法) of official writing: their table, and near forms of them with one sign wrong, missing or too many."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span, altered

COLUMNS = ("提法", "成员（按顺序）", "搭配", "连用", "起", "止", "来源", "现写作")
FEW = 3
"""Members or companions from which they are looked at."""

LEAST, LEAST_SHORTER = 6, 8
"""Signs of a phrase whose near forms are no phrases of their own; where one sign is missing, more are needed."""

FREE_START, FREE_END = 2, 1
"""Signs at either end that may differ: 全力推进乡村振兴, 全面依法治县."""

SMALL = frozenset("的地得和与及、，“”‘’·性了 》《")
"""Signs that may be put in."""

FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十百×*xXＸ]")
YEAR = re.compile(r"(?:19|20)\d\d|")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One set phrase; ``since`` and ``until`` are years, 0 for no limit, ``now`` what is written since then."""

    form: str
    members: tuple[str, ...]
    verbs: tuple[str, ...]
    companions: tuple[str, ...]
    since: int
    until: int
    now: str


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTable:
    """All set phrases; the automaton finds whole forms and halves, ``pieces`` says of each the phrase and its offset.

    ``listed`` are those with members in an order, ``kin`` those that stand together, ``groups`` their forms.
    """

    phrases: tuple[Phrase, ...]
    listed: tuple[Phrase, ...]
    kin: tuple[Phrase, ...]
    groups: tuple[tuple[str, ...], ...]
    forms: frozenset[str]
    pieces: tuple[tuple[Phrase, int], ...]
    automaton: AhoCorasick


def parse_phrase(row: Sequence[str], groups: Mapping[str, str]) -> Phrase:
    """The phrase of one row of the table; ValueError if it has no form or a year that is none."""
    cells = (*map(str.strip, row), *[""] * len(COLUMNS))[: len(COLUMNS)]
    form, members, verbs, companions, since, until, _, now = cells
    if not form or not YEAR.fullmatch(since) or not YEAR.fullmatch(until):
        raise ValueError(form)
    return Phrase(
        form, _parts(members, "、"), _parts(verbs, "/"), _parts(companions, "/"), int(since or 0), int(until or 0), now
    )


def _parts(cell: str, mark: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(mark) if part)


def phrase_table(phrases: Iterable[Phrase]) -> PhraseTable:
    """The phrases as a table."""
    known = tuple(phrases)
    pieces = [piece for phrase in known for piece in _pieces(phrase)]
    kin = tuple(phrase for phrase in known if len(phrase.companions) >= FEW - 1)
    return PhraseTable(
        known,
        tuple(phrase for phrase in known if len(phrase.members) >= FEW),
        kin,
        _groups(kin),
        frozenset(phrase.form for phrase in known),
        tuple((phrase, offset) for _, phrase, offset in pieces),
        AhoCorasick([piece for piece, _, _ in pieces]),
    )


def _groups(kin: Iterable[Phrase]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted({tuple(sorted((phrase.form, *phrase.companions))) for phrase in kin}))


def _pieces(phrase: Phrase) -> list[tuple[str, Phrase, int]]:
    """The whole form and, of a long one, its halves, with their offsets."""
    form, half = phrase.form, len(phrase.form) // 2
    halves = [(form[:half], phrase, 0), (form[half:], phrase, half)] if len(form) >= LEAST else []
    return [(form, phrase, 0), *halves]


def check_near_phrases(element: Element, table: PhraseTable) -> Iterator[Slip]:
    """Set phrases with one sign wrong, missing, too many, or two changed about; ``replacement`` is the right form."""
    text = element.content
    hits = table.automaton.find_matches_as_indexes(text, overlapping=True)
    taken = [Span(start, end) for _, start, end in hits if text[start:end] in table.forms]
    for number, start, end in hits:
        phrase, offset = table.pieces[number]
        span = Span(start, end)
        found = None if _overlaps(span, taken) else next(_near(text, span, phrase.form, offset), None)
        if found is not None and not _overlaps(found, taken):
            taken.append(found)
            yield _slip(element, found, phrase.form)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _near(text: str, piece: Span, form: str, offset: int) -> Iterator[Span]:
    """Windows around a piece of the form that are the form but for one slip."""
    for length in (len(form), len(form) + 1, len(form) - 1):
        start = piece.end - length if offset else piece.start
        written = text[start : start + length] if start >= 0 else ""
        if len(written) == length and _is_slip(written, form):
            yield Span(start, start + length)


def _is_slip(written: str, form: str) -> bool:
    if written == form or _is_swapped(written, form):
        return written != form
    at, end, new_end = altered(form, written)
    lost, new = form[at:end], written[at:new_end]
    if max(len(lost), len(new)) > 1 or not FREE_START <= at < len(form) - FREE_END:
        return False
    if not new and len(form) < LEAST_SHORTER:
        return False
    return not any(map(_may_differ, lost + new))


def _may_differ(sign: str) -> bool:
    return sign in SMALL or FIGURES.match(sign) is not None


def _is_swapped(written: str, form: str) -> bool:
    """Whether two signs beside each other changed places."""
    odd = [at for at, (one, two) in enumerate(zip(written, form, strict=False)) if one != two]
    if len(written) != len(form) or len(odd) != 2 or odd[1] != odd[0] + 1:
        return False
    return written[odd[0]] == form[odd[1]] and written[odd[1]] == form[odd[0]]


def _slip(element: Element, span: Span, form: str) -> Slip:
    text = element.content[span.start : span.end]
    told = (("text", text), ("right", form))
    return Slip("phrase_near", Severity.WARNING, Place(element.id, span), text, form, told)
