"""RTF files: real ones against LibreOffice's text of them, and what each control word does."""

import re
from pathlib import Path

import pytest

from core.errors import BadInput
from core.model.raw import RawDocument
from core.readers.rich_text.tokens import MOST_TOKENS
from core.result import Result
from core.workflows.importing.formats import read

CASES = Path(__file__).resolve().parents[4] / "shared" / "import_cases"
HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}"
    rb"{\f2\fnil\fcharset2 Symbol;}}{\colortbl;\red255\green0\blue0;}"
    rb"{\stylesheet{\s0 Normal;}{\s1\qc\outlinelevel0\b\fs44 heading 1;}{\*\cs10 Strong;}}"
)
GOLD = {"rtf_00": 57, "rtf_01": 47, "rtf_02": 17, "rtf_03": 21, "rtf_04": 305, "rtf_05": 603}
"""How many characters without white space LibreOffice 7.4 finds in each."""

PNG = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"


def coded(text: str) -> bytes:
    """Chinese as two hexadecimal digits a byte."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030")).encode("ascii")


def found(body: bytes) -> Result[RawDocument]:
    """What is read of a file with this body."""
    return read("a.rtf", HEAD + body + b"}")


def texts(body: bytes) -> list[str]:
    """The paragraphs of a file with this body."""
    return [each.text for each in found(body).value.paragraphs]


def codes(body: bytes) -> dict[str, int]:
    """What is told of a file with this body."""
    return {notice.code: notice.count for notice in found(body).notices}


@pytest.mark.shared
@pytest.mark.skipif(not CASES.exists(), reason="../shared/import_cases is missing")
@pytest.mark.parametrize(("name", "count"), GOLD.items())
def test_a_real_file_has_all_its_characters(name: str, count: int) -> None:
    document = read("a.rtf", (CASES / f"{name}.rtf").read_bytes()).value
    assert len(re.sub(r"\s", "", "".join(each.text for each in document.paragraphs))) == count


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(coded("全年工作") + rb"\par", ["全年工作"], id="code page"),
        pytest.param(b"\xc8\xab\xc4\xea\\par", ["全年"], id="bytes as they are"),
        pytest.param(rb"\u20840\'3f\u24180 ?\par", ["全年"], id="one character stands for it"),
        pytest.param(rb"{\uc2\u20840\'c8\'ab}\u24180 ?\par", ["全年"], id="two characters stand for it"),
        pytest.param(rb"\uc0\u-10179\u-8704\par", ["\U0001f600"], id="two halves"),
        pytest.param(rb"A\par B\line C\tab D\par", ["A", "B\nC\tD"], id="paragraphs and lines"),
        pytest.param(rb"{\listtext\f1 1.\tab}" + coded("总体") + rb"\par", ["1.总体"], id="number of a list"),
        pytest.param(rb"{\*\unknown A{B}}C{\info{\title D}}\par", ["C"], id="what nobody reads"),
        pytest.param(rb"A{\bin5 }}}}{}B\par", ["AB"], id="bytes"),
        pytest.param(rb"{\revised\revdttm-1234567890 A}{\rsid1234567890 B}\par", ["AB"], id="numbers of ten digits"),
        pytest.param(rb"\{A\}\\\~B\_C\par", ["{A}\\\u00a0B-C"], id="signs"),
        pytest.param(rb"A{\*\bkmkstart x}B{\field{\*\fldinst DATE}{\fldrslt C}}\par", ["ABC"], id="field"),
    ],
)
def test_the_text_of(body: bytes, expected: list[str]) -> None:
    assert texts(body) == expected


def test_hidden_and_deleted_words_are_left_out_and_told() -> None:
    body = rb"A{\v B}{\deleted C}{\revised D}\par"
    assert (texts(body), codes(body)) == (["AD"], {"word_hidden_left_out": 1, "word_revisions_accepted": 2})


def test_a_heading_keeps_its_level_and_place() -> None:
    look = found(rb"\pard\s1\qc\outlinelevel0\b\fs44 " + coded("标题") + rb"\par").value.paragraphs[0].look
    assert look is not None
    assert (look.style, look.outline_level, look.alignment, look.size, look.bold) == (
        "heading 1",
        1,
        "center",
        22,
        True,
    )


def test_emphasis_beside_the_style() -> None:
    paragraph = found(rb"\pard\s0 A{\b B}{\ul C}\ulnone D\par").value.paragraphs[0]
    assert [(each.start, each.end, each.looks) for each in paragraph.emphasis] == [
        (1, 2, ("bold",)),
        (2, 3, ("underlined",)),
    ]


def test_a_table_with_joined_cells() -> None:
    row = rb"\trowd\cellx1000\cellx2000\pard\intbl A\cell B\cell\row"
    wide = rb"\trowd\cellx2000\pard\intbl C\cell\row"
    (table,) = found(row + wide + rb"\pard D\par").value.tables
    assert [(cell.row, cell.column, cell.columns) for cell in table.table.cells] == [
        ("r1", "c1", 1),
        ("r1", "c2", 1),
        ("r2", "c1", 2),
    ]


def test_cells_joined_downwards() -> None:
    first = rb"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl A\cell B\cell\row"
    second = rb"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl \cell C\cell\row"
    (table,) = found(first + second + rb"\pard\par").value.tables
    assert [(cell.column, cell.rows) for cell in table.table.cells] == [("c1", 2), ("c2", 1), ("c2", 1)]


def test_an_inner_table_is_text_of_its_cell() -> None:
    inner = rb"\pard\intbl\itap2 B\nestcell{\*\nesttableprops\trowd\cellx500\nestrow}{\nonesttables\par}"
    body = rb"\trowd\cellx1000\cellx2000\pard\intbl A\par" + inner + rb"\pard\intbl C\cell D\cell\row\pard\par"
    assert [each for each in texts(body) if each] == ["A", "B", "C", "D"]


def test_footnotes_are_read_and_headers_told() -> None:
    body = rb"{\header " + coded("秘密") + rb"\par}A{\super\chftn{\footnote\pard B}}\par"
    assert ([each for each in texts(body) if each], codes(body)) == (
        ["A", "B"],
        {"word_headers_kept": 1},
    )


def test_a_picture_is_kept_and_an_old_one_told() -> None:
    body = rb"A{\pict\pngblip\picwgoal300\pichgoal300 " + PNG.encode() + rb"}{\pict\wmetafile8 0100}B\par"
    kept = [each.kind for paragraph in found(body).value.paragraphs for each in paragraph.objects]
    assert (kept, texts(body), codes(body)["rtf_drawings_left_out"]) == (["picture"], ["AB"], 1)


def test_words_of_a_box_are_read() -> None:
    body = rb"A{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard B\par}}{\shprslt C}}\par"
    assert texts(body) == ["A", "B"]


def test_a_file_cut_off_is_read_up_to_there_and_told() -> None:
    result = read("a.rtf", HEAD + rb"A\par{\b B")
    assert [each.text for each in result.value.paragraphs] == ["A", "B"]
    assert "rtf_incomplete" in {notice.code for notice in result.notices}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"{" * 2_000 + b"A", "package_too_deep", id="deep"),
        pytest.param(rb"\b" * (MOST_TOKENS + 1), "package_too_large", id="endless"),
        pytest.param(rb"A\par " * 100_001, "text_too_long", id="paragraphs"),
    ],
)
def test_what_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        found(body)
    assert caught.value.code == code


def test_more_cells_than_any_report_has_are_refused_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        read("a.rtf", b"{\\rtf1 " + b"\\trowd\\cellx1\\intbl x\\cell\\row " * 20_001 + b"}")
    assert caught.value.code == "too_many_cells"


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        (rb"\hich\af4\loch\f4\dbch\ab \u26631?", [("bold",)]),
        (rb"\rtlch\ab \ltrch\loch\f4 \u26631?", []),
        (rb"\dbch\af13 \rtlch\af0\ab \ltrch \u26631?", []),
    ],
    ids=["Chinese characters", "another script", "another script behind Chinese characters"],
)
def test_what_is_associated_with_chinese_characters_is_their_look(words: bytes, looks: list[tuple[str, ...]]) -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f0 A;}{\f4 B;}{\f13 C;}}\pard {" + words + rb"}\u39064?\par}"
    (first, *_) = read("a.rtf", data).value.paragraphs
    assert [each.looks for each in first.emphasis] == looks
