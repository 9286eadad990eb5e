"""Stock wording with one slip, signs written twice at the edge of a word."""

import pytest

from core.model.elements import Element, Role
from core.workflows.checking.text_checks import TextChecker

FOUND = (
    ("认真贯落实会议精神。", "stock_near", "贯彻落实"),
    ("抓好安生产各项措施。", "stock_near", "安全生产"),
    ("维护社会和谐定。", "stock_near", "和谐稳定"),
    ("坚持实求事是，反对浮夸。", "stock_near", "实事求是"),
    ("由驻村干部举一三开展自查。", "stock_near", "举一反三"),
    ("持续优化营环境。", "stock_near", "优化营商环境"),
    ("人人做到防患末然。", "stock_near", "防患未然"),
    ("推动经济社合发展。", "stock_near", "经济社会发展"),
    ("党支部组织织党员植树。", "sign_twice", "组织"),
    ("认真听取意意见。", "sign_twice", "意见"),
    ("全县新增人口口。", "sign_twice", "人口"),
    ("合同签订订程序合规。", "sign_twice", "签订"),
    ("有关要求如下下：", "sign_twice", "如下"),
    ("截至至目前已完工。", "sign_twice", "截至"),
    ("领导强强化监督。", "sign_twice", "强化"),
)

LEFT = (
    "强化监察监督和派驻监督。",
    "坚持因城施策。",
    "改革以药养医。",
    "常红红脸、多出出汗。",
    "认真贯彻落实会议精神，扎实推进安全生产。",
    "要严管理、强监督、抓落实。",
    "乡村兴则国家兴，全乡振兴有了起色。",
    "各层党组织要把责任扛起来。",
    "开展学史明理活动。",
    "一批批项目落地，年年有进步。",
    "就下一步工作作了安排。",
    "市市场监管局对全县县城门店开展检查。",
    "该村村两委班子成员全部到岗。",
    "学习习近平新时代中国特色社会主义思想。",
    "副组长由李明明同志担任。",
    "司法所所长、县县长到场，跟老人摆摆龙门阵、谈谈心。",
    "反对亲亲疏疏，说说笑笑进村去。",
    "发放耕地地力补贴，组织织密防护网络，深入入户走访。",
    "达到目的的办法很多，为了了解实情要多走走。",
    "持续推进网信工作，扎实推进产城融合。",
)


@pytest.fixture(scope="module")
def checker() -> TextChecker:
    return TextChecker()


def told(checker: TextChecker, text: str) -> list[tuple[str, str | None]]:
    codes = {"stock_near", "sign_twice"}
    found = checker.check((Element("e1", Role.BODY, text),))
    return [(finding.code, finding.replacement) for finding in found if finding.code in codes]


@pytest.mark.parametrize(("text", "code", "right"), FOUND)
def test_a_slip_in_usual_wording_is_found(checker: TextChecker, text: str, code: str, right: str) -> None:
    assert told(checker, text) == [(code, right)]


@pytest.mark.parametrize("text", LEFT)
def test_usual_wording_is_left_alone(checker: TextChecker, text: str) -> None:
    assert told(checker, text) == []
