"""Masked names (**区、xx市、X新区、市委书记XXX) that the unit card can fill. Proposals only: nothing is applied here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.checks.names.mask_words import MaskWords, is_foreign, is_whole_post
from core.model.card import UnitCard
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.outline import fields

# What stands behind a masked place; a word that only begins with the same character (区位、市场) is none.
ENDING = re.compile(
    r"自治[区州县旗]|高新区|经开区|开发区|新区|街道|省(?![会级内外])|市(?![场民值容])|区(?!位|域|块|间|分|别|[县直])|县(?![级区直])"
    r"|旗(?![下帜舰])|州(?!际)|镇(?!静)|乡(?!村|镇|亲|风|土|愁|情)"
)
OURS = re.compile(r"(?:我|全|本)(省|市|自治州|州|县|区|旗|镇|乡|街道)(?![级域位])")
LEVELS: Mapping[str, int] = MappingProxyType(
    {"省": 0, "自治区": 0, "市": 1, "自治州": 1, "州": 1, "县": 2, "区": 2, "旗": 2, "自治县": 2, "自治旗": 2}
    | {"新区": 2, "高新区": 2, "经开区": 2, "开发区": 2, "镇": 3, "乡": 3, "街道": 3, "单位": 3}
)
NAMES = ("省份", "市州", "区县", "乡镇街道")


@dataclass(frozen=True, slots=True)
class MaskProposal:
    """``value`` could be written into ``places`` (ids of facts, all of one field), for ``reason`` (Chinese)."""

    fact_id: str
    value: str
    reason: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MaskContext:
    """The card, the words that tell one's own from others', and for whom the report speaks."""

    card: UnitCard
    words: MaskWords
    level: int


def mask_proposals(draft: Draft, card: UnitCard, words: MaskWords) -> tuple[MaskProposal, ...]:
    """One proposal for each empty field of masked names whose places fit the same entry of the card.

    Places that speak of somebody else, or may, are left out. A district is one's own only where the report speaks for
    a district or something smaller: to a city **区 is any of its districts.
    """
    elements = {element.id: element for element in draft.elements}
    asked = MaskContext(card, words, _level(draft.elements, card))
    found = (_of_field(field, elements, asked) for field in fields(draft.facts))
    return tuple(proposal for proposal in found if proposal is not None)


def _of_field(field: Sequence[Fact], elements: Mapping[str, Element], asked: MaskContext) -> MaskProposal | None:
    if not all(_is_empty_name(fact) for fact in field):
        return None
    by_fact = {fact.id: _entry(fact, elements[fact.element_id].content, asked) for fact in field}
    entries = {entry for entry in by_fact.values() if entry}
    if len(entries) != 1:
        return None
    value, reason = entries.pop()
    return MaskProposal(field[0].id, value, reason, tuple(key for key, entry in by_fact.items() if entry))


def _is_empty_name(fact: Fact) -> bool:
    named = fact.kind is FactKind.MASK and fact.subkind in (MaskKind.NAME, MaskKind.PERSON)
    return named and fact.state is FactState.EMPTY


def _entry(fact: Fact, content: str, asked: MaskContext) -> tuple[str, str] | None:
    """What the card says for one masked name, and where it says so."""
    if is_foreign(asked.words, content, fact.start, fact.end):
        return None
    if fact.subkind == MaskKind.PERSON:
        return _leader(content[: fact.start], content[fact.end :], asked)
    ending = ENDING.match(content, fact.end)
    if ending is None or LEVELS.get(ending.group(), 0) > asked.level:
        return None
    name = _division(ending.group(), asked.card, asked.level)
    rank = LEVELS[ending.group()]
    value = name.removesuffix(ending.group())
    return (value, f"单位名片：{NAMES[rank]}是{name}") if value else None


def _leader(left: str, right: str, asked: MaskContext) -> tuple[str, str] | None:
    for leader in asked.card.leaders:
        if leader.name and leader.post and _has_post(leader.post, left, right, asked):
            return leader.name, f"单位名片：{leader.post}是{leader.name}"
    return None


def _has_post(post: str, left: str, right: str, asked: MaskContext) -> bool:
    """区长XXX or XXX区长, the post whole on both sides."""
    if left.endswith(post):
        return is_whole_post(asked.words, left.removesuffix(post), asked.card)
    rest = right.removeprefix(post)
    return (
        rest != right and not rest.startswith(asked.words.post_tails) and is_whole_post(asked.words, left, asked.card)
    )


def _division(ending: str, card: UnitCard, level: int) -> str:
    """The card's division with this ending; empty if there is none or if two could be meant."""
    by_level = (card.province, card.city, card.county, card.town)
    if ending == "市" and card.county.endswith("市"):  # a city within a city: whose is reported by 我市 alone
        return card.county if level == 1 and card.level == "县" else ""
    rank = LEVELS[ending]
    name = by_level[rank]
    if name.endswith(ending):
        return name
    return next(_zones(ending, card), "") if rank == LEVELS["新区"] and len(ending) > 1 else ""


def _zones(ending: str, card: UnitCard) -> Iterator[str]:
    """Zones that have no place among the divisions, from the names of the unit: 柳东新区 of 柳州市柳东新区党工委."""
    for name in (*card.short_names, card.unit):
        head, found, _ = name.partition(ending)
        stem = head.removeprefix(card.province).removeprefix(card.city).removeprefix(card.county)
        if found and stem:
            yield stem + ending


def _level(elements: Iterable[Element], card: UnitCard) -> int:
    """For whom the report speaks, from 我区, 全市 and the like; the card's own level where it does not say."""
    words = Counter(word for element in elements for word in OURS.findall(element.content))
    if not words:
        return LEVELS.get(card.level, 3)
    word = words.most_common(1)[0][0]
    if word == "区" and card.level == "省":
        return 0
    return LEVELS[word]
