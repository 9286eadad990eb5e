"""The pictures of the help, taken of the real window on the guide's sample: ``python -m tests.help_pictures``."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from core.model.card import Leader, Meeting, UnitCard
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import FactState
from core.model.spans import Place, Span
from core.model.tables.given import plain_table
from core.stores.cards import save_card
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.editing import set_caption, set_value
from core.workflows.drafting.guide import make_sample
from core.workflows.drafting.marking import mark_text
from core.workflows.drafting.restructuring import add_attachment
from core.workflows.drafting.session import create_session
from core.workflows.help import PICTURES, help_folder
from core.workflows.importing.reports import read_report
from core.workflows.tables.figures import EMU_PER_MM, FigurePlace, set_width
from core.workflows.tables.pasting import insert_blocks
from core.workflows.tables.sources import picture_from
from core.workflows.yearly.plans import take_plan
from gui.collection.send_sheet import SendSheet
from gui.draft.page import DraftPage
from gui.draft.views import COVERAGE, FORM, LEDGER, TEXT
from gui.export.form import ExportForm
from gui.find.bar import FindBar
from gui.session.draft_model import DraftModel
from gui.shell.program import Program, assemble, make_application
from tests.help_papers import save_papers
from tests.help_review import review_draft

YEAR, SIZE, WIDTH = 2026, (1180, 720), 720
SHOWN = datetime(YEAR, 7, 3, 16)
"""The time that the pictures show, so that only what the window shows otherwise makes another picture."""

SCREENSHOT = Path(__file__).parents[1] / "docs/screenshot.png"
UNIT = "青石镇人民政府"
CARD = UnitCard(
    UNIT,
    level="乡",
    province="湖东省",
    city="云州市",
    county="青禾县",
    town="青石镇",
    short_names=("青石镇", "镇政府"),
    leaders=(Leader("林知远", "镇党委书记"), Leader("周禾", "镇长")),
    meetings=(Meeting("镇党代会", 12, 3),),
)
PLAN = f"""青石镇{YEAR}年工作要点

一、重点工作
（一）加快项目建设。全年新开工项目12个，完成固定资产投资9800万元。
（二）推进农业增产。播种早稻5000亩，改造高标准农田600亩。
（三）整治人居环境。新建公厕4座，创建美丽村庄3个。
（四）加强基层治理。化解矛盾纠纷60件，排查安全隐患80处。
"""
SHEETS, DRAFTS = r"D:\填报表", Path(r"D:\文档\拟稿")
"""Folders as a clerk has them, not those of whoever takes the pictures."""
ROLL_OVER, FINDINGS, HISTORY = 1, 2, 3
"""Which of the tabs at the right."""
SETTLING_MS = 2500
"""From an action to its picture: time for facts, proposals and the first layout."""

LONG = 20
TABLE = (("指标", "2025年", "2026年"), ("固定资产投资", "9100", "9500"), ("农业产值", "6200", "6400"))
HILLS = (("#9fbf8f", -80, 110, 420, 320), ("#86ad7a", 260, 90, 460, 360), ("#6f9a68", 60, 180, 520, 300))
"""Colour, place and size of each."""

Step = tuple[str, Callable[[], object]]


def steps(program: Program, draft: Path, sample: Path) -> Iterator[Step]:
    """The name of each picture, and what leads to what it shows."""
    window = program.window
    yield "start", lambda: None
    yield "new", lambda: window.take_files([sample])
    yield "", lambda: window.open_draft(draft)
    page = window.controllers.draft.page
    beside = page.side
    yield "form", lambda: page.show_fact(page.model.draft.facts[8].id)
    yield "text", lambda: page.show_tab(TEXT)
    yield "find", lambda: _searched(page)
    yield "", lambda: page.findChild(FindBar).close_bar()
    yield "rollover", lambda: (page.show_tab(FORM), beside.setCurrentIndex(ROLL_OVER))
    yield "findings", lambda: (page.show_tab(TEXT), beside.setCurrentIndex(FINDINGS))
    yield "history", lambda: beside.setCurrentIndex(HISTORY)
    yield "coverage", lambda: (beside.setCurrentIndex(0), page.show_tab(COVERAGE))
    yield "ledger", lambda: page.show_tab(LEDGER)
    yield (
        "send",
        lambda: (window.controllers.draft.collecting.send(), window.findChild(SendSheet).folder.setText(SHEETS)),
    )
    yield "export", lambda: (window.controllers.draft.show_export(), window.findChild(ExportForm).set_folder(DRAFTS))
    yield "", lambda: (window.controllers.draft.show_draft(), _with_blocks(page.model))
    yield "table", lambda: (page.show_tab(FORM), _at_cell(page))
    yield "figure", lambda: (page.show_tab(TEXT), _at_figure(page))
    yield "attachment", lambda: _at_attachment(page)
    yield "card", lambda: (window.controllers.draft.show_draft(), window.controllers.cards.show())
    yield "", lambda: save_papers(sample.parent)
    yield "", lambda: window.open_draft(review_draft(sample.parent))
    yield "review", window.controllers.draft.collecting.read_copies
    yield "settings", lambda: window.controllers.auxiliary.show("go_settings")


def _with_blocks(model: DraftModel) -> None:
    """The draft with a table, a picture with its caption, and two attachments, behind the first paragraph that is long."""
    body = next(each for each in model.draft.elements if each.role is Role.HEADING and len(each.body) > LONG)
    table = plain_table(TABLE, 1)
    model.do(insert_blocks, body.id, ("表1　重点指标", "单位：万元", table, picture_from(_drawn(), {})), "插入")
    figure = next(each.id for each in model.draft.elements if each.role is Role.FIGURE)
    model.do(set_width, FigurePlace(figure), 70 * EMU_PER_MM)
    model.do(set_caption, figure, "云溪路改造现场")
    cells = [each for each in model.draft.elements if each.role is Role.CELL]
    for each in cells:
        if each.content.isdigit():
            model.do(mark_text, Place(each.id, Span(0, len(each.content))))
    own = frozenset(each.id for each in cells)
    model.do(_carried_over, own)
    model.do(set_value, next(fact.id for fact in model.draft.facts if fact.element_id in own), "9800")
    for name in ("重点项目任务分解表", "防汛值班安排"):
        model.do(add_attachment, name)


def _carried_over(draft: Draft, own: frozenset[str]) -> Change:
    """The facts of these cells as if they came from last year's report."""
    facts = (
        replace(fact, state=FactState.CARRIED, prior=fact.text) if fact.element_id in own else fact
        for fact in draft.facts
    )
    return difference(draft, replace(draft, facts=tuple(facts)), Place(next(iter(own))), "")


def _drawn() -> bytes:
    """A picture as a clerk might take it: a road between hills."""
    image = QImage(560, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#cfe3f2"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, x, y, wide, high in HILLS:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(x, y, wide, high)
    painter.setBrush(QColor("#8a8f96"))
    painter.drawPolygon([QPoint(250, 170), QPoint(290, 170), QPoint(420, 300), QPoint(120, 300)])
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _at_cell(page: DraftPage) -> None:
    fact = page.form.grids.cards[0].view.grid.facts if page.form.grids.cards else ()
    cells = {each.id for each in page.model.draft.elements if each.role is Role.CELL}
    own = [each for each in page.model.draft.facts if each.element_id in cells]
    page.show_fact((fact or own)[1].id)


def _at_figure(page: DraftPage) -> None:
    figure = next(each.id for each in page.model.draft.elements if each.role is Role.FIGURE)
    page.text.show_element(figure, 0)
    page.text.setFocus()


def _at_attachment(page: DraftPage) -> None:
    mark = next(each.id for each in page.model.draft.elements if each.role is Role.ATTACHMENT_MARK)
    page.show_section(mark)
    page.text.show_element(mark, 0)


def _searched(page: DraftPage) -> None:
    bar = page.findChild(FindBar)
    bar.begin(is_replacing=True)
    find, new = bar.findChildren(QLineEdit)[:2]
    find.setText("项目")
    new.setText("工程")


def take(program: Program, name: str) -> None:
    """One picture, small."""
    for page in program.window.findChildren(DraftPage):
        page.show_saved(SHOWN)
    picture = program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    if name == "text":
        _save(picture, SCREENSHOT)
    small = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    _save(small, help_folder() / PICTURES / f"{name}.png")


def _save(picture: QImage, path: Path) -> None:
    """With few colours, the grounds among them as they are: a third of the size."""
    picture.save(str(path), "PNG", 0)
    with Image.open(path) as whole:
        few = whole.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _draft_on(sample: Path) -> Path:
    """A draft with a card, a plan, a value, and a version."""
    save_card("青石镇", CARD)
    plan = sample.with_name(f"青石镇{YEAR}年工作要点.txt")
    plan.write_text(PLAN, "utf-8")
    request = DraftRequest("上半年工作总结", YEAR, UNIT, (read_report(sample).value,), card="青石镇")
    path = sample.with_name("draft.nigao")
    path.unlink(missing_ok=True)
    session = create_session(path, start_draft(request).value, lambda: SHOWN)
    session.do(take_plan(session.draft, read_report(plan).value))
    session.do(set_value(session.draft, session.draft.facts[8].id, "11"))
    session.keep_version("送审一稿", "送分管领导")
    session.do(set_value(session.draft, session.draft.facts[11].id, "61"))
    session.close()
    return path


def main() -> int:
    """All pictures, taken one after the other while the window lives as ever."""
    QStandardPaths.setTestModeEnabled(True)
    (help_folder() / PICTURES).mkdir(parents=True, exist_ok=True)
    sample = make_sample(YEAR)
    path = _draft_on(sample)
    app = make_application()
    app.setCursorFlashTime(0)  # or the pictures would show it now and then
    program = assemble(app)
    program.preferences.change("guide", False)
    way = steps(program, path, sample)

    def go_on() -> None:
        step = next(way, None)
        if step is None:
            app.exit(0)
            return
        name, action = step
        action()
        QTimer.singleShot(SETTLING_MS, app, lambda: (take(program, name) if name else None, go_on()))

    program.open_window()
    program.window.showNormal()  # a small screen is taken whole
    program.window.resize(*SIZE)
    QTimer.singleShot(SETTLING_MS, app, go_on)
    code = app.exec()
    program.close()
    return code


if __name__ == "__main__":
    assert os.environ.get("NIGAO_HOME"), "a home of its own, or the pictures would show the drafts of whoever runs this"
    sys.exit(main())
