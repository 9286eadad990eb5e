"""Years in a row: 自2018年以来连续五年, where the count goes on with the years."""

import re
from collections.abc import Iterator

from core.model.proposal import RollRole
from core.model.text import WITHIN_CLAUSE
from core.numbering import han_to_int, int_to_han
from core.roll_over.context import RollContext, Verdict
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.periods import PlacedVerdict

RUNNING = re.compile(r"连续(?P<n>[一两二三四五六七八九十]{1,3}|[0-9]{1,2})(?:个)?年(?!度|级)")
SINCE = re.compile(rf"(?P<year>{YEAR})年(?:以来|起|开始|以后|至今)[，,]?[^，。；\d]{{0,8}}$")
REACHED = re.compile(
    rf"{WITHIN_CLAUSE}{{0,8}}(?:获|荣|蝉联|保持|稳居|位居|位列|名列|居|入选|被|评为|实现|零|无|增长|稳定|承办|举办)"
)
RULE = re.compile(rf"(?:{WITHIN_CLAUSE}{{0,12}}的(?=[，；。])|不|未|以上)")
NEAR = 24
TWO = "两"


def running_years(scene: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """连续五年 with the year it began in is counted on; without, a person says whether it went on."""
    if not scene.years:
        return
    for match in RUNNING.finditer(text):
        since = SINCE.search(text[max(0, match.start() - NEAR) : match.start()])
        goes_on = since is not None and REACHED.match(text, match.end())
        verdict = (
            _counted(scene, match["n"], years_in(since["year"])[0]) if since and goes_on else _asked(match, text, since)
        )
        if verdict:
            yield match.start("n"), match.end("n"), verdict


def _counted(scene: RollContext, text: str, start: int) -> Verdict:
    """The number counts the first year or it does not; another number is asked about."""
    number = _value(text)
    if number - (scene.basis.year - start) not in (0, 1):
        return Verdict(RollRole.RANGE, None, f"从{start}年算起的年数，今年是几年请核定")
    new = number + scene.years
    written = str(new) if text.isascii() else int_to_han(new)
    return Verdict(RollRole.RANGE, written, f"从{start}年算起，到{scene.now.year}年是{new}年；没有接着做到的需人工修改")


def _asked(match: re.Match[str], text: str, since: re.Match[str] | None) -> Verdict | None:
    reached = since is not None or REACHED.match(text, match.end())
    if RULE.match(text, match.end()) or not reached:
        return None
    why = f"到去年是连续{match['n']}年，今年是否接着、是几年，请核定"
    return Verdict(RollRole.RANGE, None, why)


def _value(text: str) -> int:
    return int(text) if text.isascii() else han_to_int(text.replace(TWO, "二")) or 0
