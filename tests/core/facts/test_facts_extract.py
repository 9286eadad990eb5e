"""All facts of a document: order, offsets, states, and what a hostile file cannot do."""

import itertools
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts.extract import MOST_FACTS, MOST_TEXT, is_cut
from core.facts.figures import figures
from core.facts.slots import WINDOW, clause_start, scan, windows
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.workflows.facts import find_facts, load_fact_words


def body(*paragraphs: str) -> list[Element]:
    return [Element(f"e{number}", Role.BODY, text) for number, text in enumerate(paragraphs, 1)]


REPORT = body(
    "2022年上半年，**区认真贯彻党的二十大精神。",
    "选派**名干部，召开会议12次，投入资金300万元。",
    "依据《2019—2023年培训规划》，XXX同志主持会议。",
)


def test_ids_run_through_the_document() -> None:
    assert [fact.id for fact in find_facts(REPORT)] == [f"f{number}" for number in range(1, 10)]


def test_kinds_in_order() -> None:
    kinds = " ".join(f"{fact.kind}:{fact.subkind}" for fact in find_facts(REPORT))
    assert kinds == (
        "date:year date:period mask:name reference:congress mask:figure figure:count figure:money "
        "reference:plan mask:person"
    )


def test_masks_are_empty_and_all_others_carried() -> None:
    states = {(fact.kind is FactKind.MASK, fact.state) for fact in find_facts(REPORT)}
    assert states == {(True, FactState.EMPTY), (False, FactState.CARRIED)}


def test_prior_is_what_stands_there_and_nothing_is_filled() -> None:
    assert all(fact.prior == fact.text and fact.value is None for fact in find_facts(REPORT))


def test_offsets_count_in_the_content_not_in_the_prefix() -> None:
    element = Element("e1", Role.HEADING, "加强领导。召开会议12次。", prefix="（一）", heading_length=5, run_in=True)
    (fact,) = find_facts([element])
    assert element.content[fact.start : fact.end] == "12"


def test_noise_holds_no_facts() -> None:
    assert find_facts([Element("e1", Role.NOISE, "首页 2022年 第3页 共5页")]) == ()


def test_no_text_no_facts() -> None:
    assert find_facts([]) == ()


def test_emphasis_is_judged_over_the_whole_document() -> None:
    alone = find_facts(body("坚持**系统观念**推进工作"))
    among_masks = find_facts(body("坚持**系统观念**推进工作", "**区召开会议"))
    assert (len(alone), len(among_masks)) == (0, 3)


def laws_hold(elements: list[Element], facts: tuple[Fact, ...]) -> bool:
    contents = {element.id: element.content for element in elements}
    order = {element.id: number for number, element in enumerate(elements)}
    places = [(order[fact.element_id], fact.start, fact.end) for fact in facts]
    apart = all(one[0] < two[0] or one[2] <= two[1] for one, two in itertools.pairwise(places))
    exact = all(
        fact.start < fact.end and contents[fact.element_id][fact.start : fact.end] == fact.text for fact in facts
    )
    return apart and exact and all(fact.label and fact.group for fact in facts)


@given(st.lists(st.text(max_size=120), max_size=4))
def test_the_laws_hold_for_any_text(paragraphs: list[str]) -> None:
    elements = body(*paragraphs)
    assert laws_hold(elements, find_facts(elements))


PIECES = st.sampled_from(
    [
        "**",
        "xx",
        "X",
        "×",
        "＿＿",
        "【】",
        "（  ）",
        "〇〇",
        "□",
        "12",
        "1.5",
        "万",
        "余",
        "名",
        "项",
        "个",
        "％",
        "年",
        "月",
        "日",
        "2022",
        "第",
        "届",
        "次",
        "会",
        "区",
        "市",
        "“",
        "”",
        "《",
        "》",
        "、",
        "，",
        "。",
        "选派",
        "干部",
        "召开",
        "会议",
        "的",
        " ",
        "\u3000",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_the_laws_hold_for_anything_like_a_report(text: str) -> None:
    elements = body(text)
    assert laws_hold(elements, find_facts(elements))


HOSTILE = ("*x", "1,222", "“", "《甲", "（ ", "一二三", "_a", "1至", "**重点", "2022-", "工", "x", "(", "届中")


@pytest.mark.parametrize("length", [25_000, pytest.param(100_000, marks=pytest.mark.torture)])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_lines_come_to_an_end(unit: str, length: int) -> None:
    elements = body(unit * (length // len(unit)))
    assert laws_hold(elements, find_facts(elements))


def test_facts_are_limited_in_number() -> None:
    assert len(find_facts(body("**区" * (MOST_FACTS + 10)))) == MOST_FACTS


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("**区" * MOST_FACTS,), True),
        (("字" * (MOST_TEXT + 1),), True),
        (("字" * MOST_TEXT,), False),
        (("**区",), False),
    ],
)
def test_a_document_beyond_the_limits_is_known(paragraphs: tuple[str, ...], expected: bool) -> None:
    elements = body(*paragraphs)
    assert is_cut(elements, find_facts(elements)) is expected


def test_a_paragraph_across_the_limit_of_text_is_read_up_to_it() -> None:
    assert len(find_facts(body("字" * (MOST_TEXT - 3) + "**区**区"))) == 1


def test_a_long_paragraph_is_read_in_windows_cut_after_a_pause() -> None:
    text = "开展工作，" * WINDOW
    pieces = list(windows(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= WINDOW and piece.endswith("，") for _, piece in pieces)


def test_facts_beyond_the_first_window_keep_their_offsets() -> None:
    text = "开展工作，" * WINDOW + "召开会议12次。"
    (slot,) = scan(text, [partial(figures, measures=load_fact_words().measures)])
    assert text[slot.start : slot.end] == "12"


@pytest.mark.parametrize(
    ("text", "start"),
    [("一是学习。召开会议", 5), ("召开会议", 0), ("他说“学习。实践”后召开", 0), ("学习；召开", 3)],
)
def test_clauses_start_behind_the_last_mark_outside_quotations(text: str, start: int) -> None:
    assert clause_start(text, len(text)) == start


@pytest.mark.shared
def test_the_laws_hold_for_the_real_reports(seed: Path) -> None:
    lines = seed.read_bytes().decode("utf-8-sig").splitlines()
    elements = body(*(line for line in lines if line.strip()))
    assert laws_hold(elements, find_facts(elements))


@pytest.mark.shared
def test_labels_of_the_real_reports_are_short(seed: Path) -> None:
    lines = seed.read_bytes().decode("utf-8-sig").splitlines()
    facts = find_facts(body(*(line for line in lines if line.strip())))
    long = [fact.label for fact in facts if len(fact.label) > 30]
    assert long == []
