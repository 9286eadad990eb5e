"""How many findings a draft has, as the export sheet says it; nothing of it keeps anybody from exporting."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.model.draft import Draft
from core.model.finding import SEVERITY_NAMES, Finding
from core.workflows.messages import sentence
from gui.session.proofs import make_look
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label

WORKING, NONE_FOUND = "正在校对…", "没有发现问题。"


class FindingsLine(QWidget):
    """``wanted`` asks to look at them one by one."""

    wanted = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._look = make_look()
        self.words = label("", "", wrap=True)
        self.go = button("逐条查看", self.wanted.emit, "", "回到稿件，在“问题”里逐条看")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(14))
        row.addWidget(self.words, 1)
        row.addWidget(self.go)

    def show_draft(self, draft: Draft) -> None:
        """Look the draft through and say what there is."""
        self._say(WORKING, False)
        self._runner.run(
            self._look,
            draft,
            on_done=lambda answer: self._say(counted(answer[0]), bool(answer[0])),
            on_failed=self._on_failed,
            key="proof",
        )

    def _on_failed(self, error: Any) -> None:
        self._say(sentence(error), False)

    def _say(self, words: str, has_findings: bool) -> None:
        self.words.setText(words)
        self.go.setVisible(has_findings)


def counted(findings: Sequence[Finding]) -> str:
    """The counts, such as ``问题 4：错误1、提醒2、提示1``."""
    if not findings:
        return NONE_FOUND
    counts = {name: sum(one.severity is severity for one in findings) for severity, name in SEVERITY_NAMES.items()}
    return f"问题 {len(findings)}：" + "、".join(f"{name}{count}" for name, count in counts.items() if count)
