"""PDFs: fonts inside, text that is copied as it was written, title and outline."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PySide6.QtGui import QFontDatabase

from core.errors import AppError
from core.typesetting.values import Page, Pages
from gui.printing.pages import font_families, pdf_of, pdf_printer, write_pdf
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from tests.pages_made import A4, BODY, EM, HEADING, PITCH, page, pages, placed
from tests.processes import PATIENCE_S

ROOT = Path(__file__).resolve().parents[3]
SAME_GLYPHS = (
    "工月日人口一二八十土士大女子小山川广几巾干弓心戈户手",
    "支文斗斤方无曰木止毛气水火爪父牛犬玄玉瓜甘生用田白皮",
    "目石示立竹米羊老而耳肉自至舌舟色虫血行衣见角言谷豆走",
    "足身车辛里金长门隶非面革音页风飞食首香马骨高鬼鱼鸟鹿",
    "“十四五”规划——第一……〔2023〕1号·①Ⅲ％《》",
)


def read(data: bytes) -> Any:
    """The PDF as an independent reader sees it."""
    return pdfplumber.open(io.BytesIO(data))


def lines_of(data: bytes, index: int = 0) -> list[str]:
    """The lines of a page as they are copied, without spaces and without the page number."""
    with read(data) as pdf:
        return pdf.pages[index].extract_text().replace(" ", "").split("\n")[:-1]


@pytest.fixture
def made(qapp: Any) -> bytes:
    return pdf_of(pages(SAME_GLYPHS), "关于工月日的报告")


def test_text_is_copied_exactly(made: bytes) -> None:
    assert lines_of(made) == list(SAME_GLYPHS)


def test_bold_and_other_families_are_copied_exactly(qapp: Any) -> None:
    faces = (BODY, HEADING, replace(BODY, bold=True), replace(BODY, italic=True), replace(BODY, family="楷体_GB2312"))
    made = pdf_of(Pages((page([placed(SAME_GLYPHS[0], row, face) for row, face in enumerate(faces)]),)), "一")
    assert lines_of(made) == [SAME_GLYPHS[0]] * len(faces)


def test_rare_characters_of_names_are_copied(qapp: Any) -> None:
    made = pdf_of(Pages((page([placed("𠮷田"), placed("𠮷 𠮟2023𠮷", 1, replace(BODY, bold=True))]),)), "一")
    assert lines_of(made) == ["𠮷田", "𠮷𠮟2023𠮷"]


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u200d", "\ufeff"])
def test_unseen_characters_cost_no_rare_name(qapp: Any, unseen: str) -> None:
    made = pdf_of(Pages((page([placed(f"𠮷{unseen}田人")]),)), "一")
    assert lines_of(made) == ["𠮷田人"]


def test_every_font_is_embedded(made: bytes) -> None:
    with read(made) as pdf:
        fonts = [font.resolve() for font in pdf.pages[0].page_obj.resources["Font"].values()]
    below = [font["DescendantFonts"][0].resolve()["FontDescriptor"].resolve() for font in fonts]
    assert below
    assert all("FontFile2" in descriptor or "FontFile3" in descriptor for descriptor in below)


def test_characters_stand_where_the_layout_puts_them(made: bytes) -> None:
    with read(made) as pdf:
        first = [char for char in pdf.pages[0].chars if char["text"] in SAME_GLYPHS[0]][: len(SAME_GLYPHS[0])]
    assert [char["x0"] for char in first] == pytest.approx(
        [(A4.left + at * EM) / 20 for at in range(len(first))], abs=0.1
    )


def test_the_title_is_set(made: bytes) -> None:
    with read(made) as pdf:
        assert pdf.metadata["Title"] == "关于工月日的报告"


def test_the_outline_leads_to_the_headings(qapp: Any) -> None:
    first = page(
        [placed("一、总体要求", 2, HEADING, outline=1), placed("（一）指导思想", 3, outline=2), placed("正文", 4)]
    )
    second = page([placed("二、工作安排", 0, HEADING, outline=1)], 2)
    with read(pdf_of(Pages((first, second)), "要点")) as pdf:
        found = [(level, text, place[0].objid, float(place[3])) for level, text, place, *_ in pdf.doc.get_outlines()]
        numbers = [one.page_obj.pageid for one in pdf.pages]
    tops = [(A4.height - A4.top - row * PITCH) / 20 for row in (2, 3, 0)]
    assert [entry[:2] for entry in found] == [(1, "一、总体要求"), (2, "（一）指导思想"), (1, "二、工作安排")]
    assert [entry[2] for entry in found] == [numbers[0], numbers[0], numbers[1]]
    assert [entry[3] for entry in found] == pytest.approx(tops, abs=0.01)


def test_a_document_without_headings_has_no_outline(made: bytes) -> None:
    assert b"/Outlines" not in made
    assert b"/Lang (zh-CN)" in made


def test_every_page_has_its_own_paper(qapp: Any) -> None:
    wide = replace(A4, width=A4.height, height=A4.width)
    both = Pages((page([placed("竖")]), replace(page([placed("横")], 2), sheet=wide)))
    with read(pdf_of(both, "纸张")) as pdf:
        sizes = [(round(one.width), round(one.height)) for one in pdf.pages]
    assert sizes == [(595, 842), (842, 595)]


def test_the_file_is_written(tmp_path: Path, qapp: Any) -> None:
    assert write_pdf(pages(["一"]), tmp_path / "报告.pdf", "报告")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF-1.4")


def test_a_stopped_job_leaves_the_former_file(tmp_path: Path, qapp: Any) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"old")
    watch = ProgressToken()
    watch.progressed.connect(lambda done: watch.stop() if done == 2 else None)
    assert not write_pdf(pages(["一"] * 100), path, "报告", watch)
    assert path.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, qapp: Any) -> None:
    with pytest.raises(AppError, match="save_no_folder"):
        write_pdf(pages(["一"]), tmp_path / "没有" / "报告.pdf", "报告")


def test_a_background_thread_writes_the_same_text(tmp_path: Path, qtbot: Any) -> None:
    runner = TaskRunner(AppError)
    done: list[bool] = []
    runner.run(write_pdf, pages(SAME_GLYPHS), tmp_path / "报告.pdf", "报告", on_done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    runner.close()
    assert lines_of((tmp_path / "报告.pdf").read_bytes()) == list(SAME_GLYPHS)


def test_the_command_line_writes_with_what_is_there(tmp_path: Path, qapp: Any) -> None:
    pdf_printer()(pages(["工月日"]), tmp_path / "报告.pdf", "报告")
    assert lines_of((tmp_path / "报告.pdf").read_bytes()) == ["工月日"]


def test_without_a_window_nothing_is_said(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from gui.printing.pages import font_families, pdf_printer; from tests.pages_made import pages;"
        f"assert font_families(); pdf_printer()(pages(['工月日']), Path({str(tmp_path / 'a.pdf')!r}), '报告')"
    )
    environment = {**os.environ, "LC_ALL": "C", "DISPLAY": ":nowhere", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert lines_of((tmp_path / "a.pdf").read_bytes()) == ["工月日"]


def test_families_are_those_installed(qapp: Any) -> None:
    assert set(font_families()) == set(QFontDatabase.families())


def test_size_does_not_grow_with_repetition(qapp: Any) -> None:
    few, many = (len(pdf_of(pages([SAME_GLYPHS[0]] * 22 * count), "一")) for count in (1, 11))
    assert many < few + 10 * 2500, "bytes of a further page"


def test_pages_keep_their_order(qapp: Any) -> None:
    several: tuple[Page, ...] = pages([f"第{at:03d}行" for at in range(66)]).pages
    data = pdf_of(Pages(several), "顺序")
    assert [lines_of(data, index)[0] for index in range(3)] == ["第000行", "第022行", "第044行"]
