"""What is added behind a PDF: maps to Unicode, the outline, the catalogue."""

import io
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from gui.printing.pdf import Bookmark, Pdf, codes_of, finish, map_of, parents

MAP = b"""1 begincodespacerange
<0000> <FFFF>
endcodespacerange
3 beginbfrange
<0000> <0000> <0000>
<0001> <0003> <5DE5>
<0005> <0006> [<2F49> <0041> ]
endbfrange
endcmap"""


def small_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    target = io.BytesIO()
    target.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    target.write(b"trailer\n<<\n/Size %d\n/Root 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return target.getvalue()


def sample() -> bytes:
    """One page, one font with a map."""
    return small_pdf(
        b"<<\n/Type /Catalog\n/Pages 2 0 R\n>>",
        b"<<\n/Type /Pages\n/Kids [ 3 0 R ]\n/Count 1\n>>",
        b"<<\n/Type /Page\n/Parent 2 0 R\n>>",
        b"<<\n/Type /Font\n/ToUnicode 5 0 R>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(MAP), MAP),
    )


def read(data: bytes) -> PDFDocument:
    """The PDF as an independent reader sees it."""
    return PDFDocument(PDFParser(io.BytesIO(data)))


def outline_of(data: bytes) -> Any:
    """The root of the outline."""
    return read(data).catalog["Outlines"].resolve()


def unchanged(_written: object) -> dict[str, str]:
    return {}


def test_a_map_is_read_in_both_its_forms() -> None:
    assert codes_of(MAP) == {0: "\0", 1: "工", 2: "左", 3: "巧", 5: "⽉", 6: "A"}


@pytest.mark.parametrize("codes", [{}, {1: "工", 7: "𠮷"}, {at: chr(0x4E00 + at) for at in range(1, 450)}])
def test_a_map_is_read_as_it_was_written(codes: dict[int, str]) -> None:
    assert codes_of(map_of(codes)) == codes


def test_no_part_of_a_map_is_longer_than_allowed() -> None:
    source = map_of(dict.fromkeys(range(1, 451), "一"))
    assert [int(line.split()[0]) for line in source.splitlines() if b" beginbfrange" in line] == [
        100,
        100,
        100,
        100,
        50,
    ]


def test_characters_are_given_their_meaning() -> None:
    done = read(finish(sample(), (), lambda written: {"⽉": "月"} if "⽉" in written else {}))
    assert codes_of(done.getobj(5).get_data())[5] == "月"


def test_what_needs_no_mending_is_left() -> None:
    data = sample()
    assert finish(data, (), unchanged).startswith(data)


def test_an_entry_of_the_outline_leads_to_its_place() -> None:
    entry = outline_of(finish(sample(), [Bookmark(1, "一、工作", 0, 700.5)], unchanged))["First"].resolve()
    assert entry["Title"].decode("utf-16") == "一、工作"
    assert [entry["Dest"][0].objid, *entry["Dest"][2:4]] == [3, 0, 700.5]


def test_the_outline_counts_what_is_below() -> None:
    root = outline_of(finish(sample(), [Bookmark(level, "题", 0, 700.0) for level in (1, 2, 3, 2, 1)], unchanged))
    assert (root["Count"], root["First"].resolve()["Count"]) == (5, 3)


def test_entries_of_one_level_are_linked() -> None:
    root = outline_of(finish(sample(), [Bookmark(1, title, 0, 700.0) for title in "一二三"], unchanged))
    second = root["First"].resolve()["Next"].resolve()
    assert second["Next"].objid == root["Last"].objid
    assert second["Prev"].objid == root["First"].objid


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ((), []),
        ((1, 2, 2, 1, 2), [-1, 0, 0, -1, 3]),
        ((2, 1, 3, 2), [-1, -1, 1, 1]),
        ((1, 3, 2), [-1, 0, 0]),
    ],
)
def test_headings_belong_to_the_nearest_higher_one(levels: tuple[int, ...], found: list[int]) -> None:
    assert parents([Bookmark(level, "题", 0, 0.0) for level in levels]) == found


def test_a_pdf_of_another_make_is_refused() -> None:
    with pytest.raises(ValueError, match="cross references"):
        Pdf(b"%PDF-1.5\ntrailer\n<<\n/Root 1 0 R\n>>\nstartxref\n0\n%%EOF\n")
