"""The message with which a draft is opened: a question in it goes when it is answered, and comes back with an undo."""

from collections.abc import Sequence

from core.model.change import Change
from core.workflows.drafting.session import Session
from core.workflows.importing.base_years import asked_years, year_notices
from core.workflows.messages import sentence
from gui.widgets.frame.notice_place import NoticePlace


class OpeningNotice:
    """Shows the sentences; those that ask for the year of a basis document only while the question is open.

    A message that the user closed, or that another one replaced, does not come back.
    """

    def __init__(self, session: Session, sentences: Sequence[str], place: NoticePlace) -> None:
        self._session, self._place = session, place
        asked = self._questions()
        self._asked = frozenset(number for number, words in asked.items() if words in sentences)
        self._others = [words for words in sentences if words not in asked.values()]
        self._words = "\n".join(sentences)
        self._is_withdrawn = False
        place.tell(self._words, "warning")
        if self._asked:
            session.listen(self._on_changed)

    def _questions(self) -> dict[int, str]:
        """The question for each basis document whose year is open."""
        return {one.number: sentence(year_notices([one])[0]) for one in asked_years(self._session.draft)}

    def _on_changed(self, change: Change) -> None:
        if change.before.identity is None and change.after.identity is None:
            return
        asked = (words for number, words in self._questions().items() if number in self._asked)
        before, self._words = self._words, "\n".join([*self._others, *asked])
        if self._words != before and self._place.told == before and (before or self._is_withdrawn):
            self._show()

    def _show(self) -> None:
        self._is_withdrawn = not self._words
        if self._words:
            self._place.tell(self._words, "warning")
        else:
            self._place.hush()
