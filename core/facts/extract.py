"""All facts of a document: found, labelled and grouped."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from core.facts.cells import PlacedCell, open_cells, open_fact, placed_cells
from core.facts.clauses import MOST, SENTENCE_LENGTH, name_shown, sentence_topic
from core.facts.earlier_labels import Label
from core.facts.figures import figures
from core.facts.label import label_of, with_unit
from core.facts.labels.targets import sections_of
from core.facts.labels.topics import heading_topic
from core.facts.lexicon import Lexicon
from core.facts.mask_kinds import judge
from core.facts.masks import has_starred_values, masks
from core.facts.phrases import activity_after, words_of
from core.facts.sides import MARKER
from core.facts.slots import CONTEXT, Scanner, Slot, SlotPlace, clause_start, scan, widened
from core.facts.surroundings import BLANK
from core.facts.words import FactWords
from core.model.blocks import NEUTRAL, UNDERLINED
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.tables.indicators import in_full_unit, twins_of
from core.model.text import DIGIT_RANGE, HAN_RANGE, PHRASE_END, SENTENCE_END, normalised

HAN = "[一二三四五六七八九十百]"
NUMBER = rf"(?:{HAN}{{1,4}}|(?<![{DIGIT_RANGE}])[{DIGIT_RANGE}]{{1,3}})"
YEAR = r"(?:19|20)\d\d"
YEARS_TO = r"[ 　]?[-－—–~～至]{1,2}[ 　]?"

REFERENCE_PATTERNS = (
    ("plan", rf"(?<!\d)(?P<v0>{YEAR}年?{YEARS_TO}{YEAR})(?P<u0>年)?(?!\d)"),
    ("plan", rf"(?P<v1>{YEAR})(?P<u1>年)(?=远景目标)"),
    ("document", rf"(?<=[（(])(?P<v2>{YEAR})(?P<u2>年)(?=修[正订]|版)"),
    ("document_number", rf"(?P<v3>[〔［\[]{YEAR}[〕］\]][ 　]?第?\d{{1,5}}号)(?P<u3>)"),
    ("anniversary", rf"(?P<v4>{NUMBER})(?P<u4>周年)"),
    (
        "five_year_plan",
        r"(?P<v5>十[一二三四五六七八九]五)(?P<u5>)(?=[”\"’」]|规划|时期|期间|计划|末|开局|收官|发展|以来)",
    ),
    (
        "congress",
        rf"(?P<v6>{NUMBER}届(?:(?:{NUMBER}中(?:全会)?[、和与及])*{NUMBER}中全会|{NUMBER}次全会|历次全会|历次全体会议|全会)?)(?P<u6>)",
    ),
    (
        "congress",
        r"(?P<v7>(?<=党的)[一二三四五六七八九十]{1,3}大|二十[一二三]?大|十[一二三四五六七八九]大)(?P<u7>)(?![小量力多片工行攻举任体])",
    ),
    ("congress", rf"(?<=[省市县区州旗])(?P<v8>{NUMBER})(?P<u8>次)(?=党代会|党的代表大会|代表大会|妇代会|团代会)"),
    (  # 人大四次会议, 九届三次会议: which session of a body, not how many
        "congress",
        rf"(?:(?<=人大)|(?<=政协)|(?<=届)|(?<=代会)|(?<=委会)|(?<=理事会)|(?<=工会)|(?<=妇联)|(?<=文联))"
        rf"(?P<v9>{HAN}{{1,3}}次)(?P<u9>)(?=(?:全体)?(?:会议|全会))",
    ),
    ("ordinal", rf"第(?P<v10>{NUMBER})(?P<u10>次|届|批|期|轮|辑|季(?!度)|号)"),
)
REFERENCES = re.compile(
    f"(?=[{DIGIT_RANGE}一二三四五六七八九十百第〔［\\[])(?:"
    + "|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(REFERENCE_PATTERNS))
    + ")"
)
"""What no reference begins with is passed over before any of the patterns is tried."""


def references(text: str) -> Iterator[Slot]:
    """The references of a text in order; the span is the value that would be replaced, 100 of 100周年."""
    for match in REFERENCES.finditer(text):
        index = int((match.lastgroup or "n0")[1:])
        unit = match[f"u{index}"] or ""
        end = match.end(f"v{index}")
        yield Slot(
            FactKind.REFERENCE, REFERENCE_PATTERNS[index][0], match.start(f"v{index}"), end, unit, end + len(unit)
        )


# Rows typed as text: cells parted by wide spaces under a line of headings that says what each column holds.

WIDE = 160  # a longer line is prose, whatever its spaces
GAP = re.compile(r"\t[ 　\t]*|[ 　]{2,}|(?<=\S)　(?=\S)")
CELL = re.compile(r"(?:[（(【〔][ 　]*[）)】〕]|(?!\t|[ 　]{2,}|　).)+")
HEADING = re.compile(rf"[^{DIGIT_RANGE}*＊_＿×□。；，：]{{1,16}}")


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of the table whose rows are being read; none outside a table."""

    words: FactWords
    headings: tuple[str, ...] = ()

    def after(self, content: str) -> "Table":
        """The table as it stands for the line after ``content``: a line of headings opens one, prose closes it."""
        cells = cells_of(content)
        if len(cells) < 2:
            return Table(self.words)
        if len(cells) > 2 and all(HEADING.fullmatch(text) for _, text in cells):
            headings = tuple(text for _, text in cells)
            return (
                Table(self.words, headings) if sum(self._kind_of(text) is not None for text in headings) > 1 else self
            )
        return self

    def told(self, content: str, slots: Sequence[Slot]) -> list[Slot]:
        """The slots with the kind that their column's heading says, for masks that fill a cell by themselves."""
        if not self.headings or not slots:
            return list(slots)
        kinds = self._kinds(cells_of(content))
        return [_retold(slot, kinds.get((slot.start, slot.end))) for slot in slots]

    def _kinds(self, cells: Sequence[tuple[int, str]]) -> dict[tuple[int, int], MaskKind | None]:
        """Kind by the place of the cell; a row whose number was taken for an ordinal is one cell short on the left."""
        missing = len(self.headings) - len(cells)
        if missing not in (0, 1):
            return {}
        columns = zip(cells, self.headings[missing:], strict=True)
        return {(start, start + len(text)): self._kind_of(heading) for (start, text), heading in columns}

    def _kind_of(self, heading: str) -> MaskKind | None:
        return next((kind for pattern, kind in self.words.columns if pattern.search(heading)), None)


def cells_of(content: str) -> list[tuple[int, str]]:
    """Start and text of the cells of a line; one cell for prose."""
    if len(content) > WIDE or GAP.search(content.strip()) is None:
        return [(0, content)]
    return [
        (match.start() + len(match.group()) - len(match.group().lstrip()), match.group().strip())
        for match in CELL.finditer(content)
        if match.group().strip()
    ]


def _retold(slot: Slot, kind: MaskKind | None) -> Slot:
    return replace(slot, subkind=str(kind)) if slot.kind is FactKind.MASK and kind is not None else slot


# Groups: facts that are one field share a key, so that filling one fills all of them.

LEADER = re.compile(rf"{BLANK}(?:新时代|思想|总书记|视察|重要|关于|还将|将)")
OWN_FIELD = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT, MaskKind.YEAR, MaskKind.MONTH))
PERSON_HEAD, LISTED_HEAD = "姓名：", "姓名（"  # the members of a list are different persons
PART_OF_YEAR = re.compile("(?P<part>年[初末底]|全年|[上下]半年|[一二三四]季度)")
TELLING = 3  # characters a label needs beside its blank before equal labels mean one field
HAN_TO_DIGIT = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")


def group_of(lexicon: Lexicon, fact: Fact) -> str:
    """The key of the field a fact belongs to."""
    if fact.kind is FactKind.MASK:
        return _mask_group(lexicon, fact)
    if fact.kind is FactKind.FIGURE:
        return f"figure:{fact.text}:{fact.label}"
    if fact.kind is FactKind.DATE:
        return _date_group(fact)
    told = fact.label if fact.subkind in ("ordinal", "anniversary") else ""
    return f"{fact.subkind}:{fact.text}:{told}"


def _mask_group(lexicon: Lexicon, fact: Fact) -> str:
    if fact.subkind in OWN_FIELD:
        return f"mask:{fact.id}"
    if fact.subkind == MaskKind.PERSON and LEADER.search(fact.label):
        return f"person:{fact.text}"
    if fact.label.endswith("名") and fact.label.removesuffix("名") in lexicon.own_places:
        return f"place:{fact.label}"
    if len(fact.label.removeprefix(PERSON_HEAD).replace(BLANK, "")) < TELLING or fact.label.startswith(LISTED_HEAD):
        return f"mask:{fact.id}"
    return f"{fact.subkind}:{fact.label}"


def _date_group(fact: Fact) -> str:
    if fact.subkind == "year":
        return f"year:{fact.text.translate(HAN_TO_DIGIT)}"
    if fact.subkind == "month":
        return f"month:{fact.id}"
    return f"{fact.subkind}:{fact.text}"


def apart(facts: Iterable[Fact], fuller: Callable[[Fact], str]) -> list[Fact]:
    """The facts of one section with different labels wherever the fields differ.

    A label that another field has already gives way to the ``fuller`` one, and gets a number when that is not
    enough (``label·2``).
    """
    owners: dict[str, str] = {}
    ranks: Counter[str] = Counter()
    told: list[Fact] = []
    for fact in facts:
        label = fact.label
        if owners.setdefault(label, fact.field) != fact.field:
            label = _free_label(fact, fuller(fact), owners, ranks)
            owners[label] = fact.field
        told.append(fact if label == fact.label else replace(fact, label=label))
    return told


def _free_label(fact: Fact, label: str, owners: Mapping[str, str], ranks: Counter[str]) -> str:
    candidate = label
    while owners.get(candidate, fact.field) != fact.field:
        ranks[label] += 1  # remembered, or a thousand equal labels would be counted through again and again
        candidate = f"{label}·{ranks[label] + 1}"
    return candidate


# Dates and periods: the words that move when last year's report becomes this year's.

DIGIT = f"[{DIGIT_RANGE}]"
TO = r"[ 　]?[-－—–~～至到]{1,2}[ 　]?"
HAN_YEAR = "[一二][〇○零Ｏ九八][〇○零Ｏ一二三四五六七八九]{2}"
HAN_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
HAN_DAY = "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
MONTH = rf"(?<![{DIGIT_RANGE}.．])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])"
DAY = rf"{DIGIT}{{1,2}}"
# A year after a full stop is the rest of a figure (3.2024), but for one right after an ordinal: 附件：1.2024年工作计划.
_ALONE = r"(?<![0-9A-Za-z.])"
BEFORE_YEAR = rf"(?:(?<![{DIGIT_RANGE}A-Za-z.])|(?<={_ALONE}[1-9]\.)|(?<={_ALONE}[1-9]\d\.))"

PATTERNS = (
    (
        "date",
        rf"(?<!{DIGIT})(?:19|20)\d\d(?P<mark>[-./．])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9])(?!\d)(?P<u0>)",
    ),
    ("date", rf"{MONTH}[ 　]?月[ 　]?{DAY}(?:[日号]?{TO}{DAY})?[ 　]?[日号](?P<u1>)"),
    ("date", rf"(?<![一二三四五六七八九十个]){HAN_MONTH}月{HAN_DAY}日(?P<u2>)"),
    ("period", rf"{MONTH}(?:[ 　]?月份?)?{TO}(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])(?P<u3>[ 　]?月份?)"),
    (
        "year",
        rf"{BEFORE_YEAR}(?:(?:19|20)\d\d|２０[０-９]{{2}}|１９[０-９]{{2}})(?P<u4>[ 　]?年度?(?!代)|[届级](?![别联]))",
    ),
    ("year", rf"{HAN_YEAR}(?P<u5>年度?)"),
    ("month", rf"{MONTH}(?P<u6>[ 　]?月份?(?![球均薪]))"),
    ("month", rf"(?<![一二三四五六七八九十个这两几]){HAN_MONTH}(?P<u7>月份?(?![球亮子均薪]))"),
    (
        "period",
        r"(?:上半年|下半年|(?<!健|安)全年|第[一二三四1234]季度|前[二三两]季度|[一二三四]季度|前[三3]个?季度)(?P<u8>)",
    ),
    (
        "relative",
        r"(?:今年|(?<!过)去年|(?<!以)上年(?![轻龄纪均级限])度?|(?<!清)明年|前年|次年|(?<!基)本年(?![轻龄级])度?)(?P<u9>)",
    ),
    # The first ones of a row that has its 年 behind the last: 2021、2022年, 2020、2021、2022三年.
    ("year", rf"{BEFORE_YEAR}(?:19|20)\d\d(?=(?:[、和与及](?:19|20)\d\d)+[ 　]?[两三四五]?年)(?P<u10>)"),
    ("year", r"(?<=[、和与及])(?:19|20)\d\d(?=[两三四五]年)(?P<u11>)"),
)
DATES = re.compile(
    f"(?=[{DIGIT_RANGE}一二三四五六七八九十上下全第前今去明次本])(?:"
    + "|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS))
    + ")"
)

# A year that stands without 年 before Chinese text: 2022漆器大赛. Numbers with a measure word are figures, not years.
BARE_YEAR = re.compile(rf"(?<![0-9A-Za-z０-９.+*×/〔\[（(第-])(?:20[0-4]\d)(?=[{HAN_RANGE}“《])")


def dates(text: str) -> Iterator[Slot]:
    """Years, months, dates, periods (上半年, 1－7月) and relative years (去年), without overlap."""
    for match in DATES.finditer(text):
        index = int((match.lastgroup or "n0")[1:])
        unit = match[f"u{index}"]
        yield Slot(FactKind.DATE, PATTERNS[index][0], match.start(), match.end() - len(unit), unit.strip(), match.end())


def bare_years(text: str) -> Iterator[Slot]:
    """Years without 年; to be looked for after the figures."""
    for match in BARE_YEAR.finditer(text):
        yield Slot(FactKind.DATE, "year", match.start(), match.end(), "", match.end())


# No report comes near these; what lies beyond them is left as plain text, so that a hostile file costs seconds.
MOST_FACTS = 20_000
MOST_TEXT = 1_000_000

NAMED = frozenset((MaskKind.NAME, MaskKind.PERSON, MaskKind.ORDINAL))
NEAR = 12  # values on either side that a label may look at
HINT = 8  # characters of the words that tell equal labels apart
COUNTED_IN_CELLS = frozenset((FactKind.FIGURE, FactKind.MASK))
NUMBERED = re.compile("[0-9](?![0-9]{3}年)[^，；：年月日]*[，；]$")
AIMED = re.compile("目标|力争|确保|争取")
LEAST_DIGITS = 3  # of a figure that is one field with an equal one of the same label


def find_facts(elements: Sequence[Element], words: FactWords) -> tuple[Fact, ...]:
    """The facts of all elements in order, none overlapping, at most ``MOST_FACTS`` in the first ``MOST_TEXT`` characters.

    ``start`` and ``end`` count code points of the element's ``content``; masks are empty, all others carried. What is
    struck out is part of no figure and no label.
    """
    struck = {element.id: element for element in elements if element.struck}
    facts = _find_facts([element.without_struck() for element in elements] if struck else elements, words)
    return tuple(_as_written(each, struck) for each in facts) if struck else facts


def _as_written(fact: Fact, struck: Mapping[str, Element]) -> Fact:
    """A fact found among neutral signs, with the words that stand at its place (a title may have struck-out ones)."""
    if fact.element_id not in struck:
        return fact
    text = struck[fact.element_id].content[fact.start : fact.end]
    label, group = fact.label.replace(NEUTRAL, ""), fact.group.replace(NEUTRAL, "")
    return replace(fact, text=text, prior=text, label=label, group=group)


def _find_facts(elements: Sequence[Element], words: FactWords) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    section: list[Fact] = []
    scanners = _scanners(elements, words)
    fuller = partial(_fuller, words.lexicon, {element.id: widened(element.content) for element in elements})
    table, tables, topic = Table(words), _Tables.of(elements, words), ""
    sections = sections_of(words.lexicon, elements)
    for element, room in _with_room(elements):
        if element.role in _PARTING:
            facts += apart(section, fuller)
            section = []
        if element.cell is not None:
            section += tables.facts_of(element, scanners, room, len(facts) + len(section))
        elif element.role not in (Role.NOISE, Role.CONTENTS):
            found = _slots(normalised(element.content[:room]), scanners, table)
            found = _with_underlined(element, found, words)
            topic, sections = _topic(words.lexicon, element, topic), sections.after(words.lexicon, element)
            place = _Place(topic, sections.is_planned)
            section += _facts_of(words.lexicon, element, found, len(facts) + len(section), place)
        table = table.after(element.content) if element.cell is None else Table(words)
    return _joined(elements, tuple(_alike(facts + apart(section, fuller))), words)


def _topic(lexicon: Lexicon, element: Element, above: str) -> str:
    """What the heading of an element names, or else the one above it."""
    if not element.heading_length:
        return "" if element.role is Role.HEADING else above
    return heading_topic(lexicon, element.content[: element.heading_length]) or above * (
        element.role is not Role.HEADING
    )


def _joined(elements: Sequence[Element], facts: tuple[Fact, ...], words: FactWords) -> tuple[Fact, ...]:
    """The facts, a cell in one field with the sentence that says the same figure of the same name."""
    pairs = [pair for pair in twins_of(elements, facts, words.tables) if pair.is_same]
    groups = {pair.cell.id: pair.prose.group for pair in pairs}
    prose = frozenset(groups.values())
    whole = (in_full_unit(fact) if fact.group in prose else fact for fact in facts)
    return tuple(replace(fact, group=groups[fact.id]) if fact.id in groups else fact for fact in whole)


_PARTING = (Role.HEADING, Role.CONTENTS)
"""Equal labels before and after one of these are told apart."""


def _with_room(elements: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """The elements of the first ``MOST_TEXT`` characters, each with the number of those that are left for it."""
    room = MOST_TEXT
    for element in elements:
        if room <= 0:
            return
        yield element, room
        room -= len(element.content)


@dataclass(frozen=True, slots=True)
class _Tables:
    """The cells of all tables, and those that are empty and have to be filled."""

    words: FactWords
    cells: Mapping[str, PlacedCell]
    open: Mapping[str, str]

    @classmethod
    def of(cls, elements: Sequence[Element], words: FactWords) -> "_Tables":
        """Those of these elements."""
        cells = placed_cells(elements, words)
        return cls(words, cells, open_cells(cells.values()))

    def facts_of(self, element: Element, scanners: Sequence[Scanner], room: int, count: int) -> Iterator[Fact]:
        """The facts of one paragraph of a cell; one whose table is not there is read as running text."""
        if element.id in self.open and count < MOST_FACTS:
            cell = self.cells[element.id]
            yield open_fact(element, cell, self.open[element.id], f"f{count + 1}", self.words)
            return
        content = normalised(element.content[:room])
        yield from self._plain(element, content, count) or self._looked_for(element, content, scanners, count)

    def _plain(self, element: Element, content: str, count: int) -> list[Fact]:
        """The fact of a cell that is a bare number; empty for any other."""
        placed = self.cells.get(element.id)
        if placed is None or element.emphasis:
            return []
        slots = placed.plain_slots(content, self.words)[: MOST_FACTS - count]
        facts = (_fact(element, slot, "", count + number) for number, slot in enumerate(slots, 1))
        return [_by_heads(fact, slot, placed, content) for fact, slot in zip(facts, slots, strict=True)]

    def _looked_for(self, element: Element, content: str, scanners: Sequence[Scanner], count: int) -> Iterator[Fact]:
        placed = self.cells.get(element.id)
        found = list(islice(scan(content, scanners), MOST_FACTS)) if content.strip() else []
        found = _with_underlined(element, found, self.words)
        if placed is None:
            yield from _facts_of(self.words.lexicon, element, found, count)
            return
        slots = placed.slots(element, found, self.words)
        for fact, slot in zip(_facts_of(self.words.lexicon, element, slots, count), slots, strict=False):
            yield _by_heads(fact, slot, placed, content) if fact.kind in COUNTED_IN_CELLS else fact


def _by_heads(fact: Fact, slot: Slot, placed: PlacedCell, content: str) -> Fact:
    """A value of a cell as the heads name it. Short numbers are alike by chance, so each is a field of its own."""
    own = fact.label.removesuffix(f"（{fact.unit}）")
    label = with_unit(placed.label(own, content), slot)
    if fact.kind is FactKind.MASK:
        return replace(fact, label=label, group=f"mask:{fact.id}")
    is_long = sum(sign.isdigit() for sign in fact.text) >= LEAST_DIGITS
    return replace(fact, label=label, group=f"figure:{fact.text}:{label}" if is_long else f"figure:{fact.id}")


def _alike(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The names of one field with the label of its first place."""
    first: dict[str, str] = {}
    for fact in facts:
        label = first.setdefault(fact.group, fact.label) if fact.subkind in NAMED else fact.label
        yield fact if label == fact.label else replace(fact, label=label)


def is_cut(elements: Sequence[Element], facts: Sequence[Fact]) -> bool:
    """Whether ``facts``, found in ``elements``, end at a limit, so that what lies beyond was not looked at."""
    return len(facts) >= MOST_FACTS or sum(len(element.content) for element in elements) > MOST_TEXT


def _scanners(elements: Sequence[Element], words: FactWords) -> tuple[Scanner, ...]:
    loose = not any(has_starred_values(element.content, words) for element in elements)
    return (
        partial(masks, words=words, loose=loose),
        references,
        dates,
        partial(figures, measures=words.measures),
        bare_years,
    )


def _slots(content: str, scanners: Sequence[Scanner], table: Table) -> list[Slot]:
    return table.told(content, list(islice(scan(content, scanners), MOST_FACTS)))


def _with_underlined(element: Element, found: list[Slot], words: FactWords) -> list[Slot]:
    """The slots and the underlined blanks of the paragraph, the commonest holes of forms."""
    content, blanks = element.content, []
    for each in element.emphasis:
        blank = content[each.start : each.end]
        if UNDERLINED in each.looks and blank.isspace() and (len(blank) > 1 or blank == "\t"):
            kind, unit, reach = judge(content, each.start, each.end, words)
            blanks.append(Slot(FactKind.MASK, str(kind), each.start, each.end, unit, reach))
    return sorted((*found, *blanks), key=lambda slot: slot.start) if blanks else found


class _Place(NamedTuple):
    """What the heading above names, and whether its section tells of what is planned."""

    topic: str = ""
    is_planned: bool | None = False


NOWHERE = _Place()


def _facts_of(
    lexicon: Lexicon, element: Element, found: Sequence[Slot], count: int, told: _Place = NOWHERE
) -> Iterator[Fact]:
    slots = found[: MOST_FACTS - count]
    content, label = widened(normalised(element.content)), Label()
    for place, slot in enumerate(slots):
        low = max(0, place - NEAR)
        here = SlotPlace(lexicon, content, slots[low : place + NEAR], place - low, *told)
        label = label_of(here, label)
        fact = _fact(element, slot, label.words, count + place + 1)
        fact = replace(fact, group=group_of(lexicon, fact))
        is_named = (
            fact.kind is FactKind.MASK
            and fact.subkind in NAMED
            and fact.label.removesuffix("名") not in lexicon.own_places
        )
        yield replace(fact, label=name_shown(here, fact.label)) if is_named else fact


def _fact(element: Element, slot: Slot, label: str, number: int) -> Fact:
    text = element.content[slot.start : slot.end]
    return Fact(
        id=f"f{number}",
        kind=slot.kind,
        subkind=str(slot.subkind),
        element_id=element.id,
        start=slot.start,
        end=slot.end,
        text=text,
        unit=slot.unit,
        label=with_unit(label, slot),
        state=FactState.EMPTY if slot.kind is FactKind.MASK else FactState.CARRIED,
        prior=text,
    )


def _fuller(lexicon: Lexicon, contents: Mapping[str, str], fact: Fact) -> str:
    """A longer label for a fact whose own one is taken: with what follows (任务不涉及) or with the clause before."""
    content = contents[fact.element_id]
    base, bracket = _split_label(fact)
    following = content[fact.end + len(fact.unit) :][:CONTEXT]
    thing = next((base[cut:] for cut in range(len(base) - 1) if following.startswith(base[cut:])), "")
    if thing and fact.kind in (FactKind.FIGURE, FactKind.MASK):
        predicate = lexicon.masked.sub("", PHRASE_END.split(following[len(thing) :])[0])
        if (
            activity := activity_after(lexicon, predicate, max(HINT - 2, MOST - len(base)))
        ) and not predicate.startswith("的"):
            return base + activity + bracket
    return _hinted(lexicon, content, fact, base)


def _hinted(lexicon: Lexicon, content: str, fact: Fact, base: str) -> str:
    """The label with the clause before; 一季度参训率91%，二季度参训率95%: each with its own time."""
    start = clause_start(content, fact.start)
    hint = sentence_topic(lexicon, content, start, HINT)
    if hint.endswith(base):
        clause = content[start : fact.start]
        own = [clause[one.start : one.reach] for one in dates(clause)]
        return "".join(own[-1:]) + fact.label
    hint = _own_hint(lexicon, content[max(0, start - SENTENCE_LENGTH) : start], fact, hint)
    if hint and hint[:4] not in fact.label:
        return f"{hint}·{fact.label}"
    time = PART_OF_YEAR.search(content, start, fact.start)
    return fact.label if time is None or time["part"] in fact.label else time["part"] + fact.label


def _own_hint(lexicon: Lexicon, before: str, fact: Fact, hint: str) -> str:
    """What the clause before says, for a share also where that has a number of its own; else only that a number is aimed at."""
    sentence = SENTENCE_END.split(before)[-1]
    is_of_share = fact.subkind == "percent" and lexicon.measured.search(hint) is None
    if is_of_share or NUMBERED.search(sentence) is None:
        return MARKER.sub("", hint) if _names_thing(lexicon, hint) else ""
    return "目标" if AIMED.search(sentence) else ""


def _names_thing(lexicon: Lexicon, hint: str) -> bool:
    """Whether words tell two numbers apart: neither 精准 nor 提高比例."""
    words = words_of(lexicon, hint) if hint else []
    is_told = len(words) > 1 or any(tag[:1] in "njlv" for _, tag in words)
    return is_told and not hint.endswith("比例")


def _split_label(fact: Fact) -> tuple[str, str]:
    cut = fact.label.rfind("（") if fact.unit and fact.label.endswith("）") else len(fact.label)
    return fact.label[:cut], fact.label[cut:]
