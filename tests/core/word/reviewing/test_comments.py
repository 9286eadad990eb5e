"""Comments of returned copies: threads, whatever the order and depth in which programs write them."""

import pytest

from core.model.review.returned_copy import CopyComment
from core.word.reviewing.beside import W14, W15
from core.word.reviewing.stream import read_copy
from tests.builders_docx import docx, p, r

LINKS = f'xmlns:w14="{W14[1:-1]}" xmlns:w15="{W15[1:-1]}"'


def comment(number: int, text: str, minute: int) -> str:
    paragraph = f'<w:p w14:paraId="{number:08X}"><w:r><w:t>{text}</w:t></w:r></w:p>'
    return f'<w:comment {LINKS} w:id="{number}" w:author="张处" w:date="2026-07-05T08:{minute:02}:00Z">{paragraph}</w:comment>'


def comments(listed: list[str], parents: dict[int, int]) -> list[CopyComment]:
    """The comments of a file whose paragraphs have the ranges 1 and 2 of one, and 3 alone."""
    body = (
        '<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="2"/>'
        + r("接收档案")
        + '<w:commentRangeEnd w:id="1"/><w:commentRangeEnd w:id="2"/><w:commentRangeStart w:id="3"/>'
        + r("四百卷")
        + '<w:commentRangeEnd w:id="3"/>'
    )
    links = "".join(
        f'<w15:commentEx {LINKS} w15:paraId="{own:08X}" w15:paraIdParent="{parent:08X}" w15:done="0"/>'
        for own, parent in parents.items()
    )
    return list(read_copy(docx(p(body), comments="".join(listed), commentsExtended=links)).value.comments)


def test_comments_stand_in_the_order_of_the_text_and_of_their_dates() -> None:
    listed = [comment(3, "数字", 1), comment(2, "已改", 3), comment(1, "再核", 2)]
    assert [each.text for each in comments(listed, {})] == ["再核", "已改", "数字"]


@pytest.mark.parametrize(
    ("parents", "wanted"),
    [
        ({2: 1}, ["", "1", ""]),
        ({2: 1, 3: 2}, ["", "1", "1"]),
        ({1: 2, 2: 1}, ["", "", ""]),
        ({3: 1, 1: 2, 2: 1}, ["", "", ""]),
        ({2: 9}, ["", "", ""]),
    ],
)
def test_an_answer_to_an_answer_belongs_to_the_thread_and_none_is_lost(
    parents: dict[int, int], wanted: list[str]
) -> None:
    listed = [comment(1, "再核", 1), comment(2, "已改", 2), comment(3, "数字", 3)]
    assert [each.parent for each in comments(listed, parents)] == wanted
