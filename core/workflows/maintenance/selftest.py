"""The self-test: does the whole job once with the program's own sample, and looks at fonts, disk and input method.

Nothing of the user's is read: the sample is the program's, the files lie in a temporary folder that is removed. A path
in the table has ``~`` for the user's home.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import AppError
from core.log import program_versions
from core.model.document import Document
from core.model.draft import Draft
from core.paths import resources_folder, user_folder
from core.workflows.checking.proofreader import Proofreader
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.exporting.export import Printer, export_draft, export_pdf
from core.workflows.exporting.fonts import load_fonts
from core.workflows.exporting.options import ExportOptions
from core.workflows.help import libraries
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import read_report
from core.workflows.messages import sentence
from core.workflows.yearly.collecting import CollectionOrder, read_answers, send_sheets

SAMPLES, SAMPLE_HEADINGS = "samples", 4
SAMPLE_UNIT = "示例单位"
FAULTS = (AppError, OSError, ImportError, ValueError, LookupError, RuntimeError)
"""What a step may raise on a computer where something is missing; everything else is a fault of the program."""

NAMES = MappingProxyType({"nigao": "拟稿", "python": "Python", "system": "操作系统"})
LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes: less free space gives a remark. A long draft with pictures and its backups takes some 50 MB."""

ROW = "{health}　{name}　{detail}"


class Health(StrEnum):
    """What a row says."""

    GOOD = "正常"
    ATTENTION = "请留意"
    FAILED = "不能用"


@dataclass(frozen=True, slots=True)
class SelfTestRow:
    """One line of the table."""

    group: str
    name: str
    health: Health
    detail: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only the window or the command line knows: how a PDF is painted, the fonts, rows of its own."""

    printer: Callable[[], Printer]
    families: Collection[str]
    rows: tuple[SelfTestRow, ...] = ()


@dataclass(slots=True)
class _Job:
    """The sample on its way through the program; each step uses what those before it made."""

    folder: Path
    surroundings: Surroundings
    now: datetime
    draft: Draft | None = None

    def read_text(self) -> str:
        """Text file to outline and facts."""
        kind = next(kind for kind in list_kinds() if kind.sample)
        source = self.folder / "sample.txt"
        source.write_text(kind.sample, "utf-8")
        report = read_report(source).value
        request = DraftRequest(kind.name, self.now.year, SAMPLE_UNIT, (report,))
        self.draft = start_draft(request).value
        return f"{_headings(report.document)}个标题，{len(report.facts)}项要素"

    def made(self) -> Draft:
        """The draft of the first step. AppError ``selftest_no_draft`` if that failed."""
        if self.draft is None:
            raise AppError("selftest_no_draft")
        return self.draft

    def keep(self) -> str:
        """Draft to disk and back."""
        path = self.folder / "draft.nigao"
        create_session(path, self.made(), lambda: self.now).close()
        stored = read_stored(path)
        return f"{len(stored.elements)}段"

    def write_word(self) -> str:
        """Draft to Word file, and the file read back."""
        path = self.folder / "draft.docx"
        export_draft(self.made(), path, ExportOptions())
        return f"写出后读回，{_headings(read_report(path).value.document)}个标题"

    def set_pages(self) -> str:
        """Draft to pages."""
        return f"{len(DraftSetter().set(self.made()).pages)}页"

    def print_pdf(self) -> str:
        """Draft to PDF."""
        path = self.folder / "draft.pdf"
        export_pdf(self.made(), path, ExportOptions(), self.surroundings.printer())
        return f"{path.stat().st_size // 1024}KB"

    def proofread(self) -> str:
        """The checks of the whole draft."""
        return f"{len(Proofreader().draft(self.made()).findings)}条"

    def collect(self) -> str:
        """Collection sheets out and in."""
        sent = send_sheets(self.made(), self.folder / "sheets", CollectionOrder())
        read_answers(self.made(), [sheet.path for sheet in sent])
        return f"{sum(sheet.rows for sheet in sent)}行"


JOB = "办一遍"
STEPS: tuple[tuple[str, Callable[[_Job], str]], ...] = (
    ("读文字文件，识别标题和要素", _Job.read_text),
    ("建立稿件，存盘，再打开", _Job.keep),
    ("导出Word文件，再读回来", _Job.write_word),
    ("排版面", _Job.set_pages),
    ("导出PDF", _Job.print_pdf),
    ("校对", _Job.proofread),
    ("填报表写出、收回", _Job.collect),
)


def self_test(
    surroundings: Surroundings, now: datetime, watch: Callable[[int], bool] = lambda _done: True
) -> tuple[SelfTestRow, ...]:
    """Every row of the table. ``watch`` is called with the number of steps done, of ``len(STEPS)``, and may stop."""
    done = tuple(_job(surroundings, now, watch))
    samples = _samples() if len(done) == len(STEPS) else ()  # stopped before
    return (*done, *samples, *_fonts(surroundings.families), *surroundings.rows, *_disk(), *_versions())


def _samples() -> Iterator[SelfTestRow]:
    """One row for every other kind of file that is read: the bundled samples all hold the same headings."""
    for path in sorted((resources_folder() / SAMPLES).glob("sample.*")):
        name = f"读{path.suffix}文件"
        try:
            found = _headings(read_report(path).value.document)
        except FAULTS as error:
            yield _failed(name, error)
            continue
        health = Health.GOOD if found == SAMPLE_HEADINGS else Health.FAILED
        yield SelfTestRow(JOB, name, health, f"{found}个标题")


def _failed(name: str, error: Exception) -> SelfTestRow:
    said = sentence(error) if isinstance(error, AppError) else f"{type(error).__name__}：{_anonymous(str(error))}"
    return SelfTestRow(JOB, name, Health.FAILED, said)


def _versions() -> Iterator[SelfTestRow]:
    for name, version in program_versions().items():
        yield SelfTestRow("版本", NAMES.get(name, name), Health.GOOD, version)
    for library in libraries():
        health = Health.GOOD if library.version else Health.ATTENTION
        yield SelfTestRow("版本", library.name, health, library.version or "没有登记版本")


def _job(surroundings: Surroundings, now: datetime, watch: Callable[[int], bool]) -> Iterator[SelfTestRow]:
    with tempfile.TemporaryDirectory(prefix="nigao-selftest-") as folder:
        job = _Job(Path(folder), surroundings, now)
        for number, (name, step) in enumerate(STEPS, 1):
            yield _tried(job, name, step)
            if not watch(number):
                return


def _tried(job: _Job, name: str, step: Callable[[_Job], str]) -> SelfTestRow:
    try:
        return SelfTestRow(JOB, name, Health.GOOD, step(job))
    except FAULTS as error:
        return _failed(name, error)


def _fonts(families: Collection[str]) -> Iterator[SelfTestRow]:
    fonts = load_fonts()
    for group in fonts.groups:
        wanted = group.order[0][0]
        found = fonts.stand_in(wanted, families)
        if fonts.is_installed(wanted, families):
            yield SelfTestRow("字体", group.look, Health.GOOD, f"装有{found}")
        elif found == wanted:
            yield SelfTestRow("字体", group.look, Health.ATTENTION, f"没有{wanted}，也没有可以代替的字体")
        else:
            yield SelfTestRow("字体", group.look, Health.GOOD, f"没有{wanted}，屏幕和PDF用{found}代替")


def _disk() -> Iterator[SelfTestRow]:
    yield _place("稿件安全与备份", user_folder())
    yield _place("临时文件", Path(tempfile.gettempdir()))


def _place(name: str, folder: Path) -> SelfTestRow:
    """Whether a file can be written there, and how much space is left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return SelfTestRow("磁盘", name, Health.FAILED, f"{_anonymous(str(folder))}不能写：{error.strerror or ''}")
    health = Health.GOOD if free > LITTLE_SPACE else Health.ATTENTION
    return SelfTestRow("磁盘", name, health, f"{_anonymous(str(folder))}能写，还剩{free / 2**30:.1f}GB")


def _headings(document: Document) -> int:
    return sum(element.heading_length > 0 for element in document.elements)


def _anonymous(text: str) -> str:
    return text.replace(str(Path.home()), "~")


def summary(rows: Sequence[SelfTestRow]) -> str:
    """One sentence about the whole."""
    bad = [row.name for row in rows if row.health is Health.FAILED]
    odd = [row.name for row in rows if row.health is Health.ATTENTION]
    if bad:
        return f"有{len(bad)}项不能用：{'、'.join(bad)}。请把这张表交给管理电脑的人。"
    return f"都能用，有{len(odd)}项请留意：{'、'.join(odd)}。" if odd else "都正常。"


def table_text(rows: Sequence[SelfTestRow]) -> str:
    """The table for people, group by group."""
    lines = [f"拟稿自检：{summary(rows)}"]
    for group in dict.fromkeys(row.group for row in rows):
        lines += ["", f"〔{group}〕"]
        lines += [ROW.format(health=row.health, name=row.name, detail=row.detail) for row in rows if row.group == group]
    return "\n".join(lines)


def table_shape(rows: Sequence[SelfTestRow]) -> Mapping[str, Any]:
    """The table for ``--json``."""
    shapes = [
        {"group": row.group, "name": row.name, "health": row.health.name.lower(), "detail": row.detail} for row in rows
    ]
    return {"summary": summary(rows), "rows": shapes}
