"""Part of a day's keys typed into the real window: what memory and file do meanwhile, as growth in a whole day."""

import os
import subprocess
import sys

from tests.bench.bench_typing import ROOT
from tests.bench.frame import Row

KEYS, DAY = 6_000, 80_000
"""Keys that are typed here, and those of eight hours."""

WARM = 3
"""Tenths after which everything that is made once has been made."""

MEMORY_MB, GROWTH_MB, FILE_KB = 250, 50, 1_500


def rows() -> list[Row]:
    """In a process of its own, so that nothing else counts as its memory; growth is told for a whole day."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.bench.day_window", str(KEYS)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    _seconds, before, after, *memory = map(float, done.stdout.split())
    share = (len(memory) - WARM) / len(memory)
    grown = (memory[-1] - memory[WARM - 1]) / share * DAY / KEYS
    return [
        Row("a day at the window: memory after its first keys", memory[0], None, MEMORY_MB, "below", "MB"),
        Row("a day at the window: memory at the end", memory[-1], None, MEMORY_MB, "below", "MB"),
        Row("a day at the window: growth of memory, reckoned", grown, None, GROWTH_MB, "below", "MB"),
        Row(
            "a day at the window: growth of the file, reckoned",
            (after - before) * DAY / KEYS,
            None,
            FILE_KB,
            "below",
            "KB",
        ),
    ]
