"""Word files of our own read back: what must be the same, and copies as other programs would save them."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import Report, recognise_report
from tests.word_files import usual_layout

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "templates").glob("*/示例.txt"))
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.txt"))
RUN = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>([^<]{2,})</w:t></w:r>")
ENTITY = re.compile(r"&\w+;")
LAYOUT = usual_layout()


@cache
def report_in(path: Path) -> Report:
    """A text file as the program reads it."""
    return recognise_report(path.name, path.read_bytes()).value


def word_file(draft: Draft, marks: bool = False) -> bytes:
    """The draft in the usual layout."""
    return write_word(draft, LAYOUT, marks, draft.identity.key).value


def reread(data: bytes) -> Report:
    """A Word file as the program reads it."""
    return recognise_report("稿.docx", data).value


@cache
def read_again(path: Path) -> Report:
    """The Word file of the report in a text file, as the program reads it."""
    return reread(word_file(draft_of(report_in(path).document)))


def outline_of(elements: tuple[Element, ...]) -> list[tuple[object, ...]]:
    """What a clerk sees of every paragraph: role, nesting, number, heading, where the text begins, all of it."""
    return [_row(element) for element in elements]


def _row(element: Element) -> tuple[object, ...]:
    text = element.text.strip()
    if element.role is Role.TITLE:  # a long title is broken into lines where it is printed
        text = text.replace("\n", "")
    if element.role is not Role.HEADING:
        return element.role.value, text
    return element.role.value, element.level, element.depth, element.ordinal, element.heading, element.run_in, text


def outline_in(report: Report) -> list[tuple[object, ...]]:
    """The outline of a report as it would be exported: the title in one line, nothing that is no report."""
    return outline_of(draft_of(report.document).elements)


def facts_in(report: Report) -> list[tuple[str, ...]]:
    """The facts of a report, where they stand left out."""
    draft = draft_of(report.document)
    return [(fact.kind, fact.subkind, fact.text, fact.unit, fact.label) for fact in draft.facts]


def as_wps_writes(data: bytes) -> bytes:
    """The same file as WPS would save it: runs cut in pieces, proofing marks, revision ids, a dangling relationship."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(name, _changed(name, source.read(name)))
    return target.getvalue()


def _changed(name: str, part: bytes) -> bytes:
    if name == "word/document.xml":
        text = RUN.sub(_cut, part.decode("utf-8"))
        return text.replace("<w:p>", '<w:p w:rsidR="00A12B3C" w:rsidRDefault="00A12B3C">').encode("utf-8")
    if name == "word/_rels/document.xml.rels":
        dangling = b'<Relationship Id="rIdNull" Type="http://schemas.openxmlformats.org/x/image" Target="../NULL"/>'
        return part.replace(b"</Relationships>", dangling + b"</Relationships>")
    return part


def _cut(run: re.Match[str]) -> str:
    look, text = run[1] or "", run[2]
    if ENTITY.search(text):
        return run[0]
    middle = len(text) // 2
    head, tail = (
        f'<w:r w:rsidRPr="00D45E6F">{look}<w:t xml:space="preserve">{piece}</w:t></w:r>'
        for piece in (text[:middle], text[middle:])
    )
    return f'{head}<w:proofErr w:type="spellStart"/>{tail}<w:proofErr w:type="spellEnd"/>'
