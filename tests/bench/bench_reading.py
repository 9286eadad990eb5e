"""Reading a Word file as WPS writes it: styles, short runs with rsid and proofErr, numbering, revisions.

The peer does the same work with python-docx: text, style name, outline level, alignment, size, bold, numbers counted
by their level text, insertions taken and deletions left out.
"""

import gc
import io
import random
import re
from collections.abc import Iterator
from statistics import median
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.numbering import int_to_han
from core.word.reading.document import read_word
from tests.bench.frame import Row, milliseconds, sized

MARK = 3.5
ROUNDS = sized(15, 1)
PARTS, TASKS, SENTENCES = 5, 12, 7
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
STYLE_IDS = ("2", "3", "4")
PLACE = re.compile(r"%(\d)")
SENTENCE = "持续 推进 全区 重点 工作 任务 干部 队伍 建设 ， 加强 基层 组织 服务 群众 能力 ， 落实 责任 清单 ， 开展 专题 培训 38 期 。"
WORDS = tuple(SENTENCE.split())


def wps_file(seed: int = 9704) -> bytes:
    """A report of some 20 pages: a heading and numbered paragraphs, split into runs of a word or two."""
    source = io.BytesIO()
    document = Document()
    document.save(source)
    body = "".join(_paragraphs(random.Random(seed)))
    with ZipFile(source) as old, ZipFile(target := io.BytesIO(), "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                head, _, tail = data.decode().partition("<w:body>")
                data = f"{head}<w:body>{body}{tail[tail.index('<w:sectPr') :]}".encode()
            if name == "word/styles.xml":
                data = data.replace(b"</w:styles>", _styles().encode() + b"</w:styles>")
            if name == "word/numbering.xml":
                data = re.sub(rb"<w:abstractNum .*</w:num>", _numbering().encode(), data, flags=re.DOTALL)
            new.writestr(name, data)
    return target.getvalue()


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="级别 {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr><w:jc w:val="both"/>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        for level, style_id in enumerate(STYLE_IDS)
    )


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(LEVELS)
    )
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{number}'


def _paragraphs(chance: random.Random) -> Iterator[str]:
    for _ in range(PARTS):
        yield _paragraph(chance, STYLE_IDS[0], 1)
        for task in range(TASKS):
            yield _paragraph(chance, STYLE_IDS[1 if task % 4 == 0 else 2], SENTENCES)


def _paragraph(chance: random.Random, style: str, sentences: int) -> str:
    runs = "".join(_run(chance, word) for _ in range(sentences) for word in WORDS)
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00{chance.randrange(10**6):06}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(chance: random.Random, word: str) -> str:
    look = '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'
    kind = chance.random()
    if kind < 0.03:
        mark = 'w:id="1" w:author="甲" w:date="2022-07-01T00:00:00Z"'
        return f"<w:del {mark}><w:r>{look}<w:delText>旧词</w:delText></w:r></w:del><w:ins {mark}><w:r>{look}<w:t>{word}</w:t></w:r></w:ins>"
    proof = '<w:proofErr w:type="gramStart"/>' if kind < 0.2 else ""
    return f'{proof}<w:r w:rsidR="00{chance.randrange(10**6):06}">{look}<w:t>{word}</w:t></w:r>'


class Peer:
    """The same reading with python-docx."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))
        self.counters: dict[tuple[str, int], int] = {}
        numbering = self.document.part.numbering_part.element
        self.lists = {node.get(qn("w:abstractNumId")): node for node in numbering.findall(qn("w:abstractNum"))}
        self.numbers = {node.numId: str(node.abstractNumId.val) for node in numbering.num_lst}
        self.levels = {key: self._levels(node) for key, node in self.lists.items()}

    @staticmethod
    def _levels(node: Any) -> dict[int, tuple[str, str]]:
        return {
            int(level.get(qn("w:ilvl"))): (
                level.find(qn("w:numFmt")).get(qn("w:val")),
                level.find(qn("w:lvlText")).get(qn("w:val")),
            )
            for level in node.findall(qn("w:lvl"))
        }

    def read(self) -> list[tuple[Any, ...]]:
        """Text, style name, outline level, alignment, size and bold of every paragraph."""
        return [self._paragraph(paragraph) for paragraph in self.document.paragraphs]

    def _paragraph(self, paragraph: Paragraph) -> tuple[Any, ...]:
        style = paragraph.style
        runs = paragraph._p.xpath("./w:r | ./w:ins/w:r | ./w:hyperlink/w:r")
        text = "".join(run.text for run in runs)
        properties = style.element.pPr
        outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
        first = paragraph.runs[0] if paragraph.runs else None
        size = (first.font.size if first is not None else None) or style.font.size
        bold = first.font.bold if first is not None and first.font.bold is not None else style.font.bold
        level = None if outline is None else int(outline.get(qn("w:val")))
        return (
            self._number(paragraph, properties) + text,
            style.name,
            level,
            style.paragraph_format.alignment,
            size,
            bold,
        )

    def _number(self, paragraph: Paragraph, inherited: Any) -> str:
        own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        number = own if own is not None else (inherited.numPr if inherited is not None else None)
        if number is None:
            return ""
        key, depth = self.numbers[number.numId.val], number.ilvl.val if number.ilvl is not None else 0
        self.counters[key, depth] = self.counters.get((key, depth), 0) + 1
        for deeper in range(depth + 1, 9):
            self.counters.pop((key, deeper), None)
        levels = self.levels[key]
        return PLACE.sub(lambda place: self._shown(key, int(place.group(1)) - 1), levels[depth][1])

    def _shown(self, key: str, depth: int) -> str:
        value = self.counters.get((key, depth), 1)
        return int_to_han(value) if self.levels[key][depth][0] == "chineseCounting" else str(value)


def _medians(data: bytes) -> tuple[float, float]:
    """Medians in ms, by turns. The peer leaves cycles that hold whole trees: neither side pays for collecting them."""
    pairs = []
    for _ in range(ROUNDS):
        gc.collect()
        ours = milliseconds(lambda: read_word(data))
        gc.collect()
        pairs.append((ours, milliseconds(lambda: Peer(data).read())))
    return median(ours for ours, _ in pairs), median(peer for _, peer in pairs)


def rows() -> list[Row]:
    """One row; both sides must have read the same text before they are timed."""
    data = wps_file()
    ours, peer = read_word(data).value.paragraphs, Peer(data).read()
    if [paragraph.text for paragraph in ours] != [paragraph[0] for paragraph in peer]:
        raise AssertionError("the two readers disagree")
    spent, others = _medians(data)
    return [Row("reading a WPS-like .docx", spent, others, MARK, "faster")]
