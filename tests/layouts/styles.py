"""The styles that every built-in layout has, for the grid it stands on."""

from dataclasses import dataclass

from core.typesetting.standard import CHARACTER, CHARACTERS_PER_LINE, LINE, SIZE_2, SIZE_3, SIZE_4
from tests.layouts.markup import (
    BOLD,
    CENTRED,
    CLOSE,
    FANG,
    FLUSH,
    HEAD,
    HEI,
    KAI,
    KEEP,
    NAMES,
    NO_GRID,
    NO_SPACING,
    SONG,
    TITLE,
    font,
    indent,
    signed,
    single,
    size,
    spacing,
    style,
)


@dataclass(frozen=True)
class Grid:
    """Type sizes in points, character and line pitch in twips, and which heading levels are bold."""

    size: float = SIZE_3
    character: int = CHARACTER
    line: int = LINE
    title: float = SIZE_2
    title_line: int = LINE
    bold: tuple[int, ...] = ()
    per_line: int = CHARACTERS_PER_LINE

    @property
    def looser(self) -> str:
        """What is added to every character, as a run property."""
        return f'<w:spacing w:val="{self.character - self.size * 20:.0f}"/>'

    @property
    def first(self) -> str:
        """The indent of a paragraph's first line by two characters."""
        return f'<w:ind w:firstLineChars="200" w:firstLine="{2 * self.character + 2}"/>'


def styles(grid: Grid, *more: str) -> str:
    """The style sheet, with the styles that only this layout has."""
    items = [
        *_defaults(),
        _normal(grid),
        *_built_in(),
        *_front(grid),
        *_headings(grid),
        *_closing(grid),
        *_tables(),
        *_pages(),
        *more,
    ]
    return f"{HEAD}<w:styles {NAMES}>{''.join(items)}</w:styles>"


def _defaults() -> list[str]:
    return [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font(FANG)[:-2]} w:cs="Times New Roman"/>{size(SIZE_3)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>',
    ]


def _normal(grid: Grid) -> str:
    form = '<w:widowControl w:val="0"/><w:kinsoku/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    form += spacing(before=0, after=0, line=grid.line) + '<w:jc w:val="both"/>'
    look = font(FANG) + grid.looser + size(grid.size)
    return style("Normal", "Normal", form, look, builtin="yes").replace("<w:style ", '<w:style w:default="1" ')


def _built_in() -> list[str]:
    return [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>",
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style>",
    ]


def _front(grid: Grid) -> list[str]:
    title = spacing(line=grid.title_line) if grid.title_line != grid.line else ""
    block = {"next": "BodyParagraph", "builtin": "yes"}
    return [
        style("BodyParagraph", "正文段落", grid.first),
        style("BlankLine", "空行"),
        style(
            "Title",
            "Title",
            NO_GRID + title + CENTRED,
            font(TITLE) + NO_SPACING + size(grid.title),
            aliases="公文标题",
            **block,
        ),
        style("Subtitle", "Subtitle", CENTRED, font(KAI), aliases="副标题行", **block),
        style("LoneNumber", "单独字号", CENTRED),
        style("Addressee", "主送机关", next="BodyParagraph"),
        style("LeadChar", "段首句字符", "", font(FANG), kind="character"),
    ]


def _headings(grid: Grid) -> list[str]:
    return [made for level, face in enumerate((HEI, KAI, FANG, FANG), 1) for made in _heading(grid, level, face)]


def _heading(grid: Grid, level: int, face: str) -> tuple[str, str]:
    number, look = "一二三四"[level - 1], font(face) + (BOLD if level in grid.bold else "")
    paragraph = style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:outlineLvl w:val="{level - 1}"/>',
        look,
        aliases=f"{number}级标题",
        basedOn="BodyParagraph",
        next="BodyParagraph",
        link=f"Heading{level}Char",
        uiPriority="9",
        builtin="yes",
    )
    run_in = {"kind": "character", "link": f"Heading{level}", "uiPriority": "9"}
    return paragraph, style(f"Heading{level}Char", f"{number}级标题字符", "", look, **run_in)


def _closing(grid: Grid) -> list[str]:
    blank, one = spacing(before=grid.line), grid.character
    follows, last = {"next": "AttachmentNoteNext"}, grid.per_line - 2
    return [
        style("AttachmentNote", "附件说明", blank + indent(left=5 * one, hanging=3 * one), **follows),
        style("AttachmentNoteFirst", "附件说明首项", blank + indent(left=6 * one, hanging=4 * one), **follows),
        style("AttachmentNoteNext", "附件说明续项", indent(left=6 * one, hanging=one)),
        style("Signature", "署名", KEEP + blank + signed(last - 10, one) + CLOSE + FLUSH, next="IssueDate"),
        style("IssueDate", "成文日期", signed(last - 8, one) + FLUSH),
        style("LoneDate", "单独日期", blank + signed(last - 6, one) + FLUSH),
        style("Annotation", "附注", grid.first),
        style("AttachmentMark", "附件标识", "<w:pageBreakBefore/>", font(HEI), next="AttachmentTitle"),
        style(
            "AttachmentTitle",
            "附件标题",
            spacing(before=grid.line, after=grid.line),
            basedOn="Title",
            next="BodyParagraph",
        ),
    ]


def _tables() -> list[str]:
    """What no standard says of tables: 四号, lines as high as their type, heads in the middle."""
    return [
        style("TableCaption", "表题", single() + CENTRED),
        style("TableText", "表内文字", single() + FLUSH, NO_SPACING + size(SIZE_4)),
        style("TableHead", "表头", CENTRED, basedOn="TableText"),
        style("TableNote", "表注", single() + FLUSH),
    ]


def _pages() -> list[str]:
    number = NO_GRID + spacing(line=320) + indent(right=280) + '<w:jc w:val="right"/>'
    tag = '<w:color w:val="7F7F7F"/>' + NO_SPACING + size(12)
    return [
        style("PageNumber", "页码", number, font(SONG) + NO_SPACING + size(SIZE_4), hidden="yes"),
        style("PageNumberEven", "双页页码", indent(left=280, right=0) + FLUSH, hidden="yes", basedOn="PageNumber"),
        style("LayoutTag", "版式指令", spacing(line=320), tag, hidden="yes"),
    ]
