"""Where the file choosers begin."""

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from gui.widgets.file_choice import FOLDER, choose_model


def test_a_chooser_begins_where_the_last_file_was(qapp, monkeypatch, tmp_path):
    asked = []

    def answer(_parent, _title, folder, _kinds):
        asked.append(folder)
        return str(tmp_path / "范文.docx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    qapp.setProperty(FOLDER, None)
    choose_model(None, "选文件", "")
    choose_model(None, "选文件", "")
    qapp.setProperty(FOLDER, None)
    assert asked == [QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation), str(tmp_path)]
