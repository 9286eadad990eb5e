"""What tells the report kinds apart: words of titles, outlines and openings."""

import re
from dataclasses import dataclass

from core.parsing.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class KindWords:
    """Patterns searched for in a title (``other`` to ``briefing``) or, without one, in the text."""

    other: re.Pattern[str]
    points: re.Pattern[str]
    half: re.Pattern[str]
    half_year: re.Pattern[str]
    year: re.Pattern[str]
    briefing: re.Pattern[str]
    summing_up: re.Pattern[str]
    aims: re.Pattern[str]
    spoken: re.Pattern[str]


def build_kind_words(lists: WordLists) -> KindWords:
    """The patterns made of the word lists."""
    any_of = lists.any_of
    points, told = any_of("points_names"), any_of("spoken_names")
    return KindWords(
        other=re.compile(rf"{any_of('other_kinds')}(?:[（(].*)?$"),
        points=re.compile(rf"{points}(?!.*通知$)|关于印发.*工作{points}"),
        half=re.compile(rf"{any_of('half_year_periods')}|1[-－—–至~]6月"),
        half_year=re.compile(any_of("half_year_names")),
        year=re.compile(any_of("year_names")),
        briefing=re.compile(any_of("briefing_names")),
        summing_up=re.compile(any_of("summary_topics")),
        aims=re.compile(any_of("aims")),
        spoken=re.compile(rf"{any_of('spoken_words')}|我.{{0,10}}(?:作|做).{{0,12}}{told}"),
    )
