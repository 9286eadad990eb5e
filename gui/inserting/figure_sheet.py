"""图片: how wide it is, its caption and its alternative text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from core.workflows.tables.figures import EMU_PER_MM, FigureDetails
from gui.inserting.table_sheet import buttons
from gui.shell import theme
from gui.widgets.basics import label

NAME = "图片"
HINT = "高按比例跟着变；最宽到版心。编号按图的先后自动排。替代文字给看不见图的人听，导出的 Word 文件里也有。"
FIXED = "这个对象不能在这里改大小，导出后在 Word 里改。"
LEAST = 5


class FigureSheet(QDialog):
    """``details_chosen`` carries the FigureDetails."""

    details_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.width_field, self.caption, self.label = QSpinBox(), QLineEdit(), QLineEdit()
        self.told = label("", "hint", wrap=True)
        self._details = FigureDetails(0, "")
        for field, name in ((self.width_field, "宽，毫米"), (self.caption, "题注"), (self.label, "替代文字")):
            field.setAccessibleName(name)
            field.setMinimumWidth(theme.length(280))
        self.width_field.setSuffix(" 毫米")
        self.caption.setPlaceholderText("图名，如：项目开工现场")
        self.label.setPlaceholderText("图里是什么，如：三名工人在浇筑基础")
        self._form = QFormLayout()
        self._form.addRow("宽(&W)", self.width_field)
        self._form.addRow("题注(&C)", self.caption)
        self._form.addRow("替代文字(&A)", self.label)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addLayout(self._form)
        column.addWidget(self.told)
        column.addLayout(buttons(self, "确定(&O)"))
        self.accepted.connect(lambda: self.details_chosen.emit(self.details))

    def begin(self, details: FigureDetails, most: int, is_sizable: bool) -> None:
        """Ask; ``most`` is the greatest width in English Metric Units."""
        self._details = details
        self.width_field.setRange(LEAST, max(most // EMU_PER_MM, LEAST))
        self.width_field.setValue(round(details.width / EMU_PER_MM))
        self.width_field.setEnabled(is_sizable)
        self._form.setRowVisible(self.caption, details.caption is not None)
        self.caption.setText(details.caption or "")
        self.label.setText(details.label)
        self.told.setText(HINT if is_sizable else FIXED)
        self.open()
        (self.width_field if is_sizable else self.label).setFocus()
        self.width_field.selectAll()

    @property
    def details(self) -> FigureDetails:
        """What was asked for; a width that was not touched is the old one to the unit."""
        old = self._details
        is_same = self.width_field.value() == round(old.width / EMU_PER_MM) or not self.width_field.isEnabled()
        width = old.width if is_same else self.width_field.value() * EMU_PER_MM
        caption = None if old.caption is None else self.caption.text()
        return FigureDetails(width, self.label.text().strip(), caption)
