"""Two thousand facts scrolled through in the ledger: how long the picture of the next rows takes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.frame import Row, percentile

ROOT = Path(__file__).resolve().parent.parent.parent
MARK_MS = 16
"""A picture of a screen that shows sixty a second."""


def rows() -> list[Row]:
    """One row: all but the slowest in a hundred steps of the wheel."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.bench.scrolling_window"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    times = [float(word) for word in done.stdout.split()]
    return [Row("a step of the wheel in a ledger of 2000 facts, p99", percentile(times, 99), None, MARK_MS, "below")]
