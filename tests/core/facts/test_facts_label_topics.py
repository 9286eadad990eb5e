"""Labels whose thing stands in the clause before, in the heading above, or behind a modifier with a number of its own."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(*elements: Element) -> list[str]:
    return [fact.label for fact in find_facts(elements) if fact.kind in ("figure", "mask")]


def labels_of(text: str) -> list[str]:
    return labels(Element("e1", Role.BODY, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "为820名75周岁以上老人办理优待证。",
            ["为75周岁以上老人办理优待证（名）", "为某名＿周岁以上老人办理优待证"],
        ),
        ("慰问46名工龄满20年的司机。", ["慰问工龄满20年的司机（名）", "慰问46名工龄满＿年的司机"]),
        ("为260名患有慢性病的居民免费检查。", ["为患有慢性病的居民免费检查（名）"]),
        ("查处9起违反作息规定的问题。", ["查处违反作息规定的问题（起）"]),
        (
            "为180名60岁以上的失能老人购买保险。",
            ["为60岁以上的失能老人购买保险（名）", "为某名＿岁以上的失能老人购买保险"],
        ),
    ],
)
def test_a_number_inside_a_modifier_does_not_cut_off_the_thing(text: str, expected: list[str]) -> None:
    assert labels_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年级组由11个整合为7个。", ["年级组整合前（个）", "年级组整合后（个）"]),
        ("从9支抢修队伍精简为6支。", ["抢修队伍精简前（支）", "抢修队伍精简后（支）"]),
        ("将36个内设科室归并为25个。", ["内设科室归并前（个）", "内设科室归并后（个）"]),
        ("把全镇62个网格细化为95个。", ["网格细化前（个）", "网格细化后（个）"]),
        ("从12名精简为8名。", ["精简前（名）", "精简后（名）"]),
    ],
)
def test_a_turn_with_any_verb_names_what_was_turned(text: str, expected: list[str]) -> None:
    assert labels_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "针对仓储企业开展消防检查，整改16处，约谈2家。",
            ["仓储企业整改（处）", "仓储企业约谈（家）"],
        ),
        ("组织开展校车专项检查，整改12处。", ["校车专项检查整改（处）"]),
        ("学习2022年版操作规程36次。", ["学习操作规程（次）"]),
        ("2022年版权登记96件。", ["版权登记（件）"]),
        ("举办第12届茶商大会，投资3亿元。", ["举办茶商大会投资（亿元）"]),
        ("兽药方面，检查门店52家，立案3起。", ["检查门店（家）", "兽药立案（起）"]),
        ("在种子领域，抽样210批次，立案2起。", ["种子·抽样（批次）", "种子立案（起）"]),
        ("检查门店52家，立案3起。", ["检查门店（家）", "检查门店立案（起）"]),
        ("扎实推进码头升级改造。投入620万元。", ["码头升级改造投入（万元）"]),
        ("立案31件，办结28件。", ["立案（件）", "办结（件）"]),
        ("引导1600人在县内就近就业。", ["引导＿人在县内就近就业"]),
    ],
)
def test_a_verb_without_an_object_takes_that_of_the_clause_before(text: str, expected: list[str]) -> None:
    assert labels_of(text) == expected


def test_a_measure_without_a_subject_takes_the_heading_above() -> None:
    heading = Element("e1", Role.HEADING, "江湾湿地公园", "一、", 1, 1, 6)
    body = Element("e2", Role.BODY, "项目占地260亩，总投资1.8亿元。")
    assert labels(heading, body) == ["江湾湿地公园占地（亩）", "江湾湿地公园总投资（亿元）"]
    general = Element("e1", Role.HEADING, "主要指标", "一、", 1, 1, 4)
    assert labels(general, Element("e2", Role.BODY, "总投资1.8亿元。")) == ["总投资（亿元）"]
    run_in = Element("e1", Role.HEADING, "档案馆新馆。总建筑面积2.1万平方米。", "（一）", 2, 2, 6, run_in=True)
    assert labels(run_in) == ["档案馆新馆总建筑面积（平方米）"]


def test_a_measure_listed_behind_a_count_is_of_what_was_counted() -> None:
    listed = Element("e1", Role.HEADING, "谋划“三期”开局。入库项目8个、总投资2亿元。", "1.", 2, 2, 8, run_in=True)
    assert labels(listed) == ["入库项目（个）", "入库项目总投资（亿元）"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "肉牛存栏6万头、出栏3万头，分别增长2%、4%。",
            ["肉牛存栏（头）", "肉牛出栏（头）", "肉牛存栏增长（%）", "肉牛出栏增长（%）"],
        ),
        ("受理线索96件，立案31件，同比增长8%。", ["受理线索（件）", "线索立案（件）", "线索立案同比增长（%）"]),
        (
            "签约项目26个，其中市级9个；开工18个，开工率69%。",
            ["签约项目（个）", "签约项目·市级（个）", "项目开工（个）", "项目开工率（%）"],
        ),
        (
            "第一至第三类材料分别占50%、30%、20%。",
            ["第一类材料占（%）", "第二类材料占（%）", "第三类材料占（%）"],
        ),
        (
            "馆藏书籍达62个门类、8.6万册、9.1万件。",
            ["门类（个）", "馆藏书籍（册）", "馆藏书籍（件）"],
        ),
        ("保险基金收入3亿元、支出2亿元。", ["保险基金收入（亿元）", "保险基金支出（亿元）"]),
        ("纪律处分32人，留置3人。", ["纪律处分（人）", "留置（人）"]),
        ("涉及6个镇38个村。", ["涉及镇（个）", "涉及村（个）"]),
        ("批准拘留46人，不批28人，不批率38%。", ["批准拘留（人）", "不批（人）", "不批率（%）"]),
        (
            "新录入在册人员96人，解除31人，训诫5人。",
            ["新录入在册人员（人）", "在册人员解除（人）", "在册人员训诫（人）"],
        ),
        ("组织志愿者260名开展服务活动18场。", ["组织志愿者＿名开展服务活动", "开展服务活动（场）"]),
        ("培训学员86人次，其中41人实现就业。", ["培训学员（人次）", "培训学员实现就业（人）"]),
        (
            "危房改造26户，涉及面积1.2万平方米，总投资86万元。",
            ["危房改造（户）", "危房改造涉及面积＿平方米", "危房改造总投资（万元）"],
        ),
        (
            "古桥挂牌保护36座，其中百米以上9座，占25%。",
            ["古桥挂牌保护（座）", "百米以上的古桥（座）", "百米以上的古桥占总数（%）"],
        ),
        (
            "第一产业增加值6亿元，第三产业增加值9亿元，分别增长2%、3%。",
            ["第一产业增加值（亿元）", "第三产业增加值（亿元）", "第一产业增加值增长（%）", "第三产业增加值增长（%）"],
        ),
        ("人口3860人，出生率6‰，自然增长率0.9‰。", ["人口（人）", "出生率（‰）", "自然增长率（‰）"]),
        ("对320名0—3岁婴幼儿进行登记。", ["0—3岁婴幼儿（名）", "对某名＿岁婴幼儿进行登记"]),
        ("低保对象620户，其中农村480户。", ["低保对象（户）", "低保对象·农村（户）"]),
        (
            "收入10万元以上的村9个、20万元以上的4个。",
            ["收入＿万元以上的村", "收入10万元以上的村（个）", "＿万元以上的村", "收入20万元以上的＿个"],
        ),
        ("存贷比76%，不良率1.3%。", ["存贷比（%）", "不良率（%）"]),
        ("实现36个脱贫村全覆盖。", ["脱贫村全覆盖（个）"]),
        ("新一届理事会由9人组成。", ["新一届理事会由＿人组成"]),
    ],
)
def test_each_number_of_a_chain_keeps_its_own_thing(text: str, expected: list[str]) -> None:
    assert labels_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东线索道2024年3月开工，全长2910米，单向运力每小时2400人。", "东线索道·单向运力每小时（人）"),
        ("镇文化馆2013年6月开馆，接待观众4万人次，其中2017年接待1万人次。", "镇文化馆·接待＿人次"),
        ("镇内2个专家工作站2016年9月挂牌以来，引进成果7项。", "专家工作站·引进成果（项）"),
        ("“智慧社区”2015年10月上线以来，差错率由2015年的3.1%降到1.2%。", "“智慧社区”·2015年差错率（%）"),
        ("认真执行2022年5月起施行的《电梯管理办法》，检查商场37家。", "检查商场（家）"),
        ("年度考核结果2024年3月公示，开展庆祝活动，评选能手20名。", "评选能手（名）"),
        ("东线索道2024年3月开工，12月投用。新增岗位30个。", "新增岗位（个）"),
    ],
)
def test_a_sentence_that_opens_with_what_began_is_about_it(text: str, expected: str) -> None:
    assert expected in [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]
