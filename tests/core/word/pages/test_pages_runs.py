"""What of a paragraph is shown: text, tabs and breaks, fields, revisions, and whose element of the draft it is."""

import pytest

from core.word.pages.blocks import skipped_of
from tests.core.sheets_made import paragraph, run, text

W14 = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FIELD = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
BEGIN, MIDDLE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


MERGED = r"\* MERGEFORMAT"


def code(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("甲") + run("乙"), "甲乙"),
        ("<w:r><w:t>  甲 </w:t></w:r>", "甲"),
        ('<w:r><w:t xml:space="preserve">  甲 </w:t></w:r>', "  甲 "),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:ptab/></w:r>", "甲\t"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/></w:r>", "甲\n乙\n"),
        ('<w:r><w:br w:type="page"/><w:t>乙</w:t></w:r>', "\f乙"),
        ('<w:r><w:br w:type="column"/></w:r>', "\f"),
        ('<w:r><w:br w:type="textWrapping"/></w:r>', "\n"),
        ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>", "甲\u2011"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>', "✓□"),
        ('<w:r><w:sym w:font="宋体" w:char="2605"/></w:r>', "★"),
        ('<w:r><w:sym w:char="D800"/><w:sym w:char="0"/><w:sym w:char="110000"/></w:r>', "□□□"),
        ('<w:r><w:sym w:char="x"/><w:sym/></w:r>', ""),
        ("<w:r><w:drawing><w:t>图</w:t></w:drawing><w:t>文</w:t></w:r>", "文"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>", ""),
        (f"<mc:AlternateContent {W14}><mc:Choice><w:r><w:t>框</w:t></w:r></mc:Choice></mc:AlternateContent>", ""),
        (f"<w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "增"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (f"<w:del>{run('删')}</w:del>", ""),
        (f"<w:hyperlink>{run('链')}</w:hyperlink><w:smartTag>{run('签')}</w:smartTag>", "链签"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>", "控"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>音</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "字",
        ),
        ("<w:r><w:footnoteReference/><w:commentReference/><w:lastRenderedPageBreak/></w:r>", ""),
        (f"{BEGIN}{code('TOC')}{MIDDLE}{run('目录')}{END}{run('后')}", "目录后"),
        (f'<w:fldSimple w:instr="DATE">{run("五月")}{run("一日")}</w:fldSimple>', "五月一日"),
        (f"{BEGIN}{code('IF ')}{BEGIN}{code('PAGE')}{MIDDLE}{run('1')}{END}{MIDDLE}{run('是')}{END}", "是"),
        (f"{MIDDLE}{END}{run('甲')}", "甲"),
        (f"{run('甲')}{BEGIN}{code('PAGE')}", "甲"),
    ],
)
def test_what_is_shown(content: str, shown: str) -> None:
    assert text(paragraph(f"<w:p>{content}</w:p>")) == shown


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{BEGIN}{code(' PAGE ')}{MIDDLE}{run('7')}{END}", ("7", "PAGE")),
        (f"{BEGIN}{code('PA')}{code('GE  ' + MERGED)}{MIDDLE}{run('1')}{run('2')}{END}", ("12", "PAGE")),
        (f"{BEGIN}{code('page')}{END}", ("1", "PAGE")),
        (f"{BEGIN}{code('NUMPAGES')}{MIDDLE}{END}", ("1", "NUMPAGES")),
        (f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>', ("3", "PAGE")),
        ('<w:fldSimple w:instr="NUMPAGES"/>', ("1", "NUMPAGES")),
        (f"{BEGIN}{code('= ')}{MIDDLE}{BEGIN}{code('PAGE')}{MIDDLE}{run('4')}{END}{END}", ("4", "PAGE")),
    ],
)
def test_a_field_that_the_page_fills_in(content: str, expected: tuple[str, str]) -> None:
    (piece,) = paragraph(f"<w:p>{content}</w:p>").pieces
    assert (piece.text, piece.field) == expected


def test_a_page_number_looks_as_its_result_does() -> None:
    large = run("1", '<w:sz w:val="28"/>')
    content = f"{BEGIN}{code('PAGE')}{MIDDLE}{large}{END}"
    before, field, after = paragraph(f"<w:p>{run('— ')}{content}{run(' —')}</w:p>").pieces
    assert (before.text, field.text, after.text) == ("— ", "1", " —")
    assert field.face.size == 14


def test_neighbours_of_one_look_are_one_piece() -> None:
    pieces = paragraph(f"<w:p>{run('甲')}<w:proofErr/>{run('乙')}{run('丙', '<w:b/>')}</w:p>").pieces
    assert [(piece.text, piece.face.bold) for piece in pieces] == [("甲乙", False), ("丙", True)]


@pytest.mark.parametrize(
    ("shown", "element", "skipped"),
    [
        ("一、开展情况", "　　一、开展情况", 2),
        ("正文。", "正文。  ", 0),
        ("附件：名单", "名单", -3),
        ("关于印发\n工作要点的通知", "关于印发工作要点的通知", 0),
        ("（一）加强学习。", "　（一）加强学习。选派干部。", 1),
        ("产值103吨", "　产值10³吨", 1),
        ("别的", "正文。", None),
        ("", "正文。", None),
        ("正文。", "  ", None),
        ("正文。", None, None),
    ],
)
def test_where_in_an_element_the_shown_text_begins(shown: str, element: str | None, skipped: int | None) -> None:
    assert skipped_of(shown, element) == skipped


RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def test_raised_and_lowered_text_is_small_and_off_the_base_line() -> None:
    size = '<w:sz w:val="40"/>'
    pieces = paragraph(f"<w:p>{run('10', size)}{run('3', size + RAISED)}{run('2', size + LOWERED)}</w:p>").pieces
    assert [(piece.face.size, piece.face.rise > 0, piece.face.rise < 0) for piece in pieces] == [
        (20, False, False),
        (13, True, False),
        (13, False, True),
    ]


def test_dots_below_characters_are_known() -> None:
    dotted = run("务必", '<w:em w:val="dot"/>')
    pieces = paragraph(f"<w:p>{dotted}{run('完成')}</w:p>").pieces
    assert [piece.face.dotted for piece in pieces] == [True, False]


def test_a_sign_that_is_raised_by_itself_is_not_raised_once_more() -> None:
    (piece,) = paragraph(f"<w:p>{run('³', RAISED)}</w:p>").pieces
    assert (piece.face.size, piece.face.rise) == (10, 0)
