"""Figures in their sentences: value, label, and what makes a figure unsuitable for comparison."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from core.checks.figures.values import Value, base_unit, roughened, value_of
from core.checks.reporting import finding
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively
from core.errors import BadWords
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.model.text import SENTENCE_END, WITHIN_PHRASE

NUMBER = r"\d+(?:\.\d+)?"
LIST = re.compile(r"(?:其中|分别[为是有]|包括|[（(])(?P<list>[^。；！？\n）)]{1,120})")
# A number behind 分, 率 or 号 is none of the total's unit.
RUN = re.compile(
    rf"(?<![\d.,%/:：第分率岁号位价占长宽高重龄A-Za-z—－~+-])(?<!\d、)(?P<run>{NUMBER}(?:、{NUMBER})*)(?![\d.])(?=、\D|[，。；）)！\n]|$)"
)
LISTED_NUMBER = re.compile(NUMBER)
YEAR = re.compile(r"(?:19|20)\d\d")
TOTAL_NEAR = 24  # characters within which the total stands before its list
NO_COUNTS = frozenset(("percent", "range", "duration", "rank"))


def with_unitless(content: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a paragraph and, as further figures with the total's unit, the unitless numbers of its lists."""
    bare = list(_bare(content, facts))
    return sorted((*facts, *bare), key=lambda fact: fact.start) if bare else list(facts)


def _bare(content: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    for listed in LIST.finditer(content):
        total = _total(content, facts, listed.start())
        if total is None:
            continue
        for run in RUN.finditer(content, listed.start("list"), listed.end("list") + 1):
            for number in LISTED_NUMBER.finditer(content, *run.span("run")):
                if not (YEAR.fullmatch(number.group()) or _is_known(facts, *number.span())):
                    yield _fact(total, *number.span(), number.group())


def _total(content: str, facts: Sequence[Fact], place: int) -> Fact | None:
    """The counted figure that stands last before a place, near it and in its sentence."""
    near = [fact for fact in facts if place - TOTAL_NEAR <= fact.end <= place and _counts(fact)]
    if not near or SENTENCE_END.search(content, near[-1].end, place):
        return None
    return near[-1]


def _counts(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE and bool(fact.unit) and fact.subkind not in NO_COUNTS


def _is_known(facts: Sequence[Fact], start: int, end: int) -> bool:
    return any(fact.start < end and start < fact.end for fact in facts)


def _fact(total: Fact, start: int, end: int, text: str) -> Fact:
    """Such a number as a figure; it has no id, because it is none of the draft's facts."""
    return Fact("", FactKind.FIGURE, "count", total.element_id, start, end, text, unit=total.unit)


FIGURE_LISTS = frozenset(
    ("done", "left", "new_things", "aspects", "halves", "stems", "repeated", "indicators", "plans")
)
MOST_IN_ONE = 60  # figures of one passage that are compared with each other
NEAR = 40  # characters around a figure that are read

STOP = re.compile(r"[。！？；\n](?![ 　]*其中)")
PAUSE = re.compile(r"[，、；：。！？,;:（(）)\n]")
TAIL = re.compile(r"[，、；：。！？,;:（(）)\n\d０-９]")
CLAUSE = re.compile(r"[，；：。！？,;:（(）)\n]")
VAGUE_BEFORE = re.compile(
    r"(?:约|近|超|超过|突破|逾|不少于|不低于|不超过|至少|接近|不足|低于|高于|大于|小于|控制在)[了]?[ 　]?$"
)
VAGUE_AFTER = re.compile(r"[ 　]?(?:以上|以下|左右|以内|上下|之内|多[，。；])")
EACH = re.compile(
    f"(?:每|平均|[人户村年月日场]均|最[多高低少大]){WITHIN_PHRASE}{{0,6}}$|各(?:[选派安排设立配备新增建成完组]{{2}})?$"
)
BOUND = re.compile(r"[ 　]?[及]?以[上下内](?:的|村|企业|乡镇|单位|项目|[农大]?户)")
MINUS = re.compile(r"(?<![\d０-９%％A-Za-z])[-－−–—负]$")


@dataclass(frozen=True, slots=True, eq=False)
class FigureWords:
    """Words of ``resources/words/figures.toml``; compared by identity, since it is part of cache keys.

    ``done`` and ``left`` tell items that are finished from those that are not, ``new_thing`` begins the count of something
    else. A part has an ``aspect`` where one of its words says which (sex, age, …): what is counted under two of them may
    overlap. ``halves`` are parts that together are the whole, ``stems`` what the numerator of a rate is called. A name that
    ends in one of ``indicators`` has one figure a year, ``plans`` are words of headings above figures still to come.
    """

    done: re.Pattern[str]
    left: re.Pattern[str]
    new_thing: re.Pattern[str]
    aspects: tuple[re.Pattern[str], ...]
    halves: tuple[tuple[re.Pattern[str], ...], ...]
    stems: Mapping[str, str]
    repeated: re.Pattern[str]
    indicators: re.Pattern[str]
    plans: re.Pattern[str]


def figure_words(lists: Mapping[str, str]) -> FigureWords:
    """The patterns of the lists; ``BadWords`` where one is missing."""
    if missing := FIGURE_LISTS - lists.keys():
        raise BadWords("words_incomplete", list=min(missing))
    rows = {name: [line.split() for line in lists[name].splitlines() if line.strip()] for name in FIGURE_LISTS}
    return FigureWords(
        done=_any(lists["done"].split()),
        left=_any(lists["left"].split()),
        new_thing=re.compile(f"[并还又再]?(?:{_any(lists['new_things'].split()).pattern})"),
        aspects=tuple(map(_any, rows["aspects"])),
        halves=tuple(tuple(_any(word.split("/")) for word in row) for row in rows["halves"]),
        stems={row[0]: _any(row[1].split("/")).pattern for row in rows["stems"]},
        repeated=_any(lists["repeated"].split()),
        indicators=re.compile(f"(?:{_any(lists['indicators'].split()).pattern})$"),
        plans=_any(lists["plans"].split()),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value, and ``lead``, the words before it back to the last pause or figure.

    ``clause`` goes back to the last comma whatever stands between, ``tail`` is what follows up to the next pause or digit.
    ``each`` marks rates such as 每人2次 and bounds such as 50万元以上的村, ``inner`` a figure in brackets; a masked figure has no value.
    """

    fact: Fact
    start: int
    reach: int
    unit: str
    value: Value | None
    lead: str
    clause: str
    tail: str
    each: bool = False
    inner: bool = False

    @property
    def amount(self) -> Decimal:
        """The value's amount; 0 for one that is masked."""
        return self.value.amount if self.value else Decimal(0)

    @property
    def slack(self) -> Decimal:
        """Maximum rounding error of the amount."""
        return self.value.slack if self.value else Decimal(0)

    @property
    def place(self) -> Place:
        """Where it stands, with its unit."""
        return Place(self.fact.element_id, Span(self.start, self.reach))

    @property
    def is_unitless(self) -> bool:
        """Whether it has neither a unit nor a word of its own: the 9 of 其中27、9、2."""
        return not self.fact.id and self.lead.removeprefix("其中").strip() == ""

    @property
    def counts(self) -> bool:
        """Whether it can be added to others: a known single number, not a rate."""
        return self.value is not None and self.value.last is None and not self.each


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """The figures of one sentence (up to 。 or ；) with the content of its element.

    ``number`` counts passages, ``more`` is the unit of the first figure of the passage behind a ；, else empty.
    """

    content: str
    start: int
    end: int
    figures: tuple[Figure, ...]
    words: FigureWords
    more: str = ""

    @property
    def text(self) -> str:
        """The sentence."""
        return self.content[self.start : self.end]

    def between(self, first: Figure, second: Figure) -> str:
        """The words from one figure's unit to another figure."""
        return self.content[first.reach : second.start]

    def written(self, figure: Figure) -> str:
        """A figure with its unit as it is written."""
        return self.content[figure.start : figure.reach]


class ParagraphFacts(NamedTuple):
    """A paragraph with its facts; equal as long as neither changes."""

    id: str
    content: str
    facts: tuple[Fact, ...]


def with_facts(elements: Iterable[Element], facts: Iterable[Fact], yield_to_ui: YieldToUi) -> Iterator[ParagraphFacts]:
    """The paragraphs that have facts, in document order."""
    grouped: defaultdict[str, list[Fact]] = defaultdict(list)
    for element_id, found in cooperatively(groupby(facts, attrgetter("element_id")), yield_to_ui, BATCH_SIZE):
        grouped[element_id] += found
    for element in cooperatively(elements, yield_to_ui, BATCH_SIZE):
        if element.id in grouped and element.role is not Role.NOISE:
            yield ParagraphFacts(element.id, element.content, tuple(grouped[element.id]))


def figure_sentences(paragraph: ParagraphFacts, words: FigureWords) -> tuple[FigureSentence, ...]:
    """The sentences that have figures, in document order."""
    figures = [fact for fact in paragraph.facts if _is_figure(fact)]
    return tuple(
        _joined(paragraph.content, list(_cut(paragraph.content, with_unitless(paragraph.content, figures), words)))
    )


def _is_figure(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE or (fact.kind is FactKind.MASK and fact.unit != "")


def _joined(content: str, made: Sequence[FigureSentence]) -> Iterator[FigureSentence]:
    """The passages, each with the unit of the next one where its sentence goes on there."""
    for passage, following in zip_longest(made, made[1:]):
        goes_on = following is not None and content[passage.end - 1] == "；" and following.start == passage.end
        yield replace(passage, more=following.figures[0].unit) if goes_on else passage


def _cut(content: str, facts: Sequence[Fact], words: FigureWords) -> Iterator[FigureSentence]:
    bounds = [match.end() for match in STOP.finditer(content)]
    start = index = 0
    for end in (*bounds, len(content) + 1):
        chosen: list[Figure] = []
        while index < len(facts) and facts[index].start < end:
            chosen.append(_figure(content, facts[index], chosen[-1].reach if chosen else start))
            index += 1
        if chosen:
            yield FigureSentence(content, start, min(end, len(content)), tuple(chosen[:MOST_IN_ONE]), words)
        start = end


def _figure(content: str, fact: Fact, floor: int) -> Figure:
    end = fact.end
    unit = fact.unit
    space = int(content[end : end + 1] in (" ", "　"))
    reach = fact.end + (space + len(unit) if unit and content.startswith(unit, end + space) else 0)
    before = content[max(floor, fact.start - NEAR) : fact.start]
    after = content[reach : reach + NEAR]
    lead = PAUSE.split(before)[-1]
    opened = content.rfind("（", max(0, fact.start - NEAR), fact.start)
    value = _value(content, fact, lead, after)
    return Figure(
        fact=fact,
        start=fact.start,
        reach=reach,
        unit=value.unit if value else base_unit(fact.unit)[1],
        value=value,
        lead=lead,
        clause=CLAUSE.split(content[max(0, fact.start - NEAR) : fact.start])[-1],
        tail=TAIL.split(after)[0],
        each=EACH.search(lead) is not None or BOUND.match(after) is not None,
        inner=opened > content.rfind("）", max(0, fact.start - NEAR), fact.start),
    )


def _value(content: str, fact: Fact, lead: str, after: str) -> Value | None:
    """The value with its sign, rough behind 约 or before 以上; None if other digits are joined to it."""
    before = content[max(0, fact.start - 2) : fact.start]
    value = None if before[-1:].isdigit() else _plain_value(fact)
    if value is None or value.last is not None:
        return value
    signed = replace(value, amount=-value.amount) if MINUS.search(before) else value
    return roughened(signed) if VAGUE_BEFORE.search(lead) or VAGUE_AFTER.match(after) else signed


def _plain_value(fact: Fact) -> Value | None:
    unit = fact.unit or ("%" if fact.subkind == "percent" else "")
    return value_of(fact.text.removesuffix(unit), unit)


def figure_finding(
    code: str, passage: FigureSentence, figure: Figure, others: Iterable[Figure] = (), /, **parameters: str
) -> Finding:
    """A finding at one figure that disagrees with others."""
    found = finding(code, figure.place, passage.written(figure), **parameters)
    return replace(found, others=tuple(other.place for other in others))


def plain(amount: Decimal, unit: str) -> str:
    """An amount as it is usually written: 37项, 2.1万元.

    >>> plain(Decimal("37.0"), "项"), plain(Decimal(21000), "元")
    ('37项', '2.1万元')
    """
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        if abs(amount) >= size and amount % (size // 100) == 0:
            return f"{(amount / size).normalize():f}{word}{unit}"
    return f"{round(amount, 2).normalize():f}{unit}"
