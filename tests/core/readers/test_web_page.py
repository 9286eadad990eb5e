"""Web pages: blocks to paragraphs, tables with spans, what is not shown left out."""

import base64

import pytest

from core.errors import BadInput
from core.workflows.importing.formats import read
from tests.core.drawn_made import png


def texts(body: str, encoding: str = "utf-8") -> list[str]:
    """The paragraphs of a page."""
    data = f"<html><head><title>题</title></head><body>{body}</body></html>".encode(encoding)
    return [each.text for each in read("a.doc", data).value.paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲<b>乙</b>\n 丙</p><div>丁<div>戊</div>己</div>", ["甲乙 丙", "丁", "戊", "己"]),
        ("甲<br>乙<script>x</script><p style='display:none'>丙</p>", ["甲\n乙"]),
        ("<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>", ["1.甲", "2.乙", "丙"]),
        ("<table><tr><td><p>甲</p></td></tr></table>", ["甲"]),
        ("<span><p>甲</p></span>乙", ["甲", "乙"]),
        ("<p>4×10<sup>4</sup>m<sup>3</sup>，CO<sub>2</sub></p>", ["4×10⁴m³，CO₂"]),
        ("<p>是<font face=Wingdings>\uf0fe</font><span style='font-family: Wingdings'>\uf0a8</span></p>", ["是☑□"]),
        ("<ol start=3><li><p>甲</p><p>乙</p></li><li></li><li>丙</li></ol>", ["3.甲", "乙", "5.丙"]),
        ("<ol type=a><li>甲<ol><li>乙</li></ol></li><li value=9>丙</li></ol>", ["a.甲", "1.乙", "i.丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li></ol>", ["一、甲"]),
        ("<p>\n <b>\n 甲</b></p><table><tr><td>\n<p>\n乙</p></td><td> 丙</td></tr></table>", ["甲", "乙", "丙"]),
        ("<p>甲<span style='float: left'><p>乙</p></span>丙</p>", ["甲丙", "乙"]),
        ("<p>\x01甲&#2;</p>\x03乙<p>丙</p>&#4;丁", ["甲", "乙", "丙", "丁"]),
    ],
)
def test_the_text_of(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_page_in_gbk_under_the_name_of_a_word_file() -> None:
    assert texts("<p>全年工作总结和下一步的打算</p>", "gb18030") == ["全年工作总结和下一步的打算"]


def test_a_page_in_one_file() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+QUI8L3A+\r\n"
    assert [each.text for each in read("a.mht", data).value.paragraphs] == ["AB"]


def test_a_table_with_spans_and_a_heading() -> None:
    rows = "<tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr>"
    document = read("a.html", f"<html><h2>总体</h2><table>{rows}</table></html>".encode()).value
    look = document.paragraphs[0].look
    assert look is not None
    assert look.outline_level == 2
    assert [(cell.column, cell.rows) for cell in document.tables[0].table.cells] == [("c1", 2), ("c2", 1), ("c2", 1)]


def test_pictures_are_told() -> None:
    notices = read("a.html", "<html><p>甲<img src='http://x/y.png'></p></html>".encode()).notices
    assert [(each.code, each.count) for each in notices] == [("web_page_pictures_left_out", 1)]


@pytest.mark.parametrize(
    ("head", "is_page"),
    [
        (
            "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E6=80=BB?=\r\n =?utf-8?Q?=E7=BB=93?=\r\nMIME-Version: 1.0",
            True,
        ),
        ("Content-Type: text/html\nmime-version: 1.0", True),
        ("From: A\nSubject: B", False),
        ("关于MIME-Version: 的说明", False),
    ],
    ids=["browser", "type first", "no version", "a text"],
)
def test_a_page_that_a_browser_saved_in_one_file(head: str, is_page: bool) -> None:
    end = "" if head.startswith("Content") else "\nContent-Type: text/html;\n charset=utf-8" * is_page
    found = read("a.mhtml", f"{head}{end}\n\n<p>甲<b>乙</b></p>\n".encode()).value.paragraphs
    assert ([each.text for each in found] == ["甲乙"]) is is_page


PNG = png(120, 80)
PICTURE = base64.b64encode(PNG).decode()
JPEG = b"\xff\xd8\xff\xe0\x00\x06JFIF\xff\xc0\x00\x11\x08\x00\x32\x00\xc8\x03"
"""As far as the size of 200 by 50 pixels."""


@pytest.mark.parametrize(
    ("said", "size"),
    [("", (120, 80)), ("width=60", (60, 40)), ("height='40px'", (60, 40)), ("width=9 style='width:3in'", (288, 192))],
)
def test_a_picture_in_its_address_is_kept_at_its_size(said: str, size: tuple[int, int]) -> None:
    found = read("a.html", f"<html><p>甲<img {said} src='data:image/png;base64,{PICTURE}'></p></html>".encode())
    (shown,) = found.value.paragraphs[0].objects
    assert (shown.width // 9525, shown.height // 9525, found.value.media[shown.parts[0].media]) == (*size, PNG)
    assert [each.code for each in found.notices] == ["word_picture_kept"]


def test_pictures_in_other_parts_of_the_file_are_kept() -> None:
    page = "<p>甲<img src='b.png'>乙<img src='cid:c@d'></p><p><img src='https://far/b.png'><img src='data:,x'></p>"
    parts = [
        b"Content-Type: text/html; charset=utf-8\nContent-Location: file:///C:/a/p.htm\n\n" + page.encode(),
        b"Content-Location: file:///C:/a/b.png\nContent-Transfer-Encoding: base64\n\n" + PICTURE.encode(),
        b"Content-ID: <c@d>\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(JPEG),
    ]
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=-x\n"
    found = read("a.mht", head + b"".join(b"\n---x\n" + each for each in parts) + b"\n---x--\n")
    shown = [(each.offset, each.width // 9525, each.height // 9525) for each in found.value.paragraphs[0].objects]
    assert shown == [(1, 120, 80), (2, 200, 50)]
    assert ("web_page_pictures_left_out", 2) in [(each.code, each.count) for each in found.notices]


@pytest.mark.parametrize("data", [PNG[:20], JPEG[:-4], b"GIF89a\x01\x00\x01\x00", b"BM", b"<svg/>"], ids=range(5))
def test_what_is_no_whole_picture_is_told(data: bytes) -> None:
    page = f"<html><p>甲<img src='data:image/png;base64,{base64.b64encode(data).decode()}'></p></html>"
    assert [each.code for each in read("a.html", page.encode()).notices] == ["web_page_pictures_left_out"]


def test_hidden_and_deleted_words_are_told() -> None:
    notices = read(
        "a.html", "<html><p>甲<del>乙</del><span style='display: none'>丙</span></p></html>".encode()
    ).notices
    assert [(each.code, each.count) for each in notices] == [("web_page_hidden_left_out", 2)]


def test_a_deep_page_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        read("a.html", b"<html>" + b"<div>" * 3_000 + b"A")
    assert caught.value.code == "package_too_deep"


def test_cells_that_reach_over_more_rows_than_any_report_has_are_refused() -> None:
    page = "<html><body><table>" + "<tr><td colspan=50 rowspan=1000>x" * 400
    with pytest.raises(BadInput) as caught:
        read("a.html", page.encode())
    assert caught.value.code == "too_many_cells"


LINKS = "<a name={0} href='#{1}'>{2}</a>"


@pytest.mark.parametrize("note", ["<div id=n><p>{}来源。</p></div>", "<hr><p>{}来源。</p>"])
def test_links_to_each_other_with_one_mark_are_a_note(note: str) -> None:
    mark, back = LINKS.format("m", "n", "<sup>[1]</sup>"), LINKS.format("n", "m", "[1]")
    found = read("a.html", f"<html><p>绿地22万平方米{mark}，好。</p>{note.format(back)}".encode()).value.paragraphs
    assert [(each.text, each.objects[0].kind) for each in found] == [
        ("绿地22万平方米，好。", "footnote"),
        ("来源。", "footnote_text"),
    ]


@pytest.mark.parametrize(("name", "mark"), [("t", "第一章"), ("other", "1")])
def test_other_links_to_each_other_are_text(name: str, mark: str) -> None:
    page = f"<p>{LINKS.format('t', 'h', mark)}</p><h1>{LINKS.format('h', name, mark)}甲</h1>"
    assert texts(page) == [mark, f"{mark}甲"]


def test_a_note_whose_mark_stands_alone_is_not_lost() -> None:
    page = f"<p>{LINKS.format('t', 'h', '1')}</p><p>{LINKS.format('h', 't', '1')}甲</p>"
    assert "甲" in texts(page)


def test_the_header_that_an_office_program_saves_is_no_text() -> None:
    page = "<html><body><div title=header><p>内部资料</p></div><p>甲</p></body></html>"
    found = read("a.html", page.encode()).value
    assert ([each.text for each in found.paragraphs], found.margins) == (["甲"], (("内部资料",), ()))


def test_looks_that_a_style_sheet_in_an_element_names() -> None:
    page = "<html><p>甲<span style='font-weight: 700; vertical-align: super'>乙</span><s>500</s></p></html>"
    found = read("a.html", page.encode()).value.paragraphs[0].emphasis
    assert [each.looks for each in found] == [("bold", "superscript"), ("struck",)]


def test_dots_are_emphasis_and_what_is_said_of_other_scripts_is_none() -> None:
    body = "<html><p>抓<span style='text-emphasis:filled dot'>重点</span>，<span style='mso-bidi-font-weight:bold'>照办</span></p></html>"
    (paragraph,) = read("a.html", body.encode()).value.paragraphs
    assert [(each.start, each.end, each.looks) for each in paragraph.emphasis] == [(1, 3, ("dotted",))]
