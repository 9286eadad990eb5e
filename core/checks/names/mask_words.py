"""Whether a masked name may be the own one, by the words around it; in doubt it may not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.model.card import UnitCard

SENTENCE = re.compile(r"[。！？；\n]")
CLAUSE = re.compile(r"[，。！？；：\n]")
STOP = re.compile(r"[，。；：、！？（）()“”‘’《》\s]$")
NEAR = 8  # characters within which a list goes on
MASKED = r"[*＊xXｘＸ×某]{1,4}"
ENDINGS = "省市区县旗州镇乡"
LISTED = re.compile(rf"(?P<ending>[{ENDINGS}])、{MASKED}(?P=ending)")
OURS = re.compile(rf"(?:[我全本][{ENDINGS}]|[我本])$")


@dataclass(frozen=True, slots=True)
class MaskWords:
    """The lists of ``resources/words/masks.toml``; ``around`` are pairs of words before and behind a mask."""

    post_leads: tuple[str, ...]
    post_tails: tuple[str, ...]
    in_sentence: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    around: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def build_mask_words(lists: Mapping[str, str]) -> MaskWords:
    """The words of such lists; one that is missing counts as empty, a line without ： is passed over."""
    pairs = (line.partition("：") for line in lists.get("foreign_around", "").splitlines() if "：" in line)
    return MaskWords(
        tuple(lists.get("post_leads", "").split()),
        tuple(lists.get("post_tails", "").split()),
        tuple(lists.get("foreign_in_sentence", "").split()),
        tuple(lists.get("foreign_before", "").split()),
        tuple(lists.get("foreign_after", "").split()),
        tuple((tuple(left.split()), tuple(right.split())) for left, _, right in pairs),
    )


def is_foreign(words: MaskWords, content: str, start: int, end: int) -> bool:
    """Whether the words around the mask at ``start``–``end`` refer to another unit or person."""
    left, right = SENTENCE.split(content[:start])[-1], SENTENCE.split(content[end:])[0]
    if _holds(left + right, words.in_sentence) or _is_listed(content, start, end):
        return True
    left, right = CLAUSE.split(left)[-1], CLAUSE.split(right)[0]
    if _holds(left, words.before) or _holds(right, words.after):
        return True
    return any(_holds(left, before) and _holds(right, after) for before, after in words.around)


def _is_listed(content: str, start: int, end: int) -> bool:
    """Whether another masked place of the same ending stands beside: **区、**区 are two, so that one at most is one's own."""
    return any(
        match.start() <= end and start < match.end()
        for match in LISTED.finditer(content, max(0, start - NEAR), end + NEAR)
    )


def is_whole_post(words: MaskWords, left: str, card: UnitCard) -> bool:
    """Whether a post preceded by these words is neither another post (副区长, 团区委书记) nor that of another place."""
    if not left or STOP.search(left) or OURS.search(left) or left.endswith(words.post_leads):
        # Whether the post of another leader stands right before it, so that one person has both.
        is_second = left.endswith(
            tuple(leader.post + mark for leader in card.leaders if leader.post for mark in "、兼")
        )
        return not is_second
    return left.endswith(tuple(_names(card)))


def _names(card: UnitCard) -> Iterable[str]:
    for name in (card.province, card.city, card.county, card.town, *card.short_names):
        if len(name) > 1:
            yield from (name, name[:-1]) if name[-1] in ENDINGS else (name,)


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
