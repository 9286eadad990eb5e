"""One title from the title lines: wrapped, repeated, letter-spaced or glued to what follows."""

import re
from collections.abc import Sequence

from core.parsing.head import glued_title_length

_DASH = re.compile(r"(?<=[告结点话报知案])\s?(?:——|－－|--)")
_DATED = re.compile(r"\s?[（(](?:[^（）()]{0,20}\d{4}年[^（）()]{0,4}月[^（）()]*|[^（）()]*(?:会议|大会)[^（）()]*|[^（）()]*〔\d{4}〕[^（）()]*)[）)]$")
_SITE = re.compile(r"\s?[_|｜].{0,30}$|\s-\s.{0,30}(?:网|网站|政府)$")
_LATIN = re.compile(r"[A-Za-z0-9]")


def join_title(lines: Sequence[str]) -> str | None:
    """The title made of its lines in order; None without lines."""
    parts = [_cleaned(line) for line in lines]
    parts = [part for part in parts if part]
    if not parts:
        return None
    joined = ""
    for part in _unrepeated(parts):
        between = " " if joined and _LATIN.match(joined[-1]) and _LATIN.match(part[0]) and not part[0].isdigit() else ""
        joined += between + part
    return joined


def _cleaned(line: str) -> str:
    text = " ".join(line.strip().strip("\ufeff\u200b").split())
    length = glued_title_length(text[:300])
    if length:
        text = text[:length]
    dash = _DASH.search(text)
    if dash:
        text = text[: dash.start()]
    text = _DATED.sub("", _SITE.sub("", text))
    return _closed_up(text)


def _closed_up(text: str) -> str:
    """Letter-spaced words (``工 作 总 结``) closed up; a space between two phrases stays."""
    words = text.split(" ")
    if len(words) > 2 and sum(len(word) == 1 for word in words) * 2 >= len(words):
        return "".join(words)
    return text


def _unrepeated(parts: Sequence[str]) -> list[str]:
    bare = ["".join(part.split()) for part in parts]
    whole = "".join(bare)
    for count in range(1, len(parts)):
        first, rest = "".join(bare[:count]), "".join(bare[count:])
        if rest in (first, first * 2) or (len(first) > 6 and first in rest and len(rest) < 2 * len(first)):
            return list(parts[:count]) if rest.startswith(first) and len(rest) % len(first) == 0 else list(parts[count:])
        if len(rest) > 6 and rest in first:
            return list(parts[:count])
    return list(parts) if whole else []
