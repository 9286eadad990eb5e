"""The pages of a draft in its own layout, with the unit style of its unit.

The draft page imports this module, so the layout engine (jinja2, paging) is imported when the first pages are made.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from core.cooperative import YieldToUi, never_yield
from core.editing.particulars import particulars_of
from core.model.draft import Draft
from core.model.particulars import FIT
from core.model.tables.fit import TypeArea
from core.workflows.exporting.options import ExportOptions, chosen_layout, usual_layout
from core.workflows.layouts.files import USUAL_LAYOUT, layouts
from core.workflows.layouts.unit_styles import book_path, layout_bytes

if TYPE_CHECKING:
    from core.workflows.exporting.pages import Pages, PageSetter

Stamp = tuple[str, str, str, int, int]


class DraftSetter:
    """Typesets a draft repeatedly, each time only what has changed; not for two threads at once.

    The layout is reloaded when its file, the unit style or the draft's choice has changed. ``marks`` highlights open
    facts.
    """

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self.yield_to_ui = yield_to_ui
        self.marks = True
        self._stamp: Stamp | None = None
        self._setter: PageSetter | None = None

    def set(self, draft: Draft) -> "Pages":
        """The pages of a draft. Raises AppError when its layout cannot be used."""
        return self._setter_for(draft).set(draft, self.marks)

    def area(self, draft: Draft) -> TypeArea:
        """The type area of a draft's layout. Raises AppError when it cannot be used."""
        return self._setter_for(draft).area

    def _setter_for(self, draft: Draft) -> "PageSetter":
        stamp = _stamp(draft)
        if self._setter is None or stamp != self._stamp:
            self.yield_to_ui()  # compiling a layout cannot be interrupted
            self._setter = None  # an unusable layout sets nothing
            layout = chosen_layout(draft, ExportOptions()).value
            self._setter, self._stamp = _page_setter(layout, self.yield_to_ui), stamp
        return self._setter


def warm_up() -> None:
    """Import the layout engine and compile the usual layout, before the user types. Raises AppError."""
    _page_setter(layout_bytes(USUAL_LAYOUT, "").value, never_yield)


def _page_setter(layout: bytes, yield_to_ui: YieldToUi) -> "PageSetter":
    """The only place that imports the layout engine for the window."""
    from core.workflows.exporting.pages import PageSetter
    from core.workflows.layouts.usage import load_usable

    return PageSetter(load_usable(layout), yield_to_ui)


def _stamp(draft: Draft) -> Stamp:
    layout, unit = usual_layout(draft), draft.identity.unit
    path, fit = layouts().get(layout, Path(layout)), particulars_of(draft).get(FIT, "")
    return layout, unit, fit, _changed_at(path), _changed_at(book_path(unit))


def _changed_at(path: Path) -> int:
    """When a file was last changed, in nanoseconds; 0 while there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
