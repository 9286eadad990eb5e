"""跳到: type a part of a heading or of a fact's name and press Enter to go there."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import Section, fields
from gui.form.fields import name_of
from gui.session.draft_model import DraftModel
from gui.widgets.basics import label
from gui.widgets.frame.scrollable_column import fit_dialog

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
