"""署名 or 成文日期 on a page without body text (GB/T 9704-2012, 7.3.5): findings, and small spacing adjustments that avoid
it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.editing.ignoring import without_ignored
from core.errors import AppError
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.outline import SIGNED, title_block
from core.model.particulars import LAYOUT
from core.model.spans import Place, Span
from core.result import Notice
from core.stores.suppressed import suppressed_codes, without_suppressed
from core.word.layouts.templating import load_layout
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.exporting.fit import NONE, Fit, fit_of, fit_text, fitted
from core.workflows.exporting.fonts import load_fonts
from core.workflows.exporting.options import ExportOptions, usual_layout, with_fields
from core.workflows.exporting.pages import Pages, PageSetter, Paragraph
from core.workflows.layouts.unit_styles import layout_bytes
from core.workflows.messages import words

__all__ = (
    "CODE",
    "Adjustment",
    "alone_on",
    "closing_findings",
    "closing_notices",
    "current_fit_text",
    "draft_findings",
    "find_adjustment",
)

CODE = "page_closing_alone"
NO_BODY = SIGNED | {Role.NOTE, Role.NOISE}
ENOUGH = 2
"""Lines of body text that shall stand with 署名: with one alone another program's line break would undo it."""

STEPS = tuple(step * sign for step in (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0) for sign in (-1, 1))
CANDIDATES = (
    *(Fit(pitch) for pitch in STEPS),
    *(Fit(0.0, characters) for characters in (1, -1)),
    *(Fit(pitch, characters) for characters in (1, -1) for pitch in STEPS[1::3]),
)
"""Tried in this order: what is seen least first; 22 lines become 21 to 23, 28 characters 27 to 29."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment of a layout and its description."""

    layout: str
    fit: Fit
    description: str


def alone_on(draft: Draft, pages: Pages) -> tuple[Element, int] | None:
    """The first line of 署名 or date that is on a page without body text, and the page, from 1."""
    return next(((one, page) for one, page, beside in _signed_pages(draft, pages) if not beside), None)


def _signed_pages(draft: Draft, pages: Pages) -> Iterator[tuple[Element, int, int]]:
    """(first line of 署名 or date on a page, the page from 1, lines of body text above it) for each page that has one."""
    signed = {number_of(one.id): one for one in _closing(draft)}
    if not signed:
        return
    is_body = _of_body(draft)
    for index, page in enumerate(pages.pages, 1):
        shown = [placed.paragraph for placed in page.lines]
        at = next((at for at, one in enumerate(shown) if one.number in signed), None)
        if at is not None:
            yield signed[shown[at].number], index, sum(map(is_body, shown[:at]))


def _of_body(draft: Draft) -> Callable[[Paragraph], bool]:
    """Whether a paragraph of the pages is body text; those of cells, which have no number there, are known by their text."""
    numbers = {number_of(one.id) for one in draft.elements if one.role not in NO_BODY}
    cells = {one.text for one in draft.elements if one.role is Role.CELL and one.content}
    return lambda shown: shown.number in numbers or "".join(piece.text for piece in shown.pieces) in cells


def closing_findings(draft: Draft, pages: Pages) -> tuple[Finding, ...]:
    """The same as a finding; none where it was ignored in the draft or suppressed in all."""
    found = alone_on(draft, pages)
    if found is None:
        return ()
    element, page = found
    place = Place(element.id, Span(0, len(element.content)))
    message = words(CODE, page=str(page))
    found_alone = (Finding(CODE, Severity.WARNING, place, element.content, message),)
    return without_suppressed(without_ignored(draft, found_alone), suppressed_codes())


def draft_findings(draft: Draft) -> tuple[Finding, ...]:
    """The findings about the pages of a draft in its own layout; none if the layout cannot be used."""
    if next(_closing(draft), None) is None:
        return ()
    try:
        return closing_findings(draft, DraftSetter().set(draft))
    except AppError:
        return ()


def closing_notices(draft: Draft, options: ExportOptions) -> tuple[Notice, ...]:
    """The notices about a file just written with these options."""
    written = with_fields(draft, {**options.fields, LAYOUT: options.layout or usual_layout(draft)})
    return tuple(Notice(CODE, 0, {"page": str(page)}) for page in _page_alone(written))


def _page_alone(draft: Draft) -> tuple[int, ...]:
    if next(_closing(draft), None) is None:
        return ()
    try:
        found = alone_on(draft, DraftSetter().set(draft))
    except AppError:
        return ()
    return (found[1],) if found else ()


def find_adjustment(draft: Draft) -> Adjustment | None:
    """The smallest adjustment that puts body text on the page of 署名; None if none does.

    Raises AppError when the layout cannot be used.
    """
    name = usual_layout(draft)
    layout = layout_bytes(name, draft.identity.unit).value
    fallback: Fit | None = None
    for fit in CANDIDATES:
        changed = fitted(layout, fit)
        pages = PageSetter(load_layout(changed, load_fonts().alternative)).set(draft) if changed is not layout else None
        if pages is None or alone_on(draft, pages) is not None:
            continue
        if _beside(draft, pages) >= ENOUGH:
            return _adjustment(name, layout, fit)
        fallback = fallback or fit
    return _adjustment(name, layout, fallback) if fallback else None


def current_fit_text(draft: Draft) -> str:
    """The adjustment in effect in the draft's current layout; empty for none. Raises AppError."""
    name = usual_layout(draft)
    fit = fit_of(draft, name)
    return fit_text(layout_bytes(name, draft.identity.unit).value, fit) if fit != NONE else ""


def _adjustment(name: str, layout: bytes, fit: Fit) -> Adjustment:
    return Adjustment(name, fit, fit_text(layout, fit))


def _closing(draft: Draft) -> Iterator[Element]:
    """署名 and date below the text."""
    return (one for one in draft.elements[title_block(draft.elements) :] if one.role in SIGNED)


def _beside(draft: Draft, pages: Pages) -> int:
    """Lines of body text above 署名 on its page."""
    return next((beside for _, _, beside in _signed_pages(draft, pages)), 0)
