"""Head and foot of the findings panel: counts and filters above the list, the current finding and its actions below."""

from collections.abc import Sequence
from html import escape
from os.path import commonprefix

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from core.model.finding import SEVERITY_NAMES, Finding, Severity
from gui.export.fit_action import FIT
from gui.shell import theme
from gui.shell.actions import ACTIONS, hint
from gui.widgets.basics import button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.lists.result_model import Context

WHY, WHY_HINT = "为什么", "凭什么这样报：公开文本里的写法，词表里写明的来源，和这一类报得准不准（Alt+W）"
MEND, KEEP, REPLACE, ADD = "采用改法", "保留", "全文替换", "加入名片"
IGNORE, EVERYWHERE, SUPPRESS, RESTORE = "忽略此处", "这份稿件里不再提示", "永不提示", "恢复提示"
HOLDS, HOLDS_HINT = "仍然成立", "看过了，今年仍然可以这样用；不再算作待核，可以撤销"
ADD_HINT = "这个名称是对的，以后的稿件也不再提示"
NO_CARD = "这份稿件还没有单位名片：先选一张或新建一张，再加进去"
KEY_IGNORE = f"{ACTIONS['ignore_finding'].shortcut}，在列表里也可按 Delete"
FIT_HINT = "行距、每行字数稍调一点，让署名和正文同在一页；调了多少会说明，可以撤销"
LOW = 400
"""Height of a panel in which the words before and after would take the room of the buttons: the list shows them too."""

PLACE = "carried", "carried_text"
WAS, WILL = ("finding_soft", "finding_text"), ("updated", "updated_text")


def is_object(finding: Finding) -> bool:
    """Whether a finding is a picture or other object of last year's that waits for a look."""
    return finding.code == "complete_object"


class FindingsFoot(QWidget):
    """The panel connects the buttons; ``show_actions`` shows those that apply."""

    def __init__(self) -> None:
        super().__init__()
        self.message = label("", "secondary", wrap=True)
        self.why = button(WHY, self._show_why, "quiet", WHY_HINT)
        self.why.setCheckable(True)
        self.why.setShortcut("Alt+W")
        self.reasons = label("", "secondary", wrap=True)
        self.change = label("", "", wrap=True)
        self.change.setObjectName("marked")  # the style sheet would make rich text of it
        self.mend = button(MEND, lambda: None, "primary", hint("mend_finding"))
        self.fit = button(FIT, lambda: None, "primary", FIT_HINT)
        self.replace = button(REPLACE, lambda: None, "primary", "换成别的名称，全稿一起改（F2）")
        self.keep = button(KEEP, lambda: None, "", f"这个名称是对的，这份稿件里不再提示（{KEY_IGNORE}）")
        self.add = button(ADD, lambda: None, "", ADD_HINT)
        self.ignore = button(IGNORE, lambda: None, "", f"这里没有写错（{KEY_IGNORE}）")
        self.everywhere = button(EVERYWHERE, lambda: None, "", "这样写没有错，这份稿件里处处不再提示（Shift+Delete）")
        self.suppress = button(SUPPRESS, lambda: None, "", "这样写没有错，所有稿件里都不再提示")
        self.restore = button(RESTORE, lambda: None, "", "以后照常提示（Delete）")
        self._rows = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(8))
        column.addWidget(self.message)
        column.addWidget(self.reasons)
        column.addWidget(self.change)
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.length(6))
        upper = (self.mend, self.fit, self.replace, self.keep, self.add, self.ignore, self.restore)
        for widgets in (upper, (self.everywhere, self.suppress, self.why)):
            rows.addLayout(Flow(widgets, theme.length(6)))
        column.addWidget(self._rows)

    def explain(self, message: str, change: tuple[str, str]) -> None:
        """Show the explanation, and the words before and after the replacement."""
        old, new = change
        self.message.setText(message)
        self.message.setHidden(not message)
        was, will = _marked(old, new, WAS), _marked(new, old, WILL)
        self.change.setText(f'<span style="white-space:pre-wrap">原文　{was}<br>改后　{will}</span>')
        self.change.setAccessibleName(f"原文：{old}。改后：{new}")
        self._fit_change(bool(old))

    def give_reasons(self, reasons: Sequence[str]) -> None:
        """Set the text of 为什么 for the current finding; once open, it stays open for the following findings."""
        self.reasons.setText("\n".join(reasons))
        self.why.setVisible(bool(reasons))
        self._show_why()

    def _show_why(self) -> None:
        self.reasons.setHidden(not self.why.isChecked() or not self.reasons.text())

    def show_around(self, around: Context) -> None:
        """Show the words around a finding without a proposal."""
        soft, shade = (theme.colour(name).name() for name in PLACE)
        before, text, after = (escape(part) for part in (around.before, around.text, around.after))
        mark = f'<b style="background-color:{soft};color:{shade}">{text}</b>' if text else ""
        self.change.setText(f'<span style="white-space:pre-wrap">原文　{before}{mark}{after}</span>')
        self.change.setAccessibleName(f"原文：{around.before}{around.text}{around.after}")
        self._fit_change(bool(around.text or around.after))

    def _fit_change(self, is_said: bool) -> None:
        panel = self.parentWidget()
        self.change.setHidden(not is_said or (panel is not None and panel.height() < theme.length(LOW)))

    def show_actions(self, is_name: bool, is_finding: bool, can: tuple[bool, bool], has_card: bool) -> None:
        """The buttons for a name, for another finding, or for an ignored one.

        ``can`` tells whether there is a replacement, and whether it can be suppressed in all drafts.
        """
        for widget in (self.replace, self.keep, self.add):
            widget.setVisible(is_name)
        for widget in (self.ignore, self.everywhere):
            widget.setVisible(is_finding and not is_name)
        self.mend.setVisible(is_finding and can[0])
        self.suppress.setVisible(is_finding and can[1])
        self.restore.setHidden(is_finding)
        self.add.setText(ADD if has_card else f"{ADD}…")
        self.add.setToolTip(ADD_HINT if has_card else NO_CARD)

    def show_words(self, finding: Finding | None) -> None:
        """Label the button to ignore for this finding: last year's objects are confirmed instead."""
        holds = finding is not None and is_object(finding)
        self.ignore.setText(HOLDS if holds else IGNORE)
        self.ignore.setToolTip(f"{HOLDS_HINT}（{KEY_IGNORE}）" if holds else f"这里没有写错（{KEY_IGNORE}）")
        self.everywhere.setHidden(holds or self.everywhere.isHidden())

    def offer(self, is_offered: bool) -> None:
        """Show or hide the buttons; the focus of a hidden one goes to the panel."""
        focus, panel = QApplication.focusWidget(), self.parentWidget()
        if not is_offered and focus is not None and panel is not None and self._rows.isAncestorOf(focus):
            panel.setFocus()
        self._rows.setHidden(not is_offered)


def _marked(text: str, other: str, shades: tuple[str, str]) -> str:
    """The text with what the other lacks in bold on a colour: bold alone is invisible on a comma or a space."""
    left = len(commonprefix((text, other)))
    right = len(text) - len(commonprefix((text[left:][::-1], other[left:][::-1])))
    before, differs, after = (escape(part) for part in (text[:left], text[left:right], text[right:]))
    soft, shade = (theme.colour(name).name() for name in shades)
    mark = f'<b style="background-color:{soft};color:{shade}">{differs}</b>' if differs else ""
    return f"{before}{mark}{after}"


LOOKS = ((Severity.ERROR, "finding"), (Severity.WARNING, "empty"), (Severity.HINT, "carried"))
GROUPINGS = ("按类别", "按章节")
EXPORT = "导出校对稿…"
OPEN_OWN = "打开自己的词表"
OWN, OWN_HINT = (
    "自己的词表…",
    "自己的词表：本单位容易写错的词、不要再报的词和人名，加一个就起作用，可以试、可以发给同事",
)


class FindingsHead(QWidget):
    """``changed`` follows a change of severities or grouping, ``export_wanted`` requests the proof.

    ``own_words_wanted`` requests the user's own tables.
    """

    changed = Signal()
    export_wanted = Signal()
    own_words_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.severities = {severity: self._toggle(severity, tone) for severity, tone in LOOKS}
        self.grouping = QComboBox()
        self.grouping.addItems(GROUPINGS)
        self.grouping.setAccessibleName("问题的排列")
        self.grouping.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.export = button(EXPORT, self.export_wanted.emit, "", "写成 Word 文件，每个问题是一条批注")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addLayout(Flow(tuple(self.severities.values()), theme.length(6)))
        self.own = button(OWN, self.own_words_wanted.emit, "", OWN_HINT)
        self.own.setAccessibleName(OPEN_OWN)
        self._buttons = self.export, self.own
        self.more = button("更多", lambda: None, "", "这里放不下的")
        self._folded: list[QAction] = []
        self.more.setMenu(self._menu())
        self.more.hide()
        self._one_row = Flow((self.grouping, *self._buttons, self.more), theme.length(6))
        column.addLayout(self._one_row)

    def _menu(self) -> QMenu:
        """The same actions as a menu, where the buttons do not fit."""
        menu = QMenu(self)
        for source in self._buttons:
            action = menu.addAction(source.text(), source.click)
            self._folded.append(action)
            menu.aboutToShow.connect(lambda action=action, source=source: action.setEnabled(source.isEnabled()))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row for grouping and buttons: those that do not fit move into 更多, the last one first."""
        super().resizeEvent(event)
        margins = self.contentsMargins()
        room = event.size().width() - margins.left() - margins.right()
        count = len(self._buttons)
        while count and self.width_with(count) > room:
            count -= 1
        for number, source in enumerate(self._buttons):
            source.setVisible(number < count)
            self._folded[number].setVisible(number >= count)
        self.more.setVisible(count < len(self._buttons))

    def width_with(self, count: int) -> int:
        """The width of the row with so many buttons, and 更多 for the others."""
        parts = (self.grouping, *self._buttons[:count], *((self.more,) if count < len(self._buttons) else ()))
        for part in parts:
            part.ensurePolished()  # the font of a widget is unknown until it is shown
        widths: list[int] = [part.sizeHint().width() for part in parts]
        gaps: int = self._one_row.spacing() * (len(parts) - 1)
        return sum(widths) + gaps

    @property
    def by_section(self) -> bool:
        """Whether the findings are grouped by section."""
        return self.grouping.currentIndex() == 1

    def shown(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings of the chosen severities."""
        return tuple(one for one in findings if self.severities[one.severity].isChecked())

    def show_counts(self, findings: Sequence[Finding]) -> None:
        """Say how many there are of each severity."""
        for severity, toggle in self.severities.items():
            count = sum(one.severity is severity for one in findings)
            toggle.setText(f"{SEVERITY_NAMES[severity]} {count}")
            toggle.setAccessibleName(f"列出{SEVERITY_NAMES[severity]}，{count}个")
        self.export.setEnabled(bool(findings))

    def _toggle(self, severity: Severity, tone: str) -> QPushButton:
        toggle = QPushButton(SEVERITY_NAMES[severity])
        toggle.setCheckable(True)
        toggle.setChecked(True)
        toggle.setProperty("look", "severity")
        toggle.setProperty("tone", tone)
        toggle.setToolTip(f"列出或不列出{SEVERITY_NAMES[severity]}")
        toggle.toggled.connect(lambda _checked: self.changed.emit())
        return toggle
