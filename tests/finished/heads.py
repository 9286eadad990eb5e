"""Red heads, imprints, style sheets and themes of finished reports, each made another way."""

from tests.finished.report import NORMAL, TIMES, Look, paragraph, runs

RED = Look("方正小标宋简体", 48, align="center", colour="FF0000", line=240, rule="auto")
FANG, HEI, SMALL = Look("仿宋_GB2312"), Look("黑体"), Look("仿宋_GB2312", 14)
RULE = (
    '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>'
    '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>{}</w:p>'
)
PLAIN_HEAD = (
    paragraph("000123", FANG)
    + paragraph("机密★1年", HEI)
    + paragraph("特急", HEI)
    + paragraph("云山县档案局文件", RED)
    + paragraph("", FANG)
    + RULE.format(runs("云档发〔2022〕15号", FANG, "short"))
    + paragraph("", FANG)
)
_BOX = (
    '<w:r><w:pict><v:line id="line1" style="position:absolute;left:0;text-align:left;margin-left:0;margin-top:6pt;'
    'width:442pt;height:0;z-index:1" from="0,6pt" to="442pt,6pt" strokecolor="red" strokeweight="2pt"/></w:pict></w:r>'
)
LINE_HEAD = (
    paragraph("云山县档案局", RED)
    + paragraph("云档报〔2022〕15号　　　　　　　　签发人：林立", FANG)
    + f"<w:p><w:pPr/>{_BOX}</w:p>"
)


def _cell(content: str, width: int, borders: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'


def _table(rows: str, *widths: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


_UNDER = '<w:tcBorders><w:bottom w:val="single" w:sz="18" w:space="0" w:color="FF0000"/></w:tcBorders>'
TABLE_HEAD = _table(
    "<w:tr>" + _cell(paragraph("云山县档案局", RED), 6000) + _cell(paragraph("签发人：周明", FANG), 2844) + "</w:tr><w:tr>"
    + _cell(paragraph("云档〔2022〕3号", FANG), 6000, _UNDER) + _cell(paragraph("", FANG), 2844, _UNDER) + "</w:tr>",
    6000, 2844,
)  # fmt: skip
_LINES = (
    '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>'
)
TABLE_FOOT = paragraph("", FANG) * 3 + _table(
    "<w:tr>" + _cell(paragraph("抄送：市档案局，县委办公室。", SMALL), 8844, _LINES) + "</w:tr><w:tr>"
    + _cell(paragraph("云山县档案局办公室　　　　　2022年7月9日印发", SMALL), 8844, _LINES) + "</w:tr>",
    8844,
) + "<w:p/>"  # fmt: skip
PLAIN_FOOT = (
    paragraph("", FANG)
    + RULE.format("").replace("FF0000", "auto")
    + paragraph("抄送：市档案局。", SMALL)
    + paragraph("云山县档案局办公室", SMALL).replace(
        "</w:p>", f"<w:r><w:tab/></w:r>{runs('2022年7月9日印发', SMALL, 'direct')}</w:p>"
    )
    + paragraph("（共印30份）", SMALL)
)
_FONTS = '<w:rFonts w:ascii="{0}" w:eastAsia="{0}" w:hAnsi="{0}"/>'


def style(identifier: str, name: str, look: Look, outline: int = 0, base: str = "a") -> str:
    """A paragraph style."""
    level = f'<w:outlineLvl w:val="{outline - 1}"/>' if outline else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:qFormat/>'
        f"<w:pPr>{look.form()}{level}</w:pPr><w:rPr>{look.run()}</w:rPr></w:style>"
    )


def styled(looks: dict[str, Look]) -> str:
    """A style sheet with the headings of an office program and a body style."""
    normal = NORMAL.format('<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="21"/></w:rPr>')
    headings = "".join(style(f"Bt{level}", f"heading {level}", looks[f"h{level}"], level) for level in range(1, 5))
    return (
        f"<w:docDefaults/>{normal}{style('Biaoti', 'Title', looks['title'])}{headings}"
        f"{style('Body', 'Body Text', looks['body'])}"
    )


THEME = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office">'
    '<a:themeElements><a:clrScheme name="Office">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        for name, colour in zip(
            (
                "dk1",
                "lt1",
                "dk2",
                "lt2",
                "accent1",
                "accent2",
                "accent3",
                "accent4",
                "accent5",
                "accent6",
                "hlink",
                "folHlink",
            ),
            ("000000", "FFFFFF", *["1F497D"] * 10),
            strict=True,
        )
    )
    + '</a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/>'
    '<a:font script="Hans" typeface="黑体"/></a:majorFont><a:minorFont><a:latin typeface="Times New Roman"/><a:ea typeface=""/>'
    '<a:cs typeface=""/><a:font script="Hans" typeface="仿宋"/></a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:fillStyleLst><a:lnStyleLst>"
    + '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + "</a:effectStyleLst><a:bgFillStyleLst>"
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
THEMED = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi"/>'
BOLD_KAI = Look("楷体_GB2312", chars=2, bold=True)
WIDE = Look("仿宋_GB2312", 15, TIMES, chars=2, line=360, rule="auto")
