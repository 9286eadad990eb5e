"""What a draft of all real reports is looked through for at once: years to roll, the ledger, contradictions."""

from dataclasses import replace
from pathlib import Path

from core.model.draft import Draft
from core.workflows.checking.consistency import figure_findings
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.facts import find_facts
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.ledger import ledger_rows, ledger_sections
from core.workflows.yearly.roll_over import load_tables, roll_over
from tests.bench.frame import Row, median

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
ROLLING_MS, TOGETHER_MS = 60, 100


def rows() -> list[Row]:
    """Two rows; none where the real reports are missing."""
    found = sorted(SEEDS.glob("*.txt"))
    if not found:
        print("roll-over: ../shared is missing, left out")
        return []
    draft, tables = draft_of_all(found), load_tables()
    if not roll_over(draft, tables):
        raise AssertionError("nothing to roll")

    def together() -> None:
        roll_over(draft, tables)
        ledger_rows(draft)
        ledger_sections(draft)
        figure_findings(draft)

    return [
        Row("years to roll, all seeds", median(lambda: roll_over(draft, tables)), None, ROLLING_MS, "below"),
        Row("roll-over, ledger and consistency together", median(together), None, TOGETHER_MS, "below"),
    ]


def draft_of_all(paths: list[Path]) -> Draft:
    """One draft of 2023 that holds everything the reports say."""
    reports = [recognise_report(path.name, path.read_bytes()).value for path in paths]
    elements = tuple(
        replace(element, id=f"e{number * 1000 + int(element.id[1:])}")
        for number, report in enumerate(reports)
        for element in report.document.elements
    )
    whole = Report("五份材料", replace(reports[0].document, elements=elements), find_facts(elements))
    return start_draft(DraftRequest("上半年工作总结", 2023, "示例单位", (whole,))).value
