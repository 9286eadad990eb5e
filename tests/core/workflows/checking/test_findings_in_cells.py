"""check --json names the cell in which a finding stands."""

from core.workflows.checking.consistency import figure_findings
from core.workflows.checking.findings_listing import findings_shape
from tests.tables import table_draft

SPOILED = """
    各镇种植面积如下。
    镇 | 水稻（亩） | 玉米（亩） | 油菜（亩）
    东桥 | 310 | 120 | 77
    西桥 | 425 | 98 | 64
    南桥 | 268 | 143 | 59
    合计 | 1003 | 424 | 200
"""


def test_a_finding_in_a_cell_has_its_table_row_and_column() -> None:
    draft = table_draft(SPOILED)
    lines = {element.id: number for number, element in enumerate(draft.elements, 1)}
    (found,) = findings_shape(draft.elements, lines, figure_findings(draft))["findings"]
    assert {name: found[name] for name in ("table", "row", "column", "text")} == {
        "table": 1,
        "row": 4,
        "column": 2,
        "text": "424",
    }
    assert found["places"][0]["column"] == 2
