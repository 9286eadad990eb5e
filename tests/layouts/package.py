"""The parts of a Word file around styles and text, and the file itself."""

from dataclasses import dataclass

from core.typesetting.standard import BOTTOM, FOOTER, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP
from core.word.package_writer import build, pack
from tests.layouts.markup import FONTS, HEAD, LINKS, NAMES, paragraph, when
from tests.layouts.styles import Grid, styles

OFFICE = "http://schemas.openxmlformats.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Margin:
    """A page header or footer: ``kind`` is header or footer, ``pages`` default, even or first."""

    kind: str
    pages: str
    lines: tuple[str, ...]

    @property
    def xml(self) -> str:
        """The part."""
        tag = {"header": "hdr", "footer": "ftr"}[self.kind]
        return f"{HEAD}<w:{tag} {NAMES}>{''.join(self.lines)}</w:{tag}>"


@dataclass(frozen=True)
class Source:
    """A layout before it is a file: ``lines`` of the text with BREAK where the pages before an imprint end.

    ``margins`` are headers and footers of all pages but a page for the imprint alone; ``alone``: the imprint may have one.
    """

    name: str
    grid: Grid
    styles: tuple[str, ...]
    lines: tuple[str, ...]
    margins: tuple[Margin, ...]
    alone: bool = False
    header_top: int = 851
    footer_bottom: int = FOOTER


BREAK = "<!-- break -->"


def numbered_footers(*below: str) -> tuple[Margin, ...]:
    """Page numbers on the outer side, and what stands below them."""
    odd, even = (_number(style_id) for style_id in ("PageNumber", "PageNumberEven"))
    return (Margin("footer", "even", (even, *below)), Margin("footer", "default", (odd, *below)))


def _number(style_id: str) -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{dash.format("— ")}{number}{dash.format(" —")}</w:p>'


def file(source: Source) -> bytes:
    """The whole file; the same bytes every time."""
    return build(pack(name, text.encode("utf-8"), 9) for name, text in parts(source).items())


def parts(source: Source) -> dict[str, str]:
    """The parts by name."""
    margins = _margins(source)
    files = _margin_names(margins)
    kinds = [(f"{LINKS}/{kind}", f"{kind}.xml") for kind in ("styles", "settings", "fontTable")]
    links = kinds + [(f"{LINKS}/{margin.kind}", name) for margin, name in zip(margins, files, strict=True)]
    core, app = _properties(source.name)
    return {
        "[Content_Types].xml": content_types(*files),
        "_rels/.rels": relations(
            (f"{LINKS}/officeDocument", "word/document.xml"),
            (f"{OFFICE}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{LINKS}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": _document(source, margins),
        "word/_rels/document.xml.rels": relations(*links),
        "word/styles.xml": styles(source.grid, *source.styles),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        **{f"word/{name}": margin.xml for margin, name in zip(margins, files, strict=True)},
        "docProps/core.xml": core,
        "docProps/app.xml": app,
    }


def _margins(source: Source) -> list[Margin]:
    """Those of the last section, which fall silent on a page for the imprint alone, and then those of the text's."""
    if not source.alone:
        return list(source.margins)
    blank = paragraph("AfterImprint")
    last = [
        Margin(margin.kind, margin.pages, tuple(when("not 版记独页", *margin.lines, otherwise=(blank,))))
        for margin in source.margins
    ]
    return last + list(source.margins)


def _margin_names(margins: list[Margin]) -> list[str]:
    kinds = [margin.kind for margin in margins]
    return [f"{kind}{kinds[:place].count(kind) + 1}.xml" for place, kind in enumerate(kinds)]


def _document(source: Source, margins: list[Margin]) -> str:
    count, first_link = len(source.margins), 4
    last = _section(source, list(source.margins), first_link)
    inner = _section(source, list(source.margins), first_link + count)
    lines = "".join(source.lines).replace(BREAK, paragraph("AfterImprint", more=inner))
    return f"{HEAD}<w:document {NAMES}><w:body>{lines}{last}</w:body></w:document>"


def _section(source: Source, margins: list[Margin], first_link: int) -> str:
    references = "".join(
        f'<w:{margin.kind}Reference w:type="{margin.pages}" r:id="rId{link}"/>'
        for link, margin in enumerate(margins, first_link)
    )
    first = any(margin.pages == "first" for margin in margins)
    # LibreOffice centres the lines of a grid in what a tall header leaves of the page.
    grid = "" if first else ' w:type="lines"'
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="{source.header_top}"'
        f' w:footer="{source.footer_bottom}" w:gutter="0"/><w:cols w:space="425"/>{"<w:titlePg/>" if first else ""}'
        f'<w:docGrid{grid} w:linePitch="{source.grid.line}"/></w:sectPr>'
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
    return f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships">{made}</Relationships>'


def content_types(*margins: str) -> str:
    overrides = (
        ("/word/document.xml", f"{WORD}.document.main+xml"),
        *((f"/word/{kind}.xml", f"{WORD}.{kind}+xml") for kind in ("styles", "settings", "fontTable")),
        *((f"/word/{name}", f"{WORD}.{name[:6]}+xml") for name in margins),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    made = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'
    )


def _properties(name: str) -> tuple[str, str]:
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{name}版式</dc:title></cp:coreProperties>'
    )
    app = f'{HEAD}<Properties xmlns="{OFFICE}/officeDocument/2006/extended-properties"><Application>Nigao</Application></Properties>'
    return core, app
