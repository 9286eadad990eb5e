"""The pages of a draft or of a Word file, as the window, the printer and the PDF paint them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from threading import Lock

from core import segment
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.errors import BadWords
from core.model.change import number_of
from core.model.draft import Draft
from core.model.tables.fit import TypeArea
from core.resources import data_lines, load
from core.result import Result
from core.typesetting.paginate import lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.places import PageHeading, PagePlace, character_at, find_place, headings
from core.typesetting.values import (
    Border,
    Face,
    Page,
    Pages,
    PageSection,
    PageSheet,
    Paragraph,
    ParagraphShape,
    PlacedLine,
    Rule,
    Stretch,
    TextLine,
)
from core.word.layouts.file import WordLayout, uses_style
from core.word.layouts.finishing import Finisher
from core.word.pages.reading import RenderedReader, read_file
from core.word.writing.document import FILLING_STYLE, Content, ContentBuilder, Imprint, with_fill
from core.workflows.layouts.usage import load_usable

# The words of a title, between which it may be broken into lines (GB/T 9704-2012, 7.3.1: no word is divided).

TABLE, LISTS = "fixed_phrases.tsv", ("office_words.txt", "office_phrases.txt", "title_terms.txt")
LONGEST_TERM = 8
"""Characters of the longest term kept on one line; a longer one would make the lines too uneven."""

_CUTS = re.compile(r"[、，/《》（）()“”\s]+")


def title_words(title: str) -> Sequence[str]:
    """The words of a title in order; a set term of several words counts as one. Joined they are the title.

    >>> title_words("深入学习实践科学发展观")
    ['深入', '学习', '实践', '科学发展观']
    """
    edges = set(accumulate(map(len, segment.words(title))))
    for start, end in _terms_in(title):
        edges.difference_update(range(start + 1, end))
    return [title[start:end] for start, end in pairwise((0, *sorted(edges)))]


def _terms_in(title: str) -> Iterable[tuple[int, int]]:
    """The spans of the set terms in a title, the longest at each position."""
    terms, start = known_terms(), 0
    while start < len(title):
        lengths = range(min(LONGEST_TERM, len(title) - start), 2, -1)
        length = next((length for length in lengths if title[start : start + length] in terms), 0)
        if length:
            yield start, start + length
        start += length or 1


@lru_cache(maxsize=1)
def known_terms() -> frozenset[str]:
    """Terms of three to eight characters in the program's lists; a list that cannot be read is skipped."""
    return frozenset(term for name in (TABLE, *LISTS) for term in _listed(name) if 2 < len(term) <= LONGEST_TERM)


def _listed(name: str) -> Iterable[str]:
    try:
        lines = load(tuple, name, parse=data_lines)
    except BadWords:
        return
    for line in lines:
        cells = line.split("\t")[:2] if name == TABLE else [line]
        yield from (term for cell in cells for term in _CUTS.split(cell))


__all__ = (
    "Border",
    "Face",
    "Imprint",
    "Page",
    "PageHeading",
    "PagePlace",
    "PageSection",
    "PageSetter",
    "PageSheet",
    "Pages",
    "Paragraph",
    "ParagraphShape",
    "PlacedLine",
    "Rule",
    "Stretch",
    "TextLine",
    "character_at",
    "find_place",
    "headings",
    "imprint_of",
    "set_file",
    "write_draft",
)


KEPT = 2
"""Layouts whose last pages are kept from export to export."""


class PageSetter:
    """Typesets drafts in one layout, each time only what has changed; thread-safe.

    ``layout`` is a Word file with tags, raw or compiled. Raises BadTemplate for an unusable one.
    """

    def __init__(self, layout: bytes | WordLayout, yield_to_ui: YieldToUi = never_yield) -> None:
        self._yield_to_ui = yield_to_ui
        self._layout = load_usable(layout) if isinstance(layout, bytes) else layout
        self._contents = ContentBuilder(self._layout, yield_to_ui, title_words)
        self._finisher = Finisher(yield_to_ui)
        self._reader = RenderedReader(self._layout.fixed_parts(), yield_to_ui)
        self._memory = TypesettingCache()
        self._setting = Lock()

    @property
    def area(self) -> TypeArea:
        """The type area of the layout."""
        return self._layout.measure.area

    def set(self, draft: Draft, marks: bool = True) -> Pages:
        """The pages of a draft; ``marks`` highlights open facts. Raises BadTemplate.

        An imprint that does not fit on the last page of text is set again on a page of its own, which has no page
        number.
        """
        with self._setting:
            return self._whole(draft, marks, self._rendered(self._content(draft, marks, Imprint()).value))

    def write(self, draft: Draft, marks: bool, version: int = 0) -> Result[bytes]:
        """The draft's file as ``write_word`` writes it, with its imprint placed, naming a version (0: none).

        Raises BadTemplate.
        """
        with self._setting:
            content = self._content(draft, marks, Imprint(), version)
            parts = self._rendered(content.value)
            imprint = self._imprint(draft, marks, parts)
            if imprint.alone:
                content = self._content(draft, marks, imprint, version)
                parts = self._rendered(content.value)
            properties = with_fill(content.value.particulars, imprint)
            return Result(self._layout.file(parts, properties), content.notices)

    def _imprint(self, draft: Draft, marks: bool, parts: Mapping[str, bytes]) -> Imprint:
        """The imprint's placement; pages are set only when there is an imprint, since that takes most of an export."""
        has_imprint = uses_style(parts, FILLING_STYLE)
        return imprint_of(self._whole(draft, marks, parts)) if has_imprint else Imprint()

    def _whole(self, draft: Draft, marks: bool, parts: Mapping[str, bytes]) -> Pages:
        pages = self._pages(draft, parts)
        if not pages.fill_alone:
            return pages
        return self._pages(draft, self._rendered(self._content(draft, marks, Imprint(alone=True)).value))

    def _content(self, draft: Draft, marks: bool, imprint: Imprint, version: int = 0) -> Result[Content]:
        return self._contents.of(draft, marks, draft.identity.key, version, imprint)

    def _rendered(self, content: Content) -> Mapping[str, bytes]:
        return self._layout.parts(content.values, content.particulars, self._finisher)

    def _pages(self, draft: Draft, parts: Mapping[str, bytes]) -> Pages:
        elements = cooperatively(draft.elements, self._yield_to_ui, BATCH_SIZE)
        texts = {number_of(element.id): element.text for element in elements}
        return lay_out(self._reader.read(parts, texts), self._memory, self._yield_to_ui)


def imprint_of(pages: Pages) -> Imprint:
    """The placement that the Word file must state so that its imprint is where these pages have it."""
    return Imprint(pages.filled or 0.0, pages.fill_alone)


def write_draft(draft: Draft, layout: WordLayout, marks: bool, version: int = 0) -> Result[bytes]:
    """A draft's file, recomputing only what has changed since the last one; it names a version. Raises BadTemplate."""
    return _kept_setter(layout).write(draft, marks, version)


@lru_cache(maxsize=KEPT)
def _kept_setter(layout: WordLayout) -> PageSetter:
    """One setter for all exports in a layout, since a draft is exported repeatedly with little changed."""
    return PageSetter(layout)


def set_file(data: bytes) -> Pages:
    """The pages of any finished Word file. Raises BadInput if it is no Word file, damaged, encrypted or too large."""
    return lay_out(read_file(data))
