"""Bold and underlined words: Ctrl+B and Ctrl+U over what is selected."""

from collections.abc import Iterator
from types import MappingProxyType

from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat

from core.model.blocks import BOLD, UNDERLINED
from gui.editor.blocks import KEEP, formats_of, looks_of
from gui.editor.formats import HEADING, LOOKS, Formats

KEYS = MappingProxyType({QKeySequence.StandardKey.Bold: BOLD, QKeySequence.StandardKey.Underline: UNDERLINED})
REASONS = MappingProxyType({BOLD: "加粗", UNDERLINED: "下划线"})

Stretch = tuple[int, int, QTextCharFormat]


def look_asked_for(event: QKeyEvent) -> str:
    """The look that a key stands for; empty for none."""
    return next((look for key, look in KEYS.items() if event.matches(key)), "")


def toggle(cursor: QTextCursor, look: str, formats: Formats) -> bool:
    """Give the selected characters this look, or take it from them when all have it; False where none can have it.

    Headings look as their role says; they take no emphasis.
    """
    stretches = list(_selected(cursor))
    if not stretches:
        return False
    is_on = all(look in looks_of(form) for _, _, form in stretches)
    edit = QTextCursor(cursor.document())
    edit.beginEditBlock()
    for start, end, form in stretches:
        left = frozenset(looks_of(form)) - {look} if is_on else frozenset((*looks_of(form), look))
        edit.setPosition(start)
        edit.setPosition(end, KEEP)
        edit.setCharFormat(formats.emphasised(_plain(form), tuple(sorted(left))))
    edit.endEditBlock()
    return True


def _selected(cursor: QTextCursor) -> Iterator[Stretch]:
    block: QTextBlock = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        base = block.position()
        for start, end, form in formats_of(block):
            first, last = max(base + start, cursor.selectionStart()), min(base + end, cursor.selectionEnd())
            if first < last and not form.property(HEADING):
                yield first, last, form
        block = block.next()


def _plain(form: QTextCharFormat) -> QTextCharFormat:
    """The format without any emphasis."""
    result = QTextCharFormat(form)
    for name in (
        LOOKS,
        QTextFormat.Property.FontWeight,
        QTextFormat.Property.FontItalic,
        QTextFormat.Property.TextUnderlineStyle,
    ):
        result.clearProperty(name)
    return result
