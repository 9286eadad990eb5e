"""Finished reports of very different houses, written as units send them; what they look like is known."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
TIMES = "Times New Roman"


@dataclass(frozen=True)
class Look:
    """How a role looks; lengths in twips, ``size`` in points, ``chars`` the first line in characters."""

    font: str
    size: float = 16
    latin: str = ""
    bold: bool = False
    align: str = "both"
    first: int = 0
    chars: int = 0
    left: int = 0
    right: int = 0
    line: int = 560
    rule: str = "exact"
    before: int = 0
    after: int = 0
    colour: str = ""

    def run(self) -> str:
        """The inside of w:rPr."""
        latin = self.latin or self.font
        bold = "<w:b/>" if self.bold else ""
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        half = f"{self.size * 2:.0f}"
        return (
            f'<w:rFonts w:ascii="{latin}" w:eastAsia="{self.font}" w:hAnsi="{latin}"/>{bold}{colour}'
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )

    def form(self) -> str:
        """The inside of w:pPr after the style."""
        indents = {"left": self.left, "right": self.right, "firstLineChars": self.chars * 100, "firstLine": self.twips}
        shown = " ".join(f'w:{name}="{value}"' for name, value in indents.items() if value)
        spaces = f'w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" w:lineRule="{self.rule}"'
        return f'<w:spacing {spaces}/>{f"<w:ind {shown}/>" if shown else ""}<w:jc w:val="{self.align}"/>'

    @property
    def twips(self) -> int:
        """The first line's indent."""
        return round(self.chars * self.size * 20) if self.chars else self.first


TEXT = (
    ("title", "关于{year}年上半年档案工作情况的报告"),
    ("subtitle", "（{year}年7月8日）"),
    ("blank", ""),
    ("addressee", "县委办公室、县政府办公室："),
    (
        "body",
        "{year}年上半年，我局围绕全县中心工作，着力夯实基础、提升服务，各项工作取得新的进展，现将有关情况报告如下。",
    ),
    ("h1", "一、主要工作开展情况"),
    (
        "h2",
        "（一）加强业务指导。‖深入12个乡镇和36个县直单位开展业务指导，举办培训班3期，培训档案人员286人次，基层档案管理水平明显提高。",
    ),
    ("h3", "1.规范归档范围。‖制定归档范围和保管期限表，指导58个单位完成修订，归档文件材料完整率达到98.5%。"),
    ("h3", "2.开展联合检查。‖会同有关部门检查单位41个，发现问题67个，全部督促整改到位。"),
    ("h4", "（1）检查的重点。‖重点检查库房温湿度、消防设施和电子档案备份情况。"),
    ("h2", "（二）做好接收进馆。‖接收到期档案1.2万卷，征集地方文献320件，馆藏结构进一步优化。"),
    ("h1", "二、存在的主要问题"),
    ("body", "一些单位对档案工作重视不够，专职人员偏少，业务能力有待提升；数字化进度不够均衡，经费保障还需加强。"),
    ("h1", "三、下一步打算"),
    ("body", "下半年，我局将坚持问题导向，细化工作措施，压实工作责任，确保全年目标任务圆满完成。"),
    ("body", "特此报告。"),
    ("gap", ""),
    ("signature", "云山县档案局"),
    ("date", "{year}年7月8日"),
)


@dataclass(frozen=True)
class House:
    """A unit's way: looks by role; ``run_in`` are the levels whose heading goes on in text; ``how`` direct, short, spaced or styles."""

    looks: Mapping[str, Look]
    run_in: tuple[str, ...] = ("h2", "h3", "h4")
    left_out: tuple[str, ...] = ()
    margins: tuple[int, int, int, int] = (2098, 1474, 1984, 1588)
    grid: str = ""
    how: str = "direct"
    head: str = ""
    foot: str = ""
    footer: str = ""
    header: str = ""
    styles: str = ""
    theme: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    relations: str = ""


def runs(text: str, look: Look, how: str) -> str:
    """The text in one run, or as WPS leaves it: many short ones, digits apart."""
    pieces = [text] if how != "short" else _short(text)
    made = []
    for number, piece in enumerate(pieces):
        hint = look.run().replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ', 1) if number % 2 else look.run()
        made.append(f'<w:r><w:rPr>{hint}</w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>')
    return "".join(made)


def _short(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if pieces and len(pieces[-1]) < 3 and character.isdigit() == pieces[-1][-1].isdigit():
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def paragraph(text: str, look: Look, how: str = "direct", style: str = "", lead: Look | None = None) -> str:
    """One paragraph; before ``‖`` stands a run-in heading in the look ``lead``."""
    start, mark, rest = text.partition("‖")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    if how == "styles" and style:
        made = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in (start, rest) if piece)
        return f"<w:p><w:pPr>{named}</w:pPr>{made}</w:p>"
    is_run_in = bool(mark) and lead is not None
    made = runs(start, lead, how) + runs(rest, look, how) if is_run_in else runs(start + rest, look, how)
    return f"<w:p><w:pPr>{named}{look.form()}</w:pPr>{made}</w:p>"


def body_of(house: House, year: int = 2022) -> str:
    """The paragraphs of the report."""
    made = []
    looks = {"blank": house.looks["body"], "gap": house.looks["body"], **house.looks}
    for role, words in TEXT:
        if role in house.left_out or role not in looks:
            continue
        text = words.format(year=year)
        look, lead = looks[role], None
        if role.startswith("h") and role in house.run_in:
            lead, look = look, house.looks["body"]
        elif role.startswith("h"):
            made.append(_heading(text, role, look, house))
            look, role, text = house.looks["body"], "body", text.partition("‖")[2]
            if not text:
                continue
        style = {"title": "Biaoti", "body": "Body"}.get(role, "") if house.how == "styles" else ""
        made.append(paragraph(_indented(text, role, house), look, house.how, style, lead))
    return "".join(made)


def _heading(text: str, role: str, look: Look, house: House) -> str:
    words = text.partition("‖")[0].rstrip("。")
    style = f"Bt{role[1]}" if house.how == "styles" else ""
    return paragraph(_indented(words, role, house), look, house.how, style)


def _indented(text: str, role: str, house: House) -> str:
    """Two ideographic blanks where the house indents with them."""
    return "　　" + text if house.how == "spaced" and role in ("body", "h1", "h2", "h3", "h4") else text


def finished(house: House, year: int = 2022) -> bytes:
    """The Word file."""
    top, right, bottom, left = house.margins
    links = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r{kind}"/>' for kind in ("header", "footer") if getattr(house, kind)
    )
    section = (
        f'<w:sectPr>{links}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}"'
        f' w:left="{left}" w:header="851" w:footer="1100" w:gutter="0"/><w:cols w:space="425"/>{house.grid}</w:sectPr>'
    )
    body = f"{house.head}{body_of(house, year)}{house.foot}{section}"
    parts = {
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {SPACES}>{house.styles or PLAIN_STYLES}</w:styles>",
        "docProps/core.xml": CORE,
        **house.more,
    }
    for kind, tag in (("header", "hdr"), ("footer", "ftr")):
        if getattr(house, kind):
            parts[f"word/{kind}1.xml"] = f"{HEAD}<w:{tag} {SPACES}>{getattr(house, kind)}</w:{tag}>"
    if house.theme:
        parts["word/theme/theme1.xml"] = house.theme
    return package(parts, house.relations)


def package(parts: Mapping[str, str | bytes], relations: str = "", main: str = "document") -> bytes:
    """A zip file with content types and relationships for the parts."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "styles": "styles",
        "header1": "header",
        "footer1": "footer",
        "settings": "settings",
        "comments": "comments",
    }
    types, links = [], []
    for name in parts:
        stem = name.rpartition("/")[2].removesuffix(".xml")
        if name.startswith("word/") and stem in kinds:
            types.append(f'<Override PartName="/{name}" ContentType="{word}.{kinds[stem]}+xml"/>')
            links.append(f'<Relationship Id="r{kinds[stem]}" Type="{OFFICE}/{kinds[stem]}" Target="{stem}.xml"/>')
        elif "theme" in name:
            types.append(
                f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
            )
            links.append(f'<Relationship Id="rtheme" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>')
    content = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.{main}.main+xml"/>{"".join(types)}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", content)
        target.writestr(
            "_rels/.rels",
            _linked(
                f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
                f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            ),
        )
        target.writestr("word/_rels/document.xml.rels", _linked("".join(links) + relations))
        for name, data in parts.items():
            target.writestr(name, data)
    return result.getvalue()


def _linked(links: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>内部稿</dc:title><dc:creator>林立</dc:creator><cp:lastModifiedBy>周明</cp:lastModifiedBy></cp:coreProperties>"
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>{}</w:style>'
PLAIN_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="宋体" w:hAnsi="Calibri"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>" + NORMAL.format('<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="21"/></w:rPr>')
)
PAGE_FIELD = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
FOOTER = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{PAGE_FIELD}</w:p>'


def usual_looks(**changed: Look) -> dict[str, Look]:
    """The looks of GB/T 9704 with 28 磅, some of them changed."""
    fang, kai, hei = "仿宋_GB2312", "楷体_GB2312", "黑体"
    return {
        "title": Look("方正小标宋简体", 22, align="center", line=600),
        "addressee": Look(fang),
        "body": Look(fang, chars=2),
        "h1": Look(hei, chars=2),
        "h2": Look(kai, chars=2),
        "h3": Look(fang, chars=2, bold=True),
        "h4": Look(fang, chars=2),
        "signature": Look(fang, align="right", right=640),
        "date": Look(fang, align="right", right=640),
        **changed,
    }


def changed(data: bytes, words: dict[str, str], count: int = -1) -> bytes:
    """The file with these words of its parts exchanged."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode("utf-8")
            for old, new in words.items():
                text = text.replace(old, new, count)
            target.writestr(name, text)
    return result.getvalue()
