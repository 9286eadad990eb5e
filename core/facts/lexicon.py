"""Words of ``resources/words/fact_labels.toml``: which verbs, nouns and measures make the label of a number.

Lists are data; what joins them here is grammar (particles, adverbs, brackets, order): docs/decisions/068-words-of-facts.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from core.facts.lists import any_of, listed, words_in
from core.model.text import DIGIT_RANGE, HAN_RANGE

PLACES = frozenset("村镇乡县户")

SETS = (
    *("trailing", "leading", "light_verbs", "activities", "torn", "standing", "general", "empty_verbs", "pivots"),
    *("reaching", "newly", "punctual", "causing", "outcomes", "terms", "took_part", "openers", "own_places"),
    *("lone_verbs", "settlements", "predicates", "clause_measures", "sizes", "ratings", "own_rates", "objects"),
    *(
        "manners",
        "issuing",
        "joined_nouns",
        "general_words",
        "untelling",
        "bare_measures",
        "having",
        "givers",
        "payers",
        "not_alone",
        "holding",
        "going_on",
    ),
)
"""Lists that are looked up as they are."""

ADVERBS = "剔除[^，]{1,8}因素|近?[两三四五六七八九十]年来?|按可比价格?计算?|[又再均都也将要已还则共约近]"
AGAINST = r"(?:(?:比(?!较)|较|与|按(?![期时])|同(?![志学事行乡龄级]))[^，。；：]{0,12}?(?:相比|计算)?)?"
TAIL = r"(?:的|是|相当于|到达|了|到|至|为|达到?|超过?|约|近|突破|接近|以上|不超过|不低于)*"
APART = r"[^，。；：、]{0,2}"


GOAL_TIMES = "全年|年度|年初|当年|年内|半年|季度|月度|既定|预期|下达|年"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Sets of words, and the patterns made of them; compared by identity, as the table that holds it."""

    trailing: frozenset[str]
    leading: frozenset[str]
    light_verbs: frozenset[str]
    activities: frozenset[str]
    torn: frozenset[str]
    standing: frozenset[str]
    general: frozenset[str]
    empty_verbs: frozenset[str]
    pivots: frozenset[str]
    reaching: frozenset[str]
    newly: frozenset[str]
    punctual: frozenset[str]
    causing: frozenset[str]
    outcomes: frozenset[str]
    terms: frozenset[str]
    took_part: frozenset[str]
    lone_verbs: frozenset[str]
    openers: frozenset[str]
    own_places: frozenset[str]
    settlements: frozenset[str]
    predicates: frozenset[str]
    clause_measures: frozenset[str]
    sizes: frozenset[str]
    ratings: frozenset[str]
    own_rates: frozenset[str]
    objects: frozenset[str]
    manners: frozenset[str]
    issuing: frozenset[str]
    joined_nouns: frozenset[str]
    general_words: frozenset[str]
    untelling: frozenset[str]
    bare_measures: frozenset[str]
    having: frozenset[str]
    givers: frozenset[str]
    payers: frozenset[str]
    not_alone: frozenset[str]
    holding: frozenset[str]
    going_on: frozenset[str]
    people: re.Pattern[str]
    abstract: re.Pattern[str]
    nouns: frozenset[str]
    endings: frozenset[str]
    thing_ends: frozenset[str]
    opposites: Mapping[str, str]
    whole_changes: Mapping[str, str]
    pairs: tuple[tuple[str, tuple[str, ...]], ...]
    leads: re.Pattern[str]
    organ: re.Pattern[str]
    with_list: re.Pattern[str]
    changes: re.Pattern[str]
    bare_change: re.Pattern[str]
    against_nothing: re.Pattern[str]
    beginning_adverbs: re.Pattern[str]
    changed: re.Pattern[str]
    compared: re.Pattern[str]
    grew: re.Pattern[str]
    up_to: re.Pattern[str]
    each_does: re.Pattern[str]
    general_change: re.Pattern[str]
    measured: re.Pattern[str]
    own_measure: re.Pattern[str]
    money: re.Pattern[str]
    funds: re.Pattern[str]
    numbers: re.Pattern[str]
    masked: re.Pattern[str]
    settled: re.Pattern[str]
    lone_end: re.Pattern[str]
    lone_rate: re.Pattern[str]
    capacities: re.Pattern[str]
    rewards: re.Pattern[str]
    posts: re.Pattern[str]
    roads: re.Pattern[str]
    goals: re.Pattern[str]
    of_goal: re.Pattern[str]
    plan_words: re.Pattern[str]
    date_rests: re.Pattern[str]
    left_over: re.Pattern[str]
    plan_headings: re.Pattern[str]
    plan_titles: re.Pattern[str]
    report_titles: re.Pattern[str]
    aims: re.Pattern[str]
    aims_ahead: re.Pattern[str]
    aimed_verbs: re.Pattern[str]
    leading_aims: re.Pattern[str]
    past: re.Pattern[str]
    counted_of: re.Pattern[str]
    """某项 of 某项任务完成＿项, which reads as one of them."""
    begun: re.Pattern[str]
    """核心系统2016年贯标上线: a thing, when it began and how."""


def build_lexicon(lists: Mapping[str, str], measure: str) -> Lexicon:
    """The sets and patterns of these lists; ``measure`` is a pattern for one measure word. BadWords: a list is missing."""
    sets: dict[str, Any] = {name: frozenset(words_in(lists, name)) for name in SETS}
    endings = frozenset(words_in(lists, "endings"))
    parts: dict[str, Any] = {
        name: re.compile(text) for name, text in (_changes(lists) | _things(lists, measure) | _aims(lists)).items()
    }
    return Lexicon(
        **sets,
        **parts,
        nouns=sets["activities"] | PLACES,
        endings=endings,
        thing_ends=endings | frozenset(words_in(lists, "heads")),
        opposites=MappingProxyType(
            {
                one: other
                for row in listed(lists, "opposites").strip().splitlines()
                for one, other in pairwise(row.split() * 2)
                if one != other
            }
        ),
        whole_changes=MappingProxyType(
            dict(row.split() for row in listed(lists, "whole_changes").strip().splitlines())
        ),
        pairs=tuple((row.split()[0], tuple(row.split()[1:])) for row in listed(lists, "pairs").strip().splitlines()),
    )


def _changes(lists: Mapping[str, str]) -> dict[str, str]:
    """Patterns of what changes, and of how."""
    change, grown = any_of(lists, "changes"), any_of(lists, "grown")
    adverb = f"(?:{any_of(lists, 'adverbs')}|{ADVERBS})"
    return {
        "changes": f"{adverb}*{change}",
        "changed": f"{adverb}*{change}{TAIL}$",
        "beginning_adverbs": f"^{adverb}*",
        "bare_change": rf"(?:增[速幅]|[涨降]幅)?{adverb}*{AGAINST}{adverb}*{change}{{0,2}}{TAIL}"
        r"|(?:增[速幅]|[涨降]幅)?(?:高于|低于|快于|慢于|优于|好于|高出|超过)[^，]{2,10}|(?:均|继续|始终)?(?:稳定|控制|保持|维持)在",
        "against_nothing": rf"(?<![同环对占])(?:比|较)(?={adverb}*(?:{change}|[多少]$))",
        "compared": r"(?P<subject>[^，]{3,}?)(?P<against>(?:比(?![例重值较率分])|较(?![大强高快好为多少])"
        rf"|同(?=[^，]{{1,10}}相比))[^，]{{2,10}}?)(?P<change>{adverb}*{change}){TAIL}",
        "grew": f"(?<=..)(?:同比|环比|比上年|较上年)?{grown}$",
        "up_to": rf"[^，。；：]{{0,10}}?(?P<verb>{any_of(lists, 'moved')})(?:至|到|为|成)",
        "lone_end": f"(?<=..)(?:完成投资|{any_of(lists, 'lone_measures')})$",
        "general_change": rf"(?:[人户亩月]均|平均|按[期时]|及时|限时|计划|概算|预计)?{any_of(lists, 'lone_measures')}(?:{change})?",
        "lone_rate": rf"(?:平均|综合|按[期时]|及时|限时)?(?P<rate>[{HAN_RANGE}]{{2}}率)(?:{change})?",
    }


def _aims(lists: Mapping[str, str]) -> dict[str, str]:
    """Patterns of what is planned, and of what is not."""
    plain = ("plan_headings", "plan_titles", "report_titles", "aims", "aims_ahead", "aimed_verbs", "past")
    return {name: any_of(lists, name) for name in plain} | {
        "leading_aims": f"^(?:{any_of(lists, 'leading_aims')})+(?:实现|完成)?(?=..)",
        "counted_of": f"某[个项件条](?={any_of(lists, 'counted_of')})",
        "begun": rf"^(?P<thing>[{HAN_RANGE}“”《》]{{2,14}})(?:19|20)[0-9]{{2}}年[^，。；：]{{0,10}}?{any_of(lists, 'begun')}(?:运行|使用)?$",
    }


def _things(lists: Mapping[str, str], measure: str) -> dict[str, str]:
    """Patterns of what is counted, who counts it, and what only leads up to the number."""
    places, places_end = any_of(lists, "organs"), any_of(lists, "organ_endings")
    return {
        # Who, with whom and by what, told in a list before the activity: it is no thing that is counted.
        "with_list": rf"^{any_of(lists, 'beside')}[^，。；：]*、[^，。；：]*?等[^，。；：、]{{0,6}}?{any_of(lists, 'listed_ends')}(?=[^的]{{3}})"
        "|由[^，。；：]*、[^，。；：]*?(?:组成|构成|参加|参与)的",
        "leads": rf"(?:{any_of(lists, 'leads')}|(?<=[量率额值数入出模积收润])突破|(?:提升|上升|下降|提高|压缩|缩短|[压缩]减"
        r"|减少|增加|扩大|降低|回落|延长|[升降增减])[至到]"
        r"|(?:稳定|控制|保持|维持|巩固)在|[，、：,\s　“（(])$",
        "organ": rf"(?:..{places_end}$|^{places}$)",
        "each_does": rf"每(?:[村镇乡县户个班校厂站所队]|[十百千万]{{1,2}}[人户]|[0-9]{{1,5}}[{HAN_RANGE}]{{1,2}}|平方公里|公里|亩)"
        + APART
        + any_of(lists, "providing"),
        "measured": f"{any_of(lists, 'measures')}$",
        "own_measure": f"(?:{any_of(lists, 'growing')})?{any_of(lists, 'own_measures')}$",
        "settled": rf"(?P<thing>[{HAN_RANGE}]{{2,10}}?)(?:已经?|全部|共|均|累计)*(?P<activity>{any_of(lists, 'settled')})了?",
        "capacities": f"{any_of(lists, 'capacities')}$",
        "people": f"{any_of(lists, 'people')}$",
        "abstract": f"{any_of(lists, 'abstract')}$",
        # 清溪至东岭高速公路, the name of a road by its two ends
        "roads": r"(?!从|由|自|将|把|对)[^，。；：、0-9]{2,4}[至到][^，。；：、的0-9]{2,5}?"
        + any_of(lists, "roads")
        + "(?:[^，。；：、的0-9]{0,4}工程)?",
        "posts": f"{any_of(lists, 'posts')}$",
        "goals": rf"(?:{GOAL_TIMES})*{any_of(lists, 'goals')}",
        "of_goal": rf"(?:占|为|相当于|(?<![下到转传送])达到?)(?=(?:{GOAL_TIMES})*{any_of(lists, 'goals')})",
        "plan_words": any_of(lists, "plan_words"),
        "date_rests": any_of(lists, "date_rests"),
        "left_over": f"^{any_of(lists, 'left_over_first')}(?=..)|(?<=..){any_of(lists, 'left_over_last')}$"
        rf"|(?<=率)实际$|(?<={'|'.join(words_in(lists, 'handed'))})到$",
        "rewards": f"{any_of(lists, 'rewards')}$",
        "money": f"{any_of(lists, 'funds')}$",
        "funds": any_of(lists, "paid"),
        "numbers": rf"(?:连续)?[{DIGIT_RANGE}*＊xXｘＸ×_＿.．]+[余多]?[万亿]{{0,2}}(?:年[度底末初]|月[底末初份]?|{measure}|年)?(?:以上|以下|以内|左右)?|[%％]",
        "masked": rf"[*＊xXｘＸ×_＿{DIGIT_RANGE}.．,\s]+(?:{measure})?|[%％]|【[ 　]*】",
    }
