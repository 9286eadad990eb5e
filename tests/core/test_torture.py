"""Robots killed while they type lose nothing older than a second; writers cut off from power leave a whole draft."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
JUDGE = """
import os, random, signal, sys
from pathlib import Path
from tests.torture import rounds
path = Path(sys.argv[1])
rounds.DraftStore.create(path, rounds.first_draft(), rounds.datetime.now).close()
rounds._begun(path, random.Random(1))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_ten_kills_lose_no_word(tmp_path: Path) -> None:
    command, told = [sys.executable, "-m", "tests.torture", "10"], tmp_path / "told.txt"
    with told.open("wb") as stream:  # no pipe: a robot that outlives its judge would keep it open
        done = subprocess.run(command, cwd=ROOT, stdout=stream, stderr=stream, timeout=120, check=False)
    words = told.read_text("utf-8")
    assert "rounds 10" in words
    assert words.count("losses 0") == 2, words
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_robot_does_not_outlive_its_judge(tmp_path: Path) -> None:
    reader, writer = os.pipe()  # the robot holds it open, too
    command = [sys.executable, "-c", JUDGE, str(tmp_path / "稿.nigao")]
    subprocess.run(command, cwd=ROOT, pass_fds=[writer], stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False)
    os.close(writer)
    readable, _, _ = select.select([reader], [], [], PATIENCE)
    os.close(reader)
    assert readable


def test_the_judge_sees_what_a_careless_writer_loses(tmp_path: Path) -> None:
    power = pytest.importorskip("tests.torture.power")
    _, losses = power.power_cuts(tmp_path, 3, 1, ["synchronous=OFF"])
    assert losses
