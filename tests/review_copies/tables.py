"""What a reviewer does to the first table of a file, with the truth about it."""

import copy
import random
from dataclasses import dataclass, field

from core.package import W
from tests.review_copies.marking import Marker, Node
from tests.review_copies.plans import TextEdit

ROWS, COLUMNS = 7, 4
HEADS = ("项目", "计划数", "完成数", "责任单位")
NAMES = ("河道清淤", "校舍加固", "窗口改造", "泵房更新", "街巷整治", "档案整理")


def table_source(rng: random.Random) -> str:
    """A table in the language of ``tests.tables``."""
    rows = [f"{name}|{rng.randint(10, 999)}|{rng.randint(10, 999)}|{rng.choice('一二三四五')}科" for name in NAMES]
    return "\n".join(["|".join(HEADS), *rows])


@dataclass(slots=True)
class TablePlan:
    """Cells by row and column with their new words, the row put in behind another, the row taken out."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    new_after: int = 0
    gone: int = 0

    @property
    def new_texts(self) -> list[str]:
        """The words of the new row."""
        return ["新增事项", "77", "66", "六科"]


def planned_table(rng: random.Random) -> TablePlan:
    """Four cells, one new row, one row less."""
    rows = list(range(1, ROWS))
    rng.shuffle(rows)
    cells = {(row, rng.randint(1, 2)): str(rng.randint(1000, 9999)) for row in rows[:3]}
    return TablePlan({**cells, (rows[3], 3): "办公室"}, rows[4], rows[5])


def edit_table(work: Marker, plan: TablePlan) -> None:
    """Apply a plan to the first table."""
    table = next(work.root.iter(W + "tbl"))
    rows = list(table.iter(W + "tr"))
    for (row, column), text in plan.cells.items():
        paragraph = next(list(rows[row].iter(W + "tc"))[column].iter(W + "p"))
        old = "".join(each.text or "" for each in paragraph.iter(W + "t"))
        work.edit(paragraph, TextEdit(0, len(old), text, 1))
    _new_row(work, rows[plan.new_after], plan.new_texts)
    _gone_row(work, rows[plan.gone])


def _new_row(work: Marker, after: Node, texts: list[str]) -> None:
    row = copy.deepcopy(after)
    is_recorded = work.is_recorded()
    for cell, text in zip(row.iter(W + "tc"), texts, strict=True):
        paragraph = next(cell.iter(W + "p"))
        model = copy.deepcopy(work.runs(paragraph)[0])
        for each in [each for each in paragraph if each.tag != W + "pPr"]:
            paragraph.remove(each)
        run = work._run(model, text)
        if is_recorded:
            node = work.revision("ins", 0)
            node.append(run)
            run = node
            work.mark(paragraph, "ins", 0)
        paragraph.append(run)
    if is_recorded:
        row.find(W + "trPr").append(work.revision("ins", 0))
    after.addnext(row)


def _gone_row(work: Marker, row: Node) -> None:
    if not work.is_recorded():
        row.getparent().remove(row)
        return
    for paragraph in row.iter(W + "p"):
        work._strike(work.runs(paragraph), 0)
        work.mark(paragraph, "del", 0)
    row.find(W + "trPr").append(work.revision("del", 0))
