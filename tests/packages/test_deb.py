"""The packages of ``make deb``: their symbols, and install, start, upgrade and removal in a bare Debian 11.

Run by ``make test-deb``. The Debian 11 is made anew from an archive of a bare one that is kept under build/deb.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
BUILD, DIST = ROOT / "build" / "deb", ROOT / "dist"
NAMES = ("nigao", "cn.nigao.nigao")
LAUNCHERS = {"nigao": "/usr/bin/nigao", "cn.nigao.nigao": "/opt/apps/cn.nigao.nigao/files/nigao"}
LIMITS = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25)}
MOST_INSTALLED, MOST_DOWNLOADED = 150_000_000, 45_000_000
WINDOW = r"""
wanted=$1; shift
Xvfb -displayfd 7 -screen 0 1280x800x24 7>/tmp/display >/dev/null 2>&1 & server=$!
for try in $(seq 600); do [ -s /tmp/display ] && break; sleep 0.1; done
export DISPLAY=:$(cat /tmp/display)
"$@" & program=$!
for try in $(seq 600); do
    name=$(xdotool search --onlyvisible --classname '^nigao$' getwindowname 2>/dev/null)
    echo "$name" | grep -q "$wanted" && break
    sleep 0.1
done
kill $program $server $(pgrep -f '[a]pp/main.py')
rm /tmp/display
echo "$name"
[ -n "$name" ]
"""
"""Starts a program, waits for a window with the wanted title, and prints the title; X11 knows it by the name in the desktop file."""

OLDER, CARD = "0.0.9", ".local/share/nigao/cards/card.json"
DESKTOP = "shared-mime-info desktop-file-utils libglib2.0-bin procps"
"""What every desktop has: it knows types of files and opens them."""


LOAD = r"""
from pathlib import Path
from PySide6.QtCore import QLibraryInfo, QPluginLoader
place = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
print(sorted(key for path in place.glob("*.so") if (one := QPluginLoader(str(path))).load() for key in one.metaData()["MetaData"]["Keys"]))
"""
EVERYTHING = r"""
import codecs, importlib, sys
from encodings.aliases import aliases
from pathlib import Path
app = Path(sys.argv[1])
sys.path.insert(0, str(app))
missing = []
def tried(name, action):
    try:
        action(name)
    except Exception as error:
        missing.append(f"{name}: {error}")
for path in sorted(path for part in ("core", "gui") for path in (app / part).rglob("*.py")):
    tried(".".join(path.relative_to(app).with_suffix("").parts).removesuffix(".__init__"), importlib.import_module)
for name in sorted({*aliases.values()} - {"mbcs", "bz2_codec"}):
    tried(name, codecs.lookup)
print(*missing, sep="\n", end="")
"""
INTERPRETERS = {
    "nigao": "/usr/lib/nigao/python/bin/python3.11",
    "cn.nigao.nigao": "/opt/apps/cn.nigao.nigao/files/python/bin/python3.11",
}

pytestmark = [
    pytest.mark.deb,
    pytest.mark.skipif(os.geteuid() != 0, reason="chroot and dpkg need root"),
    pytest.mark.skipif(not shutil.which("debootstrap"), reason="debootstrap is not installed"),
    pytest.mark.skipif(not list(DIST.glob("nigao_*.deb")), reason="make deb has built nothing"),
]


def built(name: str) -> Path:
    """The package of that name."""
    return next(DIST.glob(f"{name}_*_amd64.deb"))


def run(*command: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    """A command with its output."""
    return subprocess.run(command, check=check, capture_output=True, text=True, timeout=900)


@pytest.fixture(scope="module")
def bare() -> Path:
    """A Debian 11 with an X server and nothing else, as an archive."""
    archive = BUILD / "bare.tar"
    if not archive.exists():
        folder = BUILD / "bare"
        shutil.rmtree(folder, ignore_errors=True)
        command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
        mirror = next(place for place in run(*command).stdout.split() if "security" not in place)
        run("debootstrap", "--variant=minbase", "--include=xvfb,xdotool", "bullseye", str(folder), mirror)
        run("tar", "cf", str(archive), "-C", str(folder), ".")
        shutil.rmtree(folder)
    return archive


@pytest.fixture(scope="module", params=NAMES)
def home(request: pytest.FixtureRequest, bare: Path) -> Iterator[tuple[str, Path]]:
    """(package, root folder): a fresh Debian 11 with an older package, used once, and the package over it, by apt."""
    name, folder = request.param, BUILD / "try"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    run("tar", "xf", str(bare), "-C", str(folder))
    run("mount", "--bind", "/proc", str(folder / "proc"))
    try:
        install(folder, older(name))
        inside(folder, "env", "QT_QPA_PLATFORM=offscreen", LAUNCHERS[name], "selftest", check=False)
        inside(folder, "sh", "-c", f"mkdir -p ~/{Path(CARD).parent}; echo '{{}}' > ~/{CARD}")
        install(folder, built(name))
        yield name, folder
    finally:
        run("umount", str(folder / "proc"))
        shutil.rmtree(folder)


def older(name: str) -> Path:
    """The same package as an older version of the program."""
    folder, target = BUILD / "older", BUILD / f"{name}_{OLDER}_amd64.deb"
    shutil.rmtree(folder, ignore_errors=True)
    run("dpkg-deb", "-R", str(built(name)), str(folder))
    for path in (folder / "DEBIAN/control", next(folder.rglob("app/core/version.py"))):
        path.write_text(path.read_text("utf-8").replace(VERSION, OLDER), "utf-8")
    for path in folder.rglob("app/core/__pycache__/version.*.pyc"):
        path.unlink()
    run("dpkg-deb", "-Znone", "--root-owner-group", "--build", str(folder), str(target))
    shutil.rmtree(folder)
    return target


def inside(folder: Path, *command: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    """A command in that Debian 11, with a home of its own."""
    known = (
        "HOME=/home/clerk",
        "LC_ALL=C.UTF-8",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "DEBIAN_FRONTEND=noninteractive",
    )
    return run("chroot", str(folder), "env", "-i", *known, *command, check=check)


def install(folder: Path, package: Path) -> None:
    """Install a package with what it depends on."""
    shutil.copy(package, folder / "tmp" / package.name)
    inside(folder, "apt-get", "-qq", "update")
    inside(folder, "apt-get", "-qq", "install", "--no-install-recommends", f"/tmp/{package.name}")


def paths(folder: Path) -> set[str]:
    """Every path of the root folder but those that programs write while they run."""
    spared = ("proc", "tmp", "var", "home", "dev", "run", "root", "etc")
    tops = [top for top in folder.iterdir() if top.name not in spared]
    return {str(path.relative_to(folder)) for top in tops for path in top.rglob("*")}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_small(name: str) -> None:
    size = int(run("dpkg-deb", "-f", str(built(name)), "Installed-Size").stdout) * 1024
    assert (size <= MOST_INSTALLED, built(name).stat().st_size <= MOST_DOWNLOADED) == (True, True)


def test_no_symbol_is_too_new(tmp_path: Path) -> None:
    run("dpkg-deb", "-x", str(built("nigao")), str(tmp_path))
    found = []
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            for kind, number in re.findall(r"\((GLIBC|GLIBCXX)_([\d.]+)\)", run("objdump", "-T", str(path)).stdout):
                if tuple(map(int, number.split("."))) > LIMITS[kind]:
                    found.append(f"{path.name} {kind}_{number}")
    assert not sorted(set(found))


def test_the_self_test_is_good(home: tuple[str, Path]) -> None:
    name, folder = home
    tested = inside(folder, "env", "QT_QPA_PLATFORM=offscreen", LAUNCHERS[name], "selftest", check=False)
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_every_module_loads_and_every_encoding_is_known(home: tuple[str, Path]) -> None:
    name, folder = home
    app = str(Path(INTERPRETERS[name]).parents[2] / "app")
    assert (
        inside(
            folder, "env", "QT_QPA_PLATFORM=offscreen", INTERPRETERS[name], "-s", "-E", "-B", "-c", EVERYTHING, app
        ).stdout
        == ""
    )


def test_data_of_the_older_version_is_kept_once(home: tuple[str, Path]) -> None:
    _, folder = home
    data = folder / "home/clerk/.local/share/nigao"
    assert [path.name for path in (data / "旧版本的数据").iterdir()] == [OLDER]
    assert (data / "旧版本的数据" / OLDER / "cards/card.json").read_text() == "{}\n"


def test_the_window_opens(home: tuple[str, Path]) -> None:
    name, folder = home
    window = inside(folder, "sh", "-c", WINDOW, "sh", "^拟稿$", LAUNCHERS[name], check=False)
    assert (window.returncode, window.stdout) == (0, "拟稿\n"), window.stderr


def test_a_double_click_opens_a_draft(home: tuple[str, Path]) -> None:
    """By the type and the desktop file. UOS links the entries of /opt/apps itself; here a copy of them is found by XDG_DATA_DIRS."""
    name, folder = home
    inside(folder, "apt-get", "-qq", "install", "--no-install-recommends", *DESKTOP.split())
    inside(folder, LAUNCHERS[name], "new", "--kind", "年度工作总结", "--year", "2026", "-o", "/home/clerk/a.nigao")
    places = "/usr/share"
    if name != "nigao":
        copied = f"cp -r /opt/apps/{name}/entries /tmp; update-mime-database /tmp/entries/mime"
        inside(folder, "sh", "-c", f"{copied}; update-desktop-database /tmp/entries/applications")
        places = f"/tmp/entries:{places}"
    opened = ("env", f"XDG_DATA_DIRS={places}", "sh", "-c", WINDOW, "sh", "2026", "gio", "open", "/home/clerk/a.nigao")
    window = inside(folder, *opened, check=False)
    assert window.stdout == "2026年工作总结 - 拟稿\n", window.stderr


def test_every_input_method_has_its_plugin(home: tuple[str, Path]) -> None:
    name, folder = home
    loaded = inside(folder, INTERPRETERS[name], "-s", "-E", "-c", LOAD)
    assert loaded.stdout == "['compose', 'fcitx', 'fcitx5', 'ibus', 'xim']\n"


def test_removal_leaves_the_data_and_nothing_else(home: tuple[str, Path]) -> None:
    name, folder = home
    kept = inside(folder, "sh", "-c", "find /home/clerk -type f | sort").stdout
    inside(folder, "apt-get", "-qq", "purge", name)
    assert inside(folder, "sh", "-c", "find /home/clerk -type f | sort").stdout == kept
    assert not {path for path in paths(folder) if "nigao" in path}


def test_both_variants_hold_the_same_program() -> None:
    lists = [run("dpkg-deb", "-c", str(built(name))).stdout for name in NAMES]
    first, second = (sorted(re.findall(r"/(app/\S+)", text)) for text in lists)
    assert first == second
    assert first
