"""Drafts in our own words for every built-in layout, with all particulars that it can show."""

from dataclasses import replace

from core.model.draft import Draft
from tests.builders import make_draft

REPORT = """
    title |关于进一步加强全县档案查阅利用工作的实施意见
    addressee |各乡镇人民政府，县直各部门、各直属单位，驻青禾各有关单位，各村（社区）档案室：
    preamble |为方便群众查阅档案，现就有关事项提出如下意见。
    h1 一、|总体要求
    h2 （一）|坚持便民优先。‖按照“一次办好”的要求，简化手续——凡是能够网上办理的，一律网上办理，让群众少跑腿……
    h3 1.|完善制度。‖健全查阅登记、限时答复等制度。
    h1 二、|重点工作
    body |各单位要结合实际，细化措施，抓好落实，重要情况及时报告。
    attachment |附件：1.全县档案查阅利用工作重点任务分解表以及各责任单位联络人员名单和联系方式汇总
    attachment |2.工作情况统计表
    signature |青禾县人民政府办公室
    issue_date |2023年7月10日
    attachment |附件1
    attachment |重点任务分解表
    body |本表由各责任单位填写。
    attachment |附件2
    attachment |工作情况统计表
    body |本表每季度报送一次。
"""
SPEECH = """
    title |鼓足干劲　奋力实现全年目标
    vocative |同志们：
    preamble |今天会议的主要任务是，总结上半年工作，部署下半年任务，动员全县上下鼓足干劲、真抓实干，努力完成全年目标。
    h1 一、|肯定成绩，坚定信心
    h2 （一）|发展势头稳中向好。‖上半年，重点项目建设顺利推进，群众反映强烈的几件实事都有了着落。
    body |成绩来之不易，是大家一步一个脚印干出来的。
"""
MINUTES = """
    title |研究上半年档案工作
    preamble |7月5日，馆长周正平主持召开馆务会议，研究上半年档案工作。纪要如下：
    h1 一、|关于查阅利用工作
    body |会议同意开设周末查阅窗口，由利用股牵头落实。
    h1 二、|关于库房安全工作
    body |会议要求，每月检查一次消防设施，发现问题当日整改。
"""
HEAD = (("份号", "000012"), ("密级", "机密★1年"), ("紧急程度", "加急"))
IMPRINT = (
    ("抄送", "县委各部门，县人大常委会办公室，县政协办公室，县监察委员会，县人民法院，县人民检察院，县人民武装部"),
    ("印发机关", "青禾县人民政府办公室"),
    ("印发日期", "2023年7月12日"),
)


def with_particulars(draft: Draft, *pairs: tuple[str, str]) -> Draft:
    """The draft with these particulars."""
    return replace(draft, identity=replace(draft.identity, particulars=pairs))


def report(*pairs: tuple[str, str]) -> Draft:
    """The report with these particulars."""
    return with_particulars(make_draft(REPORT), *pairs)


OUTWARD = report(
    *HEAD, *IMPRINT, ("发文机关", "青禾县人民政府"), ("发文字号", "青政发〔2023〕12号"), ("附注", "此件公开发布")
)
UPWARD = report(
    *IMPRINT, ("发文机关", "青禾县档案馆"), ("发文字号", "青档〔2023〕8号"), ("签发人", "周正平"), ("印章", "有")
)
JOINT = report(
    *IMPRINT,
    ("密级", "秘密"),
    ("发文机关", "青禾县档案馆、青禾县教育局、青禾县文化和旅游局"),
    ("发文字号", "青档联〔2023〕3号"),
    ("签发人", "周正平、李安、王一宁"),
)
LETTER = report(*HEAD, IMPRINT[0], ("发文机关", "青禾县人民政府办公室"), ("发文字号", "青政办函〔2023〕5号"))
INTERNAL = with_particulars(make_draft(REPORT), ("题下单位", "青禾县档案馆"), ("题下日期", "2023年7月10日"))
TALK = with_particulars(
    make_draft(SPEECH), ("讲话场合", "在全县半年工作会议上的讲话"), ("讲话人", "周正平"), ("讲话日期", "2023年7月10日")
)
MEETING = with_particulars(
    make_draft(MINUTES),
    *IMPRINT,
    ("纪要名称", "青禾县档案馆馆务会议"),
    ("期号", "第5期"),
    ("出席", "周正平　李安　王一宁　赵小满　钱有田　孙立春　吴清明　郑谷雨　冯立夏　陈小雪　褚大寒　卫白露"),
    ("请假", "蒋秋分"),
    ("列席", "沈寒露　韩霜降"),
)
SAMPLES: tuple[tuple[str, str, Draft], ...] = (
    ("outward", "国标公文", OUTWARD),
    ("upward", "国标公文", UPWARD),
    ("joint", "国标公文", JOINT),
    ("plain", "国标公文", report()),
    ("internal", "内部材料", INTERNAL),
    ("speech", "讲话稿", TALK),
    ("large", "讲话稿（大字）", TALK),
    ("letter", "信函", LETTER),
    ("minutes", "纪要", MEETING),
)
"""A name for the file, the layout, the draft."""
