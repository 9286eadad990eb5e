"""A draft as a Word file."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from core import segment
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.draft import Draft
from core.model.elements import Role
from core.model.outline import title_block
from core.model.particulars import NO_SEAL, SEAL
from core.model.structure.notes import noted_ids, notes_of
from core.model.structure.scan_strips import count_strips, without_strips
from core.result import Notice, Result
from core.typesetting.standard import (
    CHARACTER,
    CHARACTERS_PER_LINE,
    TITLE_CHARACTERS,
    sealed_indents,
    signature_indents,
    width,
)
from core.word.layouts.file import FileProperties
from core.word.layouts.fillable import AFTER, BEFORE, LEFT, LINE, SIZE, TAB, LineMeasure, StyleValues
from core.word.layouts.finishing import CONTROLS
from core.word.writing.blocks import placed_blocks
from core.word.writing.particulars import (
    SIGNATORY,
    authorities,
    margin_words,
    mark,
    minutes_mark,
    names_in,
    signatory_rows,
    tidy_particulars,
)
from core.word.writing.values import FIELDS, NAMES, RowCache, Span, TextOptions, layout_values

# Style values that depend on the draft: position of 署名 and 签发人, size of 发文机关标志.

SMALLEST_MARK = 36
"""Half points: 18 pt, larger than the text under it."""
JOINT = "联合发文机关"
JOINT_SHARE = 0.68
"""Share of the type area's width for the names of a joint issue; the rest is for 文件."""
TALLEST_JOINT = 3400
"""Twips: 60 mm, so that the first page still has room for text."""
BASELINE = 0.8
"""Position of the baseline in a line of exact height in word processors, from its top."""
HAN_TOP, HAN_BOTTOM = 0.85, 0.1
"""Extent of Han glyphs above and below the baseline, in ems."""


def title_width(measure: LineMeasure) -> int:
    """The number of characters on a line of the title."""
    character = measure.characters.get("Title", 0)
    return max(measure.width // character, 1) if measure.width and character else TITLE_CHARACTERS


def settings_for(draft: Draft, measure: LineMeasure, usual: StyleValues) -> dict[tuple[str, str], int]:
    """The style values for a draft in a layout whose own values are ``usual``."""
    given = tidy_particulars(draft)
    return {
        **_closing(draft, measure, given[SEAL] not in NO_SEAL),
        **_signatories(given, measure),
        **_marks(given, measure, usual),
    }


def _closing(draft: Draft, measure: LineMeasure, sealed: bool) -> dict[tuple[str, str], int]:
    """Left indents for the longest 署名 and 成文日期."""
    below = draft.elements[title_block(draft.elements) :]
    signature, date = (
        max((element.text.strip() for element in below if element.role is role), key=width, default="")
        for role in (Role.SIGNATURE, Role.ISSUE_DATE)
    )
    if not signature and not date:
        return {}
    character, per_line = _grid(measure, "署名")
    first, second = (sealed_indents if sealed else signature_indents)(signature, date, per_line)
    left = {"署名": first, "成文日期": second, "单独日期": second}
    return {(style, LEFT): round(characters * character) for style, characters in left.items()}


def _signatories(given: Mapping[str, str], measure: LineMeasure) -> dict[tuple[str, str], int]:
    """Indents with which 签发人 ends one character before the margin."""
    rows = signatory_rows(names_in(given["签发人"]))
    if not rows:
        return {}
    character, per_line = _grid(measure, "签发人")
    begin = max(per_line - 1 - len(SIGNATORY) - max(map(width, rows)), 0) * character
    return {("签发人", LEFT): begin, ("上行文发文字号", TAB): begin}


def _marks(given: Mapping[str, str], measure: LineMeasure, usual: StyleValues) -> dict[tuple[str, str], int]:
    """A smaller size for a 标志 that is too long for its line; the space around it keeps its outer edges in place."""
    names = authorities(given)
    whole = measure.width or CHARACTER * CHARACTERS_PER_LINE
    rooms = {
        "发文机关标志": whole / _longest(mark(given)),
        "信函机关标志": whole / _longest(*names[:1]),
        "纪要标志": whole / _longest(minutes_mark(given)),
    }
    if len(names) > 1:
        share = TALLEST_JOINT / max(usual.get((JOINT, LINE), 0) * len(names), 1)
        rooms[JOINT] = min(whole * JOINT_SHARE / _longest(*names), usual.get((JOINT, SIZE), 0) * 10 * share)
    return {key: value for style, room in rooms.items() for key, value in _smaller(style, usual, room).items()}


def _smaller(style: str, usual: StyleValues, character: float) -> dict[tuple[str, str], int]:
    """The values for a 标志 whose characters may be so many twips wide; none if they already fit."""
    size, line = usual.get((style, SIZE), 0), usual.get((style, LINE), 0)
    fitting = max(int(character / 10), SMALLEST_MARK)
    if fitting >= size:
        return {}
    share = fitting / size
    above = line * BASELINE - size * 10 * HAN_TOP
    below = line * (1 - BASELINE) - size * 10 * HAN_BOTTOM
    return {
        (style, SIZE): fitting,
        (style, LINE): round(line * share),
        (style, BEFORE): round(usual.get((style, BEFORE), 0) + above * (1 - share)),
        (style, AFTER): round(usual.get((style, AFTER), 0) + below * (1 - share)),
    }


def _grid(measure: LineMeasure, style: str) -> tuple[int, int]:
    """The character pitch of a style and the number of characters per line."""
    character = measure.characters.get(style, CHARACTER)
    return character, measure.width // character if measure.width else CHARACTERS_PER_LINE


def _longest(*texts: str) -> int:
    """The width of the widest text in characters, at least one."""
    return max(map(width, texts), default=0) or 1


FORBIDDEN = tuple(bytes([code]).decode("ascii") for code in CONTROLS)
FILLING_STYLE = "版记前空"


@dataclass(frozen=True, slots=True)
class Imprint:
    """The position of 版记, known after pagination: the space before it in twips, and whether it is alone on its page."""

    fill: float = 0.0
    alone: bool = False


def with_fill(properties: FileProperties, imprint: Imprint) -> FileProperties:
    """The properties of a file with the space before its imprint."""
    fill = max(int(imprint.fill), 0)
    return replace(properties, settings={**properties.settings, (FILLING_STYLE, BEFORE): fill})


class RenderableLayout(Protocol):
    """The result of core.word.layouts.templating.load_layout."""

    @property
    def measure(self) -> LineMeasure:
        """Width of the type area and character pitches."""

    @property
    def default(self) -> StyleValues:
        """The values of the style slots as the layout defines them."""

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate for unknown names."""

    def render(self, values: Mapping[str, object], particulars: FileProperties | None = None) -> bytes:
        """The finished file."""


@dataclass(frozen=True, slots=True)
class Content:
    """A draft as values for a layout."""

    values: Mapping[str, object]
    particulars: FileProperties


def write_word(
    draft: Draft, layout: RenderableLayout, marks: bool, draft_key: str, imprint: Imprint | None = None
) -> Result[bytes]:
    """The draft's text in the layout, as .docx bytes; equal drafts give equal bytes.

    ``marks`` highlights open facts; ``draft_key`` goes into the bookmarks ``_GW_<key>_<number of the element>``. A notice
    reports characters that Word files cannot contain and that were left out. Raises BadTemplate.
    """
    content = ContentBuilder(layout).of(draft, marks, draft_key, imprint=imprint)
    return Result(layout.render(content.value.values, content.value.particulars), content.notices)


class ContentBuilder:
    """Builds the input of ``write_word`` for one layout, without writing a file or repeatedly for one draft.

    Only changed elements are processed again. ``words`` splits a title into words. Not thread-safe.
    """

    def __init__(
        self,
        layout: RenderableLayout,
        yield_to_ui: YieldToUi = never_yield,
        words: Callable[[str], Sequence[str]] = segment.words,
    ) -> None:
        self._layout = layout
        self._words = words
        self._yield_to_ui = yield_to_ui
        self._rows = RowCache(yield_to_ui)

    def of(
        self, draft: Draft, marks: bool, key: str, version: int = 0, imprint: Imprint | None = None
    ) -> Result[Content]:
        """The content of a draft; ``key`` and ``version`` (0: none) are named in the file.

        Raises BadTemplate.
        """
        layout = self._layout
        layout.check(NAMES, FIELDS)
        imprint = imprint or Imprint()
        clean, notices = _printed(*_without_controls(draft, self._yield_to_ui))
        spans = _open_spans(clean, self._yield_to_ui) if marks else {}
        wording = TextOptions(spans, self._words, title_width(layout.measure))
        settings = settings_for(clean, layout.measure, layout.default)
        blocks = placed_blocks(clean, spans, layout.measure, self._yield_to_ui)
        unit = clean.identity.unit or "拟稿"
        noted = noted_ids(notes_of(clean.elements))
        printed = (
            replace(clean, elements=tuple(each for each in clean.elements if each.id not in noted)) if noted else clean
        )
        particulars = FileProperties(
            key, clean.title, unit, settings, blocks, margin_words(clean), version, clean.serial
        )
        content = Content(layout_values(printed, wording, imprint.alone, self._rows), with_fill(particulars, imprint))
        return Result(content, notices)


def _printed(draft: Draft, notices: tuple[Notice, ...]) -> tuple[Draft, tuple[Notice, ...]]:
    """The draft without strips of scanned pages, and the notice about them."""
    count = count_strips(draft.elements)
    if not count:
        return draft, notices
    strips = Notice("scan_strips_not_printed", count=count)
    return replace(draft, elements=tuple(without_strips(draft.elements))), (*notices, strips)


def _without_controls(draft: Draft, yield_to_ui: YieldToUi) -> tuple[Draft, tuple[Notice, ...]]:
    """Control characters replaced by a character of the same length that is dropped later, so that fact spans stay valid."""
    given = draft.identity.particulars
    elements = cooperatively(draft.elements, yield_to_ui, BATCH_SIZE)
    texts = chain.from_iterable((element.prefix, element.content) for element in elements)
    whole = "".join([*texts, *(text for _, text in given)])
    found = [character for character in cooperatively(FORBIDDEN, yield_to_ui) if character in whole]
    if not found:
        return draft, ()
    table = str.maketrans(dict.fromkeys(found, "\ufffe"))
    cleaned = tuple(
        replace(element, prefix=element.prefix.translate(table), content=element.content.translate(table))
        for element in cooperatively(draft.elements, yield_to_ui, BATCH_SIZE)
    )
    identity = replace(draft.identity, particulars=tuple((name, text.translate(table)) for name, text in given))
    count = sum(whole.count(character) for character in found)
    return replace(draft, elements=cleaned, identity=identity), (
        Notice("characters_left_out", 0, {"count": str(count)}),
    )


def _open_spans(draft: Draft, yield_to_ui: YieldToUi) -> dict[str, list[Span]]:
    """The spans of unconfirmed facts by element id, in order."""
    spans: dict[str, list[Span]] = {}
    for fact in cooperatively(draft.facts, yield_to_ui, 4 * BATCH_SIZE):
        if fact.state.is_open:
            spans.setdefault(fact.element_id, []).append((fact.start, fact.end))
    for places in cooperatively(spans.values(), yield_to_ui, 4 * BATCH_SIZE):
        places.sort()
    return spans
