"""Word files for the tests of core.sheets: the body and the styles are what matters, the rest is as small as can be."""

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from core.typesetting.values import Face, PageSection, Paragraph, ParagraphShape, TableBlock
from core.word.pages.reading import read_file

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = f'xmlns:w="{MAIN}" xmlns:r="{LINKS}"'
NOTHING: Mapping[str, str] = MappingProxyType({})
RELATIONS = (
    ("s", "styles", "styles.xml"),
    ("t", "theme", "theme/theme1.xml"),
    ("z", "settings", "settings.xml"),
    ("h1", "header", "header1.xml"),
    ("f1", "footer", "footer1.xml"),
    ("f2", "footer", "footer2.xml"),
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
    ' w:header="851" w:footer="1423" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)


def part(tag: str, content: str) -> str:
    """A part whose root is ``w:tag``."""
    return f"<w:{tag} {NAMES}>{content}</w:{tag}>"


def main_part(body: str) -> str:
    """The main part with that body, as the layout engine writes it."""
    return part("document", f"<w:body>{body}</w:body>")


def relations() -> str:
    """The relationships of the main part."""
    links = "".join(f'<Relationship Id="{i}" Type="{LINKS}/{kind}" Target="{name}"/>' for i, kind, name in RELATIONS)
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{links}</Relationships>'


def file(body: str, styles: str = "", parts: Mapping[str, str] = NOTHING) -> bytes:
    """A Word file; ``parts`` by their names below the folder word."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        usual = {"document.xml": main_part(body), "styles.xml": part("styles", styles)}
        for name, text in {**usual, "_rels/document.xml.rels": relations(), **parts}.items():
            package.writestr(f"word/{name}", text)
    return target.getvalue()


def sections(body: str, styles: str = "", parts: Mapping[str, str] = NOTHING) -> tuple[PageSection, ...]:
    """The sections of such a file."""
    return read_file(file(body, styles, parts))


def paragraph(xml: str, styles: str = "", parts: Mapping[str, str] = NOTHING) -> Paragraph:
    """The only paragraph of a file."""
    (block,) = sections(xml + SECTION, styles, parts)[0].blocks
    assert isinstance(block, Paragraph)
    return block


def table(xml: str, styles: str = "", parts: Mapping[str, str] = NOTHING) -> TableBlock:
    """The only block of a file, a table."""
    (block,) = sections(xml + SECTION, styles, parts)[0].blocks
    assert isinstance(block, TableBlock)
    return block


def shape(properties: str, styles: str = "") -> ParagraphShape:
    """The shape of a paragraph in 16 point type with these ``w:pPr``."""
    return paragraph(
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>文</w:t></w:r></w:p>', styles
    ).shape


def face(look: str, styles: str = "", parts: Mapping[str, str] = NOTHING, form: str = "") -> Face:
    """The face of a run with these ``w:rPr`` in a paragraph with these ``w:pPr``."""
    xml = f"<w:p><w:pPr>{form}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>文</w:t></w:r></w:p>"
    return paragraph(xml, styles, parts).pieces[0].face


def run(text: str, look: str = "") -> str:
    """A run of plain text."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def text(block: Paragraph) -> str:
    """What a paragraph shows."""
    return "".join(piece.text for piece in block.pieces)


def style(identifier: str, content: str = "", kind: str = "paragraph", based: str = "", default: bool = False) -> str:
    """A style whose name is its id."""
    marks = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}"{marks} w:styleId="{identifier}"><w:name w:val="{identifier}"/>{base}{content}</w:style>'


def defaults(look: str = "", form: str = "") -> str:
    """The defaults of a document."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{form}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
