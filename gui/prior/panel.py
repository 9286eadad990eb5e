"""往年材料: last year's text of the current section, with what has changed since struck out."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from os.path import commonprefix

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from core.model.change import Change
from core.model.draft import Draft, advance_all
from core.model.elements import Role
from core.model.fact import Fact
from core.model.outline import Section
from core.model.spans import Place, Span
from core.workflows.drafting.last_year import (
    Alike,
    SectionComparison,
    alike_sections,
    counterparts,
    fact_there,
    prior_place,
    sentence_change,
    take_value,
)
from core.workflows.yearly.bases import listed_bases
from gui.form.fields import name_of
from gui.outline.sections import identity_changed, section_of, stay, touched_by
from gui.prior.bases import BasisBar
from gui.prior.text import PriorText
from gui.session.draft_model import DraftModel
from gui.session.typing_activity import TypingActivity
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label

STEP = 1_500
"""Paragraphs of last year's documents that are made at once."""

PAUSE, SOON, LONG = 250, 100, 2_000
"""Milliseconds until an edit is followed, and until another section is shown where so many paragraphs have to be looked through:
the draft itself comes first."""

BEFORE_YEAR = re.compile(r"\D*")
NO_BASIS = "这份稿件没有往年材料。点“添加”放入去年的文件，写到哪里，这里就显示去年同一处的文字。"
NO_COUNTERPART = "这一章节是今年新加的，往年材料里没有对应的文字。"
NOT_IN_THIS = "《{name}》里没有与这一章节对应的文字。"
IN_FULL = "《{name}》里没有与这一章节对应的文字，下面是它的全文。"
WHOLE = "whole"
"""Key of all that a document without headings says."""

OTHER = "看另一份材料里的"
BY_HEADING = "按标题在《{name}》里找到的，和今年的不同没有标出。"
HOW = "双击一句话或一个数（或按 Enter），写回稿件"
SAME = "稿件里就是这样写的，没有改动"
LOCKED = "稿件现在只读，没有改动"
TITLE = "往年材料里相近的章节（点一下看原文）："
SIDE, AIR = 16, 10


class AlikePanel(QWidget):
    """``chosen`` carries the section to show."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(4))
        self.shown: tuple[Alike, ...] = ()
        self.hide()

    def show_alike(self, draft: Draft, found: Sequence[Alike]) -> None:
        """Offer these sections; hidden if there are none."""
        if tuple(found) == self.shown:
            self.setVisible(bool(found))
            return
        self.shown = tuple(found)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found:
            self._column.addWidget(label(TITLE, "secondary", wrap=True))
        has_sources = len({one.basis for one in found}) > 1
        for one in found:
            self._column.addWidget(self._button(draft, one, has_sources))
        self.setVisible(bool(found))

    def _button(self, draft: Draft, one: Alike, has_source: bool) -> QWidget:
        name = f"{one.section.ordinal}{one.section.heading}"
        source = f"《{draft.basis[one.basis].name}》"
        made = _Offer([name, source] if has_source else [name])
        made.setToolTip(f"{name}\n{source}，相近程度 {round(100 * one.score)}%")
        made.setAccessibleDescription(source)
        made.clicked.connect(lambda _checked: self.chosen.emit(one))
        return made


class _Offer(QPushButton):
    """Lines shortened with …: a long heading must not take width from the text being edited."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self._lines = lines
        self.setAutoDefault(True)
        self.setAccessibleName(lines[0])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines need the same padding as one."""
        return super().sizeHint() + QSize(0, theme.length(AIR) * (len(self._lines) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the lines to the width."""
        super().resizeEvent(event)
        metrics, room = self.fontMetrics(), event.size().width() - 2 * theme.length(SIDE)
        self.setText("\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in self._lines))


ENDS = 4
"""Characters of both ends of a long name that a tab shows."""


class PriorPanel(QWidget):
    """Follows the current section.

    ``message_shown`` carries a message about what was copied into the draft, ``place_chosen`` its place there: an element, start
    and end.
    """

    message_shown = Signal(str)
    place_chosen = Signal(str, int, int)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.model: DraftModel | None = None
        self._key = self._fact = ""
        self._number = -1  # the document chosen by the user, kept until another one is chosen
        self.linked: Alike | None = None
        self._compared: SectionComparison | None = None  # what is shown, where the text is marked
        self._touched: frozenset[str] | None = None  # what was edited since; None where more may be another
        self._steps: Iterator[bool] | None = None  # what is left of showing the section
        self._pause, self._soon = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self._soon.timeout.connect(self._on_soon)
        self.typing = TypingActivity()
        self.tabs = QTabBar(expanding=False, usesScrollButtons=True)
        self.tabs.setAccessibleName("往年材料")
        self.tabs.setDrawBase(False)
        self.tabs.tabBarClicked.connect(self._on_tab_chosen)
        self.tabs.currentChanged.connect(self._on_tab_turned)
        self._source, self.missing = label("", "secondary", wrap=True), label("", "hint", wrap=True)
        self.other = button(OTHER, lambda: self._on_tab_chosen(self._elsewhere), "quiet")
        self._elsewhere = -1  # the document that has the section if the one in view does not
        self.bases = BasisBar(runner)
        self.bases.message_shown.connect(self.message_shown)
        self.bases.added.connect(self._on_tab_chosen)
        self.alike = AlikePanel()
        self.alike.chosen.connect(self._on_alike_chosen)
        self.text = PriorText()
        self.text.taken.connect(self._on_taken)
        self.setFocusProxy(self.text)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setProperty("tone", "kept")
        self._bar.setRange(0, 100)
        self.share, self._caption = label("", "secondary", wrap=True), label("上年文字留下多少", "secondary")
        self.hint = label(HOW, "small", wrap=True)
        self._build()

    def _build(self) -> None:
        side = theme.length(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side // 2, side, side)
        column.setSpacing(theme.length(8))
        for above in (self.tabs, self.bases, self._source, self.missing, self.other, self.alike):
            column.addWidget(above)
        column.setAlignment(self.other, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text, 1)
        for below in (self.hint, self._caption, self._bar, self.share):
            column.addWidget(below)
        column.addStretch(0)
        self._column = column

    @property
    def is_comparing(self) -> bool:
        """Whether the section is still to be shown, which is soon done."""
        return self._soon.isActive() or self._steps is not None

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show last year's text of a section."""
        if model is not self.model:
            model.changed.connect(self._on_changed)
        if (model, key) == (self.model, self._key) and self._touched == frozenset():
            return
        if (model, key) != (self.model, self._key):
            self._number = self._number if model is self.model else -1
            self.model, self._key, self._fact = model, key, ""
            self.linked = None
            self.alike.hide()
            self.text.verticalScrollBar().setValue(0)
            self._touched = self._steps = None
        if sum(len(basis.elements) for basis in model.draft.basis) > LONG:
            QTimer.singleShot(0, self, lambda: self._soon.start(SOON))  # not before the draft is painted
        else:
            self._refresh()

    def show_fact(self, fact_id: str) -> None:
        """Highlight last year's value of a fact of this section, and scroll to it."""
        self._fact = fact_id
        if self.model is None:
            return
        cursor = self.text.mark(prior_place(self.model.draft, self._fact))
        if cursor is not None:
            place, bar = self.text.cursorRect(cursor), self.text.verticalScrollBar()
            height = self.text.viewport().height()
            if not 0 <= place.top() <= place.bottom() <= height:
                bar.setValue(bar.value() + place.top() - height // 3)

    # Display

    def _on_changed(self, change: Change) -> None:
        is_text = self._touched is not None and stay(change) and not identity_changed(change)
        self._touched = self._touched | touched_by(change) if is_text and self._touched is not None else None
        self._pause.start(PAUSE)

    def postpone(self) -> None:
        """The user is typing: a pending comparison waits until typing pauses."""
        self.typing.touch()

    def _on_pause(self) -> None:
        left = self.typing.left(PAUSE)
        if left:
            self._pause.start(left)
        elif self._touched is None or self._compared is None:
            self._refresh()
        else:
            self._follow(self._compared, self._touched)

    def _on_soon(self) -> None:
        """Another section was chosen, and perhaps a fact in it meanwhile."""
        if left := self.typing.left(PAUSE):
            self._soon.start(left)
            return
        if self.model is not None and not advance_all((each.elements for each in self.model.draft.basis), STEP):
            self._soon.start(0)
            return
        self._steps = self._steps or self._in_steps()
        if next(self._steps, True):
            self._steps = None
            if self._fact:
                self.show_fact(self._fact)
        else:
            self._soon.start(0)

    def _follow(self, shown: SectionComparison, touched: frozenset[str]) -> None:
        """Compare what was edited since; no section is another one."""
        if self.model is not None:
            numbers = shown.follow(self.model.index.elements, touched)
            self._show_share(self.text.show_changed(shown.pairs, numbers), self.model.draft)
            self._touched = frozenset()

    def _refresh(self) -> None:
        """Show the section as it is now, instead of what may be half done in steps."""
        self._soon.stop()
        self._steps = None
        deque(self._in_steps(), maxlen=0)

    def _in_steps(self) -> Iterator[bool]:
        """The same in steps, each giving False: one of a long draft and the next would keep the window for too long."""
        self._pause.stop()
        self._compared, self._touched = None, frozenset()
        if self.model is None:
            return
        draft, section = self.model.draft, self.model.sections.get(self._key)
        found = counterparts(draft, section) if section else {}
        yield False
        number = self._shown_number(found, draft)
        self._show_tabs(draft, number)
        self.bases.show_basis(self.model, number)
        there = self._there(draft, number, found)
        self._show_words(draft, number, found, there)
        yield False
        if there is not None:
            yield from self._show_text(draft, self.linked.basis if self.linked else number, there)
        self._look_for_alike(draft, None if number in found else section, number if found else -1)

    def _there(self, draft: Draft, number: int, found: Mapping[int, Section]) -> Section | None:
        """What is shown of a document; None where there is nothing."""
        return self.linked.section if self.linked else found.get(number) or _whole(draft, number)

    def _shown_number(self, found: Mapping[int, Section], draft: Draft) -> int:
        """The document chosen by the user, with a counterpart or not; otherwise the first that has one."""
        there = [each.number for each in listed_bases(draft)]
        return self._number if self._number in there else next(iter(found), there[0] if there else 0)

    def _look_for_alike(self, draft: Draft, section: Section | None, only: int) -> None:
        """Offer similar sections when there is no counterpart here; only in this document where others have one."""
        if section is None or not draft.basis:
            self._runner.cancel("alike_sections")
            self.alike.hide()
            return
        show = partial(self._on_alike_found, draft)
        self._runner.run(alike_sections, draft, section.element_ids, only, on_done=show, key="alike_sections")

    def _on_alike_found(self, draft: Draft, found: Sequence[Alike]) -> None:
        """Offer them; the one with the same heading, in the current document, is shown at once."""
        here = (one for one in found if one.basis == self.tabs.currentIndex() and self._has_same_heading(one))
        same = next(here, None)
        self.alike.show_alike(draft, [one for one in found if one is not same])
        if same is not None and self.linked is None:
            self.linked = same
            self._refresh()

    def _has_same_heading(self, one: Alike) -> bool:
        section = self.model.sections.get(self._key) if self.model is not None else None
        return section is not None and bool(section.heading) and section.heading == one.section.heading

    def _show_tabs(self, draft: Draft, number: int) -> None:
        names = [basis.name for basis in draft.basis]
        if [self.tabs.tabToolTip(n) for n in range(self.tabs.count())] != names:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for name, short in zip(names, short_names(names), strict=True):
                self.tabs.setTabToolTip(self.tabs.addTab(middle_out(short)), name)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)  # cut off, 2024年 and 2025年 would be the same 202…
        there = {each.number for each in listed_bases(draft)}
        for at in range(len(names)):
            self.tabs.setTabVisible(at, at in there)
        self.tabs.setVisible(len(there) > 1)
        self.tabs.setCurrentIndex(number)

    def _show_text(self, draft: Draft, number: int, there: Section) -> Iterator[bool]:
        """The paragraphs of last year, each compared with its present text; those of a linked section unmarked."""
        basis = draft.basis[number]
        name = "" if self.tabs.isVisibleTo(self) else basis.name
        self._source.setText("　".join(part for part in (name, there.ordinal + there.heading) if part))
        if self.linked or there.key == WHOLE:
            ids = frozenset(there.element_ids)
            pairs = [(element, element.content) for element in basis.elements if element.id in ids]
        else:
            compared = SectionComparison(draft, basis, there)
            pairs = compared.pairs
            yield False
            self._compared = compared
        self._show_share(self.text.show_pairs(pairs), draft)

    def _show_share(self, percent: int, draft: Draft) -> None:
        self.text.mark(prior_place(draft, self._fact))
        words = f"本章节沿用率 {percent}%"
        self._bar.setValue(percent)
        self._bar.setAccessibleName(words)
        self.share.setText(words)

    def _show_words(self, draft: Draft, number: int, found: Mapping[int, Section], there: Section | None) -> None:
        has_text = there is not None
        is_own = has_text and there is found.get(number)
        self._elsewhere = -1 if number in found else next(iter(found), -1)
        self.missing.setText(self._explanation(draft, number, there))
        self.other.setVisible(self._elsewhere >= 0)
        self.missing.setVisible(not is_own)
        self.hint.setText(HOW)
        for shown in (self._source, self.text, self.hint):
            shown.setVisible(has_text)
        for below in (self._caption, self._bar, self.share):
            below.setVisible(is_own)
        self._column.setStretch(self._column.count() - 1, 0 if has_text else 1)

    def _explanation(self, draft: Draft, number: int, there: Section | None) -> str:
        """The explanation where the document has no counterpart."""
        if not listed_bases(draft):
            return NO_BASIS
        if there is not None and there.key == WHOLE:
            return IN_FULL.format(name=draft.basis[number].name)
        found = self.linked is not None and self._has_same_heading(self.linked)
        words = BY_HEADING if found else NOT_IN_THIS if self._elsewhere >= 0 else NO_COUNTERPART
        return words.format(name=draft.basis[number].name)

    def _on_alike_chosen(self, one: Alike) -> None:
        self.linked = one
        self._refresh()
        self.text.setFocus()

    def _on_tab_chosen(self, number: int) -> None:
        if number >= 0:
            self._number, self.linked = number, None
            self._refresh()

    def _on_tab_turned(self, number: int) -> None:
        """Only for the user's own changes of tab; the panel itself changes tabs as well."""
        if self.tabs.hasFocus():
            self._on_tab_chosen(number)

    # Taking over

    def _on_taken(self, number: int, offset: int) -> None:
        """Take over the value at a place of last year's text or, where no value differs, the sentence."""
        model = self.model
        if model is None or model.read_only or self._key not in model.sections:
            self.hint.setText(LOCKED)
            return
        model.flush()
        element, basis = self.text.element(number), self.linked.basis if self.linked else self.tabs.currentIndex()
        fact = fact_there(model.draft, basis, element.id, offset)
        if fact is not None and _has_other_value(fact):
            self._take(f"“{name_of(fact)}”已改回上年的“{fact.prior}”", model, lambda now: take_value(now, fact.id))
            return
        place = max(offset - len(element.prefix), 0)
        at, home = Place(element.id, Span(place, place)), model.sections[self._key].element_ids
        self._take("已写回上年这句话", model, lambda now: sentence_change(now, basis, at, home))

    def _take(self, words: str, model: DraftModel, edit: Callable[[Draft], Change]) -> None:
        """Make the edit and report its place."""
        change = self._runner.attempt(edit, model.draft)
        if change is None or not model.take(lambda _draft: change):
            self.hint.setText(SAME)
            return
        place = change.place
        section = model.sections.get(section_of(model.sections, place.element_id))
        where = f"，在“{section.ordinal}{section.heading}”" if section else ""
        self.place_chosen.emit(place.element_id, place.span.start, place.span.end)
        self.message_shown.emit(f"{words}{where}。")


def short_names(names: Sequence[str]) -> list[str]:
    """The names without a common beginning of two of them, up to a year: 某县水务局2025年总结 becomes 2025年总结."""
    found = []
    for number, name in enumerate(names):
        others = (commonprefix([name, other]) for at, other in enumerate(names) if at != number)
        alike = BEFORE_YEAR.match(max(others, key=len, default=""))
        found.append(name[alike.end() if alike else 0 :] or name)
    return found


def middle_out(name: str) -> str:
    """A long name without its middle, so that several tabs can be read beside one another."""
    return name if len(name) <= 2 * ENDS + 1 else f"{name[:ENDS]}…{name[-ENDS:]}"


def _whole(draft: Draft, number: int) -> Section | None:
    """All of a document without headings, whose text no section could show; None for others."""
    elements = draft.basis[number].elements if number < len(draft.basis) else ()
    if not elements or any(each.role is Role.HEADING for each in elements):
        return None
    return Section(WHOLE, "", "", "", 0, tuple(each.id for each in elements))


def _has_other_value(fact: Fact) -> bool:
    """Whether last year's value here differs from this year's; a mask is no value."""
    return fact.text != fact.prior and any(sign.isalnum() for sign in fact.prior)
