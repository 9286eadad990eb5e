"""Spreadsheets that mean harm, are broken, or are something else: refused with a sentence, or read without harm."""

import io
import random
import re
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core import sheet_package as safe
from core.collection.read import read_sheet
from core.errors import BadInput
from core.sheet_package import safe_package
from core.workflows.messages import sentences
from tests.builders import make_draft
from tests.filled import back, filled, sheets_of, with_units

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BOMB = "<!DOCTYPE s [" + '<!ENTITY a "ha">' + '<!ENTITY b "&a;&a;&a;&a;">' + "]>"


@pytest.fixture(scope="module")
def good() -> bytes:
    draft = with_units(make_draft("body |选派{**}名干部，举办{48}期。"), {"f1": "名", "f2": "期"})
    return as_excel_does(filled(sheets_of(draft)[0], {0: 12}))


def as_excel_does(data: bytes) -> bytes:
    """The package with its texts in a part of their own, as Excel and WPS write them."""
    texts: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    def change(name: str, part: bytes) -> bytes:
        if name.startswith("xl/worksheets"):
            part = re.sub(rb't="inlineStr"><is>(.*?)</is>', share, part)
        kind = b"officedocument.spreadsheetml.sharedStrings+xml"
        override = (
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-%s"/>' % kind
        )
        return part.replace(b"</Types>", override + b"</Types>")

    data = repacked(data, change)
    name_space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="%s">' % name_space + b"".join(b"<si>%s</si>" % text for text in texts) + b"</sst>"
    return repacked(data, unchanged, (STRINGS, strings))


def repacked(data: bytes, change: Callable[[str, bytes], bytes], *added: tuple[str, bytes]) -> bytes:
    """The package with its parts changed and others added."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in added:
            new.writestr(name, part)
    return target.getvalue()


def in_part(part: str, before: bytes, after: bytes) -> Callable[[str, bytes], bytes]:
    """A change of one part; the test is worth nothing if there is nothing to change."""

    def change(name: str, data: bytes) -> bytes:
        assert name != part or before in data
        return data.replace(before, after, 1) if name == part else data

    return change


def unchanged(name: str, data: bytes) -> bytes:
    return data


def code_of(data: bytes) -> str:
    """The code with which the file is refused."""
    with pytest.raises(BadInput) as caught:
        read_sheet("表.xlsx", data)
    return caught.value.code


def outcome(data: bytes) -> str:
    """Empty for a file that is read, else the code with which it is refused."""
    try:
        back(data)
    except BadInput as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "collect_old_format"),
        (b"id,value\n1,2\n", "collect_not_sheet"),
        (b"PK\x03\x04 and nothing else", "package_damaged"),
        (b"", "collect_not_sheet"),
    ],
    ids=["old", "csv", "cut", "empty"],
)
def test_what_is_no_spreadsheet_is_told_as_such(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_word_file_is_no_collection_sheet() -> None:
    with ZipFile(target := io.BytesIO(), "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    assert code_of(target.getvalue()) == "collect_damaged"


def test_a_spreadsheet_of_other_origin_is_told_as_such(good: bytes) -> None:
    assert code_of(repacked(good, in_part(STRINGS, b"nigao:value", b"other"))) == "collect_foreign"


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_never_expanded(good: bytes, part: str) -> None:
    def declare(name: str, data: bytes) -> bytes:
        return data if name != part else BOMB.encode() + data[data.find(b"?>") + 2 if data[:5] == b"<?xml" else 0 :]

    assert code_of(repacked(good, declare)) == "package_unsafe"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-7", "cp037"])
def test_entities_in_another_encoding_are_seen(good: bytes, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}<sst>&b;</sst>'
    bomb = text.encode("ascii" if encoding == "utf-7" else encoding)
    code = code_of(repacked(good, lambda name, data: bomb if name == STRINGS else data))
    assert code in ("package_unsafe", "collect_damaged")


def test_a_part_that_unfolds_too_far_is_refused(good: bytes) -> None:
    bomb = b"<sst>" + b" " * (safe.LARGEST_PART + 1) + b"</sst>"
    assert code_of(repacked(good, lambda name, data: bomb if name == STRINGS else data)) == "package_too_large"


def test_many_parts_that_unfold_too_far_together_are_refused(good: bytes) -> None:
    parts = [(f"xl/worksheets/more{number}.xml", b" " * (safe.LARGEST_PART - 9)) for number in range(4)]
    assert code_of(repacked(good, unchanged, *parts)) == "sheet_too_large"


def test_too_many_cells_are_refused(good: bytes) -> None:
    flood = b"<c/>" * (safe.MOST_MARKS + 1)
    assert code_of(repacked(good, in_part(SHEET, b"</sheetData>", flood + b"</sheetData>"))) == "sheet_too_large"


@pytest.mark.parametrize(
    "row",
    ['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<row r="4900"><c r="XFD4900"><v>1</v></c></row>'],
)
def test_a_cell_at_the_end_of_the_world_costs_nothing(good: bytes, row: str) -> None:
    data = repacked(good, in_part(SHEET, b"</sheetData>", row.encode() + b"</sheetData>"))
    assert back(data).rows == back(good).rows


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(good: bytes) -> None:
    def claim(name: str, data: bytes) -> bytes:
        return data.replace(b'<dimension ref="A1:K8"', b'<dimension ref="A1:XFD1048576"') if name == SHEET else data

    assert back(repacked(good, claim)).rows == back(good).rows


def test_macros_links_and_pictures_are_never_looked_at(good: bytes) -> None:
    extras = (
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/media/image1.png",
        "xl/drawings/drawing1.xml",
    )
    data = repacked(good, unchanged, *((name, b"\xff not even XML <!DOCTYPE") for name in extras))
    assert not set(extras) & set(ZipFile(io.BytesIO(safe_package(data))).namelist())
    assert back(data) == back(good)


def test_a_twin_of_a_part_is_not_read_unseen(good: bytes) -> None:
    data = repacked(good, unchanged, ("xl/Worksheets/Sheet1.xml", BOMB.encode()))
    assert code_of(data) == "package_unsafe"


@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "1e999", "nan", "-1e308", "99999999999999999999", "1_0", "0x10", "abc"],
    ids=lambda value: value[:20],
)
def test_strange_numbers_do_no_harm(good: bytes, value: str) -> None:
    data = repacked(good, in_part(SHEET, b"<v>12</v>", f"<v>{value}</v>".encode()))
    assert outcome(data) in ("", "collect_damaged")


@pytest.mark.parametrize("index", ["99999", "x"])
def test_a_text_that_is_not_there_is_damage(good: bytes, index: str) -> None:
    data = repacked(good, in_part(SHEET, b't="s"><v>0</v>', f't="s"><v>{index}</v>'.encode()))
    with pytest.raises(BadInput, match=r"collect_damaged|collect_foreign"):
        read_sheet("表.xlsx", data)


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_a_package_damaged_anywhere_is_refused_or_read(good: bytes, part: str) -> None:
    chance = random.Random(part)

    def spoil(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        start = chance.randrange(len(data))
        return (
            data[:start] + bytes(chance.choice(b'<>"/= 09ax') for _ in range(3)) + data[start + chance.randrange(30) :]
        )

    outcomes = {outcome(repacked(good, spoil)) for _ in range(40)}
    assert outcomes <= {"", *sentences()}


def test_a_locked_package_is_told_as_such(good: bytes) -> None:
    data = bytearray(good)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert code_of(bytes(data)) == "package_encrypted"
