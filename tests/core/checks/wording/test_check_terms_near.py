"""Terms that a document writes in two ways, a sign apart."""

import pytest

from core.checks.wording.similar_terms import check_similar_terms
from core.model.elements import Element, Role

TWINS = {"禾": frozenset("和河"), "制": frozenset("治"), "岗": frozenset("港"), "省": frozenset("盛")}

FOUND = (
    ("推行“田长制”，深化“积分制管理”。", "推广“积分治管理”，“积分制管理”成效好。", "积分治管理", "积分制管理"),
    ("打造“书香满校园”，“书香满校园”有名。", "评选“书香校园”。", "书香校园", "书香满校园"),
    ("开展“敲门行动送暖”，“敲门行动送暖”入户。", "继续“敲门动行送暖”。", "敲门动行送暖", "敲门行动送暖"),
)

LEFT = (
    ("获评“全国文明单位”“全省文明单位”。", "复评“全国文明单位”。"),
    ("开展“文明村”和“文明村镇”评比。", "评选“最美家庭”“最美庭院”。"),
    ("落实“一岗双责”和“党政同责”。", "“一岗双责”到人。"),
)


def told(*texts: str) -> list[tuple[str, str | None]]:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)]
    return [(slip.text, slip.replacement) for slip in check_similar_terms(elements, TWINS)]


@pytest.mark.parametrize(("one", "two", "rare", "usual"), FOUND)
def test_the_rarer_form_is_told(one: str, two: str, rare: str, usual: str) -> None:
    assert told(one, two) == [(rare, usual)]


def test_of_two_forms_as_frequent_a_person_chooses() -> None:
    assert told("设立“党员先锋岗”。", "新设“党员先锋港”。") == [("党员先锋港", None)]


@pytest.mark.parametrize("texts", LEFT)
def test_different_things_are_left_alone(texts: tuple[str, ...]) -> None:
    assert told(*texts) == []
