"""A draft as a Word file."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core import segment
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.draft import Draft
from core.result import Notice, Result
from core.word.layouts.file import FileProperties
from core.word.layouts.fillable import BEFORE, LineMeasure, StyleValues
from core.word.layouts.finishing import CONTROLS
from core.word.writing.blocks import placed_blocks
from core.word.writing.fitting import settings_for, title_width
from core.word.writing.values import FIELDS, NAMES, RowCache, Span, TextOptions, layout_values

FORBIDDEN = tuple(bytes([code]).decode("ascii") for code in CONTROLS)
FILLING_STYLE = "版记前空"


@dataclass(frozen=True, slots=True)
class Imprint:
    """The position of 版记, known after pagination: the space before it in twips, and whether it is alone on its page."""

    fill: float = 0.0
    alone: bool = False


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
    content = ContentBuilder(layout).of(draft, marks, draft_key, imprint)
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

    def of(self, draft: Draft, marks: bool, draft_key: str, imprint: Imprint | None = None) -> Result[Content]:
        """The content of a draft. Raises BadTemplate."""
        layout = self._layout
        layout.check(NAMES, FIELDS)
        imprint = imprint or Imprint()
        clean, notices = _without_controls(draft, self._yield_to_ui)
        spans = _open_spans(clean, self._yield_to_ui) if marks else {}
        wording = TextOptions(spans, self._words, title_width(layout.measure))
        settings = settings_for(clean, layout.measure, layout.default)
        settings[FILLING_STYLE, BEFORE] = max(int(imprint.fill), 0)
        blocks = placed_blocks(clean, spans, layout.measure.width, self._yield_to_ui)
        particulars = FileProperties(draft_key, clean.title, clean.identity.unit or "拟稿", settings, blocks)
        return Result(Content(layout_values(clean, wording, imprint.alone, self._rows), particulars), notices)


def _without_controls(draft: Draft, yield_to_ui: YieldToUi) -> tuple[Draft, tuple[Notice, ...]]:
    """Control characters replaced by a character of the same length that is dropped later, so that fact spans stay valid."""
    given = draft.identity.particulars
    elements = cooperatively(draft.elements, yield_to_ui, BATCH_SIZE)
    whole = "".join([*(element.text for element in elements), *(text for _, text in given)])
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
