"""Word files for tests, written as the XML that matters: ``docx(p("正文"), styles=…)``."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from core.model.raw import RawParagraph
from core.word.reading.document import read_word

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
AUTHOR = 'w:id="1" w:author="甲" w:date="2022-07-01T00:00:00Z"'
REMOVED_MARK = f"<w:rPr><w:del {AUTHOR}/></w:rPr>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each given as its paragraphs."""
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph with a direct automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list; ``more`` stands between number format and text."""
    head = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{head}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, overrides: Mapping[int, str] | None = None) -> str:
    """A numbering part with one list; numbers 1 to 3 stand for it, changed by ``overrides``."""
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{(overrides or {}).get(number, "")}</w:num>'
        for number in (1, 2, 3)
    )
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def docx(*blocks: str, namespace: str = TRANSITIONAL, relations: str = "", **parts: str) -> bytes:
    """A Word file; ``parts`` are the insides of styles, numbering, footnotes and endnotes."""
    target = io.BytesIO()
    links = "".join(f'<Relationship Id="r{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in parts)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            _relations(f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'),
        )
        archive.writestr("word/_rels/document.xml.rels", _relations(links + relations))
        archive.writestr("word/document.xml", _part("document", f"<w:body>{''.join(blocks)}</w:body>", namespace))
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", _part(name, inside, namespace))
    return target.getvalue()


def _relations(links: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def _part(name: str, inside: str, namespace: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{namespace}" {NAMES}>{inside}</w:{name}>'


def paragraphs(*blocks: str, **parts: str) -> tuple[RawParagraph, ...]:
    """What the reader makes of the blocks."""
    return read_word(docx(*blocks, **parts)).value.paragraphs


def texts(*blocks: str, **parts: str) -> list[str]:
    """The texts of the paragraphs."""
    return [paragraph.text for paragraph in paragraphs(*blocks, **parts)]


def notices(*blocks: str, **parts: str) -> dict[str, str]:
    """The notices with their counts."""
    return {notice.code: str(notice.count) for notice in read_word(docx(*blocks, **parts)).notices}
