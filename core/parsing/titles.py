"""One title from the title lines: wrapped, repeated, letter-spaced or glued to what follows."""

import re
from collections.abc import Sequence

from core.parsing.head import glued_title_length
from core.parsing.lines import closed_up

_DASH = re.compile(r"(?<=[告结点话报知案])\s?(?:——|－－|--)")
_DATED = re.compile(
    r"\s?[（(](?:[^（）()]{0,20}\d{4}年[^（）()]{0,4}月[^（）()]*|[^（）()]*(?:会议|大会)[^（）()]*|[^（）()]*〔\d{4}〕[^（）()]*)[）)]$"
)
_SITE = re.compile(r"\s?[_|｜].{0,30}$|\s-\s.{0,30}(?:网|网站|政府)$")
_LATIN = re.compile(r"[A-Za-z]")


def join_title(lines: Sequence[str]) -> str | None:
    """The title made of its lines in order, a paragraph broken by hand being several; None without lines."""
    parts = [part for line in lines for part in map(_cleaned, line.splitlines()) if part]
    joined = ""
    for part in _unrepeated(parts):
        latin = _LATIN.match(joined[-1:]) and _LATIN.match(part)
        joined += (" " if latin else "") + part
    return joined or None


def _cleaned(line: str) -> str:
    text = " ".join(line.strip().strip("\ufeff\u200b").split())
    length = glued_title_length(text[:300])
    if length:
        text = text[:length]
    dash = _DASH.search(text)
    if dash:
        text = text[: dash.start()]
    text = _DATED.sub("", _SITE.sub("", text))
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
