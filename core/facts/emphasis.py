"""Markdown emphasis: ``**重点**`` and ``__重点__`` look like masks and are none."""

import re
from collections.abc import Callable, Sequence

STRESS = frozenset(("**", "***", "__", "*", "＊＊"))
LONGEST = 80

OPENS = re.compile(r"(?:^|[。；：:！？\n>•\-])[ 　]*$")
CLOSES = re.compile(r"[ 　]*(?:$|[。，；：:、！？\n])")
ORDINAL = re.compile(
    r"[一二三四五六七八九十]+[是、]|第[一二三四五六七八九十]+[，,、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]"
)
STOP = re.compile(r"[。：:！？]$")


WORDED = re.compile(r"\w")
UNFINISHED = frozenset("，、；的与和及")


def emphasised(
    text: str, runs: Sequence[re.Match[str]], is_value: Callable[[re.Match[str]], bool], loose: bool
) -> frozenset[int]:
    """Starts of the runs that open or close an emphasis.

    ``is_value`` tells whether a run's surroundings already say that it stands for a value (before 区, 名, 月 …).
    A pair with the outer shape of an emphasis (first in its sentence, or an ordinal inside) always counts; any other
    pair counts only when ``loose``: nothing in the whole document speaks for starred masks.
    """
    marks: set[int] = set()
    index = 0
    while index + 1 < len(runs):
        first, second = runs[index], runs[index + 1]
        if (
            _pairs(text, first, second)
            and not (is_value(first) or is_value(second))
            and (loose or _is_plain_emphasis(text, first, second))
        ):
            marks.update((first.start(), second.start()))
            index += 1
        index += 1
    return frozenset(marks)


def _pairs(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    inside = text[first.end() : second.start()]
    return (
        first.group() == second.group()
        and first.group() in STRESS
        and 0 < len(inside) <= LONGEST
        and WORDED.search(inside) is not None
        and inside == inside.strip()
        and inside[-1] not in UNFINISHED
    )


def _is_plain_emphasis(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    inside = text[first.end() : second.start()]
    opens = OPENS.search(text[max(0, first.start() - 4) : first.start()]) is not None
    closes = CLOSES.match(text, second.end()) is not None or STOP.search(inside) is not None
    return opens and (closes or ORDINAL.match(inside) is not None)
