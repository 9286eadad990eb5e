"""``python -m tests.bench [--least] [NAME...]``: run the benchmarks, print the table, write build/bench.json.

A module that breaks down is told with its trace and keeps no other from running. ``--least`` runs everything in its
smallest size, judges no figure and keeps none.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.bench import frame

LEAST = "--least"


def main(words: list[str]) -> int:
    """Run all modules, or those named, and return 1 when a mark is missed or one of them broke down."""
    is_least = LEAST in words
    if is_least:
        os.environ[frame.LEAST] = "1"  # before the modules are read, and for the processes that they start
    broken: list[str] = []
    rows = list(_rows([word for word in words if word != LEAST], broken))
    print(frame.table(rows))
    if broken:
        print("broke down: " + ", ".join(broken))
    if is_least:
        return int(bool(broken))
    frame.store(rows, frame.ROOT / "build" / "bench.json")
    return int(bool(broken) or not all(row.is_met for row in rows))


def _rows(wanted: list[str], broken: list[str]) -> Iterator[frame.Row]:
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    for name in found:
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        try:
            yield from importlib.import_module(f"tests.bench.{name}").rows()
        except Exception:  # noqa: BLE001  # whatever it is, it is told and the others run
            traceback.print_exc()
            broken.append(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
