"""``make deb``: the package for Debian, Ubuntu and Kylin, and the one for UOS (/opt/apps), from one tree.

Needs root: interpreter and libraries come out of a Debian 11, whose glibc is old enough for UOS 20. What is built once
(the Debian 11, the interpreter) is kept under build/deb. docs/decisions/072-packages.md says why it is done so.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import icu
import tree

HERE = tree.HERE
BUILD = tree.ROOT / "build" / "deb"
CHROOT = BUILD / "debian11"
SUITE = "bullseye"
APP_ID = "cn.nigao.nigao"
MAINTAINER = "Nigao contributors <nigao@localhost>"
TOOLS = "build-essential zlib1g-dev libffi-dev tcl dpkg-dev file patchelf icu-devtools"
BUNDLED = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-util1",
)
"""Small libraries of X that a desktop may lack and Qt needs; all under the licence of X."""

DEPENDS = (
    "libc6 (>= 2.28), libstdc++6 (>= 8), libgl1, libegl1, libxkbcommon-x11-0, libdbus-1-3, libfontconfig1, libfreetype6, libglib2.0-0, "
    "libx11-xcb1, libxcb-randr0, libxcb-render0, libxcb-shape0, libxcb-shm0, libxcb-sync1, libxcb-xfixes0, libxcb-xkb1, "
    "libwayland-client0, libwayland-cursor0, libwayland-egl1, zlib1g"
)
PLUGIN_SUITE, PLUGIN = "trixie", ("fcitx5-frontend-qt6", "libfcitx5-qt6-1")
NEWER = ("CXXABI_1.3.15", "GLIBCXX_3.4.29")
"""Debian 13 has Qt 6.8, whose plugins Qt 6.9 loads; ``NEWER`` are the versions of what libnigao_newer.so provides."""

WAYLAND_SUITE, WAYLAND = "bookworm", ("libwayland-client0", "libffi8")
"""Debian 12's, which need no more than glibc 2.28."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of a ZIP file, which cannot be earlier."""

RECOMMENDS = "fcitx | fcitx5 | ibus, fonts-noto-cjk | fonts-wqy-microhei"


def main() -> int:
    """Build both packages into dist/; 3 where that is not possible here, with the reason."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("make deb needs root and debootstrap; nothing was built.", file=sys.stderr)
        return 3
    BUILD.mkdir(parents=True, exist_ok=True)
    make_chroot()
    make_interpreter()
    make_input_method()
    make_wayland()
    whole = make_tree()
    (tree.ROOT / "dist").mkdir(exist_ok=True)
    for lay in (lay_debian, lay_uos):
        print(pack(*lay(whole)))
    return 0


def run(*command: str) -> None:
    """Run a command; its failure ends the build."""
    subprocess.run(command, check=True)


def inside(*command: str) -> None:
    """Run a command in the Debian 11, with /proc, which ``$ORIGIN`` needs."""
    proc = str(CHROOT / "proc")
    run("mount", "--bind", "/proc", proc)
    try:
        run("chroot", str(CHROOT), "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command)
    finally:
        run("umount", proc)


def mirror() -> str:
    """The archive that this machine's apt uses."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    known = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return next(place for place in known if "security" not in place)


def make_chroot() -> None:
    """A Debian 11 with a compiler and the names of the sources of Debian 12."""
    stamp = CHROOT / ".complete"
    if stamp.exists() and stamp.read_text() == TOOLS:
        return
    shutil.rmtree(CHROOT, ignore_errors=True)
    place = mirror()
    run("debootstrap", "--variant=minbase", SUITE, str(CHROOT), place)
    lines = [f"deb {place} {SUITE} main", f"deb-src {place} {SUITE} main", f"deb-src {place} bookworm main", ""]
    (CHROOT / "etc/apt/sources.list").write_text("\n".join(lines))
    inside("apt-get", "-qq", "update")
    inside("apt-get", "-qq", "install", "--no-install-recommends", *TOOLS.split())
    stamp.write_text(TOOLS)


def by_script(name: str, target: str, *given: str) -> bool:
    """Run a script of this folder in the Debian 11 to fill /opt/``target``; False where this very text has filled it."""
    script, stamp = HERE / name, CHROOT / "opt" / f"{target}.made-by"
    if stamp.exists() and stamp.read_bytes() == script.read_bytes():
        return False
    stamp.unlink(missing_ok=True)
    shutil.rmtree(CHROOT / "opt" / target, ignore_errors=True)
    shutil.copy(script, CHROOT / "root")
    inside("sh", f"/root/{name}", *given, f"/opt/{target}")
    shutil.copy(script, stamp)
    return True


def make_interpreter() -> None:
    """CPython in the chroot's /opt/python, and the bundled libraries of X in its /opt/xcb."""
    by_script("interpreter.sh", "python")
    if not (CHROOT / "opt/xcb/usr").exists():
        unpack = "for each in *.deb; do dpkg-deb -x $each .; done; rm *.deb"
        fetch = f"rm -rf /opt/xcb; mkdir /opt/xcb; cd /opt/xcb; apt-get -qq download {' '.join(BUNDLED)}; {unpack}"
        inside("sh", "-ec", fetch)


def fetch(suite: str, names: tuple[str, ...], folder: Path) -> None:
    """Download packages of another Debian than the chroot's, with lists of its own."""
    apart = BUILD / "apt" / suite
    (apart / "lists").mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    (apart / "sources.list").write_text(f"deb {mirror()} {suite} main\n")
    apt = [
        "apt-get",
        "-qq",
        "-o",
        f"Dir::Etc::SourceList={apart}/sources.list",
        "-o",
        "Dir::Etc::SourceParts=/dev/null",
    ]
    apt += ["-o", f"Dir::State::Lists={apart}/lists"]
    subprocess.run([*apt, "update"], check=True)
    subprocess.run([*apt, "download", *(f"{name}/{suite}" for name in names)], check=True, cwd=folder)


def make_input_method() -> None:
    """fcitx's plugin for Qt 6, which the wheels of PySide6 do not hold, in the chroot's /opt/input-method."""
    if not (CHROOT / "opt/input-method-debs").exists():
        fetch(PLUGIN_SUITE, PLUGIN, CHROOT / "opt/input-method-debs")
    if by_script("input_method.sh", "input-method", "/opt/input-method-debs"):
        for path in (CHROOT / "opt/input-method").rglob("*citx5*.so*"):
            run(sys.executable, str(HERE / "elf.py"), str(path), *NEWER)


def make_wayland() -> None:
    """The client library of Wayland that Qt 6.9 needs, newer than that of UOS 20, in the chroot's /opt/wayland."""
    if (CHROOT / "opt/wayland/lib").exists():
        return
    debs = CHROOT / "opt/wayland"
    fetch(WAYLAND_SUITE, WAYLAND, debs)
    patch = "for each in lib/*; do patchelf --set-rpath '$ORIGIN' $each; done"
    copy = "mkdir lib; for name in libwayland-client.so.0 libffi.so.8; do cp -L usr/lib/*/$name lib/; done"
    inside("sh", "-ec", f"cd /opt/wayland; for each in *.deb; do dpkg-deb -x $each .; done; {copy}; {patch}")


def make_tree() -> Path:
    """python/ (with the libraries in its site-packages) and app/, as they stand in both packages."""
    whole = BUILD / "tree"
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(CHROOT / "opt/python", whole / "python", symlinks=True)
    standard = whole / "python/lib/python3.11"
    libraries = standard / "site-packages"
    shutil.rmtree(libraries, ignore_errors=True)
    for path in [path for path in standard.rglob("*") if tree.is_unused(path.relative_to(standard).as_posix())]:
        if path.is_file():
            path.unlink()
    tree.install_libraries(libraries, "linux")
    entries = tree.KEPT["icu"]["keep"]
    for path in (libraries / "PySide6/Qt/lib").glob("libicudata.so.*"):
        icu.cut(path, CHROOT / "root/icu", inside, entries)
    for path in (CHROOT / "opt/xcb/usr/lib").rglob("libxcb-*.so.*"):
        if not path.is_symlink():
            shutil.copyfile(path, libraries / "PySide6/Qt/lib" / ".".join(path.name.split(".")[:3]))
    method, qt = CHROOT / "opt/input-method", libraries / "PySide6/Qt"
    for extra in (method / "lib", CHROOT / "opt/wayland/lib"):
        shutil.copytree(extra, qt / "lib", dirs_exist_ok=True)
    shutil.copytree(method / "platforminputcontexts", qt / "plugins/platforminputcontexts", dirs_exist_ok=True)
    tree.copy_program(whole / "app")
    shutil.copy(HERE / "deb/launcher.sh", whole / "nigao")
    (whole / "nigao").chmod(0o755)
    shutil.copytree(method / "licences", whole / "licences")
    places = (CHROOT / "opt/xcb/usr/share/doc", CHROOT / "opt/wayland/usr/share/doc")
    for path in (path for place in places for path in place.rglob("copyright")):
        target = whole / "licences" / f"{path.parent.name}.txt"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    for name in ("LGPL-3", "GPL-3", "LGPL-2.1"):
        shutil.copyfile(Path("/usr/share/common-licenses") / name, whole / "licences" / name)
    run(sys.executable, str(HERE / "icons.py"), str(BUILD / "icons"))
    compile_here(whole)
    return whole


def compile_here(whole: Path) -> None:
    """Byte code by the interpreter of the package, which runs on this machine, too."""
    python, standard = whole / "python/bin/python3.11", whole / "python/lib/python3.11"
    tree.compile_python(python, whole / "app", *tree.PROGRAM)
    tree.compile_python(python, standard, *tree.EDITED)
    zip_standard_library(standard)


def zip_standard_library(standard: Path) -> None:
    """The standard library as one file, as on Windows; ``os.pyc`` stays, by which the interpreter knows its folder."""
    apart = ("lib-dynload", "site-packages")
    paths = [path for path in sorted(standard.rglob("*")) if path.is_file()]
    kept = [path for path in paths if path.relative_to(standard).parts[0] not in apart]
    with zipfile.ZipFile(standard.parent / "python311.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for path in kept:
            entry = zipfile.ZipInfo(path.relative_to(standard).as_posix(), EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, path.read_bytes())
            if path.name != "os.pyc":
                path.unlink()
    for folder in sorted((path for path in standard.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def filled(name: str, launcher: str, icon: str) -> str:
    """A file of this folder with its places filled."""
    return (HERE / "deb" / name).read_text("utf-8").replace("@LAUNCHER@", launcher).replace("@ICON@", icon)


def write(path: Path, text: str) -> None:
    """A text file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def lay_debian(whole: Path) -> tuple[Path, str]:
    """The layout of Debian, Ubuntu and Kylin: /usr/lib/nigao, a command, desktop file, icons and type in /usr/share."""
    root = BUILD / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(whole, root / "usr/lib/nigao", symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/nigao").symlink_to("../lib/nigao/nigao")
    share = root / "usr/share"
    shutil.copytree(BUILD / "icons/hicolor", share / "icons/hicolor")
    write(share / "applications/nigao.desktop", filled("nigao.desktop", "/usr/bin/nigao", "nigao"))
    write(share / "mime/packages/nigao.xml", filled("nigao.xml", "", "nigao"))
    write(share / "doc/nigao/copyright", (tree.ROOT / "NOTICE").read_text("utf-8"))
    return root, "nigao"


def lay_uos(whole: Path) -> tuple[Path, str]:
    """The layout of UOS: all below /opt/apps, no maintainer scripts."""
    root = BUILD / "uos"
    shutil.rmtree(root, ignore_errors=True)
    home = root / "opt/apps" / APP_ID
    shutil.copytree(whole, home / "files", symlinks=True)
    entries = home / "entries"
    for path in (BUILD / "icons/hicolor").rglob("nigao.*"):
        target = entries / "icons/hicolor" / path.relative_to(BUILD / "icons/hicolor").with_stem(APP_ID)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    launcher = f"/opt/apps/{APP_ID}/files/nigao"
    write(entries / f"applications/{APP_ID}.desktop", filled("nigao.desktop", launcher, APP_ID))
    write(entries / f"mime/packages/{APP_ID}.xml", filled("nigao.xml", "", APP_ID))
    info = {"appid": APP_ID, "name": "拟稿", "version": f"{tree.version()}.0", "arch": ["amd64"], "permissions": {}}
    write(home / "info", json.dumps(info, ensure_ascii=False, indent=2) + "\n")
    return root, APP_ID


def pack(root: Path, name: str) -> Path:
    """The .deb of a laid out tree."""
    control = [
        f"Package: {name}",
        f"Version: {tree.version()}",
        "Architecture: amd64",
        "Section: editors",
        "Priority: optional",
        f"Maintainer: {MAINTAINER}",
        f"Installed-Size: {tree.size(root) // 1024}",
        f"Depends: {DEPENDS}",
        f"Recommends: {RECOMMENDS}",
        "Description: drafts this year's official report from last year's",
        " An offline assistant for Chinese office clerks: reads last year's report, shows every",
        " figure that nobody has looked at, and writes a GB/T 9704-2012 Word file.",
        "",
    ]
    write(root / "DEBIAN/control", "\n".join(control))
    tree.settle(root)
    target = tree.ROOT / "dist" / f"{name}_{tree.version()}_amd64.deb"
    run("dpkg-deb", "-Zxz", "-z9", "--root-owner-group", "--build", str(root), str(target))
    return target


if __name__ == "__main__":
    sys.exit(main())
