"""Signs left over: a word with a sign missing or wrong that the draft itself writes rightly elsewhere."""

import pytest

from core.checks.spelling.missing_characters import SplitTable, check_missing_characters, split_table
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_splits
from tests.lonely_signs import lonely_signs

MISSING = (
    ("健全人才选拔培育机制。", "做好乡土人才拔培育工作。", "拔", "选拔"),
    ("规范事业单位管理岗位设置。", "核定事业单位理岗位职数。", "理", "管理"),
    ("建成三个示范品牌。", "打造文化惠民示品牌。", "示", "示范"),
    ("完善监督检查机制。", "落实日常监督查机制。", "查", None),
    ("推进资源整合共享。", "开展档案资源整共享试点。", "整", None),
)

WRONG = (
    ("评选拔尖人才10名。", "慰问区级拔失人才5名。", "拔失", "拔尖"),
    ("推进档案修复工程。", "扩大档案俢复工程规模。", "俢复", None),
)

CLEAN = (
    ("加强作风建设。", "持续改作风优环境。"),
    ("纪检监察组织健全。", "纪检监察组开展督导。"),
    ("提升服务质量。", "提升服务质效，做好收尾。"),
    ("县长张明主持会议。", "副县长陆明宣读名单。"),
    ("供水安全有保障。", "守住水安全底线。"),
    ("推广一村一品经验。", "实施“一村一项目”行动。"),
    ("发挥党建引领作用。", "以党建促发展，筑牢思想防线。"),
    ("建设好用管用的平台。", "平台要建好用好。"),
    ("落实“三化”要求。", "推进“三化”建设。"),
    ("**街道**社区。", "x区*人。"),
)


@pytest.fixture(scope="module")
def table() -> SplitTable:
    return load_splits()


def found(table: SplitTable, *texts: str) -> list[tuple[str, str, str | None]]:
    elements = [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)]
    return [(str(slip.severity), slip.text, slip.replacement) for slip in check_missing_characters(elements, table)]


@pytest.mark.parametrize(("right", "wrong", "odd", "word"), [case for case in (*MISSING, *WRONG) if case[3]])
def test_a_broken_word_is_found_by_its_right_form(
    right: str, wrong: str, odd: str, word: str, table: SplitTable
) -> None:
    assert found(table, right, wrong) == [("hint", odd, word)]


@pytest.mark.parametrize(("right", "wrong", "odd", "word"), MISSING)
def test_nothing_is_said_without_the_right_form(right: str, wrong: str, odd: str, word: str, table: SplitTable) -> None:
    assert found(table, wrong) == []


@pytest.mark.parametrize("texts", CLEAN)
def test_usual_short_words_and_names_are_left_alone(texts: tuple[str, str], table: SplitTable) -> None:
    assert found(table, *texts) == []


def test_the_finding_stands_at_the_sign(table: SplitTable) -> None:
    elements = [Element("e1", Role.BODY, "建成三个示范品牌。"), Element("e2", Role.BODY, "打造文化惠民示品牌。")]
    (slip,) = check_missing_characters(elements, table)
    assert (slip.place.element_id, slip.place.span.start, slip.place.span.end) == ("e2", 6, 7)


ROWS = (
    ("推进“亮旗引领”“强村富民”“基提质”“融合共建”行动。", ["基提质"]),
    ("推进“亮旗引领”“强村富民”“强基提质”“融合共建”行动。", []),
    ("落实“四个意识”“四个自信”“两个维护”。", []),
    ("打造“红管家”“红管网”“红先锋”“红色驿站”品牌。", []),
    ("开展“学”“讲”“评”“比”活动。", []),
)


@pytest.mark.parametrize(("text", "terms"), ROWS)
def test_a_term_shorter_than_all_others_of_its_row(text: str, terms: list[str], table: SplitTable) -> None:
    assert [term for _, term, _ in found(table, text)] == terms


def test_a_list_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="known"):
        split_table("拔", {"suffixes": "组", "makers": "员", "alone": "促"})


def test_lonely_signs_are_those_used_inside_words() -> None:
    assert lonely_signs(["选拔 300 v", "拔 20 v", "的 900 u", "目的 100 n"]) == "拔选"
