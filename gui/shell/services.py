"""The dependencies of the window that it does not create itself; each is requested at first use."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from core.workflows.importing.kind_cards import KindCard
from gui.shell.router import PAGES, PageSpec

if TYPE_CHECKING:
    from datetime import datetime

    from gui.session.sessions import SessionController
    from gui.shell.tasks import TaskRunner


class Services(NamedTuple):
    """``kinds`` and ``recent`` return a Result; ``folder`` is the folder of drafts; ``pages`` are those of the window.

    The page ``draft`` has the signals ``export_requested`` and ``cards_requested`` (with a message to show there) and
    the methods ``show_saved(time, is_asked)`` (edits were stored; None: some were not), ``show_fact(fact_id)`` (go to
    the place of a fact), ``flush()`` (commit typed text) and ``take_place(place)`` (restore a former ``place``).
    """

    cards: Callable[[], Sequence[KindCard]]
    kinds: Callable[[], Any]
    session_controller: "Callable[[TaskRunner], SessionController]"
    recent: Callable[[], Any]
    clock: "Callable[[], datetime]"
    folder: Callable[[], Path] = Path.home
    pages: Mapping[str, PageSpec] = PAGES
