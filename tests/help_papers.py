"""The pictures of 花脸稿 and 核稿单 in the help, by the program's own painter: ``python -m tests.help_papers``."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.draft import Draft
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import create_session
from core.workflows.exporting.pages import set_file
from core.workflows.help import PICTURES, help_folder
from core.workflows.redlining.redline import redline_bytes
from core.workflows.redlining.sources import of_versions
from core.workflows.redlining.three_columns import write_paper
from core.workflows.signoff.making import signoff_matter
from core.workflows.signoff.sheet import signoff_paper
from gui.printing.pages import page_image
from tests.builders import make_draft

_LABELS = (
    *(("新开工项目", "个"), ("固定资产投资", "万元"), ("播种早稻", "亩"), ("改造高标准农田", "亩")),
    *(("新建公厕", "座"), ("创建美丽村庄", "个")),
)
_WIDTH, _HEIGHT = 720, 560
_DRAFT = """title |青石镇2026年上半年工作总结
h1 一、|项目建设
body |新开工项目{11}个，完成固定资产投资{5200}万元。县里下达的任务按期完成，群众反映良好。
body |播种早稻{5000}亩，改造高标准农田{320}亩，插秧、施肥全部用上机械。
h1 二、|下一步打算
body |继续抓好项目建设，力争年底前全部完工。
body |新建公厕{4}座，创建美丽村庄{3}个，让人居环境再上台阶。
signature |青石镇人民政府"""


def _draft() -> Draft:
    """The draft with the unit, and facts named as those of a real one."""
    draft = make_draft(_DRAFT)
    named = zip(draft.facts, _LABELS, strict=True)
    facts = tuple(replace(fact, label=label, unit=unit) for fact, (label, unit) in named)
    return replace(draft, facts=facts, identity=replace(draft.identity, unit="青石镇人民政府"))


def _save(data: bytes, name: str) -> None:
    """The upper part of the first page, with few colours."""
    image: QImage = page_image(set_file(data).pages[0], _WIDTH)
    path = help_folder() / PICTURES / f"{name}.png"
    image.copy(QRect(0, 0, _WIDTH, _HEIGHT)).save(str(path), "PNG", 0)
    with Image.open(path) as whole:
        few = whole.quantize(64, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def save_papers(folder: Path) -> None:
    """Both pictures, of a small draft of its own."""
    path = folder / "paper.nigao"
    path.unlink(missing_ok=True)
    session = create_session(path, _draft(), lambda: datetime(2026, 7, 3, 9, 12))
    session.keep_version("送审一稿")
    for number, value in ((0, "12"), (1, "5460")):
        session.do(set_value(session.draft, session.draft.facts[number].id, value))
    name = session.draft.elements[5].id
    text = "继续抓好项目建设，确保主体工程年底前完工。"
    session.do(take_over(session.draft, [name], [TypedParagraph(name, text)]))
    session.close()
    _save(redline_bytes(*of_versions(path, "1", "now"), is_painted=True).value, "redline")
    sheet = write_paper(signoff_paper(signoff_matter(path), date(2026, 7, 6)), folder / "sheet.docx")
    _save(sheet.read_bytes(), "signoff")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    save_papers(Path(sys.argv[1]))
