"""What the labels of the numbers before have told, for the numbers behind them to go on from."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from core.facts.lexicon import Lexicon
from core.facts.phrases import without_verb

GAINED = re.compile(
    "^(?:净增加?|新增加?|增加|净减少?|减少|新[建设办]|建成|建设|新(?=发展|登记|培育|认定|签约|注册|开工))"
)
"""What came in addition, which the sum of all is not of: 新增企业48户，总数1136户."""

SUM = re.compile("^(?:累计|总[数量额]|余额|存量|保有量)")
RECENT = 6  # subjects that a 分别 may look back to


class Told(NamedTuple):
    """What a number was about, its unit, and the words that a 分别 behind it says something of: 案件, 件, 案件审结."""

    subject: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label without the unit, and what the numbers behind it may go on from.

    ``verb`` is shared by a following 、-member, ``subject`` is what a bare change (增长) is of, ``recent`` the subjects
    so far in the paragraph, latest last, ``opened`` the verb of a pair 由A提高到B whose A this is, ``told``
    the words of the last quantity, dates and names passed over, ``whole`` those of the last one that is no part (其中),
    ``measured`` a measure or an activity with whose it is (食品合格率, 线索立案), which a change behind it is of, and
    ``is_done`` that it is an activity, ``owner`` what the last label that says too little alone has in front, ``shown`` the
    last one as the clerk reads it.
    """

    words: str = ""
    verb: str = ""
    subject: str = ""
    recent: tuple[Told, ...] = ()
    opened: str = ""
    told: str = ""
    whole: str = ""
    measured: str = ""
    is_done: bool = False
    owner: str = ""
    shown: str = ""


def subjects(previous: Label) -> list[str]:
    """What the clauses before were about, latest last."""
    return [one.subject for one in previous.recent]


def told_in(unit: str, previous: Label) -> str:
    """What was last counted in a unit."""
    return next((one.subject for one in reversed(previous.recent) if one.unit == unit), "")


def thing_told(lexicon: Lexicon, previous: Label) -> str:
    """The thing of the quantity before, without the verb that governs it."""
    if previous.verb and len(previous.words) - len(previous.verb) > 1 and previous.words.startswith(previous.verb):
        return previous.words.removeprefix(previous.verb)
    return without_verb(lexicon, previous.words) or previous.words


def with_recent(previous: Label, told: Told, is_done: bool = False) -> tuple[Told, ...]:
    """The subjects so far with that of a number; an activity (``is_done``) is one of its own beside that of its thing."""
    if previous.recent and previous.recent[-1].subject == told.subject and not is_done:
        return previous.recent
    return (*previous.recent, told)[-RECENT:]
