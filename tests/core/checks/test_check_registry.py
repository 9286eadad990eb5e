"""The registry of checks: every code has a sentence, every function exists and gets its tables, every code is reported."""

from dataclasses import fields
from inspect import signature
from pathlib import Path

import pytest

from core.checks.registry import CHECKS, CODES, Check, Code, Group, Scope, code_of
from core.checks.reporting import finding
from core.model.spans import Place
from core.workflows.checking.finding_kinds import group_names, group_of
from core.workflows.checking.text_checks import worded
from core.workflows.checking.word_tables import WordTables
from core.workflows.messages import sentences

ROOT = Path(__file__).resolve().parents[3]
ONE_OF_MANY = "import_*"
"""Stands for the codes of the importer, whose sentences are those of its notices."""


def names(check: Check) -> str:
    return check.function.rpartition(".")[2]


@pytest.mark.parametrize("code", sorted(CODES.keys() - {ONE_OF_MANY}))
def test_every_code_has_a_sentence(code: str) -> None:
    assert code in sentences()


@pytest.mark.parametrize("check", CHECKS, ids=names)
def test_every_record_names_a_function_that_takes_what_it_is_given(check: Check) -> None:
    parameters = signature(check.load()).parameters
    assert check.scope is Scope.DRAFT or len(parameters) == 1 + len(check.tables)


@pytest.mark.parametrize("check", [check for check in CHECKS if check.tables], ids=names)
def test_every_table_that_a_record_names_is_loaded(check: Check) -> None:
    known = {field.name for field in fields(WordTables)} | {"redoubled", "yield_to_ui"}
    assert known.issuperset(check.tables)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_every_code_is_written_beside_its_function_or_in_a_table_of_it(code: Code) -> None:
    check = next(one for one in CHECKS if code in one.codes)
    package = (ROOT / Path(*check.function.split(".")[:-1])).parent
    tables = [ROOT / "resources" / "words" / f"{name}.toml" for name in check.tables]
    paths = [*package.glob("*.py"), *(path for path in tables if path.exists())]
    sources = "".join(path.read_text("utf-8") for path in paths)
    assert code.code.removesuffix("*") in sources


def test_a_code_without_a_record_cannot_be_reported() -> None:
    with pytest.raises(KeyError):
        finding("no_such_code", Place("e1"), "词")


def test_no_function_is_called_by_two_records() -> None:
    functions = [check.function for check in CHECKS]
    assert len(set(functions)) == len(functions)


def test_a_code_of_two_checks_is_one_record() -> None:
    seen = [code for check in CHECKS for code in check.codes]
    assert set(seen) == set(CODES.values())


def test_the_list_of_the_window_has_every_group() -> None:
    assert {group_of(code) for code in CODES} <= set(group_names()) == {group.value for group in Group}


@pytest.mark.parametrize(
    ("code", "group"), [("mark_of_an_old_version", Group.PUNCTUATION), ("import_formulas_flattened", Group.IMPORT)]
)
def test_an_unknown_code_is_treated_as_the_first_that_begins_so(code: str, group: Group) -> None:
    assert (code_of(code).group, code_of(code).title) == (group, "{text}")


def test_the_parameters_of_a_finding_are_written_into_its_sentence() -> None:
    found = worded(finding("numbering_gap", Place("e1"), "三、", "二、", before="一、", due="二、", ordinal="三、"))
    assert ("“一、”之后应是“二、”" in found.message, found.parameters) == (True, ())
