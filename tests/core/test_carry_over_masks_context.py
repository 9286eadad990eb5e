"""Masked names in context: whose post and whose place a sentence speaks of. In doubt nothing is proposed."""

import pytest

from core.model.card import Leader, UnitCard
from core.workflows.masks import mask_proposals
from tests.core.test_carry_over_masks import draft

CARD = UnitCard(
    "青溪区委组织部",
    "县",
    "湖东省",
    "云州市",
    "青溪区",
    leaders=(Leader("赵明远", "区委书记"), Leader("李卫国", "区长")),
)

OURS = [
    ("区委书记XXX主持会议。", "赵明远"),
    ("区长XXX作工作报告。", "李卫国"),
    ("会上，区委书记***作了讲话。", "赵明远"),
    ("会议由区长XX主持。", "李卫国"),
    ("由区委书记XXX带队督导。", "赵明远"),
    ("邀请区委书记XXX上专题党课。", "赵明远"),
    ("区委副书记、区长XXX出席。", "李卫国"),
    ("市委常委、区委书记XXX到会指导。", "赵明远"),
    ("传达区委书记XXX讲话精神。", "赵明远"),
    ("我区区长XXX致辞。", "李卫国"),
    ("青溪区区长XXX致辞。", "李卫国"),
    ("青溪区委书记XXX致辞。", "赵明远"),
    ("落实区委书记XXX批示要求。", "赵明远"),
    ("现任区长XXX签订责任书。", "李卫国"),
    ("听取了区长XXX的汇报。", "李卫国"),
    ("陪同区委书记XXX调研。", "赵明远"),
    ("（区委书记XXX讲话）", "赵明远"),
    ("在**市委的领导下开展工作。", "云州"),
    ("贯彻落实**市委、市政府部署。", "云州"),
    ("学习贯彻**市第六次党代会精神。", "云州"),
    ("深入学习**省委全会精神。", "湖东"),
    ("认真落实**省有关规定。", "湖东"),
    ("**区召开组织工作会议。", "青溪"),
    ("推动**区经济社会发展。", "青溪"),
    ("印发《**区干部管理办法》。", "青溪"),
    ("中共**区委组织部工作总结。", "青溪"),
    ("**区委办公室牵头。", "青溪"),
    ("荣获**市先进集体称号。", "云州"),
    ("在全**市排名第一。", "云州"),
    ("我区被评为**市平安建设示范区。", "云州"),
    ("与**区委中心组学习同步安排。", "青溪"),
    ("**区人民政府门户网站。", "青溪"),
]

OTHERS = [
    "副区长***主持会议。",
    "常务副区长XX讲话。",
    "原区长XXX讲话。",
    "前区长XXX出席。",
    "时任区长XXX签批。",
    "时任区委书记XXX到会。",
    "代区长XXX作报告。",
    "团区委书记XXX作交流发言。",
    "兄弟区区长XXX率队来访。",
    "外区区长XXX介绍经验。",
    "外区区长一行来访。",
    "邻区区委书记XXX来我区调研。",
    "原区委书记XXX被查处。",
    "区长助理XXX到会。",
    "临江区区长XXX致辞。",
    "兄弟区区委书记XXX一行。",
    "区委书记、区长XXX出席。",
    "副县级干部兼区长XX。",
    "拟任区长XXX公示。",
    "老区长XXX座谈。",
    "小区长XXX入户。",
    "片区长XXX入户。",
    "社区区长XXX入户。",
    "原XXX区长讲话。",
    "李XX区长讲话。",
    "XX区长助理到会。",
    "陪同临江区委书记XXX考察。",
    "**市**区来我区考察。",
    "**区党政代表团到我区学习。",
    "与**市结对帮扶。",
    "与**市**区签订合作协议。",
    "同**区建立协作机制。",
    "学习**区经验。",
    "学习借鉴**市先进做法。",
    "赴**区考察基层党建。",
    "赴**市学习。",
    "前往**市招商引资。",
    "组织干部到**市考察学习。",
    "到**区观摩交流。",
    "兄弟**区率先突破。",
    "向先进地区**市看齐。",
    "对口支援**县工作有序开展。",
    "对口协作**市。",
    "支援**市疫情防控。",
    "选派医务人员驰援**市。",
    "从**市引进企业3家。",
    "来自**市的客商参观。",
    "**市考察团一行来访。",
    "**区一行12人，来我区考察交流。",
    "外出考察3次，先后到**市、**区取经。",
    "**区、**区联合执法。",
    "邻近的**区经验值得借鉴。",
    "与**区交界处联合执法。",
    "邀请**市专家来我区授课。",
    "赴省外**市开展推介。",
    "借鉴**市模式。",
    "选派干部到**市跟班学习。",
    "承接**市产业转移。",
    "东西部协作**市帮扶资金到位。",
    "**区、**县等地先后来访。",
]


@pytest.mark.parametrize(("text", "name"), OURS)
def test_what_is_ours_is_proposed(text: str, name: str) -> None:
    assert [each.value for each in mask_proposals(draft(text), CARD)] == [name]


@pytest.mark.parametrize("text", OTHERS)
def test_what_may_be_somebody_elses_stays_open(text: str) -> None:
    assert mask_proposals(draft(text), CARD) == ()


def test_a_place_of_somebody_else_leaves_the_others_of_its_field() -> None:
    made = draft("**区召开会议。", "赴**区考察。")
    (found,) = mask_proposals(made, CARD)
    assert [fact.element_id for fact in made.facts if fact.id in found.places] == ["e1"]
