"""Writes the built-in layouts: ``python -m tests.layouts [FOLDER]``."""

import sys
from pathlib import Path

from tests.layouts.built_in import SOURCES, layout

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "layouts"

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name in SOURCES:
        (folder / f"{name}.docx").write_bytes(layout(name))
