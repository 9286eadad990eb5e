"""``python -m tests.bench [NAME...]``: run the benchmarks, print the table, write build/bench.json."""

import importlib
import sys
from pathlib import Path

from tests.bench import frame


def main(wanted: list[str]) -> int:
    """Run all modules, or those named, and return 1 when a mark is missed."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = [name for name in found if not wanted or name.removeprefix("bench_") in wanted]
    rows = [row for name in chosen for row in importlib.import_module(f"tests.bench.{name}").rows()]
    print(frame.table(rows))
    frame.store(rows, frame.ROOT / "build" / "bench.json")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
