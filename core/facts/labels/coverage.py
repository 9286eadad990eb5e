"""What a label leaves out of its clause: a word that tells of the number and is not in the label makes it doubtful."""

import re
from functools import lru_cache

from core.facts.clauses import BLANK, LIMIT, Spread, is_bare_change, spread_over
from core.facts.forms import SHARES, behind_dates
from core.facts.labels.carried import IDLE
from core.facts.labels.owners import MEASURED, is_bare_sum, lacks_subject
from core.facts.labels.sides_told import list_signs, number_behind, own_left, own_right
from core.facts.labels.topics import object_of_clause
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    FULLY,
    WHOLLY,
    Word,
    has_noun,
    is_verb,
    lead_off,
    opening_verb,
    thing_after,
    words_of,
)
from core.facts.sides import AGES, is_quantity, last_reach, right_text
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

LEAST = 3  # characters between two numbers that tell enough of the second
LONGER = 4  # characters that the last member has more than others when it says what all share
SHORTEST = 2  # characters of a member that tells by itself
LEAST_CLAUSES = 2  # parts that a text has when no whole clause stands between its marks
PER = re.compile("每[^每，]{1,6}$")
IDLE_TAGS = frozenset("dpcuxwtrmqyef")
IDLE_FORMS = frozenset(("ad", "vd", "z"))
SHORTENED = "…"
LISTED = re.compile("[^，。；：、]{1,16}(?:、[^，。；：、]{1,16})*?等(?![级待])")
LIMIT_LAST = re.compile("以[上下内]$")
LISTING = re.compile("、|和")
OF_KIND = re.compile("^各[类种项个]")
WITH = re.compile("[与同跟把将使让对向]")


def leaves_out(here: SlotPlace, words: str) -> bool:
    """Whether a label is shortened, says nothing of whom, or lacks a word of its clause that tells."""
    doubts = (_is_bare, _is_bare_age, _passes_over, _lacks_subject)
    return SHORTENED in words or any(doubt(here, words) for doubt in doubts) or _lacks_words(here, words)


def _lacks_words(here: SlotPlace, words: str) -> bool:
    """Whether a word of the clause that tells is not in a label."""
    if number_behind(here) is not None and own_right(here, "").startswith(words):
        return False
    missing = [word for word in _required(here) if word not in words]
    is_of_heading = bool(here.topic) and here.topic in words and all(one in here.lexicon.general for one in missing)
    return bool(missing) and not is_of_heading


def adds(lexicon: Lexicon, told: str, words: str) -> bool:
    """Whether a clause tells more than a label, or as much as a shortened one."""
    return SHORTENED in words or any(one not in words for one in _telling(lexicon, told))


def is_loose_member(here: SlotPlace, words: str) -> bool:
    """Whether it is not sure which thing a number behind 分别 is of.

    小麦 of 小麦、稻谷最低收购价分别提高…: it lacks what the last member says of all. 分别 without things of its own, behind a
    clause without a number: 排放总量首次双下降，比上年分别下降….
    """
    if not is_quantity(here.slot):
        return False
    start = behind_dates(here, clause_start(here.text, here.slot.start))
    numbers = [one for one in here.slots if is_quantity(one)]
    found = spread_over(here.lexicon, here.text, start, numbers, numbers.index(here.slot))
    if found is None or SHORTENED in words:
        return found is not None
    if found.members:
        return found.rank < len(found.members) and _is_short_of_last(here.lexicon, found)
    return _goes_over_clause(here, start)


def _goes_over_clause(here: SlotPlace, start: int) -> bool:
    """Whether a clause with a list, but without a number, stands between the number before and ``start``."""
    between = here.text[last_reach(here.slots, sum(one.start < start for one in here.slots)) : start]
    return LISTING.search(between) is not None and len(CLAUSE_END.split(between)) > LEAST_CLAUSES


def _is_short_of_last(lexicon: Lexicon, found: Spread) -> bool:
    own, last = found.members[found.rank], found.members[-1]
    if len(own) < SHORTEST:
        return True
    if lexicon.measured.search(own) or own[-2:] == last[-2:]:
        return False
    return lexicon.measured.search(last) is not None or len(last) > len(own) + LONGER


def _required(here: SlotPlace) -> list[str]:
    """The words of the clause that a label must have."""
    lexicon = here.lexicon
    left, right = lead_off(lexicon, PER.sub("", _left(here))), _without_others(lexicon, _right(here))
    return [*_telling(lexicon, _without_others(lexicon, left, right)), *_telling(lexicon, right)]


def _is_bare(here: SlotPlace, words: str) -> bool:
    """Whether a label is nothing but a general word of its clause."""
    lexicon = here.lexicon
    bare = lexicon.general_words | lexicon.general | lexicon.bare_measures
    return len(words) < SHORTEST or (words in bare and words in here.text)


def measures_next(here: SlotPlace, words: str) -> bool:
    """Whether a count is told by what is measured with the number behind, or by a limit: 12个村集体收入达20万元, 20万元以上的3个."""
    if here.slot.subkind != "count" or LIMIT_LAST.search(words):
        return here.slot.subkind == "count"
    following = number_behind(here)
    between = here.text[here.slot.reach : following.start] if following else ""
    measure = lead_off(here.lexicon, between)
    return measure != between and measure == words and here.lexicon.measured.search(words) is not None


def _is_bare_age(here: SlotPlace, words: str) -> bool:
    """老年人年龄 of 60岁以上老年人, which does not say that it is a limit."""
    is_limit = here.slot.unit in AGES and LIMIT.match(here.text, here.slot.reach) is not None
    return is_limit and BLANK not in words


def _passes_over(here: SlotPlace, words: str) -> bool:
    """Whether a change is told of something though the clause right before it, without a number, says of what.

    提高退休人员养老金，人均增加1680元: of nothing that was told before.
    """
    start = clause_start(here.text, here.slot.start)
    is_change = is_bare_change(here.lexicon, lead_off(here.lexicon, own_left(here, "")))
    if not is_change or here.text[start - 1 : start] != "，":
        return False
    begin = clause_start(here.text, start - 1)
    clause = here.text[begin : start - 1]
    if IDLE.match(clause) or any(begin <= one.start < start and _counts(one) for one in here.slots):
        return False
    told = object_of_clause(here.lexicon, clause, MEASURED)
    return bool(told) and not _shares(told, words)


def _counts(one: Slot) -> bool:
    return is_quantity(one) and one.subkind != "duration"


def _shares(one: str, other: str) -> bool:
    """Whether two characters in a row stand in both."""
    return any(one[place : place + 2] in other for place in range(len(one) - 1))


def _lacks_subject(here: SlotPlace, words: str) -> bool:
    """Whether a label says nothing but its clause, which goes on about the clause before."""
    left, right = own_left(here, ""), own_right(here, "")
    if is_bare_sum(here, left, right):
        return True
    words = words.replace(f"{BLANK}{here.slot.unit}", "")
    is_own = all(words[place : place + 2] in left + right for place in range(len(words) - 1))
    return is_own and lacks_subject(here, left, right)


def _left(here: SlotPlace) -> str:
    """What must be told of what stands before a number: only what is said behind another one, where that tells enough."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), None)
    if before is None or before.start < clause_start(here.text, here.slot.start):
        return own_left(here, "")
    between = here.text[before.reach : here.slot.start]
    is_listed = bool(list_signs(here.text, before.reach, here.slot.start))
    return between if not is_listed and _tells_enough(here, between) else own_left(here, "")


def _tells_enough(here: SlotPlace, between: str) -> bool:
    told = words_of(here.lexicon, between) if between else []
    size = sum(len(word) for word in _telling(here.lexicon, between))
    is_thing = size > LEAST and has_noun(here.lexicon, told)
    return is_thing or (size > 0 and is_verb(here.lexicon, told[0]) and right_text(here) != "")


def _right(here: SlotPlace) -> str:
    """What must be told of what stands behind a number: only the thing, where more is said with the next number."""
    told = own_right(here, "")
    if number_behind(here) is None or here.slot.subkind in SHARES:
        return told
    thing = thing_after(here.lexicon, told)
    return thing if thing and told.startswith(thing) and not _goes_on(here, thing, told[len(thing) :]) else told


def _goes_on(here: SlotPlace, thing: str, rest: str) -> bool:
    """Whether a thing says nothing without the ``rest`` of its clause: a general word at its beginning, 社区|的纪律, 基层社|与…签约."""
    is_general = thing in here.lexicon.general_words | here.lexicon.general
    return rest.startswith("的") or WITH.match(rest) is not None or (is_general and not own_left(here, ""))


def _without_others(lexicon: Lexicon, left: str, behind: str = "") -> str:
    """引进|高层次人才 of 引进博士、硕士等高层次人才; the last of several activities."""
    left = lexicon.with_list.sub("", left)
    found = LISTED.match(left)
    kind = OF_KIND.sub("", left[found.end() :]) if found else ""
    if found and len(thing_after(lexicon, kind or behind)) > SHORTEST:
        first = words_of(lexicon, found.group())[0]
        return first[0] * is_verb(lexicon, first) + kind
    members = [one for one in left.split("、") if one]
    return members[-1] if len(members) > 1 and _are_activities(lexicon, members, behind) else left


def _are_activities(lexicon: Lexicon, members: list[str], behind: str) -> bool:
    """排查隐患、约谈企业; the last one may have its object ``behind`` the number."""
    is_lone = bool(behind) and opening_verb(lexicon, words_of(lexicon, members[-1])) == members[-1]
    return all(_begins_activity(lexicon, one) for one in (members[:-1] if is_lone else members))


def _begins_activity(lexicon: Lexicon, text: str) -> bool:
    words = words_of(lexicon, text)
    return len(words) > 1 and (is_verb(lexicon, words[0]) or opening_verb(lexicon, words) != "")


def _telling(lexicon: Lexicon, text: str) -> list[str]:
    return [word[0] for word in words_of(lexicon, text) if _tells(lexicon, word)] if text else []


def _tells(lexicon: Lexicon, word: Word) -> bool:
    text, tag = word
    if len(text) < SHORTEST or tag[:1] in IDLE_TAGS or tag in IDLE_FORMS or BLANK in text:
        return False
    return text not in _idle(lexicon) and lexicon.leads.fullmatch(text) is None


@lru_cache(maxsize=2)
def _idle(lexicon: Lexicon) -> frozenset[str]:
    """Words that a label may leave out."""
    idle = lexicon.leading | lexicon.trailing | lexicon.light_verbs | lexicon.newly | lexicon.openers
    return idle | lexicon.untelling | lexicon.own_places | FULLY | WHOLLY
