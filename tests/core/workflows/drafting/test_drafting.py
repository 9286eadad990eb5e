"""From a prior report or a skeleton to a new draft."""

from dataclasses import replace

import pytest

from core.editing.text.values import settle
from core.errors import BadUse
from core.model.change import apply, number_of
from core.model.elements import Element, Role
from core.model.fact import FactKind, FactState
from core.workflows.drafting.drafting import DraftRequest, leading, start_draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.facts import find_facts
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import proposed_unit, recognise_report
from tests.builders import fact_texts, lines_of

KIND = "上半年工作总结"
REPORT = """青禾县档案馆2022年上半年工作总结

2022年上半年，青禾县档案馆围绕中心工作，扎实推进各项任务。现将有关情况总结如下。
一、上半年工作开展情况
（一）夯实馆藏基础。接收档案3860卷，选派**名干部参加培训，**区满意。
（二）提升服务水平。接待查档群众17500人次。
二、存在问题
一是人手不足。二是经费紧张。
三、下半年工作计划
（一）推进数字化。完成**区档案扫描。
青禾县档案馆
2022年7月5日
"""
UNTITLED = REPORT.split("\n", 2)[2]


def report(text=REPORT, name="往年.txt"):
    return recognise_report(name, text.encode()).value


def drafted(**choices):
    basis = choices.pop("basis", (report(),))
    return start_draft(DraftRequest(KIND, 2023, "青禾县档案馆", basis, **choices)).value


def test_the_words_of_the_basis_are_all_carried():
    source = "".join(REPORT.split())
    assert "".join("".join(lines_of(drafted())).split()) == source


def test_every_carried_value_is_open():
    values = [fact for fact in drafted().facts if fact.kind is not FactKind.DATE]
    assert {fact.state for fact in values} == {FactState.EMPTY, FactState.CARRIED}


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("今年接待群众17人次。", False),
        ("上半年接待群众17人次。", False),
        ("1—6月接待群众17人次。", False),
        ("1月至6月，接待群众17人次。", False),
        ("1—5月接待群众17人次。", True),
        ("本年度接待群众17人次。", False),
        ("今年（2022年）接待群众17人次。", True),
        ("下半年接待群众17人次。", True),
        ("全年接待群众17人次。", True),
        ("去年接待群众17人次。", True),
    ],
)
def test_the_period_of_the_kind_and_this_year_are_not_open(text, is_open):
    basis = recognise_report("往年.txt", f"2022年上半年工作总结\n一、工作情况\n{text}\n".encode()).value
    last = drafted(basis=(basis,)).elements[-1].id
    first = next(fact for fact in drafted(basis=(basis,)).facts if fact.element_id == last)
    assert (first.kind, first.state.is_open) == (FactKind.DATE, is_open)


def test_an_older_draft_is_settled_in_one_step():
    basis = recognise_report("往年.txt", "2022年上半年工作总结\n一、工作情况\n今年接待群众17人次。\n".encode()).value
    new = drafted(basis=(basis,))
    older = replace(
        new, facts=tuple(replace(f, state=FactState.CARRIED) for f in new.facts if f.state.is_open or f.text == "今年")
    )
    states = {fact.text: fact.state for fact in apply(older, settle(older)).facts}
    assert (states["今年"], states["17"]) == (FactState.CONFIRMED, FactState.CARRIED)


def test_every_fact_stands_where_it_says():
    draft = drafted()
    assert fact_texts(draft) == [fact.text for fact in draft.facts]


def test_the_basis_is_kept_whole_beside_the_draft():
    draft = drafted()
    assert draft.basis[0].elements == report().document.elements


def test_a_dropped_part_is_left_out_and_the_rest_renumbered():
    base = report()
    dropped = next(e.id for e in base.document.elements if e.heading == "存在问题")
    draft = drafted(basis=(base,), dropped=frozenset({dropped}))
    assert [e.text for e in draft.elements if e.depth == 1] == ["一、上半年工作开展情况", "二、下半年工作计划"]


def test_a_renamed_part_has_its_new_words():
    base = report()
    renamed = next(e.id for e in base.document.elements if e.heading == "存在问题")
    draft = drafted(basis=(base,), renamed={renamed: "存在的主要问题"})
    assert "二、存在的主要问题" in lines_of(draft)


def test_a_title_is_proposed_when_the_basis_has_none():
    title = drafted(basis=(report(UNTITLED),)).title
    assert title == "青禾县档案馆2023年上半年工作总结"


def test_a_proposed_title_holds_nothing_carried():
    draft = drafted(basis=(report(UNTITLED),))
    title = draft.elements[0].id
    assert [fact for fact in draft.facts if fact.element_id == title] == []


def test_the_basis_of_the_same_kind_leads():
    other = report("青禾县档案馆2023年工作要点\n一、抓学习\n1.学理论。每月学。\n2.学业务。每季学。\n", "要点.txt")
    assert leading((other, report()), KIND) == 1


def test_without_one_of_the_same_kind_the_usual_kinds_lead_in_their_order():
    summary = report("青禾县档案馆2023年工作总结\n一、开展情况\n抓学习，每月学。\n", "总结.txt")
    points = report("青禾县档案馆2023年工作要点\n一、抓学习\n1.学理论。每月学。\n2.学业务。每季学。\n", "要点.txt")
    assert leading((summary, points), KIND) == 1
    assert leading((points, summary), "年度工作总结") == 1
    assert leading((summary, points), "没有的文种") == 0


def test_new_ids_never_meet_old_ones():
    draft = drafted()
    assert draft.serial >= max(number_of(item.id) for item in (*draft.elements, *draft.facts))


@pytest.mark.parametrize(
    ("signatures", "unit"),
    [
        (("青禾县档案馆",), "青禾县档案馆"),
        (("**县档案馆", "青禾县档案馆"), "青禾县档案馆"),
        (("XX县档案馆",), ""),
        (("＿＿档案馆",), ""),
        (("○○县档案馆",), ""),
        ((), ""),
    ],
)
def test_the_unit_is_proposed_from_a_signature_without_masks(signatures, unit):
    text = "青禾县上半年工作总结\n一、情况\n抓学习，每月学。\n"
    base = report(text, "总结.txt")
    signed = tuple(Element(f"e{i}", Role.SIGNATURE, name) for i, name in enumerate(signatures, 90))
    document = replace(base.document, elements=(*base.document.elements, *signed))
    assert proposed_unit(replace(base, document=document, facts=find_facts(document.elements))) == unit


@pytest.mark.parametrize(
    ("title", "name", "unit"),
    [
        ("青禾县档案馆2023年工作总结", "总结.txt", "青禾县档案馆"),
        ("青禾县档案馆二〇二三年工作总结", "总结.txt", "青禾县档案馆"),
        ("青禾县档案馆\n2023年工作总结", "总结.txt", "青禾县档案馆"),
        ("2023年工作总结", "青禾县档案馆2023年工作总结.txt", "青禾县档案馆"),
        ("工作总结", "1.青禾县档案馆工作总结2023.txt", "青禾县档案馆"),
        ("工作总结", "定稿-2023年度青禾县档案馆工作总结（2）.txt", "青禾县档案馆"),
        ("工作总结", "XX局2023年工作总结.txt", ""),
        ("工作总结", "**县档案馆2023年工作总结.txt", ""),
        ("工作总结", "青禾县档案馆关于服务中心的汇报2023.txt", "青禾县档案馆"),
        ("工作总结", "工作总结定稿2023.txt", ""),
        ("**县档案馆2023年工作总结", "总结.txt", ""),
        ("关于报送2023年工作总结的报告", "总结.txt", ""),
        ("扬帆奋进的2023年", "我的2023年.txt", ""),
    ],
)
def test_without_a_signature_the_unit_is_proposed_from_the_title_or_the_file(title, name, unit):
    assert proposed_unit(report(f"{title}\n一、情况\n抓学习，每月学。\n", name)) == unit


def test_an_unknown_kind_is_a_bad_request():
    with pytest.raises(BadUse):
        start_draft(DraftRequest("年度总总结", 2023))


@pytest.mark.parametrize("kind", [kind.name for kind in list_kinds()])
def test_every_skeleton_has_title_and_parts(kind):
    draft = start_draft(DraftRequest(kind, 2023, "青禾县档案馆")).value
    assert draft.title
    assert sum(element.role is Role.HEADING for element in draft.elements) >= 3


@pytest.mark.parametrize("kind", [kind.name for kind in list_kinds()])
def test_a_skeleton_carries_nothing_from_another_year(kind):
    draft = start_draft(DraftRequest(kind, 2023, "青禾县档案馆")).value
    assert {fact.kind for fact in draft.facts} <= {FactKind.MASK}


@pytest.mark.parametrize("kind", list_kinds(), ids=lambda kind: kind.name)
def test_the_sample_of_a_kind_is_recognised_as_that_kind(kind):
    found = recognise_report("示例.txt", kind.sample.encode()).value
    assert found.document.kind == kind.name


def test_an_old_file_as_draft_changes_no_word():
    document = report().document
    assert [e.text for e in draft_of(document).elements] == [e.text for e in document.elements]


ISSUED = """机密★1年
青禾县档案馆文件
青档〔2022〕3号　　签发人：周远
青禾县档案馆2022年上半年工作情况报告
县人民政府：
2022年上半年，我馆扎实推进各项任务。现将有关情况报告如下：
一、上半年工作开展情况
（一）夯实馆藏基础。接收档案3860卷。
（二）提升服务水平。接待查档群众17500人次。
二、下半年工作计划
继续推进数字化。
青禾县档案馆
2022年7月5日
（此件公开发布）
抄送：县委办公室，
　　　县人大办公室。
青禾县档案馆办公室　　2022年7月5日印发
"""


def test_masthead_and_imprint_are_not_carried():
    carried = [element.text for element in drafted(basis=(report(ISSUED),)).elements]
    assert carried[:3] == ["青禾县档案馆2022年上半年工作情况报告", "青档〔2022〕3号", "县人民政府："]
    assert carried[-2:] == ["2022年7月5日", "（此件公开发布）"]


def test_what_is_left_out_is_told_with_its_places():
    request = DraftRequest(KIND, 2023, "青禾县档案馆", (report(ISSUED),))
    (notice,) = start_draft(request).notices
    assert (notice.code, notice.count) == ("frame_left_out", 6)
    assert notice.parameters["places"] == "第1—3、15—17段"


def test_a_report_as_it_is_keeps_masthead_and_imprint_as_particulars():
    assert dict(draft_of(report(ISSUED).document).identity.particulars) == {
        "发文机关": "青禾县档案馆",
        "签发人": "周远",
        "抄送": "县委办公室，县人大办公室",
        "印发机关": "青禾县档案馆办公室",
        "印发日期": "2022年7月5日",
    }


def test_a_report_without_masthead_has_no_particulars():
    assert draft_of(report().document).identity.particulars == ()


def test_numbers_that_change_because_a_part_is_dropped_are_told():
    base = report()
    dropped = next(e.id for e in base.document.elements if e.heading == "存在问题")
    (notice,) = start_draft(DraftRequest(KIND, 2023, "青禾县档案馆", (base,), dropped=frozenset({dropped}))).notices
    line = next(e.line for e in base.document.elements if e.heading == "下半年工作计划")
    assert (notice.code, notice.count, notice.places) == ("ordinals_renumbered", 1, (line,))
    assert notice.parameters["texts"] == "“三、”改为“二、”"


def test_a_last_part_that_is_dropped_changes_no_number():
    base = report()
    dropped = next(e.id for e in base.document.elements if e.heading == "下半年工作计划")
    made = start_draft(DraftRequest(KIND, 2023, "青禾县档案馆", (base,), dropped=frozenset({dropped})))
    assert [notice.code for notice in made.notices] == []
