"""Every code of the registry by example: a report that has it, and the same report without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.checks.registry import CODES
from core.workflows.checking.proofreader import Proofreader
from core.workflows.importing.reports import recognise_report

HERE = Path(__file__)
HEAD = "青禾县档案馆2023年工作总结\n一、工作情况\n"
ROWS = [line.split("\t") for line in HERE.with_name("examples.tsv").read_text("utf-8").splitlines()[1:]]

TESTS = HERE.parents[2]
ELSEWHERE = {
    "carry_over_person": "core/workflows/checking/test_carry_over_drafts.py",
    "carry_over_unit": "core/workflows/checking/test_carry_over_drafts.py",
    "complete_object": "core/workflows/checking/test_objects_to_check.py",
    "complete_open": "core/workflows/checking/test_workflows_inspecting.py",
    "complete_roll_over": "core/workflows/checking/test_workflows_inspecting.py",
    "complete_title_kind": "core/checks/structure/test_check_complete.py",
    "complete_title_period": "core/checks/structure/test_check_complete.py",
    "complete_title_year": "core/checks/structure/test_check_complete.py",
    "complete_unit": "core/checks/structure/test_check_complete.py",
    "figures_scale": "core/checks/figures/test_check_figures_scales.py",
    "import_*": "core/workflows/importing/test_workflows_imported.py",
    "page_closing_alone": "core/cli/test_command_line_yearly.py",
    "paragraph_unchecked": "core/workflows/checking/test_workflows_inspecting.py",
    "plan_not_reported": "core/workflows/checking/test_workflows_inspecting.py",
}
"""Codes that need more than a file (a draft, a card, a plan, pages, another table), and the tests that give it."""


@pytest.fixture(scope="module")
def proofreader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proofreader]:
    """One for all, in a home without word lists: loading the names takes longer than a check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIGAO_HOME", str(tmp_path_factory.mktemp("home")))
        yield Proofreader()


def codes_in(text: str, proofreader: Proofreader) -> set[str]:
    whole = text[1:] if text.startswith("^") else HEAD + text
    report = recognise_report("总结.txt", whole.replace(" ¶ ", "\n").encode()).value
    return {one.code for one in proofreader.report(report.document, report.import_notices, report.facts).findings}


@pytest.mark.parametrize(("code", "wrong", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_a_code_is_reported_where_it_should_be_and_only_there(
    code: str, wrong: str, right: str, proofreader: Proofreader
) -> None:
    assert (code in codes_in(wrong, proofreader), code in codes_in(right, proofreader)) == (True, False)


def test_every_code_of_the_registry_has_its_example() -> None:
    assert {row[0] for row in ROWS} | ELSEWHERE.keys() == CODES.keys()


@pytest.mark.parametrize(("code", "file"), ELSEWHERE.items())
def test_a_code_that_needs_more_than_a_file_is_named_where_it_is_tested(code: str, file: str) -> None:
    # The tests of completeness name its codes without their first word.
    shown = code.removeprefix("complete_") if "test_check_complete" in file else code.removesuffix("*")
    assert f'"{shown}' in (TESTS / file).read_text("utf-8")
