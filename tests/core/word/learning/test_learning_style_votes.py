"""The look of a kind of paragraph by the majority of its text; what stands in for kinds without examples; in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.word.learning.layout import Completion
from core.word.learning.source import open_source
from core.word.learning.styles import StyleVote, VotedStyles, pitch
from core.word.learning.values import STYLES, KnownParagraph, Learned, LearnedRole
from core.word.learning.wording import describe, describe_face, describe_page, describe_shape, summary
from core.workflows.layouts.learning import basis_of
from tests.builders_docx import docx, p

PAPER = PageSheet(11906, 16838, 2098, 1474, 1984, 1588)
FANG = Face("仿宋", "仿宋", 16)
KAI, HEI, TIMES = replace(FANG, family="楷体"), replace(FANG, family="黑体"), replace(FANG, latin="Times New Roman")
LINES = ParagraphShape(line=560, rule="exact", first=640)
Pieces = tuple[tuple[str, Face], ...]


def look(*paragraphs: tuple[str, ParagraphShape, Pieces], rests: Sequence[int] = ()) -> VotedStyles:
    """What is seen of paragraphs given as kind, shape and pieces."""
    source = open_source(docx(*(p("".join(text for text, _ in pieces)) for _, _, pieces in paragraphs)))
    known = [
        KnownParagraph(place, kind, rests[place] if place < len(rests) else 0)
        for place, (kind, _, _) in enumerate(paragraphs)
        if kind
    ]
    looks = {node: paragraphs[place][1:] for place, node in enumerate(source.paragraphs)}
    return StyleVote(source.paragraphs, lambda node: looks[node], PAPER).look(known)


def one(kind: str, shape: ParagraphShape, text: str, face: Face = FANG) -> LearnedRole:
    return look((kind, shape, ((text, face),))).roles[kind]


# The majority


def test_the_look_of_most_text_wins():
    seen = look(("正文", LINES, (("长长的一段话", FANG), ("短", KAI))))
    assert seen.roles["正文"].face.family == "仿宋"


def test_every_property_has_its_own_majority():
    bold, large = replace(FANG, bold=True), replace(FANG, size=15)
    seen = look(("正文", LINES, (("甲乙丙丁", bold), ("戊己", large), ("庚辛壬", FANG))))
    assert (seen.roles["正文"].face.size, seen.roles["正文"].face.bold) == (16, False)


def test_the_font_of_digits_is_told_by_digits():
    seen = look(("正文", LINES, (("共有", FANG), ("12", TIMES), ("个乡镇和很多单位", FANG))))
    assert (seen.roles["正文"].face.family, seen.roles["正文"].face.latin) == ("仿宋", "Times New Roman")


def test_the_font_of_han_is_not_told_by_digits():
    seen = look(("正文", LINES, (("2022123456789", replace(KAI, latin="Arial")), ("年", FANG))))
    assert seen.roles["正文"].face.family == "仿宋"


def test_blanks_have_no_look():
    seen = look(("正文", LINES, (("　　　　　　", KAI), ("文字", FANG))))
    assert seen.roles["正文"].face.family == "仿宋"


def test_pitch_and_rule_are_of_one_paragraph():
    shapes = (replace(LINES, line=360, rule="auto"), LINES, replace(LINES, line=560, rule="atLeast"))
    seen = look(*(("正文", shape, (("一样长的文字", FANG),)) for shape in (*shapes, LINES)))
    assert (seen.roles["正文"].shape.line, seen.roles["正文"].shape.rule) == (560, "exact")


def test_paragraphs_of_a_kind_are_counted_with_the_first_as_example():
    role = look(*(("正文", LINES, ((f"第{number}段的文字", FANG),)) for number in "一二三")).roles["正文"]
    assert (role.count, role.example) == (3, "第一段的文字")


@pytest.mark.parametrize(("share", "reason"), [((6, 4), "learn_mixed"), ((9, 1), "")])
def test_disagreement_makes_a_guess(share, reason):
    seen = look(("一级标题", LINES, (("字" * share[0], HEI), ("字" * share[1], KAI))))
    assert seen.roles["一级标题"].reason == reason


def test_kinds_without_a_style_are_passed_over():
    assert look(("封面", LINES, (("文字", FANG),))).roles == {}


def test_empty_paragraphs_say_nothing():
    assert look(("正文", LINES, (("　　", KAI),)), ("正文", LINES, (("文字", FANG),))).roles["正文"].count == 1


# Run-in headings


def test_a_run_in_heading_is_told_by_what_stands_before_the_text():
    seen = look(("二级段首标题", LINES, (("（一）加强指导。", KAI), ("深入乡镇开展指导。", FANG))), rests=(9,))
    assert seen.roles["二级段首标题"].face.family == "楷体"
    assert seen.roles["正文"].face.family == "仿宋"


def test_a_piece_across_the_border_counts_on_both_sides():
    seen = look(("段首句", LINES, (("一是抓学习。组织学习多次。", FANG),)), rests=(7,))
    assert (seen.roles["段首句"].face, seen.roles["正文"].face) == (FANG, FANG)


def test_the_lines_of_a_run_in_heading_are_those_of_the_text():
    seen = look(("二级段首标题", LINES, (("（一）标题。", KAI), ("文字文字。", FANG))), rests=(5,))
    assert seen.roles["正文"].shape.first == 640
    assert seen.roles["二级段首标题"].shape == seen.roles["正文"].shape


# What clerks do with blanks


@pytest.mark.parametrize(
    ("kind", "text", "shape", "align", "first"),
    [
        ("正文", "　　文字", ParagraphShape(align="both"), "both", 640),
        ("正文", "    文字", ParagraphShape(align="both"), "both", 640),
        ("正文", "　　文字", ParagraphShape(align="both", first=640), "both", 640),
        ("正文", "　　文字", ParagraphShape(align="center"), "center", 0),
        ("标题", "　　　　　　标题", ParagraphShape(align="left"), "center", 0),
        ("标题", "　标题", ParagraphShape(align="left"), "left", 320),
        ("一级标题", "　　一、标题", ParagraphShape(align="left"), "left", 640),
    ],
)
def test_blanks_in_front_are_understood(kind, text, shape, align, first):
    role = one(kind, shape, text)
    assert (role.shape.align, role.shape.first) == (align, first)


@pytest.mark.parametrize(
    ("shape", "text", "right"),
    [
        (ParagraphShape(align="left", left=5000), "云山县档案局", 8844 - 5000 - 6 * 320),
        (ParagraphShape(align="both", first=5000), "云山县档案局", 8844 - 5000 - 6 * 320),
        (ParagraphShape(align="left"), "　" * 16 + "云山县档案局", 8844 - 16 * 320 - 6 * 320),
        (ParagraphShape(align="left", left=8000), "云山县档案局", 0),
        (ParagraphShape(align="right", right=640), "云山县档案局", 640),
    ],
)
def test_a_signature_keeps_the_room_at_its_right(shape, text, right):
    role = one("署名", shape, text)
    assert (role.shape.align, role.shape.right, role.shape.first) == ("right", right, 0)


@pytest.mark.parametrize(
    "shape", [ParagraphShape(align="left"), ParagraphShape(align="center"), ParagraphShape(align="left", first=640)]
)
def test_a_signature_at_the_left_or_in_the_middle_stays(shape):
    role = one("署名", shape, "云山县档案局")
    assert role.shape.align == shape.align


def test_blank_lines_above_a_signature_become_space():
    blank: tuple[str, ParagraphShape, Pieces] = ("", LINES, ())
    seen = look(
        ("正文", LINES, (("文字", FANG),)), blank, blank, ("署名", ParagraphShape(align="right"), (("档案局", FANG),))
    )
    assert (seen.roles["署名"].shape.before, seen.roles["署名"].shape.contextual) == (1120, True)


def test_blank_lines_below_the_title_are_kept_as_they_are():
    blank: tuple[str, ParagraphShape, Pieces] = ("", LINES, ())
    seen = look(("标题", LINES, (("标题", FANG),)), blank, blank, ("正文", LINES, (("文字", FANG),)))
    assert len(seen.blanks) == 2


@pytest.mark.parametrize(
    ("shape", "grid", "height"),
    [
        (ParagraphShape(line=560, rule="exact"), 0, 560),
        (ParagraphShape(line=600, rule="atLeast"), 0, 600),
        (ParagraphShape(line=100, rule="atLeast"), 0, 416),
        (ParagraphShape(line=240), 0, 416),
        (ParagraphShape(line=360), 0, 624),
        (ParagraphShape(line=240), 579, 579),
        (ParagraphShape(line=240, snap=False), 579, 416),
    ],
)
def test_the_height_of_a_blank_line(shape, grid, height):
    assert round(pitch(shape, FANG, replace(PAPER, pitch=grid))) == height


# What stands in


def stand(*roles: LearnedRole, size: float = 16, line: float = 560) -> dict[str, LearnedRole]:
    body = LearnedRole(
        "正文", "正文段落", replace(FANG, size=size), ParagraphShape(first=2 * 20 * size, line=line, rule="exact"), 3
    )
    return Completion(
        {"正文": body, **{role.name: role for role in roles}}, basis_of("国标公文").usual, PAPER
    ).complete()


@pytest.mark.parametrize(
    ("kind", "family", "size"),
    [
        ("标题", "方正小标宋简体", 22),
        ("副标题", "楷体_GB2312", 14),
        ("一级标题", "黑体", 14),
        ("二级标题", "楷体_GB2312", 14),
        ("三级标题", "仿宋", 14),
        ("附件标识", "黑体", 14),
        ("附注", "仿宋", 14),
    ],
)
def test_a_kind_without_example_is_the_standards_at_the_size_of_the_text(kind, family, size):
    role = stand(size=14)[kind]
    assert (role.face.family, role.face.size, role.reason) == (family, size, "learn_not_found")


def test_spaces_and_indents_follow_pitch_and_size():
    role = stand(size=14, line=480)["附件说明"]
    assert (role.shape.before, role.shape.left, role.shape.first) == (480, 1400, -840)


def test_a_heading_follows_the_run_in_heading_of_its_level():
    lead = LearnedRole("三级段首标题", "三级标题字符", replace(FANG, bold=True), LINES, 2)
    role = stand(lead)["三级标题"]
    assert (role.face.bold, role.shape.first, role.reason) == (True, 640, "learn_from_lead")


def test_a_run_in_heading_follows_the_heading_of_its_level():
    heading = LearnedRole("二级标题", "heading 2", KAI, LINES, 2)
    role = stand(heading)["二级段首标题"]
    assert (role.face.family, role.reason) == ("楷体", "learn_from_heading")


def test_the_title_of_an_attachment_follows_the_title():
    title = LearnedRole(
        "标题", "Title", replace(HEI, size=20), ParagraphShape(align="center", line=700, rule="exact"), 1
    )
    role = stand(title)["附件标题"]
    assert (role.face.family, role.face.size, role.shape.line) == ("黑体", 20, 700)


def test_a_date_alone_follows_the_date_below_a_signature():
    date = LearnedRole("成文日期", "成文日期", FANG, ParagraphShape(align="right", right=1280), 1)
    role = stand(date)["单独日期"]
    assert (role.shape.right, role.shape.before, role.reason) == (1280, 560, "learn_from_date")


def test_an_unknown_signature_stands_two_characters_from_the_edge():
    role = stand()["署名"]
    assert (role.shape.align, role.shape.right) == ("right", 640)


def test_every_kind_of_a_layout_has_a_look():
    assert set(stand()) == set(STYLES)


# In words


@pytest.mark.parametrize(
    ("face", "words"),
    [
        (FANG, "仿宋 三号（16磅）"),
        (replace(FANG, size=22, bold=True), "仿宋 二号（22磅），加粗"),
        (replace(FANG, size=17), "仿宋 17磅"),
        (TIMES, "仿宋 三号（16磅），数字用 Times New Roman"),
        (replace(FANG, italic=True, underline=True), "仿宋 三号（16磅），斜体，下划线"),
    ],
)
def test_a_face_in_words(face, words):
    assert describe_face(face) == words


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (LINES, "首行缩进2字，行距28磅"),
        (ParagraphShape(align="center"), "居中，单倍行距"),
        (ParagraphShape(align="right", right=640, line=360), "靠右，右缩进2字，1.5倍行距"),
        (ParagraphShape(left=1600, first=-960, line=500, rule="atLeast"), "左缩进5字，悬挂3字，行距最小25磅"),
        (ParagraphShape(before=560, after=280), "单倍行距，段前28磅，段后14磅"),
        (ParagraphShape(align="left", line=579, rule="exact"), "左对齐，行距28.95磅"),
    ],
)
def test_a_shape_in_words(shape, words):
    assert describe_shape(shape, FANG) == words


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (PAPER, "A4，页边距上37、下35、左28、右26毫米"),
        (PageSheet(16838, 23811, 1440, 1440, 1440, 1440), "297×420毫米，页边距上25.4、下25.4、左25.4、右25.4毫米"),
    ],
)
def test_paper_in_words(paper, words):
    assert describe_page(paper) == words


def test_a_run_in_heading_is_told_without_lines():
    assert describe(LearnedRole("二级段首标题", "二级标题字符", KAI, LINES, 1)) == "楷体 三号（16磅），数字用 仿宋"


def test_the_summary_tells_only_what_was_seen():
    roles = (
        LearnedRole("正文", "正文段落", FANG, LINES, 4),
        LearnedRole("附注", "附注", FANG, LINES, reason="learn_not_found"),
    )
    lines = summary(Learned(b"", roles, PAPER, ("某局文件",), (), ("— 1 —",)))
    assert [line.partition("：")[0] for line in lines] == ["页面", "正文", "红头", "页眉页脚"]


def test_a_layout_that_had_tags_has_no_summary():
    assert summary(Learned(b"")) == ()
