"""The title block: what is title, what stands around it, and the one title made of its lines."""

import pytest

from core.model.elements import Role
from core.model.raw import LookHints, RawDocument, RawParagraph
from core.parsing.frame.title_block import glued_title_length
from core.parsing.frame.titles import join_title
from core.parsing.recognise import recognise
from tests.words import PHRASES

TEXT = (
    "　　一年来，我们做了大量工作，取得了明显成效。",
    "一、工作情况",
    "开展检查23次。",
    "二、工作打算",
    "继续努力。",
)
T, S, N, A, G, D, X, P, V, R = (
    Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE, Role.SIGNATURE, Role.ISSUE_DATE, Role.NOISE,
    Role.PREAMBLE, Role.VOCATIVE, Role.NOTE,
)  # fmt: skip

HEADS = [
    (["云山县水利局2021年工作总结。"], [T]),
    (["云山县水利局关于防汛准备工作的报告。", "各乡镇："], [T, A]),
    (["我们已经做完了全年的工作总结。"], [P]),
    (["云山县水利局负责本县灌区水闸的管理工作。"], [P]),
    (["要使全县职工自觉遵守水闸操作规程。"], [P]),
    (["2021年工作总结"], [T]),
    (["云山县商务局", "2021年工作总结"], [T, T]),
    (["2021年工作总结", "和2022年工作计划"], [T, T]),
    (["关于做好春耕备耕工作的", "通知", "各乡镇："], [T, T, A]),
    (["管理办法", "（试行）"], [T, T]),
    (["夯实基础  锐意进取", "——2018年组织工作总结"], [T, S]),
    (["政府工作报告", "——2012年1月6日在县第十六届人民代表大会第一次会议上", "县长　马某"], [T, S, G]),
    (["政府工作报告", "在县第十六届人民代表大会第一次会议上"], [T, S]),
    (["工作汇报", "（2022年1月10日）"], [T, D]),
    (["工作汇报", "2022年1月10日", "县水利局"], [T, D, G]),
    (["工作汇报", "（中共××市委员会  ××市人民政府）"], [T, G]),
    (["年度工作总结", "办公室 王小明"], [T, G]),
    (["关于表彰先进的决定", "云政发〔2019〕3号", "各乡镇："], [T, N, A]),
    (["云政发〔2019〕3号", "关于表彰先进的决定"], [N, T]),
    (["云山县人民政府文件", "云政发〔2019〕3号　　签发人：李某", "关于表彰先进的决定"], [X, N, T]),
    (["机密★1年", "特急", "关于表彰先进的决定"], [X, X, T]),
    (["首页", "政务公开", "当前位置：首页 > 公文", "2021年工作总结", "发布时间：2022-01-01"], [X, X, X, T, X]),
    (["2021年工作总结_云山县人民政府网", "网站首页 | 走进云山", "2021年工作总结"], [X, X, T]),
    (
        ["目  录", "一、工作情况……………1", "二、工作打算……………3", "2021年工作总结"],
        [Role.CONTENTS, Role.CONTENTS, Role.CONTENTS, T],
    ),
    (["2021年工作总结", "2021年工作总结"], [T, T]),
    (["关于做好防汛工作的通知", "各县人民政府，市政府各部门，", "各直属机构："], [T, A, A]),
    (["各位领导、同志们："], [A]),
    (["同志们！"], [V]),
    (["发展计划", "新华社云山6月21日电"], [T, R]),
    (["受党委委托，下面由我汇报工作。"], [P]),
    (["2022年上半年，全乡上下团结一心，克服种种困难，较好完成了上级下达的各项任务，现将有关情况"], [P]),
    (["现将有关情况汇报如下："], [P]),
]


@pytest.mark.parametrize(("head", "roles"), HEADS, ids=lambda value: str(value[0])[:20])
def test_roles_above_the_text(head: list[str], roles: list[Role]) -> None:
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate((*head, *TEXT), 1)))
    elements = recognise(raw, PHRASES).value.elements
    assert [element.role for element in elements[: len(head) + 1]] == [*roles, Role.PREAMBLE]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([], None),
        (["工作总结"], "工作总结"),
        (["云山县商务局", "2021年工作总结"], "云山县商务局2021年工作总结"),
        (["2021年工作总结", "2021年工作总结"], "2021年工作总结"),
        (["云山县商务局", "2021年工作总结", "云山县商务局", "2021年工作总结"], "云山县商务局2021年工作总结"),
        (["云山县商务局2021年工作总结", "2021年工作总结"], "云山县商务局2021年工作总结"),
        (["工 作 总 结"], "工作总结"),
        (["夯实基础  锐意进取"], "夯实基础 锐意进取"),
        (["关于表彰先进的决定云政发〔2019〕3号各乡、镇人民政府："], "关于表彰先进的决定"),
        (["关于表彰先进的通知各有关单位："], "关于表彰先进的通知"),
        (["政府工作报告（2022年1月10日在县第五届人民代表大会第一次会议上）"], "政府工作报告"),
        (["2021年工作总结——凝心聚力"], "2021年工作总结"),
        (["管理办法", "（试行）"], "管理办法（试行）"),
    ],
)
def test_one_title(lines: list[str], title: str | None) -> None:
    assert join_title(lines, PHRASES) == title


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇人民政府，县政府各部门：",
        "同志们：",
        "尊敬的各位领导：",
        "县委办公室：",
        "李明远委员：",
        "市安全生产委员会：",
    ],
)
def test_addressee(text: str) -> None:
    assert PHRASES.people.is_addressee(text)


@pytest.mark.parametrize(
    "text", ["现将情况报告如下：", "各单位", "主要做法是：", "县政府决定表彰以下单位：", "各地要做到以下几点："]
)
def test_no_addressee(text: str) -> None:
    assert not PHRASES.people.is_addressee(text)


@pytest.mark.parametrize(
    "text",
    ["根据市政府通知云政发〔2019〕3号精神", "2021年工作总结", "现将通知各单位：", "会议听取了汇报。县政府："],
)
def test_nothing_is_glued(text: str) -> None:
    assert glued_title_length(text, PHRASES) == 0


@pytest.mark.parametrize("look", [LookHints(style="Title"), LookHints(size=22.0), LookHints(alignment="center")])
def test_a_look_makes_a_title(look: LookHints) -> None:
    raw = RawDocument((RawParagraph("奋进，在春天里", 1, look=look), *(RawParagraph(text, 2) for text in TEXT)))
    assert recognise(raw, PHRASES).value.title == "奋进，在春天里"
