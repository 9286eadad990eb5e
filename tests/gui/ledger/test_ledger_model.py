"""The ledger as a Qt table: its words, its order, what passes, and what stays when the draft changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.change import apply
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.workflows.drafting.editing import confirm, delete_section, set_value
from core.workflows.yearly.ledger import Figures, ledger_rows, ledger_sections, set_note
from gui.ledger.lines import TITLES, LedgerColumn, change_text, growth_text, number_text
from gui.ledger.model import LINE, LedgerModel
from gui.ledger.order import Sieve, as_table
from tests.builders import make_draft
from tests.gui.workspace import REPORT


def with_basis(source=REPORT):
    draft = make_draft(source)
    names = {"f2": "集中学习", "f3": "培训", "f4": "覆盖", "f5": "站点"}
    facts = tuple(replace(fact, prior=fact.text, label=names.get(fact.id, ""), unit="次") for fact in draft.facts)
    return replace(draft, facts=facts, basis=(Basis("2022年上半年工作总结", draft.elements),))


def done(draft, *steps):
    for edit, *arguments in steps:
        draft = apply(draft, edit(draft, *arguments))
    return draft


def show(table, draft):
    table.show_ledger(ledger_rows(draft), ledger_sections(draft))


@pytest.fixture
def draft():
    return done(with_basis(), (set_value, "f3", "9"), (set_value, "f4", "280"), (confirm, "f5"))


@pytest.fixture
def table(qapp, draft):
    """A table that Qt watches."""
    made = LedgerModel()
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(made, draft)
    return made


def keys(table):
    return [table.index(row, 0).data(LINE).row.key for row in range(table.rowCount())]


def cells(table, key):
    row = table.row_of(key)
    return {title: table.index(row, column).data() for column, title in enumerate(TITLES)}


def test_a_row_in_words(table):
    assert cells(table, "own3") == {
        "名称": "培训",
        "上年": "7",
        "今年": "9",
        "单位": "次",
        "增减": "+2",
        "增减％": "+28.6％",
        "状态": "已更新",
        "章节": "（一）加强学习",
        "处数": "1",
        "沿用率": "",
        "来源": "",
        "备注": "",
    }


def test_what_was_never_filled_has_no_value(table):
    assert (cells(table, "own1")["上年"], cells(table, "own1")["今年"]) == ("**", "")


def test_what_nobody_has_looked_at_is_shown_but_typed_anew(table):
    index = table.index(table.row_of("g1"), LedgerColumn.VALUE)
    assert (index.data(), index.data(Qt.ItemDataRole.EditRole)) == ("48", "")


def test_a_value_in_two_places_is_one_row(table):
    assert cells(table, "g1")["处数"] == "2"


@pytest.mark.parametrize(
    ("figures", "change", "growth"),
    [
        (None, "", ""),
        (Figures(Decimal(48), Decimal(60)), "+12", "+25％"),
        (Figures(Decimal(60), Decimal(48)), "−12", "−20％"),
        (Figures(Decimal(48), Decimal(48)), "持平", "0％"),
        (Figures(Decimal(0), Decimal(48)), "+48", ""),
        (Figures(Decimal("0.8"), Decimal("1.2")), "+0.4", "+50％"),
        (Figures(Decimal(10), Decimal(20), is_rough=True), "约+10", "+100％"),
        (Figures(Decimal(95), Decimal("97.5"), in_points=True), "+2.5百分点", ""),
    ],
)
def test_changes_in_words(figures, change, growth):
    assert (change_text(figures), growth_text(figures)) == (change, growth)


@pytest.mark.parametrize(
    ("number", "words"), [("12.50", "12.5"), ("1200", "1200"), ("0.33333", "0.3333"), ("1E+3", "1000"), ("0", "0")]
)
def test_numbers_in_words(number, words):
    assert number_text(Decimal(number)) == words


# Order


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        (LedgerColumn.PRIOR, ["own3", "own5", "g1", "own4", "own1"], ["own1", "own4", "g1", "own5", "own3"]),
        (LedgerColumn.VALUE, ["own3", "own5", "g1", "own4", "own1"], ["own4", "g1", "own5", "own3", "own1"]),
        (LedgerColumn.GROWTH, ["own4", "own5", "own3", "own1", "g1"], ["own3", "own5", "own4", "own1", "g1"]),
        (LedgerColumn.STATE, ["own1", "g1", "own3", "own4", "own5"], ["own5", "own3", "own4", "g1", "own1"]),
        (LedgerColumn.PLACES, ["own1", "own3", "own4", "own5", "g1"], ["g1", "own1", "own3", "own4", "own5"]),
        (LedgerColumn.SECTION, ["own1", "g1", "own3", "own4", "own5"], ["own5", "own3", "own4", "own1", "g1"]),
    ],
)
def test_rows_are_sorted_by_any_column(table, column, rising, falling):
    table.sort(column)
    assert keys(table) == rising
    table.sort(column, Qt.SortOrder.DescendingOrder)
    assert keys(table) == falling


def test_by_no_column_rows_go_as_the_draft_does(table):
    table.sort(LedgerColumn.GROWTH)
    table.sort(-1)
    assert keys(table) == ["own1", "g1", "own3", "own4", "own5"]


@pytest.mark.parametrize(
    ("sieve", "passed"),
    [
        (Sieve(), ["own1", "g1", "own3", "own4", "own5"]),
        (Sieve(states=frozenset({FactState.UPDATED})), ["own3", "own4"]),
        (Sieve(kind=FactKind.MASK), ["own1"]),
        (Sieve(sections=frozenset({"e5"})), ["own5"]),
        (Sieve(words="培训"), ["own3"]),
        (Sieve(words="学习 280"), ["own4"]),
        (Sieve(words="没有"), []),
    ],
)
def test_what_passes(table, sieve, passed):
    table.sift(sieve)
    assert keys(table) == passed


def test_a_remark_can_be_searched_for(table, draft):
    show(table, done(draft, (set_note, "f2", "问王科长")))
    table.sift(Sieve(words="王科长"))
    assert keys(table) == ["g1"]


def test_an_edited_row_stays_where_it_is_until_it_is_sorted_again(table, draft):
    table.sort(LedgerColumn.VALUE)
    show(table, done(draft, (set_value, "f3", "900")))
    assert keys(table)[0] == "own3"
    table.refresh()
    assert keys(table)[3] == "own3"


def test_an_edited_row_stays_until_it_is_sifted_again(table, draft):
    table.sift(Sieve(states=frozenset({FactState.EMPTY})))
    show(table, done(draft, (set_value, "f1", "5")))
    assert keys(table) == ["own1"]
    table.refresh()
    assert keys(table) == []


# What stays


def test_an_edit_tells_only_of_the_rows_it_changes(table, draft, qtbot):
    with qtbot.waitSignal(table.dataChanged) as changed, qtbot.assertNotEmitted(table.modelReset):
        show(table, done(draft, (set_value, "f4", "290")))
    assert (changed.args[0].row(), changed.args[1].row()) == (3, 3)


def test_the_same_draft_again_tells_nothing(table, draft, qtbot):
    with qtbot.assertNotEmitted(table.dataChanged):
        show(table, draft)


def test_indexes_stay_with_their_rows_when_a_section_goes(table, draft):
    kept = QPersistentModelIndex(table.index(table.row_of("own5"), 0))
    show(table, done(draft, (delete_section, "e4")))
    assert (keys(table), kept.data(LINE).row.key) == (["own1", "g1", "own5"], "own5")


def test_indexes_stay_with_their_rows_when_they_are_sorted(table):
    kept = QPersistentModelIndex(table.index(table.row_of("own5"), 0))
    table.sort(LedgerColumn.STATE, Qt.SortOrder.DescendingOrder)
    assert (kept.row(), kept.data(LINE).row.key) == (0, "own5")


def test_indexes_of_rows_that_do_not_pass_are_gone(table):
    kept = QPersistentModelIndex(table.index(table.row_of("own5"), 0))
    table.sift(Sieve(words="培训"))
    assert not kept.isValid()


def test_a_section_that_comes_back_brings_its_rows_back(table, draft):
    show(table, done(draft, (delete_section, "e4")))
    show(table, draft)
    assert keys(table) == ["own1", "g1", "own3", "own4", "own5"]


def test_rates_come_later(table):
    table.show_rates({"e4": 0.755})
    assert [cells(table, key)["沿用率"] for key in ("own3", "own5")] == ["76％", ""]


# Typing


@pytest.mark.parametrize(
    ("column", "signal"),
    [(LedgerColumn.VALUE, "value_edited"), (LedgerColumn.NOTE, "note_edited"), (LedgerColumn.SOURCE, "source_edited")],
)
def test_typed_words_are_told(table, qtbot, column, signal):
    with qtbot.waitSignal(getattr(table, signal)) as told:
        assert table.setData(table.index(2, column), " 11 ")
    assert told.args == ["f3", "11"]


@pytest.mark.parametrize(
    ("column", "words"), [(LedgerColumn.VALUE, "9"), (LedgerColumn.NOTE, ""), (LedgerColumn.NAME, "别名")]
)
def test_what_is_no_edit_is_not_told(table, column, words):
    assert not table.setData(table.index(2, column), words)


def test_a_read_only_table_cannot_be_typed_in(table):
    table.read_only = True
    index = table.index(2, LedgerColumn.VALUE)
    assert not table.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not table.setData(index, "11")


def test_screen_readers_hear_the_column(table):
    heard = [table.index(2, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (0, LedgerColumn.NOTE)]
    assert heard == ["名称，培训", "备注，空"]


# As a table to copy


def test_the_table_to_copy_is_tab_separated(table):
    rows = [line.split("\t") for line in as_table(table.shown).split("\n")]
    assert rows[0] == list(TITLES)
    assert rows[3][:7] == ["培训", "7", "9", "次", "2", "28.6%", "已更新"]


def test_a_fall_is_a_number_for_spreadsheets(table):
    line = next(line for line in table.shown if line.row.key == "own4")
    assert as_table([line]).split("\n")[1].split("\t")[4:6] == ["-70", "-20%"]


@pytest.mark.parametrize("words", ["=1+1", "+86", "-3", "@王"])
def test_nothing_copied_is_a_formula(table, draft, words):
    show(table, done(draft, (set_note, "f3", words)))
    line = next(line for line in table.shown if line.row.key == "own3")
    assert as_table([line]).split("\t")[-1] == f"'{words}"


def tabled():
    """A draft with a figure in prose and three in a table below a caption, one of them the same field."""
    own = (
        Element("e1", Role.HEADING, "总体情况", "一、", 1, 1, 4),
        Element("e2", Role.BODY, "全县修路12公里，建房30套。"),
    )
    cells = [
        Element(f"e{n}", Role.CELL, text, cell=CellPlace("r1", f"c{n}")) for n, text in enumerate(("12", "45", "7"), 5)
    ]
    grid = Table(tuple(map(Column, ("c5", "c6", "c7"))), (Row("r1"),), tuple(Cell("r1", f"c{n}") for n in (5, 6, 7)))
    elements = (*own, Element("e3", Role.BODY, "表1　主要指标"), Element("e4", Role.TABLE, "", table=grid), *cells)
    ends = (
        *elements,
        Element("e8", Role.HEADING, "下步打算", "二、", 1, 1, 4),
        Element("e9", Role.BODY, "再修8公里。"),
    )
    places = (
        ("e2", 4, "12", "路"),
        ("e2", 10, "30", ""),
        ("e5", 0, "12", "路"),
        ("e6", 0, "45", ""),
        ("e7", 0, "7", ""),
        ("e9", 2, "8", ""),
    )
    facts = tuple(
        Fact(f"f{n}", FactKind.FIGURE, "count", e, a, a + len(t), t, "", t, g)
        for n, (e, a, t, g) in enumerate(places, 1)
    )
    return Draft(identity=Identity(), elements=ends, facts=facts)


def test_the_fields_of_a_table_stand_together_under_its_name(qapp):
    table = LedgerModel()
    show(table, tabled())
    column = LedgerColumn.SECTION
    shown = [(table.index(row, 2).data(), table.index(row, column).data()) for row in range(table.rowCount())]
    named = "一、总体情况 · 表1 主要指标"
    assert shown == [("30", "一、总体情况"), ("12", named), ("45", named), ("7", named), ("8", "二、下步打算")]


def test_sorted_by_section_a_table_stands_behind_the_text_of_its_section(qapp):
    table = LedgerModel()
    show(table, tabled())
    table.sort(LedgerColumn.SECTION, Qt.SortOrder.DescendingOrder)
    assert [table.index(row, 2).data() for row in range(table.rowCount())] == ["8", "12", "45", "7", "30"]


def test_the_name_of_a_table_finds_its_fields(qapp):
    table = LedgerModel()
    show(table, tabled())
    table.sift(Sieve(words="主要指标"))
    assert [table.index(row, 2).data() for row in range(table.rowCount())] == ["12", "45", "7"]
