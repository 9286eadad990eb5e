"""``python -m tests.bench.scrolling_window``: open a ledger, turn the wheel, print the milliseconds of every step."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from PySide6.QtWidgets import QApplication

from core.errors import AppError
from core.workflows.drafting.session import create_session
from gui.ledger.sheet import LedgerSheet
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from tests.bench.bench_ledger import large_draft
from tests.bench.frame import sized

SIZE = (900, 640)
REST = sized(20, 2) / 10
"""Seconds until what is made in the background is there."""

STEP = 3
"""Rows that one step of the wheel goes."""


def main() -> None:
    """Scroll from the first row to the last."""
    app = QApplication(["bench"])
    app.setStyle("Fusion")
    theme.apply_theme(app, theme.load_theme())
    runner = TaskRunner(AppError)
    with TemporaryDirectory() as folder:
        session = create_session(Path(folder) / "bench.nigao", large_draft(), datetime.now)
        sheet = LedgerSheet(DraftModel(session), runner)
        sheet.resize(*SIZE)
        sheet.watch(True)
        sheet.show()
        end = perf_counter() + REST
        while perf_counter() < end:
            app.processEvents()
        bar = sheet.table.verticalScrollBar()
        for place in range(0, bar.maximum(), STEP):
            start = process_time()
            bar.setValue(place)
            app.processEvents()
            print(f"{(process_time() - start) * 1000:.3f}")
        sheet.close()
        session.close()
    runner.close()


if __name__ == "__main__":
    main()
