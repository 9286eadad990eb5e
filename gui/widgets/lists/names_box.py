"""A combo box for user-given names of any length."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter


class NamesBox(QComboBox):
    """Shortens a name with an ellipsis, with the whole name as tool tip; Qt's own box cuts through a character.

    ``least`` is the number of characters always visible.
    """

    def __init__(self, least: int = 6) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, and as much of the name as fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        words = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        is_cut = words != option.currentText
        if is_cut != (self.toolTip() == option.currentText):
            self.setToolTip(option.currentText if is_cut else "")
        option.currentText = words
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
