"""Labels of numbers beside a like one: a parallel member takes its measure, the time of a comparison is whose value it is."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进口平均查验时间33.6小时、出口3.9小时。", ["进口平均查验时间（小时）", "出口平均查验时间（小时）"]),
        ("国有企业工会建会率100%，民营企业达81.3%。", ["国有企业工会建会率（%）", "民营企业工会建会率（%）"]),
        ("服刑回归人员23名帮教率100%。", ["服刑回归人员（名）"]),
    ],
)
def test_a_parallel_member_takes_the_measure_of_the_one_before(text: str, expected: list[str]) -> None:
    assert labels(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("毕业生就业率保持在95%，高于2020年的93.6%。", "2020年毕业生就业率（%）"),
        ("贷款逾期率控制在0.15%以内，低于2023年末的0.21%。", "2023年末贷款逾期率（%）"),
        ("2016至2018年，馆藏资源访问量分别为146万次、203万次、291万次。", "2018年馆藏资源访问量（次）"),
        ("小程序用户2017年6月底达8.7万户，2016年6月底为4.9万户。", "2016年6月底小程序用户（户）"),
    ],
)
def test_a_value_of_another_time_says_which(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清淤渠道2.5万米，2016年以来累计达到31万米。", "清淤渠道累计达到（米）"),
        ("春节假期7天接待游客6.3万人次。", "春节假期7天接待游客（人次）"),
        ("今年新增签约3000人。", "新增签约（人）"),
        ("全市家庭医生签约3000人。", "家庭医生签约（人）"),
        ("去年的客流曾达4012万人次。", "客流（人次）"),
    ],
)
def test_no_word_that_tells_is_lost(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "五年累计投入防汛资金260万元，加固堤防280公里。",
            ["五年累计投入防汛资金（万元）", "五年累计加固堤防（公里）"],
        ),
        ("过去五年返乡创业350人。", ["过去五年返乡创业（人）"]),
        ("落实三年行动方案，新建公厕12座。", ["新建公厕（座）"]),
        ("连续五年获评优秀单位，新建公厕12座。", ["新建公厕（座）"]),
        ("五年累计投入防汛资金260万元，今年加固堤防280公里。", ["五年累计投入防汛资金（万元）", "加固堤防（公里）"]),
    ],
)
def test_a_sum_over_years_says_so(text: str, expected: list[str]) -> None:
    assert labels(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "镇级财政欠账占可用财力的比重从2012年的3.6%降到去年的1.7%左右。",
            "镇级财政欠账…财力的比重从2012年的某%降到＿%左右",
        ),
        ("今年财政将安排64万元，比上年多出12万元，支持校舍改造。", "财政将安排＿万元，支持校舍改造"),
        ("建立困难学生走访制度，惠及210人。", "建立困难学生走访制度·惠及＿人"),
        ("茶叶产量稳步走高，去年达到36万斤，连续4年增产。", "茶叶产量·连续＿年增产"),
        ("打造好80个村（社区）文明实践站。", "打造村（社区）文明实践站（个）"),
        ("送餐服务扩大到70%以上社区。", "送餐服务扩大到＿%以上社区"),
        ("单位产值水耗和废渣排放分别降低6%和9%。", "单位产值废渣排放降低（%）"),
    ],
)
def test_a_clause_keeps_what_tells(text: str, expected: str) -> None:
    assert expected in labels(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成终端486个，其中加盟终端64个，分别较2024年底增加73个、18个。", "加盟终端增加（个）"),
        ("5月开展2020年度职业技能鉴定，合格率力争达到90%。", "职业技能鉴定合格率目标（%）"),
        ("协会脱钩试点第一批15家9月底全部完成。", "协会脱钩试点（家）"),
        ("完成合并村改革，建制村由612个调整为387个，减幅36.8%。", "建制村减幅（%）"),
        ("整合护林员684名，其中脱贫户护林员512名，占74.9%。", "脱贫户护林员占总数（%）"),
        (
            "力争到2015年，茶农人均收入达到平均水平的85%以上，2010年这一比例为76.3%。",
            "2010年茶农人均收入达到平均水平（%）",
        ),
        ("监督立案31件、撤案26件，提出抗诉4件。", "监督撤案（件）"),
        ("监督立案31件、撤案26件，提出抗诉4件。", "监督提出抗诉（件）"),
        ("2024年全县有效专利417件，拥有量3.2件，2025年分别达到480件、3.8件。", "2025年有效专利（件）"),
        ("北部4个乡镇平均间距超过12公里。", "北部乡镇（个）"),
        ("火灾受害率继续控制在0.9‰以内。", "火灾受害率（‰）"),
    ],
)
def test_nothing_is_torn_or_told_of_another(text: str, expected: str) -> None:
    assert expected in labels(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500毫升献血者比例由2014年的68.4%提高到71.2%。", "500毫升献血者比例提高到（%）"),
        ("PM2.5平均浓度38微克/立方米，同比下降7.3%，较2015年下降41.5%。", "PM2.5平均浓度较2015年下降（%）"),
        ("更换智能水表1.1万只，累计更换3.7万只。", "累计更换智能水表（只）"),
        (
            "居民气价倒挂，亏损12万元。第三方施工破坏仍有发生，全年11起，去年为14起。",
            "去年第三方施工破坏仍有发生（起）",
        ),
        ("三年来累计录入案卷目录6.3万条、文件目录24.6万条。", "三年来累计录入案卷目录（条）"),
        ("控温仓容增加到3万吨。储粮损耗率降至0.18%，2024年、2025年分别为0.27%和0.22%。", "2024年储粮损耗率（%）"),
        ("经多轮调整，其中即办件占比57.4%。", "即办件占比（%）"),
        ("水保法实施以来，共完成方案审查64宗。", "累计完成方案审查（宗）"),
        ("2018年以来仅招录3人。", "2018年以来招录（人）"),
        ("补齐短板，消除56人以上大班额。", "消除＿人以上大班额"),
        ("组织主题党日12次，为群众办实事26件。", "为群众办实事（件）"),
        ("外科综合楼2015年3月奠基，总投资1.32亿元。", "外科综合楼总投资（亿元）"),
    ],
)
def test_what_decides_stays(text: str, expected: str) -> None:
    assert expected in labels(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五年累计培训3万人次，今年培训6000人次。", "五年累计培训（人次）"),
        ("政策实施以来，共受理申请64件。", "政策累计受理申请（件）"),
        ("改革以来，共建共享项目12个。", "共建共享项目（个）"),
        ("近三年来，平均每年完成整改5处。", "平均每年完成整改（处）"),
        ("2021年、2022年分别完成投资3亿元、4亿元。", "2021年完成投资（亿元）"),
    ],
)
def test_what_is_summed_or_listed_by_years_says_so_once(text: str, expected: str) -> None:
    assert labels(text)[0] == expected
