"""What the tests of collection sheets share: a draft to ask about, sheets filled in, a runner and sheets of the window."""

from pathlib import Path

import pytest

from core.model.draft import Draft
from core.workflows.drafting.session import Session
from core.workflows.yearly.collecting import CollectionOrder, send_sheets
from tests.builders import make_draft
from tests.filled import filled, with_units
from tests.gui.workspace import make_session

REPORT = """
preamble |今年以来，选派{**}名干部。
h1 一、|开展情况
h2 （一）|加强学习。‖举办{7}期培训，覆盖{350}人。
h2 （二）|夯实基层。‖建成{12}个站点。
h1 二、|存在问题
body |投入{1200}万元。
"""
UNITS = (("f1", "名"), ("f2", "期"), ("f3", "人"), ("f4", "个"), ("f5", "万元"))


def asked() -> Draft:
    """A draft with five figures in four sections: e1, e3, e4, e5."""
    return with_units(make_draft(REPORT), dict(UNITS))


def session_of(read_only: bool = False) -> Session:
    """A session on it that stores nothing."""
    return make_session(asked(), read_only)


@pytest.fixture(scope="session", name="blank_sheets")
def blank_sheets_fixture(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sheets 引言, 开展情况 (rows 0 to 2) and 存在问题 as they went out; nobody writes into these."""
    return [sheet.path for sheet in send_sheets(asked(), tmp_path_factory.mktemp("sheets"), CollectionOrder())]


def fill(path: Path, values: dict[int, object], name: str = "", **top: object) -> Path:
    """A copy of a sheet with these values, under another name."""
    target = path.with_name(name or f"回_{path.name}")
    target.write_bytes(filled(path.read_bytes(), values, **top))
    return target


@pytest.fixture(name="home", autouse=True)
def home_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
