"""核稿单: what is still open before a report is signed, chapter by chapter, and lines for those who sign."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from types import MappingProxyType

from core.checks.registry import CODES, Group
from core.editing.ignoring import ignored_in, place_of
from core.editing.versions import FactPair, compared_facts
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState
from core.model.finding import Finding, Ignored
from core.model.grid import tables_of
from core.model.outline import section_names
from core.model.tables.paper_table import Paper, PaperPart, TableColumn, plain_row
from core.review.differences import hunks
from core.stores.suppressed import suppressed_codes
from core.typesetting.standard import width
from core.workflows.checking.consistency import objects_to_check
from core.workflows.facts import find_facts
from core.workflows.review.naming import PlaceNames

TITLE, NONE = "核稿单", "无"
_ORDER = (FactKind.NAME, FactKind.DATE, FactKind.FIGURE, FactKind.REFERENCE, FactKind.MASK)
"""Names, times, figures and quoted papers are what offices check before signing: they lead."""

_KINDS = MappingProxyType(
    {
        FactKind.NAME: "人名地名",
        FactKind.DATE: "时间",
        FactKind.FIGURE: "数字",
        FactKind.REFERENCE: "引文",
        FactKind.MASK: "留空",
    }
)
_STATES = MappingProxyType({"empty": "待填", "carried": "沿用待核"})
DOUBTED, PRIOR = "待核", "（上年{prior}）"
"""A value that is open and not last year's, and what last year had."""

FREE, FREE_LINE = (
    "（认出的）",
    "标“认出的”的共{count}个数，程序在文字和表格里认出，没有作为要素，排在后面；数多的表只占一行。",
)
MOST_OF_TABLE = 12
"""Figures of a table that are listed one by one."""

_SIGNERS = ("拟稿", "核稿", "会签", "签发")
_SHOWN = 40
_BEFORE, _BEHIND = 6, 10
"""Characters beside a value that is named by its place."""

_NUMBER = re.compile(r"·\d+$")
_REPEATED = re.compile("[^（]+（(?P<value>.+)）")
CAPTION = re.compile(r"图[ 　]*\d")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A comment not settled, a conflict not decided, or words of a copy that found no place: what, where, whose words."""

    what: str
    section: str
    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class SignoffMatter:
    """What the sheet is made from: the draft, the last version sent (None: none was) with its name, what checks found, what
    of returned copies is still open. ``stage`` is 稿次 as the office calls it.
    """

    draft: Draft
    sent: Draft | None
    sent_name: str
    findings: Sequence[Finding]
    open_points: Sequence[OpenPoint] = ()
    stage: str = ""


def signoff_paper(matter: SignoffMatter, today: date) -> Paper:
    """The sheet. Chapters without anything say 无."""
    draft = matter.draft
    data = (
        f"标题：{draft.title or '（没有标题）'}",
        f"单位：{draft.identity.unit or '　　　　'}　　稿次：{matter.stage}　　日期：{today.year}年{today.month}月{today.day}日",
    )
    places = section_names(draft.elements)
    since = f"自“{matter.sent_name}”以来" if matter.sent is not None else "还没有送审过，无从对比"
    parts = (
        _part(
            "一、未核要素",
            ("类别", "要素", "现值", "状态", "位置"),
            chain(_open_facts(draft, places), _open_objects(draft, places)),
        ),
        _part(f"二、数字改动（{since}）", ("要素", "原来", "改为", "位置", "来源（人）"), _changed(matter, places)),
        _sourceless(draft, places),
        _part("四、不再提示的问题", ("类别", "内容", "位置", "何人", "范围"), _waived(draft, places)),
        _part("五、未了结的批注和改动", ("事项", "位置", "内容", "提出人"), map(_point, matter.open_points)),
        _checks_part(matter.findings),
        _signers(),
    )
    return Paper(f"{draft.identity.unit}{TITLE}" if draft.identity.unit else TITLE, data, parts)


def _part(heading: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> PaperPart:
    """A chapter with a table, or 无."""
    rows = tuple(rows)
    if not rows:
        return PaperPart(heading, (NONE,))
    shares = _shares([heads, *rows])
    columns = tuple(TableColumn(head, share, head in _CENTRED) for head, share in zip(heads, shares, strict=True))
    return PaperPart(f"{heading}（{len(rows)}）", (), columns, tuple(plain_row(*row) for row in rows))


def _shares(rows: Iterable[Sequence[str]]) -> list[int]:
    """Widths of the columns in characters: short ones stay on one line, long ones share the room that is left. A few texts
    longer than nearly all others of their column are not asked.
    """
    wanted = [max(width(head), *_usual(texts)) + 1 for head, *texts in zip(*rows, strict=True)]
    shares, left = [0] * len(wanted), CHARACTERS
    for number, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[column] = min(wanted[column], left // (len(wanted) - number))
        left -= shares[column]
    return shares


def _usual(texts: Iterable[str]) -> list[int]:
    """How wide the texts are, the widest tenth left out unless they are short."""
    widths = sorted(map(width, texts))
    usual = widths[: max(1, len(widths) - len(widths) // 10)]
    return [*usual, *(each for each in widths[len(usual) :] if each <= SHORT)]


CHARACTERS, SHORT = 38, 6
"""What a line of a table holds, without the margins of its cells; and a text that stays on one line in any column."""

_CENTRED = frozenset({"类别", "状态", "范围", "何人"})


def _fields(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The first fact of each field."""
    known = set[str]()
    for fact in facts:
        key = fact.field
        if key not in known:
            known.add(key)
            yield fact


def _open_facts(draft: Draft, places: Mapping[str, str]) -> list[tuple[str, ...]]:
    labels = _Labels(draft)
    found = sorted(
        (fact for fact in _fields(draft.facts) if fact.state.is_open), key=lambda each: _ORDER.index(each.kind)
    )
    return [
        (
            _KINDS[fact.kind],
            labels.of(fact),
            f"{fact.text}{fact.unit}" + (PRIOR.format(prior=fact.prior) if _is_doubted(fact) else ""),
            DOUBTED if _is_doubted(fact) else _STATES[fact.state],
            places.get(fact.element_id, ""),
        )
        for fact in found
    ]


def _is_doubted(fact: Fact) -> bool:
    """Whether a value was typed that has still to be looked at, as 4 where last year had 48."""
    return fact.state is FactState.CARRIED and bool(fact.prior) and fact.text != fact.prior


def _open_objects(draft: Draft, places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Pictures and other objects of last year's that nobody has looked at, with their captions."""
    contents = _contents(draft)
    following = dict(pairwise(contents))
    for (element_id, _), found in objects_to_check(draft).waiting.items():
        caption = contents.get(following.get(element_id, ""), "").strip()
        shown = caption if CAPTION.match(caption) else NONE
        yield found.text.partition("“")[0], found.text, shown, _STATES["carried"], places.get(element_id, "")


def _contents(draft: Draft) -> dict[str, str]:
    return {element.id: element.content for element in draft.elements}


class _Labels:
    """The names of the facts of a draft."""

    def __init__(self, draft: Draft) -> None:
        self._contents, self._places = _contents(draft), PlaceNames(draft.elements)

    def of(self, fact: Fact) -> str:
        """The name of a fact; where it only repeats the value (年份（2023年）·2) the words around the place instead, in a
        cell of nothing else what the cell is called.
        """
        name = _NUMBER.sub("", fact.label)
        repeated = _REPEATED.fullmatch(name)
        if name and (repeated is None or repeated["value"].removesuffix(fact.unit) not in (fact.text, fact.prior)):
            return name
        content = self._contents.get(fact.element_id, "")
        start, end = max(fact.start - _BEFORE, 0), fact.end + _BEHIND
        words = "".join(content[start:end].split())
        place = self._places.of(fact.element_id) if words in (fact.text, f"{fact.text}{fact.unit}") else ""
        around = f"“{'…' * (start > 0)}{words}{'…' * (end < len(content))}”" * bool(words)
        return place or around or name or fact.text


def _changed(matter: SignoffMatter, places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Figures and other values that read otherwise than in the version sent last."""
    pairs = _in_place(matter.sent, matter.draft) if matter.sent is not None else ()
    labels = _Labels(matter.draft)
    for pair in pairs:
        shown, old, new = pair.new or pair.old, _before(matter, pair), _value(pair.new)
        if old != new and shown is not None:
            yield labels.of(shown), old, new, places.get(shown.element_id, ""), shown.source or NONE


def _in_place(sent: Draft, draft: Draft) -> list[FactPair]:
    """What differs; a new value and the one of its unit that alone stood in the words which it alone replaced are one pair."""
    pairs = compared_facts(sent, draft)
    gone = [pair.old for pair in pairs if pair.old is not None and pair.new is None]
    before = _replaced(sent, draft, pairs, gone)
    joined = {old.id for old in before.values()}
    now = [FactPair(pair.old or before.get(pair.new.id), pair.new) for pair in pairs if pair.new is not None]
    return [*now, *(FactPair(old, None) for old in gone if old.id not in joined)]


def _replaced(sent: Draft, draft: Draft, pairs: Iterable[FactPair], gone: Sequence[Fact]) -> dict[str, Fact]:
    """The value that is gone for which a new one came, by the id of that; not where several came for one."""
    came = (pair.new for pair in pairs if pair.new is not None and pair.old is None)
    stood = {new.id: _stood(sent, draft, new, gone) for new in came}
    claimed = Counter(old.id for old in stood.values() if old is not None)
    return {new: old for new, old in stood.items() if old is not None and claimed[old.id] == 1}


def _stood(sent: Draft, draft: Draft, new: Fact, gone: Iterable[Fact]) -> Fact | None:
    """The only one of the values that are gone that stood where the new one stands."""
    start, end = _span_before(sent, draft, new) or (0, 0)
    stood = [
        old
        for old in gone
        if (old.element_id, old.unit) == (new.element_id, new.unit) and start < old.end and old.start < end
    ]
    return stood[0] if len(stood) == 1 else None


def _before(matter: SignoffMatter, pair: FactPair) -> str:
    """What a field said in the version sent; of one that was none then the words in its place."""
    fact, sent = pair.new, matter.sent
    if pair.old is not None or fact is None or sent is None:
        return _value(pair.old)
    span = _span_before(sent, matter.draft, fact)
    if span is None:
        return _value(fact)
    words = _contents(sent).get(fact.element_id, "")[slice(*span)].strip().removesuffix(fact.unit)
    return f"{words}{fact.unit}"[:_SHOWN] if words else NONE


def _span_before(sent: Draft, draft: Draft, fact: Fact) -> tuple[int, int] | None:
    """Where the words stood in the version sent that a fact stands for now; None where nothing changed around it."""
    old, new = (_contents(state).get(fact.element_id, "") for state in (sent, draft))
    near = [hunk for hunk in hunks(old, new) if hunk.new_start < fact.end and fact.start < hunk.new_end]
    if not near:
        return None
    low = near[0].start - max(near[0].new_start - fact.start, 0)
    return low, near[-1].end + max(fact.end - near[-1].new_end, 0)


def _value(fact: Fact | None) -> str:
    return NONE if fact is None else f"{fact.text}{fact.unit}"


def _without_source(draft: Draft, places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    labels = _Labels(draft)
    for fact in _fields(draft.facts):
        if fact.kind is FactKind.FIGURE and not fact.source and not fact.state.is_open:
            yield labels.of(fact), f"{fact.text}{fact.unit}", places.get(fact.element_id, "")


def _sourceless(draft: Draft, places: Mapping[str, str]) -> PaperPart:
    """Facts without a source, then the figures of the text that no fact covers: typed, pasted or inserted with a table."""
    free = _free_figures(draft)
    rows = (*_without_source(draft, places), *_free_rows(draft, free, places))
    part = _part("三、没有来源的数字", ("要素", "数值", "位置"), rows)
    return replace(part, lines=(*part.lines, FREE_LINE.format(count=len(free)))) if free else part


def _free_figures(draft: Draft) -> list[Fact]:
    """The figures recognised in the draft that overlap none of its facts."""
    known: dict[str, list[Fact]] = defaultdict(list)
    for fact in draft.facts:
        known[fact.element_id].append(fact)
    found = (fact for fact in find_facts(draft.elements) if fact.kind is FactKind.FIGURE)
    return [
        fact
        for fact in found
        if not any(fact.start < one.end and one.start < fact.end for one in known[fact.element_id])
    ]


def _free_rows(draft: Draft, figures: Sequence[Fact], places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Each such figure; those of a table with many in one row, at the place of the first."""
    labels = _Labels(draft)
    tables = {
        element.id: number
        for number, placed in enumerate(tables_of(draft.elements), 1)
        for element in draft.elements[placed.start : placed.end]
    }
    counts = Counter(tables[fact.element_id] for fact in figures if fact.element_id in tables)
    rows = set[int]()
    for fact in figures:
        number, place = tables.get(fact.element_id, 0), places.get(fact.element_id, "")
        if counts[number] <= MOST_OF_TABLE:
            yield f"{labels.of(fact)}{FREE}", f"{fact.text}{fact.unit}", place
        elif number not in rows:
            rows.add(number)
            yield f"表{number}{FREE}", f"{counts[number]}个数", place


def _waived(draft: Draft, places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """What is not reported any more: in this draft, then in all."""
    for note in ignored_in(draft):
        place = place_of(draft, note)
        where = places.get(place.element_id, "") if place is not None else "全稿"
        yield _rule(note), note.text or "这一类全部", where, "未记名", "此稿"
    text = "\n".join(element.content for element in draft.elements)
    for note in suppressed_codes():
        if note.text in text:
            yield _rule(note), note.text or "这一类全部", "全稿", "未记名", "永久"


def _rule(note: Ignored) -> str:
    code = CODES.get(note.code)
    return str(code.group) if code is not None else "名称"


def _point(point: OpenPoint) -> tuple[str, ...]:
    words = point.words if len(point.words) <= _SHOWN else f"{point.words[: _SHOWN - 1]}…"
    return point.what, point.section, words, point.who


def _checks_part(findings: Iterable[Finding]) -> PaperPart:
    """What each kind of check found and in how many places first; those that found nothing are only named."""
    counts = dict.fromkeys(Group, 0)
    for finding in findings:
        code = CODES.get(finding.code)
        counts[code.group if code is not None else Group.OTHER] += 1
    open_ones = [(str(group), f"{count}处") for group, count in counts.items() if count]
    passed = [str(group) for group, count in counts.items() if not count]
    line = (
        f"共{len(counts)}类检查，{len(passed)}类没有查出问题（只是程序没有查出，仍请人工核对）：{'、'.join(passed)}。"
    )
    columns = (TableColumn("还有问题的类别", 30), TableColumn("处数", 10, is_centred=True))
    return PaperPart("六、校对结果", (line,), columns, tuple(plain_row(*row) for row in open_ones))


def _signers() -> PaperPart:
    columns = tuple(TableColumn("", share) for share in (12, 40, 10, 38))
    rows = tuple(plain_row(name, "", "日期", "　　　　年　　月　　日") for name in _SIGNERS)
    return PaperPart("七、签署", (), columns, rows, has_head=False)
