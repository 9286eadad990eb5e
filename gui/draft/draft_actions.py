"""Key bindings of a draft's page: what each action of the table does there."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.outline import Section, fields
from core.workflows.drafting.filling import keep
from gui.draft.offer_bar import OfferBar
from gui.draft.views import COVERAGE, LEDGER, DraftViews
from gui.editor.paste_action import PasteAction
from gui.find.bar import FindBar
from gui.form.fields import name_of, next_in_state, next_open
from gui.outline.panel import OutlinePanel
from gui.outline.parallel_sheet import ParallelSheet
from gui.session.draft_model import DraftModel
from gui.settings.preferences import is_empty_first
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import label
from gui.widgets.frame.scrollable_column import fit_dialog

# 跳到: type a part of a heading or of a fact's name and press Enter to go there.

MOST = 200
"""More than anybody scrolls through."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A section, or with ``fact_id`` a fact; ``element_id`` is where it begins, ``note`` distinguishes it from others of that name."""

    name: str
    note: str
    element_id: str
    fact_id: str = ""
    depth: int = 0


def destinations(draft: Draft, sections: Mapping[str, Section]) -> tuple[Destination, ...]:
    """All destinations: sections in the order of the outline, then facts in the order of the text."""
    homes = {each: f"{one.ordinal}{one.heading}" for one in sections.values() for each in one.element_ids}
    return (*_sections(sections), *(_fact(group[0], homes) for group in fields(draft.facts)))


def _sections(sections: Mapping[str, Section]) -> Iterator[Destination]:
    for section in sections.values():
        if section.element_ids:
            yield Destination(
                f"{section.ordinal}{section.heading}", "", section.element_ids[0], depth=max(section.depth - 1, 0)
            )


def _fact(fact: Fact, homes: Mapping[str, str]) -> Destination:
    value = f"{fact.text}{fact.unit}"
    name = name_of(fact)
    return Destination(
        name if name == fact.text else f"{name}　{value}", homes.get(fact.element_id, ""), fact.element_id, fact.id
    )


def matching(all_of_them: Sequence[Destination], typed: str) -> list[Destination]:
    """The destinations whose name contains every typed word, or begins with these letters in pinyin; best matches
    first."""
    typed = typed.strip().lower()
    if not typed:
        return [each for each in all_of_them if not each.fact_id][:MOST]
    ranked = [
        (rank, number) for number, each in enumerate(all_of_them) if (rank := _rank(each.name, typed)) is not None
    ]
    return [all_of_them[number] for _, number in sorted(ranked)[:MOST]]


def _rank(name: str, typed: str) -> int | None:
    """0 for the best; None for a name that does not match."""
    low = name.lower()
    if typed in low:
        return 0
    if all(word in low for word in typed.split()):
        return 1
    return 2 if typed.isascii() and typed.replace(" ", "") in initials(name) else None


LETTERS = "abcdefghjklmnopqrstwxyz"
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each letter: GB 2312 sorts its 3755 common characters by pinyin."""

BOUNDS = tuple(character.encode("gb2312") for character in FIRST)
LAST = "座".encode("gb2312")


def initials(text: str) -> str:
    """The pinyin initial of each common character; other characters stay as they are, in lower case.

    >>> initials("2023年总结") '2023nzj'
    """
    return "".join(map(_initial, text)).lower()


def _initial(character: str) -> str:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character
    return LETTERS[bisect_right(BOUNDS, code) - 1] if BOUNDS[0] <= code <= LAST else character


WIDTH, HEIGHT = 520, 380
NAME = "跳到章节或要素"
NONE = "没有这样的章节或要素，换几个字试试"
MOVES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class GoTo(QDialog):
    """``place_chosen`` carries the start of a section as an element with start and end; ``fact_chosen`` a fact."""

    place_chosen = Signal(str, int, int)
    fact_chosen = Signal(str)

    def __init__(self, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._all: tuple[Destination, ...] = ()
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("标题或要素名称里的几个字，也可以打拼音首字母")
        self.typed.setAccessibleName(NAME)
        self.typed.textChanged.connect(self._show)
        self.found = QListWidget()
        self.found.setAccessibleName("可以去的地方")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda _item: self._choose())
        self.none = label(NONE, "hint")
        column = QVBoxLayout(self)
        column.addWidget(self.typed)
        column.addWidget(self.none)
        column.addWidget(self.found, 1)
        fit_dialog(self, WIDTH, HEIGHT)

    def begin(self) -> None:
        """Open the search field."""
        self._model.flush()
        self._all = destinations(self._model.draft, self._model.sections)
        self.typed.clear()
        self._show()
        self.open()
        self.typed.setFocus()

    def _show(self) -> None:
        self.found.clear()
        for found in matching(self._all, self.typed.text()):
            indent = "　" * found.depth if not self.typed.text() else ""
            item = QListWidgetItem(f"{indent}{found.name}" + (f"　·　{found.note}" if found.note else ""))
            item.setData(Qt.ItemDataRole.UserRole, found)
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.none.setVisible(not self.found.count())

    def _choose(self) -> None:
        item: QListWidgetItem | None = self.found.currentItem()  # PySide6's annotation lacks None
        if item is None:
            return
        found: Destination = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        if found.fact_id:
            self.fact_chosen.emit(found.fact_id)
        else:
            self.place_chosen.emit(found.element_id, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the current destination; arrow keys move in the list while the field keeps the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in MOVES:
            self.found.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


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

    def show_next(self, state: FactState) -> None:
        """Go to the next fact in this state, after the field at work or the cursor."""
        self._model.flush()
        place = self._middle.shared_place
        target = next_in_state(self._model.draft, *(place if place[0] else self._middle.place), state)
        if target is not None:
            self._show(target.id)

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
            "add_attachment": actions.add_attachment,
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
