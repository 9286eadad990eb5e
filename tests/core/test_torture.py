"""Robots killed while they type lose nothing older than a second; writers cut off from power leave a whole draft."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_fifty_kills_lose_no_word() -> None:
    command = [sys.executable, "-m", "tests.torture", "50"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert "rounds 50" in done.stdout
    assert done.stdout.count("losses 0") == 2, done.stdout + done.stderr
    assert done.returncode == 0


def test_the_judge_sees_what_a_careless_writer_loses(tmp_path: Path) -> None:
    power = pytest.importorskip("tests.torture.power")
    _, losses = power.power_cuts(tmp_path, 3, 1, ["synchronous=OFF"])
    assert losses
