"""要点对照 as a table for other people: its content and its files."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from core.collection.table import sheet_table
from core.errors import BadUse
from core.files import safe_name, write_atomically
from core.model.draft import Basis, Draft
from core.model.tables.paper_table import PaperTable, TableColumn
from core.word.writing.table import word_table
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.options import LONGEST_NAME
from core.workflows.exporting.pages import Pages, set_file
from core.workflows.importing.reports import Report
from core.workflows.names import name_of_draft
from core.workflows.yearly.coverage import load_cover_tables
from core.workflows.yearly.plan_table import (
    NO_MENTION,
    STANDINGS,
    PlanRow,
    PlanView,
    Standing,
    plan_rows,
    plan_title,
    remark,
)

WORD, SHEET = ".docx", ".xlsx"
TITLE = "工作要点落实情况对照表"
COLUMNS = (
    TableColumn("序号", 5, is_centred=True),
    TableColumn("要点任务", 42),
    TableColumn("对应表述", 32),
    TableColumn("状态", 9, is_centred=True),
    TableColumn("完成情况／说明", 17),
)
LEGEND = "说明：“已写”指经人确认，或与要点文字基本一致，数与计划不同的另外写明；“疑似已写”指找到相近表述、尚待确认；“待填”指已写到、数字还空着。"


def plan_table(view: PlanView, draft: Draft, today: date) -> PaperTable:
    """One row per task, missing ones first, with the sentence beside it."""
    unit, title = draft.identity.unit, draft.title
    counted = [f"{STANDINGS[standing]}{count}项" for standing, count in view.counts.items() if count]
    compared = [f"对照稿件：《{title}》"] if title else []
    day = f"{today.year}年{today.month}月{today.day}日"
    return PaperTable(
        _title(view, unit, _year_of_plan(view) or draft.identity.year),
        ("　　".join([*compared, day]), f"共{len(view.rows)}项任务：{'，'.join(counted)}。"),
        COLUMNS,
        tuple(_row(number, row, draft.identity.period) for number, row in enumerate(in_order(view), 1)),
        LEGEND,
    )


def compared_table(summary: Draft | Report, plan: Report | Basis, today: date) -> PaperTable:
    """The table of a draft or a file against any plan."""
    elements = plan.elements if isinstance(plan, Basis) else plan.document.elements
    rows = plan_rows(summary, plan, load_cover_tables())
    draft = summary if isinstance(summary, Draft) else draft_of(summary.document)
    return plan_table(PlanView((), 0, rows, title=plan_title(elements)), draft, today)


def in_order(view: PlanView) -> list[PlanRow]:
    """Missing tasks first; equal standings in the plan's order."""
    order = tuple(Standing)
    return sorted(view.rows, key=lambda row: order.index(row.standing))


def table_bytes(table: PaperTable, ending: str) -> bytes:
    """The file for an ending. BadUse for one that is neither .docx nor .xlsx."""
    if ending.lower() not in WRITERS:
        raise BadUse("coverage_table_ending")
    return WRITERS[ending.lower()](table)


def write_table(table: PaperTable, target: Path) -> Path:
    """Write the file completely or not at all. BadUse for another ending, AppError when the disk refuses."""
    write_atomically(target, table_bytes(table, target.suffix))
    return target


def table_pages(table: PaperTable) -> Pages:
    """The table as printed pages."""
    return set_file(table_bytes(table, WORD))


def table_name(draft: Draft, ending: str) -> str:
    """A file name such as ``单位2023年上半年工作总结（要点对照表）.docx``."""
    return f"{safe_name(name_of_draft(draft))[:LONGEST_NAME]}（要点对照表）{ending}"


def _year_of_plan(view: PlanView) -> int:
    """The year that the plan is for; 0 if unknown."""
    return view.documents[view.number].term.year if 0 <= view.number < len(view.documents) else 0


def _title(view: PlanView, unit: str, year: int) -> str:
    """The plan's own title; else unit and year."""
    if view.title:
        return f"{view.title}落实情况对照表"
    return f"{unit}{year}年{TITLE}" if year else f"{unit}{TITLE}"


def _row(number: int, row: PlanRow, period: str) -> tuple[str, ...]:
    task = f"{row.task.ordinal}{'。'.join(part for part in (row.task.heading, row.text) if part)}"
    best = row.best
    said = best.sentence.text.strip() if best else NO_MENTION if row.standing is not Standing.LEFT_OUT else ""
    return str(number), task, said, STANDINGS[row.standing], remark(row, period)


def _word(table: PaperTable) -> bytes:
    return word_table(table)


def _sheet(table: PaperTable) -> bytes:
    return sheet_table(table)


WRITERS: Mapping[str, Callable[[PaperTable], bytes]] = MappingProxyType({WORD: _word, SHEET: _sheet})
