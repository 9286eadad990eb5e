"""The user's verdicts on matches: whether a sentence reports on a task."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from zlib import crc32

from core.coverage.values import Certainty, Mention, Sentence
from core.model.text import HAN_RANGE

Verdicts = Mapping[str, bool]
"""By the marks of sentences, whether each reports on a task."""

NO_WORD = re.compile(f"[^{HAN_RANGE}]+")
NO_VERDICTS: Mapping[str, Verdicts] = MappingProxyType({})


def mark_of(text: str) -> str:
    """Key by which a sentence is recognised later: its words without figures, which are filled in over the year."""
    return f"{crc32(NO_WORD.sub('', text).encode()):08x}"


def apply_verdicts(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], verdicts: Verdicts
) -> tuple[Mention, ...]:
    """The mentions without denied ones and with affirmed ones, which are sure; in the summary's order."""
    if not verdicts:
        return tuple(mentions)
    found = {mention.sentence.place: mention for mention in mentions}
    kept = (_judged(one, found.get(one.place), verdicts.get(mark_of(one.text))) for one in sentences)
    return tuple(mention for mention in kept if mention is not None)


def _judged(sentence: Sentence, mention: Mention | None, verdict: bool | None) -> Mention | None:
    if verdict is False:
        return None
    if verdict is None or sentence.is_heading:
        return mention
    return replace(mention or Mention(sentence, Certainty.SURE, 1.0), certainty=Certainty.SURE, is_confirmed=True)
