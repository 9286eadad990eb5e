"""Key bindings of a draft's page: what each action of the table does there."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.model.draft import Draft
from core.workflows.drafting.filling import keep
from gui.draft.go_to import GoTo
from gui.draft.offer_bar import OfferBar
from gui.draft.views import COVERAGE, LEDGER, DraftViews
from gui.editor.paste_action import PasteAction
from gui.find.bar import FindBar
from gui.form.fields import next_open
from gui.outline.panel import OutlinePanel
from gui.outline.parallel_sheet import ParallelSheet
from gui.session.draft_model import DraftModel
from gui.settings.preferences import is_empty_first
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner


class OpenFactKeys:
    """Moves from the cursor in the running text to the next open fact; ``done`` is emitted when there is none."""

    def __init__(
        self, model: DraftModel, middle: DraftViews, show: Callable[[str], None], done: Callable[[Draft], None]
    ) -> None:
        self._model, self._middle, self._show, self._done = model, middle, show, done

    def step(self, step: int, empty_first: bool | None = None) -> None:
        """Go to the next one (1) or the previous one (-1), by default in the order set by the user."""
        self._model.flush()
        empty_first = is_empty_first() if empty_first is None else empty_first
        target = next_open(self._model.draft, *self._middle.place, step, empty_first)
        if target is not None:
            self._show(target.id)
        else:
            self._done(self._model.draft)

    def confirm(self, fact_id: str) -> None:
        """Confirm the current fact and go to the next one."""
        if fact_id:
            self._model.do(keep, fact_id)
            self.step(1, empty_first=False)


def add_actions(page: QWidget, actions: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Add actions of the table to the page by name."""
    return {name: make_action(name, page, on_triggered) for name, on_triggered in actions.items()}


def add_find(page: QWidget, find: FindBar, middle: DraftViews) -> None:
    """The keys of 查找 and 替换 apply to the whole page; in 台账 and 对照 the key of 查找 opens their own search."""
    actions = {
        "find": lambda: find.begin(),
        "replace": lambda: find.begin(is_replacing=True),
        "next_hit": lambda: find.step(1),
        "previous_hit": lambda: find.step(-1),
    }
    finding = add_actions(page, actions)["find"]
    middle.currentChanged.connect(lambda number: finding.setEnabled(number not in (LEDGER, COVERAGE)))
    find.closed.connect(middle.setFocus)


def add_facts(page: QWidget, offers: OfferBar, middle: DraftViews) -> None:
    """The keys that turn text into a fact and back, in the current view."""
    make_action("make_fact", page, lambda: offers.make_fact(middle.text))
    make_action("make_plain", page, lambda: offers.make_plain(middle.text))


def add_go_to(page: QWidget, model: DraftModel) -> GoTo:
    """The key of 跳到; afterwards the focus is at the destination."""
    go_to = GoTo(model, page)
    make_action("go_to", page, go_to.begin)
    go_to.accepted.connect(page.setFocus)
    return go_to


def add_structure(
    page: QWidget, model: DraftModel, runner: TaskRunner, outline: OutlinePanel, middle: DraftViews
) -> PasteAction:
    """Add the section actions, which are in the menu of the outline as well; pasted text goes after the current
    section."""
    actions = outline.section_actions
    pasting = PasteAction(runner, model, actions, lambda: outline.key)
    sheet = ParallelSheet(model, page)
    made = add_actions(
        page,
        {
            "split_section": lambda: actions.split(*middle.place),
            "join_section": actions.join,
            "heading_line": actions.toggle_lines,
            "points_to_sections": lambda: actions.to_sections(outline.place or middle.place[0]),
            "sections_to_points": lambda: actions.to_points(),
            "paste_sections": pasting.paste,
            "align_headings": lambda: sheet.begin(outline.key),
        },
    )
    for action in made.values():
        action.setEnabled(not model.read_only)
    outline.show_actions(made)
    return pasting
