"""One title from the title lines: wrapped, repeated, letter-spaced or glued to what follows."""

import re
from collections.abc import Sequence

from core.parsing.head import glued_title_length
from core.parsing.lines import closed_up
from core.parsing.phrases import Phrases

_DASH = re.compile(r"(?<=[告结点话报知案])\s?(?:——|－－|--)")
_LATIN = re.compile(r"[A-Za-z]")


def join_title(lines: Sequence[str], phrases: Phrases) -> str | None:
    """The title made of its lines in order, a paragraph broken by hand being several; None without lines."""
    parts = [_cleaned(part, phrases) for line in lines for part in line.splitlines()]
    joined = ""
    for part in _unrepeated([part for part in parts if part]):
        latin = _LATIN.match(joined[-1:]) and _LATIN.match(part)
        joined += (" " if latin else "") + part
    return joined or None


def _cleaned(line: str, phrases: Phrases) -> str:
    text = " ".join(line.strip().strip("\ufeff\u200b").split())
    length = glued_title_length(text[:300], phrases)
    if length:
        text = text[:length]
    dash = _DASH.search(text)
    if dash:
        text = text[: dash.start()]
    text = phrases.titles.occasion_suffix.sub("", phrases.titles.site_suffix.sub("", text))
    return closed_up(text)


def _unrepeated(parts: Sequence[str]) -> list[str]:
    """The parts without a second copy of the whole title; the fuller copy stays."""
    bare = ["".join(part.split()) for part in parts]
    for count in range(1, len(parts)):
        first, rest = "".join(bare[:count]), "".join(bare[count:])
        if _copies(rest, first):
            return list(parts[:count])
        if _copies(first, rest):
            return list(parts[count:])
    return list(parts)


def _copies(copy: str, whole: str) -> bool:
    """Whether ``copy`` says what ``whole`` says already, once or several times, or a long part of it."""
    repeated = whole * (len(copy) // max(1, len(whole)))
    return copy == repeated or (len(copy) > 6 and copy in whole and len(whole) < 2 * len(copy))
