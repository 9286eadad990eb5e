"""What a house draws at its head, on our pages and on LibreOffice's: the same places to the millimetre."""

from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.pages import Page, PageSetter
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.learning import learn_bytes
from core.workflows.layouts.usage import load_usable
from tests.core.drawn_made import TWIPS, anchored, drawn, inline, outline, picture, place, png, shape
from tests.finished.heads import LINE_HEAD
from tests.finished.report import House, finished, usual_looks
from tests.word.office import MILLIMETRE, convert

pytestmark = pytest.mark.word
NEAR = 1.0
LOOK = (
    '<w:rPr><w:rFonts w:ascii="Noto Sans CJK SC" w:hAnsi="Noto Sans CJK SC" w:eastAsia="Noto Sans CJK SC"/>'
    '<w:color w:val="FF0000"/><w:sz w:val="44"/></w:rPr>'
)
NAME = (
    '<w:p><w:pPr><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
    f"<w:r>{LOOK}<w:t>青禾县档案馆文件</w:t></w:r></w:p>"
)
BARE = '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
BOX = anchored(
    shape("rect", (140, 20), outline(1), NAME, BARE), (140, 20), place("H", "page", "center"), place("V", "page", 45.0)
)
LINE = anchored(shape("line", (156, 0), outline(3)), (156, 0), place("H", "margin", 0.0), place("V", "paragraph", 4.0))
HEADS = {"vml": LINE_HEAD, "drawn": drawn(BOX) + drawn(LINE) + "<w:p/>"}


def learned(head: str) -> bytes:
    """The layout that a finished report with this head shows."""
    return learn_bytes("材料.docx", finished(House(usual_looks(), head=head))).value.layout


def both(layout: bytes, folder: Path) -> tuple[Page, Any]:
    """The first page of next year's report, by us and by LibreOffice."""
    draft = draft_of(recognise_report("今年.docx", finished(House(usual_looks()), 2023)).value.document)
    compiled = load_usable(layout)
    path = folder / "今年.docx"
    path.write_bytes(write_word(draft, compiled, False, "k").value)
    with pdfplumber.open(convert([path], "pdf", folder)[0]) as pdf:
        theirs = pdf.pages[0]
        _ = theirs.objects
    return PageSetter(compiled).set(draft, False).pages[0], theirs


def our_edges(page: Page) -> list[tuple[float, ...]]:
    """What is ruled on our page, in millimetres."""
    return sorted(tuple(each / TWIPS for each in (rule.x, rule.y, rule.x2, rule.y2)) for rule in page.rules)


def their_edges(page: Any) -> list[tuple[float, ...]]:
    """What is stroked on their page: lines as they are, boxes edge by edge."""
    found = []
    for each in (*page.lines, *page.curves, *page.rects):
        left, top, right, bottom = (each[side] / MILLIMETRE for side in ("x0", "top", "x1", "bottom"))
        is_line = right - left < NEAR or bottom - top < NEAR
        edges = (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        )
        found += [(left, top, right, bottom)] if is_line else list(edges)
    return sorted(found)


@pytest.mark.parametrize("head", HEADS)
def test_a_learned_head_is_drawn_where_libreoffice_draws_it(head: str, tmp_path: Path) -> None:
    ours, theirs = both(learned(HEADS[head]), tmp_path)
    theirs_found = their_edges(theirs)
    assert our_edges(ours)
    for edge in our_edges(ours):
        assert any(all(abs(a - b) < NEAR for a, b in zip(edge, other, strict=True)) for other in theirs_found)


def test_the_name_in_a_box_stands_where_libreoffice_has_it(tmp_path: Path) -> None:
    ours, theirs = both(learned(HEADS["drawn"]), tmp_path)
    (placed,) = [each for each in ours.lines if "青禾县档案馆文件" in "".join(s.text for s in each.line.stretches)]
    (first,) = [each for each in theirs.chars if each["text"] == "青"][:1]
    assert abs((placed.x + placed.line.stretches[0].x) / TWIPS - first["x0"] / MILLIMETRE) < NEAR
    assert placed.y / TWIPS - NEAR < first["top"] / MILLIMETRE < (placed.y + placed.line.height) / TWIPS


def test_a_logo_is_in_the_pdf(qapp: Any, tmp_path: Path) -> None:
    from core.typesetting.paginate import lay_out
    from core.word.pages.reading import read_file
    from gui.printing.pages import write_pdf
    from tests.core.sheets_made import LINKS, PACKAGE_LINKS, SECTION, file

    links = f'<Relationships xmlns="{PACKAGE_LINKS}"><Relationship Id="rId9" Type="{LINKS}/image" Target="logo.png"/></Relationships>'
    parts: dict[str, Any] = {"_rels/document.xml.rels": links, "logo.png": png(40, 30)}
    data = file(drawn(inline(picture("rId9", (40, 30)), (40, 30))) + SECTION, parts=parts)
    write_pdf(lay_out(read_file(data)), tmp_path / "logo.pdf", "标")
    with pdfplumber.open(tmp_path / "logo.pdf") as pdf:
        (image,) = pdf.pages[0].images
    assert (image["x1"] - image["x0"]) / MILLIMETRE == pytest.approx(40, abs=NEAR)
    assert (image["bottom"] - image["top"]) / MILLIMETRE == pytest.approx(30, abs=NEAR)
