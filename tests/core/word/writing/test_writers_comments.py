"""Comments in a finished Word file: anchored at their characters, declared once, nothing of the text lost."""

import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import pytest

from core.model.draft import Draft
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.word.writing.comments import Author, Comment, with_comments
from core.word.writing.document import write_word
from core.workflows.checking.proof_file import comment_words, comments_of
from tests.builders import make_draft
from tests.word_files import W, part, usual_layout

AUTHOR = Author("拟稿", "拟", datetime(2023, 7, 5, 9, 30))
SOURCE = """
title |青禾县档案馆2023年工作总结
h1 一、|开展情况
h2 （一）|接收档案。‖接收档案320卷，整理{**}件。
body |　再加把劲，争取更大的成绩。
"""


def made(draft: Draft, *comments: Comment, twice: bool = False) -> bytes:
    data = write_word(draft, usual_layout(), True, "k").value
    texts = {int(element.id[1:]): element.text for element in draft.elements}
    for _ in range(2 if twice else 1):
        data = with_comments(data, comments, texts, AUTHOR)
    return data


def commented(data: bytes) -> dict[str, str]:
    """The text between the marks of each comment, by the comment's number in the order of the ids."""
    found: dict[str, str] = {}
    is_open: set[str] = set()
    for node in part(data).iter():
        if node.tag == W + "commentRangeStart":
            is_open.add(node.get(W + "id", ""))
        elif node.tag == W + "commentRangeEnd":
            is_open.discard(node.get(W + "id", ""))
        elif node.tag == W + "t":
            found.update((number, found.get(number, "") + (node.text or "")) for number in is_open)
    order = sorted(found, key=int)
    return {str(order.index(number)): text for number, text in found.items()}


def said(data: bytes) -> list[str]:
    return ["".join(comment.itertext()) for comment in part(data, "word/comments.xml")]


def text_of(data: bytes) -> str:
    return "".join(node.text or "" for node in part(data).iter(W + "t"))


@pytest.mark.parametrize(
    ("number", "start", "end", "expected"),
    [
        (1, 0, 5, "青禾县档案"),
        (2, 0, 2, "一、"),
        (3, 0, 3, "（一）"),
        (3, 8, 12, "接收档案"),
        (3, 17, 21, "整理**"),
        (4, 1, 3, "再加"),
        (4, 0, 14, "再加把劲，争取更大的成绩。"),
        (4, 0, 1, "再"),
    ],
    ids=["title", "ordinal", "run-in ordinal", "run-in body", "over a fact", "behind a blank", "to the end", "a blank"],
)
def test_a_comment_stands_around_its_characters(number: int, start: int, end: int, expected: str) -> None:
    data = made(make_draft(SOURCE), Comment(number, start, end, "看看"))
    assert commented(data) == {"0": expected}


def test_several_comments_of_a_paragraph_may_touch_and_overlap() -> None:
    spans = ((8, 10), (10, 12), (9, 15), (8, 10))
    data = made(make_draft(SOURCE), *(Comment(3, *span, "看看") for span in spans))
    assert commented(data) == {"0": "接收", "1": "档案", "2": "收档案320", "3": "接收"}


def test_nothing_of_the_text_is_lost() -> None:
    draft = make_draft(SOURCE)
    spans = [Comment(number, start, start + 3, "看看") for number in (1, 2, 3, 4) for start in range(12)]
    assert text_of(made(draft, *spans)) == text_of(write_word(draft, usual_layout(), True, "k").value)


def test_the_looks_of_a_cut_run_stay() -> None:
    before = made(make_draft(SOURCE))
    after = made(make_draft(SOURCE), Comment(3, 8, 12, "看看"))
    looks = [{ElementTree.tostring(run) for run in part(data).iter(W + "rPr")} for data in (before, after)]
    assert looks[0] == looks[1]


def test_words_that_the_layout_prints_otherwise_are_commented_as_a_whole() -> None:
    draft = make_draft("body |好的。")
    data = with_comments(
        write_word(draft, usual_layout(), True, "k").value, (Comment(1, 0, 1, "看看"),), {1: "坏的。"}, AUTHOR
    )
    assert commented(data) == {"0": "好的。"}


def test_what_is_not_printed_is_said_at_the_beginning() -> None:
    data = made(make_draft(SOURCE), Comment(99, 0, 3, "看看"))
    assert commented(data)["0"].startswith("青禾县档案馆")


def test_who_says_what_and_when() -> None:
    (comment,) = part(made(make_draft(SOURCE), Comment(1, 0, 2, "提醒：看看\n建议：删去。")), "word/comments.xml")
    values = [comment.get(W + name) for name in ("author", "initials", "date")]
    assert values == ["拟稿", "拟", "2023-07-05T09:30:00Z"]
    assert ["".join(line.itertext()) for line in comment] == ["提醒：看看", "建议：删去。"]


def test_each_comment_is_referred_to_once() -> None:
    data = made(make_draft(SOURCE), Comment(1, 0, 2, "甲"), Comment(4, 1, 3, "乙"))
    references = [node.get(W + "id") for node in part(data).iter(W + "commentReference")]
    assert (references, said(data)) == (["5", "6"], ["甲", "乙"])


def test_comments_and_bookmarks_share_no_id() -> None:
    document = part(made(make_draft(SOURCE), Comment(1, 0, 2, "甲"), Comment(4, 1, 3, "乙")))
    ids = [node.get(W + "id") for name in ("bookmarkStart", "commentRangeStart") for node in document.iter(W + name)]
    assert len(ids) == len(set(ids))


def test_a_file_that_has_comments_gets_more_of_them() -> None:
    data = made(make_draft(SOURCE), Comment(1, 0, 2, "甲"), twice=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        declared = package.read("[Content_Types].xml").decode() + package.read("word/_rels/document.xml.rels").decode()
    assert (sorted(commented(data)), said(data)) == (["0", "1"], ["甲", "甲"])
    assert declared.count("comments.xml") == 2


def test_the_same_findings_give_the_same_bytes() -> None:
    draft = make_draft(SOURCE)
    assert made(draft, Comment(1, 0, 2, "甲")) == made(draft, Comment(1, 0, 2, "甲"))


# From findings


def finding(code: str, place: Place, text: str = "词", new: str | None = None, *others: Place) -> Finding:
    return Finding(code, Severity.WARNING, place, text, "请核对。", new, others)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (None, "提醒：请核对。"),
        ("字", "提醒：请核对。\n建议：“词”改为“字”。"),
        ("", "提醒：请核对。\n建议：删去。"),
    ],
)
def test_a_comment_says_what_and_what_instead(new: str | None, expected: str) -> None:
    assert comment_words(finding("mark_half", Place("e1"), new=new)) == expected


def test_every_place_of_a_habit_is_commented_and_of_figures_only_the_first() -> None:
    draft = make_draft(SOURCE)
    here, there = Place("e3", Span(0, 2)), Place("e3", Span(5, 7))
    counts = [
        len(comments_of(draft, [finding(code, here, "接收", None, there)])) for code in ("mark_half", "figures_sum")
    ]
    assert counts == [2, 1]


def test_what_is_missing_is_said_of_the_heading() -> None:
    (comment,) = comments_of(make_draft(SOURCE), [finding("complete_part", Place("e2"), "存在的问题")])
    assert (comment.number, comment.start, comment.end) == (2, 0, 6)


def test_an_ordinal_is_commented_itself() -> None:
    (comment,) = comments_of(make_draft(SOURCE), [finding("numbering_gap", Place("e3"), "（一）", "（二）")])
    assert (comment.start, comment.end) == (0, 3)
