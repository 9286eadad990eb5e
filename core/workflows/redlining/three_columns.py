"""三栏对照表: 原文, 修改, 说明, a row for each changed paragraph, as a Word file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from core.files import write_atomically
from core.model.tables.paper_table import Paper, PaperPart, PaperRow, PaperRun, TableColumn
from core.result import Notice, Result
from core.review.redlining import redline_plan
from core.review.three_columns import ChangeGroup, ComparedRow, compared_rows
from core.word.papers.paper import paper_bytes
from core.word.redline.document import RedlineFiles
from core.workflows.redlining.redline import counted
from core.workflows.redlining.sources import RedlineSource

COLUMNS = (TableColumn("原文", 38), TableColumn("修改", 38), TableColumn("说明", 24))
GROUPS = MappingProxyType({"": tuple(ChangeGroup), "数字": (ChangeGroup.NUMBERS,), "文字": (ChangeGroup.WORDING,)})
"""What is listed, by the word for it."""

NO_REMARKS: Mapping[str, Sequence[str]] = MappingProxyType({})
BEGINNING = "引言"
FOOT = "说明：只列有改动的句子，没有改动的用“……”代替；原文栏里加删除线的是删去的，修改栏里加粗的是新增的，¶是分段处。"


def three_columns(
    old: RedlineSource, new: RedlineSource, remarks: Mapping[str, Sequence[str]], groups: Iterable[ChangeGroup]
) -> Result[Paper]:
    """The table of two sides; ``remarks`` are further words for 说明 by the name of an anchor, ``groups`` what is listed.

    Raises BadInput for what is no Word file.
    """
    files = RedlineFiles(old.data, new.data)
    plan = redline_plan(*files.blocks)
    every, wanted = compared_rows(plan, *files.blocks), frozenset(groups)
    rows = [row for row in every if row.group in wanted]
    left = len(every) - len(rows)
    names = f"原文：“{old.name}”　　修改：“{new.name}”"
    head = (names, f"列出{len(rows)}处。" if left else f"{counted(plan.counts)}。")
    part = PaperPart("", (), COLUMNS, tuple(_rows(rows, remarks))) if rows else PaperPart("", ("没有不同。",))
    notices = (Notice("columns_left_out", count=left, parameters={"count": str(left)}),) if left else ()
    return Result(Paper("修改对照表", head, (part,), FOOT if rows else "", is_landscape=True), notices)


def _rows(rows: Sequence[ComparedRow], remarks: Mapping[str, Sequence[str]]) -> Iterator[PaperRow]:
    for section, group in groupby(rows, key=lambda row: row.section):
        yield PaperRow(((PaperRun(section or BEGINNING),),), is_across=True)
        for row in group:
            said = dict.fromkeys(words for name in row.names for words in remarks.get(name, ()))
            yield PaperRow((row.old, row.new, (PaperRun("；".join(filter(None, (row.what, *said)))),)))


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A written file with the notices about it."""

    path: Path
    notices: tuple[Notice, ...] = ()


def write_paper(paper: Paper, target: Path) -> Path:
    """Write a paper as a Word file, completely or not at all."""
    write_atomically(target, paper_bytes(paper))
    return target
