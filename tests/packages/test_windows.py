"""The packages of ``make windows``, as far as wine goes: installation, association, removal. Run by ``make test-deb``."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes import mortal

DIST = Path(__file__).resolve().parents[2] / "dist"
SETUP, PORTABLE = sorted(DIST.glob("nigao-*-setup.exe")), sorted(DIST.glob("nigao-*-portable.zip"))
DRAFT = "Documents/拟稿/年度工作总结.nigao"
KEPT = ("AppData/Local/Nigao/settings.json", DRAFT)
MOST_INSTALLED, MOST_DOWNLOADED = 100_000_000, 35_000_000
WINDOWS = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
COMMAND = r"Software\\Classes\\Nigao.Draft\\shell\\open\\command"

pytestmark = [
    pytest.mark.deb,
    pytest.mark.skipif(not shutil.which("wine"), reason="wine is not installed"),
    pytest.mark.skipif(not SETUP, reason="make windows has built nothing"),
]


def is_whole() -> bool:
    """Whether the built package has its interpreter and this wine what Qt asks of Windows, which it has since 10."""
    with zipfile.ZipFile(PORTABLE[0]) as package:
        has_python = "Nigao/python/python.exe" in package.namelist()
    told = subprocess.run(["wine", "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
    return has_python and int((re.findall(r"wine-(\d+)", told) or ["0"])[0]) >= 10


WITH_INTERPRETER = pytest.mark.skipif(
    not (SETUP and shutil.which("wine") and is_whole()), reason="needs wine 10 and a package with its interpreter"
)


class Computer:
    """A Windows of wine: its environment and the user's folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "DISPLAY": ""}
        self.run("wineboot", "-i")
        self.home = next(path for path in (folder / "drive_c/users").iterdir() if path.name != "Public")

    def run(self, *command: str) -> tuple[int, str]:
        """(exit code, what was said) of a program. Not through pipes: wine's own processes would hold them open."""
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(command, env=self.environment, stdout=said, stderr=said, timeout=600, check=False)
            said.seek(0)
            return done.returncode, said.read()

    def registry(self) -> str:
        """What is noted for the user, once wine has written it."""
        self.run("wineserver", "-k")
        self.run("wineserver", "-w")
        return (Path(self.environment["WINEPREFIX"]) / "user.reg").read_text("utf-8", "replace")

    def files(self) -> set[str]:
        """Every path of the user's but temporary ones, and but those that wine makes of shortcuts for its own desktop."""
        found = (path for path in self.home.rglob("*") if path.suffix != ".desktop")
        paths = {path.relative_to(self.home).as_posix() for path in found}
        return {path for path in paths if not re.match(r"(AppData/Local/)?Temp", path)}


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    """A Windows with a user's draft and settings, before anything is installed."""
    made = Computer(tmp_path_factory.mktemp("wine"))
    for name in KEPT:
        (made.home / name).parent.mkdir(parents=True, exist_ok=True)
        (made.home / name).write_text("{}")
    yield made
    made.run("wineserver", "-k")


@pytest.fixture(scope="module")
def before(computer: Computer) -> set[str]:
    """Every path of the user's before the installation."""
    return computer.files()


@pytest.fixture(scope="module")
def program(computer: Computer, before: set[str]) -> Path:
    """The folder of the program, installed twice."""
    assert before
    assert [computer.run("wine", str(SETUP[0]), "/S")[0] for _ in range(2)] == [0, 0]
    return computer.home / "AppData/Local/Programs/Nigao"


@pytest.fixture
def apart(computer: Computer, tmp_path: Path) -> Iterator[Path]:
    """A folder for data of the program that is started, which the user's own folder does not get."""
    computer.environment["NIGAO_HOME"] = f"Z:{tmp_path / 'data'}"
    yield tmp_path
    del computer.environment["NIGAO_HOME"]


def test_it_is_small() -> None:
    with zipfile.ZipFile(PORTABLE[0]) as package:
        installed = sum(entry.file_size for entry in package.infolist())
    assert (installed <= MOST_INSTALLED, SETUP[0].stat().st_size <= MOST_DOWNLOADED) == (True, True)


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the byte code is that of Python 3.11")
def test_the_program_works_from_its_byte_code(tmp_path: Path) -> None:
    with zipfile.ZipFile(PORTABLE[0]) as package:
        package.extractall(tmp_path, [name for name in package.namelist() if name.startswith("Nigao/app/")])
    app = tmp_path / "Nigao/app"
    known = {
        **os.environ,
        "PYTHONPATH": str(app / "gui.zip"),
        "QT_QPA_PLATFORM": "offscreen",
        "NIGAO_HOME": str(tmp_path),
    }
    command = [sys.executable, "-B", str(app / "main.py"), "selftest"]
    done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_holds_what_the_portable_folder_holds(program: Path) -> None:
    with zipfile.ZipFile(PORTABLE[0]) as package:
        portable = {name.removeprefix("Nigao/") for name in package.namelist()} - {"portable"}
    files = {path.relative_to(program).as_posix() for path in program.rglob("*") if path.is_file()}
    assert files == {*portable, "uninstall.exe"}


@WITH_INTERPRETER
@pytest.mark.usefixtures("apart")
def test_with_its_interpreter_the_program_does_the_whole_job(computer: Computer, program: Path) -> None:
    code, said = computer.run("wine", str(program / "nigao-console.exe"), "selftest")
    assert (code, "不能用" in said, "〔版本〕" in said) == (0, False, True), said


@WITH_INTERPRETER
@pytest.mark.skipif(not shutil.which("xdotool") or not shutil.which("Xvfb"), reason="needs Xvfb and xdotool")
def test_what_a_double_click_starts_opens_the_draft(computer: Computer, program: Path, apart: Path) -> None:
    draft = apart / "a.nigao"
    order = ["new", "--kind", "年度工作总结", "--year", "2026", "-o", str(draft)]
    assert computer.run("wine", str(program / "nigao-console.exe"), *order)[0] == 0
    with mortal(["Xvfb", "-displayfd", "1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        computer.environment["DISPLAY"] = f":{server.stdout.readline().strip()}"
        assert computer.run("wine", str(program / "nigao.exe"), str(draft))[0] == 0
        search = ("xdotool", "search", "--onlyvisible", "--name", "2026年工作总结")
        opened = waited(lambda: computer.run(*search)[1].split())
        computer.run("wineserver", "-k")
    computer.environment["DISPLAY"] = ""
    assert opened


def waited(look: Callable[[], list[str]]) -> list[str]:
    """What ``look`` finds, asked again for as long as a minute."""
    end = time.monotonic() + 60
    while not (found := look()) and time.monotonic() < end:
        pass
    return found


def test_removing_leaves_the_drafts_and_nothing_else(computer: Computer, before: set[str], program: Path) -> None:
    noted = computer.registry()
    assert (COMMAND in noted, r"Programs\\Nigao\\nigao.exe" in noted) == (True, True)
    # The uninstaller works from a copy of itself, for which nobody waits; with _?= it does neither copy nor remove itself.
    inside = str(program).partition("drive_c/")[2].replace("/", "\\")
    code, _ = computer.run("wine", str(program / "uninstall.exe"), "/S", f"_?=C:\\{inside}")
    (program / "uninstall.exe").unlink()
    left = computer.files() - before - {"AppData/Local/Programs", "AppData/Local/Programs/Nigao"}
    kept = [(computer.home / name).read_text() for name in KEPT]
    assert (code, left, kept, "Nigao.Draft" in computer.registry()) == (0, set(), ["{}", "{}"], False)


def test_what_is_portable_says_so() -> None:
    with zipfile.ZipFile(PORTABLE[0]) as package:
        assert "Nigao/portable" in package.namelist()
        assert package.testzip() is None


def test_a_program_without_its_interpreter_says_so(computer: Computer, tmp_path: Path) -> None:
    with zipfile.ZipFile(PORTABLE[0]) as package:
        package.extract("Nigao/nigao-console.exe", tmp_path)
    done = computer.run("wine", str(tmp_path / "Nigao/nigao-console.exe"), "selftest")
    assert (done[0], "the folder python is missing" in done[1]) == (2, True)


def imports(library: Path) -> set[str]:
    """The libraries that a program or library of Windows asks for, in small letters."""
    command = ["x86_64-w64-mingw32-objdump", "-p", str(library)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", told.stdout)}


@pytest.mark.skipif(not shutil.which("x86_64-w64-mingw32-objdump"), reason="the tools of mingw-w64 are not installed")
def test_every_library_finds_what_it_asks_for(tmp_path: Path) -> None:
    """In the package, with the interpreter, or among the libraries that Windows itself has, of which wine has a list."""
    with zipfile.ZipFile(PORTABLE[0]) as package:
        package.extractall(tmp_path)
    held = [path for path in tmp_path.rglob("*") if path.suffix in (".dll", ".pyd", ".exe")]
    runtime = re.compile(r"msvcp|vcruntime|concrt")
    system = {path.name.lower() for path in WINDOWS.iterdir() if not runtime.match(path.name)}
    known = {path.name.lower() for path in held} | system | {"python3.dll", "python311.dll", "bcryptprimitives.dll"}
    asked = {name for path in held if path.parts[-2] != "python" for name in imports(path)}
    assert not {name for name in asked - known if not name.startswith("api-ms-win-")}
