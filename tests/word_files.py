"""Word files for tests: small layouts written by hand, and finished files read back with the standard library only."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from tests.layouts.built_in import layout
from tests.layouts.markup import HEAD, NAMES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "layouts" / "国标公文.docx"


def usual_layout() -> WordLayout:
    """The committed 国标公文 layout, compiled."""
    return load_layout(LAYOUT.read_bytes())


def p(*runs: str, style: str = "BodyParagraph") -> str:
    """A paragraph of plain runs, as an office program writes it."""
    made = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f'<w:p w:rsidR="00A1"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{made}</w:p>'


def layout_file(*body: str, **parts: str) -> bytes:
    """A layout with the usual styles and these paragraphs; ``parts`` replaces others, ``word__x_xml`` for word/x.xml."""
    result = io.BytesIO()
    given = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    document = f"{HEAD}<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>"
    with zipfile.ZipFile(io.BytesIO(layout("内部材料"))) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            usual = document if name == "word/document.xml" else source.read(name)
            target.writestr(name, given.pop(name, usual))
        for name, text in given.items():
            target.writestr(name, text)
    return result.getvalue()


def compiled(*body: str) -> WordLayout:
    """The layout of these paragraphs, compiled."""
    return load_layout(layout_file(*body))


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """A part of a file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


@dataclass(frozen=True)
class Run:
    """A piece of text with the name of its character style."""

    text: str
    style: str
    is_yellow: bool


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its style's name and its bookmark."""

    style: str
    runs: tuple[Run, ...]
    bookmark: str

    @property
    def text(self) -> str:
        """All text, line breaks as new lines and tabs as tabs."""
        return "".join(run.text for run in self.runs)


def paragraphs(data: bytes) -> list[Paragraph]:
    """All paragraphs of the body in order, blank ones included."""
    names = style_names(data)
    return [_paragraph(element, names) for element in part(data).iter(f"{W}p")]


def texts(data: bytes) -> list[str]:
    """The text of the paragraphs that are not blank."""
    return [paragraph.text for paragraph in paragraphs(data) if paragraph.text.strip()]


def style_names(data: bytes) -> dict[str, str]:
    """Style names by id."""
    styles = part(data, "word/styles.xml").iter(f"{W}style")
    return {style.get(f"{W}styleId", ""): _value(style.find(f"{W}name")) for style in styles}


def style(data: bytes, name: str) -> ElementTree.Element:
    """The style of that name."""
    found = part(data, "word/styles.xml").iter(f"{W}style")
    return next(element for element in found if _value(element.find(f"{W}name")) == name)


def indent(data: bytes, name: str) -> int:
    """Left indent of a style in twips."""
    element = style(data, name).find(f"{W}pPr/{W}ind")
    return int(element.get(f"{W}left", "0")) if element is not None else 0


def _value(element: ElementTree.Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _paragraph(element: ElementTree.Element, names: dict[str, str]) -> Paragraph:
    bookmark = element.find(f"{W}bookmarkStart")
    return Paragraph(
        names.get(_value(element.find(f"{W}pPr/{W}pStyle")), ""),
        tuple(_run(run, names) for run in element.iter(f"{W}r")),
        "" if bookmark is None else bookmark.get(f"{W}name", ""),
    )


def _run(run: ElementTree.Element, names: dict[str, str]) -> Run:
    text = "".join(_pieces(run))
    look = names.get(_value(run.find(f"{W}rPr/{W}rStyle")), "")
    return Run(text, look, _value(run.find(f"{W}rPr/{W}highlight")) == "yellow")


def _pieces(run: ElementTree.Element) -> Iterator[str]:
    for child in run:
        yield {f"{W}t": child.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(child.tag, "")
