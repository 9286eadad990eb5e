"""The pictures of the help, taken of the real window on the guide's sample: ``python -m tests.help_pictures``."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QImage

from core.workflows.drafting import DraftRequest, start_draft
from core.workflows.editing import set_value
from core.workflows.guide import make_sample
from core.workflows.help import PICTURES, help_folder
from core.workflows.reports import read_report
from core.workflows.session import create_session
from gui.app import assemble
from gui.panels.draft_middle import FORM, LEDGER, TEXT
from gui.program import Program, make_application

YEAR, SIZE, WIDTH = 2026, (1180, 720), 720
SETTLING_MS = 1500
"""From a deed to its picture: time for facts, proposals and the first layout."""

Step = tuple[str, Callable[[], object]]


def steps(program: Program, draft: Path, sample: Path) -> Iterator[Step]:
    """The name of each picture, and what leads to what it shows."""
    window = program.window
    yield "start", lambda: None
    yield "new", lambda: window.take_files([sample])
    yield "", lambda: window.open_draft(draft)
    page = window._desk.page
    yield "form", lambda: page.show_fact(page.model.draft.facts[8].id)
    yield "text", lambda: page.show_tab(TEXT)
    yield "rollover", lambda: (page.show_tab(FORM), page._beside.setCurrentIndex(2))
    yield "ledger", lambda: page.show_tab(LEDGER)
    yield "export", window._desk.show_export
    yield "settings", lambda: window._side.show("go_settings")


def take(program: Program, name: str) -> None:
    """One picture, small."""
    picture = program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    small.save(str(help_folder() / PICTURES / f"{name}.png"), "PNG", 0)


def main() -> int:
    """All pictures, taken one after the other while the window lives as ever."""
    QStandardPaths.setTestModeEnabled(True)
    (help_folder() / PICTURES).mkdir(parents=True, exist_ok=True)
    sample = make_sample(YEAR)
    made = start_draft(DraftRequest("上半年工作总结", YEAR, "", (read_report(sample).value,))).value
    path = sample.with_name("draft.nigao")
    path.unlink(missing_ok=True)
    session = create_session(path, made, datetime.now)
    session.do(set_value(session.draft, session.draft.facts[8].id, "11"))
    session.close()
    app = make_application()
    program = assemble(app)
    program.preferences.change("guide", False)
    way = steps(program, path, sample)

    def go_on() -> None:
        step = next(way, None)
        if step is None:
            app.exit(0)
            return
        name, deed = step
        deed()
        QTimer.singleShot(SETTLING_MS, app, lambda: (take(program, name) if name else None, go_on()))

    program.open_window()
    program.window.resize(*SIZE)
    QTimer.singleShot(SETTLING_MS, app, go_on)
    code = app.exec()
    program.close()
    return code


if __name__ == "__main__":
    assert os.environ.get("NIGAO_HOME"), "a home of its own, or the pictures would show the drafts of whoever runs this"
    sys.exit(main())
