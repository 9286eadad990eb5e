"""References that go stale: congresses, five-year plans, anniversaries, counted meetings, document numbers.

They are never rolled over like years; a person decides.
"""

import re
from collections.abc import Iterator

from core.facts.slots import Slot
from core.model.fact import FactKind
from core.model.text import DIGIT_RANGE

HAN = "[一二三四五六七八九十百]"
NUMBER = rf"(?:{HAN}{{1,4}}|(?<![{DIGIT_RANGE}])[{DIGIT_RANGE}]{{1,3}})"
YEAR = r"(?:19|20)\d\d"
TO = r"[ 　]?[-－—–~～至]{1,2}[ 　]?"

PATTERNS = (
    ("plan", rf"(?<!\d)(?P<v0>{YEAR}年?{TO}{YEAR})(?P<u0>年)?(?!\d)"),
    ("plan", rf"(?P<v1>{YEAR})(?P<u1>年)(?=远景目标)"),
    ("document", rf"(?<=[（(])(?P<v2>{YEAR})(?P<u2>年)(?=修[正订]|版)"),
    ("document_number", rf"(?P<v3>[〔［\[]{YEAR}[〕］\]][ 　]?第?\d{{1,5}}号)(?P<u3>)"),
    ("anniversary", rf"(?P<v4>{NUMBER})(?P<u4>周年)"),
    (
        "five_year_plan",
        r"(?P<v5>十[一二三四五六七八九]五)(?P<u5>)(?=[”\"’」]|规划|时期|期间|计划|末|开局|收官|发展|以来)",
    ),
    (
        "congress",
        rf"(?P<v6>{NUMBER}届(?:(?:{NUMBER}中(?:全会)?[、和与及])*{NUMBER}中全会|{NUMBER}次全会|历次全会|历次全体会议|全会)?)(?P<u6>)",
    ),
    (
        "congress",
        r"(?P<v7>(?<=党的)[一二三四五六七八九十]{1,3}大|二十[一二三]?大|十[一二三四五六七八九]大)(?P<u7>)(?![小量力多片工行攻举任体])",
    ),
    ("congress", rf"(?<=[省市县区州旗])(?P<v8>{NUMBER})(?P<u8>次)(?=党代会|党的代表大会|代表大会|妇代会|团代会)"),
    ("ordinal", rf"第(?P<v9>{NUMBER})(?P<u9>次|届|批|期|轮|季(?!度)|号)"),
)
REFERENCES = re.compile("|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS)))


def references(text: str) -> Iterator[Slot]:
    """The references of a text in order; the span is the value that would be replaced, 100 of 100周年."""
    for match in REFERENCES.finditer(text):
        index = int((match.lastgroup or "n0")[1:])
        unit = match[f"u{index}"] or ""
        end = match.end(f"v{index}")
        yield Slot(FactKind.REFERENCE, PATTERNS[index][0], match.start(f"v{index}"), end, unit, end + len(unit))
