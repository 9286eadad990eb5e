"""A table as a .docx file: A4 landscape, header row repeated on every page (ECMA-376 part 1, 17.4)."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from core.model.tables.paper_table import PaperTable, TableColumn
from core.package import OFFICE, XML_DECLARATION
from core.word.package_writer import write_package

WIDTH, HEIGHT, SIDE, ABOVE, BELOW = 16838, 11906, 1134, 1247, 1134
"""A4 landscape with its margins, in twips: 20 mm at the sides and below, 22 mm above."""

TEXT_WIDTH = WIDTH - 2 * SIDE
TITLE, LINE, HEAD, CELL = (
    ("方正小标宋简体", 44, 680),
    ("楷体_GB2312", 24, 440),
    ("黑体", 24, 400),
    ("仿宋_GB2312", 24, 360),
)
"""Fonts, half points and exact line heights in twips: 二号, and 小四 for the rest."""

LATIN = "Times New Roman"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
Look = tuple[str, int, int]


def word_table(table: PaperTable) -> bytes:
    """The file; equal tables give equal bytes. Characters that Word files cannot contain are left out."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(table),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("footer", "footer1.xml")),
        "word/styles.xml": _styles(),
        "word/footer1.xml": _footer(),
    }
    return write_package({name: (XML_DECLARATION + text).encode("utf-8") for name, text in parts.items()})


def _document(table: PaperTable) -> str:
    top = _paragraph(table.title, TITLE, "center", after=120)
    last = len(table.lines) - 1
    lines = "".join(_paragraph(text, LINE, "center", 0, 80 * (at == last)) for at, text in enumerate(table.lines))
    foot = _paragraph(table.foot, LINE, "both", before=120) if table.foot else ""
    section = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{ABOVE}" w:right="{SIDE}" w:bottom="{BELOW}" w:left="{SIDE}" w:header="851" w:footer="680" w:gutter="0"/>'
        "</w:sectPr>"
    )
    body = top + lines + _table(table) + foot + section
    return f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'


def _table(table: PaperTable) -> str:
    widths = _widths(table.columns)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [(column.head, "center") for column in table.columns]
    sides = ["center" if column.is_centred else "left" for column in table.columns]
    rows = "".join(_row(zip(row, sides, strict=True), widths, CELL) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(heads, widths, HEAD, is_head=True)}{rows}</w:tbl>"
    )


def _widths(columns: Sequence[TableColumn]) -> list[int]:
    whole = sum(column.share for column in columns)
    return [TEXT_WIDTH * column.share // whole for column in columns]


def _row(cells: Iterable[tuple[str, str]], widths: Sequence[int], look: Look, is_head: bool = False) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, look, side, 40, 40)}</w:tc>'
        for (text, side), width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{written}</w:tr>"


def _paragraph(text: str, look: Look, side: str, before: int = 0, after: int = 0) -> str:
    line = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{look[2]}" w:lineRule="exact"/><w:jc w:val="{side}"/>'
    plain = escape(CONTROL.sub("", text))
    return f'<w:p><w:pPr>{line}</w:pPr><w:r>{_face(look)}<w:t xml:space="preserve">{plain}</w:t></w:r></w:p>'


def _face(look: Look) -> str:
    font, size, _ = look
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{font}" w:cs="{LATIN}" w:hint="eastAsia"/>'
    return f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _footer() -> str:
    before, after = (f'<w:r>{_face(CELL)}<w:t xml:space="preserve">{dash}</w:t></w:r>' for dash in ("— ", " —"))
    field = f'<w:fldSimple w:instr=" PAGE "><w:r>{_face(CELL)}<w:t>1</w:t></w:r></w:fldSimple>'
    words = before + field + after
    return f'<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p></w:ftr>'


def _styles() -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    face = _face(CELL).replace("</w:rPr>", f"{language}</w:rPr>")
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    return f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault>{face}</w:rPrDefault></w:docDefaults>{normal}</w:styles>'


def _types() -> str:
    parts = {"document.main": "document.xml", "styles": "styles.xml", "footer": "footer1.xml"}
    known = "".join(
        f'<Override PartName="/word/{part}" ContentType="{TYPE}.{kind}+xml"/>' for kind, part in parts.items()
    )
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{usual}{known}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'
