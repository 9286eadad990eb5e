"""A report in small: every fact of it, as a clerk would mark and name it."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts

REPORT = (
    (
        "2023年，**县住房和城乡建设局全年完成老旧小区改造XX个、惠及居民X.X万户，完成投资XX.X亿元，同比增长XX.X%。",
        (
            ("date.year", "2023", "年", "年份（2023年）"),
            ("mask.name", "**", "", "县名"),
            ("date.period", "全年", "", "时段（全年）"),
            ("mask.figure", "XX", "个", "完成老旧小区改造（个）"),
            ("mask.figure", "X.X", "万户", "惠及居民（万户）"),
            ("mask.figure", "XX.X", "亿元", "完成投资（亿元）"),
            ("mask.percent", "XX.X", "%", "投资同比增长（%）"),
        ),
    ),
    (
        "截至2023年12月31日，全县共有农村危房**户，已改造**户，改造率达**%。",
        (
            ("date.year", "2023", "年", "年份（2023年）"),
            ("date.date", "12月31日", "", "日期（12月31日）"),
            ("mask.figure", "**", "户", "农村危房（户）"),
            ("mask.figure", "**", "户", "农村危房改造（户）"),
            ("mask.percent", "**", "%", "农村危房改造率（%）"),
        ),
    ),
    (
        "1-11月，规模以上工业增加值同比增长8.5%，社会消费品零售总额56.7亿元。",
        (
            ("date.period", "1-11", "月", "时段（1-11月）"),
            ("figure.percent", "8.5", "%", "规模以上工业增加值同比增长（%）"),
            ("figure.money", "56.7", "亿元", "社会消费品零售总额（亿元）"),
        ),
    ),
    (
        "受理群众来信来访1,256件次，办结率98.6%，群众满意率达99%以上。",
        (
            ("figure.count", "1,256", "件次", "受理群众来信来访（件次）"),
            ("figure.percent", "98.6", "%", "受理群众来信来访办结率（%）"),
            ("figure.percent", "99", "%", "群众满意率（%）"),
        ),
    ),
    (
        "XX街道党工委研究“三重一大”事项XX项，开展谈心谈话XX人次。",
        (
            ("mask.name", "XX", "", "＿街道党工委研究"),
            ("mask.figure", "XX", "项", "某街道党工委研究“三重一大”事项＿项"),
            ("mask.figure", "XX", "人次", "开展谈心谈话（人次）"),
        ),
    ),
    (
        "新建“四好农村路”85公里，改造危桥6座。全县公路通车里程达到3560公里。",
        (
            ("figure.count", "85", "公里", "新建“四好农村路”（公里）"),
            ("figure.count", "6", "座", "改造危桥（座）"),
            ("figure.count", "3560", "公里", "公路通车里程（公里）"),
        ),
    ),
    (
        "在XX省XX市XX县XX镇调研时，XXX同志强调，要巩固脱贫成果。",
        (
            ("mask.name", "XX", "", "省名"),
            ("mask.name", "XX", "", "市名"),
            ("mask.name", "XX", "", "县名"),
            ("mask.name", "XX", "", "＿镇调研时"),
            ("mask.person", "XXX", "", "姓名：＿同志强调"),
        ),
    ),
    (
        "投入帮扶资金×××万元，实施产业项目××个，带动×××户×××人增收。",
        (
            ("mask.figure", "×××", "万元", "投入帮扶资金（万元）"),
            ("mask.figure", "××", "个", "实施产业项目（个）"),
            ("mask.figure", "×××", "户", "产业项目·带动增收（户）"),
            ("mask.figure", "×××", "人", "产业项目·带动增收（人）"),
        ),
    ),
    (
        "评选先锋岗20个、优秀共产党员35名、优秀党务工作者12名。",
        (
            ("figure.count", "20", "个", "评选先锋岗（个）"),
            ("figure.count", "35", "名", "评选优秀共产党员（名）"),
            ("figure.count", "12", "名", "评选优秀党务工作者（名）"),
        ),
    ),
    (
        "本单位现有干部职工___人，其中党员___人，占___％。",
        (
            ("mask.figure", "___", "人", "本单位现有干部职工（人）"),
            ("mask.figure", "___", "人", "党员（人）"),
            ("mask.percent", "___", "％", "干部职工中党员占（％）"),
        ),
    ),
    (
        "十三届全国人大一次会议以来，我委共办理议案建议128件，占交办总数的三分之二。",
        (
            ("reference.congress", "十三届", "", "会议届次（十三届）"),
            ("reference.congress", "一次", "", "会议届次（一次）"),
            ("figure.count", "128", "件", "办理议案建议（件）"),
            ("figure.fraction", "三分之二", "", "办理议案建议占交办总数"),
        ),
    ),
    (
        "累计争取上级资金2.3亿元，较去年同期增加4500万元。",
        (
            ("figure.money", "2.3", "亿元", "争取上级资金（亿元）"),
            ("date.relative", "去年", "", "年份用语（去年）"),
            ("figure.money", "4500", "万元", "争取上级资金较去年同期增加（万元）"),
        ),
    ),
    (
        "第一季度签约项目12个，总投资45.6亿元；二季度开工项目8个。",
        (
            ("date.period", "第一季度", "", "时段（第一季度）"),
            ("figure.count", "12", "个", "签约项目（个）"),
            ("figure.money", "45.6", "亿元", "签约项目总投资（亿元）"),
            ("date.period", "二季度", "", "时段（二季度）"),
            ("figure.count", "8", "个", "开工项目（个）"),
        ),
    ),
    (
        "每年组织不少于2次的集中培训，每次不少于3天，参训率达到95%以上。",
        (
            ("figure.count", "2", "次", "组织集中培训（次）"),
            ("figure.count", "3", "天", "每次（天）"),
            ("figure.percent", "95", "%", "组织集中培训参训率（%）"),
        ),
    ),
    (
        "抽查食品样品320批次，合格率为98.75%；查处违法案件15起，罚没款26.8万元。",
        (
            ("figure.count", "320", "批次", "抽查食品样品（批次）"),
            ("figure.percent", "98.75", "%", "抽查食品样品合格率（%）"),
            ("figure.count", "15", "起", "查处违法案件（起）"),
            ("figure.money", "26.8", "万元", "违法案件罚没款＿万元"),
        ),
    ),
    (
        "12月5日至7日，在XX宾馆举办第十五期科级干部培训班，培训学员86人。",
        (
            ("date.date", "12月5日至7日", "", "日期（12月5日至7日）"),
            ("mask.name", "XX", "", "＿宾馆举办"),
            ("reference.ordinal", "十五", "期", "第＿期科级干部培训班"),
            ("figure.count", "86", "人", "培训学员（人）"),
        ),
    ),
    (
        "粮食播种面积达45.6万亩，总产量18.9万吨，连续五年实现增产。",
        (
            ("figure.count", "45.6万", "亩", "粮食播种面积（亩）"),
            ("figure.count", "18.9万", "吨", "粮食总产量（吨）"),
        ),
    ),
    (
        "上半年，我区共新增市场主体1.2万户，同比增长6.8%，其中企业3200户。",
        (
            ("date.period", "上半年", "", "时段（上半年）"),
            ("figure.count", "1.2万", "户", "新增市场主体（户）"),
            ("figure.percent", "6.8", "%", "新增市场主体同比增长（%）"),
            ("figure.count", "3200", "户", "新增企业（户）"),
        ),
    ),
    (
        "累计培训村“两委”干部××期×××人次，覆盖率达××%。",
        (
            ("mask.figure", "××", "期", "培训村“两委”干部（期）"),
            ("mask.figure", "×××", "人次", "培训村“两委”干部累计（人次）"),
            ("mask.percent", "××", "%", "培训村“两委”干部覆盖率（%）"),
        ),
    ),
    (
        "经**会计师事务所审计，账面资金***.**万元。",
        (
            ("mask.name", "**", "", "＿会计师事务所"),
            ("mask.figure", "***.**", "万元", "账面资金（万元）"),
        ),
    ),
    (
        "与XX大学、XX研究院共建XX实验室XX个。",
        (
            ("mask.name", "XX", "", "＿大学"),
            ("mask.name", "XX", "", "＿研究院共建"),
            ("mask.name", "XX", "", "＿实验室"),
            ("mask.figure", "XX", "个", "共建实验室（个）"),
        ),
    ),
    (
        "建成高标准农田__万亩，走访二十家企业，召开座谈会三场。",
        (
            ("mask.figure", "__", "万亩", "建成高标准农田（万亩）"),
            ("figure.count", "二十", "家", "走访企业（家）"),
            ("figure.count", "三", "场", "召开座谈会（场）"),
        ),
    ),
    (
        "落实《2021—2025年干部教育规划》和“十四五”规划，做好建馆30周年筹备。",
        (
            ("reference.plan", "2021—2025", "年", "规划年份（2021—2025）"),
            ("reference.five_year_plan", "十四五", "", "五年规划（十四五）"),
            ("reference.anniversary", "30", "周年", "做好建馆＿周年筹备"),
        ),
    ),
    (
        "在党的十九届六中全会和市第**次党代会精神指引下，**区与**区结对。",
        (
            ("reference.congress", "十九届六中全会", "", "会议届次（十九届六中全会）"),
            ("mask.ordinal", "**", "次", "市第＿次党代会"),
            ("mask.name", "**", "", "区名"),
            ("mask.name", "**", "", "区名"),
        ),
    ),
)


@pytest.mark.parametrize(("paragraph", "expected"), REPORT)
def test_facts_of_a_paragraph(paragraph: str, expected: tuple[tuple[str, str, str, str], ...]) -> None:
    facts = find_facts([Element("e1", Role.BODY, paragraph)])
    assert [(f"{fact.kind}.{fact.subkind}", fact.text, fact.unit, fact.label) for fact in facts] == list(expected)


def test_facts_of_the_whole_report_are_those_of_its_paragraphs() -> None:
    elements = [Element(f"e{number}", Role.BODY, paragraph) for number, (paragraph, _) in enumerate(REPORT, 1)]
    expected = [(kind, text) for _, facts in REPORT for kind, text, _, _ in facts]
    assert [(f"{fact.kind}.{fact.subkind}", fact.text) for fact in find_facts(elements)] == expected


def test_no_two_fields_of_the_report_share_a_label() -> None:
    elements = [Element(f"e{number}", Role.BODY, paragraph) for number, (paragraph, _) in enumerate(REPORT, 1)]
    owners: dict[str, set[str]] = {}
    for fact in find_facts(elements):
        owners.setdefault(fact.label, set()).add(fact.group)
    assert [label for label, groups in owners.items() if len(groups) > 1] == []
