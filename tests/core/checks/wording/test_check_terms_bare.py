"""Terms quoted here and bare there, things a term names in two ways, abbreviations, persons."""

from collections.abc import Iterable

import pytest

from core.checks.names.similar_persons import check_persons, person_patterns
from core.checks.wording.term_variants import check_term_variants
from core.checks.wording.terms import check_terms
from core.checks.wording.unnamed_terms import check_unnamed_terms
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.workflows.checking.word_tables import load_persons, load_things

TWINS = {"林": frozenset("琳")}


def bodies(*texts: str) -> list[Element]:
    return [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)]


def told(slips: Iterable[Finding]) -> list[tuple[str, str, str | None]]:
    return [(slip.code, slip.text, slip.replacement) for slip in slips]


BARE = (
    (("“田间夜话”活动好。", "“田间夜话”活动多。", "田间夜话活动新。"), [("term_bare", "田间夜话", "“田间夜话”")]),
    (("“党课开讲啦”好。", "“党课开讲啦”多。", "举办党课开讲啦。"), [("term_bare", "党课开讲啦", "“党课开讲啦”")]),
    (("“田间夜话”活动好。", "田间夜话活动新。"), []),
    (("“党建引领”工程好。", "“党建引领”工程多。", "坚持党建引领。"), []),
    (("“第一议题”制度好。", "“第一议题”学习多。", "第一议题内容新。"), []),
    (("“田间夜话”活动好。", "“田间夜话”活动多。", "印发《田间夜话活动方案》。"), []),
    (("“田间夜话”活动好。", "“田间夜话”活动多。", "“田间夜话活动日”。"), []),
    (
        ("“金苗”培育计划好。", "“金苗”培育计划多。", "“金苗”培养计划新。"),
        [("term_named", "培养计划", "培育计划")],
    ),
    (("“金苗”培育计划好。", "“金苗”培养计划新。", "“金苗”两字。"), []),
    (("“金苗”培育计划好。", "“金苗”培育计划多。", "“金苗”选拔计划新。"), []),
    (("“金苗”第一批计划。", "“金苗”第一批计划。", "“金苗”第二批计划。"), []),
    (
        ("“邻里+”平台好。", "“邻里+”平台多。", "“邻里”平台新。"),
        [("term_two_forms", "邻里", "邻里+")],
    ),
    (("“邻里+”平台好。", "“邻里+”平台多。", "“邻里”二字新。"), []),
    (("“邻里+”平台好。", "“邻里”平台新。"), []),
)


@pytest.mark.parametrize(("texts", "expected"), BARE)
def test_the_rarer_way_to_write_a_term_is_told(
    texts: tuple[str, ...], expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(check_unnamed_terms(bodies(*texts), load_things())) == expected


def test_all_bare_places_are_one_finding() -> None:
    texts = ("“田间夜话”活动。",) * 3 + ("田间夜话活动。",) * 2
    (slip,) = check_unnamed_terms(bodies(*texts), load_things())
    assert [place.element_id for place in (slip.place, *slip.others)] == ["e3", "e4", "e0"]


CALLED = (
    (
        ("建立档案工作联席会议（以下简称“联席会议”）。", "档案工作联席会议（以下简称“联席会”）召开。"),
        [("term_called_two", "联席会", None)],
    ),
    (
        ("市人力资源保障局（以下简称“市人社局”）。", "区人力资源保障局（以下简称“区人社局”）。"),
        [],
    ),
    (("县志办验收。", "县地方志编纂委员会（以下简称县志办）牵头。"), [("term_called_late", "县志办", None)]),
    (("县地方志编纂委员会（以下简称县志办）牵头。", "县志办验收。"), []),
    (("成立领导小组。", "县档案工作领导机构（以下简称领导小组）牵头。"), []),
    (("各部门牵头。", "验收工作由县志办负责。"), []),
)


@pytest.mark.parametrize(("texts", "expected"), CALLED)
def test_abbreviations_are_one_and_explained_first(
    texts: tuple[str, ...], expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(check_term_variants(bodies(*texts))) == expected


def test_a_heading_may_use_an_abbreviation_before_it_is_explained() -> None:
    elements = [Element("h", Role.HEADING, "县志办工作"), *bodies("县地方志编纂委员会（以下简称县志办）牵头。")]
    assert told(check_term_variants(elements)) == []


PERSONS = (
    (
        ("县委书记陈立明主持。", "陈立明强调，要抓好落实。", "陈力明同志要求，要抓好落实。"),
        [("person_near", "陈力明", "陈立明")],
    ),
    (("县委书记陈立明主持。", "县长陈力明出席。"), [("person_near", "陈力明", None)]),
    (("县委书记陈立明、县长陈力明出席。",), []),
    (("县委书记王建国主持。", "县长王建军出席。"), []),
    (("县档案局局长赵文主持。", "县档案局副局长赵文出席。"), [("person_post", "赵文", None)]),
    (("县委组织部部长赵文主持。", "县委宣传部部长赵文出席。"), [("person_post", "赵文", None)]),
    (("县委副书记赵文主持。", "县政府党组书记赵文出席。"), []),
    (("原县档案局局长赵文主持。", "县档案局副局长赵文出席。"), []),
    (("县档案局局长赵文主持。", "局长赵文出席。"), []),
)


@pytest.mark.parametrize(("texts", "expected"), PERSONS)
def test_a_person_has_one_name_and_one_post(
    texts: tuple[str, ...], expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(check_persons(bodies(*texts), load_persons(), TWINS)) == expected


def test_without_lists_nobody_is_a_person() -> None:
    assert told(check_persons(bodies("县委书记陈立明主持。", "县长陈力明出席。"), person_patterns({}), TWINS)) == []


TITLES = (
    (
        (
            "印发《青禾县社区工作者管理办法》。",
            "修订《青禾县社区工作者管理办法》。",
            "《青禾县社区工作人员管理办法》。",
        ),
        [("title_two_words", "青禾县社区工作人员管理办法", "青禾县社区工作者管理办法")],
    ),
    (("印发《青禾县社区工作者管理办法》。", "《青禾县社区工作人员管理办法》。"), []),
    (
        ("印发《青禾县社区工作者管理办法》。", "《青禾县社区工作者管理办法》《青禾县社区工作人员管理办法》。"),
        [],
    ),
    (("印发《青禾县档案管理办法》。", "修订《青禾县档案管理办法》。", "《青禾县档案管理办法解读》。"), []),
)


@pytest.mark.parametrize(("texts", "expected"), TITLES)
def test_titles_that_differ_by_a_word(texts: tuple[str, ...], expected: list[tuple[str, str, str | None]]) -> None:
    assert told(check_terms(bodies(*texts))) == expected


def test_a_title_with_and_without_its_trial_is_a_hint() -> None:
    (slip,) = check_terms(bodies("印发《青禾县档案管理办法（试行）》。", "落实《青禾县档案管理办法》。"))
    assert (slip.code, slip.severity, slip.replacement) == ("title_two_words", Severity.HINT, None)
