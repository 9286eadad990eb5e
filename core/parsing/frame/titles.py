"""One title from the title lines: wrapped, repeated, letter-spaced or glued to what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.dates import is_date_line
from core.model.elements import Role
from core.parsing.frame.title_block import title_length
from core.parsing.frame.title_words import DOCUMENT_NUMBER
from core.parsing.lines import closed_up
from core.parsing.phrases import Phrases

_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a title line says beside the title; ``line`` is the index of that line.

    NOISE says the title once more or names a web site; anything else belongs to the report.
    """

    role: Role
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The title in the lines that its author gave it, and what its lines say beside it, in their order."""

    lines: tuple[str, ...]
    beside: tuple[Beside, ...] = ()

    @property
    def text(self) -> str | None:
        """The title in one line; None without one."""
        return join_lines(self.lines) or None


def read_title(lines: Sequence[str], phrases: Phrases) -> TitleReading:
    """Every character of the lines but white space, parted in title and what stands beside it.

    A paragraph broken by hand counts as several lines.
    """
    read = [(number, *_parted(part, phrases)) for number, part in _numbered(lines)]
    parts = [(number, text) for number, text, _ in read if text]
    kept = _unrepeated([text for _, text in parts])
    copies = (Beside(Role.NOISE, text, number) for number, text in (*parts[: kept.start], *parts[kept.stop :]))
    beside = (Beside(role, text, number) for number, _, rest in read for role, text in rest)
    return TitleReading(tuple(text for _, text in parts[kept.start : kept.stop]), (*beside, *copies))


def _numbered(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their indices, a paragraph broken by hand as several."""
    for number, line in enumerate(lines):
        yield from ((number, part) for part in line.splitlines())


def join_title(lines: Sequence[str], phrases: Phrases) -> str | None:
    """The title made of its lines in order, in one line; None without lines."""
    return read_title(lines, phrases).text


def join_lines(lines: Sequence[str]) -> str:
    """Lines of a title as one: a blank comes only between Latin words."""
    joined = ""
    for line in lines:
        latin = _LATIN.match(joined[-1:]) and _LATIN.match(line)
        joined += (" " if latin else "") + line
    return joined


def _parted(line: str, phrases: Phrases) -> tuple[str, list[tuple[Role, str]]]:
    """The title in a line, and what follows it there."""
    text = " ".join(line.strip().strip("\ufeff\u200b").split())
    label = phrases.chrome.archive_title.match(text)
    if label:
        found, rest = _parted(text[label.end() :], phrases)
        return found, [(Role.NOISE, label.group()), *rest]
    length = title_length(text, phrases)
    return closed_up(text[:length].rstrip()), list(_following(text[length:].strip(), phrases))


def _following(rest: str, phrases: Phrases) -> Iterator[tuple[Role, str]]:
    """What follows a title in its line: a document number, whom it is addressed to, an occasion, a web site's name."""
    number = DOCUMENT_NUMBER.match(rest)
    if number:
        yield Role.DOCUMENT_NUMBER, number.group()
        rest = rest[number.end() :].strip()
    site = phrases.titles.site_suffix.search(rest)
    rest, noise = (rest[: site.start()].strip(), rest[site.start() :].strip()) if site else (rest, "")
    if rest:
        yield _role_of(rest, phrases), rest
    if noise:
        yield Role.NOISE, noise


def _role_of(rest: str, phrases: Phrases) -> Role:
    if phrases.people.is_addressee(rest):
        return Role.ADDRESSEE
    return Role.ISSUE_DATE if is_date_line(rest) else Role.SUBTITLE


def _unrepeated(parts: Sequence[str]) -> range:
    """Which of the parts are left without a second copy of the whole title; the fuller copy stays."""
    bare = ["".join(part.split()) for part in parts]
    for count in range(1, len(parts)):
        first, rest = "".join(bare[:count]), "".join(bare[count:])
        if _copies(rest, first):
            return range(count)
        if _copies(first, rest):
            return range(count, len(parts))
    return range(len(parts))


def _copies(copy: str, whole: str) -> bool:
    """Whether ``copy`` says what ``whole`` says already, once or several times, or a long part of it."""
    repeated = whole * (len(copy) // max(1, len(whole)))
    return copy == repeated or (len(copy) > 6 and copy in whole and len(whole) < 2 * len(copy))
