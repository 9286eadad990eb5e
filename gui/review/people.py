"""The persons of a review: whose each copy is, asked once from the names in the files, and the colour of each.

The name always stands beside the colour.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.review.decisions import KeptCopy
from core.workflows.review.arrivals import is_unchanged, names_in, other_copies
from core.workflows.review.copies import CopyReview
from core.workflows.review.naming import is_account, owner_in
from gui.shell import theme
from gui.widgets.basics import button, frame, label, scrolled
from gui.widgets.choice_field import ChoiceField

COLOURS = ("person1", "person2", "person3", "person4", "person5", "person6")


def colour_name(who: str, people: Sequence[str]) -> str:
    """The name of a person's colour in style.qss; of several who want the same, that of the first."""
    first = next((place for place, name in enumerate(people) if who == name or who.startswith(f"{name}、")), 0)
    return COLOURS[first % len(COLOURS)]


HEADING = "改稿是谁改的？"
HELP = "名字照文件里的署名填好了，不对就改。采纳时的来源、采纳情况表都用这里的名字。一份里有几个人的署名，就各人算各人的，这里的名字只用在没有署名的修改上。"
SECOND = "{who}已经有一份改稿（{name}）。按“开始审阅”就换成这一份：没有定的以这一份为准，已经定了的不变，照样列着。不是同一个人，请改名字。"
TWICE = "{who}另有后来的一份（{name}）。按“开始审阅”就以那一份为准，这一份里没有定的不列出来。不是同一个人，请改名字。"
ASK = "看不出是谁改的，请填姓名或单位"
ACCOUNT = "文件里的署名“{name}”是电脑或软件的默认名字，看不出是谁。"
UNCHANGED = "和送出去的那一版完全一样：没有修改，也没有批注。收进稿件，记作“无意见”。"


class OwnersForm(QWidget):
    """``accepted`` when all are said, ``dropped`` when the copies are not wanted."""

    accepted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        self._seconds: list[tuple[CopyReview, QLabel]] = []
        self._draft: Draft | None = None
        self._card = frame("card")
        self._column = QVBoxLayout(self._card)
        self._column.setSpacing(theme.length(8))
        self._drop = button("不收(&X)", self.dropped.emit)
        self.start = button("开始审阅(&S)", self._on_start, "primary")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._card))

    def show_copies(self, draft: Draft, copies: Sequence[CopyReview]) -> None:
        """A field for each copy, with the name typed for it before."""
        typed = self.owners
        while (taken := self._column.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None and widget not in (self.start, self._drop):
                widget.deleteLater()
        self.fields, self._seconds, self._draft = {}, [], draft
        self._column.addWidget(label(HEADING, "heading"))
        self._column.addWidget(label(HELP, "secondary", wrap=True))
        people = tuple(dict.fromkeys(copy.who for copy in draft.copies if copy.who))
        for copy in copies:
            self._add(copy, people, typed.get(copy.kept.id, ""))
        self._show_seconds()
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addWidget(self._drop)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        next(iter(self.fields.values())).setFocus()

    @property
    def owners(self) -> dict[str, str]:
        """The name said for each copy, by its id."""
        return {key: field.text().strip() for key, field in self.fields.items()}

    def _on_start(self) -> None:
        """Accept the names; one that nobody said is asked for."""
        missing = next((field for field in self.fields.values() if not field.text().strip()), None)
        if missing is None:
            self.accepted.emit()
        else:
            missing.setFocus()

    def _add(self, copy: CopyReview, people: Sequence[str], typed: str) -> None:
        names = names_in(copy)
        field = ChoiceField(tuple(dict.fromkeys((*names, *people))))
        given = (*self.owners.values(), *filter(is_account, names))
        field.setText(
            typed or copy.kept.who or next((each for each in names if each not in given), owner_in(copy.name))
        )
        field.setPlaceholderText(ASK)
        field.setMaximumWidth(theme.length(320))
        field.setAccessibleName(f"{copy.name}是谁改的")
        field.returnPressed.connect(self._on_start)
        base = f"第{copy.base.version}版" if copy.base.version else "现在的稿件"
        count = f"{len(copy.changes)}处修改，{len(copy.comments)}条批注，与{base}对照"
        said = label(UNCHANGED if is_unchanged(copy) else count, "secondary", wrap=True)
        second = label("", "doubt", wrap=True)
        field.textChanged.connect(self._show_seconds)
        self._seconds.append((copy, second))
        machine = next(filter(is_account, names), "")
        account = label(ACCOUNT.format(name=machine), "secondary", wrap=True)
        for widget in (label(copy.name, "name", wrap=True), said, field, *([account] if machine else []), second):
            self._column.addWidget(widget)
        self.fields[copy.kept.id] = field

    def _show_seconds(self) -> None:
        """Say of each copy which one of the same person it would replace, or be replaced by."""
        owners = self.owners
        for copy, second in self._seconds:
            who = owners[copy.kept.id]
            named = [replace(each.kept, who=owners[each.kept.id]) for each, _ in self._seconds]
            here = [each for each in named if replace(copy.kept, who=who).is_another_of(each)]
            kept = other_copies(self._draft, copy, who) if self._draft is not None else []
            second.setText(_of_others(who, copy.kept.number, (*here, *kept)))
            second.setVisible(bool(second.text()))


def _of_others(who: str, number: int, others: Sequence[KeptCopy]) -> str:
    """Which copy of the same person a copy would be replaced by, else which it would replace."""
    later = next((TWICE.format(who=who, name=each.name) for each in others if each.number > number), "")
    return later or next((SECOND.format(who=who, name=each.name) for each in others if each.number < number), "")
