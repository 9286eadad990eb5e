"""A matter of yes or no among fields to type in: a tick, kept as words."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox


class TickField(QCheckBox):
    """``words`` is ``yes`` when it is ticked and empty when it is not; words it was shown with stay as they are until then."""

    def __init__(self, label: str, yes: str, no: Collection[str]) -> None:
        super().__init__(label)
        self._yes, self._no = yes, no
        self._shown = ""

    @property
    def words(self) -> str:
        """What the tick says."""
        if self.isChecked() == self._says_yes(self._shown):
            return self._shown
        return self._yes if self.isChecked() else ""

    def show_words(self, words: str) -> None:
        """Tick it, or not, as the words say."""
        self._shown = words
        self.setChecked(self._says_yes(words))

    def _says_yes(self, words: str) -> bool:
        return words not in self._no
