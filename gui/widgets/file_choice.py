"""The file dialogs of the window: they start in the last folder used, initially in the user's documents."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from core.files import folder_with_room
from core.workflows.names import REPORT_ENDINGS
from gui.settings.preferences import prefer, preferred

REPORT_FILTER = f"往年材料 ({' '.join(map('*{}'.format, REPORT_ENDINGS))});;所有文件 (*)"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
PICTURE_FILTER = f"图片 ({' '.join(map('*{}'.format, PICTURES))});;所有文件 (*)"
SHEET_FILTER = "Excel 表格 (*.xlsx *.xlsm *.xls *.et *.ods);;所有文件 (*)"
SETTINGS_FILTER = "拟稿的设置 (*.json)"
FOLDER = "reports_folder"


def choose_draft(parent: QWidget, folder: Path, ending: str) -> list[Path]:
    """One draft file, starting in the folder; None when cancelled."""
    begin = str(existing(folder))
    path, _filter = QFileDialog.getOpenFileName(parent, "打开稿件", begin, f"拟稿的稿件 (*{ending})")
    return [Path(path)] if path else []


def choose_new_draft(parent: QWidget, proposal: Path, ending: str) -> list[Path]:
    """A draft file that does not exist yet; None when cancelled. A read-only folder is replaced by another proposal."""
    folder = existing(proposal.parent)
    begin = str((folder_with_room((folder, Path(documents_folder()), Path.home())) or folder) / proposal.name)
    path, _filter = QFileDialog.getSaveFileName(parent, "另存到别处", begin, f"拟稿的稿件 (*{ending})")
    return [Path(path if path.lower().endswith(ending) else path + ending)] if path else []


def choose_reports(parent: QWidget) -> list[Path]:
    """Any number of prior reports."""
    paths, _filter = QFileDialog.getOpenFileNames(parent, "打开往年材料", usual_folder(), REPORT_FILTER)
    return _chosen([Path(path) for path in paths])


def choose_model(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """One finished file; None when cancelled."""
    path, _filter = QFileDialog.getOpenFileName(parent, title, usual_folder(), kinds)
    return _chosen([Path(path)] if path else [])


def choose_pictures(parent: QWidget, title: str, is_one: bool = False) -> list[Path]:
    """Picture files, or one; none when cancelled."""
    ask = QFileDialog.getOpenFileName if is_one else QFileDialog.getOpenFileNames
    found, _filter = ask(parent, title, usual_folder(), PICTURE_FILTER)
    return _chosen([Path(path) for path in ([found] if isinstance(found, str) else found) if path])


def are_pictures(files: Sequence[Path]) -> bool:
    """Whether there are files, and all have the names of pictures."""
    return bool(files) and all(each.suffix.lower() in PICTURES for each in files)


def choose_folder(parent: QWidget, title: str, begin: str) -> str:
    """A folder; an empty text when cancelled."""
    return QFileDialog.getExistingDirectory(parent, title, begin or usual_folder())


def choose_settings(parent: QWidget) -> list[Path]:
    """A settings file; None when cancelled."""
    path, _filter = QFileDialog.getOpenFileName(parent, "导入设置", documents_folder(), SETTINGS_FILTER)
    return [Path(path)] if path else []


def choose_new_settings(parent: QWidget, name: str) -> list[Path]:
    """A new settings file; None when cancelled."""
    proposal = str(Path(documents_folder()) / name)
    path, _filter = QFileDialog.getSaveFileName(parent, "导出设置", proposal, SETTINGS_FILTER)
    return [Path(path if path.lower().endswith(".json") else f"{path}.json")] if path else []


def choose_new_proof(parent: QWidget, proposal: Path) -> list[Path]:
    """A new Word file for comments; None when cancelled."""
    begin = str(existing(proposal.parent) / proposal.name)
    path, _filter = QFileDialog.getSaveFileName(parent, "导出校对稿", begin, "Word 文件 (*.docx)")
    return [Path(path if path.lower().endswith(".docx") else f"{path}.docx")] if path else []


def choose_new_file(parent: QWidget, title: str, proposal: Path, kind: str) -> list[Path]:
    """A new file with the proposal's ending; None when cancelled."""
    ending, begin = proposal.suffix, str(existing(proposal.parent) / proposal.name)
    path, _filter = QFileDialog.getSaveFileName(parent, title, begin, f"{kind} (*{ending})")
    return [Path(path if path.lower().endswith(ending) else f"{path}{ending}")] if path else []


def usual_folder() -> str:
    """The start folder of a dialog for reports."""
    last = str(preferred(FOLDER))
    return last if last and Path(last).is_dir() else documents_folder()


def documents_folder() -> str:
    """The folder of the user's documents."""
    return str(existing(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))))


def existing(folder: Path) -> Path:
    """The folder, or its nearest existing parent: a dialog would otherwise start in the program's own folder."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _chosen(paths: list[Path]) -> list[Path]:
    if paths:
        prefer(FOLDER, str(paths[0].parent))
    return paths
