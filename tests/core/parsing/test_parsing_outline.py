"""The outline: headings, run-in cuts, nesting, numbering mode, points and leads."""

import pytest

from core.model.document import Document, NumberingMode
from core.model.elements import Element, Role
from core.model.raw import LookHints, RawDocument, RawParagraph
from core.parsing.inline_points import inline_points
from core.parsing.items import depths
from core.parsing.recognise import recognise
from tests.words import PHRASES

TITLE, OPENING = "工作总结", "一年来，我们做了大量工作。"


def document_of(*texts: str | tuple[str, LookHints]) -> Document:
    rows = [(text, None) if isinstance(text, str) else text for text in (TITLE, OPENING, *texts)]
    return recognise(RawDocument(tuple(RawParagraph(text, 1, look=look) for text, look in rows)), PHRASES).value


def text_of(*texts: str | tuple[str, LookHints]) -> tuple[Element, ...]:
    return document_of(*texts).elements[2:]


def marks(*texts: str) -> list[str]:
    return [element.role.value for element in text_of(*texts)]


H, B, P = "heading", "body", "point"

CHAINS = [
    (["一、工作情况", "开展检查23次。", "二、存在问题", "队伍力量不足。"], [H, B, H, B]),
    (["（一）加强学习。组织培训6期。", "（二）强化检查。每月检查1次。"], [H, H]),
    (
        [
            "（一）为使工作适应新的形势，1999年11月，主席会议通过了条例。",
            "（二）1999年5月，市政府召开会议，交办了提案。",
        ],
        [B, B],
    ),
    (["要做到：", "1、严禁公款送礼；", "2、严禁公款吃喝；", "3、严禁公车私用。"], [B, B, B, B]),
    (["（一）新办企业的单位；", "（二）搬迁企业的单位；", "（三）其他单位。"], [B, B, B]),
    (["办好三件实事：", "1．新建公租房500套", "2．改造危房1200户", "3．铺设管网20公里"], [B, B, B, B]),
    (
        ["（一）加强学习。组织培训6期。", "（二）2021年检查活动有声有色。每月检查1次。", "（三）强化整改。建立台账。"],
        [H, H, H],
    ),
    (["1.坚持随行就市。", "2.坚持应收尽收。"], [B, B]),
    (["一、主要工作。", "开展检查23次。", "二、主要问题。", "力量不足。"], [H, B, H, B]),
    (["一", "过去的一年很不平凡。", "二", "今年任务繁重。"], [H, B, H, B]),
    (["01综合", "经济平稳运行。", "02农业", "粮食丰收。"], [H, B, H, B]),
    (
        ["第一章　总则", "第一条　为规范管理，制定本办法。", "第二章　附则", "第二条　本办法由县政府负责解释。"],
        [H, B, H, B],
    ),
    (["一、工作情况", "一是抓学习。", "二是抓检查。"], [H, P, P]),
    (["一、工作情况", "——坚持学习。", "——坚持检查。"], [H, P, P]),
    (["一、工作情况", "第一，抓学习。", "第二，抓检查。"], [H, P, P]),
    (["第一，提高认识", "安全生产重于泰山。", "第二，压实责任", "层层签订责任书。"], [H, B, H, B]),
    (["第一，提高认识", "安全生产重于泰山。", "第二，要压实责任。层层签订责任书。"], [P, B, P]),
    (["一、经营目标", "1、产值：1.2亿元；", "2、利润：860万元；", "3、收入增长8%。"], [H, B, B, B]),
    (
        [
            "一、已办任务",
            "1.新增就业860人，完成目标的107%。（牵头：县人社局）",
            "2.改造公路12公里，全部通车。（牵头：县交通局）",
        ],
        [H, B, B],
    ),
    (["一、存在问题", "一是力量不足。二是手段落后。"], [H, B]),
    (["一、基本情况：", "全县共有企业100家。"], [H, B]),
    (["一、有关要求", "本通知印发前已经受理的，按照原规定办理，不再重新申报有关材料。"], [H, B]),
]


@pytest.mark.parametrize(("texts", "roles"), CHAINS, ids=lambda value: str(value[0])[:24])
def test_siblings_decide(texts: list[str], roles: list[str]) -> None:
    assert marks(*texts) == roles


CUTS = [
    ("（一）加强学习。组织培训6期。", "加强学习", "组织培训6期。"),
    ("（一）指导思想：以学习为先导，推动工作。", "指导思想", "以学习为先导，推动工作。"),
    ("（一）狠抓“三基”建设。组织培训6期。", "狠抓“三基”建设", "组织培训6期。"),
    ("（一）让“说了就做。做就做好”成为风气。组织培训6期。", "让“说了就做。做就做好”成为风气", "组织培训6期。"),
    ("1.加强学习。  组织培训6期。", "加强学习", "组织培训6期。"),
    (
        "（一）加强学习　　组织培训6期，开展交流12次，形成了浓厚氛围。",
        "加强学习",
        "组织培训6期，开展交流12次，形成了浓厚氛围。",
    ),
    ("（一）准备阶段（8月1日—8月31日）。摸清底数。", "准备阶段（8月1日—8月31日）", "摸清底数。"),
]


@pytest.mark.parametrize(("text", "heading", "body"), CUTS)
def test_run_in_cut(text: str, heading: str, body: str) -> None:
    (element,) = text_of(text)
    assert (element.role, element.heading, element.body) == (Role.HEADING, heading, body)
    assert element.body_start == len(text) - len(body)


def test_stand_alone_heading_has_no_cut() -> None:
    element = text_of("一、工作情况 ", "开展检查23次。")[0]
    assert (element.run_in, element.body_start, element.heading) == (False, None, "工作情况")


def test_level_is_shape_and_depth_is_nesting() -> None:
    elements = text_of(
        "一、工作情况",
        "1.抓学习。组织培训6期。",
        "2.抓检查。检查6次。",
        "（1）查台账。检查6次。",
        "二、打算",
        "抓落实。",
    )
    assert [(element.level, element.depth) for element in elements] == [(1, 1), (3, 2), (3, 2), (4, 3), (1, 1), (0, 0)]


def test_parts_stand_above_han_numbers() -> None:
    elements = text_of(
        "第一部分　工作回顾",
        "一、经济平稳增长",
        "增长8%。",
        "二、民生持续改善",
        "收入增加。",
        "第二部分　工作安排",
        "抓落实。",
    )
    assert [element.depth for element in elements if element.role is Role.HEADING] == [1, 2, 2, 1]


NESTED = [
    (
        ["1\t工程推进", "1.1\t安置房项目", "封顶。", "1.2\t道路项目", "通车。", "2\t管理提升", "有效。"],
        [1, 2, 0, 2, 0, 1, 0],
    ),
    (["1.工程推进", "1.1 安置房项目。主体封顶。", "1.2 道路项目。建成通车。", "2.管理提升", "有效。"], [1, 2, 2, 1, 0]),
    (["一　工程推进", "1.安置房。主体封顶。", "2.道路。建成通车。", "二　管理提升", "有效。"], [1, 2, 2, 1, 0]),
    (
        [
            "2022年主要工作",
            "成绩很大。",
            "一、服务大局",
            "办案。",
            "二、司法为民",
            "办案。",
            "2023年工作安排",
            "深化治理。",
        ],
        [1, 0, 2, 0, 2, 0, 1, 0],
    ),
    (
        [
            "上半年重点工作完成情况",
            "（一）守牢安全底线",
            "排查隐患。",
            "（二）加快线路改造",
            "更换导线。",
            "存在的主要问题",
            "一是线路老化，改造资金不足。",
            "下半年工作安排",
            "抓好改造。",
        ],
        [1, 2, 0, 2, 0, 1, 0, 1, 0],
    ),
]


@pytest.mark.parametrize(("texts", "nesting"), NESTED, ids=["tabs", "points", "spaces", "periods", "beside periods"])
def test_levels_that_the_shape_does_not_show(texts: list[str], nesting: list[int]) -> None:
    assert [element.depth for element in text_of(*texts)] == nesting


NO_DECIMALS = [
    ["1\t松岭县\t210", "1.1\t松岭镇\t20", "1.2\t云山镇\t30"],
    ["3.5亿元", "3.6亿元"],
    ["下一步工作：", "4.1 加强教育。", "4.2 加强检查。"],
]


@pytest.mark.parametrize("texts", NO_DECIMALS, ids=["table", "values", "sentences"])
def test_rows_of_figures_are_no_headings(texts: list[str]) -> None:
    assert H not in marks(*texts)


def test_a_row_that_goes_on_across_a_time_is_no_part() -> None:
    texts = (
        "一、主要工作",
        "办案。",
        "2022年重点工作",
        "二、存在问题",
        "不足。",
        "2023年工作安排",
        "三、下步打算",
        "努力。",
    )
    assert [element.depth for element in text_of(*texts) if element.role is Role.HEADING] == [1, 1, 1]


def test_a_line_beside_times_within_a_row_that_goes_on_is_no_part() -> None:
    texts = (
        "上半年重点工作完成情况",
        "（一）守牢安全底线",
        "存在的主要问题",
        "隐患仍然较多，整改进度不快。",
        "（二）加快线路改造",
        "更换导线。",
        "下半年工作安排",
        "抓好改造。",
    )
    assert [element.text for element in text_of(*texts) if element.role is Role.HEADING and element.level == 0] == [
        "上半年重点工作完成情况",
        "下半年工作安排",
    ]


def test_parts_without_numbers_stand_above_topics_and_above_sentences_that_lead_on() -> None:
    told = "全年接收档案3200卷，整理室藏档案1800卷，提供利用640人次。"
    texts = (
        "2022年工作情况",
        "档案接收",
        told,
        "档案利用",
        told,
        "2023年工作安排",
        "明年工作多，重点抓好以下几项：",
        "一抓接收。",
    )
    heads = [element.text for element in text_of(*texts) if element.role is Role.HEADING]
    assert heads == ["2022年工作情况", "档案接收", "档案利用", "2023年工作安排"]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [((), ()), ((10, 20, 30, 20, 10), (1, 2, 3, 2, 1)), ((20, 10, 30), (1, 1, 2)), ((5, 10, 10, 5), (1, 2, 2, 1))],
)
def test_depths(ranks: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert depths(ranks) == expected


@pytest.mark.parametrize(
    ("numbers", "mode", "level"),
    [((1, 2, 3, 4), NumberingMode.RUN_ON, 3), ((1, 2, 1, 2), NumberingMode.RESTART, None)],
)
def test_numbering_mode(numbers: tuple[int, ...], mode: NumberingMode, level: int | None) -> None:
    first = [f"{number}.加强学习。组织培训{number}期。" for number in numbers[:2]]
    second = [f"{number}.强化检查。开展检查{number}次。" for number in numbers[2:]]
    numbering = document_of("一、抓学习", *first, "二、抓检查", *second).numbering
    assert (numbering.mode, numbering.level) == (mode, level)


def test_prefix_keeps_white_space_and_ordinal() -> None:
    element = text_of("　　（一） 加强学习。组织培训6期。", "　　（二） 强化检查。每月检查1次。")[0]
    assert (element.prefix, element.ordinal) == ("　　（一） ", "（一）")


def test_a_point_may_carry_a_lead() -> None:
    element = text_of("一、打算", "一是建设高素质队伍。突出政治标准，选好干部。", "二是建强基层组织。开展创建活动。")[1]
    assert (element.role, element.prefix, element.heading, element.run_in) == (
        Role.POINT,
        "一是",
        "建设高素质队伍",
        True,
    )


def test_a_lead_before_a_row_of_points() -> None:
    element = text_of(
        "一、宣传工作", "唱响新时代主旋律，“好声音”传得更远。一是强化武装。开展学习6次。二是做好引导。发文12篇。"
    )[1]
    assert (element.role, element.run_in, element.heading) == (Role.BODY, True, "唱响新时代主旋律，“好声音”传得更远")


def test_a_word_style_makes_a_heading() -> None:
    element = text_of(("工作情况", LookHints(outline_level=1)), "开展检查23次。")[0]
    assert (element.role, element.level, element.depth) == (Role.HEADING, 1, 1)


def test_a_bold_lead_is_the_heading() -> None:
    text = "（一）加强学习，提高本领，凝聚人心，振奋精神，推动发展。组织培训6期。"
    element = text_of((text, LookHints(lead=text.index("。") + 1)))[0]
    assert (element.role, element.body) == (Role.HEADING, "组织培训6期。")


def test_inline_points() -> None:
    element = Element("e1", Role.BODY, "主要有：一是力量不足，手段落后；二是经费紧张。个别单位拖欠。三是作风不实")
    spans = [
        (element.text[p.marker.start : p.marker.end], element.text[p.head.start : p.head.end])
        for p in inline_points(element)
    ]
    assert spans == [("一是", "力量不足，手段落后；"), ("二是", "经费紧张。"), ("三是", "作风不实")]


@pytest.mark.parametrize("lead", ["其中", "主要", "重点", "具体"])
def test_the_first_of_a_row_may_follow_a_word_without_a_mark(lead: str) -> None:
    points = inline_points(Element("e1", Role.BODY, f"实施项目20项，{lead}一是道路12项；二是水利8项。"))
    assert len(points) == 2


@pytest.mark.parametrize(
    "text",
    [
        "没有要点。",
        "问题是二是分的。",
        "统一是必然趋势。",
        "其中一是不行的。",
        "第一，只有一条。但是在句中，第三，不成行。",
    ],
)
def test_no_row_of_inline_points(text: str) -> None:
    assert len(inline_points(Element("e1", Role.BODY, text))) <= 1


KINDS = [
    (["2023年工作要点"], [], "年度工作要点"),
    (["关于印发2023年工作要点的通知"], [], "年度工作要点"),
    (["2022年上半年工作总结"], [], "上半年工作总结"),
    (["上半年工作情况"], [], "上半年工作总结"),
    (["2022年度工作总结"], [], "年度工作总结"),
    (["安全生产工作汇报"], [], "工作汇报"),
    (["在农村工作会议上的讲话"], [], "工作汇报"),
    (["关于表彰先进的通知"], [], None),
    ([], ["一、上半年工作开展情况", "检查23次。", "二、下半年工作计划", "抓落实。"], "上半年工作总结"),
    ([], ["一、开展情况", "检查23次。", "二、存在问题", "力量不足。"], "年度工作总结"),
    ([], ["同志们：", "下面，由我汇报党建工作。", "一、工作情况", "检查23次。"], "工作汇报"),
    ([], ["今年工作的总体要求是：坚持稳中求进。", "一、抓学习", "1.学理论。每月1次。"], "年度工作要点"),
    ([], ["只有一段话，没有标题。"], None),
]


@pytest.mark.parametrize(("title", "texts", "kind"), KINDS, ids=lambda value: str(value)[:24])
def test_kind(title: list[str], texts: list[str], kind: str | None) -> None:
    rows = [*title, *(texts or ["一年来，我们做了大量工作。"])]
    assert recognise(RawDocument(tuple(RawParagraph(text, 1) for text in rows)), PHRASES).value.kind == kind


def test_captions_of_tables_and_figures_are_no_headings() -> None:
    text = "全县教育稳步发展，完成年度目标，群众满意。"
    rows = ("用水情况", text, "表1　主要指标完成情况", text, "用电情况", text, "图2 用电走势", text)
    assert marks(*rows) == [H, B, B, B, H, B, B, B]


TEXT = "全县教育稳步发展，完成年度目标，群众满意。"
SIZED = [
    ("教育工作情况", 16.0), ("校舍建设情况", 14.0), (TEXT, 12.0), ("师资培训情况", 14.0), (TEXT, 12.0),
    ("水务工作情况", 16.0), ("河道整治情况", 14.0), (TEXT, 12.0), ("供水管网情况", 14.0), (TEXT, 12.0),
]  # fmt: skip


def test_headings_without_number_lie_as_deep_as_their_print_is_small() -> None:
    found = document_of(*((text, LookHints(size=size)) for text, size in SIZED)).elements
    assert [element.depth for element in found if element.role is Role.HEADING] == [1, 2, 2, 1, 2, 2]


def test_one_heading_of_another_size_is_no_level() -> None:
    sizes = [16.0, *[14.0] * 9]
    rows = ((text, LookHints(size=size)) for (text, _), size in zip(SIZED[1:5] * 2, sizes, strict=False))
    found = document_of(*rows).elements
    assert {element.depth for element in found if element.role is Role.HEADING} == {1}
