"""Reading a report: the file, its outline and its facts come together."""

from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.store import DraftStore
from core.errors import BadInput
from core.facts.extract import MOST_FACTS
from core.model.elements import Role
from core.model.fact import FactState
from core.paths import templates_folder
from core.result import Notice
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import is_draft, read_report, recognise_report
from core.workflows.messages import sentence
from tests.builders import make_draft

FEATURES = {
    "年度工作要点": {Role.TITLE, Role.ISSUE_DATE, Role.PREAMBLE, Role.HEADING, Role.CLOSING, Role.SIGNATURE},
    "上半年工作总结": {Role.TITLE, Role.PREAMBLE, Role.HEADING, Role.BODY, Role.SIGNATURE, Role.ISSUE_DATE},
    "年度工作总结": {Role.TITLE, Role.PREAMBLE, Role.HEADING, Role.BODY, Role.SIGNATURE, Role.ISSUE_DATE},
    "工作汇报": {Role.TITLE, Role.SIGNATURE, Role.ISSUE_DATE, Role.PREAMBLE, Role.HEADING, Role.BODY, Role.CLOSING},
}


def sample(kind: str) -> Path:
    return templates_folder() / kind / "示例.txt"


@pytest.mark.parametrize("kind", [kind.name for kind in list_kinds()])
def test_sample_is_recognised_as_its_kind(kind: str) -> None:
    assert read_report(sample(kind)).value.document.kind == kind


@pytest.mark.parametrize("kind", FEATURES)
def test_sample_shows_the_features_of_its_kind(kind: str) -> None:
    roles = {element.role for element in read_report(sample(kind)).value.document.elements}
    assert roles >= FEATURES[kind]


@pytest.mark.parametrize("kind", [kind.name for kind in list_kinds()])
def test_sample_has_the_numbering_of_its_kind(kind: str) -> None:
    expected = next(known.numbering for known in list_kinds() if known.name == kind)
    assert read_report(sample(kind)).value.document.numbering == expected


@pytest.mark.parametrize("kind", [kind.name for kind in list_kinds()])
def test_sample_has_masks_figures_and_dates(kind: str) -> None:
    kinds = {fact.kind.value for fact in read_report(sample(kind)).value.facts}
    assert kinds >= {"mask", "figure", "date"}


@pytest.mark.shared
def test_seeds_are_read_whole(seed: Path) -> None:
    lines = [line for line in seed.read_text("utf-8-sig").splitlines() if line.strip()]
    report = read_report(seed).value
    assert "".join(element.text for element in report.document.elements) == "".join(lines)
    assert report.facts


def test_report_is_called_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "2022.上半年.txt"
    path.write_bytes(sample("上半年工作总结").read_bytes())
    assert read_report(path).value.name == "2022.上半年"


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="file_missing"):
        read_report(tmp_path / "没有.txt")


@pytest.mark.parametrize(("name", "expected"), [("a.nigao", True), ("a.NIGAO", True), ("a.docx", False)])
def test_drafts_are_known_by_their_ending(name: str, expected: bool) -> None:
    assert is_draft(Path(name)) is expected


def test_last_years_draft_is_a_report_whose_values_are_open_again(tmp_path: Path) -> None:
    draft = make_draft("title |青禾县档案馆工作总结\nh1 一、|开展情况\nbody |举办业务培训{48}期。")
    DraftStore.create(tmp_path / "去年.nigao", draft, datetime.now).close()
    report = read_report(tmp_path / "去年.nigao").value
    assert (report.name, report.document.title) == ("去年", "青禾县档案馆工作总结")
    assert [(fact.text, fact.state) for fact in report.facts] == [("48", FactState.CARRIED)]


@pytest.mark.parametrize(("values", "expected"), [(99, False), (100, True)])
def test_a_report_with_more_values_than_are_looked_for_says_so(
    monkeypatch: pytest.MonkeyPatch, values: int, expected: bool
) -> None:
    monkeypatch.setattr("core.facts.extract.MOST_FACTS", 100)
    notices = recognise_report("长文.txt", ("召开会议12次。" * values).encode()).notices
    assert ("facts_cut" in [notice.code for notice in notices]) is expected


def test_the_sentence_about_the_limit_names_how_many_were_found() -> None:
    assert f"前面{MOST_FACTS}处" in sentence(Notice("facts_cut", 0, {"count": str(MOST_FACTS)}))
