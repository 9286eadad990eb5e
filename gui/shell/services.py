"""Where the window gets what it does not build itself; each is asked when it is first needed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from core.workflows.importing.kind_cards import KindCard

if TYPE_CHECKING:
    from core.workflows.drafting.session import Session
    from gui.session.sessions import SessionController
    from gui.shell.tasks import TaskRunner


class Services(NamedTuple):
    """``kinds`` and ``recent`` give a Result; ``folder`` is where drafts lie.

    ``draft_page`` makes the page of a session: a widget with the signals ``export_requested`` and ``cards_requested``
    (with a sentence to say there) and the methods
    ``show_saved(time, is_asked)`` (edits reached the disk; None: some did not), ``show_fact(fact_id)`` (go to the place of a fact), ``flush()``
    (take over what was typed and is not an edit yet) and ``take_place(place)`` (show what its ``place`` was once).
    """

    cards: Callable[[], Sequence[KindCard]]
    kinds: Callable[[], Any]
    keeper: "Callable[[TaskRunner], SessionController]"
    draft_page: "Callable[[Session, TaskRunner], Any]"
    recent: Callable[[], Any]
    clock: Callable[[], datetime]
    folder: Callable[[], Path] = Path.home
