"""Titles in 《》 that are a known document's but for a character or two: 《党政领导干部选拔任用条例》."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.checks.reporting import finding_at
from core.checks.wording.phrases import STATE, PhraseTable, is_one_sign_off
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span, common_edges
from core.similarity import edit_distance

TITLE = re.compile(r"《(?P<title>[\u4e00-\u9fff、]{6,60})(?:[（(](?:试行|修订|修正)[）)])?》")
FIGURES = re.compile(r"[一二三四五六七八九十百]")
KINDS = ("条例", "规定", "准则", "规则", "办法", "细则", "守则")
"""Kinds of rules, one of which is written for another."""

ISSUERS = ("中国共产党", "党政", "关于新形势下")
LEAST_NAME, LEAST_LONG = 7, 10
"""Characters of a title that is no other's where one character differs, and where two are lost."""


def check_titles(element: Element, table: PhraseTable) -> Iterator[Finding]:
    """Titles that are nearly one of the table's; ``replacement`` is that one."""
    for match in TITLE.finditer(element.content) if "《" in element.content else ():
        written = match["title"]
        right = None if written in table.forms or written in table.titles else _meant(written, table.titles)
        if right is not None:
            found = finding_at(element, Span(*match.span("title")), "title_wrong", right)
            yield replace(found, row=table.rows[right])


# Titles come from a table that is read once, and an edit touches one paragraph.
@lru_cache(maxsize=1024)
def _meant(written: str, titles: frozenset[str]) -> str | None:
    """The only known title that this can be a slip of."""
    found = [title for title in titles if is_title_slip(written, title)]
    return found[0] if len(found) == 1 else None


def is_title_slip(written: str, title: str) -> bool:
    """Whether a character or two of the title were written wrongly, left out or added."""
    if abs(len(written) - len(title)) > 2 or FIGURES.findall(written) != FIGURES.findall(title):
        return False
    distance = edit_distance(written, title, 2)
    if len(written) == len(title):
        return _is_other_sign(written, title, distance) or _is_other_kind(written, title)
    at, end, new_end = common_edges(title, written)
    is_one_gap = at == min(end, new_end) and 0 < at < min(len(written), len(title))
    return is_one_gap and len(title) >= LEAST_LONG - 2 * (distance == 1)


def _is_other_sign(written: str, title: str, distance: int) -> bool:
    if distance == 1:
        return len(title.removeprefix(STATE)) >= LEAST_NAME and is_one_sign_off(written, title)
    at, end, _ = common_edges(title, written)
    return distance == 2 and end - at == 2 and written[at:end] == title[at:end][::-1]


def _is_other_kind(written: str, title: str) -> bool:
    """Whether only the kind of the rules is another's, and their issuer has no two with one name."""
    is_same = written[:-2] == title[:-2] and written[-2:] != title[-2:]
    return is_same and {written[-2:], title[-2:]} <= set(KINDS) and title.startswith(ISSUERS)
