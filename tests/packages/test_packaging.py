"""The scripts behind the packages: what is left out, that times do not change, what is signed."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / ".ci" / "packages"
LOADED = r"""
import importlib, sys
from pathlib import Path
import tree
class Refused:
    def find_spec(self, name, path=None, target=None):
        if tree.is_unused(name.replace(".", "/")):
            raise ModuleNotFoundError(name)
for name in [name for name in sys.modules if tree.is_unused(name.replace(".", "/"))]:
    del sys.modules[name]
sys.meta_path.insert(0, Refused())
root = Path(sys.argv[1])
for path in sorted(path for part in ("core", "gui") for path in (root / part).rglob("*.py")):
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""
"""Loads every module of the program where the packages' Python has nothing to load."""


@pytest.fixture
def tree(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that builds the parts of every package."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    import tree as found

    return found


def test_only_what_is_listed_stays(tree: ModuleType, tmp_path: Path) -> None:
    for name in ("Qt/lib/libQt6Core.so.6", "Qt/lib/libQt6Quick.so.6", "Qt/qml/a/b.qml", "QtCore.abi3.so"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    tree.prune(tmp_path, ["QtCore.abi3.so", "Qt/lib/libQt6Core.so*"])
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"Qt", "Qt/lib", "Qt/lib/libQt6Core.so.6", "QtCore.abi3.so"}


def test_of_data_for_languages_only_the_named_entries_stay(tree: ModuleType, tmp_path: Path) -> None:
    import icu

    libraries = sorted((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    if not libraries:
        pytest.skip("this PySide6 uses the system's ICU")
    library = tmp_path / libraries[0].name
    library.write_bytes(libraries[0].read_bytes())
    symbol, data = icu.data_of(library.read_bytes())
    room, commands = tmp_path / "room", list[str]()

    def inside(*command: str) -> None:
        """Stand in for icupkg and the linker, which the packages' Debian has."""
        commands.append(command[-1])
        (room / "all.txt").write_text("coll/root.res\ncoll/zh_CN.res\nzh.res\ncoll/fr.res\nzone/zh.res\n")
        (room / "small.so").write_bytes(b"small")

    icu.cut(library, room, inside, ["coll/root.res", "zh*.res", "coll/zh_*.res"])
    magic = data[2:4]
    assert (magic, (room / f"{symbol.removesuffix('_dat')}l.dat").read_bytes()) == (
        b"\xda\x27",
        data,
    )  # MappedData of udata.h
    assert (room / "others.txt").read_text().split() == ["coll/fr.res", "zone/zh.res"]
    assert (library.read_bytes(), f"-soname {library.name}" in commands[-1]) == (b"small", True)


def test_times_and_rights_are_those_of_the_commit(tree: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "run.sh").write_text("")
    (tmp_path / "run.sh").chmod(0o711)
    (tmp_path / "data").write_text("")
    (tmp_path / "data").chmod(0o600)
    tree.settle(tmp_path)
    seen = [(path.stat().st_mode & 0o777, path.stat().st_mtime) for path in sorted(tmp_path.iterdir())]
    assert seen == [(0o644, 1_700_000_000), (0o755, 1_700_000_000)]


def test_libraries_become_byte_code_in_place_and_the_program_keeps_its_sources(
    tree: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.py").write_text("A = 1\n")
    (tmp_path / "b.py").write_text(
        '"""Told."""\n\n\ndef b():\n    """Told, too."""\n\n\nprint(__doc__, b.__doc__, b())\n'
    )
    tree.compile_python(Path(sys.executable), tmp_path, "kept")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    done = subprocess.run([sys.executable, "-c", "import b"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert {"b.pyc", "kept/a.py"} <= files
    assert "b.py" not in files
    assert done.stdout == "None None None\n"


def test_byte_code_is_the_same_twice(tree: ModuleType, tmp_path: Path) -> None:
    for name in ("one/app", "two/app"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.py").write_text('KNOWN = "x" in {"one", "two", "three", "four"}\n')
        tree.compile_python(Path(sys.executable), tmp_path / name)
    assert (tmp_path / "one/app/a.pyc").read_bytes() == (tmp_path / "two/app/a.pyc").read_bytes()


@pytest.mark.parametrize(
    ("module", "is_left_out"),
    [
        ("unittest/case.pyc", True),
        ("pdb.py", True),
        ("http/server.pyc", True),
        ("email/utils.pyc", False),
        ("io.pyc", False),
    ],
)
def test_of_pythons_own_library_what_nobody_loads_is_left_out(module: str, is_left_out: bool, tree: ModuleType) -> None:
    assert tree.is_unused(module) is is_left_out


def test_the_packages_hold_every_library_of_the_program(tree: ModuleType) -> None:
    """jieba is rjieba's other make, and the packages have an older Qt (docs/decisions/072-packages.md)."""
    import sbom

    own, packaged = (
        {found[0]: found[1] for found in sbom.PINNED.findall(path.read_text("utf-8"))}
        for path in (tree.ROOT / "requirements.lock", tree.LOCK)
    )
    assert own.pop("jieba")
    assert own.keys() == packaged.keys()
    assert {name for name in own if own[name] != packaged[name]} == {"pyside6-essentials", "shiboken6"}


def test_the_bill_of_materials_names_every_wheel_with_a_licence(tree: ModuleType) -> None:
    import sbom

    for system in tree.PLATFORMS:
        parts = {part["name"]: part for part in json.loads(sbom.bill(system))["components"]}
        pinned = sbom.PINNED.findall(tree.LOCK.read_text("utf-8"))
        assert {found[0] for found in pinned} <= set(parts)
        assert all(part["licenses"] for part in parts.values())


def test_the_bill_is_the_same_twice(tree: ModuleType) -> None:
    import sbom

    assert sbom.bill("linux") == sbom.bill("linux")


def test_a_release_without_a_key_is_not_signed(
    tree: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import release

    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release, "SECRET", tmp_path / "none")
    assert release.main() == 3
    assert not (tmp_path / "release.json").exists()


def test_a_signed_release_is_taken_by_the_program(
    tree: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import release

    from core.workflows.maintenance.update import read_update

    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release, "SECRET", tmp_path / "keys" / "update.key")
    monkeypatch.setattr(release, "PUBLIC", tmp_path / "keys" / "update_key.txt")
    monkeypatch.setattr(tree, "version", lambda: "99.0")
    (tmp_path / "nigao_99.0_amd64.deb").write_bytes(b"package")
    release.make_key()
    key = bytes.fromhex((tmp_path / "keys" / "update_key.txt").read_text())
    assert release.main() == 0
    assert read_update(tmp_path / "release.json", key, "linux").installer.name == "nigao_99.0_amd64.deb"


def test_an_interpreter_with_another_hash_is_refused(
    tree: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import windows

    archive = tmp_path / "python-3.11.9-embed-amd64.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("python.exe", b"")
    archive.with_name(archive.name + ".sha256").write_text("0" * 64)
    monkeypatch.setattr(windows, "INPUTS", tmp_path)
    with pytest.raises(SystemExit, match="has not the hash"):
        windows.find_interpreter()


def test_nothing_of_the_program_asks_for_what_is_left_out_of_pythons_own_library(tree: ModuleType) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{SCRIPTS}:{tree.ROOT}", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", LOADED, str(tree.ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_an_interpreter_brings_what_the_program_loads_and_finds_the_program(tree: ModuleType, tmp_path: Path) -> None:
    import windows

    archive, folder = tmp_path / "python-3.11.9-embed-amd64.zip", tmp_path / "python"
    with zipfile.ZipFile(tmp_path / "library.zip", "w") as library:
        library.writestr("io.pyc", b"")
        library.writestr("unittest/case.pyc", b"")
    with zipfile.ZipFile(archive, "w") as package:
        for name in ("python.exe", "libcrypto-3.dll", "python311._pth"):
            package.writestr(name, b"")
        package.write(tmp_path / "library.zip", "python311.zip")
    windows.unpack_interpreter(archive, folder)
    with zipfile.ZipFile(folder / "python311.zip") as library:
        assert library.namelist() == ["io.pyc"]
    assert {path.name for path in folder.iterdir()} == {"python.exe", "python311._pth", "python311.zip"}
    assert "..\\app\\gui.zip" in (folder / "python311._pth").read_text().split()


def test_the_launcher_cleans_the_environment(tmp_path: Path) -> None:
    home = tmp_path / "nigao"
    (home / "python" / "bin").mkdir(parents=True)
    (home / "start").write_bytes((SCRIPTS / "deb" / "launcher.sh").read_bytes())
    interpreter = home / "python" / "bin" / "python3.11"
    interpreter.write_text('#!/bin/sh\necho "$QT_PLUGIN_PATH|$PYTHONPATH|$QT_QPA_PLATFORM|$6|$7"\n')
    interpreter.chmod(0o755)
    given = {"PATH": os.environ["PATH"], "QT_PLUGIN_PATH": "/x", "PYTHONPATH": "/y", "QT_QPA_PLATFORM": "dxcb;xcb"}
    done = subprocess.run(
        ["sh", str(home / "start"), "a b.nigao"], env=given, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == f"|||{home}/app/main.py|a b.nigao\n"
