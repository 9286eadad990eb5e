"""The values that a layout may print: the draft's text under the Chinese names used in layouts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, pairwise
from types import MappingProxyType
from typing import Any

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model import particulars
from core.model.blocks import UNDERLINED
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.outline import SIGNED, TITLE_BLOCK, cover, title_block
from core.model.structure.attachments import attached_start
from core.model.structure.captions import captions_of
from core.typesetting.standard import width
from core.word.layouts.file import Fields, Items
from core.word.layouts.finishing import OBJECT
from core.word.writing.marks import block_text, is_block, marked_number, marked_text, object_mark, text_above
from core.word.writing.particulars import DERIVED, attendance_rows, derived_values, note_row, tidy_particulars

# Line breaks of long titles: at word boundaries, in the shape of a trapezium or rhombus (clause 7.3.1).

MOST_LINES_WEIGHED = 4
MOST_PLACES_WEIGHED = 40
SHORTEST_LAST_LINE = 4
SHORTEST_QUOTED = 4
COST_OF_A_LINE = 5
_OPENING = "（《「『【〔“‘〈("
_NOT_FIRST = frozenset("。，、；：？！）》」』】〕”’〉)…—·％%的地得和与及暨等之")
_NOT_LAST = frozenset("、和与及暨对在为把被向于将") | frozenset(_OPENING)
_CLOSING = "）》」』】〕”’〉)"
_STICKS_TO_NEXT = re.compile(r"[A-Za-z0-9０-９*＊xX×_＿〇○□]")
_ENDS_WELL = re.compile(r"(?:的|关于.{2,}|[省市区县州盟旗乡镇部委局办会院厅处司社校厂团组]|上半年|下半年|年度)$")
_TOGETHER = re.compile(
    r"[\d*xX×]{1,4}年(?:度|上半年|下半年|第.季度)?|(?:上半年|下半年|第.季度|年度)?(?:工作|情况|思路|重点){0,2}(?:总结|要点|汇报|报告|计划|安排|方案|讲话|通知|意见|决定|办法)"
)


def break_title(words: Sequence[str], limit: int) -> tuple[str, ...]:
    """The title's lines; no word is broken, and no line exceeds ``limit`` characters unless a word does.

    ``words`` joined are the title, as are the lines. Titles of more than four lines are filled line by line.
    """
    title = "".join(words)
    if width(title) <= limit:
        return (title,)
    places = _places(title, words)
    most = MOST_LINES_WEIGHED if len(places) <= MOST_PLACES_WEIGHED else 0
    fewest = -(-width(title) // limit)
    fitting: list[tuple[str, ...]] = []
    for count in range(fewest, min(fewest + 1, most) + 1):
        fitting += [lines for lines in _candidates(title, places, count) if max(map(width, lines)) <= limit]
    if fitting:
        return min(fitting, key=lambda lines: _cost(lines) + COST_OF_A_LINE * len(lines))
    return tuple(_filled(title, places, limit))


def _places(title: str, words: Sequence[str]) -> list[int]:
    """Offsets between words at which a line may end."""
    boundaries = {place for place in accumulate(map(len, words)) if 0 < place < len(title)}
    for found in _TOGETHER.finditer(title):
        boundaries.difference_update(range(found.start() + 1, found.end()))
    begun = frozenset(_OPENING)
    return [
        place
        for place in sorted(boundaries)
        if _may_break(title[place - 1], title[place])
        and begun.isdisjoint(title[max(place - SHORTEST_QUOTED, 0) : place])
    ]


def _may_break(before: str, after: str) -> bool:
    return not (after in _NOT_FIRST or before in _NOT_LAST or _STICKS_TO_NEXT.match(before))


def _candidates(title: str, places: Sequence[int], count: int) -> Iterator[tuple[str, ...]]:
    for chosen in combinations(places, count - 1):
        edges = (0, *chosen, len(title))
        yield tuple(title[start:end] for start, end in pairwise(edges))


def _cost(lines: tuple[str, ...]) -> float:
    """Lower for lines of similar but unequal length, no narrow middle line, and breaks at pauses."""
    lengths = [width(line) for line in lines]
    mean = sum(lengths) / len(lengths)
    uneven = sum((length - mean) ** 2 for length in lengths) / mean
    waist = sum(max(0, min(a, c) - b + 1) for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    block = 1.0 if len(set(lengths)) == 1 else 0.0
    pauses = sum(1 for line in lines[:-1] if _ENDS_WELL.search(line))
    torn = sum(1 for depth in accumulate(map(_opened, lines[:-1])) if depth > 0)
    stub = 4.0 if lengths[-1] < SHORTEST_LAST_LINE else 0.0
    return uneven + 4 * waist + block + 6 * torn + stub - 3 * pauses


def _opened(line: str) -> int:
    return sum((character in _OPENING) - (character in _CLOSING) for character in line)


def _filled(title: str, places: Sequence[int], limit: int) -> Iterator[str]:
    """Lines filled one by one; a stretch without a break opportunity is left to the word processor."""
    start, last = 0, 0
    for place in (*places, len(title)):
        if last > start and width(title[start:place]) > limit:
            yield title[start:last]
            start = last
        last = place
    yield title[start:]


NAMES = DERIVED.union(
    ("标题", "各副标题", "各段", "各部分", "主送机关", "署名", "成文日期", "文种", "年份", "单位", "编号"),
    particulars.NAMES,
)
FIELDS = frozenset(("类别", "序号", "标题", "正文", "文字", "级别", "编号", "各段", "各项"))

_CAPTION = "图表题"
"""The kind of paragraphs that are printed with the table or figure they belong to."""

_LEVELS = "一二三四"
_ABOVE = "题上"
"""The kind of what stands above the title, which is printed with it."""

_HEAD = ("标题", "题下", _ABOVE)
_KINDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.SUBTITLE: "副标题",
        Role.DOCUMENT_NUMBER: "发文字号",
        Role.ADDRESSEE: "主送机关",
        Role.SIGNATURE: "署名",
        Role.ISSUE_DATE: "成文日期",
        Role.NOTE: "附注",
        Role.ATTACHMENT_MARK: "附件标识",
        Role.ATTACHMENT_TITLE: "附件标题",
    }
)
_SINGLE: Mapping[str, Role] = MappingProxyType(
    {"主送机关": Role.ADDRESSEE, "署名": Role.SIGNATURE, "成文日期": Role.ISSUE_DATE}
)
_BELOW_TEXT = frozenset(("署名", "成文日期", "单独日期", "附注", "附件标识"))
_BELOW_DATE = frozenset(("附注", "附件标识"))
_BRACKETS = ("（", "(")
_MARK = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$")
_FIRST_OF_MANY = re.compile(r"附\s*件\s*[:：]\s*[1１一](?!\d)")
_LONGEST_ATTACHMENT_TITLE = 60

Span = tuple[int, int]
_Given = tuple[Element, str, Sequence[Span]]


@dataclass(slots=True)
class _Attachments:
    """State within the attachments while the elements of a draft are processed in order."""

    signed: bool = False
    noted: bool = False
    titled: bool = True

    def kind(self, element: Element) -> str:
        """The layout's name for an attachment line."""
        text = element.text.strip()
        alone = bool(_MARK.match(text))
        if alone or (self.signed and text.startswith("附件")):
            self.titled, self.signed = not alone, True
            return "附件标识"
        if not self.titled or self.signed:
            is_title, self.titled = not self.titled and len(text) <= _LONGEST_ATTACHMENT_TITLE, True
            return "附件标题" if is_title else "正文"
        return self._note(text)

    def _note(self, text: str) -> str:
        first, self.noted = not self.noted, True
        if not first:
            return "附件说明续项"
        return "附件说明首项" if _FIRST_OF_MANY.match(text) else "附件说明"


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How text is shown: ``spans`` are highlighted by element id, ``words`` splits a title into words.

    ``title_width`` is the number of characters on a line of the title.
    """

    spans: Mapping[str, Sequence[Span]]
    words: Callable[[str], Sequence[str]]
    title_width: int


class RowCache:
    """The paragraphs of a draft, built repeatedly; unchanged ones are reused."""

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self.yield_to_ui = yield_to_ui
        self._known: dict[str, tuple[_Given, Fields]] = {}

    def of(self, elements: Sequence[Element], spans: Mapping[str, Sequence[Span]]) -> list[Fields]:
        """One row for each element, in order; callers must not modify them."""
        kinds, rows, fresh = _kinds(elements, self.yield_to_ui), [], dict[str, tuple[_Given, Fields]]()
        for element in cooperatively(elements, self.yield_to_ui, BATCH_SIZE):
            given = element, kinds[element.id], spans.get(element.id, ())
            known = self._known.pop(element.id, None)  # let go of bit by bit: all at once would take long
            row = known[1] if known is not None and known[0] == given else _row(*given)
            fresh[element.id] = given, row
            rows.append(row)
        self._known = fresh
        return rows


def layout_values(
    draft: Draft, wording: TextOptions, imprint_alone: bool = False, kept: RowCache | None = None
) -> dict[str, object]:
    """All values by name; ``imprint_alone`` says that the imprint is alone on the last page."""
    spans, kept = wording.spans, kept or RowCache()
    outside = _outside_tables(draft.elements, kept.yield_to_ui)
    rows = kept.of(outside, spans)
    parted = {
        str(row["编号"]): row for row in cooperatively(rows, kept.yield_to_ui, BATCH_SIZE) if row["类别"] not in _HEAD
    }
    reported = outside[: attached_start(outside)]
    return {
        "标题": _title(draft, wording),
        "各副标题": Items(_of_kind(rows, "题下")),
        "各部分": _parts(cooperatively(reported, kept.yield_to_ui, BATCH_SIZE), parted),
        "文种": draft.identity.kind,
        "年份": draft.identity.year,
        "单位": draft.identity.unit,
        **_with_particulars(rows, draft, kept.yield_to_ui),
        **_single(outside, spans),
        "版记独页": imprint_alone,
    }


def _outside_tables(elements: Sequence[Element], yield_to_ui: YieldToUi) -> Sequence[Element]:
    """The elements that are printed as paragraphs or blocks: cells are printed with their table."""
    shown: list[Element] = []
    position = 0
    for placed in tables_of(elements, yield_to_ui):
        shown += elements[position : placed.start + 1]
        position = placed.end
    return (*shown, *elements[position:]) if shown else elements


def _with_particulars(rows: Sequence[Fields], draft: Draft, yield_to_ui: YieldToUi) -> dict[str, object]:
    """The values that depend on particulars, completed from the draft's own lines."""
    given = tidy_particulars(draft)
    body = _completed([row for row in cooperatively(rows, yield_to_ui, BATCH_SIZE) if row["类别"] not in _HEAD], given)
    number, note = (next(iter(_of_kind(body, kind)), Fields()) for kind in ("发文字号", "附注"))
    own = {"发文字号": given["发文字号"] or number.get("文字", ""), "附注": given["附注"] or note.get("文字", "")}
    derived = derived_values(given, draft.title, number, _of_kind(rows, "题下"))
    return {**given, **own, **derived, "各段": Items(body)}


def _of_kind(rows: Iterable[Fields], kind: str) -> list[Fields]:
    return [row for row in rows if row["类别"] == kind]


def _completed(rows: list[Fields], given: Mapping[str, str]) -> list[Fields]:
    """The paragraphs with lines from particulars inserted: attendance below the text, 附注 below the date."""
    if given["附注"] and not any(str(row["文字"]).startswith(_BRACKETS) for row in _of_kind(rows, "附注")):
        place = _first(rows, _BELOW_DATE)
        rows = [*rows[:place], note_row(given), *rows[place:]]
    place = _first(rows, _BELOW_TEXT)
    return [*rows[:place], *attendance_rows(given), *rows[place:]]


def _first(rows: Sequence[Fields], wanted: frozenset[str]) -> int:
    return next((place for place, row in enumerate(rows) if row["类别"] in wanted), len(rows))


def _single(shown: Sequence[Element], spans: Mapping[str, Sequence[Span]]) -> dict[str, Any]:
    """Values of elements that a layout can name directly, and the numbers of their paragraphs."""
    start = cover(shown)
    title, rest = shown[start : start + 1], shown[title_block(shown) :]
    elements = {element.role: element for element in reversed((*title, *rest))}
    found = {name: elements[role] for name, role in _SINGLE.items() if role in elements}
    texts = {name: _row(element, name, spans.get(element.id, ()))["文字"] for name, element in found.items()}
    numbers = {name: str(number_of(element.id)) for name, element in found.items()}
    numbers["发文字号"] = next((str(number_of(e.id)) for e in shown if e.role is Role.DOCUMENT_NUMBER), "")
    if Role.TITLE in elements:
        numbers["标题"] = str(number_of(elements[Role.TITLE].id))
    return {**dict.fromkeys(_SINGLE, ""), **texts, "编号": Fields(numbers)}


def _kinds(elements: Sequence[Element], yield_to_ui: YieldToUi) -> dict[str, str]:
    """The layout's name for the kind of each element, by element id."""
    front, captions = title_block(elements), dict.fromkeys(captions_of(elements), _CAPTION)
    kinds = _front_kinds(elements[:front])
    attachments = _Attachments()
    is_signed = Role.SIGNATURE in {element.role for element in elements[front:]}
    for element in cooperatively(elements[front:], yield_to_ui, BATCH_SIZE):
        role = element.role
        attachments.signed = attachments.signed or role in SIGNED
        alone = role is Role.ISSUE_DATE and not is_signed
        kinds[element.id] = "单独日期" if alone else _kind(element, attachments)
    numbers = [element.id for element in elements if element.role is Role.DOCUMENT_NUMBER]
    return {**kinds, **dict.fromkeys(numbers[1:], "副标题"), **captions}  # a layout's head shows one number only


def _front_kinds(front: Sequence[Element]) -> dict[str, str]:
    """The kinds of what stands above the title, in it and below it.

    Layouts print the document number among the paragraphs: what stands below it, and no title between, is printed there, too.
    """
    above = cover(front)
    kinds = {element.id: _ABOVE for element in front[:above]}
    is_numbered = False
    for element in front[above:]:
        is_numbered = element.role is Role.DOCUMENT_NUMBER or (is_numbered and element.role is not Role.TITLE)
        kinds[element.id] = "副标题" if is_numbered and element.role in _UNDER else _under_title(element)
    return kinds


_UNDER = TITLE_BLOCK.union(SIGNED) - {Role.TITLE, Role.DOCUMENT_NUMBER}


def _under_title(element: Element) -> str:
    return {Role.TITLE: "标题", Role.DOCUMENT_NUMBER: "发文字号"}.get(element.role, "题下")


def _kind(element: Element, attachments: _Attachments) -> str:
    match element.role:
        case Role.TITLE:
            return "标题"
        case Role.ATTACHMENT:
            return attachments.kind(element)
        case Role.HEADING:
            return f"{_LEVELS[_level(element) - 1]}级{'段首' if element.run_in else ''}标题"
    return _KINDS.get(element.role) or _running_text(element)


def _running_text(element: Element) -> str:
    """同志们： is printed like an addressee; 同志们！ between two paragraphs is text."""
    if element.role is Role.VOCATIVE and element.text.rstrip().endswith(("：", ":")):
        return "主送机关"
    return "段首句" if element.heading_length and element.body else "正文"


def _level(element: Element) -> int:
    return min(element.level or element.depth or 1, len(_LEVELS))


def _row(element: Element, kind: str, spans: Sequence[Span]) -> Fields:
    """One paragraph. Surrounding white space is dropped: the style indents it, and it could fill a line of its own."""
    blank = len(element.text) - len(element.text.lstrip())
    start, end = _printed(element, blank)
    cut = min(max(element.heading_length, start), end)
    prefix = marked_number(element, blank)
    if is_block(element) or kind in (_CAPTION, _ABOVE):
        return _block_row(element, _ABOVE if kind == _ABOVE else "正文")
    heading, rest = _marked(element, (start, cut, end), spans)
    return Fields(
        {
            "类别": kind,
            "序号": prefix,
            "标题": heading,
            "正文": heading + rest if kind == "正文" else rest,
            "文字": prefix + heading + rest,
            "级别": _level(element) if element.role is Role.HEADING else 0,
            "编号": str(number_of(element.id)),
        }
    )


def _printed(element: Element, blank: int) -> tuple[int, int]:
    """Where the content that is printed starts and ends: without surrounding white space, unless it is a line to write on."""
    text = element.content
    lines = [each for each in element.emphasis if UNDERLINED in each.looks and text[each.start : each.end].isspace()]
    start = min([max(blank - len(element.prefix), 0), *(each.start for each in lines)])
    end = max([len(text.rstrip()), start, *(each.end for each in lines)])
    return start, end


def _marked(element: Element, cuts: tuple[int, int, int], spans: Sequence[Span]) -> tuple[str, str]:
    """Heading and rest with their marks; an object at the very end stands in the last piece that is printed."""
    start, cut, end = cuts
    if cut == end and start < cut:
        return marked_text(element, start, end, spans), ""
    heading = marked_text(element, start, cut, spans) if cut > start else ""
    return heading, marked_text(element, cut, end, spans)


def _block_row(element: Element, kind: str) -> Fields:
    """A table, figure or line of contents: printed where text is, as a mark that the block replaces."""
    text, number = block_text(element), str(number_of(element.id))
    return Fields({"类别": kind, "序号": "", "标题": "", "正文": text, "文字": text, "级别": 0, "编号": number})


def _title(draft: Draft, wording: TextOptions) -> str:
    element = next((element for element in draft.elements if element.role is Role.TITLE), None)
    if element is None:
        return ""
    text = element.text.strip()
    shift = len(element.prefix) - (len(element.text) - len(element.text.lstrip()))
    spans, bare = wording.spans.get(element.id, ()), replace(element, objects=())
    lines, position = [], 0
    for line in _title_lines(text, wording):
        start = max(position - shift, 0)
        number = line[: max(shift - position, 0)]
        lines.append(number + marked_text(bare, start, max(position + len(line) - shift, start), spans))
        position += len(line) + (text[position + len(line) : position + len(line) + 1] == "\n")
    objects = "".join(f"{OBJECT}{object_mark(element, index)}{OBJECT}" for index in range(len(element.objects)))
    above = (each for each in draft.elements[: cover(draft.elements)] if each.role is not Role.CELL)
    return "".join(map(text_above, above)) + "\n".join(lines) + objects


def _title_lines(text: str, wording: TextOptions) -> Iterator[str]:
    """The title's own lines; one that is too wide for the page is broken."""
    for line in text.split("\n"):
        fits = width(line) <= wording.title_width
        yield from (line,) if fits else break_title(wording.words(line), wording.title_width)


def _parts(elements: Iterable[Element], rows: Mapping[str, Fields]) -> Items:
    """Sections of depth 1 with their paragraphs and items of depth 2, each item with the paragraphs below it."""
    parts, items, paragraphs = Items(), Items(), Items()
    for element in elements:
        row = rows.get(str(number_of(element.id)))
        if row is None or element.role not in _IN_PARTS:
            continue
        if element.role is Role.HEADING and element.depth <= 1:
            items, paragraphs = Items(), Items()
            parts.append(Fields({**row, "各项": items, "各段": paragraphs}))
        elif element.role is Role.HEADING and element.depth == 2:
            paragraphs = Items()
            items.append(Fields({**row, "各段": paragraphs}))
        else:
            paragraphs.append(row)
    return parts


_IN_PARTS = frozenset((Role.HEADING, Role.POINT, Role.BODY, Role.VOCATIVE, Role.PREAMBLE))
