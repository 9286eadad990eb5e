"""The clause of a number as its label: a blank for the number, and what tells which number is asked for."""

import re

from core.facts.clauses import BLANK
from core.facts.earlier_labels import Label
from core.facts.labels.owners import SUBJECT, is_bare_sum, lacks_subject, subject_before
from core.facts.labels.parallel import rates_next
from core.facts.labels.sides_told import OTHER, clause_end, own_left, own_right
from core.facts.lexicon import Lexicon
from core.facts.phrases import fitted, is_noun, is_plain_thing, words_of
from core.facts.slots import SlotPlace

ROOM = 26  # characters of a clause without its blank and unit
LEAST_SIDE = 9  # of them on either side of the blank
OTHERS = frozenset(("其余", "其他", "剩余", "另外"))
APPROXIMATELY = re.compile("(?:(?<!接)近|(?<![签预节制])约)$")
SPENT = re.compile(
    "，(?:[^，。；：]*[0-9][^，。；：]*，)?(?P<what>(?:主要|专项|全部)?(?:用于|支持)[^，。；：！？]{2,14})"
)
OURS_LAST = re.compile("我[区县市省局校院镇乡]$")
TO_ANOTHER = re.compile(f"[到至为由从]{OTHER}[^{OTHER}]{{1,3}}$")
HANGING_OTHER = re.compile(f"(?<=..)(?:达到?|增至|[共已]?有|共|为)*{OTHER}[^，。；：、{OTHER}{BLANK}]{{1,3}}$")
"""Another number of the things at the end of a clause: 净利润过＿亿元企业|某家."""

RANKED = re.compile("(?:位?列|位?居|排名?|名列)(?:全[国省市县区])?第$")  # 考核中列第|较上年前移＿位

MARKS = ("“”", "（）", "《》")


def clause_told(here: SlotPlace, previous: Label, words: str = "") -> str:
    """The clause with a blank, the clause before with it where it has no subject of its own; empty for nothing but a unit.

    ``words`` is the label that gives way; a thing at its end that the clause lacks is told in the clause.
    """
    left, right = APPROXIMATELY.sub("", own_left(here)), own_right(here)
    right = right if "分别" in left else _without_hanging(here, right)
    if not left and not right:
        return ""
    right = _with_thing(here.lexicon, (left, right), words)
    left = here.lexicon.counted_of.sub("", left)
    subject, spent = _lacking(here, previous, (left, right))
    subject = RANKED.sub("", subject)
    return _whole_marks(f"{subject}{_fitted(here, left, right + spent, ROOM - len(subject))}")


def _lacking(here: SlotPlace, previous: Label, sides: tuple[str, str]) -> tuple[str, str]:
    """The subject that a clause lacks, and what a sum is for that it tells nothing of."""
    left, right = sides
    is_sum = is_bare_sum(here, left, right)
    if is_sum and (spent := SPENT.match(here.text, clause_end(here))):
        return "", f"，{spent['what']}"
    return subject_before(here, previous, left) if is_sum or lacks_subject(here, left, right) else "", ""


def _without_hanging(here: SlotPlace, right: str) -> str:
    """企业 of 企业某家; 超某万元 of 个村超某万元 stays, for nothing ends with 超."""
    lexicon = here.lexicon
    kept = HANGING_OTHER.sub("", right)
    if rates_next(here) and kept and words_of(lexicon, kept)[0][0].endswith("率"):
        return ""  # 回归人员＿名|帮教率100%
    is_whole = bool(kept) and is_noun(lexicon, words_of(lexicon, kept)[-1]) and not _is_measure(lexicon, kept, right)
    is_whole = is_whole and TO_ANOTHER.search(right) is None
    return OURS_LAST.sub("", kept) if is_whole else right


def _is_measure(lexicon: Lexicon, kept: str, right: str) -> bool:
    """收入 of 收入达某万元: what the other number measures, which says nothing without it; not 覆盖率某%."""
    return lexicon.measured.search(kept) is not None and not right[len(kept) :].startswith(OTHER)


def _with_thing(lexicon: Lexicon, sides: tuple[str, str], words: str) -> str:
    """山塘完工 of 加固山塘12座，列入规划的7座完工: what stands behind a number, with the thing that is not said again."""
    left, right = sides
    if right.endswith("的"):  # 收入10万元以上的村19个、20万元以上的11个
        return right + words[words.rfind("的") + 1 :] * ("的" in words)
    if not left.endswith("的") and left not in OTHERS:
        return right
    thing = _not_said(left + right, words)
    is_thing = 1 < len(thing) < SUBJECT and is_plain_thing(lexicon, words_of(lexicon, thing))
    return thing + right if is_thing else right


def _not_said(clause: str, words: str) -> str:
    """What a label ends with that its clause does not say."""
    size = next((size for size in range(len(words) - 1) if words[size : size + 2] not in clause), len(words))
    thing = words[max(size + (size > 0), words.rfind("的") + 1) :]
    is_said = any(thing[place : place + 2] in clause for place in range(len(thing) - 1))
    return "" if is_said else thing


def _fitted(here: SlotPlace, left: str, right: str, room: int) -> str:
    if len(left) + len(right) > room:
        right = _shortened(here.lexicon, right, max(LEAST_SIDE, room - len(left)))
        left = _shortened(here.lexicon, left, max(LEAST_SIDE, room - len(right)))
    return f"{left}{BLANK}{here.slot.unit}{right}"


def _shortened(lexicon: Lexicon, side: str, room: int) -> str:
    return fitted(lexicon, words_of(lexicon, side), room) if len(side) > room else side


def _whole_marks(told: str) -> str:
    """Without a mark whose partner was cut off."""
    for opening, closing in map(tuple, MARKS):
        if told.count(opening) != told.count(closing):
            told = told.replace(opening, "").replace(closing, "")
    return told
