"""Missing marks between clauses: only where the words leave no doubt."""

import tomllib

import pytest

from core.checks.punctuation.missing_marks import JoinTable, check_joins, join_table
from core.model.elements import Element, Role
from core.paths import resources_folder

FOUND = (
    ("加大库房隐患排查力度认真整改存在问题。", "力度认真", "力度，认真"),
    ("进一步规范档案库房管理巩固深化创建成果。", "管理巩固", "管理，巩固"),
    ("打造“红色书屋”认真抓好日常开放。", "“红色书屋”认真", "“红色书屋”，认真"),
    ("全年举办培训12次累计培训300人次。", "次累计", "次，累计"),
    ("举办讲座X场共计服务群众**人。", "场共计", "场，共计"),
    ("使考核办法更加公开透明更趋合理。", "公开透明更趋", "公开透明、更趋"),
    ("加强志愿者队伍建设建立健全激励办法。", "建设建立健全", "建设，建立健全"),
    ("开展库房安全整治定期开展消防演练。", "整治定期开展", "整治，定期开展"),
    ("举办讲座9场参训人数达到300人。", "场参训人数", "场，参训人数"),
)

LEFT = (
    "推进干部队伍建设全面落实。",
    "加强馆藏资源建设，积极开展征集。",
    "加强队伍建设强化年活动。",
    "第3场参训人数最多。",
    "推动基层管理切实提升。",
    "加强档案管理，巩固创建成果。",
    "提升业务能力强化行动成效。",
    "按照“五个一”认真抓好落实。",
    "健全完善管理制度。",
    "截至第3次累计提交。",
    "更加注重质量，更加注重效益。",
    "加强库房管理规范化建设。",
)


@pytest.fixture(scope="module")
def table() -> JoinTable:
    return join_table(tomllib.loads((resources_folder() / "words" / "joins.toml").read_text("utf-8")))


@pytest.mark.parametrize(("text", "given", "right"), FOUND)
def test_a_missing_mark_is_found(text: str, given: str, right: str, table: JoinTable) -> None:
    found = list(check_joins(Element("e1", Role.BODY, text), table))
    assert [(slip.text, slip.replacement) for slip in found] == [(given, right)]


@pytest.mark.parametrize("text", LEFT)
def test_whole_clauses_are_left_alone(text: str, table: JoinTable) -> None:
    assert list(check_joins(Element("e1", Role.BODY, text), table)) == []


def test_a_list_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="closers"):
        join_table({"heads": "加强"})
