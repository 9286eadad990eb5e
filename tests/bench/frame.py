"""Rows of the benchmark table: how they are measured, judged, printed and stored.

A module ``tests/bench/bench_NAME.py`` offers ``rows() -> list[Row]``; ``python -m tests.bench`` finds it by its name.
"""

import gc
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 1800
"""Seconds that one measurement may take at most."""

LEAST = "NIGAO_BENCH_LEAST"
"""Variable of the environment: set, everything is done in its smallest size, to see that it runs to its end."""


@dataclass(frozen=True)
class Row:
    """One line of the table.

    ``better`` tells how ``mark`` is meant: "faster" (peer/ours at least mark), "within" (ours/peer at most mark),
    "below" (ours at most mark in ``unit``, no peer).
    """

    name: str
    ours: float
    peer: float | None
    mark: float
    better: str
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """The figure to hold against the mark; without a peer, ours as a share of the mark."""
        if self.peer is None:
            return self.ours / self.mark
        return self.peer / self.ours if self.better == "faster" else self.ours / self.peer

    @property
    def is_met(self) -> bool:
        """Whether the mark is reached."""
        if self.peer is None:
            return self.ours <= self.mark
        return self.ratio >= self.mark if self.better == "faster" else self.ratio <= self.mark


def sized(full: int, least: int) -> int:
    """How much is measured, or the least with which the way there is the same."""
    return least if os.environ.get(LEAST) else full


def most_memory() -> float:
    """MB of memory at most since the start, or since ``forget_memory``. Where Linux tells it, of this program alone: getrusage
    counts what the process that started it held, too."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s*([0-9]+) kB", status.read_text("ascii", "replace")) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def forget_memory() -> None:
    """Count the most memory from now on, where the system is Linux (proc(5), clear_refs)."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5", "ascii")


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


LARGE = 1 << 20
"""Bytes of a block for which the C library first joins what was freed."""


def settle() -> None:
    """Put the heap in order, so that what is timed next does not pay for what was freed before.

    Cycles are collected, and one large block is asked for: after a tree of 60,000 elements was freed, the next large block
    costs 16 ms (glibc joins the freed pieces then), whoever asks for it.
    """
    gc.collect()
    bytes(LARGE)


def medians(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """Medians in ms of two actions measured by turns, so that a busy machine slows both; one warming call each.

    Every timed call of either side begins with a settled heap, which is not timed.
    """
    ours(), peer()
    pairs = [(_settled(ours), _settled(peer)) for _ in range(sized(rounds, 1))]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def _settled(action: Callable[[], object]) -> float:
    settle()
    return milliseconds(action)


def median(action: Callable[[], object], rounds: int = 15) -> float:
    """Median in ms of one action after one warming call."""
    action()
    gc.collect()
    return statistics.median(milliseconds(action) for _ in range(sized(rounds, 1)))


def figures(module: str, *words: object) -> list[float]:
    """What ``python -m module words`` prints: measured in a process of its own, so that nothing else counts."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    return [float(word) for word in done.stdout.split()]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(percent * len(ordered)) // 100) - 1)]


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    signs = {"faster": ">=", "within": "<=", "below": "<="}
    head = f"{'what':44} {'ours':>10} {'peer':>10} {'ratio':>7}  mark"
    lines = [
        f"{row.name:44} {row.ours:8.2f} {row.unit} {'-' if row.peer is None else format(row.peer, '.2f'):>9} "
        f"{row.ratio:7.2f}  {signs[row.better]} {row.mark:g} {'ok' if row.is_met else 'MISSED'}"
        for row in rows
    ]
    return "\n".join([head, "-" * len(head), *lines])


def store(rows: Sequence[Row], path: Path) -> None:
    """Write name -> ours, peer, ratio, mark as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figures = {row.name: {"ours": row.ours, "peer": row.peer, "ratio": row.ratio, "mark": row.mark} for row in rows}
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
