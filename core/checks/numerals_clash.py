"""Figures that cannot be read: numerals of two scripts in one number, times, years and periods that cannot be."""

import re
from collections.abc import Iterator

from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.numbering import han_to_int

HAN = "一二三四五六七八九"
ZEROS = "〇零○"
TENS = re.compile(rf"(?<![{HAN}十百千第\d])(?P<tens>[{HAN[1:]}]十)(?P<ones>[1-9])(?![\d.点时])")
SOME = re.compile(r"[几数]10(?=[多余]?[\u4e00-\u9fff])")
YEAR = re.compile(rf"(?<![\d{HAN}{ZEROS}])(?:二[{ZEROS}]\d{{2}}|一九\d{{2}}|(?:19|20)[{HAN}{ZEROS}]{{2}})(?=年)")
DATE = re.compile(
    rf"[一二][{HAN}{ZEROS}]{{3}}年\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|(?:19|20)\d{{2}}年[{HAN}十]{{1,3}}月(?:[{HAN}十]{{1,3}}|\d{{1,2}})日"
)
LUNAR = "农历"
GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{4}(?!\d)")
LONG_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d{3}年(?=以来|以后|底|初|末|度|起|至|上半年|下半年|[1-9])")
CLOCK = r"\d{1,2}[:：]\d{2}(?![\d:：])"
TIME = re.compile(
    rf"(?:(?<=午)|(?<=[上晨早晚])|(?<=[至—\-－～]))(?P<time>{CLOCK})|(?P<from>{CLOCK})(?=[至—\-－～]{CLOCK})"
)
PERIOD = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d{2})年?(?:[至到—\-－～]|——)(?P<b>(?:19|20)\d{2})年")
FALL = re.compile(r"(?:下降|减少|降低|缩短|压缩|缩减|压减)了?[近约]?\d+(?:\.\d+)?倍")
HOURS, MINUTES = 24, 59


def check_clashes(element: Element) -> Iterator[Slip]:
    """Figures of one paragraph that nobody can read as they stand, with what is meant where that is sure."""
    text = element.content
    for match in TENS.finditer(text):
        yield _slip(element, match, "number_two_scripts", f"{han_to_int(match['tens'])}"[0] + match["ones"])
    for pattern, code in PLAIN:
        for match in pattern.finditer(text):
            yield _slip(element, match, code, None)
    for match in DATE.finditer(text):
        if LUNAR not in text[max(match.start() - 2, 0) : match.start()]:
            yield _slip(element, match, "number_two_scripts", None)
    yield from _times(element)
    yield from _periods(element)


PLAIN = (
    (SOME, "number_two_scripts"),
    (YEAR, "number_two_scripts"),
    (GROUPS, "number_groups"),
    (LONG_YEAR, "year_long"),
    (FALL, "number_fall"),
)


def _times(element: Element) -> Iterator[Slip]:
    """Only beside a time of day or another time, because 25:75 may be a ratio."""
    for match in TIME.finditer(element.content):
        hour, minute = map(int, re.split("[:：]", match["time"] or match["from"]))
        if hour > HOURS or minute > MINUTES:
            yield _slip(element, match, "time_impossible", None)


def _periods(element: Element) -> Iterator[Slip]:
    for match in PERIOD.finditer(element.content):
        if int(match["a"]) > int(match["b"]):
            yield _slip(element, match, "period_backwards", None)


def _slip(element: Element, match: re.Match[str], code: str, right: str | None) -> Slip:
    text = match.group()
    told = (("text", text), ("right", right or ""))
    return Slip(code, Severity.WARNING, Place(element.id, Span(*match.span())), text, right, told)
