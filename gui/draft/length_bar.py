"""字数 in the status bar: of the draft, of the section with its target, of the selection."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import is_not

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QWidget

from core.model.draft import Draft
from core.model.elements import Element
from core.model.outline import Section
from core.workflows.drafting.lengths import MOST, count_signs, set_target, targets_of
from gui.editor.panel import TextPanel
from gui.outline.sections import BACK
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.basics import button, label, restyle

SHORT, LONG = 0.8, 1.2
"""Below and above which share of the target a section is far off."""


class Lengths:
    """Caches the counts of unchanged paragraphs."""

    def __init__(self) -> None:
        self._elements: tuple[Element, ...] = ()
        self._known: dict[str, Element] = {}
        self._counts: dict[str, int] = {}

    def go_on(self, draft: Draft, most: int) -> bool:
        """Count that many uncounted paragraphs; True if none is left."""
        wanted = [each for each in self._others(draft.elements) if self._known.get(each.id) is not each]
        for each in wanted[:most]:
            self._known[each.id], self._counts[each.id] = each, count_signs(each.text)
        return len(wanted) <= most

    def of(self, draft: Draft) -> Mapping[str, int]:
        """字数 of each paragraph, its number included, by id."""
        self.go_on(draft, len(draft.elements))
        self._elements = draft.elements
        if len(self._counts) > len(draft.elements):
            self._known = {each.id: each for each in draft.elements}
            self._counts = {key: self._counts[key] for key in self._known}
        return self._counts

    def _others(self, elements: tuple[Element, ...]) -> Iterable[Element]:
        """The paragraphs that moved or changed since the last complete count."""
        if len(elements) != len(self._elements):
            return elements
        return compress(elements, map(is_not, elements, self._elements))


def length_under(sections: Mapping[str, Section], key: str, counts: Mapping[str, int]) -> int:
    """字数 of a section with everything under it."""
    found, depth = 0, 0
    is_inside = False
    for own, section in sections.items():
        if own == key:
            is_inside, depth = True, section.depth
        elif is_inside and (section.depth <= depth or not depth):
            break
        if is_inside:
            found += sum(counts.get(each, 0) for each in section.element_ids)
    return found


def tone_of(count: int, target: int) -> str:
    """The colour of the count: carried while far too low, empty when far too high."""
    if not target or SHORT * target <= count <= LONG * target:
        return ""
    return "carried" if count < target else "empty"


PAUSE = 200
A_FEW = 200
"""Paragraphs counted at a time: a long draft is counted bit by bit, so that no key waits for it."""

HOW = "按 Word 的“字数”计：一个汉字或标点算一个，连写的数字、英文算一个"
SET = f"给这一章节定一个目标字数\n{HOW}"
NO_TARGET = f"{{part}}不用定目标字数。\n{HOW}"
READ_ONLY = f"稿件现在只读，不能改目标字数。\n{HOW}"
ASK = "这一章节（连同下面的小章节）打算写多少字？填 0 表示不定目标。"


class LengthBar(QWidget):
    """Counts while the user is not typing. Clicking the section's count sets its target."""

    def __init__(self) -> None:
        super().__init__()
        self._model: DraftModel | None = None
        self._texts: Sequence[TextPanel] = ()
        self._key = ""
        self._lengths = Lengths()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.show_counts)
        self.all, self.selected = label("", "secondary"), label("", "secondary")
        self.section = button("本章节", self.ask, "count", SET)
        self.all.setToolTip(HOW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(10))
        for widget in (self.all, self.section, self.selected):
            row.addWidget(widget)

    def watch(self, model: DraftModel, texts: Sequence[TextPanel]) -> None:
        """Watch a draft and the selection in its texts."""
        self._model, self._texts = model, texts
        model.changed.connect(lambda _change: self._pause.start(PAUSE))
        for text in texts:
            text.selectionChanged.connect(lambda: self._pause.start(PAUSE))

    def show_section(self, key: str) -> None:
        """Set the current section."""
        self._key = key
        self._pause.start(PAUSE)

    def ask(self) -> None:
        """Ask for the target length of the section."""
        model, key = self._model, self._key
        if model is None or key not in targets_at(model):
            return
        asked = QInputDialog(self)
        asked.setWindowTitle("目标字数")
        asked.setLabelText(f"“{model.sections[key].ordinal}{model.sections[key].heading}”\n{ASK}")
        asked.setInputMode(QInputDialog.InputMode.IntInput)
        asked.setIntRange(0, MOST)
        asked.setIntStep(100)
        asked.setIntValue(targets_of(model.draft).get(key, 0))
        asked.setOkButtonText("确定")
        asked.setCancelButtonText("取消")
        asked.intValueSelected.connect(lambda count: model.do(set_target, key, count))
        asked.open()
        for each in asked.findChildren(QPushButton):
            each.setIcon(QIcon())  # standard icons of the style would look foreign

    def show_counts(self) -> None:
        """Count some more paragraphs, then show the known counts."""
        model = self._model
        if model is None:
            return
        if not self._lengths.go_on(model.draft, A_FEW):
            self._pause.start(0)
            return
        counts = self._lengths.of(model.draft)
        self.all.setText(f"全稿 {sum(counts.values())} 字")
        here, target = length_under(model.sections, self._key, counts), targets_of(model.draft).get(self._key, 0)
        self.section.setText(f"本章节 {here}/{target} 字" if target else f"本章节 {here} 字")
        self.section.setEnabled(self._key in targets_at(model))
        self.section.setToolTip(_told(model, self._key))
        self.section.setAccessibleDescription(self.section.toolTip())
        restyle(self.section, "tone", tone_of(here, target))
        chosen = next((words for text in self._texts if text.isVisible() and (words := _selected_text(text))), "")
        self.selected.setText(f"选中 {count_signs(chosen)} 字")
        self.selected.setVisible(bool(chosen))


def targets_at(model: DraftModel) -> frozenset[str]:
    """The keys of the sections that can have a target; none for a read-only draft."""
    return frozenset() if model.read_only else frozenset(model.sections) - {BACK}


def _told(model: DraftModel, key: str) -> str:
    """The tool tip: what a click does, or why nothing can be set."""
    section = model.sections.get(key)
    if model.read_only:
        return READ_ONLY
    return SET if section is None or key != BACK else NO_TARGET.format(part=section.heading)


def _selected_text(text: TextPanel) -> str:
    return text.textCursor().selectedText().replace("\u2029", "\n")
