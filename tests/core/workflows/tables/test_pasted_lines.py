"""Lines of plain text take the emphasis of the HTML beside them."""

import pytest

from core.workflows.tables.pasting import pasted_lines

WORD = (
    "<style>span.hot{font-weight:bold;}</style><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>一是抓早。</b>"
    "<span style='mso-bidi-font-weight:bold'>其余<span class=hot>照办</span>，<s>500</s>600万元。</span></p>"
)
GOOGLE = "<b style='font-weight:normal'><p>甲<span style='font-weight:700'>乙</span>丙</p></b>"


@pytest.mark.parametrize(
    ("lines", "html", "found", "is_lost"),
    [
        (
            ["一是抓早。其余照办，500600万元。"],
            WORD,
            [("一是抓早。", "bold"), ("照办", "bold"), ("500", "struck")],
            False,
        ),
        (["甲乙丙"], GOOGLE, [("乙", "bold")], False),
        (
            ["1. 甲乙丙", "丁"],
            "<ol><li>甲<u>乙</u>丙</ol><p><i>丁</i></p>",
            [("乙", "underlined"), ("丁", "italic")],
            False,
        ),
        (["链接"], "<p><a href=x><u>链接</u></a></p>", [], False),
        (["一、标题", "正文"], "<p><b>一、标题</b></p><p>正文</p>", [], False),
        (["另一句话"], "<p>甲<b>乙</b></p>", [], True),
        (["甲乙"], "", [], False),
    ],
)
def test_lines_are_dressed_as_their_html(lines, html, found, is_lost):
    told = pasted_lines(lines, html)
    words = [(line.text[each.start : each.end], *each.looks) for line in told.lines for each in line.emphasis]
    assert (words, told.is_lost) == (found, is_lost)
