"""The folders of the program's own data and of the user's data."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
FOLDER_NAME = "Nigao"
PORTABLE, DATA_NAME, DRAFTS_NAME = "portable", "数据", "稿件"
"""Beside a portable program: the file that says it is one, the folder of its data, the folder of new drafts."""

TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""The variables that Linux and Windows keep the folder of temporary files in."""

OWN_NAME, UOS_NAME, UOS_PLACE = "nigao", "cn.nigao.nigao", "/opt/apps"
"""Names of the package, and where UOS puts programs, whose names have this form there."""


def package_name(program: Path = PROGRAM) -> str:
    """The name that the package has on this computer, with its desktop file and its updates."""
    return UOS_NAME if program.is_relative_to(UOS_PLACE) else OWN_NAME


def resources_folder() -> Path:
    """The program's style sheet, icons, word lists and sentences."""
    return PROGRAM / "resources"


def templates_folder() -> Path:
    """The program's layouts and report kinds."""
    return PROGRAM / "templates"


def user_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """The user's data folder; it need not exist.

    ``NIGAO_HOME`` wins, then the folder of a portable program, then ``LOCALAPPDATA`` on Windows and ``XDG_DATA_HOME`` elsewhere (freedesktop.org base directory
    specification: a relative value counts as unset).
    """
    known = os.environ if environment is None else environment
    if known.get("NIGAO_HOME"):
        return Path(known["NIGAO_HOME"])
    home = portable_home()
    if home is not None:
        return home / DATA_NAME
    if platform == "win32":
        return Path(known.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / FOLDER_NAME
    data_home = Path(known.get("XDG_DATA_HOME", ""))
    return (data_home if data_home.is_absolute() else Path.home() / ".local" / "share") / FOLDER_NAME.lower()


def portable_home(program: Path = PROGRAM) -> Path | None:
    """The folder of a portable program, such as one on a USB stick: everything it writes stays in it; None for others.

    The file ``portable`` beside the program's folder makes it one.
    """
    return program.parent if (program.parent / PORTABLE).is_file() else None


def keep_temporary_files(home: Path | None) -> None:
    """Have a portable program's temporary files written in its folder, also those of Qt and of the programs it starts.

    Called before anything asks for a temporary file: Python looks at these variables once.
    """
    if home is not None:
        os.environ.update(dict.fromkeys(TEMPORARY, str(home)))


def user_templates_folder() -> Path:
    """The user's kinds and layouts; it need not exist."""
    return user_folder() / "templates"
