"""``python -m gui.demo FOLDER``: the whole job without a display, from the bundled sample report to Word file and picture."""

import sys
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from core.model.document import Kind
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import create_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions, proposed_name
from core.workflows.importing.kinds import kind_named
from core.workflows.importing.reports import read_report
from gui.shell.program import assemble, make_application

KIND = "上半年工作总结"
UNIT = "示例单位"
PATIENCE_MS = 30_000
SETTLING_MS = 1_500
"""From the opened draft to the picture: time for the facts and the first layout."""


def main(folder: Path) -> int:
    """Do the job, print the paths of all that was written; 1 when the window did not show the draft."""
    folder.mkdir(parents=True, exist_ok=True)
    draft, word = _make_files(folder, kind_named(KIND))
    picture = folder / "window.png"
    shown = _photograph(draft, picture)
    for path in (draft, word, *([picture] if shown else [])):
        print(path)
    return 0 if shown else 1


def _make_files(folder: Path, kind: Kind) -> tuple[Path, Path]:
    sample, target = folder / f"{kind.name}示例.txt", folder / "draft.nigao"
    sample.write_text(kind.sample, "utf-8")
    target.unlink(missing_ok=True)
    request = DraftRequest(kind.name, date.today().year, UNIT, (read_report(sample).value,))
    draft = start_draft(request).value
    create_session(target, draft, datetime.now).close()
    word = folder / proposed_name(draft)
    export_draft(draft, word, ExportOptions())
    return target, word


def _photograph(draft: Path, picture: Path) -> bool:
    app = make_application()
    program = assemble(app)
    program.window.windowTitleChanged.connect(lambda: QTimer.singleShot(SETTLING_MS, app, _take))
    QTimer.singleShot(PATIENCE_MS, app, lambda: app.exit(1))

    def _take() -> None:
        app.exit(0 if program.window.grab().save(str(picture)) else 1)

    program.open_window([draft])
    failed = app.exec()
    program.close()
    return not failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo").resolve()))
