"""Words of ``resources/words/roll_over.toml`` as the patterns that 年份更新 looks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NOTHING = "(?!)"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; one that matches nothing if there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class RollOverWords:
    """One pattern a list; compared by identity, as the tables that hold it."""

    one_off: re.Pattern[str]
    usual: re.Pattern[str]
    report_nouns: re.Pattern[str]
    guidance: re.Pattern[str]
    routine: re.Pattern[str]
    routine_units: re.Pattern[str]
    last_year: re.Pattern[str]
    intentions: re.Pattern[str]
    yearly_things: re.Pattern[str]
    yearly_documents: re.Pattern[str]
    compared: re.Pattern[str]
    graduates: re.Pattern[str]


def build_words(lists: Mapping[str, str]) -> RollOverWords:
    """The patterns of these lists. KeyError for a list that is missing."""
    return RollOverWords(
        **{name: re.compile(any_of(lists[name].split())) for name in RollOverWords.__dataclass_fields__}
    )
