"""``make windows``: installer and portable folder for Windows 10 and later (x64), built on Linux.

The interpreter is an input: ``build/inputs/python-3.11.x-embed-amd64.zip`` and beside it a file of the same name with
``.sha256`` that holds its published hash. Without it everything else is built and the exit code is 3.
"""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import tree

HERE = tree.HERE / "windows"
BUILD = tree.ROOT / "build" / "windows"
INPUTS = tree.ROOT / "build" / "inputs"
EMBEDDED = "python-3.11.*-embed-amd64.zip"
LIBRARY, WINDOW = "python311.zip", "gui"
UNUSED = (
    "libcrypto*",
    "libssl*",
    "_ssl.pyd",
    "_hashlib.pyd",
    "_asyncio.pyd",
    "_overlapped.pyd",
    "_bz2.pyd",
    "_lzma.pyd",
    "_msi.pyd",
    "winsound.pyd",
    "*.cat",
)
"""Of the interpreter: what encrypted connections need, of which the program makes none, and what its library's modules do that are left out."""

PATHS = f"{LIBRARY}\n.\n..\\lib\n..\\app\\{WINDOW}.zip\n..\\app\n"
"""The interpreter's path: its own library, the wheels, the program; no site-packages of the computer."""

MISSING = (
    "make windows: the interpreter is missing. Put the Windows embeddable package (64-bit) of Python 3.11 from "
    "python.org and a file of the same name + .sha256 with its published hash into build/inputs/; "
    "installer and portable folder were built without it and do not run."
)
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"


def main() -> int:
    """Build both; 3 where a tool or the interpreter is missing."""
    lacking = [name for name in (COMPILER, RESOURCES, "makensis") if not shutil.which(name)]
    if lacking:
        print(f"make windows needs {', '.join(lacking)} (Debian: gcc-mingw-w64-x86-64, nsis).", file=sys.stderr)
        return 3
    interpreter = find_interpreter()
    whole = make_tree(interpreter)
    (tree.ROOT / "dist").mkdir(exist_ok=True)
    print(make_installer(whole))
    print(make_portable(whole))
    if interpreter is None:
        print(MISSING, file=sys.stderr)
        return 3
    return 0


def find_interpreter() -> Path | None:
    """The interpreter's archive, if it is there; SystemExit when it is not what its hash says."""
    path = next(iter(sorted(INPUTS.glob(EMBEDDED))), None)
    if path is None:
        return None
    published = path.with_name(f"{path.name}.sha256")
    wanted = published.read_text("ascii").split()[0].lower() if published.exists() else ""
    if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
        raise SystemExit(f"make windows: {path.name} has not the hash in {published.name}; nothing was built.")
    return path


def make_tree(interpreter: Path | None) -> Path:
    """python/, lib/, app/ and the two launchers."""
    whole = BUILD / "tree"
    shutil.rmtree(whole, ignore_errors=True)
    tree.install_libraries(whole / "lib", "windows")
    tree.copy_program(whole / "app")
    tree.compile_python(Path(sys.executable), whole / "app", "main.py")
    tree.compile_python(Path(sys.executable), whole / "lib", *tree.EDITED)
    archive(whole / "app" / WINDOW)
    if interpreter is not None:
        unpack_interpreter(interpreter, whole / "python")
    for name in ("LGPL-3", "GPL-3"):
        target = whole / "licences" / f"{name}.txt"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(Path("/usr/share/common-licenses") / name, target)
    make_launchers(whole)
    tree.settle(whole)
    return whole


def unpack_interpreter(interpreter: Path, folder: Path) -> None:
    """The interpreter without what the program never loads, and with the paths of the package."""
    with zipfile.ZipFile(interpreter) as package:
        package.extractall(folder)
    for path in [path for pattern in UNUSED for path in folder.glob(pattern)]:
        path.unlink()
    (folder / "python311._pth").write_text(PATHS, "ascii")
    whole = folder / "whole.zip"
    (folder / LIBRARY).rename(whole)
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(folder / LIBRARY, "w") as kept:
        for name in sorted(name for name in given.namelist() if not tree.is_unused(name)):
            add(kept, name, given.read(name))
    whole.unlink()


def archive(folder: Path) -> None:
    """Put a folder of byte code into an archive of its name: a third of the room, and one file instead of hundreds."""
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as package:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            add(package, path.relative_to(folder.parent).as_posix(), path.read_bytes())
    shutil.rmtree(folder)


def make_launchers(whole: Path) -> None:
    """nigao.exe for the window, nigao-console.exe for the command line."""
    run(sys.executable, str(tree.HERE / "icons.py"), str(BUILD / "icons"))
    shutil.copyfile(BUILD / "icons/nigao.ico", whole / "nigao.ico")
    number = tree.version()
    defined = [f'-DNIGAO_VERSION=\\"{number}\\"', f"-DNIGAO_NUMBERS={','.join(numbers(number))}"]
    resource = BUILD / "launcher.o"
    run(RESOURCES, "-I", str(whole), *defined, str(HERE / "launcher.rc"), str(resource))
    common = ["-O2", "-s", "-municode", "-Wl,--no-insert-timestamp", str(HERE / "launcher.c"), str(resource)]
    run(COMPILER, *common, "-mwindows", "-o", str(whole / "nigao.exe"))
    run(COMPILER, *common, "-DCONSOLE", "-o", str(whole / "nigao-console.exe"))


def numbers(version: str) -> list[str]:
    """The four numbers that Windows wants."""
    return [*version.split("."), "0", "0", "0"][:4]


def run(*command: str) -> None:
    """Run a command; its failure ends the build."""
    subprocess.run(command, check=True, cwd=BUILD)


def make_installer(whole: Path) -> Path:
    """The setup program."""
    target = tree.ROOT / "dist" / f"nigao-{tree.version()}-setup.exe"
    values = {
        "TARGET": target,
        "TREE": whole,
        "VERSION": tree.version(),
        "NUMBERS": ".".join(numbers(tree.version())),
        "ICON": whole / "nigao.ico",
        "KILOBYTES": tree.size(whole) // 1024,
    }
    options = [f"-D{name}={value}" for name, value in values.items()]
    run("makensis", "-V2", "-XTarget amd64-unicode", "-INPUTCHARSET", "UTF8", *options, str(HERE / "setup.nsi"))
    return target


def make_portable(whole: Path) -> Path:
    """The same files as an archive, with the file that makes the program write nothing outside its folder."""
    target = tree.ROOT / "dist" / f"nigao-{tree.version()}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in sorted(whole.rglob("*")):
            if path.is_file():
                add(package, f"Nigao/{path.relative_to(whole).as_posix()}", path.read_bytes())
        add(package, "Nigao/portable", b"")
    return target


def add(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    """An entry with a time that does not change from build to build."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, data)


if __name__ == "__main__":
    BUILD.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
