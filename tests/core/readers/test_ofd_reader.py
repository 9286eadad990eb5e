"""OFD files: which paragraphs and tables come out, what is told, what is refused."""

from pathlib import Path

import pytest

from core.errors import BadInput
from core.readers.open_layout import read_ofd
from tests.ofd_made import OFD, ofd, rule, text

SIZE, PITCH, LEFT = 5.6, 10.0, 28.0
FULL = "青禾县今年以来按照市委部署抓好各项工作取得了新的成绩群众满意"[:27]
BODY = ((2, FULL[:25]), (0, FULL), (0, "基本完成。"), (2, "全县教育稳步发展。"), (2, FULL[:25]), (0, "干部作风好转。"))


def lines(*rows: tuple[float, str], top: float = 60) -> list[str]:
    return [text(LEFT + indent * SIZE, top + PITCH * row, SIZE, words) for row, (indent, words) in enumerate(rows)]


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_ofd(data).value.paragraphs]


def codes(data: bytes) -> dict[str, int]:
    return {notice.code: notice.count for notice in read_ofd(data).notices}


def test_lines_become_paragraphs() -> None:
    expected = [f"{FULL[:25]}{FULL}基本完成。", "全县教育稳步发展。", f"{FULL[:25]}干部作风好转。"]
    assert texts(ofd([lines(*BODY)])) == expected


def test_one_sign_in_each_object_gives_the_same_line() -> None:
    signs = [text(LEFT + SIZE * place, 60, SIZE, sign) for place, sign in enumerate("全县教育稳步发展。")]
    assert texts(ofd([signs])) == ["全县教育稳步发展。"]


def test_a_template_lies_under_the_page() -> None:
    assert texts(ofd([lines((2, "正文一句。"))], [text(70, 30, 9, "青禾县人民政府文件")]))[0] == "青禾县人民政府文件"


@pytest.mark.parametrize(
    "place", ["Doc_0/Document.xml", "/Doc_0/Document.xml", "\\doc_0\\document.xml", "./Doc_0/Document.xml"]
)
def test_paths_are_found_as_programs_write_them(place: str) -> None:
    root = f'<OFD xmlns="{OFD}"><DocBody><DocRoot>{place}</DocRoot></DocBody></OFD>'
    assert texts(ofd([lines((2, "正文一句。"))], parts={"OFD.xml": root})) == ["正文一句。"]


def test_a_ruled_table_keeps_its_cells() -> None:
    rules = [rule(30, y, 130, y) for y in (80, 90, 100)] + [rule(x, 80, x, 100) for x in (30, 70, 130)]
    cells = [text(32, 87, 4, "单位"), text(72, 87, 4, "完成数"), text(32, 97, 4, "教育局"), text(72, 97, 4, "三十五")]
    found = read_ofd(ofd([[*lines((2, "情况如下。")), *rules, *cells]])).value
    inside = [(each.cell.row, each.cell.column, each.text) for each in found.paragraphs if each.cell]
    assert inside == [("r1", "c1", "单位"), ("r1", "c2", "完成数"), ("r2", "c1", "教育局"), ("r2", "c2", "三十五")]


def test_a_watermark_is_left_out_and_told() -> None:
    mark = text(60, 150, 20, "内部资料", CTM="0.7 0.7 -0.7 0.7 0 0")
    made = ofd([[*lines(*BODY), mark]])
    assert codes(made)["pages_turned_left_out"] == 4
    assert "内部资料" not in "".join(texts(made))


def test_signatures_and_attachments_are_told() -> None:
    root = f'<OFD xmlns="{OFD}"><DocBody><DocRoot>Doc_0/Document.xml</DocRoot><Signatures>S.xml</Signatures></DocBody></OFD>'
    signed = {
        "OFD.xml": root,
        "S.xml": f'<Signatures xmlns="{OFD}"><Signature ID="1"/><Signature ID="2"/></Signatures>',
    }
    assert codes(ofd([lines(*BODY)], parts=signed))["pages_signed"] == 2


def test_a_missing_page_is_told() -> None:
    listed = f'<Document xmlns="{OFD}"><Pages><Page ID="1" BaseLoc="Pages/P0/Content.xml"/><Page ID="2" BaseLoc="no.xml"/></Pages></Document>'
    assert codes(ofd([lines(*BODY)], parts={"Doc_0/Document.xml": listed}))["pages_missing"] == 1


PICTURE = '<ofd:ImageObject ID="5" ResourceID="1" Boundary="0 0 210 297"/>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(ofd([[PICTURE]]), "pages_scan", id="scan"),
        pytest.param(ofd([[rule(10, 10, 100, 10)]]), "pages_no_text", id="curves"),
        pytest.param(ofd([lines((0, "\ue123\ue124\ue125"))]), "pages_garbled", id="private codes"),
        pytest.param(ofd([[]], parts={"OFD.xml": "<OFD/>"}), "ofd_damaged", id="no document"),
        pytest.param(ofd([[]], parts={"Encryptions.xml": "<a/>"}), "ofd_encrypted", id="encrypted"),
        pytest.param(ofd([[]], parts={"OFD.xml": "<!DOCTYPE a><OFD/>"}), "package_unsafe", id="entities"),
        pytest.param(ofd([[text(0, 9, 4, "长" * 600_000)] * 2]), "text_too_long", id="endless text"),
        pytest.param(ofd([[text(0, 9, 4, " " * 17_000_000)]]), "package_too_large", id="bomb"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_ofd(data)
    assert caught.value.code == code


@pytest.mark.shared
def test_public_files_open_or_are_refused(shared: Path) -> None:
    refused = {}
    for file in sorted((shared / "import_cases").glob("*.ofd")):
        try:
            read_ofd(file.read_bytes())
        except BadInput as problem:
            refused[file.stem] = problem.code
    assert refused == dict.fromkeys(("ofd_04", "ofd_12", "ofd_17", "ofd_18"), "pages_no_text")


def test_the_outline_beside_the_pages_is_the_levels_of_headings() -> None:
    outlines = (
        '<ofd:Outlines><ofd:OutlineElem Title="教育"><ofd:OutlineElem Title="学校"/></ofd:OutlineElem></ofd:Outlines>'
    )
    area = (
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
    )
    pages = '<ofd:Pages><ofd:Page ID="0" BaseLoc="Pages/P0/Content.xml"/></ofd:Pages>'
    document = f'<ofd:Document xmlns:ofd="{OFD}">{area}{pages}{outlines}</ofd:Document>'
    made = ofd([lines((0, "教育"), *BODY[:3], (0, "学校"), *BODY)], parts={"Doc_0/Document.xml": document})
    levels = {each.text: each.look.outline_level for each in read_ofd(made).value.paragraphs if each.look}
    assert (levels["教育"], levels["学校"], levels["全县教育稳步发展。"]) == (1, 2, 0)


def test_text_goes_on_beside_a_picture() -> None:
    picture = '<ofd:ImageObject Boundary="140 52 50 42" ResourceID="4"/>'
    rows = [(2, FULL[:16]), (0, FULL[:18]), (0, FULL[:18]), (0, FULL[:18])]
    below = lines((0, FULL), (0, "基本完成。"), *BODY, top=100)
    assert texts(ofd([[*lines(*rows), picture, *below]]))[0] == FULL[:16] + FULL[:18] * 3 + FULL + "基本完成。"


def test_latin_signs_one_by_one_stay_one_word() -> None:
    widths = {"X": 3.25, "m": 3.5}
    left, made = 20.0, []
    for sign in "共XX户9km":
        made.append(text(left, 40, 4.5, sign))
        left += widths.get(sign, 2.25 if sign.isascii() else 4.5)
    assert texts(ofd([made])) == ["共XX户9km"]
