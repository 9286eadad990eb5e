"""Reading a Word file as WPS writes it: styles, short runs with rsid and proofErr, numbering, revisions.

The peer does the same work with python-docx (``tests.bench.peer_reader``).
"""

import io
import random
import re
from collections.abc import Iterator
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from core.word.reading.document import read_word
from tests.bench.frame import Row, medians
from tests.bench.peer_reader import read_peer, require_equal

MARK = 3.5
PARTS, TASKS, SENTENCES = 5, 12, 7
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
STYLE_IDS = ("2", "3", "4")
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


def rows() -> list[Row]:
    """One row; both sides must have read the same before they are timed."""
    data = wps_file()
    require_equal(data)
    return [
        Row("reading a WPS-like .docx", *medians(partial(read_word, data), partial(read_peer, data)), MARK, "faster")
    ]
