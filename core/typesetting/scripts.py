"""Which characters the Han font draws and which the Latin one, after ECMA-376 part 1, 17.3.2.26 (rFonts)."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from core.typesetting.values import LINE_BREAK, PAGE_BREAK, TAB

CONTROLS = TAB + LINE_BREAK + PAGE_BREAK

# In both alphabets: the hint of the run decides.
SHARED = "§¨°±·×÷‖‘’“”•‥…‰′″※—―\u0370-\u052f"
# Always Latin: ASCII and accented letters, no-break space, en dash, euro.
LATIN = "\u0020-\u007e\u00a0-\u00a6\u00a9-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u02ff–€"


# Start, end, whether the part is Latin, whether it is a control. A plain tuple: there are thousands of them.
Part: TypeAlias = tuple[int, int, bool, bool]


def _pattern(latin: str) -> re.Pattern[str]:
    return re.compile(f"([{latin}]+)|([{CONTROLS}])|[^{latin}{CONTROLS}]+")


PATTERN_WIDE = _pattern(LATIN)
PATTERN_NARROW = _pattern(LATIN + SHARED)


def parts(text: str, wide: bool) -> Iterator[Part]:
    """The text cut where its alphabet changes; every control stands alone.

    >>> [text[start:end] for text in ("约2万“户”",) for start, end, *_ in parts(text, True)]
    ['约', '2', '万“户”']
    """
    for match in (PATTERN_WIDE if wide else PATTERN_NARROW).finditer(text):
        start, end = match.span()
        yield start, end, match.lastindex == 1, match.lastindex == 2
