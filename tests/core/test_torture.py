"""Robots killed while they type lose nothing older than a second; writers cut off from power leave a whole draft."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_fifty_kills_lose_no_word(tmp_path: Path) -> None:
    command, told = [sys.executable, "-m", "tests.torture", "50"], tmp_path / "told.txt"
    with told.open("wb") as stream:  # no pipe: a robot that outlives its judge would keep it open
        judge = subprocess.Popen(command, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True)
        try:
            judge.wait(120)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(judge.pid, signal.SIGKILL)
            judge.wait()
    words = told.read_text("utf-8")
    assert "rounds 50" in words
    assert words.count("losses 0") == 2, words
    assert judge.returncode == 0


def test_the_judge_sees_what_a_careless_writer_loses(tmp_path: Path) -> None:
    power = pytest.importorskip("tests.torture.power")
    _, losses = power.power_cuts(tmp_path, 3, 1, ["synchronous=OFF"])
    assert losses
