"""Taking changes of numbered paragraphs: the draft counts its ordinals anew with every one that comes or goes."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from core.cli.main import run
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.review.changes import ChangeKind, ReviewState
from core.package import W
from core.workflows.drafting.session import create_session, open_session
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.taking import review_states, take
from tests.builders import make_draft
from tests.screen import SCREEN

DRAFT = """title |青禾县档案馆工作总结
h1 一、|接收档案
body |接收档案490卷，方便群众查阅。
h1 二、|整理档案
h1 三、|编印年鉴
h1 四、|做好宣传
body |全馆同志齐心协力，完成了各项工作任务。"""
DRAFT_FILE = Path("今年.nigao")
CLOCK = datetime(2026, 7, 6, 9)


@pytest.fixture(autouse=True)
def _sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that has gone out as 发出.docx."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(DRAFT_FILE, make_draft(DRAFT), lambda: CLOCK).close()
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)


def without(*words: str) -> DraftReview:
    """The file that went out without the paragraphs that hold these words, the last of them with others."""
    document = Document("发出.docx")
    for paragraph in document.paragraphs:
        if any(word in paragraph.text for word in words):
            own = paragraph.paragraph_format.element
            own.getparent().remove(own)
        elif "做好宣传" in paragraph.text:
            paragraph.runs[-1].text = paragraph.runs[-1].text.replace("做好宣传", "做好群众宣传")
    document.save("改稿.docx")
    return read_returned(DRAFT_FILE, [Path("改稿.docx")], {}, CLOCK).value


def test_paragraphs_whose_ordinals_have_changed_meanwhile_go_and_are_edited() -> None:
    review = without("整理档案", "编印年鉴")
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as session:
        done = take(session, review, [change.id for change in review.copies[0].changes])
        headings = [each.text for each in session.draft.elements if each.prefix]
    assert (done.left, headings) == ((), ["一、接收档案", "二、做好群众宣传"])


def test_a_heading_joined_to_another_keeps_the_ordinal_that_the_copy_has() -> None:
    document = Document("发出.docx")
    gone, first, second = (next(each for each in document.paragraphs if words in each.text) for words in _JOINED)
    for node in list(second.paragraph_format.element.iterchildren(f"{W}r")):
        first.paragraph_format.element.append(node)
    for each in (gone, second):
        each.paragraph_format.element.getparent().remove(each.paragraph_format.element)
    document.save("改稿.docx")
    review = read_returned(DRAFT_FILE, [Path("改稿.docx")], {}, CLOCK).value
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as session:
        changes = sorted(review.copies[0].changes, key=lambda change: change.kind is not ChangeKind.GONE)
        done = take(session, review, [change.id for change in changes])
        texts = [each.text for each in session.draft.elements if "整理档案" in each.text]
    assert (done.left, texts) == ((), ["一、整理档案三、编印年鉴"])


_JOINED = ("一、接收档案", "整理档案", "编印年鉴")


def test_a_paragraph_that_somebody_wrote_in_since_is_not_open_to_be_struck_out() -> None:
    review = without("齐心协力")
    (key,) = (change.id for change in review.copies[0].changes if "齐心协力" in change.old)
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as session:
        session.do(take_over(session.draft, ["e7"], [TypedParagraph("e7", "全馆同志尽心尽力，完成了各项工作任务。")]))
        again = read_returned(DRAFT_FILE, [Path("改稿.docx")], {}, CLOCK).value
        assert review_states(again)[key] is ReviewState.OVERTAKEN
        assert take(session, again, [key]).left == ((key, "review_edited_since"),)
