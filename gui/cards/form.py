"""The fields of a unit card: unit and places, short names, leaders, meetings, other names."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.model.card import Leader, Meeting, UnitCard
from gui.shell import theme
from gui.widgets.basics import frame, label
from gui.widgets.lists.rows import FieldColumn, Rows
from gui.widgets.wheel import keep_wheel_from

LEVELS = MappingProxyType(
    {
        "": "未填",
        "省": "省级（省、自治区、直辖市）",
        "市": "市级（地级市、州、盟）",
        "县": "县级（县、区、县级市、旗）",
        "乡": "乡级（乡、镇、街道）",
        "单位": "其他单位（企业、学校、医院等）",
    }
)
PLACES = MappingProxyType(
    {
        "province": ("省(&P)", "例如：湖东省"),
        "city": ("市(&C)", "例如：云州市"),
        "county": ("县区(&Q)", "例如：青禾县"),
        "town": ("乡镇(&T)", "例如：柳溪镇；没有就空着"),
    }
)
MOST = 9999
BETWEEN = re.compile("[、，,；;\n]")
LONGEST, LONGEST_LIST, OTHERS_HEIGHT = 200, 100_000, 76
SHORT_HINT = "材料里怎么称呼自己，几个之间用顿号隔开。例如：县档案馆、青禾馆"
LEADERS_HINT = "姓名和职务。材料里“县委书记XXX”这样的空，按这里填写；名片上的人不再当作别处的人名提示。"
MEETINGS_HINT = "年年要开的会和最近一次是第几届、第几次。更新届次时接着往下数。"
OTHERS_HINT = "不是本单位、但写在材料里没有错的人名、地名和单位，用顿号隔开。在“问题”里点“加入名片”的也在这里。"


class CardForm(QWidget):
    """``edited`` is emitted when the user types. ``card`` reads the fields, ``show_card`` fills them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.short = _line("例如：青禾县档案馆"), _line("例如：县档案馆、青禾馆")
        self.short.setMaxLength(LONGEST_LIST)
        self.level = QComboBox()
        for level, words in LEVELS.items():
            self.level.addItem(words, level)
        keep_wheel_from(self.level)
        self.places = {name: _line(example) for name, (_, example) in PLACES.items()}
        self.leaders = Rows(
            "领导", (FieldColumn("姓名", "姓名，例如：林知远"), FieldColumn("职务", "职务，例如：县委书记"))
        )
        self.meetings = Rows(
            "会议",
            (FieldColumn("名称", "名称，例如：县委全会"), FieldColumn("届", most=MOST), FieldColumn("次", most=MOST)),
        )
        self.others = QPlainTextEdit()
        self.others.setTabChangesFocus(True)
        self.others.setFixedHeight(theme.length(OTHERS_HEIGHT))
        self.others.setPlaceholderText("例如：红湾县、省档案局")
        self._build()
        self._connect()
        self.setFocusProxy(self.unit)

    @property
    def card(self) -> UnitCard:
        """The card with the values of the fields."""
        places = {name: field.text().strip() for name, field in self.places.items()}
        return UnitCard(
            self.unit.text().strip(),
            str(self.level.currentData() or ""),
            **places,
            short_names=_names(self.short.text()),
            leaders=tuple(Leader(str(name), str(post)) for name, post in self.leaders.values),
            meetings=tuple(Meeting(str(name), int(term), int(number)) for name, term, number in self.meetings.values),
            others=_names(self.others.toPlainText()),
        )

    def show_card(self, card: UnitCard) -> None:
        """Fill the fields without emitting ``edited``."""
        self.unit.setText(card.unit)
        self.level.setCurrentIndex(max(self.level.findData(card.level), 0))
        for name, field in self.places.items():
            field.setText(getattr(card, name))
        self.short.setText("、".join(card.short_names))
        self.leaders.show_values([(leader.name, leader.post) for leader in card.leaders])
        self.meetings.show_values([(one.name, one.term, one.number) for one in card.meetings])
        with QSignalBlocker(self.others):
            self.others.setPlainText("、".join(card.others))

    def offer(self, names: Mapping[str, Sequence[str]]) -> None:
        """Set the names of places offered as completions, by the field of the card."""
        for field, found in names.items():
            completer = QCompleter(list(found), self.places[field])
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(8)
            popup = completer.popup()
            if popup is not None:
                popup.setObjectName("completions")
            completer.activated.connect(lambda _text: self.edited.emit())
            self.places[field].setCompleter(completer)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        side = theme.length(16)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        own = _form()
        own.addRow("单位全称(&U)", _named(self.unit, "单位全称"))
        own.addRow("级别(&L)", _named(self.level, "级别"))
        for name, (words, _) in PLACES.items():
            own.addRow(words, _named(self.places[name], words.partition("(")[0]))
        own.addRow("简称(&J)", _named(self.short, "简称", SHORT_HINT))
        column.addWidget(_card("本单位", "材料里“**区”“xx市”这样的空，按这里填写。", own))
        column.addWidget(_card("领导", LEADERS_HINT, self.leaders))
        column.addWidget(_card("例行会议", MEETINGS_HINT, self.meetings))
        column.addWidget(_card("其他名称", OTHERS_HINT, _named(self.others, "其他名称", OTHERS_HINT)))
        column.addStretch(1)

    def _connect(self) -> None:
        for field in (self.unit, self.short, *self.places.values()):
            field.textEdited.connect(self.edited)
        self.level.activated.connect(lambda _index: self.edited.emit())
        self.leaders.edited.connect(self.edited)
        self.meetings.edited.connect(self.edited)
        self.others.textChanged.connect(self.edited)


def _names(text: str) -> tuple[str, ...]:
    """The names of a list, each once."""
    return tuple(dict.fromkeys(name for part in BETWEEN.split(text) if (name := part.strip())))


def _line(example: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(LONGEST)
    field.setPlaceholderText(example)
    return field


def _named(field: QWidget, name: str, hint: str = "") -> QWidget:
    field.setAccessibleName(name)
    field.setToolTip(hint)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setVerticalSpacing(theme.length(8))
    form.setHorizontalSpacing(theme.length(16))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def _card(title: str, about: str, content: QWidget | QFormLayout) -> QWidget:
    box = frame("card")
    column = QVBoxLayout(box)
    column.setContentsMargins(*[theme.length(16)] * 4)
    column.setSpacing(theme.length(8))
    column.addWidget(label(title, "heading"))
    column.addWidget(label(about, "secondary", wrap=True))
    column.addLayout(content) if isinstance(content, QFormLayout) else column.addWidget(content)
    return box
