"""Names of places and units with one slip among others written rightly."""

import pytest

from core.checks.names.similar_names import check_similar_names, name_endings
from core.checks.spelling.look_alikes import may_be_confused
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_endings

ENDINGS = load_endings()
TWINS = {"禾": frozenset("木")}

FOUND = (
    ("青禾县开会。青禾县委部署。", "青禾县动员，到青河县督导。", "青河县", "青禾县"),
    ("青禾镇开会。青禾镇部署。青禾镇动员。", "到青木镇督导。", "青木镇", "青禾镇"),
    ("走访金石岭社区，金石岭社区满意。", "走访金石领社区。", "金石领社区", "金石岭社区"),
    ("市审批服务管理局牵头，市审批服务管理局验收。", "市审批服务管局考核。", "审批服务管局", "审批服务管理局"),
    ("县数据资源管理局牵头，县数据资源管理局验收。", "县数据管理资源局考核。", "数据管理资源局", "数据资源管理局"),
    ("县矛盾调解中心接访，县矛盾调解中心回访。", "县矛盾调节中心考核。", "矛盾调节中心", "矛盾调解中心"),
)

LEFT = (
    ("发展好农村产业。发展和农村工作。和农村有关。和农村相连。",),
    ("脱贫与乡村振兴衔接。和乡村治理。和乡村建设。和乡村发展。",),
    ("青禾镇、青山镇、青禾镇、青禾镇参加。", "大河村和小河村参加。"),
    ("到青禾县、青河县考察。", "青河县和青禾县结对。"),
    ("走访金石岭社区，金石岭社区满意。", "金石岭社区、金石领社区结对。"),
    ("走访金石岭社区，金石岭社区满意。", "走访金石桥社区。"),
    ("县第一人民医院接诊，县第一人民医院回访。", "县第二人民医院接诊。"),
    ("赴青禾村调研，赴青禾村督导。", "赴桃源村调研。"),
    ("城东新区管理委员会，城东新区管理委员会。", "城西新区管理委员会。"),
    ("委托给行业协会起草，委托给行业协会评估。", "委托行业协会承担。"),
    ("应当加强对学校的指导，应当加强对学校的服务。", "应当加强学校管理。"),
    ("乱堆乱放影响城镇容貌，影响城镇容貌。影响城镇容貌。", "不得向城镇街道倾倒。"),
    ("不得超过本公司预算，不得超过本公司预算。", "不超过本公司预算。"),
    ("县教育局牵头，县教育局验收。", "县教体局考核。"),
)


def told(*texts: str) -> list[tuple[str, str | None]]:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)]
    return [(slip.text, slip.replacement) for slip in check_similar_names(elements, ENDINGS, TWINS)]


@pytest.mark.parametrize(("one", "two", "rare", "usual"), FOUND)
def test_the_name_that_stands_once_is_told(one: str, two: str, rare: str, usual: str) -> None:
    assert told(one, two) == [(rare, usual)]


@pytest.mark.parametrize("texts", LEFT)
def test_other_places_and_units_are_left_alone(texts: tuple[str, ...]) -> None:
    assert told(*texts) == []


def test_all_mentions_of_the_usual_name_belong_to_the_finding() -> None:
    elements = [
        Element(f"e{number}", Role.BODY, f"在{name}社区") for number, name in enumerate(("金石岭",) * 2 + ("金石领",))
    ]
    (slip,) = check_similar_names(elements, ENDINGS, TWINS)
    assert [place.element_id for place in slip.others] == ["e0", "e1"]


SOUNDS = (
    ("洪", "宏", True),
    ("凌", "陵", True),
    ("弯", "湾", True),
    ("水", "火", False),
    ("洪", "洪", False),
    ("洪", "A", False),
    ("龘", "靐", False),
)


@pytest.mark.parametrize(("one", "two", "alike"), SOUNDS)
def test_signs_sound_alike_by_their_place_in_the_standard(one: str, two: str, alike: bool) -> None:
    assert may_be_confused(one, two, {}) is alike


@pytest.mark.parametrize("missing", ["compared_units", "compared_places"])
def test_a_list_without_endings_is_refused_by_its_name(missing: str) -> None:
    lists = {"compared_units": "局", "compared_places": "镇"} | {missing: ""}
    with pytest.raises(ValueError, match=missing):
        name_endings(lists)
