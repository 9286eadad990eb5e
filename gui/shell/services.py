"""Where the window gets what it does not build itself; each is asked when it is first needed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from core.workflows.importing.kind_cards import KindCard
from gui.shell.router import PAGES, PageSpec

if TYPE_CHECKING:
    from gui.session.sessions import SessionController
    from gui.shell.tasks import TaskRunner


class Services(NamedTuple):
    """``kinds`` and ``recent`` give a Result; ``folder`` is where drafts lie; ``pages`` are those of the window.

    The page ``draft`` has the signals ``export_requested`` and ``cards_requested`` (with a sentence to say there) and the
    methods ``show_saved(time, is_asked)`` (edits reached the disk; None: some did not), ``show_fact(fact_id)`` (go to
    the place of a fact), ``flush()`` (take over what was typed and is not an edit yet) and ``take_place(place)`` (show
    what its ``place`` was once).
    """

    cards: Callable[[], Sequence[KindCard]]
    kinds: Callable[[], Any]
    session_controller: "Callable[[TaskRunner], SessionController]"
    recent: Callable[[], Any]
    clock: Callable[[], datetime]
    folder: Callable[[], Path] = Path.home
    pages: Mapping[str, PageSpec] = PAGES
