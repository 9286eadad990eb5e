"""Builds ``templates/layouts/国标公文.docx`` from nothing: ``python -m tests.make_layout [TARGET]``.

The committed file is the source of truth: it may be opened and changed in Word or WPS. This script only says how it
came about, for a maintainer who wants to begin a layout without the styles that an office program carries along.
Numbers: GB/T 9704-2012 as worked out in core/page/standard.py. Order of elements: ECMA-376 part 1, wml.xsd.
"""

import sys
from pathlib import Path

from core.layouts.archive import build, pack
from core.page.standard import (
    BOTTOM,
    CHARACTER,
    FOOTER,
    LEFT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP,
)

TARGET = Path(__file__).resolve().parents[1] / "templates" / "layouts" / "国标公文.docx"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{MAIN}" xmlns:r="{LINKS}"'

SONG, HEI, KAI, FANG, TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
FONTS = ((FANG, "仿宋"), (KAI, "楷体"), (TITLE, "方正小标宋_GBK"), (HEI, "SimHei"), (SONG, "SimSun"))
INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER + 2}"/>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def indent(**twips: int) -> str:
    return "<w:ind " + " ".join(f'w:{name}="{value}"' for name, value in twips.items()) + "/>"


FLUSH = '<w:jc w:val="left"/>'


def signed(characters: int) -> str:
    """Left indent in characters; to the right there is room, so that a stand-in font with wide digits breaks no line."""
    return indent(left=characters * CHARACTER, right=-2 * CHARACTER)


def style(identifier: str, name: str, paragraph: str = "", look: str = "", **more: str) -> str:
    """A paragraph style, or a character style when ``kind`` says so."""
    kind = more.get("kind", "paragraph")
    parts = [f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>']
    if more.get("builtin"):
        parts[0] = parts[0].replace(' w:customStyle="1"', "")
    order = ("aliases", "basedOn", "next", "link", "uiPriority")
    parts += [f'<w:{key} w:val="{more[key]}"/>' for key in order if key in more]
    parts.append("" if more.get("hidden") else "<w:qFormat/>")
    parts.append(f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
    parts.append(f"<w:rPr>{look}</w:rPr>" if look else "")
    return "".join(parts) + "</w:style>"


def heading(level: int, face: str) -> str:
    number = "一二三四"[level - 1]
    return style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:outlineLvl w:val="{level - 1}"/>',
        font(face),
        aliases=f"{number}级标题",
        basedOn="BodyParagraph",
        next="BodyParagraph",
        link=f"Heading{level}Char",
        uiPriority="9",
        builtin="yes",
    ) + style(
        f"Heading{level}Char",
        f"{number}级标题字符",
        "",
        font(face),
        kind="character",
        basedOn="DefaultParagraphFont",
        link=f"Heading{level}",
        uiPriority="9",
    )


def styles() -> str:
    plain = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
    normal = f'<w:widowControl w:val="0"/><w:kinsoku/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{plain}'
    blank_before = f'<w:spacing w:before="{LINE}"/>'
    centred = '<w:jc w:val="center"/>'
    number = '<w:snapToGrid w:val="0"/><w:spacing w:line="320" w:lineRule="exact"/>'
    attached = {"basedOn": "Normal"}
    items = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font(FANG)[:-2]} w:cs="Times New Roman"/>{size(SIZE_3)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>',
        style(
            "Normal",
            "Normal",
            normal + '<w:jc w:val="both"/>',
            font(FANG) + '<w:spacing w:val="-5"/>' + size(SIZE_3),
            builtin="yes",
        ).replace("<w:style ", '<w:style w:default="1" '),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>",
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style>",
        style("BodyParagraph", "正文段落", INDENT, basedOn="Normal"),
        style(
            "Title",
            "Title",
            '<w:snapToGrid w:val="0"/>' + centred,
            font(TITLE) + '<w:spacing w:val="0"/>' + size(SIZE_2),
            aliases="公文标题",
            basedOn="Normal",
            next="BodyParagraph",
            builtin="yes",
        ),
        style(
            "Subtitle",
            "Subtitle",
            centred,
            font(KAI),
            aliases="副标题行",
            basedOn="Normal",
            next="BodyParagraph",
            builtin="yes",
        ),
        *(heading(level, face) for level, face in enumerate((HEI, KAI, FANG, FANG), 1)),
        style("LeadChar", "段首句字符", "", font(FANG), kind="character", basedOn="DefaultParagraphFont"),
        style("DocumentNumber", "发文字号", centred, **attached),
        style("Addressee", "主送机关", next="BodyParagraph", **attached),
        style(
            "AttachmentNote",
            "附件说明",
            blank_before + indent(left=5 * CHARACTER, hanging=3 * CHARACTER),
            next="AttachmentNoteNext",
            **attached,
        ),
        style(
            "AttachmentNoteFirst",
            "附件说明首项",
            blank_before + indent(left=6 * CHARACTER, hanging=4 * CHARACTER),
            next="AttachmentNoteNext",
            **attached,
        ),
        style("AttachmentNoteNext", "附件说明续项", indent(left=6 * CHARACTER, hanging=CHARACTER), **attached),
        style(
            "Signature",
            "署名",
            blank_before + signed(16) + "<w:contextualSpacing/>" + FLUSH,
            next="IssueDate",
            **attached,
        ),
        style("IssueDate", "成文日期", signed(18) + FLUSH, **attached),
        style("LoneDate", "单独日期", blank_before + signed(20) + FLUSH, **attached),
        style("Annotation", "附注", INDENT, **attached),
        style("AttachmentMark", "附件标识", "<w:pageBreakBefore/>", font(HEI), next="AttachmentTitle", **attached),
        style(
            "AttachmentTitle",
            "附件标题",
            f'<w:spacing w:before="{LINE}" w:after="{LINE}"/>',
            basedOn="Title",
            next="BodyParagraph",
        ),
        style(
            "PageNumber",
            "页码",
            number + indent(right=280) + '<w:jc w:val="right"/>',
            font(SONG) + '<w:spacing w:val="0"/>' + size(SIZE_4),
            hidden="yes",
            **attached,
        ),
        style(
            "PageNumberEven",
            "双页页码",
            indent(left=280, right=0) + '<w:jc w:val="left"/>',
            hidden="yes",
            basedOn="PageNumber",
        ),
        style(
            "LayoutTag",
            "版式指令",
            '<w:spacing w:line="320" w:lineRule="exact"/>',
            '<w:color w:val="7F7F7F"/><w:spacing w:val="0"/>' + size(12),
            hidden="yes",
            **attached,
        ),
    ]
    return f"{HEAD}<w:styles {NAMES}>{''.join(items)}</w:styles>"


def paragraph(style_id: str, *runs: tuple[str, str] | str) -> str:
    made = []
    for run in runs:
        look, text = run if isinstance(run, tuple) else ("", run)
        properties = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
        made.append(f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>')
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{"".join(made)}</w:p>'


def control(text: str) -> str:
    return paragraph("LayoutTag", text)


def lines() -> list[str]:
    """The layout as a clerk reads it, one paragraph a line."""
    result = [
        control("{% if 标题 %}"),
        paragraph("Title", "{{ 标题 }}"),
        control("{% endif %}"),
        control("{% for 行 in 各副标题 %}"),
        paragraph("Subtitle", "{{ 行.文字 }}"),
        control("{% endfor %}"),
        control("{% if 标题 or 各副标题 %}"),
        paragraph("BodyParagraph"),
        control("{% endif %}"),
        control("{% for 段 in 各段 %}"),
        control("{% if 段.类别 == “正文” %}"),
        paragraph("BodyParagraph", "{{ 段.序号 }}{{ 段.正文 }}"),
    ]
    for level, name in enumerate("一二三四", 1):
        result += [
            control(f"{{% elif 段.类别 == “{name}级标题” %}}"),
            paragraph(f"Heading{level}", "{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"),
            control(f"{{% elif 段.类别 == “{name}级段首标题” %}}"),
            paragraph("BodyParagraph", (f"Heading{level}Char", "{{ 段.序号 }}{{ 段.标题 }}"), "{{ 段.正文 }}"),
        ]
    result += [
        control("{% elif 段.类别 == “段首句” %}"),
        paragraph("BodyParagraph", ("LeadChar", "{{ 段.序号 }}{{ 段.标题 }}"), "{{ 段.正文 }}"),
    ]
    single = (
        *(("主送机关", "Addressee"), ("发文字号", "DocumentNumber"), ("副标题", "Subtitle")),
        *(("附件说明", "AttachmentNote"), ("附件说明首项", "AttachmentNoteFirst")),
        *(
            ("附件说明续项", "AttachmentNoteNext"),
            ("署名", "Signature"),
            ("成文日期", "IssueDate"),
            ("单独日期", "LoneDate"),
        ),
        *(("附注", "Annotation"), ("附件标识", "AttachmentMark"), ("附件标题", "AttachmentTitle")),
    )
    for kind, style_id in single:
        result += [control(f"{{% elif 段.类别 == “{kind}” %}}"), paragraph(style_id, "{{ 段.文字 }}")]
    return [*result, control("{% endif %}"), control("{% endfor %}")]


def document() -> str:
    section = (
        '<w:sectPr><w:footerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="851" w:footer="{FOOTER}"'
        f' w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {NAMES}><w:body>{''.join(lines())}{section}</w:body></w:document>"


def footer(style_id: str) -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'{HEAD}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        f"{dash.format('— ')}{number}{dash.format(' —')}</w:p></w:ftr>"
    )


def settings() -> str:
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{HEAD}<w:settings {NAMES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{modern}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    faces = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in FONTS
    )
    return f"{HEAD}<w:fonts {NAMES}>{faces}</w:fonts>"


def relations(*pairs: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = (
        ("/word/document.xml", f"{word}.document.main+xml"),
        ("/word/styles.xml", f"{word}.styles+xml"),
        ("/word/settings.xml", f"{word}.settings+xml"),
        ("/word/fontTable.xml", f"{word}.fontTable+xml"),
        ("/word/footer1.xml", f"{word}.footer+xml"),
        ("/word/footer2.xml", f"{word}.footer+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    made = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'
    )


def properties() -> tuple[str, str]:
    office = "http://schemas.openxmlformats.org"
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{office}/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>国标公文版式</dc:title></cp:coreProperties>'
    )
    app = f'{HEAD}<Properties xmlns="{office}/officeDocument/2006/extended-properties"><Application>Nigao</Application></Properties>'
    return core, app


def layout() -> bytes:
    """The whole file; the same bytes every time."""
    core, app = properties()
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{LINKS}/officeDocument", "word/document.xml"),
            (package, "docProps/core.xml"),
            (f"{LINKS}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(
            (f"{LINKS}/styles", "styles.xml"),
            (f"{LINKS}/settings", "settings.xml"),
            (f"{LINKS}/fontTable", "fontTable.xml"),
            (f"{LINKS}/footer", "footer2.xml"),
            (f"{LINKS}/footer", "footer1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer("PageNumber"),
        "word/footer2.xml": footer("PageNumberEven"),
        "docProps/core.xml": core,
        "docProps/app.xml": app,
    }
    return build(pack(name, text.encode("utf-8"), 9) for name, text in parts.items())


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else TARGET).write_bytes(layout())
