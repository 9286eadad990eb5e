"""The alarms of conftest.py must ring: the offences here cause what they watch for."""

import logging
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import guards

ROOT = Path(__file__).resolve().parent.parent
OFFENCES = """
import logging, threading, warnings
from PySide6.QtCore import QThreadPool, qWarning
from PySide6.QtWidgets import QWidget
from tests.conftest import *

KEPT = []

def test_log(): logging.getLogger("x").warning("loud")

def test_silence(expected_log): expected_log("never said")

def test_announced(expected_log):
    expected_log("lo.d")
    logging.getLogger("x").warning("loud")

def test_thread(): threading.Thread(target=threading.Event().wait, daemon=True).start()

def test_window(qapp):
    KEPT.append(QWidget())
    KEPT[-1].show()

def test_closed_window(qtbot):
    KEPT.append(QWidget())
    qtbot.addWidget(KEPT[-1])
    KEPT[-1].setMinimumSize(200, 100)
    KEPT[-1].show()

def test_qt_warning(qapp): qWarning("loud")

def test_python_warning(): warnings.warn("loud")

def test_pool(qapp):
    KEPT.append(QThreadPool())
    ran = threading.Event()
    KEPT[-1].start(ran.set)
    assert ran.wait(5)
"""
COMPLAINTS = {
    "test_log": "unexpected log warnings: WARNING x: loud",
    "test_silence": "announced log warnings that never came: never said",
    "test_thread": "threads left running: Thread-",
    "test_window": "windows left open: QWidget",
    "test_qt_warning": "Qt messages",
    "test_python_warning": "UserWarning: loud",
    "test_pool": "threads left running: Qt thread",
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Test name -> what pytest complains of, under the suite's own alarms; an empty text for a pass."""
    folder = tmp_path_factory.mktemp("offences")
    (folder / "test_offences.py").write_text(OFFENCES, "utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    command += ["-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    command += [f"--junitxml={folder / 'outcome.xml'}", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120)
    cases = ElementTree.parse(folder / "outcome.xml").iter("testcase")
    return {case.get("name", ""): "".join(str(child.text) + str(child.attrib) for child in case) for case in cases}


@pytest.mark.parametrize("name", COMPLAINTS)
def test_an_offence_fails_its_test(name: str, outcome: dict[str, str]) -> None:
    assert COMPLAINTS[name] in outcome[name]


@pytest.mark.parametrize("name", ["test_announced", "test_closed_window"])
def test_good_manners_pass(name: str, outcome: dict[str, str]) -> None:
    assert outcome[name] == ""


def test_information_is_no_warning() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "calm", None, None)
    assert guards.unexpected_records([record], []) == []


def test_a_thread_that_ends_in_time_is_no_leak() -> None:
    before = guards.python_threads()
    threading.Thread(target=threading.Event().wait, args=(0.05,)).start()
    assert guards.leaked_threads(before) == []
