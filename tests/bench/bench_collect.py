"""Collection sheets: reading 30 filled ones of 100 rows, and writing as many."""

from dataclasses import replace

from core.collection.collect import collect
from core.collection.read import read_sheet
from core.collection.rows import CollectionOrder, plan_sheets
from core.collection.write import write_sheet
from core.workflows.yearly.collecting import accepted, load_sheet_words
from tests.bench.frame import Row, median, sized
from tests.builders import make_draft
from tests.filled import filled, with_units

SHEETS, LINES = sized(30, 2), sized(100, 4)
ROUNDS = 3
READ, WRITE, TAKE = 3000, 6000, 1000


def rows() -> list[Row]:
    """Three rows; the sheets must be read to the last value before anything is timed."""
    parts = (
        f"h1 一、|第{part}项工作\n" + f"body |推进各项重点任务，举办{{{part + 7}}}期，选派{{**}}名。\n" * (LINES // 2)
        for part in range(SHEETS)
    )
    draft = make_draft("".join(parts))
    draft = with_units(draft, dict.fromkeys((fact.id for fact in draft.facts), "期"))
    draft = replace(draft, facts=tuple(replace(fact, group=fact.id) for fact in draft.facts))
    words, order = load_sheet_words(), CollectionOrder()
    plans = plan_sheets(draft, order, words)
    files = [filled(write_sheet(plan, words), dict.fromkeys(range(LINES), part + 8)) for part, plan in enumerate(plans)]
    found = collect(draft, [read_sheet(f"{number}.xlsx", data) for number, data in enumerate(files)])
    if len(found.answers) != SHEETS * LINES:
        raise AssertionError(len(found.answers), found.problems[:3])
    read = median(lambda: collect(draft, [read_sheet("表.xlsx", data) for data in files]), ROUNDS)
    write = median(lambda: [write_sheet(plan, words) for plan in plan_sheets(draft, order, words)], ROUNDS)
    take = median(lambda: accepted(draft, found.answers), ROUNDS)
    return [
        Row("reading 30 collection sheets of 100 rows", read, None, READ, "below"),
        Row("writing 30 collection sheets of 100 rows", write, None, WRITE, "below"),
        Row("accepting 3000 answers as one step", take, None, TAKE, "below"),
    ]
