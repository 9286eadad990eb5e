"""Ordinals of headings, points and references: what is a slip and what is not."""

import pytest

from core.checks.numbering.ordinals import check_numbering
from core.checks.numbering.points import check_points
from core.checks.numbering.references import check_references
from core.model.elements import Element, Role
from core.workflows.importing.reports import read_report, recognise_report

TITLE = "青禾县档案馆2023年上半年工作总结\n"
BODY = "上半年，全馆上下齐心协力，各项工作稳步推进，取得了新的成效。\n"


def elements_of(text: str):
    return recognise_report("sample.txt", (TITLE + BODY + text).encode()).value.document.elements


def report(*heads: str) -> str:
    return "".join(f"{head}\n{BODY}" for head in heads)


SOUND = (
    report("一、馆藏建设", "二、队伍建设", "三、下一步打算"),
    report(
        "一、馆藏建设",
        "（一）充实馆藏。全年接收档案三批。",
        "（二）整理旧档。整理民国档案一批。",
        "二、队伍建设",
        "（一）培训。办班一期。",
        "（二）考核。组织考核一次。",
    ),
    report(
        "一、馆藏建设",
        "1.充实馆藏。全年接收档案三批。",
        "2.整理旧档。整理民国档案一批。",
        "二、队伍建设",
        "3.抓好培训。办班一期。",
        "4.抓好考核。组织考核一次。",
    ),
    report(
        "一、馆藏建设",
        "1.充实馆藏。全年接收档案三批。",
        "2.整理旧档。整理民国档案一批。",
        "二、队伍建设",
        "1.抓好培训。办班一期。",
        "2.抓好考核。组织考核一次。",
    ),
)

SOUND += (
    f"一、馆藏建设\n{BODY}二、队伍建设；\n{BODY}三、下一步打算\n{BODY}",
    report("第一部分 回顾", "一、馆藏建设", "二、队伍建设", "第二部分 打算", "一、馆藏建设", "二、队伍建设"),
    report(
        "一、馆藏",
        "（1）接收。接收三批。",
        "（2）整档。整理一批。",
        "①登记。登记一批。",
        "②上架。上架一批。",
        "（3）编研。编书。",
    ),
)

SLIPS = (
    (report("一、馆藏建设", "二、队伍建设", "四、下一步打算"), "numbering_gap", "四、", "三、"),
    (report("一、馆藏建设", "二、队伍建设", "二、下一步打算"), "numbering_repeat", "二、", "三、"),
    (report("一、馆藏建设", "三、队伍建设", "三、下一步打算", "四、工作要求"), "numbering_gap", "三、", "二、"),
    (report("一、馆藏建设", "二、队伍建设", "五、经费保障", "六、下一步打算"), "numbering_gap", "五、", None),
    (report("二、馆藏建设", "三、队伍建设", "四、下一步打算"), "numbering_first", "二、", None),
    (report("一、馆藏建设", "（一）、充实馆藏。全年接收三批。", "（二）整理旧档。整理一批。", "二、队伍建设"), "numbering_mark", "（一）、", "（一）"),
    (report("一、馆藏建设", "1.充实馆藏。接收三批。", "2、整理旧档。整理一批。", "3.提供利用。接待百余人。", "二、队伍建设"), "numbering_form", "2、", "2."),
    (report("一、馆藏建设", "1.充实馆藏。接收三批。", "2.整理旧档。整理一批。", "三、利用。接待百余人。", "4.编研。编书。"), "numbering_form", "三、", "3."),
    (report("一、馆藏建设", "1）充实馆藏。接收三批。", "2.整理旧档。整理一批。", "3.提供利用。接待百余人。", "二、队伍建设"), "numbering_form", "1）", "1."),
    (report("一、馆藏建设", "（1）充实馆藏。接收三批。", "（2）整理旧档。整理一批。", "（三）提供利用。接待百余人。"), "numbering_form", "（三）", "（3）"),
    (report("一、馆藏建设", "1.充实馆藏。接收三批。", "2、整理旧档。整理一批。", "二、队伍建设"), "numbering_form", "2、", "2."),
    (report("一.馆藏建设", "二、队伍建设", "三、下一步打算"), "numbering_mark", "一.", "一、"),
    (report("一、馆藏建设", "（一）充实馆藏。接收三批。", "（二），整理旧档。整理一批。", "二、队伍"), "numbering_mark", "，", ""),
    (report("一、馆藏建设", "1.充实馆藏。接收三批。", "（一）征集。征集一批。", "（二）接收。接收一批。", "2.整档。"), "numbering_nesting", "（一）", None),
    (report("一、馆藏", "（一）充实馆藏。接收三批。", "（2）整档。整理一批。", "（三）利用。接待百余人。", "二、队伍"), "numbering_form", "（2）", "（二）"),
)  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_sound_numbers_are_left_alone(text: str) -> None:
    assert check_numbering(elements_of(text)) == ()


@pytest.mark.parametrize(("text", "code", "given", "right"), SLIPS)
def test_a_slip_is_found_once(text: str, code: str, given: str, right: str | None) -> None:
    found = [(slip.code, slip.text, slip.replacement) for slip in check_numbering(elements_of(text))]
    assert found == [(code, given, right)]


POINTS = (
    ("一是抓学习。组织学习三次。二是抓培训。办班一期。", []),
    ("一是抓学习。组织学习三次。三是抓培训。办班一期。", [("points_gap", "三是", "二是")]),
    ("一是抓学习。组织学习三次。二是抓培训。二是抓考核。", [("points_repeat", "二是", "三是")]),
    ("一是抓学习。三是抓培训。三是抓考核。", [("points_gap", "三是", "二是")]),
    ("二是抓学习。三是抓培训。", [("points_first", "二是", None)]),
    ("首先要抓学习。二是抓培训。三是抓考核。", []),
    ("一要抓学习，二要抓培训，四要抓考核。", [("points_gap", "四要", "三要")]),
    ("一是抓学习。一要学原文，二要学讲话。二是抓培训。", []),
    ("第一，抓学习。第二，抓培训。第四，抓考核。", [("points_gap", "第四", "第三")]),
    ("这里空气质量之一是二氧化硫，统一是原则。", []),
    ("坚持一手抓学习，二手抓培训。", []),
    ("一是抓管理：（1）定制度；（2）定人员；（4）定责任。", [("points_gap", "（4）", "（3）")]),
    ("步骤为：①登记；②著录；②上架。", [("points_repeat", "②", "③")]),
    ("步骤为：1）登记；2）著录；3）上架。要求为：1）及时；2）准确。", []),
    ("对照第三条，（2）项已完成，（4）项未完成。", []),
    ("其一，经费不足；其三，人员偏少。", [("points_gap", "其三", "其二")]),
    ("第一、抓学习。第二，抓培训。", [("mark_after_number", "第一、", "第一，")]),
    ("第一、二批档案入库，第一、第二季度完成。", []),
    ("第三、四季度办班两期。", []),
    ("要点有：（一）抓学习；（二）抓培训；（三）抓考核。", []),
)


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_points_count_up(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = check_points(elements_of(f"一、馆藏建设\n今年以来，我馆做了三件事。{text}\n二、队伍建设\n{BODY}"))
    assert [(slip.code, slip.text, slip.replacement) for slip in found] == expected


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (("三是修复档案120卷。",), []),
        (("修复档案120卷。三是增设展柜。",), ["points_first"]),
        (("三是修复档案。四是增设展柜。",), ["points_first"]),
        (("三是修复档案120卷。", BODY), ["points_first"]),
    ],
)
def test_one_point_alone_may_have_been_taken_from_between_others(contents: tuple[str, ...], told: list[str]) -> None:
    text = [Element(f"e{number}", Role.BODY, content) for number, content in enumerate(contents)]
    assert [one.code for one in check_points(text)] == told


def test_points_go_on_behind_headings_of_their_own() -> None:
    text = f"一是抓建设。共两项：\n（一）库房建设\n{BODY}（二）展厅建设\n{BODY}二是抓培训。办班一期。\n三是抓考核。\n"
    assert check_points(elements_of(text)) == ()


def test_points_go_on_in_the_next_paragraph() -> None:
    text = f"一、馆藏建设\n一是抓学习。组织学习三次。\n二是抓培训。办班一期。\n三是抓考核。\n二、队伍建设\n{BODY}"
    assert check_points(elements_of(text)) == ()


REFERENCES = (
    ("有关情况详见第三部分。", [("reference_part", "详见第三部分", None)]),
    ("有关情况详见第二部分。", []),
    ("全年第三部分档案已移交。", []),
    ("如前文第（四）项所述，经费不足。", [("reference_item", "前文第（四）项", None)]),
    ("（四）征集。如前文第（四）项所述，经费不足。", []),
    ("依照条例第（六）项处理。", []),
    ("馆藏分布见表3。\n表1 馆藏分布\n表2 人员分布", [("reference_shown", "表3", None)]),
    ("馆藏分布见表2。\n表1 馆藏分布\n表2 人员分布", []),
    ("馆藏增长如图1所示。", [("reference_shown", "图1", None)]),
    ("发展如图1。\n图1：近年馆藏", []),
    ("见附表3，登记表3份。", []),
    ("前文第三部分已经写明。", [("reference_part", "前文第三部分", None)]),
)


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references_lead_somewhere(text: str, expected: list[tuple[str, str, None]]) -> None:
    whole = f"一、馆藏建设\n{BODY}{text}\n二、队伍建设\n{BODY}附件：1.馆藏清单\n2.人员名单\n青禾县档案馆\n2023年7月3日"
    found = check_references(elements_of(whole))
    assert [(slip.code, slip.text, slip.replacement) for slip in found] == expected


@pytest.mark.shared
def test_real_reports_have_sound_numbers(seed) -> None:
    elements = read_report(seed).value.document.elements
    assert (*check_numbering(elements), *check_points(elements), *check_references(elements)) == ()


def test_two_headings_that_changed_places_are_told_and_no_others() -> None:
    text = report("一、馆藏建设", "三、队伍建设", "二、提供利用", "四、下一步打算")
    found = [(slip.text, slip.replacement) for slip in check_numbering(elements_of(text))]
    assert found == [("三、", "二、"), ("二、", "三、")]


def test_what_hangs_below_a_number_of_the_wrong_shape_stays_where_it_is() -> None:
    heads = (
        "1.充实馆藏。接收三批。",
        "2.整理旧档。整理一批。",
        "三、提供利用。接待百余人。",
        "4.编研。编书一种。",
        "5.宣传。办展一次。",
    )
    assert [slip.text for slip in check_numbering(elements_of(report(*heads)))] == ["三、"]


LISTS = (
    ("1.馆藏清单；\n2.人员名单；\n4.经费预算。\n", [("numbering_gap", "4.", "3.")]),
    ("1.馆藏清单；\n2.人员名单；\n3.经费预算。\n", []),
    ("3.馆藏清单；\n4.人员名单；\n5.经费预算。\n", []),
    ("1.馆藏清单；\n2.人员名单。\n1.经费预算；\n2.物资清单。\n", []),
)


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_numbered_paragraphs_that_are_no_headings_count_up(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = check_numbering(elements_of(f"一、馆藏建设\n上交以下材料：\n{text}二、队伍建设\n{BODY}"))
    assert [(slip.code, slip.text, slip.replacement) for slip in found] == expected
