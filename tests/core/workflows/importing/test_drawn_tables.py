"""Tables drawn with tabs or box lines in the text of a report are made tables where the user wants that, with their figures."""

import pytest

from core.model.elements import Role
from core.model.grid import tables_of
from core.workflows.importing.drawn import drawn_tables, with_drawn_tables
from core.workflows.importing.reports import recognise_report

HEAD = "青禾县粮食局2024年工作总结\n2024年，青禾县粮食局收购粮食4300吨。\n一、主要工作\n"
FOOT = "\n二、存在问题\n仓容不足。\n青禾县粮食局\n2024年12月20日\n"
TABS = "指标\t2023年\t2024年\n收购（吨）\t4100\t4300\n销售（吨）\t4000\t4200"
BOX = "┌──┬──┐\n│粮站│人数│\n├──┼──┤\n│东桥│35│\n└──┴──┘"


def report_of(body):
    return recognise_report("总结.txt", (HEAD + body + FOOT).encode()).value


def grids(report):
    elements = report.document.elements
    return [
        ["".join(each.content for each in own) for own in placed.cells(elements).values()]
        for placed in tables_of(elements)
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (TABS, [["指标", "2023年", "2024年", "收购（吨）", "4100", "4300", "销售（吨）", "4000", "4200"]]),
        (BOX, [["粮站", "人数", "东桥", "35"]]),
        (
            f"{TABS}\n{BOX}",
            [
                ["指标", "2023年", "2024年", "收购（吨）", "4100", "4300", "销售（吨）", "4000", "4200"],
                ["粮站", "人数", "东桥", "35"],
            ],
        ),
        ("粮站\t人数", []),
        ("甲\t乙\n丙\t丁\t戊", []),
        ("收购  4300\n销售  4200", []),
    ],
    ids=["tabs", "box", "both", "one line", "uneven", "spaces"],
)
def test_drawn_tables_are_found(body, found):
    assert grids(with_drawn_tables(report_of(body))) == found


def test_nothing_is_made_a_table_unasked():
    report = report_of(TABS)
    assert grids(report) == []
    assert len(drawn_tables(report)) == 1


def test_figures_of_a_drawn_table_are_named_by_their_heads():
    labels = {fact.label: fact.text for fact in with_drawn_tables(report_of(TABS)).facts}
    assert labels["收购·2024年（吨）"] == "4300"


@pytest.mark.parametrize("body", [TABS, BOX])
def test_the_text_around_a_drawn_table_stays(body):
    after = with_drawn_tables(report_of(body)).document.elements
    own = (Role.TABLE, Role.CELL)
    assert "".join(f"{each.text}\n" for each in after if each.role not in own) == (HEAD + FOOT.lstrip())
