"""The two file choosers of the window."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

REPORT_FILTER = "往年材料 (*.docx *.docm *.dotx *.txt);;所有文件 (*)"


def choose_draft(parent: QWidget, folder: Path, ending: str) -> list[Path]:
    """One draft file, looked for in the folder first, or none when the clerk thinks better of it."""
    path, _filter = QFileDialog.getOpenFileName(parent, "打开稿件", str(folder), f"拟稿的稿件 (*{ending})")
    return [Path(path)] if path else []


def choose_new_draft(parent: QWidget, proposal: Path, ending: str) -> list[Path]:
    """A draft file that does not exist yet, or none."""
    path, _filter = QFileDialog.getSaveFileName(parent, "另存到别处", str(proposal), f"拟稿的稿件 (*{ending})")
    return [Path(path if path.lower().endswith(ending) else path + ending)] if path else []


def choose_reports(parent: QWidget) -> list[Path]:
    """Any number of prior reports."""
    paths, _filter = QFileDialog.getOpenFileNames(parent, "打开往年材料", "", REPORT_FILTER)
    return [Path(path) for path in paths]
