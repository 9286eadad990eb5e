"""Where the user's data lies on each platform."""

from pathlib import Path

import pytest

from core.paths import package_name, portable_home, resources_folder, templates_folder, user_folder


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"NIGAO_HOME": "/n", "XDG_DATA_HOME": "/x"}, "linux", Path("/n")),
        ({"XDG_DATA_HOME": "/x"}, "linux", Path("/x/nigao")),
        ({"XDG_DATA_HOME": "x"}, "linux", Path.home() / ".local/share/nigao"),
        ({}, "linux", Path.home() / ".local/share/nigao"),
        ({"LOCALAPPDATA": "/l"}, "win32", Path("/l/Nigao")),
        ({}, "win32", Path.home() / "AppData/Local/Nigao"),
    ],
)
def test_user_folder(environment: dict[str, str], platform: str, expected: Path) -> None:
    assert user_folder(environment, platform) == expected


@pytest.mark.parametrize(
    ("program", "name"), [("/usr/lib/nigao/app", "nigao"), ("/opt/apps/cn.nigao.nigao/files/app", "cn.nigao.nigao")]
)
def test_the_package_of_uos_has_a_name_of_its_form(program: str, name: str) -> None:
    assert package_name(Path(program)) == name


def test_program_data_is_there() -> None:
    assert (resources_folder() / "notices.toml").is_file()
    assert (templates_folder() / "上半年工作总结").is_dir()


def test_a_file_beside_the_program_makes_it_portable(tmp_path: Path) -> None:
    assert portable_home(tmp_path / "app") is None
    (tmp_path / "portable").write_text("")
    assert portable_home(tmp_path / "app") == tmp_path


def test_a_portable_program_keeps_its_data_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.paths.portable_home", lambda: tmp_path)
    assert user_folder({"LOCALAPPDATA": "/l"}, "win32") == tmp_path / "数据"
    assert user_folder({"NIGAO_HOME": "/n"}, "win32") == Path("/n")
