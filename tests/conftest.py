"""Fixtures and alarms of the whole suite: anything unexpected that a test does or leaves behind fails it."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import architecture, guards
from tests.examples import SUITE

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHARED_MISSING = "the folder ../shared is missing (real reports are not part of the project)"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if not any("utf" in os.environ.get(name, "").lower() for name in ("LC_ALL", "LC_CTYPE", "LANG")):
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of any other character set

settings.register_profile(
    "suite", deadline=None, derandomize=True, max_examples=SUITE, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("torture", deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("suite")


def pytest_collection() -> None:
    """Garbage collection would look through all tests collected so far, again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Take the collected tests out of garbage collection: a full one takes half a second with them, and there are hundreds."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs ../shared where it is missing."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip(SHARED_MISSING)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The argument ``seed`` runs a test once for every real report."""
    if "seed" not in metafunc.fixturenames:
        return
    found = sorted((SHARED / "seeds").glob("*.txt"))
    lacking = [pytest.param(None, id="missing", marks=pytest.mark.skip(reason=SHARED_MISSING))]
    metafunc.parametrize("seed", found or lacking, ids=[path.stem[:3] for path in found] or None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; a test that asks for it is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_MISSING)
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The real reports, in order of their names."""
    return sorted((shared / "seeds").glob("*.txt"))


@pytest.fixture(scope="session", autouse=True)
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the user's own data, settings or caches: they lie in a folder of this run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        patch.delenv("NIGAO_HOME", raising=False)
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        yield home


@pytest.fixture(scope="module")
def trees_forgotten() -> Iterator[None]:
    """For tests that parse all sources: a million objects that no collection of garbage, then or later, looks through."""
    with architecture.undisturbed():
        yield
    architecture.forget()


@pytest.fixture
def expected_log(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Announce a log warning: ``expected_log("pattern")``.  It fails the test not to see it, too."""
    patterns: list[str] = []
    request.node.stash[EXPECTED] = patterns
    return patterns.append


EXPECTED = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test on log warnings it did not announce, on threads still running and on windows still open.

    Qt's own warnings are caught by pytest-qt (``qt_log_level_fail``; opt out with ``@pytest.mark.qt_log_ignore``).
    """
    threads, workers, windows = guards.python_threads(), guards.qt_threads(), guards.open_windows()
    yield
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    expected = request.node.stash.get(EXPECTED, [])
    complaints = {
        "unexpected log warnings": guards.unexpected_records(records, expected),
        "announced log warnings that never came": guards.missing_records(records, expected),
        "windows left open": guards.forgotten_windows(windows),
        "threads left running": guards.leaked_threads(threads) + guards.leaked_qt_threads(workers),
    }
    found = [f"{what}: {', '.join(items)}" for what, items in complaints.items() if items]
    if found:
        pytest.fail("; ".join(found), pytrace=False)
