"""Export of the draft of two long reports with a compiled layout, against docxtpl on an equal template.

A whole export also reads its file back and tells what is missing there; the peer does so with python-docx. It is spared the
placing of the imprint, which takes pages.
"""

import io
import re
import zipfile
from dataclasses import replace
from itertools import chain, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docxtpl import DocxTemplate

from core import segment
from core.files import write_atomically
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.parsing.recognise import recognise
from core.typesetting.standard import TITLE_CHARACTERS
from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from core.word.writing.values import TextOptions, layout_values
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.formats import read
from tests.bench.frame import Row, medians
from tests.words import PHRASES

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = ROOT / "templates" / "layouts" / "内部材料.docx"
REPORTS = ("000_*.txt", "001_*.txt")
SEEDS = ROOT.parent / "shared" / "seeds"
FRAMED = LAYOUT.with_name("国标公文.docx")
FRAME = {
    "发文机关": "青禾县档案馆",
    "发文字号": "青档发〔2023〕5号",
    "抄送": "县委办公室",
    "印发机关": "青禾县档案馆办公室",
    "印发日期": "2023年7月10日",
}
MARK, WHOLE_MARK = 8.0, 5.0
WHOLE_ROUNDS = 31
ROUNDS = 61


def rows() -> list[Row]:
    """One row; none where the real reports are missing."""
    paths = [path for pattern in REPORTS for path in sorted(SEEDS.glob(pattern))]
    if len(paths) < len(REPORTS):
        print("export: ../shared is missing, left out")
        return []
    draft = draft_of(paths)
    data = LAYOUT.read_bytes()
    layout, peer_data = load_layout(data), peer_layout(data)
    ours, peer = medians(
        lambda: write_word(draft, layout, False, "bench"), lambda: render_peer(draft, peer_data), ROUNDS
    )
    return [Row("export of seeds 000 + 001", ours, peer, MARK, "faster"), _whole_row(draft)]


def _whole_row(draft: Draft) -> Row:
    """The whole export in 国标公文 with head and imprint, read back and to the disk, one paragraph changed since the last
    time."""
    identity = replace(draft.identity, particulars=tuple(FRAME.items()))
    drafts = [replace(draft, identity=identity, elements=_edited(draft.elements, text)) for text in ("一。", "二二。")]
    turns, data = cycle(drafts), peer_layout(FRAMED.read_bytes())
    with TemporaryDirectory() as folder:
        target, options = Path(folder) / "a.docx", ExportOptions(layout=FRAMED.stem, marks=False)
        ours, peer = medians(
            lambda: export_draft(next(turns), target, options),
            lambda: export_peer(drafts[0], data, target),
            WHOLE_ROUNDS,
        )
    return Row("whole export in 国标公文, one paragraph edited", ours, peer, WHOLE_MARK, "faster")


def _edited(elements: tuple[Element, ...], text: str) -> tuple[Element, ...]:
    at = len(elements) // 2
    return (*elements[:at], replace(elements[at], content=elements[at].content + text), *elements[at + 1 :])


def draft_of(paths: list[Path]) -> Draft:
    """One draft of several reports, with a title."""
    elements = [Element("e1", Role.TITLE, "2022年上半年党建工作总结")]
    for path in paths:
        document = recognise(read(path.name, path.read_bytes()).value, PHRASES).value
        elements += [replace(e, id=f"e{number}") for number, e in enumerate(document.elements, len(elements) + 1)]
    return Draft(Identity("上半年工作总结", 2022, "青禾县档案馆", "上半年", "bench"), tuple(elements))


def peer_layout(data: bytes) -> bytes:
    """The same paragraphs, styles and bookmarks with the tags as docxtpl wants them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            part = source.read(name)
            result.writestr(name, peer_tags(part.decode("utf-8")) if name == "word/document.xml" else part)
    return target.getvalue()


def peer_tags(xml: str) -> str:
    """Whole-paragraph tags with docxtpl's p, plain quotes, and a bookmark in every other paragraph of the loop."""
    xml = re.sub(r"<w:p>(?:(?!</w:p>).)*</w:p>", lambda found: _peer_paragraph(found[0]), xml)
    begin = '<w:bookmarkStart w:id="{{ loop.index }}" w:name="_GW_bench_{{ 段.编号 }}"/>'
    paragraph = re.compile(r"(<w:p><w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)((?:(?!</w:p>).)*\{\{ 段(?:(?!</w:p>).)*)</w:p>")
    return paragraph.sub(rf'\1{begin}\2<w:bookmarkEnd w:id="{{{{ loop.index }}}}"/></w:p>', xml)


def _peer_paragraph(xml: str) -> str:
    """One paragraph: p only where it holds tags and nothing else, and is not one of table rows."""
    shown = re.sub(r"<[^>]*>|\{%.*?%\}", "", xml)
    scope = "" if shown.strip() or "{%tr" in xml else "p"
    return re.sub(r"\{%(.*?)%\}", lambda found: "{%" + scope + re.sub("[“”]", "'", found[1]) + "%}", xml)


def export_peer(draft: Draft, data: bytes, target: Path) -> None:
    """The whole export with docxtpl: rendered, read back, written."""
    written = render_peer(draft, data)
    lost = texts_missing(draft, written)
    if lost:
        raise AssertionError(f"not in the peer's file: {lost[:3]}")
    write_atomically(target, written)


def texts_missing(draft: Draft, data: bytes) -> list[str]:
    """The paragraphs of a draft that a Word file does not hold, white space apart."""
    document = Document(io.BytesIO(data))
    margins = chain.from_iterable((each.header, each.footer, each.even_page_footer) for each in document.sections)
    found = chain(document.paragraphs, *(each.paragraphs for each in margins if not each.is_linked_to_previous))
    whole = "\n".join("".join(paragraph.text.split()) for paragraph in found)
    return [each.text for each in draft.elements if "".join(each.text.split()) not in whole]


def render_peer(draft: Draft, data: bytes) -> bytes:
    """The file as docxtpl writes it."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(layout_values(draft, TextOptions({}, segment.words, TITLE_CHARACTERS)), autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()
