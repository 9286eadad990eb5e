"""Every module of the benchmarks runs to its end; nothing is judged here."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path.stem.removeprefix("bench_") for path in (ROOT / "tests" / "bench").glob("bench_*.py"))
QUICK = ("carry_over", "collect", "formats", "history", "ledger", "pages", "redline", "scrolling")
"""The suite runs these; the others take seconds even in their smallest size, so it imports them, and make torture runs them."""

LARGE = sorted({*MODULES} - {*QUICK})

PATIENCE_S = 120.0


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    """``python -m tests.bench`` in its smallest size."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-m", "tests.bench", "--least", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def together() -> "subprocess.CompletedProcess[str]":
    """The quick modules in one process, as in ``make bench``."""
    return run(*QUICK)


def test_the_modules_of_the_benchmarks_run_to_their_end(together: "subprocess.CompletedProcess[str]") -> None:
    assert (together.returncode, "broke down" in together.stdout) == (0, False), together.stdout + together.stderr


def test_the_modules_of_the_benchmarks_measure_something(together: "subprocess.CompletedProcess[str]") -> None:
    assert len(together.stdout.splitlines()) > len(QUICK), together.stdout


@pytest.mark.torture
@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_the_benchmarks_runs_to_its_end_alone(module: str) -> None:
    done = run(module)
    assert (done.returncode, "broke down" in done.stdout) == (0, False), done.stdout + done.stderr


@pytest.mark.parametrize("module", LARGE)
def test_a_large_module_of_the_benchmarks_can_be_imported(module: str) -> None:
    assert callable(importlib.import_module(f"tests.bench.bench_{module}").rows)


def test_a_module_that_breaks_down_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    from tests.bench import __main__ as bench
    from tests.bench import bench_ledger, frame

    monkeypatch.setattr(bench_ledger, "rows", lambda: 1 / 0)
    monkeypatch.setenv(frame.LEAST, "")  # main sets it; it is gone again after the test
    assert bench.main(["--least", "ledger"]) == 1
    assert "broke down: bench_ledger" in capfd.readouterr().out
