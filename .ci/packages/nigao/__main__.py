"""``python -m nigao`` and the commands ``nigao`` and ``nigao-window`` of an installed package."""

import sys
from importlib import import_module
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent / "program"


def main() -> int:
    """Start the program of this package; its exit code."""
    sys.path.insert(0, str(PROGRAM))
    code: int = import_module("main").start(sys.argv[1:])
    return code


if __name__ == "__main__":
    sys.exit(main())
