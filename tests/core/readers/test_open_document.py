"""OpenDocument texts: real ones against LibreOffice's count of characters, and what each element does."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.errors import BadInput
from core.model.raw import RawDocument
from core.result import Result
from core.workflows.importing.formats import read

CASES = Path(__file__).resolve().parents[4] / "shared" / "import_cases"
COUNTS = {"odt_00": 14, "odt_01": 63, "odt_03": 23, "odt_04": 18, "odt_06": 33, "odt_07": 213, "odt_08": 68}
"""How many characters without white space LibreOffice 7.4 finds in each."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    (
        *(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text", "table", "style")),
        f'xmlns:draw="{_OASIS}drawing:1.0"',
        f'xmlns:fo="{_OASIS}xsl-fo-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    )
)


def odt(body: str, styles: str = "", kind: str = "text", manifest: str = "") -> bytes:
    """A file with this body and these automatic styles."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    with ZipFile(target := io.BytesIO(), "w") as package:
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("Pictures/a.png", b"\x89PNG\r\n\x1a\n" + bytes(9))
    return target.getvalue()


def found(body: str, styles: str = "") -> Result[RawDocument]:
    """What is read of a file with this body."""
    return read("a.odt", odt(body, styles))


def texts(body: str, styles: str = "") -> list[str]:
    """The paragraphs of a file with this body."""
    return [each.text for each in found(body, styles).value.paragraphs]


@pytest.mark.shared
@pytest.mark.skipif(not CASES.exists(), reason="../shared/import_cases is missing")
@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_a_real_file_has_all_its_characters(name: str, count: int) -> None:
    document = read("a.odt", (CASES / f"{name}.odt").read_bytes()).value
    assert len(re.sub(r"[\s•]", "", "".join(each.text for each in document.paragraphs))) == count


NUMBERED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." '
    'style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:list-style>"
)


def item(*content: str) -> str:
    """A member of a list."""
    return f"<text:list-item>{''.join(content)}</text:list-item>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param('<text:p>甲<text:s text:c="3"/>乙\n  丙</text:p>', ["甲   乙 丙"], id="white space"),
        pytest.param("<text:p>甲<text:tab/>乙<text:line-break/>丙</text:p>", ["甲\t乙\n丙"], id="tab and line"),
        pytest.param("<text:section><text:p>甲</text:p></text:section><text:p>乙</text:p>", ["甲", "乙"], id="section"),
        pytest.param("<text:p>甲<text:unknown>乙</text:unknown>丙</text:p>", ["甲乙丙"], id="unknown element"),
        pytest.param(
            "<text:p>甲<draw:frame><draw:text-box><text:p>乙</text:p></draw:text-box></draw:frame></text:p>",
            ["甲", "乙"],
            id="text box",
        ),
        pytest.param(
            "<text:p><draw:custom-shape><text:p>甲</text:p></draw:custom-shape>乙</text:p>", ["乙", "甲"], id="shape"
        ),
        pytest.param(
            "<draw:g><draw:rect><text:p>甲</text:p></draw:rect></draw:g><text:p>乙</text:p>",
            ["", "甲", "乙"],
            id="group",
        ),
        pytest.param(
            f'<text:list text:style-name="L">{item("<text:p>甲</text:p>", "<text:p>乙</text:p>")}{item("<text:p>丙</text:p>")}'
            f'</text:list><text:list text:style-name="L">{item("<text:p>丁</text:p>")}</text:list>',
            ["一、甲", "乙", "二、丙", "一、丁"],
            id="lists count by themselves",
        ),
        pytest.param(
            f'<text:list text:style-name="L">{item("<text:p>甲</text:p>", "<text:list>" + item("<text:p>乙</text:p>"), "</text:list>")}'
            f'</text:list><text:list text:style-name="L" text:continue-numbering="true">{item("<text:p>丙</text:p>")}</text:list>',
            ["一、甲", "一.1乙", "二、丙"],
            id="a list in a list, and one that goes on",
        ),
        pytest.param(
            "".join(
                f'<text:list xml:id="l{number}" text:style-name="L"{more}>{item(f"<text:p>{number}</text:p>")}</text:list>'
                "<text:p/>"
                for number, more in enumerate(("", ' text:continue-list="l0"', ' text:continue-list="l1"'))
            ),
            ["一、0", "", "二、1", "", "三、2", ""],
            id="a list that goes on one that goes on",
        ),
    ],
)
def test_the_text_of(body: str, expected: list[str]) -> None:
    assert texts(body, NUMBERED) == expected


def test_a_heading_has_its_level() -> None:
    (paragraph,) = found('<text:h text:outline-level="2">总体情况</text:h>').value.paragraphs
    assert paragraph.look is not None
    assert paragraph.look.outline_level == 2


def test_emphasis_of_automatic_styles() -> None:
    style = (
        '<style:style style:name="T" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    (paragraph,) = found('<text:p>甲<text:span text:style-name="T">乙</text:span></text:p>', style).value.paragraphs
    assert [(each.start, each.end, each.looks) for each in paragraph.emphasis] == [(1, 2, ("bold",))]


def test_hidden_words_are_dropped_and_told() -> None:
    style = '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    result = found('<text:p>甲<text:span text:style-name="T">乙</text:span></text:p>', style)
    assert ([each.text for each in result.value.paragraphs], [each.code for each in result.notices]) == (
        ["甲"],
        ["word_hidden_left_out"],
    )


@pytest.mark.parametrize(("shape", "count"), [("<draw:line/>", 1), ("<draw:g/>", 0)])
def test_drawings_without_words_are_told(shape: str, count: int) -> None:
    notices = found(f"<text:p>甲{shape}</text:p>").notices
    assert sum(each.count for each in notices if each.code == "odt_drawings_left_out") == count


def test_columns_have_their_widths() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}"/></style:style>'
        for name, width in (("A", "1in"), ("B", "2in"))
    )
    columns = '<table:table-column table:style-name="A"/><table:table-column table:style-name="B" table:number-columns-repeated="2"/>'
    row = "<table:table-row>" + "<table:table-cell><text:p>甲</text:p></table:table-cell>" * 3 + "</table:table-row>"
    (table,) = found(f"<table:table>{columns}{row}</table:table><text:p/>", styles).value.tables
    assert [each.width for each in table.table.columns] == [1440, 2880, 2880]


def test_deleted_words_are_dropped_and_told() -> None:
    gone = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>乙</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    result = found(gone + '<text:p>甲<text:change text:change-id="c"/>丙</text:p>')
    assert [each.text for each in result.value.paragraphs] == ["甲丙"]
    assert [(notice.code, notice.parameters["characters"]) for notice in result.notices] == [
        ("word_revisions_accepted", "1")
    ]


def test_a_table_with_spans() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    first = cell(' table:number-rows-spanned="2"', "甲") + cell("", "乙") + cell("", "丙")
    second = (
        "<table:covered-table-cell/>" + cell(' table:number-columns-spanned="2"', "丁") + "<table:covered-table-cell/>"
    )
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (first, second))
    (table,) = found(f"<table:table>{rows}</table:table><text:p/>").value.tables
    assert [(each.column, each.columns, each.rows) for each in table.table.cells] == [
        ("c1", 1, 2),
        ("c2", 1, 1),
        ("c3", 1, 1),
        ("c2", 2, 1),
    ]


def test_footnotes_are_read_and_pictures_kept() -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>乙</text:p></text:note-body></text:note>'
    picture = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    document = found(f"<text:p>甲{note}{picture}</text:p>").value
    assert [each.text for each in document.paragraphs] == ["甲", "乙"]
    assert [each.kind for paragraph in document.paragraphs for each in paragraph.objects] == [
        *("footnote", "picture", "footnote_text"),
    ]


def test_an_object_is_told() -> None:
    result = found("<text:p>甲<draw:frame><draw:object/></draw:frame></text:p>")
    assert [(notice.code, notice.count) for notice in result.notices] == [("odt_drawings_left_out", 1)]


REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1000"/>'
    "</table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(odt("", kind="spreadsheet"), "sheet_empty", id="spreadsheet"),
        pytest.param(odt("", kind="presentation"), "format_slides", id="slides"),
        pytest.param(odt("", kind="drawing"), "format_odt", id="drawing"),
        pytest.param(odt("", manifest="<encryption-data/>"), "package_encrypted", id="password"),
        pytest.param(odt("<text:p/>" * 100_001), "text_too_long", id="paragraphs"),
        pytest.param(odt(REPEATED), "too_many_cells", id="repeated cells"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("a.odt", data)
    assert caught.value.code == code
