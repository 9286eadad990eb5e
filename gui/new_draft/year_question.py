"""The year of a basis document: one question with the candidates and their places, answered by one click or key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from core.workflows.importing.base_years import BasisYear, Candidate
from gui.shell import theme
from gui.widgets.basics import button, frame, label, restyle
from gui.widgets.wheel import keep_wheel_from

ASKED = "“{name}”写的是哪一年？"
WHY = "材料里的说法不一致，或者和稿件的年份接不上。回答之前，建议都标为“请核定”，不会成批改动。"
CHANGED = "点一个年份就改过来；也可以撤销。"
SETTLED = "“{name}”写的是{year}年（{evidence}）。"
SAID = "您定的"
ASSUMED = "材料里没有写年份，按稿件的年份推算"
CHANGE, OTHER = "更改年份", "其他年份"
EARLIEST, LATEST = 1949, 2199


class YearQuestion(QWidget):
    """One card for each document whose year is open, one line for each whose year is known, with a button to change it.

    ``answered`` carries the number of the document and the year. Alt with 1, 2, … chooses a candidate.
    """

    answered = Signal(int, int)

    def __init__(self, margin: int = 0) -> None:
        """``margin`` is the space left and right of the cards."""
        super().__init__()
        self._years: tuple[BasisYear, ...] = ()
        self._changing: int = -1
        self._cards: list[QFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.length(margin), 0, theme.length(margin), 0)
        self._column.setSpacing(theme.length(6))
        self.hide()

    @property
    def asks(self) -> bool:
        """Whether a year is open."""
        return any(year.is_open for year in self._years)

    @property
    def has_years(self) -> bool:
        """Whether there is a document at all."""
        return bool(self._years)

    @property
    def evidence(self) -> str:
        """The known years as text."""
        return "".join(each.text() for card in self._cards for each in card.findChildren(QLabel))

    def show_years(self, years: Sequence[BasisYear]) -> None:
        """Show these documents; hidden if there are none."""
        if tuple(years) == self._years:
            return
        self._years, self._changing = tuple(years), -1
        self._show()

    def _show(self) -> None:
        """Rebuild the cards; the focus stays here if it was."""
        focus = self.window().focusWidget()
        had_keyboard = focus is not None and self.isAncestorOf(focus)
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(year) for year in self._years]
        for card in self._cards:
            self._column.addWidget(card)
        self.setVisible(bool(self._cards))
        if had_keyboard and self._cards:
            self._cards[0].setFocus()

    def _card(self, year: BasisYear) -> QFrame:
        return self._asking(year) if year.is_open or self._changing == year.number else self._known(year)

    def _asking(self, year: BasisYear) -> QFrame:
        card = frame("")
        restyle(card, "notice", "warning" if year.is_open else "info")
        question = ASKED.format(name=year.name)
        card.setAccessibleName(question)
        card.setAccessibleDescription(year.evidence)
        column = QVBoxLayout(card)
        side = theme.length(12)
        column.setContentsMargins(side, theme.length(8), side, theme.length(10))
        column.addWidget(label(question, "name", wrap=True))
        column.addWidget(label(WHY if year.is_open else CHANGED, "small", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.length(10))
        choices = [self._choice(year, candidate, number) for number, candidate in enumerate(year.candidates, 1)]
        for row, (choice, candidate) in enumerate(zip(choices, year.candidates, strict=True)):
            grid.addWidget(choice, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(candidate.evidence, "small", wrap=True), row, 1)
        column.addLayout(grid)
        column.addLayout(self._other(year))
        card.setFocusProxy(choices[0])
        return card

    def _choice(self, year: BasisYear, candidate: Candidate, number: int) -> QWidget:
        answer = partial(self._give, year.number, candidate.year)
        key = f"(&{number})" if year.number == self._first_asked else ""
        made = button(f"{candidate.year}年{key}", answer, "", f"这份材料写的是{candidate.year}年")
        made.setAccessibleName(f"{candidate.year}年，{candidate.evidence}")
        return made

    @property
    def _first_asked(self) -> int:
        """The document whose candidates have the keys."""
        shown = (year.number for year in self._years if year.is_open or self._changing == year.number)
        return next(shown, -1)

    def _other(self, year: BasisYear) -> QHBoxLayout:
        """Type any other year."""
        box = QSpinBox()
        box.setRange(EARLIEST, LATEST)
        box.setSuffix(" 年")
        box.setValue(year.term.year or year.expected or EARLIEST)
        box.setAccessibleName(OTHER)
        box.lineEdit().setTextMargins(theme.length(9), 0, 0, 0)  # style sheets do not apply inside
        keep_wheel_from(box)
        row = QHBoxLayout()
        row.addWidget(label(OTHER, "small"))
        row.addWidget(box)
        row.addWidget(button("确定", lambda: self._give(year.number, box.value()), "quiet", "按这个年份"))
        row.addStretch(1)
        return row

    def _known(self, year: BasisYear) -> QFrame:
        card = frame("")
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        evidence = next((one.evidence for one in year.candidates if one.year == year.term.year and one.signs), ASSUMED)
        words = SETTLED.format(name=year.name, year=year.term.year, evidence=SAID if year.answer else evidence)
        row.addWidget(label(words, "small", wrap=True), 1)
        change = button(CHANGE, partial(self._begin_changing, year.number), "quiet", "这份材料写的其实是另一年")
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        card.setFocusProxy(change)
        return card

    def _give(self, number: int, year: int) -> None:
        """Emit an answer; even an unchanged year closes the question."""
        self._changing = -1
        self._show()
        self.answered.emit(number, year)

    def _begin_changing(self, number: int) -> None:
        self._changing = number
        self._show()
