"""Whole reports in a short notation: role and level, a bar, the text; ‖ stands where a run-in heading ends."""

import pytest

from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

OLD_SPEECH = """\
title|关于当前农村工作的几个问题
issue_date|（一九八一年三月五日）
preamble|这次会议开得很好。我讲几个问题。
heading1|一、关于农业生产责任制问题
body|现在农村形势很好。
heading2|（一）要稳定政策。‖有的同志担心政策会变，这是不必要的。
heading2|（二）要因地制宜。‖各地情况不同，不能一刀切。
heading2|（三）要加强领导。‖县委要有一位书记专管这项工作。
heading1|二、关于多种经营问题
body|绝不放松粮食生产，积极发展多种经营。
heading1|三、关于干部作风问题
heading3|1、深入实际。‖要经常下去调查研究。
heading3|2、联系群众。‖要关心群众疾苦。
heading3|3、艰苦奋斗。‖不准用公款请客送礼，不准铺张浪费。
closing|我就讲这些，供同志们参考。
"""

JUSTICE_BUREAU = """\
title|县司法局2021年工作总结及2022年工作打算
preamble|今年以来，我局在县委、县政府的领导下，主要工作总结如下：
heading1|一、2021年工作情况
heading2|（一）政治建设方面
heading3|1.强化理论学习。‖今年以来，共组织学习36次。
heading3|2.落实意识形态责任制。‖专题研究意识形态工作2次；开展谈心谈话46人次。
heading2|（二）业务工作方面
heading3|1.普法工作。‖（1）开展“法律六进”活动86场次。（2）发放宣传资料2万份。
heading3|2.人民调解。‖全县共有调解组织186个，今年调解纠纷1260件。
heading3|3.社区矫正。‖截至11月底，在册矫正对象132人。
heading3|4.法律援助。‖办理援助案件210件。
heading1|二、存在的主要问题
body|（一）基层司法所力量薄弱，人少事多的矛盾突出。
body|（二）普法针对性、实效性不强。
body|（三）信息化建设滞后。
heading1|三、2022年工作打算
heading2|（一）全面推进依法治县，充分发挥统筹协调作用
body|一是加强法治督察。二是推进合法性审查。
heading2|（二）全面提升公共法律服务水平，打通服务群众“最后一公里”
body|一是完善三级平台。二是优化法律援助。
signature|县司法局
issue_date|2021年12月3日
"""

DECREE = """\
title|关于印发《雾山市人才引进办法》的通知
document_number|雾人社发〔2020〕12号
addressee|各县区人社局：
body|现将《雾山市人才引进办法》印发给你们，请遵照执行。
signature|雾山市人力资源和社会保障局
issue_date|2020年5月6日
attachment|雾山市人才引进办法
attachment|第一条 为吸引人才，制定本办法。
attachment|第二条 引进对象包括：
attachment|（一）博士研究生；
attachment|（二）硕士研究生。
attachment|第三条 本办法自2020年6月1日起施行。
"""

THREE_POINTS = """\
title|在全市组织工作会议上的讲话
subtitle|（根据录音整理）
preamble|刚才，大家的发言都很好。下面，我强调三点。
heading1|一、要提高认识
body|组织工作事关全局。我们必须从战略高度来看待。
heading1|二、要突出重点
heading3|1、抓班子，带队伍。‖班子强则事业兴。选人用人要坚持德才兼备。
heading3|2、抓基层，打基础。‖基础不牢，地动山摇。
heading3|3、抓人才，强支撑。‖没有人才，一切都是空谈。
heading1|三、要改进作风
point|第一，要实。不搞花架子。
point|第二，要严。不当老好人。
point|第三，要廉。不拿群众一针一线。
"""

TASK_LIST = """\
title|2018年重点工作任务
heading1|一、项目建设
heading3|1．环城路（县交通局）
heading3|2．污水处理厂（县住建局）
heading3|3．工业园标准厂房（园区管委会）
heading1|二、民生实事
heading3|1．新建公办幼儿园2所。‖（责任单位：县教育局）
heading3|2．改造老旧小区12个。‖（责任单位：县住建局）
"""

NO_TITLE = """\
heading1|一、基本情况
body|我乡共有12个村，人口2.3万人。
heading1|二、主要做法
heading3|1、领导重视。‖乡党委书记亲自抓。
heading3|2、措施得力。‖制定了实施方案。
heading1|三、存在问题
body|资金短缺。
"""

COMPANY = """\
title|××公司2020年度安全生产工作总结
preamble|2020年，公司认真贯彻“安全第一”方针，未发生重大安全事故。现将主要工作总结如下：
heading3|1．安全责任落实情况
body|公司与各部门签订责任书15份。
heading3|2．安全教育培训情况
body|组织培训12次，参训860人次。
heading3|3．隐患排查治理情况
body|排查隐患236项，整改率100%。
heading3|4．下一步工作打算
body|4.1 加强教育。
body|4.2 加强检查。
signature|××公司
issue_date|二〇二〇年十二月三十日
"""

LEVEL_TWO_FIRST = """\
title|关于2012年工作总结及2013年工作计划的报告
heading2|　　（一）主要工作
heading3|　　1、抓收入。‖全年完成税收3.6亿元，同比增长12.1%。
heading3|　　2、抓支出。‖全年支出12.3亿元。
heading2|　　（二）存在问题
heading3|　　1、税源单一。‖主要依赖煤炭。
heading3|　　2、刚性支出大。‖收支矛盾突出。
heading2|　　（三）明年计划
body|　　（1）培植财源。
body|　　（2）压缩开支。
signature|　　　　　　　　　　　　　县财政局
issue_date|　　　　　　　　　　　　　二〇一二年十二月
"""

APPEAL = """\
title|关于开展“学习雷锋”活动的倡议书
addressee|广大青年朋友们：
preamble|三月春风暖，雷锋精神传。为此，我们倡议：
heading1|一、做雷锋精神的传承者。‖认真学习雷锋事迹，坚定理想信念。
heading1|二、做志愿服务的参与者。‖走进社区、走进农村，奉献爱心。
heading1|三、做文明新风的引领者。‖从我做起，从小事做起。
closing|青年朋友们，让我们行动起来吧！
signature|共青团××县委
issue_date|2019年3月5日
"""

LAW_REPORT = """\
title|XX县2022年法治政府建设年度报告
noise|发布日期：2023-01-12 15:32  来源：XX县司法局  【字体：大 中 小】
preamble|根据《法治政府建设实施纲要》要求，现将2022年度法治政府建设情况报告如下：
heading1|一、2022年推进法治政府建设的主要举措和成效
heading2|（一）健全政府机构职能体系，推动更好履职尽责
heading3|1.深入推进“放管服”改革
body|取消行政许可事项12项，下放8项。
heading3|2.持续优化营商环境
body|出台优化营商环境措施36条；开展“营商环境提升年”行动。
heading2|（二）健全行政决策制度体系
point|——规范重大行政决策程序。制定目录4项。
point|——强化合法性审查。审查文件86件。
heading1|二、存在的不足和原因
body|（一）执法队伍建设有待加强；
body|（二）普法实效有待提高。
heading1|三、2023年工作安排
point|一要强化学习，提升依法行政能力。
point|二要强化监督，规范行政执法行为。
point|三要强化普法，营造良好法治氛围。
noise|打印 关闭
"""

OLD_PLAN = """\
title|　　　　　　　　　　云山县二〇〇一年国民经济和社会发展计划
title|　　　　　　　　　　执行情况与二〇〇二年计划草案的报告
subtitle|　　　　　　　　　——二〇〇二年二月二十日在县十三届人大五次会议上
signature|　　　　　　　　　　　　　　　县计划委员会主任　刘××
addressee|各位代表：
preamble|　　受县人民政府委托，我向大会作报告，请予审议。
heading1|　　一、二〇〇一年计划执行情况
body|　　一年来，全县经济社会发展计划执行情况良好，主要表现在：
point|　　——国民经济持续增长。国内生产总值完成16.8亿元，增长9.2%。
point|　　——农业和农村经济稳步发展。粮食总产13.6万吨。
body|　　存在的主要问题：一是农民增收难度大；二是工业效益差。
heading1|　　二、二〇〇二年经济社会发展的主要目标和任务
heading2|　　（一）主要目标
body|　　国内生产总值增长9%。
heading2|　　（二）主要任务
heading3|　　1．加强农业基础地位，千方百计增加农民收入。‖要调整优化结构，大力发展畜牧业。
heading3|　　2．深化企业改革，提高工业经济运行质量。‖抓好5户重点企业改制。
heading3|　　3．扩大内需，保持固定资产投资适度增长。‖全社会固定资产投资完成6亿元。
closing|　　各位代表，完成今年的计划任务艰巨而光荣，我们要在县委的领导下，团结奋斗，开拓进取，以优异成绩迎接党的十六大胜利召开。
"""

ENDORSED = """\
title|省人民政府批转省财政厅关于加强预算外资金管理意见的通知
document_number|省政府发（1986）75号
addressee|各市、州、县人民政府，各地区行署，省政府各部门：
body|省人民政府同意省财政厅《关于加强预算外资金管理的意见》，现转发给你们，请贯彻执行。
issue_date|一九八六年七月一日
attachment|关于加强预算外资金管理的意见
attachment|近几年来，预算外资金增长很快。为加强管理，提出如下意见：
attachment|一、预算外资金的范围。包括地方财政部门管理的各项附加收入。
attachment|二、严格控制使用方向。
"""

NO_STOPS = """\
title|2022年工作总结
heading1|一、工作完成情况
heading3|1.办文办会。‖全年办理公文1260件，组织会议86场次
heading3|2.督查督办。‖开展专项督查23次
heading3|3.信息宣传。‖上报信息230条
heading1|二、2023年工作计划
heading3|1.提升政务服务质量
heading3|2.加大督查督办力度
heading3|3.强化机关后勤保障
"""

REPORTS = [
    pytest.param(OLD_SPEECH, id="old_speech"),
    pytest.param(JUSTICE_BUREAU, id="justice_bureau"),
    pytest.param(DECREE, id="decree"),
    pytest.param(THREE_POINTS, id="three_points"),
    pytest.param(TASK_LIST, id="task_list"),
    pytest.param(NO_TITLE, id="no_title"),
    pytest.param(COMPANY, id="company"),
    pytest.param(LEVEL_TWO_FIRST, id="level_two_first"),
    pytest.param(APPEAL, id="appeal"),
    pytest.param(LAW_REPORT, id="law_report"),
    pytest.param(OLD_PLAN, id="old_plan"),
    pytest.param(ENDORSED, id="endorsed"),
    pytest.param(NO_STOPS, id="no_stops"),
]


def noted(element: Element) -> str:
    if element.role is not Role.HEADING:
        return f"{element.role.value}|{element.text}"
    start = element.body_start
    text = element.text if start is None else f"{element.text[:start]}‖{element.text[start:]}"
    return f"{element.role.value}{element.level}|{text}"


@pytest.mark.parametrize("report", REPORTS)
def test_report(report: str) -> None:
    expected = report.rstrip("\n").split("\n")
    texts = [line.split("|", 1)[1].replace("‖", "") for line in expected]
    raw = RawDocument(tuple(RawParagraph(text, number) for number, text in enumerate(texts, 1)))
    assert [noted(element) for element in recognise(raw, PHRASES).value.elements] == expected
