"""Where the user's data lies on each platform."""

from pathlib import Path

import pytest

from core.paths import resources_folder, templates_folder, user_folder


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


def test_program_data_is_there() -> None:
    assert (resources_folder() / "notices.toml").is_file()
    assert (templates_folder() / "上半年工作总结").is_dir()
