"""Copies as they come back from colleagues, for the picture of 审阅 in the help: two people say one figure differently."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from core.workflows.drafting.session import create_session, open_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.arrivals import keep_arrivals, read_arrivals
from core.workflows.review.sending import send
from tests.builders import make_draft

_DRAFT = """title |青石镇2026年上半年工作总结
h1 一、|主要工作
h2 （一）|经济运行稳中有进。‖全镇完成工业产值{13.12}亿元，同比增长{6.1}%。新开工项目{12}个。
h2 （二）|民生保障有力有效。‖进一步加大保障力度，新增就业{320}人，发放救助资金{86}万元。
h2 （三）|基层治理更有成效。‖化解矛盾纠纷{46}件，排查安全隐患{71}处，全部整改到位。
h1 二、|下一步打算
body |抓好项目建设，抓好秋粮生产，抓好安全生产。
body |持续改进作风，把各项工作落到实处。"""
_RUN = re.compile(r"<w:r>(?:(?!</w:r>).)*</w:r>")
_PARTS = re.compile(r"(<w:r>.*?)<w:t[^>]*>(.*?)</w:t></w:r>")
_CHANGES = {
    "王副镇长.docx": ("王副镇长", (("13.12", "13.15"), ("进一步加大", "持续加大"), ("6.1", "6.3"))),
    "办公室.docx": (
        "办公室",
        (("13.12", "13.09"), ("6.1", "6.3"), ("320人", "326人"), ("抓好秋粮生产", "抓好秋收秋种")),
    ),
}


def review_draft(folder: Path) -> Path:
    """A draft that has gone out and keeps two copies that came back."""
    path, sent = folder / "review.nigao", folder / "发出.docx"
    path.unlink(missing_ok=True)
    session = create_session(path, make_draft(_DRAFT), datetime.now)
    send(session, session.draft, sent, ExportOptions(marks=False))
    session.close()
    session = open_session(path, datetime.now).value
    files = [_copy(sent, folder / name, *changes) for name, changes in _CHANGES.items()]
    arrivals = read_arrivals(path, files, datetime.now())
    keep_arrivals(session, arrivals, {copy.kept.id: Path(copy.name).stem for copy in arrivals.copies})
    session.close()
    return path


def _copy(sent: Path, target: Path, author: str, changes: tuple[tuple[str, str], ...]) -> Path:
    """The file with words replaced as a word processor records it."""
    written = io.BytesIO()
    with zipfile.ZipFile(sent) as source, zipfile.ZipFile(written, "w") as made:
        for part in source.namelist():
            data = source.read(part)
            if part == "word/document.xml":
                text = data.decode()
                for number, (old, new) in enumerate(changes):
                    text = _recorded(text, old, new, f'w:id="{9000 + number}" w:author="{author}"')
                data = text.encode()
            made.writestr(part, data)
    target.write_bytes(written.getvalue())
    return target


def _recorded(xml: str, old: str, new: str, hand: str) -> str:
    run = next(found[0] for found in _RUN.finditer(xml) if old in found[0])
    start, text = _PARTS.fullmatch(run).groups()  # type: ignore[union-attr]
    before, _, after = text.partition(old)
    hand = f'{hand} w:date="2026-07-03T09:12:00Z"'

    def piece(words: str, tag: str = "w:t") -> str:
        return f'{start}<{tag} xml:space="preserve">{words}</{tag}></w:r>' if words else ""

    changed = f"<w:del {hand}>{piece(old, 'w:delText')}</w:del><w:ins {hand}>{piece(new)}</w:ins>"
    return xml.replace(run, f"{piece(before)}{changed}{piece(after)}", 1)
