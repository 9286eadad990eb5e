"""What the first frame waits for: a list that grows only on purpose."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.first_frame import first_frame

ROOT = Path(__file__).resolve().parents[2]
OURS = """
    core core.errors core.paths core.reading core.version core.stores core.stores.json_file core.stores.settings core.workflows
    core.workflows.importing core.workflows.importing.kind_cards core.workflows.names
    gui gui.settings gui.settings.preferences gui.shell gui.shell.actions gui.shell.app gui.shell.errors
    gui.shell.doors gui.shell.main_window gui.shell.program gui.shell.router gui.shell.services gui.shell.tasks gui.shell.theme gui.start gui.start.page
    gui.widgets gui.widgets.basics gui.widgets.cards gui.widgets.frame gui.widgets.frame.notice_place
    gui.widgets.frame.page_stack gui.widgets.frame.rail
"""
"""Modules of the program; add one only after ``make bench`` has shown what it costs."""

HEAVY = (
    "json",
    "sqlite3",
    "docx",
    "lxml",
    "jinja2",
    "jieba",
    "openpyxl",
    "rapidfuzz",
    "concurrent",
    "secrets",
    "dataclasses",
    "html",
)
DEAR = ("QtCore.Qt", "QtGui.QKeySequence", "QtGui.QTextFormat")
"""Classes that PySide6 builds when first asked for, with all of their enumerations: the one ``Qt`` has two hundred."""

BUILT = '*(f"{name}.{each}" for name in ("QtCore", "QtGui") for each in vars(sys.modules[f"PySide6.{name}"]))'
CODE = first_frame(f'*sys.modules, *getattr(sys.modules.get("linecache"), "cache", ()), {BUILT}')


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """All modules that were there when the first frame was, and the files of those whose source was read."""
    home = str(tmp_path_factory.mktemp("home"))
    environment = {"NIGAO_HOME": home, "HOME": home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return frozenset(done.stdout.split())


def test_only_what_the_first_frame_shows_is_loaded(loaded: frozenset[str]) -> None:
    ours = {name for name in loaded if name.partition(".")[0] in ("core", "gui")}
    assert sorted(ours - set(OURS.split())) == []


def test_nothing_heavy_is_loaded(loaded: frozenset[str]) -> None:
    assert [name for name in HEAVY if name in loaded] == []


def test_no_dear_class_is_built(loaded: frozenset[str]) -> None:
    assert [name for name in DEAR if name in loaded] == []


def test_no_source_is_read(loaded: frozenset[str]) -> None:
    assert [name for name in loaded if name.endswith(".py") and Path(name).is_relative_to(ROOT / "gui")] == []


READERS = ("pypdfium2", "xlrd", "core.workflows.importing.formats", "core.readers.binary_word", "core.readers.pages")
"""What reads files of all formats takes 28 MB, which most drafts never need again once they are made."""


def test_an_open_draft_has_no_readers_of_files_loaded() -> None:
    code = f"import sys, gui.draft.page; print(*(name for name in {READERS} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
