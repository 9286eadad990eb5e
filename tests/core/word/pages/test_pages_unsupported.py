"""What the pages of a layout leave out is told once, in one sentence, wherever somebody may miss it."""

from pathlib import Path
from typing import Literal

import pytest

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.word.pages.drawings import usable_picture
from core.word.pages.unsupported import unsupported_in
from core.workflows.exporting.export import export_pdf
from core.workflows.exporting.options import ExportOptions
from core.workflows.exporting.unsupported import not_shown
from core.workflows.layouts.check import check_layout, message
from core.workflows.layouts.files import layouts
from core.workflows.messages import sentence
from tests.core.drawn_made import anchored, drawn, inline, outline, picture, place, shape
from tests.core.sheets_made import main_part, part
from tests.word_files import layout_file, p

ACROSS, DOWN = place("H", "column", 0.0), place("V", "paragraph", 0.0)
SEAL = shape("rect", (40, 30), outline())
STAR = anchored(shape("star5", (9, 9), outline()), (9, 9), ACROSS, DOWN)
LINE = anchored(shape("line", (9, 0), outline()), (9, 0), ACROSS, DOWN)
GRAPHIC = '<w:drawing><wp:inline><a:graphic><a:graphicData><{0} xmlns:{1}="{2}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
URI = "http://schemas.openxmlformats.org/drawingml/2006"
CHART, DIAGRAM = GRAPHIC.format("c:chart", "c", f"{URI}/chart"), GRAPHIC.format("d:relIds", "d", f"{URI}/diagram")
OBJECT = '<w:object><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rId9"/></v:shape><o:OLEObject/></w:object>'
FORMULA = "http://schemas.openxmlformats.org/officeDocument/2006/math"
BODY = "{% for 段 in 各段 %}{{ 段.正文 }}{% endfor %}"


def unsupported(body: str) -> tuple[str, ...]:
    return unsupported_in({"word/document.xml": main_part(body).encode()})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (drawn(LINE), ()),
        (drawn(STAR) * 2, ("特殊形状",)),
        (drawn(anchored(SEAL, (40, 30), ACROSS, DOWN, "wrapSquare")), ("文字绕图的排法",)),
        (drawn(anchored(SEAL, (150, 30), ACROSS, DOWN, "wrapSquare")), ()),
        (drawn(anchored(SEAL, (40, 30), ACROSS, DOWN, "wrapTopAndBottom")), ()),
        (drawn(CHART), ("图表",)),
        (drawn(DIAGRAM), ("SmartArt",)),
        (drawn(inline(picture("rId9", (9, 9)), (9, 9))), ("不是 PNG、JPEG、GIF、BMP 或者太大的图片",)),
        (drawn("<w:object><o:OLEObject/></w:object>"), ("嵌入对象",)),
        (drawn(OBJECT), ("嵌入对象",)),
        (drawn('<w:pict><v:shape type="#_x0000_t136"><v:textpath string="字"/></v:shape></w:pict>'), ("艺术字",)),
        (f'<w:p><m:oMath xmlns:m="{FORMULA}"/></w:p>', ("公式",)),
        ('<w:p/><w:sectPr><w:cols w:num="2"/></w:sectPr>', ("分栏",)),
        ('<w:p/><w:sectPr><w:cols w:space="720"/></w:sectPr>', ()),
    ],
)
def test_what_pages_leave_out(body: str, expected: tuple[str, ...]) -> None:
    assert unsupported(body) == expected


def test_headers_are_looked_at_and_broken_parts_are_not() -> None:
    assert unsupported_in({"word/header1.xml": part("hdr", drawn(STAR)).encode()}) == ("特殊形状",)
    assert unsupported_in({"word/document.xml": b"<w:drawing"}) == ()


@pytest.mark.parametrize("name", sorted(layouts()))
def test_of_the_programs_own_layouts_everything_is_shown(name: str) -> None:
    assert not_shown(layouts()[name].read_bytes(), "pdf_not_shown") == ()


def test_checking_a_layout_tells_of_it() -> None:
    data = layout_file(p(BODY), drawn(STAR))
    (found,) = [finding for finding in check_layout(data) if finding.code == "layout_not_shown"]
    assert "特殊形状" in message(found)


def test_a_pdf_without_it_is_told_of(tmp_path: Path) -> None:
    layout = tmp_path / "自用.docx"
    layout.write_bytes(layout_file(p(BODY), drawn(STAR), drawn(CHART)))
    draft = Draft(Identity("总结", 2023, ""), (Element("e1", Role.BODY, "正文。"),))
    done = export_pdf(draft, tmp_path / "稿.pdf", ExportOptions(str(layout)), lambda *_: True)
    (told,) = [notice for notice in done.notices if notice.code == "pdf_not_shown"]
    assert "特殊形状、图表" in sentence(told)


def test_what_no_file_is_lacks_nothing() -> None:
    assert not_shown(b"PK", "pdf_not_shown") == ()


GIF_HEAD = b"GIF89a"
BMP_HEAD = b"BM" + bytes(12) + b"\x28\0\0\0"
PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08"


def sized(head: bytes, width: int, height: int) -> bytes:
    """The beginning of a picture file with these pixels; a JPEG file names the height first."""
    first, second = (height, width) if head is JPEG_HEAD else (width, height)
    length = 4 if head in (PNG_HEAD, BMP_HEAD) else 2
    order: Literal["little", "big"] = "little" if head in (GIF_HEAD, BMP_HEAD) else "big"
    return head + first.to_bytes(length, order) + second.to_bytes(length, order) + b"\x08\x02"


@pytest.mark.parametrize("head", [PNG_HEAD, JPEG_HEAD, GIF_HEAD, BMP_HEAD], ids=["png", "jpeg", "gif", "bmp"])
@pytest.mark.parametrize(("size", "is_shown"), [((8000, 5000), True), ((60000, 60000), False), ((0, 9), False)])
def test_a_picture_of_too_many_pixels_is_told(head: bytes, size: tuple[int, int], is_shown: bool) -> None:
    assert bool(usable_picture(sized(head, *size))) is is_shown
