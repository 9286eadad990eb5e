"""Punctuation inside one paragraph (GB/T 15834-2011): half-width, doubled and makeshift marks, stray spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span

HAN = r"\u3400-\u9fff"
CLOSERS = "”’）》】〕"
FULL = MappingProxyType(dict(zip(",;:?!()", "，；：？！（）", strict=True)))
SPACED = frozenset({Role.TITLE, Role.SUBTITLE, Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT, Role.NOTE, Role.NOISE})
"""Paragraphs in which spaces set names and dates apart."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """``written`` is what should stand there: a text, or with ``\\g<name>`` parts of what was found; None is left open."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    written: str | None


def _rule(code: str, severity: Severity, pattern: str, written: str | None) -> _Rule:
    return _Rule(code, severity, re.compile(pattern), written)


RULES = (
    _rule("mark_ellipsis", Severity.WARNING, r"(?:\.{3,}|。{3,}|·{3,}|・{3,}|(?<!…)…(?!…))", "……"),
    _rule("mark_doubled", Severity.ERROR, r"(?P<one>[，、；：])(?P=one)+|(?<!。)。。(?!。)", None),
    _rule("mark_doubled", Severity.ERROR, r"(?P<one>[，、；：])(?!(?P=one))[，、；：。]|。[，、；：]", None),
    _rule("mark_doubled", Severity.ERROR, r"[！？][。，；、]", None),
    _rule("mark_doubled", Severity.WARNING, r"。”。", "。”"),
    _rule("mark_half", Severity.WARNING, rf"(?<=[{HAN}{CLOSERS}])\.(?=\s*$|[{HAN}“])", "。"),
    _rule("mark_half", Severity.WARNING, rf"<(?P<inside>[^<>]*[{HAN}][^<>]*)>", r"《\g<inside>》"),
    _rule("mark_dash", Severity.WARNING, rf"(?<=[{HAN}{CLOSERS}])(?:-{{2,}}|－{{2,}})(?=[{HAN}“《])", "——"),
    # A short one joins places or steps (县—乡—村), so only long parts tell that it should be a dash.
    _rule("mark_dash", Severity.WARNING, rf"(?<=[{HAN}]{{5}})(?<!—)—(?!—)(?=[{HAN}]{{5}})", "——"),
    _rule("mark_list", Severity.HINT, r"(?<=[”》])、(?=[“《])(?:(?<=”、)(?=“)|(?<=》、)(?=《))", ""),
    _rule("mark_before_and_so_on", Severity.WARNING, r"、(?=等(?:[。，；、]|$))", ""),
    _rule("mark_letter", Severity.ERROR, r"(?<=[0-9])[OoIl](?=[0-9])", None),
    _rule(
        "mark_year_bracket",
        Severity.ERROR,
        r"(?P<open>[\[【（(［])(?P<year>(?:19|20)[0-9]{2})(?P<shut>[\]】）)］])(?=第?[0-9]{1,4}号)",
        r"〔\g<year>〕",
    ),
    _rule("mark_number_word", Severity.WARNING, r"(?<=〔(?:19|20)[0-9]{2}〕)第(?=[0-9]{1,4}号)", ""),
    _rule("mark_number_zero", Severity.WARNING, r"(?<=〔(?:19|20)[0-9]{2}〕)0+(?=[1-9][0-9]{0,3}号)", ""),
)
SMALL = re.compile(r"(?P<mark>[,;:?!])|(?P<quote>[\"])|\((?P<inside>[^()（）]*)\)")
SPACE = re.compile(
    rf"(?<=[{HAN}，。；：、？！{CLOSERS}“‘（《])[ \u00a0]+(?=[{HAN}0-9“‘（《])"
    rf"|(?<=[0-9%％])[ \u00a0]+(?=[{HAN}])|(?<=[0-9%％{HAN}{CLOSERS}])[ \u00a0]+(?=[，。；：、！？])"
)
NAME = re.compile(rf"(?:^|[、，：；（\s])[{HAN}] +[{HAN}](?=[、，。；）\s]|$)")
END = re.compile(r"[，、](?=\s*$)")
SENTENCES = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.CLOSING})
URL = re.compile(r"[A-Za-z]+://\S+|www\.\S+|\S+@\S+")


def check_marks(element: Element) -> Iterator[Slip]:
    """Marks of a paragraph that are not as the standard has them, each with what should stand there if that is sure."""
    links = [match.span() for match in URL.finditer(element.content)]
    for slip in _found(element):
        span = slip.place.span
        if not any(start <= span.start < end for start, end in links):
            yield slip


def _found(element: Element) -> Iterator[Slip]:
    for rule in RULES:
        for match in rule.pattern.finditer(element.content):
            yield _slip(element, match.span(), rule.code, rule.severity, _written(rule, match))
    yield from _half_width(element)
    for match in END.finditer(element.content) if element.role in SENTENCES else ():
        yield _slip(element, match.span(), "mark_end", Severity.WARNING, None)
    if element.role not in SPACED:
        yield from _spaces(element)


def _slip(element: Element, span: tuple[int, int], code: str, severity: Severity, right: str | None) -> Slip:
    text = element.content[span[0] : span[1]]
    told = (("text", text), ("right", right or ""))
    return Slip(code, severity, Place(element.id, Span(*span)), text, right, told)


def _written(rule: _Rule, match: re.Match[str]) -> str | None:
    if rule.written is not None:
        return match.expand(rule.written)
    text = match.group()
    if rule.code == "mark_letter":
        return "0" if text in "Oo" else "1"
    if rule.code != "mark_doubled":
        return None
    return text[0] if len(set(text)) == 1 else "。" if text[-1] == "。" else None


# Half-width marks


def _half_width(element: Element) -> Iterator[Slip]:
    text = element.content
    for match in SMALL.finditer(text):
        if match["mark"]:
            if _is_chinese(text, match.start(), match.end()):
                yield _slip(element, match.span(), "mark_half", Severity.WARNING, FULL[match["mark"]])
        elif match["inside"] is not None:
            yield from _round(element, match)
        elif _is_chinese(text, match.start(), match.end()):
            yield _slip(element, match.span(), "mark_half_quote", Severity.WARNING, None)


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands before a mark, or behind it with no Latin before it."""
    before, behind = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return _is_han(before) or before in CLOSERS + "％%" and before != "" and _is_han(behind) and not behind.isascii()


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _round(element: Element, match: re.Match[str]) -> Iterator[Slip]:
    """Half-width brackets round Chinese text."""
    if any(map(_is_han, match["inside"])):
        written = f"（{match['inside']}）"
        yield _slip(element, match.span(), "mark_half", Severity.WARNING, written)


# Spaces


def _spaces(element: Element) -> Iterator[Slip]:
    text = element.content
    names = [match.span() for match in NAME.finditer(text)]
    for match in SPACE.finditer(text):
        if not any(start <= match.start() < end for start, end in names):
            yield _slip(element, match.span(), "mark_space", Severity.WARNING, "")
