"""A yes/no value among text fields: a tick box whose value is text."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox


class TickField(QCheckBox):
    """``words`` is ``yes`` when ticked and empty when not; other text it was given is kept until the user changes the
    tick."""

    def __init__(self, label: str, yes: str, no: Collection[str]) -> None:
        super().__init__(label)
        self._yes, self._no = yes, no
        self._shown = ""

    @property
    def words(self) -> str:
        """The value."""
        if self.isChecked() == self._says_yes(self._shown):
            return self._shown
        return self._yes if self.isChecked() else ""

    def show_words(self, words: str) -> None:
        """Set the tick from a value."""
        self._shown = words
        self.setChecked(self._says_yes(words))

    def _says_yes(self, words: str) -> bool:
        return words not in self._no
