"""Updates from a file: believed only when signed, newer, and whole."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.errors import AppError
from core.version import VERSION
from core.workflows.maintenance import update
from core.workflows.maintenance.update import read_update

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = SECRET.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
INSTALLER = b"an installer"
NAME = "nigao_99.1_amd64.deb"
SOUND: dict[str, Any] = {
    "version": "99.1",
    "notes": "新的",
    "files": {NAME: hashlib.sha256(INSTALLER).hexdigest(), "nigao-99.1-setup.exe": "0" * 64},
}


def placed(folder: Path, release: object) -> Path:
    """A signed release with its installer in a folder."""
    path = folder / "release.json"
    path.write_text(release if isinstance(release, str) else json.dumps(release, ensure_ascii=False), "utf-8")
    path.with_name("release.json.sig").write_bytes(SECRET.sign(path.read_bytes()))
    (folder / NAME).write_bytes(INSTALLER)
    return path


def refused(path: Path, platform: str = "linux", key: bytes | None = KEY) -> str:
    """The code of the refusal."""
    with pytest.raises(AppError) as caught:
        read_update(path, key, platform)
    return caught.value.code


def test_a_signed_newer_version_is_offered(tmp_path: Path) -> None:
    update = read_update(placed(tmp_path, SOUND), KEY, "linux")
    assert (update.version, update.notes) == ("99.1", "新的")
    assert update.installer.read_bytes() == INSTALLER


def test_what_was_checked_is_what_is_started(tmp_path: Path) -> None:
    update = read_update(placed(tmp_path, SOUND), KEY, "linux")
    (tmp_path / NAME).write_bytes(b"another")
    assert update.installer.read_bytes() == INSTALLER


def test_without_a_key_nothing_is_believed(tmp_path: Path) -> None:
    assert refused(placed(tmp_path, SOUND), key=b"") == "update_no_key"


def test_one_changed_letter_is_refused(tmp_path: Path) -> None:
    path = placed(tmp_path, SOUND)
    path.write_text(path.read_text("utf-8").replace("99.1", "99.2"), "utf-8")
    assert refused(path) == "update_unsigned"


def test_a_missing_signature_is_refused(tmp_path: Path) -> None:
    path = placed(tmp_path, SOUND)
    path.with_name("release.json.sig").unlink()
    assert refused(path) == "update_unsigned"


@pytest.mark.parametrize("version", [VERSION, "0.0.9", "0.1"])
def test_the_same_or_an_older_version_is_refused(version: str, tmp_path: Path) -> None:
    assert refused(placed(tmp_path, {**SOUND, "version": version})) == "update_not_newer"


def test_a_changed_installer_is_refused(tmp_path: Path) -> None:
    path = placed(tmp_path, SOUND)
    (tmp_path / NAME).write_bytes(b"another")
    assert refused(path) == "update_damaged"


def test_on_uos_the_package_of_its_layout_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = f"cn.nigao.{NAME}"
    files = {NAME: "0" * 64, own: hashlib.sha256(INSTALLER).hexdigest()}
    (tmp_path / own).write_bytes(INSTALLER)
    monkeypatch.setattr(update, "package_name", lambda: "cn.nigao.nigao")
    assert read_update(placed(tmp_path, {**SOUND, "files": files}), KEY, "linux").installer.name == own


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_installer_for_this_system(platform: str, tmp_path: Path) -> None:
    assert refused(placed(tmp_path, SOUND), platform) == "update_no_installer"


@pytest.mark.parametrize(
    "release",
    [
        "[]",
        "{",
        "[" * 100_000,
        {**SOUND, "version": "1e9"},
        {**SOUND, "version": 3},
        {**SOUND, "notes": None},
        {**SOUND, "files": {"../evil_amd64.deb": "0" * 64}},
        {**SOUND, "files": {NAME: 7}},
        {**SOUND, "files": []},
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_signed_but_odd_release_is_refused(release: object, tmp_path: Path) -> None:
    assert refused(placed(tmp_path, release)) == "update_odd"
