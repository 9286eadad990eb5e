"""Collection sheets opened and saved by LibreOffice, as .xlsx and by way of the old .xls, come back as they were."""

from datetime import datetime
from pathlib import Path

import pytest

from core.collection.columns import check_of
from core.collection.read import read_sheet
from core.collection.values import FilledSheet
from core.errors import BadInput
from core.model.draft import Draft
from core.model.fact import FactKind
from tests.builders import make_draft
from tests.filled import altered, back, collected, filled, put_in, sheets_of, values, with_fact, with_units
from tests.word import office

pytestmark = pytest.mark.word

REPORT = """
h1 一、|开展情况
h2 （一）|=加强“学习”<&>。‖选派{**}名干部，举办{g1:48}期；完成率{63}%。
body |+投入{1200余}万元，-自{7月26日}起，@由{XX}负责；参加89{**}人。
"""
UNITS = {"f1": "名", "f2": "期", "f3": "%", "f4": "万元", "f7": "人"}
GIVEN = {0: 12, 1: "五十", 2: 65.5, 3: "=1+2", 4: datetime(2023, 7, 28), 5: "@张三", 6: 8956}


@pytest.fixture(scope="module")
def draft() -> Draft:
    draft = with_units(make_draft(REPORT), UNITS)
    draft = with_fact(draft, "f5", kind=FactKind.DATE, subkind="date")
    return with_fact(with_fact(draft, "f6", subkind="person"), "f7", subkind="partial_figure")


@pytest.fixture(scope="module")
def sheet(draft: Draft) -> bytes:
    """One sheet that asks for everything, filled in with all that people type, as text where it looks like a formula."""
    order = put_in(draft)
    data = filled(
        sheets_of(draft, order)[0], GIVEN, unit="人事科", person="=张三", phone="0123", day=datetime(2023, 7, 5)
    )

    def quote(page) -> None:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"

    return altered(data, quote)


def by_office(data: bytes, folder: Path, *kinds: str) -> bytes:
    """The file saved in one format after the other."""
    path = folder / "表.xlsx"
    path.write_bytes(data)
    for number, kind in enumerate(kinds):
        (folder / str(number)).mkdir()
        path = office.convert([path], kind, folder / str(number))[0]
    return path.read_bytes()


def shown(sheet: FilledSheet) -> list[tuple[object, ...]]:
    return [(row.code, row.check, row.label, row.context, row.unit, row.prior, row.given) for row in sheet.rows]


@pytest.mark.parametrize("kinds", [("xlsx",), ("xls", "xlsx"), ("ods", "xlsx")], ids="-".join)
def test_a_sheet_saved_by_libreoffice_is_read_the_same(sheet: bytes, tmp_path: Path, kinds: tuple[str, ...]) -> None:
    again = back(by_office(sheet, tmp_path, *kinds))
    assert shown(again) == shown(back(sheet))
    assert (again.codes, again.department) == (back(sheet).codes, back(sheet).department)
    assert (again.unit, again.person, again.phone, again.day) == ("人事科", "=张三", "0123", "2023-07-05")


def test_checks_of_rows_hold_after_libreoffice(sheet: bytes, tmp_path: Path) -> None:
    rows = back(by_office(sheet, tmp_path, "xlsx")).rows
    assert [check_of(r.code, r.section, r.label, r.context, r.unit, r.prior) for r in rows] == [r.check for r in rows]


def test_answers_are_the_same_after_libreoffice(draft: Draft, sheet: bytes, tmp_path: Path) -> None:
    again = collected(draft, by_office(sheet, tmp_path, "xlsx"))
    assert values(again) == {"f1": "12", "f3": "65.5", "f5": "7月28日", "f6": "@张三", "f7": "56"}
    assert [problem.given for problem in again.problems] == ["五十", "=1+2"]


def test_an_old_xls_is_told_as_such(sheet: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="collect_old_format"):
        read_sheet("表.xls", by_office(sheet, tmp_path, "xls"))


def test_the_lock_and_the_hidden_codes_stay(sheet: bytes, tmp_path: Path) -> None:
    seen: list[tuple[bool, bool, str]] = []

    def look(page) -> None:
        hidden = page.column_dimensions["J"].hidden
        seen.append((page.protection.sheet, hidden, page.parent.worksheets[1].sheet_state))

    altered(by_office(sheet, tmp_path, "xlsx"), look)
    assert seen[0][:2] == (True, True)
    assert seen[0][2] in ("hidden", "veryHidden")


def test_a_sheet_pleases_the_validator(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(sheets_of(draft)[0])
    errors = [error["xPath"] for error in office.validator_errors(path)]
    # openpyxl writes what a font is in another order than the schema; every program reads it.
    assert [path for path in errors if "/x:fonts" not in path] == []
