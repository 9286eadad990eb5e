"""What the labels of the numbers before have told, for the numbers behind them to go on from."""

import re
from dataclasses import dataclass

from core.facts.lexicon import Lexicon
from core.facts.phrases import without_verb
from core.facts.slots import Slot

GAINED = re.compile(
    "^(?:净增加?|新增加?|增加|净减少?|减少|新[建设办]|建成|建设|新(?=发展|登记|培育|认定|签约|注册|开工))"
)
"""What came in addition, which the sum of all is not of: 新增企业48户，总数1136户."""

SUM = re.compile("^(?:累计|总[数量额]|余额|存量|保有量)")
RECENT = 6  # subjects that a 分别 may look back to


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label without the unit, and what the numbers behind it may go on from.

    ``verb`` is shared by a following 、-member, ``subject`` is what a bare change (增长) is of, ``recent`` the subjects
    so far in the paragraph with their units, latest last, ``opened`` the verb of a pair 由A提高到B whose A this is, ``told``
    the words of the last quantity, dates and names passed over, ``whole`` those of the last one that is no part (其中),
    ``measured`` a measure with whose it is (食品合格率), which a change behind it is of.
    """

    words: str = ""
    verb: str = ""
    subject: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    opened: str = ""
    told: str = ""
    whole: str = ""
    measured: str = ""


def subjects(previous: Label) -> list[str]:
    """What the clauses before were about, latest last."""
    return [subject for subject, _ in previous.recent]


def told_in(unit: str, previous: Label) -> str:
    """What was last counted in a unit."""
    return next((subject for subject, own in reversed(previous.recent) if own == unit), "")


def thing_told(lexicon: Lexicon, previous: Label) -> str:
    """The thing of the quantity before, without the verb that governs it."""
    if previous.verb and len(previous.words) - len(previous.verb) > 1 and previous.words.startswith(previous.verb):
        return previous.words.removeprefix(previous.verb)
    return without_verb(lexicon, previous.words) or previous.words


def with_recent(previous: Label, subject: str, slot: Slot) -> tuple[tuple[str, str], ...]:
    """The subjects so far with that of ``slot``."""
    if previous.recent and previous.recent[-1][0] == subject:
        return previous.recent
    return (*previous.recent, (subject, slot.unit))[-RECENT:]
