"""A plan's sentence in the past tense, its promised figures left blank: 力争引进XX名 → 引进＿＿名.

Words that refer to the future are dropped or replaced by the table ``resources/words/tense.toml``. Chinese verbs need
no past form, so a sentence is right once nothing in it refers to the future; otherwise it is taken over unchanged.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.model.fact import Fact
from core.model.text import CLAUSE_ENDS

FIRST, OTHER, LAST = 0xE000, 0xEC00, 0xF800
"""Private characters stand for the figures and for the other facts of a sentence while its words change."""

FACT = "[\ue000-\uebff]"
PRIVATE = re.compile("[\ue000-\uf7ff]")
CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]*[{CLAUSE_ENDS}]?")
OPENING = "(?:^|(?<=[，。；！？：、年月底前内们半初末\ue000-\uf8ff]))"
NEAR = 6
"""Characters between a figure and a word about its bound: the unit."""


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The tables of ``tense.toml`` as patterns and lists; ``period`` is the summary's period unless it is the whole year."""

    drop: re.Pattern[str]
    opening: re.Pattern[str]
    verbs: re.Pattern[str]
    swap: Mapping[str, str]
    bounds: Mapping[str, str]
    after: re.Pattern[str]
    limited: tuple[str, ...]
    disposal: tuple[str, ...]
    future: re.Pattern[str]
    ensure: tuple[str, str]
    whole_year: tuple[str, ...]
    total: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class PastSentence:
    """The converted sentence: ``facts`` are those of the plan with their offsets in ``text``; ``is_past``: it succeeded."""

    text: str
    facts: tuple[tuple[int, int, Fact], ...]
    is_past: bool


def build_tense(tables: Mapping[str, str]) -> TenseWords:
    """The tables of the file; KeyError when one is missing."""
    lists = {name: tuple(text.split()) for name, text in tables.items()}
    verbs = _either(lists["verbs"])
    return TenseWords(
        drop=re.compile(f"(?:{_either(lists['drop'])})"),
        opening=re.compile(f"{OPENING}(?:{_either(lists['opening'])})(?=(?:{verbs}))"),
        verbs=re.compile(verbs),
        swap=_pairs(lists["swap"]),
        bounds=_pairs(lists["bounds"]),
        after=re.compile(f"(?P<kept>{FACT}[^，。；、的\ue000-\uf8ff]{{0,{NEAR}}}?)(?:{_either(lists['after'])})(?!的)"),
        limited=lists["limited"],
        disposal=lists["disposal"],
        future=re.compile(f"{OPENING}(?:{_either(lists['future'])})(?!求)"),
        ensure=(tables["ensure"], tables["ensured"]),
        whole_year=lists["whole_year"],
        total=tables["total"],
    )


def _either(words: Sequence[str]) -> str:
    """A pattern for any of the words, longer ones first; one that never matches for an empty list."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _pairs(words: Sequence[str]) -> Mapping[str, str]:
    pairs = (word.partition("=") for word in sorted(words, key=len, reverse=True))
    return {old: new for old, _, new in pairs if old}


def in_past_tense(
    text: str, facts: Sequence[Fact], start: int, blanks: Mapping[str, str], words: TenseWords
) -> PastSentence:
    """Convert the sentence ``text``, which starts at ``start`` of its paragraph; ``blanks`` replace figures, by fact id."""
    text = PRIVATE.sub("□", text)
    facts = [fact for fact in facts if fact.text not in words.whole_year]
    marked, end = "", 0
    for number, fact in enumerate(facts[: OTHER - FIRST]):
        marked += text[end : fact.start - start] + chr((FIRST if fact.id in blanks else OTHER) + number)
        end = fact.end - start
    marked += text[end:]
    past = _in_period("".join(_past(clause, words) for clause in CLAUSE.findall(marked)), words)
    is_past = words.future.search(past) is None
    return _unmarked(past if is_past else marked, facts, blanks, is_past)


def _in_period(past: str, words: TenseWords) -> str:
    """全年12期 → 上半年共＿＿期 in the summary of half a year, 全年共＿＿期 in that of a whole one."""
    whole = "|".join(map(re.escape, words.whole_year)) or "(?!)"
    past = re.sub(f"({whole})(?={FACT})", rf"\g<1>{words.total}", past)
    return re.sub(whole, words.period, past) if words.period else past


def _past(clause: str, words: TenseWords) -> str:
    """One clause without references to the future, as far as the tables allow."""
    for old, new in words.swap.items():
        clause = re.sub(OPENING + re.escape(old), new, clause)
    if any(word in clause.partition("将")[2] for word in words.disposal):
        return _bounded(clause, words)
    clause = _bounded(clause, words)
    found = words.drop.search(clause)
    if found is not None and (words.verbs.search(clause, found.end()) or re.search(FACT, clause[found.end() :])):
        clause = clause[: found.start()] + clause[found.end() :]
    return _ensured(words.opening.sub("", clause), words)


def _bounded(clause: str, words: TenseWords) -> str:
    """不少于30次以上 → 30次, 不低于95% → 达到95%."""
    for old, new in words.bounds.items():
        clause = re.sub(re.escape(old) + f"(?={FACT})", new, clause)
    return clause if any(word in clause for word in words.limited) else words.after.sub(r"\g<kept>", clause)


def _ensured(clause: str, words: TenseWords) -> str:
    old, new = words.ensure
    if new in clause:
        return clause
    return clause.replace(old, "" if re.search(FACT, clause) else new)


def _unmarked(marked: str, facts: Sequence[Fact], blanks: Mapping[str, str], is_past: bool) -> PastSentence:
    text, placed = "", []
    for character in marked:
        number = (ord(character) - FIRST) % (OTHER - FIRST)
        if FIRST <= ord(character) < LAST:
            fact = facts[number]
            written = blanks.get(fact.id, fact.text)
            placed.append((len(text), len(text) + len(written), fact))
            text += written
        else:
            text += character
    return PastSentence(text, tuple(placed), is_past)
