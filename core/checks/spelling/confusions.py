"""Words commonly confused with others, from a table: 签定 for 签订, 截止 for 截至."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType

from ahocorasick_rs import AhoCorasick

from core.checks.reporting import finding_at
from core.checks.spelling.conditions import ANY_EDGE, Condition, are_met, is_inside, parse_conditions
from core.model.elements import Element
from core.model.finding import Finding, Severity, WordRow
from core.model.spans import Span
from core.segment import dictionary_words

COLUMNS = ("错误写法", "正确写法", "上下文条件", "原因", "来源", "例句（错）", "例句（对）", "程度")
"""The columns of the table; all but the first two may be empty."""

TABLE, UNCITED = "易混词表", "自拟"
"""What clerks read for the table, and the source of rows nobody has looked up; it is not cited."""

IGNORE = "忽略"
"""Stands for the right word of one that is never to be reported."""

DEGREES = MappingProxyType(
    {"": Severity.ERROR, "错误": Severity.ERROR, "疑似": Severity.WARNING, "提示": Severity.HINT}
)
AROUND = 12
"""Characters on each side of a proposal that are read with it."""

SHORT = 3
"""Characters up to which a word may come about by chance where two others meet: 叫|做为|民服务."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """One wrong word; ``right`` is what it should be, several with / between them if a person must choose."""

    wrong: str
    right: str
    conditions: tuple[Condition, ...]
    any_edge: bool
    reason: str
    row: WordRow
    severity: Severity


@dataclass(frozen=True, slots=True, eq=False)
class ConfusionTable:
    """All wrong words and one automaton that finds them in one pass; words in ``ignored`` are let pass."""

    entries: tuple[Confusion, ...]
    ignored: frozenset[str]
    automaton: AhoCorasick


def parse_confusion(row: Sequence[str], groups: Mapping[str, str]) -> Confusion:
    """The entry of one row of the table; ValueError with what is wrong with it."""
    wrong, right, where, reason, source, _, _, degree = (*map(str.strip, row), *[""] * len(COLUMNS))[: len(COLUMNS)]
    if not wrong or not right or wrong == right:
        raise ValueError(wrong)
    if degree not in DEGREES:
        raise ValueError(degree)
    conditions = parse_conditions(where, groups)
    cited = WordRow(TABLE, "" if source == UNCITED else source)
    return Confusion(wrong, right, conditions, ANY_EDGE in where, reason, cited, DEGREES[degree])


def confusion_table(entries: Iterable[Confusion]) -> ConfusionTable:
    """The entries as a table; those to be ignored stop others of the same word."""
    all_entries = tuple(entries)
    ignored = frozenset(entry.wrong for entry in all_entries if entry.right == IGNORE)
    used = tuple(entry for entry in all_entries if entry.wrong not in ignored and entry.right != IGNORE)
    return ConfusionTable(used, ignored, AhoCorasick([entry.wrong for entry in used]))


def check_confusions(element: Element, table: ConfusionTable) -> Iterator[Finding]:
    """Wrong words of one paragraph; where two overlap, the longer one."""
    text = element.content
    hits = table.automaton.find_matches_as_indexes(text, overlapping=True)
    free = 0
    for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0])):
        entry = table.entries[number]
        if start >= free and _is_wrong(entry, table.ignored, text, Span(start, end)):
            free = end
            yield _finding(element, entry, Span(start, end))


def _is_wrong(entry: Confusion, ignored: frozenset[str], text: str, span: Span) -> bool:
    start, end = span.start, span.end
    if is_inside(entry.right, text, start, end) or any(is_inside(word, text, start, end) for word in ignored):
        return False
    if not are_met(entry.conditions, text, start, end):
        return False
    return entry.any_edge or len(entry.wrong) > SHORT or not cuts_word(text, span)


def is_let_pass(text: str, span: Span, table: ConfusionTable) -> bool:
    """Whether the table has the word, or one around it, and says that just here it is right: 以经 in 以经批准的方案为准.

    A longer phrase that the table doubts under conditions is right where they are not met: 多种经济形式.
    """
    first = max(span.start - AROUND, 0)
    hits = table.automaton.find_matches_as_indexes(text[first : span.end + AROUND], overlapping=True)
    for number, start, end in hits:
        if start + first <= span.start and span.end <= end + first:
            is_longer = end - start > len(span)
            conditions = table.entries[number].conditions
            doubts = tuple(condition for condition in conditions if is_longer or not condition.holds)
            if not are_met(doubts, text, start + first, end + first):
                return True
    return False


def would_be_wrong(element: Element, found: Finding, table: ConfusionTable) -> bool:
    """Whether the table would report the proposed replacement: 爆发山洪 for 暴发山洪."""
    start, end, new = found.place.span.start, found.place.span.end, found.replacement or ""
    before, after = element.content[max(start - AROUND, 0) : start], element.content[end : end + AROUND]
    again = check_confusions(replace(element, content=before + new + after), table)
    return any(one.place.span.start < len(before + new) and len(before) < one.place.span.end for one in again)


def cuts_word(text: str, span: Span) -> bool:
    """Whether an edge of the span lies inside a word of the dictionary: 度过 in 温度过高 does."""
    first = max(0, span.start - 8)
    edges = {first, *accumulate(map(len, dictionary_words(text[first : span.end + 8])), initial=first)}
    return span.start not in edges or span.end not in edges


def _finding(element: Element, entry: Confusion, span: Span) -> Finding:
    source = f"（{entry.row.source}）" if entry.row.source else ""
    parameters = {
        "right": entry.right.replace("/", "”或“"),
        "reason": f"{entry.reason}{source}".rstrip("。") + "。" if entry.reason or source else "",
    }
    right = None if "/" in entry.right else entry.right
    code = "word_wrong" if entry.severity is Severity.ERROR else "word_doubtful"
    return replace(finding_at(element, span, code, right, **parameters), severity=entry.severity, row=entry.row)
