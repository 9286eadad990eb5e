"""The parts of every package: the program, its libraries pruned, and times that do not change from build to build."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = ("main.py", "core", "gui", "resources", "templates", "LICENSE", "NOTICE")
PYTHON = "3.11"
UNUSED = (
    "lxml/isoschematron",
    "lxml/includes",
    "lxml/objectify*",
    "lxml/html",
    "lxml/sax*",
    "lxml/builder*",
    "lxml/ElementInclude*",
    "lxml/cssselect*",
    "lxml/doctestcompare*",
    "lxml/usedoctest*",
    "docx/templates/default-docx-template",
    "rapidfuzz/fuzz_cpp_avx2*",
    "rapidfuzz/distance/metrics_cpp_avx2*",
    "rapidfuzz/process_cpp*",
    "rapidfuzz/utils_cpp*",
    "pypdfium2_cli",
    "*.dist-info/sboms",
    "shiboken6/*.lib",
    "shiboken6/include",
    "shiboken6/lib",
    "shiboken6/concrt140.dll",
    "shiboken6/vcamp140.dll",
    "shiboken6/vccorlib140.dll",
    "shiboken6/vcomp140.dll",
    "olefile/olefile2.py",
    "olefile/doc",
)
"""What of other wheels the program never loads, or has in Python as well and seldom calls."""

EDITED = ("PySide6", "shiboken6")
"""Libraries that read their own Python files as text."""

KEPT = tomllib.loads((HERE / "kept.toml").read_text("utf-8"))
"""What of PySide6, of ICU's data and of Python's own library goes into the packages."""

LOCK = HERE / "packages.lock"
"""The wheels of every package, with their hashes."""

PLATFORMS = {
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "windows": ("win_amd64",),
}


def version() -> str:
    """The version of the program, from the one file that holds it."""
    found = re.search(r'^VERSION = "([^"]+)"$', (ROOT / "core" / "version.py").read_text("utf-8"), re.M)
    assert found is not None
    return found[1]


def moment() -> datetime:
    """The time of the commit that is built."""
    return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)


def copy_program(target: Path) -> None:
    """The files of the program that git knows of, and nothing else that lies in the checkout."""
    listed = subprocess.run(["git", "ls-files", "-z", *PROGRAM], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, path)


def install_libraries(target: Path, system: str) -> None:
    """The wheels of the system's lock file, by their hashes, without what the program never loads."""
    platforms = [word for name in PLATFORMS[system] for word in ("--platform", name)]
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes"]
    python = ["--python-version", PYTHON, "--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none"]
    where = ["--target", str(target), "--only-binary=:all:", "-r", str(LOCK)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, *platforms, *python, *where], check=True)
    shutil.rmtree(target / "bin", ignore_errors=True)
    prune(target / "PySide6", KEPT[system]["keep"])
    for name in UNUSED:
        for path in target.glob(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in [
        *target.rglob("*.pyi"),
        *target.rglob("*.pyx"),
        *target.rglob("*.pxd"),
        *target.rglob("*.pxi"),
        *target.rglob("*.h"),
        *target.rglob("direct_url.json"),
        *target.rglob("INSTALLER"),
        *target.glob("*.dist-info/RECORD"),  # with the hashes of scripts, which hold the place of the build
    ]:
        path.unlink()


def is_unused(module: str) -> bool:
    """Whether a file of Python's own library, such as ``email/utils.pyc``, is left out."""
    path = PurePosixPath(module).with_suffix("")
    return any(str(place) in KEPT["python"]["unused"] for place in (path, *path.parents))


def prune(folder: Path, kept: Iterable[str]) -> None:
    """Remove the files under ``folder`` that match no pattern of ``kept``, and the folders that become empty."""
    patterns = tuple(kept)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
            path.unlink()


def compile_python(python: Path, folder: Path, *kept: str) -> None:
    """Byte code by ``bytecode.py``; sources in folders and under names of ``kept`` stay beside it."""
    fixed = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [str(python), "-B", "-X", "no_debug_ranges", str(HERE / "bytecode.py"), str(folder), *kept]
    subprocess.run(command, check=True, env=fixed)
    for cache in [path for path in folder.rglob("__pycache__") if not any(path.iterdir())]:
        cache.rmdir()


def settle(folder: Path) -> None:
    """Give every file the time of the commit and plain rights, so that two builds have the same bytes."""
    seconds = moment().timestamp()
    for path in sorted(folder.rglob("*")):
        if not path.is_symlink():
            is_run = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if is_run else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)
    os.utime(folder, (seconds, seconds))


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
