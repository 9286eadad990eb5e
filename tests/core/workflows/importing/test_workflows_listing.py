"""What the command line shows of documents, facts and layouts: the shapes of --json, and the same as Chinese text."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from core.model.document import Document, Numbering, NumberingMode
from core.model.elements import Element, Role
from core.model.fact import FactKind, FactState
from core.result import Notice
from core.word.unit_style.findings import LayoutFinding, LayoutSeverity
from core.workflows.importing.listing import (
    EXCERPT,
    KIND_NAMES,
    ROLE_NAMES,
    SEVERITIES,
    STATE_NAMES,
    draft_facts,
    draft_line_places,
    facts_text,
    findings_text,
    outline_shape,
    outline_text,
    readiness_text,
    report_facts,
)
from core.workflows.importing.reports import Report
from core.workflows.layouts.check import shape_of
from tests.builders import make_draft

SOURCE = """
title |关于上半年工作的总结
body |现将有关情况报告如下。
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{48}期。
signature |青禾县档案馆
"""
DRAFT = make_draft(SOURCE)


def document(*elements: Element, **changes: object) -> Document:
    """A document of these elements, or of the draft's, each on a line of its own with a blank one after it."""
    shown = elements or DRAFT.elements
    lined = tuple(replace(element, line=2 * number - 1) for number, element in enumerate(shown, 1))
    return replace(Document(lined, title=DRAFT.title, kind="工作总结"), **changes)  # type: ignore[arg-type]


def lines(*elements: Element, **changes: object) -> list[str]:
    """The outline as text."""
    return outline_text(document(*elements, **changes)).splitlines()


# Names


@pytest.mark.parametrize(
    ("names", "kinds"),
    [(ROLE_NAMES, Role), (KIND_NAMES, FactKind), (STATE_NAMES, FactState), (SEVERITIES, LayoutSeverity)],
)
def test_every_kind_of_thing_has_a_name_of_its_own(names: dict[object, str], kinds: type) -> None:
    assert set(names) == set(kinds)
    assert len(set(names.values())) == len(names)


# Outline


def test_the_head_says_title_kind_and_numbering() -> None:
    assert lines()[:4] == ["题目：关于上半年工作的总结", "材料类型：工作总结", "序号：每个章节重新编排", ""]


def test_what_was_not_found_is_told_in_words() -> None:
    assert lines(Element("e1", Role.BODY, "正文。"), title=None, kind=None)[:2] == [
        "题目：（没有写题目）",
        "材料类型：（没有认出）",
    ]


def test_numbers_that_run_on_are_told() -> None:
    assert lines(numbering=Numbering(NumberingMode.RUN_ON, 3))[2] == "序号：贯穿全文连续编排"


def test_every_paragraph_is_one_line_indented_by_its_depth() -> None:
    assert lines()[4:] == [
        "〔标题〕关于上半年工作的总结",
        "〔正文〕现将有关情况报告如下。",
        "一、开展情况",
        "　（一）加强学习（正文14字）",
        "〔署名〕青禾县档案馆",
    ]


@pytest.mark.parametrize(
    ("length", "shown"),
    [(EXCERPT - 1, "字" * (EXCERPT - 1)), (EXCERPT, "字" * EXCERPT), (EXCERPT + 1, "字" * EXCERPT + "……")],
)
def test_long_paragraphs_are_cut_short(length: int, shown: str) -> None:
    assert lines(Element("e1", Role.BODY, "字" * length))[-1] == f"〔正文〕{shown}"


def test_a_paragraph_inside_a_level_is_indented_with_it() -> None:
    assert lines(Element("e1", Role.BODY, "　　正文。", depth=2))[-1] == "　　〔正文〕正文。"


def test_articles_of_rules_stand_below_their_chapter() -> None:
    chapter = Element("e1", Role.HEADING, "总则", "第一章　", level=1, depth=1, heading_length=2)
    article = Element("e2", Role.BODY, "本办法适用于本县。", "第一条　", level=3)
    assert lines(chapter, article)[-2:] == ["第一章总则", "　第一条　本办法适用于本县。"]
    assert [each["depth"] for each in outline_shape(Report("", document(chapter, article), ()), [])["elements"]] == [
        1,
        2,
    ]


def test_the_shape_of_an_outline() -> None:
    shape = outline_shape(Report("", document(), ()), [])
    assert {key: shape[key] for key in ("title", "kind", "numbering", "notices")} == {
        "title": "关于上半年工作的总结",
        "kind": "工作总结",
        "numbering": {"mode": "restart", "level": None},
        "notices": [],
    }


def test_the_shape_of_a_run_in_heading() -> None:
    assert outline_shape(Report("", document(), ()), [])["elements"][3] == {
        "line": 7,
        "role": "heading",
        "level": 2,
        "depth": 2,
        "ordinal": "（一）",
        "heading": "加强学习",
        "run_in": True,
        "body_start": 8,
        "text": "（一）加强学习。选派**名干部，举办48期。",
    }


def test_notices_of_an_outline_are_sentences() -> None:
    (notice,) = outline_shape(Report("", document(), ()), [Notice("characters_left_out", 0, {"count": "3"})])["notices"]
    assert notice["code"] == "characters_left_out"
    assert "3" in notice["message"]


# Facts


def test_facts_of_a_draft_count_its_paragraphs() -> None:
    assert [item["line"] for item in draft_facts(DRAFT)["facts"]] == [4, 4]


def test_facts_of_a_file_are_on_the_file_s_lines() -> None:
    report = Report("旧.txt", document(), DRAFT.facts)
    assert [item["line"] for item in report_facts(report)["facts"]] == [7, 7]


def test_places_of_facts_count_from_the_start_of_the_paragraph() -> None:
    text = DRAFT.elements[3].text
    assert [text[item["start"] : item["end"]] for item in draft_facts(DRAFT)["facts"]] == ["**", "48"]


def test_the_shape_of_a_fact() -> None:
    assert draft_facts(DRAFT)["facts"][1] == {
        "id": "f2",
        "kind": "figure",
        "subkind": "count",
        "line": 4,
        "start": 18,
        "end": 20,
        "text": "48",
        "unit": "",
        "label": "",
        "group": "own2",
        "state": "carried",
        "prior": "48",
        "value": None,
        "source": "",
        "note": "",
    }


def test_every_fact_is_a_line_with_its_state_and_its_label() -> None:
    facts = (replace(DRAFT.facts[0], unit="名", label="选派干部"), DRAFT.facts[1])
    draft = replace(DRAFT, facts=facts)
    assert facts_text(facts, draft_facts(draft), draft_line_places(draft)).splitlines() == [
        "第4段　f1　待填　空缺　**名　选派干部",
        "第4段　f2　待核　数字　48",
        "共2项要素，待填1项，待核1项。",
    ]


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((), "共0项要素，待填0项，待核0项。"),
        ((FactState.UPDATED, FactState.CONFIRMED), "共2项要素，待填0项，待核0项。"),
        ((FactState.EMPTY, FactState.EMPTY, FactState.CARRIED), "共3项要素，待填2项，待核1项。"),
    ],
)
def test_how_far_a_draft_has_come(states: tuple[FactState, ...], told: str) -> None:
    facts = [replace(DRAFT.facts[0], group=f"g{number}", state=state) for number, state in enumerate(states)]
    assert readiness_text(facts) == told


def test_two_places_of_one_field_are_one_thing_to_fill_in() -> None:
    facts = [replace(DRAFT.facts[0], group="g1"), replace(DRAFT.facts[1], group="g1")]
    assert readiness_text(facts).startswith("共1项要素")


# What is found in a layout


def finding(code: str, severity: LayoutSeverity = LayoutSeverity.ERROR, **more: object) -> LayoutFinding:
    """A finding in the body."""
    return LayoutFinding(code, severity, **more)  # type: ignore[arg-type]


def told(*found: LayoutFinding) -> list[str]:
    """The findings as the command line shows them."""
    return findings_text({"findings": shape_of(found)}).splitlines()


def test_a_layout_in_order_is_told_so() -> None:
    assert told() == ["没有发现问题。"]


def test_a_finding_says_how_bad_it_is_where_and_quotes_the_paragraph() -> None:
    found = finding(
        "layout_split", LayoutSeverity.HINT, part="页脚", number=2, paragraph="第{{ 页 }}页", tag="{{ 页 }}"
    )
    assert told(found)[0] == "提示　页脚第2段　“第{{ 页 }}页”"


@pytest.mark.parametrize(
    ("severity", "word"),
    [(LayoutSeverity.ERROR, "错误"), (LayoutSeverity.WARNING, "警告"), (LayoutSeverity.HINT, "提示")],
)
def test_a_finding_about_the_whole_file_quotes_nothing(severity: LayoutSeverity, word: str) -> None:
    first, sentence = told(finding("layout_no_body", severity))
    assert first == f"{word}　整个文件"
    assert (sentence[:2], sentence[-1]) == ("　　", "。")


def test_the_shape_of_a_finding() -> None:
    found = finding(
        "layout_unknown_name", part="正文", number=3, parameters=MappingProxyType({"name": "题目"}), mend="name"
    )
    shape = {key: value for key, value in shape_of([found])[0].items() if key != "message"}
    assert shape == {
        "code": "layout_unknown_name",
        "severity": "error",
        "place": "正文第3段",
        "paragraph": "",
        "tag": "",
        "mendable": True,
    }
