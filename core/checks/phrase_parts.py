"""Set phrases and what belongs to them: the order of their members, the verb before them, those they stand with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from core.checks.phrases import FEW, Phrase, PhraseTable
from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span

BETWEEN = r"[”’]?(?:[、，]|以及|和|与|及)?[“‘]?"
SENTENCE = re.compile(r"[^。；！？\n]+")
YEARS = re.compile(r"(?:19|20)\d\d(?=年)")


def check_phrase_parts(element: Element, table: PhraseTable) -> Iterator[Slip]:
    """Members in another order or one of them missing, and verbs that belong to another phrase of the same kind."""
    text = element.content
    for phrase in table.listed:
        if _may_be_listed(text, phrase.members):
            yield from _order(element, phrase)
    there = [phrase for phrase in table.kin if phrase.form in text]
    for phrase in there:
        yield from _verb(element, phrase, table)
    yield from _alone(element, table) if len(there) > 1 else ()


def _may_be_listed(text: str, members: tuple[str, ...]) -> bool:
    if members[0] not in text and members[1] not in text:
        return False
    return sum(one in text for one in members) >= FEW


# Members


def _order(element: Element, phrase: Phrase) -> Iterator[Slip]:
    for run in _run(phrase.members).finditer(element.content):
        members = [match.group() for match in _member(phrase.members).finditer(run.group())]
        if sorted(members) == sorted(phrase.members) and members != list(phrase.members):
            yield _ordered(element, run, phrase)
        elif _is_named(phrase, element.content) and _lacks_one(members, phrase.members):
            yield _short(element, run, phrase)


def _lacks_one(members: Sequence[str], due: Sequence[str]) -> bool:
    return len(members) == len(due) - 1 and list(members) == [one for one in due if one in members]


def _short(element: Element, run: re.Match[str], phrase: Phrase) -> Slip:
    lost = next(one for one in phrase.members if one not in run.group())
    told = (("text", run.group()), ("form", phrase.form), ("lost", lost))
    return Slip("phrase_member", Severity.HINT, Place(element.id, Span(*run.span())), run.group(), None, told)


def _ordered(element: Element, run: re.Match[str], phrase: Phrase) -> Slip:
    rest = iter(phrase.members)
    right = _member(phrase.members).sub(lambda _: next(rest), run.group())
    told = (("text", run.group()), ("right", right))
    return Slip("phrase_order", Severity.WARNING, Place(element.id, Span(*run.span())), run.group(), right, told)


def _is_named(phrase: Phrase, text: str) -> bool:
    return phrase.form in text or phrase.form == "、".join(phrase.members)


# Members come from a table that is read once.
@lru_cache(maxsize=256)
def _member(members: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, members), key=len, reverse=True)))


@lru_cache(maxsize=256)
def _run(members: tuple[str, ...]) -> re.Pattern[str]:
    one = f"(?:{_member(members).pattern})"
    return re.compile(rf"{one}(?:{BETWEEN}{one}){{{len(members) - 2},}}")


# Verbs and companions


def _verb(element: Element, phrase: Phrase, table: PhraseTable) -> Iterator[Slip]:
    kin = (other for other in table.kin if other.form in phrase.companions)
    foreign = {verb for other in kin for verb in other.verbs} - set(phrase.verbs)
    pattern = _before(tuple(sorted(foreign)), phrase.form)
    for match in pattern.finditer(element.content) if foreign else ():
        verb = match["verb"]
        told = (("text", verb), ("form", phrase.form), ("right", phrase.verbs[0]))
        place = Place(element.id, Span(*match.span("verb")))
        yield Slip("phrase_verb", Severity.WARNING, place, verb, phrase.verbs[0], told)


@lru_cache(maxsize=64)
def _before(verbs: tuple[str, ...], form: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{'|'.join(sorted(verbs, key=len, reverse=True))})(?=“?{re.escape(form)})")


def _alone(element: Element, table: PhraseTable) -> Iterator[Slip]:
    """A sentence with all but one of the phrases that stand together."""
    for sentence in SENTENCE.finditer(element.content):
        for group in table.groups:
            there = [form for form in group if form in sentence.group()]
            if len(there) == len(group) - 1:
                (lost,) = set(group) - set(there)
                at = max(sentence.group().index(form) for form in there)
                form = next(form for form in there if sentence.group().index(form) == at)
                span = Span(at, at + len(form)).moved(sentence.start())
                told = (("text", "”“".join(there)), ("lost", lost))
                yield Slip("phrase_companion", Severity.HINT, Place(element.id, span), form, None, told)


# Years


def check_phrase_years(elements: Sequence[Element], table: PhraseTable) -> Iterator[Slip]:
    """Phrases that were current up to a year before the one in the document's title."""
    year = _year(elements)
    old = [phrase for phrase in table.phrases if phrase.until and phrase.until < year]
    for element in elements if old else ():
        for phrase in old:
            at = element.content.find(phrase.form)
            if at >= 0:
                told = (("text", phrase.form), ("until", str(phrase.until)), ("now", phrase.now))
                place = Place(element.id, Span(at, at + len(phrase.form)))
                code = "phrase_outdated_now" if phrase.now else "phrase_outdated"
                yield Slip(code, Severity.HINT, place, phrase.form, None, told)


def _year(elements: Iterable[Element]) -> int:
    """The latest year in the titles; 0 without one."""
    titles = (element.content for element in elements if element.role in (Role.TITLE, Role.SUBTITLE))
    return max((int(year) for title in titles for year in YEARS.findall(title)), default=0)
