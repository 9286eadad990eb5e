"""Files that are not what they say, or not safe: one code each, before anything large is unpacked."""

import io
import tracemalloc
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from core.errors import BadInput
from core.limits import MOST_CHARACTERS, MOST_PARAGRAPHS
from core.package import LARGEST_XML, MOST_PARTS, MOST_XML_MARKS, Package, open_package, parse_xml
from core.workflows.importing.formats import read
from core.workflows.messages import sentence
from tests.builders_docx import TRANSITIONAL, docx, p, r

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def with_part(name: str, data: bytes | str, compression: int = ZIP_DEFLATED) -> bytes:
    """A zip file with one part."""
    with ZipFile(target := io.BytesIO(), "w", compression) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def document(inside: str, head: str = "") -> bytes:
    """A package whose main part is given whole."""
    return with_part(
        "word/document.xml", f'{head}<w:document xmlns:w="{TRANSITIONAL}"><w:body>{inside}</w:body></w:document>'
    )


def many_parts() -> bytes:
    """A document with thousands of entries."""
    with ZipFile(target := io.BytesIO(), "w") as archive:
        for number in range(5000):
            archive.writestr(f"word/{number}.xml", b"")
    return target.getvalue()


def locked_part() -> bytes:
    """A zip file whose entries claim a password."""
    data = bytearray(docx(p("甲")))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(header)
        while start >= 0:
            data[start + flags] |= 1
            start = data.find(header, start + 4)
    return bytes(data)


def damaged_part() -> bytes:
    """A zip file with a broken byte inside its document."""
    data = bytearray(with_part("word/document.xml", document("x" * 500), ZIP_STORED))
    data[200] ^= 0xFF
    return bytes(data)


CUT_OFF = OLE[:0x1E] + b"\x09\0" + bytes(16) + (60).to_bytes(4, "little") + bytes(9_000)
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: b"", "input_empty", id="empty file"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "format_image", id="png"),
        pytest.param(lambda: b"\xff\xd8\xff\xe0" + bytes(99), "format_image", id="jpeg"),
        pytest.param(lambda: b"GIF89a" + bytes(99), "format_image", id="gif"),
        pytest.param(lambda: b"%PDF-1.7\n", "pdf_damaged", id="broken pdf"),
        pytest.param(lambda: b"Rar!\x1a\x07\x00", "format_archive", id="rar"),
        pytest.param(lambda: b"SQLite format 3\x00", "format_draft", id="draft"),
        pytest.param(lambda: b"MIME-Version: 1.0\r\n\r\n", "format_web_page", id="no page"),
        pytest.param(lambda: b"<?xml version='1.0'?><a/>", "format_xml", id="xml"),
        pytest.param(lambda: OLE + "EncryptedPackage\0".encode("utf-16-le"), "word_encrypted", id="encrypted docx"),
        pytest.param(lambda: OLE + "WordDocument\0".encode("utf-16-le"), "doc_damaged", id="doc"),
        pytest.param(lambda: OLE + "Workbook\0".encode("utf-16-le"), "sheet_damaged", id="xls"),
        pytest.param(lambda: OLE + "PowerPoint Document\0".encode("utf-16-le"), "format_slides", id="ppt"),
        pytest.param(lambda: OLE + "MatOST\0".encode("utf-16-le"), "format_works", id="Works"),
        pytest.param(lambda: OLE, "format_unknown", id="other container"),
        pytest.param(lambda: CUT_OFF, "file_cut_off", id="container cut off before its directory"),
        pytest.param(lambda: b"%TSD-Header-###%" + bytes(99), "format_sealed", id="sealed"),
        pytest.param(lambda: b"b\x14#e\x3f\x00E-SafeNet\x00LOCK" + bytes(99), "format_sealed", id="sealed otherwise"),
        pytest.param(lambda: bytes(9) + b"E-SafeNet" + bytes(99), "format_sealed", id="sealed behind other bytes"),
        pytest.param(lambda: b"SCDSA002" + bytes(99), "format_sealed", id="sealed abroad"),
        pytest.param(lambda: b"MZ\x90\x00" + bytes(99), "format_program", id="program"),
        pytest.param(lambda: b"BM\x36\x00" + bytes(99), "format_image", id="bmp"),
        pytest.param(lambda: b"MIME-Version: 1.0\r\n", "format_web_page", id="web page in one file"),
        pytest.param(lambda: with_part("xl/workbook.xml", "<a/>"), "sheet_damaged", id="xlsx"),
        pytest.param(lambda: with_part("xl/workbook.bin", "a"), "format_spreadsheet", id="xlsb"),
        pytest.param(lambda: with_part("xl/workbook.xml", " " * 9_000_000), "package_too_large", id="huge xlsx"),
        pytest.param(lambda: with_part("ppt/presentation.xml", "<a/>"), "format_slides", id="pptx"),
        pytest.param(lambda: with_part("OFD.xml", "<a/>"), "ofd_damaged", id="ofd"),
        pytest.param(lambda: with_part("content.xml", "<a/>"), "format_odt", id="odf"),
        pytest.param(lambda: with_part("总结.txt", "正文"), "format_archive", id="zip"),
        pytest.param(lambda: with_part("word/styles.xml", "<a/>"), "word_no_document", id="no document"),
        pytest.param(lambda: docx(p("甲"))[:300], "package_damaged", id="truncated zip"),
        pytest.param(lambda: docx(p("甲"))[-300:], "package_damaged", id="beheaded zip"),
        pytest.param(damaged_part, "package_damaged", id="broken byte"),
        pytest.param(locked_part, "package_encrypted", id="password"),
        pytest.param(many_parts, "package_too_many_parts", id="thousands of entries"),
        pytest.param(lambda: document(p(r(" " * (LARGEST_XML + 1)))), "package_too_large", id="huge text"),
        pytest.param(lambda: document("<w:p/>" * MOST_XML_MARKS), "package_too_large", id="millions of tags"),
        pytest.param(lambda: document("<w:p/>" * (MOST_PARAGRAPHS + 2)), "text_too_long", id="endless paragraphs"),
        pytest.param(lambda: document(p("长" * (MOST_CHARACTERS + 1))), "text_too_long", id="endless text"),
        pytest.param(lambda: b"\n" * (MOST_PARAGRAPHS + 1) + b"a", "text_too_long", id="endless lines"),
        pytest.param(lambda: b"a" * 50_000_000, "text_too_long", id="50 MB on one line"),
        pytest.param(lambda: document("<w:p>" * 300 + "</w:p>" * 300), "package_too_deep", id="deep nesting"),
        pytest.param(lambda: document(p("&b;")), "package_damaged", id="unknown entity"),
        pytest.param(lambda: document(p("&c;"), BOMB), "package_unsafe", id="entity bomb"),
        pytest.param(lambda: document(p("&x;"), OUTSIDE), "package_unsafe", id="external entity"),
    ],
)
def test_unusable_files_have_their_own_sentence(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("材料.docx", make())
    assert caught.value.code == code
    assert sentence(caught.value).endswith(("。", "！"))


LOCK = b"\x05clerk" + bytes(49) + "张文秘".encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize("name", ["~$年总结.docx", ".~年总结.docx", ".~lock.总结.docx#"])
def test_a_lock_file_is_told_as_one(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(name, LOCK)
    assert caught.value.code == "format_lock_file"


def test_a_report_whose_name_begins_like_a_lock_file_is_read() -> None:
    assert read("~$总结.docx", docx(p("甲"))).value.paragraphs[0].text == "甲"


@pytest.mark.parametrize("text", ["BM公司2022年工作总结", "MZ街道情况", "E-SafeNet系统运行良好"])
def test_a_text_that_begins_like_something_else_is_read(text: str) -> None:
    assert read("总结.txt", text.encode()).value.paragraphs[0].text == text


def test_a_document_type_in_utf_16_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        parse_xml(f"{BOMB}<a>&c;</a>".encode("utf-16"))
    assert caught.value.code == "package_unsafe"


def test_a_file_that_is_no_text_but_called_docx_is_damaged() -> None:
    with pytest.raises(BadInput) as caught:
        read("材料.DOCX", bytes(range(1, 9)) * 100)
    assert caught.value.code == "package_damaged"


def test_a_file_that_is_no_text_says_so() -> None:
    with pytest.raises(BadInput) as caught:
        read("材料.txt", bytes(range(1, 9)) * 100)
    assert caught.value.code == "text_not_text"


def test_content_counts_and_not_the_name() -> None:
    assert read("材料.txt", docx(p("甲"))).value.paragraphs[0].text == "甲"
    assert read("材料.docx", "乙".encode()).value.paragraphs[0].text == "乙"


def test_a_false_size_in_the_directory_does_not_open_the_gate() -> None:
    data = bytearray(with_part("word/document.xml", b"<a>" + b" " * 5_000_000 + b"</a>"))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadInput) as caught:
        Package(bytes(data)).read("word/document.xml")
    assert caught.value.code == "package_damaged"


def test_a_bomb_is_unpacked_only_up_to_the_limit() -> None:
    data = with_part("word/document.xml", bytes(4 * LARGEST_XML))
    tracemalloc.start()
    with pytest.raises(BadInput):
        Package(data).xml("word/document.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * LARGEST_XML


def test_names_are_found_whatever_their_case_and_slashes() -> None:
    package = Package(with_part("Word\\Document.xml", "<a/>"))
    assert package.has("word/document.xml")
    assert package.read("/word/document.xml") == b"<a/>"


def test_a_missing_part_is_empty() -> None:
    package = Package(with_part("a.xml", "<a/>"))
    assert (package.read("b.xml"), package.xml("b.xml"), package.related("", "styles")) == (b"", None, "")


def test_all_parts_come_with_their_names() -> None:
    assert open_package(with_part("word/a.xml", "<a/>")) == {"word/a.xml": b"<a/>"}


def test_a_file_with_many_pictures_is_no_bomb() -> None:
    with ZipFile(target := io.BytesIO(), "w") as archive:
        for number in range(MOST_PARTS - 1):
            archive.writestr(f"word/media/{number}.png", b"")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{p("甲")}</w:body></w:document>'
        )
    assert read("材料.docx", target.getvalue()).value.paragraphs[0].text == "甲"


UNSEEN = "\u200b\ufeff\u00ad\u202a\u202e\u2066\u2069"


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_taken_out_and_told_once(sign: str) -> None:
    found = read("总结.txt", f"全年检查1{sign}2次，{sign}\n\n培训3次。{sign}".encode())
    (notice,) = [notice for notice in found.notices if notice.code == "text_unseen_left_out"]
    assert [each.text for each in found.value.paragraphs] == ["全年检查12次，", "", "培训3次。"]
    assert (notice.kind, notice.count, notice.places) == ("symbol", 3, (1, 3))


def test_a_lead_stays_where_it_was_when_signs_before_it_go() -> None:
    data = docx(p(r("一\u200b是抓学习。", "<w:b/>") + r("全年开展培训十二次。")))
    (paragraph,) = read("总结.docx", data).value.paragraphs
    assert paragraph.look is not None
    assert paragraph.text[: paragraph.look.lead] == "一是抓学习。"


def test_marks_of_direction_stay_beside_a_script_that_needs_them() -> None:
    assert (
        read("稿.txt", "姓名\u202b\u0627\u0628\u202c等".encode()).value.paragraphs[0].text
        == "姓名\u202b\u0627\u0628\u202c等"
    )
