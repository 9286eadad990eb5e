"""Sentence, clause, mask and digit patterns: the one place where a room finds what ends a sentence or hides a value.

Names ending in ``_ENDS`` or ``_SIGNS`` are plain characters, to be put between brackets of a character class; they
hold nothing that a class would read as syntax. Names in ``WITHIN_…`` are character classes.
"""

import re
from types import MappingProxyType

SENTENCE_ENDS = "。！？；\n"
"""End a sentence (GB/T 15834-2011, 4.1-4.3 and 4.6: a clause after ； stands by itself); a line break does as well."""

HALF_WIDTH_ENDS = "!?;"
"""The same marks as they are typed with a Latin input method; the half-width full stop also stands in figures."""

CLAUSE_ENDS = SENTENCE_ENDS + "，："
PHRASE_ENDS = CLAUSE_ENDS + "、"
CLOSING_MARKS = "”’）)"
"""May follow the mark that ends a sentence and still belong to it."""

WITHIN_SENTENCE = f"[^{SENTENCE_ENDS}]"
WITHIN_CLAUSE = "[^，。；]"
"""A character that a word may be looked for across: the three commonest ends only, for ！ ？ and ： rarely stand between."""

WITHIN_PHRASE = "[^，。；、]"

SENTENCE = re.compile(
    f"[^{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]*[{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]+[{CLOSING_MARKS}]*"
    f"|[^{SENTENCE_ENDS}{HALF_WIDTH_ENDS}]+"
)
"""One sentence with its marks; all matches together are the whole text."""

SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")
PHRASE_END = re.compile(f"[{PHRASE_ENDS}]")

CROSS_SIGNS = "*＊xXｘＸ×"
LINE_SIGNS = "_＿"
RING_SIGNS = "〇○◯□"
MASK_SIGNS = CROSS_SIGNS + LINE_SIGNS + RING_SIGNS
"""Stand for a value that is not told. 〇 and ○ are also the zero of a year in Han digits: leave RING_SIGNS out there."""

HAN_RANGE = "\u4e00-\u9fff"
"""CJK unified ideographs of the basic block, as a range for a character class."""

DIGIT_RANGE = "0-9０-９"
HAN_DIGITS = "一二三四五六七八九"
BLANK_SIGNS = " \u3000"
"""Space and ideographic space; as characters to strip or inside a character class."""

_HALF, _FULL = "0123456789", "０１２３４５６７８９"
TO_HALF_WIDTH = MappingProxyType(str.maketrans(_FULL, _HALF))
"""For ``str.translate``: full-width digits as half-width ones."""

TO_FULL_WIDTH = MappingProxyType(str.maketrans(_HALF, _FULL))


def sentence_before(text: str, position: int) -> str:
    """The characters of its own sentence to the left of ``position`` (offset in code points)."""
    start = max(text.rfind(mark, 0, position) for mark in SENTENCE_ENDS) + 1
    return text[start:position]
