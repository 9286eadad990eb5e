"""The table of all actions: name, text, shortcut, icon.

The first frame imports this module, so ``QtGui`` is imported as a whole: PySide6 builds its classes on access.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


class ActionSpec(NamedTuple):
    """``words`` is the text of tool tips and menus, ``shortcut`` in Qt's portable notation, ``icon`` a name in
    resources/icons.

    ``other`` is a second shortcut, not shown in help and tool tips.
    """

    words: str
    shortcut: str = ""
    icon: str = ""
    other: str = ""


ACTIONS = MappingProxyType(
    {
        "go_start": ActionSpec("开始", "Ctrl+1", "house"),
        "go_draft": ActionSpec("起草", "Ctrl+2", "pen-line"),
        "go_review": ActionSpec("审阅", "", "message-square-text"),
        "new_draft": ActionSpec("新建稿件", "Ctrl+N", "plus"),
        "open_draft": ActionSpec("打开稿件…", "Ctrl+O", "folder-open"),
        "open_report": ActionSpec("打开往年材料…", "Ctrl+Shift+O", "file-text"),
        "open_folder": ActionSpec("从文件夹选往年材料…", "Ctrl+Shift+N", "folder-open"),
        "add_basis": ActionSpec("添加往年材料…", "Ctrl+Shift+U"),
        "export": ActionSpec("导出", "Ctrl+E", "download"),
        "print": ActionSpec("打印…", "Ctrl+P", "printer"),
        "layouts": ActionSpec("版式设置…", "Ctrl+Shift+L"),
        "send_sheets": ActionSpec("下发填报表…", "Ctrl+Shift+T"),
        "read_sheets": ActionSpec("回收填报表…", "Ctrl+Shift+R"),
        "read_copies": ActionSpec("收回改稿、审阅…", "Ctrl+Shift+E"),
        "cards": ActionSpec("单位名片…", "Ctrl+Shift+M"),
        "text_or_pages": ActionSpec("在正文和版面之间来回", "Ctrl+Return"),
        "undo": ActionSpec("撤销", "Ctrl+Z", "undo-2"),
        "redo": ActionSpec("重做", "Ctrl+Y", "redo-2"),
        "save": ActionSpec("保存", "Ctrl+S", ""),
        "keep_version": ActionSpec("留存版本…", "Ctrl+Shift+S"),
        "show_history": ActionSpec("版本和修改历史", "Ctrl+Shift+H"),
        "show_roll_over": ActionSpec("年份更新", "Ctrl+Shift+Y"),
        "rename": ActionSpec("改名", "F2", ""),
        "find": ActionSpec("查找", "Ctrl+F"),
        "replace": ActionSpec("查找和替换", "Ctrl+H"),
        "next_hit": ActionSpec("下一处", "F3"),
        "previous_hit": ActionSpec("上一处", "Shift+F3"),
        "go_to": ActionSpec("跳到章节或要素", "Ctrl+G"),
        "make_fact": ActionSpec("设为要素", "Ctrl+D"),
        "make_plain": ActionSpec("要素改为普通文字", "Ctrl+Shift+D"),
        "split_section": ActionSpec("从光标处另起章节", "Ctrl+Shift+Return"),
        "join_section": ActionSpec("与下一章节合并", "Ctrl+Shift+J"),
        "heading_line": ActionSpec("标题单独成行／并入正文", "Ctrl+Shift+K"),
        "points_to_sections": ActionSpec("一是、二是变成小标题", "Ctrl+Shift+G"),
        "sections_to_points": ActionSpec("小标题变成一是、二是", "Ctrl+Shift+B"),
        "add_attachment": ActionSpec("添加附件", "Ctrl+Shift+F"),
        "paste_sections": ActionSpec("粘贴为章节", "Ctrl+Shift+V"),
        "align_headings": ActionSpec("标题对仗…", "Ctrl+Shift+A"),
        "insert": ActionSpec("插入表格、图片", "Ctrl+Shift+I"),
        "next_finding": ActionSpec("下一个问题", "F8"),
        "previous_finding": ActionSpec("上一个问题", "Shift+F8"),
        "mend_finding": ActionSpec("采用改法", "Ctrl+F8"),
        "ignore_finding": ActionSpec("忽略此处", "Ctrl+Shift+F8"),
        "larger": ActionSpec("放大字号", "Ctrl+=", "", "Ctrl++"),
        "smaller": ActionSpec("缩小字号", "Ctrl+-", ""),
        "usual_size": ActionSpec("恢复字号", "Ctrl+0", ""),
        "go_settings": ActionSpec("设置", "Ctrl+,", "settings"),
        "go_help": ActionSpec("帮助", "Shift+F1", "circle-question-mark"),
        "show_keys": ActionSpec("按键一览", "F1"),
    }
)


def make_action(name: str, owner: QWidget, on_triggered: Callable[[], object]) -> QtGui.QAction:
    """The action of that name, added to its owner so that the shortcut works there."""
    spec = ACTIONS[name]
    action = QtGui.QAction(spec.words, owner)
    action.setObjectName(name)
    action.setShortcuts([QtGui.QKeySequence(keys) for keys in (spec.shortcut, spec.other) if keys])
    action.triggered.connect(lambda _checked: on_triggered())
    owner.addAction(action)
    return action


def hint(name: str) -> str:
    """The text with the shortcut, for a tool tip: 新建稿件（Ctrl+N）."""
    spec = ACTIONS[name]
    return f"{spec.words.rstrip('…')}（{spec.shortcut}）" if spec.shortcut else spec.words
