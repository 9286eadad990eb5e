"""Word 97-2003 and WPS files: real ones against LibreOffice's text of them, and the structures one by one."""

import re
import struct
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rapidfuzz.distance import Indel

from core.errors import BadInput
from core.readers.binary_word.markup import DocTable, paragraph_format, text_format
from core.readers.binary_word.properties import modifiers
from core.readers.binary_word.styles import numbering_xml
from core.readers.binary_word.transcript import SHAPES, FloatingPictures, anchored, picture_at
from core.workflows.importing.formats import read

CASES = Path(__file__).resolve().parents[4] / "shared" / "import_cases"
REFUSED = {"doc_24": "doc_too_old", "doc_30": "doc_too_old", "doc_31": "doc_too_old"}
GOLD = sorted(CASES.glob("*.libreoffice.txt"))
WHITE = re.compile(r"[\s\ufeff]")

needs_shared = pytest.mark.skipif(not CASES.exists(), reason="../shared/import_cases is missing")


def squeezed(text: str) -> str:
    """The characters that both programs must agree on: no white space."""
    return WHITE.sub("", text)


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    "gold", [path for path in GOLD if path.name[:6] not in REFUSED], ids=lambda path: path.name[:6]
)
def test_the_text_of_a_real_file(gold: Path) -> None:
    source = gold.with_name(gold.name.replace(".libreoffice.txt", ".doc"))
    found = read(source.name, source.read_bytes()).value
    text = squeezed("".join(paragraph.text for paragraph in found.paragraphs))
    assert Indel.normalized_similarity(text, squeezed(gold.read_text("utf-8"))) >= 0.99


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_real_file_that_cannot_be_read(name: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("a.doc", (CASES / f"{name}.doc").read_bytes())
    assert caught.value.code == code


@pytest.mark.shared
@needs_shared
def test_a_file_of_wps_brings_its_tables_and_pictures() -> None:
    found = read("a.wps", (CASES / "wps_00.wps").read_bytes()).value
    assert (len(found.tables), sum(len(each.objects) for each in found.paragraphs)) == (12, 1)


@pytest.mark.shared
@needs_shared
def test_a_page_number_in_a_box_of_a_footer_is_no_drawing_that_is_lost() -> None:
    found = read("a.doc", (CASES / "doc_01.doc").read_bytes())
    assert not [each for each in found.notices if each.code == "doc_drawings_left_out"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x35\x08\x01", {0x0835: b"\x01"}),
        (b"\x43\x4a\x20\x00\x35\x08\x00", {0x4A43: b"\x20\x00", 0x0835: b"\x00"}),
        (b"\x08\xd6\x04\x00\x01\x02\x03\x35\x08\x01", {0xD608: b"\x01\x02\x03", 0x0835: b"\x01"}),
        (b"\x35\x08", {}),
        (b"\x0d\xc6\xff\xff", {}),
    ],
    ids=["toggle", "two", "table definition", "cut off", "length beyond the end"],
)
def test_property_modifiers(data: bytes, found: dict[int, bytes]) -> None:
    assert modifiers(data) == found


@pytest.mark.parametrize(
    ("found", "xml"),
    [
        ({0x0835: b"\x01"}, "<w:b/>"),
        ({0x0835: b"\x00"}, '<w:b w:val="0"/>'),
        ({0x0835: b"\x80"}, ""),
        ({0x0835: b"\x81"}, '<w:b w:val="0"/>'),
        ({0x4A50: b"\x01\x00", 0x4A43: b"\x20\x00"}, '<w:rFonts w:ascii="黑体" w:eastAsia="黑体"/><w:sz w:val="32"/>'),
        ({0x4A50: b"\x09\x00"}, ""),
        ({0x2A48: b"\x01", 0x2A3E: b"\x00"}, '<w:u w:val="none"/><w:vertAlign w:val="superscript"/>'),
    ],
    ids=["on", "off", "as the style", "unlike the style", "font and size", "unknown font", "raised"],
)
def test_looks_of_characters(found: dict[int, bytes], xml: str) -> None:
    assert text_format(found, ("仿宋", "黑体"), lambda _code: True) == xml


def test_looks_of_paragraphs() -> None:
    found = {0x2461: b"\x01", 0x2640: b"\x00", 0x460B: b"\x02\x00", 0x260A: b"\x01"}
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    assert paragraph_format(found) == f'{number}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>'


def definition(edges: list[int], flags: list[int]) -> dict[int, bytes]:
    """The definition of a row: the edges of its cells and the flags of each."""
    places = struct.pack(f"<{len(edges)}h", *edges)
    return {0xD608: bytes([len(flags)]) + places + b"".join(struct.pack("<H18x", flag) for flag in flags)}


def test_joined_cells_of_a_table() -> None:
    table = DocTable()
    for edges, flags in (([0, 1000, 2000], [0, 3 << 5]), ([0, 500, 1000, 2000], [0, 0, 1 << 5])):
        for _ in flags:
            table.add("<w:p/>", True)
        table.close_row(definition(edges, flags))
    xml = table.close()
    assert xml.count("<w:gridCol") == 3
    assert '<w:gridSpan w:val="2"/>' in xml
    assert ('<w:vMerge w:val="restart"/>' in xml, "<w:vMerge/>" in xml) == (True, True)


def test_a_table_without_its_ends_is_a_table() -> None:
    table = DocTable()
    table.add("<w:p/>", False)
    assert table.close().count("<w:tc>") == 1
    assert table.close() == ""


def test_the_levels_of_a_list() -> None:
    words = "第\x00章".encode("utf-16-le")
    level = struct.pack("<iBB", 1, 39, 0) + bytes(18) + bytes(4) + struct.pack("<H", 3) + words
    lists = struct.pack("<H", 1) + struct.pack("<i", 7) + bytes(22) + b"\x01\x00"
    overrides = struct.pack("<I", 1) + struct.pack("<i", 7) + bytes(12) + b"\xff\xff\xff\xff"
    parts = {73: lists, 74: overrides}
    doc: Any = SimpleNamespace(pair=parts.__getitem__, start_of=lambda _number: 0, table=lists + level)
    xml = numbering_xml(doc, ())
    assert '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/>' in xml
    assert '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' in xml


def test_the_font_of_a_bullet() -> None:
    sign, font = "\uf06e".encode("utf-16-le"), struct.pack("<HH", 0x4A4F, 1)
    level = struct.pack("<iBB", 1, 23, 0) + bytes(18) + bytes((len(font), 2, 0, 0)) + bytes(2) + font
    lists = struct.pack("<H", 1) + struct.pack("<i", 7) + bytes(22) + b"\x01\x00"
    parts = {73: lists, 74: b""}
    table = lists + level + struct.pack("<H", 1) + sign
    doc: Any = SimpleNamespace(pair=parts.__getitem__, start_of=lambda _number: 0, table=table)
    xml = numbering_xml(doc, ("宋体", "Wingdings"))
    assert '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06e"/><w:rPr><w:rFonts w:ascii="Wingdings"' in xml


def test_a_picture_keeps_its_bytes() -> None:
    body = bytes(16) + b"\xff" + b"\x89PNG picture"
    blip = struct.pack("<HHI", 0x6E0 << 4, 0xF01E, len(body)) + body
    head = (
        struct.pack("<iHh", 68 + len(blip), 68, 0x64) + bytes(20) + struct.pack("<4H", 1440, 720, 500, 1000) + bytes(32)
    )
    picture = picture_at(head + blip, 0)
    assert picture is not None
    assert (picture.data, picture.ending, picture.width, picture.height) == (b"\x89PNG picture", "png", 720, 720)


@pytest.mark.parametrize("place", [0, 10**9])
def test_no_picture_where_there_is_none(place: int) -> None:
    assert picture_at(bytes(100), place) is None


@pytest.mark.parametrize(
    ("found", "is_ruled"),
    [
        ({}, False),
        ({0xD605: bytes([4, 1, 1, 0]) * 6}, True),
        ({0xD605: bytes([0, 0, 0, 0]) * 6}, False),
        ({0xD613: bytes([0, 0, 0, 0, 4, 1, 0, 0]) * 6}, True),
    ],
    ids=["nothing said", "old borders", "none", "new borders"],
)
def test_lines_of_a_table(found: dict[int, bytes], is_ruled: bool) -> None:
    table = DocTable()
    table.add("<w:p/>", True)
    table.close_row({**definition([0, 1000], [0]), **found})
    assert ("<w:tblBorders>" in table.close()) == is_ruled


def test_a_row_that_says_nothing_has_the_edges_of_its_neighbour() -> None:
    table = DocTable()
    for found in (definition([0, 3000, 6000, 9000], [0, 0, 0]), {}):
        for _ in range(3):
            table.add("<w:p/>", True)
        table.close_row(found)
    xml = table.close()
    assert (xml.count("<w:gridCol"), xml.count("<w:gridSpan")) == (3, 0)


def test_a_picture_cut_off_is_none() -> None:
    packed = zlib.compress(bytes(100_000))[:-20]
    body = bytes(16) + bytes(32) + b"\x00\xfe" + packed
    blip = struct.pack("<HHI", 0x3D4 << 4, 0xF01A, len(body)) + body
    head = struct.pack("<iHh", 68 + len(blip), 68, 0x64) + bytes(60)
    assert picture_at(head + blip, 0) is None


def record(code: int, *content: bytes, version: int = 0xF) -> bytes:
    """A record of a drawing."""
    body = b"".join(content)
    return struct.pack("<HHI", version, code, len(body)) + body


def shape(number: int, *options: tuple[int, int]) -> bytes:
    head = record(0xF00A, struct.pack("<II", number, 0))
    return record(0xF004, head, record(0xF00B, *(struct.pack("<HI", *each) for each in options)))


def drawn(*shapes: bytes, blips: list[bytes]) -> Any:
    """A document with drawings anchored at 7, in the order of their numbers from 1001, and pictures behind byte 1000."""
    stored, main = b"", bytearray(1000)
    for blip in blips:
        stored += record(0xF007, bytes(28), struct.pack("<I", len(main)), bytes(4))
        main += blip
    page = record(0xF002, record(0xF003, *shapes))
    data = record(0xF000, record(0xF001, stored)) + b"\0" + page
    spa = struct.pack("<I4iHI", 1001, 100, 200, 1100, 2200, 0x4000, 0)
    pairs = {50: data, 40: struct.pack("<II", 7, 9) + spa}
    return SimpleNamespace(main=bytes(main), pair=lambda number: pairs[number])


PNG = record(0xF01E, bytes(17), b"\x89PNG one", version=0x6E00)


@pytest.mark.parametrize("options", [[(0x4104, 1)], [(0x0180, 3), (0x4186, 1)]], ids=["picture", "fill"])
def test_a_floating_picture_keeps_its_bytes_and_place(options: list[tuple[int, int]]) -> None:
    doc = drawn(shape(1001, *options), blips=[PNG])
    found = FloatingPictures(doc).picture(1)
    assert (found and found.data, list(FloatingPictures(doc).of(1001))) == (b"\x89PNG one", [1])
    assert [(each.number, each.extent) for each in anchored(doc, SHAPES, 0)[7]] == [(1001, (1000, 2000))]


def test_a_group_shows_the_pictures_in_it() -> None:
    inner = record(0xF003, shape(1001), shape(1002, (0x4104, 2)), shape(1003, (0x4104, 1)))
    found = FloatingPictures(drawn(inner, blips=[PNG, PNG]))
    assert (list(found.of(1001)), found.owner(1003), found.owner(9)) == ([2, 1], 1001, 9)


@pytest.mark.parametrize("number", [0, 2, 10**9])
def test_no_floating_picture_where_there_is_none(number: int) -> None:
    assert FloatingPictures(drawn(shape(1001), blips=[PNG])).picture(number) is None
