"""的, 地 and 得 for one another."""

import pytest

from core.checks.spelling.particles import check_particles, particle_table
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_particles

FOUND = (
    ("各支部要认真的落实会议部署。", "认真的", "认真地"),
    ("扎实的推进各项整改任务。", "扎实的", "扎实地"),
    ("深入的开展警示教育，筑牢防线。", "深入的", "深入地"),
    ("干部认真学习，自觉得遵守各项规定。", "自觉得", "自觉地"),
    ("隐患排查抓的紧。", "抓的", "抓得"),
    ("部分村制度落实的不到位。", "落实的", "落实得"),
    ("理论学习掌握的还不够。", "掌握的", "掌握得"),
    ("各支部认真的梳理了问题清单。", "认真的", "认真地"),
    ("牢牢的守住粮食安全底线。", "牢牢的", "牢牢地"),
    ("办事效率提高的比较明显。", "提高的", "提高得"),
    ("村容村貌有了明显地改善。", "明显地", "明显的"),
    ("项目取得了良好地效果。", "良好地", "良好的"),
    ("既要清醒的认识到自身的不足，又要看到优势。", "清醒的", "清醒地"),
    ("台账整理做的规范细致。", "做的", "做得"),
)

LEFT = (
    "采取有效的推进措施，形成认真的工作态度。",
    "扎实的推进工作得到群众肯定。",
    "全面的学习计划已经印发。",
    "规范的服务流程方便了群众。",
    "发挥积极的推动作用，提供了积极的支持和帮助。",
    "抓的重点更加突出，完成的较好项目给予奖励。",
    "种的好品种卖了好价钱。",
    "推进的速度不快，安排的任务不够。",
    "要认真地落实部署，做得很好，有了明显的改善。",
    "做到有效地防范风险。",
    "提高的部分用于补助困难家庭。",
    "认真的梳理工作为决策打下基础。",
    "形成深刻的认识到位的举措。",
    "制定垃圾处理的具体规范。",
)


def told(text: str) -> list[tuple[str, str | None]]:
    return [(slip.text, slip.replacement) for slip in check_particles(Element("e1", Role.BODY, text), load_particles())]


@pytest.mark.parametrize(("text", "odd", "right"), FOUND)
def test_a_wrong_particle_is_found(text: str, odd: str, right: str) -> None:
    assert told(text) == [(odd, right)]


@pytest.mark.parametrize("text", LEFT)
def test_a_right_particle_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_table_that_lacks_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="manners"):
        particle_table({})
