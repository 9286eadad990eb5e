"""要点对照: this year's plan held against a summary, as the view and the findings ask for it, anew after an edit and again."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.model.change import apply
from core.model.draft import Draft, Identity
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import Report, read_report, recognise_report
from core.workflows.yearly import coverage
from core.workflows.yearly.plan_table import plan_view
from core.workflows.yearly.plans import take_plan
from tests.bench.frame import Row, median

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SAMPLES = Path(__file__).resolve().parents[1] / "coverage_pairs"
ANEW_MS, AGAIN_MS, WRITING_MS = 100, 10, 30
PLAN_NUMBER, SUMMARY_NUMBER = 0, 1


def rows() -> list[Row]:
    """Three rows, on a real plan and a real summary; on the samples where those are missing."""
    draft = _draft()
    edits = count()

    def anew() -> None:
        plan_view(_edited(draft, next(edits)))

    return [
        Row("plan against summary, after an edit", median(anew), None, ANEW_MS, "below"),
        Row("plan against summary, asked again", median(lambda: plan_view(draft)), None, AGAIN_MS, "below"),
        Row("a task written from the plan", median(_writing(draft)), None, WRITING_MS, "below"),
    ]


def _draft() -> Draft:
    plan, summary = _pair()
    before = replace(draft_of(summary.document), identity=Identity("年度工作总结", 2023))
    return apply(before, take_plan(before, plan))


def _pair() -> tuple[Report, Report]:
    found = sorted(SEEDS.glob("*.txt"))
    if found:
        return read_report(found[PLAN_NUMBER]).value, read_report(found[SUMMARY_NUMBER]).value
    print("coverage: ../shared is missing, the samples stand in")
    plan, summary = (SAMPLES.joinpath(f"water.{part}.txt").read_bytes() for part in ("plan", "summary"))
    return recognise_report("plan.txt", plan).value, recognise_report("summary.txt", summary).value


def _edited(draft: Draft, number: int) -> Draft:
    """The draft with its last paragraph a little longer."""
    last = draft.elements[-1]
    return replace(draft, elements=(*draft.elements[:-1], replace(last, content=f"{last.content}{number}")))


def _writing(draft: Draft) -> Callable[[], object]:
    tables = coverage.load_cover_tables()
    plan = coverage.plan_in(draft)
    assert plan is not None
    row = next(row for row in coverage.coverage_of(draft, plan, tables) if row.state is coverage.CoverState.MISSING)
    return lambda: coverage.task_change(draft, plan, row.task.key, tables)
