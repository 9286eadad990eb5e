"""Qt's own texts in Chinese: menus of fields, buttons and columns of file dialogs."""

from types import MappingProxyType

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

CATALOGUE = "qtbase_zh_CN"
OWN = MappingProxyType(
    {
        ("QShortcut", "Return"): "Enter",
        ("QFileDialog", "&Look in:"): "位置(&L)：",
        ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
        ("QAbstractFileIconProvider", "Drive"): "磁盘",
        ("QAbstractFileIconProvider", "Folder"): "文件夹",
        ("QAbstractFileIconProvider", "Unknown"): "未知",
        ("QAbstractFileIconProvider", "Shortcut"): "快捷方式",
    }
)
"""What Qt's own translation leaves in English or calls otherwise than the program does, by context and English words."""


class Supplement(QTranslator):
    """Translations instead of those of the catalogue; consulted first."""

    def isEmpty(self) -> bool:
        """Never, or Qt would not consult it."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        """The text in Chinese; None, which Qt treats as unknown, for others."""
        return OWN.get((context, source))  # type: ignore[return-value]


def speak_chinese(app: QApplication) -> bool:
    """Load Qt's translation, which is part of PySide6; False where it is missing, which has no other effect."""
    translator = QTranslator(app)
    found = translator.load(CATALOGUE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    has_all = found and app.installTranslator(translator)
    app.installTranslator(Supplement(app))
    return has_all
