"""版头: what stands above the title, with its styles (GB/T 9704-2012, 7.2, 10.1, 10.3)."""

from core.typesetting.standard import CHARACTER, FOOTER, LEFT, LINE, PAGE_WIDTH, RIGHT
from tests.layouts.markup import (
    CENTRED,
    FLUSH,
    HEI,
    KAI,
    NO_GRID,
    NO_SPACING,
    RED,
    TAB,
    TITLE,
    borders,
    cell,
    each,
    font,
    indent,
    paragraph,
    row,
    size,
    spacing,
    style,
    table,
    table_style,
    tabs,
    when,
)

WIDTH = PAGE_WIDTH - LEFT - RIGHT
MILLIMETRE = 1440 / 25.4
SIZE, MARK_LINE = 46, 1150
"""发文机关标志: type size in points, line height in twips."""
ABOVE = round(MARK_LINE * 0.8 - SIZE * 20 * 0.85)
BELOW = round(MARK_LINE * 0.2 - SIZE * 20 * 0.1)
"""From the edges of that line to the ink of Han characters, in twips."""
MARK_TOP = round(35 * MILLIMETRE) - 3 * LINE - ABOVE
LETTER_TOP = round(30 * MILLIMETRE) - ABOVE
RULE_GAP = round(4 * MILLIMETRE) - BELOW
RULES_WIDTH = 170
NAMES_WIDTH, DOCUMENT_WIDTH, SIDE = 6444, 2400, 280
"""The columns of a joint issue: names, 文件; and the white beside them."""
LETTER_FOOTER = round(20 * MILLIMETRE) - 22
"""Where the footer of a letter ends: half a thick rule below the middle of that rule."""
FOOTER_FILL = FOOTER - LETTER_FOOTER
FIRST_LINE = 690
"""So high that the glyphs of 三号 stand 7/8 of their height below the rules."""
RULE_SPACE = 6
"""Points from the line of the document number to the rule, whose ink ends 5 pt above the line's end."""


def _mark(identifier: str, name: str, align: str = CENTRED, **places: int) -> str:
    form = NO_GRID + spacing(before=places.get("before", 0), after=places.get("after", 0), line=MARK_LINE)
    return style(identifier, name, form + align, font(TITLE) + RED + NO_SPACING + size(SIZE))


def mark_styles() -> list[str]:
    """Styles of the lines above the red rule that two or more layouts have."""
    rule = borders("FF0000", bottom=(8, RULE_SPACE))
    return [
        style("CopyNumber", "份号", FLUSH),
        style("HeadMark", "版头标注", FLUSH, font(HEI)),
        style("DocumentNumber", "发文字号", rule + CENTRED),
    ]


def document_styles() -> list[str]:
    """Styles of the head of a document: one authority or several, with or without 签发人."""
    rule = borders("FF0000", bottom=(8, RULE_SPACE))
    joint = indent(left=SIDE) + '<w:jc w:val="distribute"/>'
    word = style(
        "DocumentWord",
        "文件二字",
        NO_GRID + spacing(before=MARK_TOP, line=MARK_LINE) + CENTRED,
        font(TITLE) + RED + NO_SPACING + size(SIZE),
    )
    upward = rule + tabs(left=20 * CHARACTER) + indent(firstLine=CHARACTER) + FLUSH
    return [
        *mark_styles(),
        _mark("AuthorityMark", "发文机关标志", before=MARK_TOP),
        _mark("JointMark", "联合发文机关", joint, before=MARK_TOP),
        word,
        style("UpwardNumber", "上行文发文字号", upward),
        style("Signatory", "签发人", indent(left=20 * CHARACTER) + FLUSH),
        style("SignatoryNameChar", "签发人姓名", "", font(KAI), kind="character"),
        table_style("JointTable", "联合标志表"),
    ]


def _first_lines() -> list[str]:
    return each(
        "行",
        "各版头行",
        *when(
            "行.类别 == “份号”",
            paragraph("CopyNumber", "{{ 行.文字 }}"),
            otherwise=(paragraph("HeadMark", "{{ 行.文字 }}"),),
        ),
    )


def document_head() -> list[str]:
    """版头 of a document; without 发文机关 there is none."""
    names = each("名", "各发文机关", paragraph("JointMark", "{{ 名 }}"))
    joint = table(
        "JointTable",
        (NAMES_WIDTH, DOCUMENT_WIDTH),
        row(
            cell(NAMES_WIDTH, *names, middle=True),
            cell(DOCUMENT_WIDTH, paragraph("DocumentWord", "文件"), middle=True),
        ),
    )
    single = paragraph("AuthorityMark", "{{ 发文机关标志 }}")
    blank = paragraph("BlankLine")
    mark = when("各发文机关|length > 1", joint, otherwise=(single,))
    number = when("各签发行", *_signatories(), otherwise=(paragraph("DocumentNumber", "{{ 发文字号 }}"),))
    return when("发文机关", *_first_lines(), *mark, blank, blank, *number, blank, blank)


def _signatories() -> list[str]:
    signed = ("{{ 行.标题 }}", ("SignatoryNameChar", "{{ 行.正文 }}"))
    last = paragraph("UpwardNumber", "{{ 发文字号 }}", TAB, *signed)
    return each("行", "各签发行", *when("loop.last", last, otherwise=(paragraph("Signatory", *signed),)))


def minutes_styles() -> list[str]:
    """Styles of the head of minutes, and of the lines that say who was there."""
    hanging = spacing(before=LINE) + indent(left=5 * CHARACTER, hanging=3 * CHARACTER) + "<w:contextualSpacing/>"
    return [
        *mark_styles(),
        _mark("MinutesMark", "纪要标志", before=MARK_TOP),
        style("Attendance", "与会人员", hanging),
        style("AttendanceChar", "与会人员标注", "", font(HEI), kind="character"),
    ]


def minutes_head() -> list[str]:
    """The head of minutes; without 纪要名称 there is none."""
    blank = paragraph("BlankLine")
    mark = paragraph("MinutesMark", "{{ 纪要标志 }}")
    return when(
        "纪要名称", *_first_lines(), mark, blank, blank, paragraph("DocumentNumber", "{{ 期号 }}"), blank, blank
    )


def letter_styles() -> list[str]:
    """Styles of the head of a letter, and of its two pairs of rules, 170 mm wide in the middle of the paper."""
    side = (210 - RULES_WIDTH) / 2 * MILLIMETRE
    wide = indent(left=round(side - LEFT), right=round(side - RIGHT))
    thin = NO_GRID + spacing(line=20) + wide
    first = borders("FF0000", top=(18, 0), bottom=(6, 0))
    last = borders("FF0000", top=(6, 0), bottom=(18, 0))
    return [
        _mark("LetterMark", "信函机关标志", before=0, after=RULE_GAP),
        style("LetterTopRule", "信函首线", first + thin, size(1)),
        style("LetterBottomRule", "信函末线", last + thin, size(1)),
        style("LetterNumber", "信函字号行", tabs(right=WIDTH) + NO_GRID + spacing(line=FIRST_LINE) + FLUSH),
        style("HeadMark", "版头标注", FLUSH, font(HEI)),
        style("HeadMarkChar", "版头标注字符", "", font(HEI), kind="character"),
        style("FooterFill", "页脚下空", NO_GRID + spacing(line=FOOTER_FILL), size(1), hidden="yes"),
    ]


def letter_page_head() -> list[str]:
    """What stands in the page header of a letter's first page."""
    return [paragraph("LetterMark", "{{ 主办机关 }}"), paragraph("LetterTopRule")]


def letter_head() -> list[str]:
    """What stands below the rules of a letter; without 发文机关 there is none."""
    number = (TAB, "{{ 发文字号 }}")
    first = when(
        "行.类别 == “份号”",
        paragraph("LetterNumber", "{{ 行.文字 }}", *number),
        otherwise=(paragraph("LetterNumber", ("HeadMarkChar", "{{ 行.文字 }}"), *number),),
    )
    marks = each("行", "各版头标注", *when("loop.first", *first, otherwise=(paragraph("HeadMark", "{{ 行.文字 }}"),)))
    alone = when("not 各版头标注", paragraph("LetterNumber", *number))
    blank = paragraph("BlankLine")
    return when("发文机关", *marks, *alone, blank, blank)
