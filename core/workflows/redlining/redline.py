"""花脸稿: the new side of two, with every difference from the old one as a revision; .docx, or .pdf to read on paper."""

from pathlib import Path
from types import MappingProxyType

from core.errors import AppError
from core.files import write_atomically
from core.model.review.redline import RedlineCounts, RedlinePlan
from core.model.review.returned_copy import Revision
from core.result import Notice, Result
from core.review.redlining import redline_plan
from core.word.redline.document import RedlineFiles, RedlineLook
from core.workflows.exporting.export import Printer
from core.workflows.exporting.pages import set_file
from core.workflows.redlining.sources import RedlineSource

PDF = ".pdf"
_COUNTED = (
    ("changed", "改写{}处"),
    ("new", "新增{}段"),
    ("gone", "删去{}段"),
    ("divided", "分段{}处"),
    ("joined", "并段{}处"),
    ("moved", "移动{}处"),
    ("tables", "表格{}处"),
)
IN_WORD = "删除线为删去，下划线为增加，移动另有标记；在“审阅”里可逐处接受或拒绝。"
HIGHLIGHTED = "标黄的要素还没有核过。"
ON_PAPER = "红色删除线为删去，蓝色下划线为增加，绿色为移动（原处删除线，新处下划线），↵为分段、并段处。"


def redline_bytes(
    old: RedlineSource, new: RedlineSource, is_painted: bool = False, has_moves: bool = True
) -> Result[bytes]:
    """The redline of two sides as a Word file. Raises BadInput; notices tell what was resolved first or is not marked."""
    files = RedlineFiles(old.data, new.data)
    plan = redline_plan(*files.blocks, has_moves)
    revision = new.revision if new.revision.author else Revision(new.name, new.revision.date)
    key = (ON_PAPER if is_painted else IN_WORD) + (HIGHLIGHTED if files.is_highlighted else "")
    written = files.written(plan, RedlineLook(revision, (legend_line((old, new), plan), key), is_painted))
    notices = [
        Notice("redline_resolved", 0, MappingProxyType({"name": side.name, "count": str(count)}), count=count)
        for side, count in zip((old, new), files.resolved, strict=True)
        if count
    ]
    parameters = MappingProxyType({"old": old.name, "new": new.name, "counts": counted(plan.counts)})
    made = Notice("redline_made" if plan.counts.total else "redline_same", 0, parameters)
    return Result(written.value, (made, *notices, *written.notices))


def write_redline(
    old: RedlineSource, new: RedlineSource, target: Path, printer: "Printer | None" = None, has_moves: bool = True
) -> Result[Path]:
    """Write the redline, completely or not at all; ``printer`` paints a PDF. Raises BadInput, AppError.

    Without ``has_moves`` what changed places is struck out and put in, for programs that do not know moves.
    """
    is_paper = target.suffix.lower() == PDF and printer is not None
    made = redline_bytes(old, new, is_paper, has_moves)
    if not is_paper or printer is None:
        write_atomically(target, made.value)
    elif not printer(set_file(made.value), target, target.stem):
        raise AppError("export_stopped", name=target.name)
    return Result(target, made.notices)


def legend_line(sides: tuple[RedlineSource, RedlineSource], plan: RedlinePlan) -> str:
    """What stands above the first page besides the meaning of the marks: what was compared, how much differs."""
    one, two = (f"“{side.name}”{_day(side)}" for side in sides)
    return f"花脸稿　{one}　→　{two}　{counted(plan.counts)}"


def _day(side: RedlineSource) -> str:
    date = side.revision.date[:10]
    return f"（{date}）" if date else ""


def counted(counts: RedlineCounts) -> str:
    """How many places differ, by kind.

    >>> counted(RedlineCounts(changed=3, moved=1))
    '共4处：改写3处、移动1处'
    """
    parts = [words.format(getattr(counts, name)) for name, words in _COUNTED if getattr(counts, name)]
    return f"共{counts.total}处：{'、'.join(parts)}" if parts else "没有不同"
