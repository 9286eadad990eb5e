"""Time from starting the process to the first painted frame of 开始, against a bare PySide6 main window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench.frame import PATIENCE_S, ROOT, Row, sized
from tests.first_frame import first_frame
from tests.processes import mortal

ROUNDS = sized(15, 1)
MARK = 1.5
"""Times a bare main window; the aim is 1.25."""

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print("painted", flush=True)
    app.quit()

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = first_frame('"painted"')


def rows() -> list[Row]:
    """One row: medians of alternating rounds."""
    with tempfile.TemporaryDirectory() as home:
        for source in (BARE, OURS):  # caches of byte code and fonts are warm for both
            _seconds(source, home)
        pairs = [(_seconds(OURS, home), _seconds(BARE, home)) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    return [Row("first painted frame of 开始", ours * 1000, bare * 1000, MARK, "within")]


def _seconds(source: str, home: str) -> float:
    environment = {**os.environ, "NIGAO_HOME": home, "HOME": home, "PYTHONPYCACHEPREFIX": f"{home}/byte_code"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.perf_counter()
    command = [sys.executable, "-c", source]
    with mortal(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment, text=True) as process:
        line = process.stdout.readline()
        needed = time.perf_counter() - begun
        process.wait(PATIENCE_S)
    if line.strip() != "painted" or process.returncode:
        raise RuntimeError(f"no frame was painted (exit code {process.returncode})")
    return needed
