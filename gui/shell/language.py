"""Qt's own texts in Chinese: menus of fields, buttons and columns of file dialogs."""

from types import MappingProxyType

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

CATALOGUE = "qtbase_zh_CN"
FORGOTTEN = MappingProxyType(
    {
        ("QFileDialog", "&Look in:"): "位置(&L)：",
        ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
        ("QAbstractFileIconProvider", "Drive"): "磁盘",
        ("QAbstractFileIconProvider", "Folder"): "文件夹",
        ("QAbstractFileIconProvider", "Unknown"): "未知",
        ("QAbstractFileIconProvider", "Shortcut"): "快捷方式",
    }
)
"""What Qt's own translation leaves in English, by context and English words."""


class Supplement(QTranslator):
    """Translations that the catalogue lacks; consulted last."""

    def isEmpty(self) -> bool:
        """Never, or Qt would not consult it."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        """The text in Chinese; None, which Qt treats as unknown, for others."""
        return FORGOTTEN.get((context, source))  # type: ignore[return-value]


def speak_chinese(app: QApplication) -> bool:
    """Load Qt's translation, which is part of PySide6; False where it is missing, which has no other effect."""
    app.installTranslator(Supplement(app))
    translator = QTranslator(app)
    if not translator.load(CATALOGUE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return False
    return app.installTranslator(translator)
