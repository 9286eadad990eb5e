"""Values of the comparison of a plan with a summary."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from core.model.elements import Element
from core.model.fact import Fact
from core.model.spans import Place, Span

YEAR = r"\d{4}年(?:度|内|底前?|末)?"
WHO = "(?:我们|我[省市区县局院镇校会]|全[省市区县局院镇校会]|各[^，]{1,4})?(?:还|也|都)?"
NO_MODAL = "(?![求点素闻领么害道职件塞务旨略定])"
"""要求, 要素, 将领, 拟定 are other words."""

NO_POINTS: Mapping[str, tuple[Span, ...]] = MappingProxyType({})


class Certainty(StrEnum):
    """How sure it is that a sentence reports on a task."""

    SURE = "sure"
    PERHAPS = "perhaps"
    NONE = "none"


class CoverState(StrEnum):
    """已写, 待填 (written, but all its figures are empty), 未写, 不写."""

    WRITTEN = "written"
    PENDING = "pending"
    MISSING = "missing"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class CoverWords:
    """The word lists of the comparison, from ``resources/words/coverage.toml``.

    ``stop``: words that say nothing about a task. ``next_anywhere``, ``next_endings``, ``next_whole``: words in, at
    the end of, and whole headings of sections about future work; ``next_openings``: openings of such sentences.
    ``problems``: words in headings of sections about problems; ``no_task``: words in headings of a plan that set no
    task; ``past``: words before a figure that is no promise; ``ceiling``: words beside an upper limit. ``common``:
    words that many tasks share, so that none identifies a task by itself. ``intent`` matches a clause about what is
    still to be done. ``task_heads``, ``charge_heads``, ``term_heads``: words in heads of the columns of a 任务分解表;
    ``lead_ins``: words of paragraphs that only lead to tasks. ``turns``: words from which on a paragraph is about
    problems, unless one of ``against`` precedes them. ``undone`` and ``begun``: not done, only begun. ``aside``: ignored
    where wordings are compared. ``charged``: a note behind a task that says who does it or until when: （责任科室：生产科）.
    """

    stop: frozenset[str]
    common: frozenset[str]
    next_anywhere: tuple[str, ...]
    next_endings: tuple[str, ...]
    next_openings: tuple[str, ...]
    problems: tuple[str, ...]
    no_task: tuple[str, ...]
    past: tuple[str, ...]
    ceiling: tuple[str, ...]
    next_whole: tuple[str, ...]
    task_heads: tuple[str, ...]
    charge_heads: tuple[str, ...]
    term_heads: tuple[str, ...]
    lead_ins: tuple[str, ...]
    intent: re.Pattern[str]
    turns: re.Pattern[str]
    undone: re.Pattern[str]
    begun: re.Pattern[str]
    aside: re.Pattern[str]
    charged: re.Pattern[str]


def build_words(tables: Mapping[str, str], verbs: Sequence[str]) -> CoverWords:
    """The lists of the file; ``verbs`` distinguish 争取完成12公里 from 争取资金. KeyError when a list is missing."""
    lists = {name: tuple(text.split()) for name, text in tables.items()}
    # 将继续 anywhere; 要 or 拟 at the start of a clause; after a time also 将, which elsewhere means 把.
    words = lists["intent"]
    modal = lists["modal"]
    to_come = lists["to_come"]
    time = f"(?:{YEAR}|{either(to_come)})(?:{either(to_come)})?"
    return CoverWords(
        frozenset(lists["stop"]),
        frozenset(lists["common"]),
        lists["next_anywhere"],
        lists["next_endings"],
        lists["next_openings"],
        lists["problems"],
        lists["no_task"],
        lists["past"],
        lists["ceiling"],
        lists["next_whole"],
        lists["task_heads"],
        lists["charge_heads"],
        lists["term_heads"],
        lists["lead_ins"],
        re.compile(f"{either(words)}|{time}{WHO}(?:{either(modal)}){NO_MODAL}|^{WHO}(?:要|拟){NO_MODAL}"),
        _turns(lists["turns"], lists["against"]),
        re.compile(either(lists["undone"])),
        re.compile(either(lists["begun"])),
        re.compile(f"{either(lists['aside'])}|(?:{either(lists['aside_before_verb'])})(?=(?:{either(verbs)}))"),
        _charged((*lists["charge_heads"], *lists["term_heads"])),
    )


def _charged(heads: Sequence[str]) -> re.Pattern[str]:
    """（责任科室：生产科） and （生产科牵头）."""
    words = f"(?:{either(heads)})"
    inner = "[^（）()]"
    return re.compile(f"[（(](?:{words}[^：:（）()，。；]{{0,6}}[：: 　]{inner}*|{inner}{{1,40}}{words})(?:[）)]|$)")


def _turns(words: Sequence[str], against: Sequence[str]) -> re.Pattern[str]:
    """还存在一些不足, but not 针对存在的问题: a word of ``against`` earlier in the clause cancels the match."""
    return re.compile(
        f"^(?:(?!{either(against)})[^，。；：])*?(?:{either(words)})|[，。；：](?:(?!{either(against)})[^，。；：])*?(?:{either(words)})"
    )


def either(words: Sequence[str]) -> str:
    """A pattern for any of the words, longer ones first; one that never matches for an empty list."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@dataclass(frozen=True, slots=True)
class Material:
    """A report with its facts; ``points`` are the spans of 一是, 二是 … in the content, by element id."""

    elements: tuple[Element, ...]
    facts: tuple[Fact, ...] = ()
    points: Mapping[str, tuple[Span, ...]] = field(default_factory=lambda: NO_POINTS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``place``, with the heading of its section; ``is_heading`` for that heading itself.

    ``is_general``: it is in a part about everything at once, the preamble or the problems; ``is_problem``: it is among
    the problems; ``is_lead``: it only names what the sentences behind it tell.
    """

    place: Place
    text: str
    heading: str = ""
    is_heading: bool = False
    is_general: bool = False
    is_problem: bool = False
    is_lead: bool = False

    def holds(self, fact: Fact) -> bool:
        """Whether a fact of the same document begins in the sentence."""
        span = self.place.span
        return fact.element_id == self.place.element_id and span.start <= fact.start < span.end


@dataclass(frozen=True, slots=True)
class Task:
    """One task that the plan sets: its heading (empty for a mere sentence) and its sentences.

    ``key`` identifies it as long as its wording stays; ``part`` is the id of the heading above it, ``above`` that
    heading's text; ``place`` is where it begins. ``charge`` is who is responsible, ``term`` until when, where a table or a note
    behind the sentence says so.
    """

    key: str
    place: Place
    ordinal: str
    heading: str
    part: str
    sentences: tuple[Sentence, ...]
    above: str = ""
    charge: str = ""
    term: str = ""

    @property
    def name(self) -> str:
        """The heading, or the sentence itself, as a row shows it."""
        return self.heading or self.sentences[0].text.strip()


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of the summary that reports on a task; ``is_confirmed``: the user said so."""

    sentence: Sentence
    certainty: Certainty
    score: float
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """A figure that the plan promises, with the summary's figures that answer it (empty: none found)."""

    fact: Fact
    achieved: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A task with the mentions in the summary; ``reason`` is why it is deliberately omitted.

    ``is_proven``: the user confirmed a sentence, or the sure mentions repeat nearly its own wording.
    """

    task: Task
    certainty: Certainty
    state: CoverState
    mentions: tuple[Mention, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    reason: str = ""
    is_proven: bool = False
