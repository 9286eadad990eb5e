"""Layouts by name: the program's and the user's own, none hidden by another."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadUse
from core.model.draft import Identity
from core.paths import templates_folder
from core.workflows.export import ExportOptions, export_draft, proposed_name
from core.workflows.layout_files import USUAL_LAYOUT, layout_names, layouts
from tests.builders import make_draft


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of layouts."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    folder = tmp_path / "家" / "templates" / "layouts"
    folder.mkdir(parents=True)
    return folder


def saved(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(layouts()[USUAL_LAYOUT].read_bytes())
    return path


def test_the_users_layouts_follow_the_built_in_ones(own: Path) -> None:
    saved(own, "一局便函.docx")
    assert (layout_names()[0], layout_names()[-1]) == (USUAL_LAYOUT, "一局便函")


def test_a_layout_called_like_another_hides_none(own: Path) -> None:
    path = saved(own, f"{USUAL_LAYOUT}.docx")
    assert layouts()[USUAL_LAYOUT].is_relative_to(templates_folder())
    assert layouts()[f"{USUAL_LAYOUT}（自存）"] == path


def test_what_word_leaves_beside_an_open_file_is_no_layout(own: Path) -> None:
    (own / "~$便函.docx").write_bytes(b"x")
    assert len(layout_names()) == len(list((templates_folder() / "layouts").glob("*.docx")))


def test_a_draft_is_exported_with_the_users_layout(own: Path, tmp_path: Path) -> None:
    saved(own, "便函.docx")
    written = export_draft(make_draft("title |总结\nbody |好。"), tmp_path / "出.docx", ExportOptions("便函"))
    assert written.value.is_file()


def test_an_unknown_layout_is_refused_with_the_known_ones(own: Path, tmp_path: Path) -> None:
    saved(own, "便函.docx")
    with pytest.raises(BadUse) as caught:
        export_draft(make_draft("title |总结"), tmp_path / "出.docx", ExportOptions("没有"))
    assert caught.value.parameters["known"].endswith("便函")


@pytest.mark.parametrize(
    ("unit", "kind", "name"),
    [
        ("", "年度工作要点", "2026年度工作要点（送审稿）.docx"),
        ("青禾县", "年度工作要点", "2026年〔青禾县〕年度工作要点（送审稿）.docx"),
        ("", "上半年工作总结", "2026年上半年工作总结（送审稿）.docx"),
    ],
)
def test_the_proposed_name_says_the_year_once(unit: str, kind: str, name: str) -> None:
    draft = replace(make_draft("title |总结"), identity=Identity(kind, 2026, unit))
    assert proposed_name(draft) == name
