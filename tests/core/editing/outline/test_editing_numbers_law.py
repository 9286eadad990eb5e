"""The law of numbers: no edit changes a character but in the paragraphs it names and in ordinals of headings and items."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.editing.outline.renumber import with_renumber_note, without_renumber_note
from core.editing.outline.sections import add_section, delete_section, demote, move_section, place_section, promote
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import subtree
from core.model.raw import Origin, RawDocument, RawParagraph
from core.numbering import find_ordinal
from core.parsing.recognise import recognise
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.restructuring import paste_paragraphs, paste_sections, recognise_pasted, split_section
from core.workflows.drafting.session import Session
from core.workflows.importing.reports import recognise_report
from core.workflows.words import load_phrases
from tests.builders import lines_of, make_draft
from tests.journals import MemoryJournal

SEVERAL = (
    "5、6月份集中开展排查，整改隐患。", "3、4号楼外墙已修缮。", "1、2期工程如期完工。", "2、3名干部受到表彰。",
    "3、5号楼加装电梯。", "12、1月份用气量最大。", "10、11、12月份完成收尾。", "１、２号机组并网。",
    "一、二期项目建成投产。", "三、四季度增速回升。", "第一、二季度持平。", "第二、第三产业占比提高。",
)  # fmt: skip
FIGURES = ("92", "85 ", "12.5", "3.5万元补助已到位。", "7", "100", "（3）", "①", "2.", "5%")
HEADS = (
    "一、主要工作", "二、存在问题", "三、下步打算", "四、五年规划", "（一）抓学习。全年学习八次。", "（二）抓整改",
    "1.开展培训。办班三期。", "2.组织竞赛", "5、做好6月份的工作。及早安排。", "第二部分　安排", "01综合",
)  # fmt: skip
WORDS = (
    "今年以来，各项工作平稳。",
    "一是抓学习。",
    "二是抓落实。",
    "三是抓作风。",
    "（1）甲村；",
    "（2）乙村。",
    "3.丙村。",
)
LINES = st.lists(st.sampled_from(SEVERAL + FIGURES + HEADS + WORDS), min_size=3, max_size=14)
PICK = st.integers(0, 60)
NAMES = (
    "enter", "remove", "add", "delete", "up", "down", "place", "promote", "demote", "sections", "paragraphs", "split",
)  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(NAMES), PICK, PICK), min_size=1, max_size=5)
PASTED = recognise_pasted("一、新任务\n5、6月份集中开展整治。\n二、又一件\n92")


@cache
def draft_from(name: str, text: str) -> Draft:
    return draft_of(recognise_report(name, text.encode()).value.document)


def report_of(lines: Iterable[str]) -> Draft:
    return draft_from("总结.txt", "\n".join(("青禾县2023年工作总结", "现将情况报告如下。", *lines)))


def edited(draft: Draft, name: str, first: int, second: int) -> tuple[Change, set[str]]:
    """An edit, chosen by numbers among what a draft has, and the ids of the paragraphs that it names."""
    ids = [element.id for element in draft.elements if element.role is Role.HEADING]
    one = draft.elements[first % len(draft.elements)]
    if name in ("enter", "remove"):
        at = second % (len(one.content) + 1)
        halves = (TypedParagraph(one.id, one.content[:at]), TypedParagraph("", one.content[at:]))
        return take_over(draft, (one.id,), halves if name == "enter" else ()), {one.id}
    if name == "split":
        return split_section(draft, one.id, second % (len(one.content) + 1)), {one.id}
    head, beside = (ids[first % len(ids)] if ids else ""), (*ids, "")[second % (len(ids) + 1)]
    if name in ("add", "sections", "paragraphs") or not head:
        put = {"sections": paste_sections, "paragraphs": paste_paragraphs}.get(name)
        return put(draft, PASTED, beside) if put else add_section(draft, beside), set()
    change = {
        "delete": lambda: delete_section(draft, head),
        "up": lambda: move_section(draft, head, -1),
        "down": lambda: move_section(draft, head, 1),
        "place": lambda: place_section(draft, head, beside, second % 5),
        "promote": lambda: promote(draft, head),
        "demote": lambda: demote(draft, head),
    }[name]()
    named = {element.id for element in draft.elements[slice(*subtree(draft.elements, head))] if element.depth}
    return change, named


def strangers(before: Draft, after: Draft, named: set[str]) -> list[tuple[str, str]]:
    """The paragraphs, as they were and as they are, in which something changed that the edit does not name."""
    was = {element.id: element for element in before.elements}
    pairs = ((was[e.id], e) for e in after.elements if e.id in was and e.id not in named)
    return [(old.text, new.text) for old, new in pairs if old.text != new.text and not is_renumbered(old, new)]


def is_renumbered(old: Element, new: Element) -> bool:
    first, second = find_ordinal(old.prefix), find_ordinal(new.prefix)
    has_words = old.role is Role.HEADING or (find_ordinal(old.text) is not None and any(map(str.isalpha, old.content)))
    is_alone = (old.role, old.content) == (new.role, new.content)
    return is_alone and has_words and first is not None and second is not None and first.level == second.level


def walked(draft: Draft, edits: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, Draft, Draft, Change, set[str]]]:
    for name, first, second in edits:
        change, named = edited(draft, name, first, second)
        after = apply(draft, change)
        yield name, draft, after, change, named
        draft = after
        if not draft.elements:
            return


@settings(max_examples=150)
@given(LINES, EDITS)
def test_no_edit_changes_a_character_outside_what_it_names(lines, edits):
    for name, before, after, _, named in walked(report_of(lines), edits):
        assert (name, strangers(before, after, named)) == (name, [])


@settings(max_examples=60)
@given(LINES, EDITS)
def test_undoing_gives_every_character_back(lines, edits):
    for _, before, after, change, _ in walked(report_of(lines), edits):
        assert apply(after, change.inverse()).elements == before.elements


@settings(max_examples=100)
@given(LINES, PICK, PICK)
def test_an_enter_in_plain_text_changes_no_number_anywhere(lines, first, second):
    draft = report_of(lines)
    plain = [number for number, e in enumerate(draft.elements) if e.role in (Role.BODY, Role.PREAMBLE) and not e.prefix]
    change, named = edited(draft, "enter", plain[first % len(plain)], second)
    after = {element.id: element for element in apply(draft, change).elements}
    assert all(after[element.id] is element for element in draft.elements if element.id not in named)


@pytest.mark.shared
@settings(max_examples=25, deadline=None)
@given(edits=EDITS)
def test_no_edit_changes_a_character_of_a_real_report_outside_what_it_names(seed: Path, edits):
    for name, before, after, _, named in walked(draft_from(seed.name, seed.read_text("utf-8")), edits):
        assert (name, strangers(before, after, named)) == (name, [])


@pytest.mark.parametrize("text", [*SEVERAL, *FIGURES])
def test_figures_and_several_numbers_are_neither_heading_nor_item(text):
    element = report_of(["一、主要工作", text, "补充说明。", "二、存在问题"]).elements[3]
    assert (element.role, element.ordinal, element.content) == (Role.BODY, "", text)


def test_an_item_whose_words_begin_with_a_figure_stays_an_item_in_its_row():
    lines = ["二、打算", "1、抓好培训；", "2、3名干部挂职锻炼；", "3、4号楼启用；", "4、做好6月份的工作。"]
    assert [e.ordinal for e in report_of(["一、工作", *lines]).elements[4:]] == ["1、", "2、", "3、", "4、"]


@pytest.mark.parametrize("shape", [("一", "二"), ("01综合", "02经济"), ("1 综合", "2 经济")])
def test_headings_of_a_house_with_bare_numbers_stay_headings(shape):
    draft = report_of([shape[0], "今年抓得紧。", shape[1], "明年再努力。"])
    assert [e.text for e in draft.elements if e.role is Role.HEADING] == list(shape)


OLD = """
h1 一、|甲
body |段落。
body 92|
body 5、|6月份集中开展。
body 3|5 66
h1 二、|乙
body 85|
"""


def test_a_draft_of_an_earlier_day_keeps_figures_that_it_took_for_ordinals():
    elements = make_draft(OLD).elements
    draft = make_draft(OLD)
    draft = Draft(draft.identity, tuple(e if e.depth or not e.prefix else levelled(e) for e in elements), serial=9)
    after = apply(draft, delete_section(draft, "e1"))
    assert lines_of(after) == ["一、乙", "85"]
    assert lines_of(apply(draft, take_over(draft, ("e2",), ()))) == [
        "一、甲",
        "92",
        "5、6月份集中开展。",
        "35 66",
        "二、乙",
        "85",
    ]


def levelled(element: Element) -> Element:
    return Element(element.id, element.role, element.content, element.prefix, level=3)


ROW = "h1 一、|甲\nh1 二、|乙\nh1 三、|丙\nh1 四、|丁"


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (lambda draft: add_section(draft, "e1"), "（后面3个序号顺延）"),
        (lambda draft: add_section(draft, "e4"), ""),
        (lambda draft: delete_section(draft, "e2"), "（后面2个序号前移）"),
        (lambda draft: move_section(draft, "e3", -1), "（后面1个序号顺延）"),
        (lambda draft: place_section(draft, "e3", "e1"), "（后面2个序号顺延）"),
        (lambda draft: demote(draft, "e2"), "（后面2个序号前移）"),
        (lambda draft: take_over(draft, ("e1",), ()), "（后面3个序号前移）"),
        (lambda draft: paste_sections(draft, PASTED, "e2"), "（后面2个序号顺延）"),
    ],
)
def test_the_name_of_a_step_says_how_many_numbers_follow_it(edit, name):
    change = edit(make_draft(ROW))
    assert with_renumber_note(change).reason == change.reason + name
    assert without_renumber_note(with_renumber_note(change).reason) == change.reason


def test_the_history_names_what_was_renumbered():
    session = Session(make_draft(ROW), Path("稿.nigao"), MemoryJournal())
    session.do(add_section(session.draft, "e1"))
    assert [step.reason for step in session.steps()] == ["添加章节（后面3个序号顺延）"]


@pytest.mark.parametrize("source", ["h1 三、|甲\nh1 四、|乙", "h1 一、|甲\nh1 二、|乙\nh1 二、|丙\nh1 五、|丁"])
def test_a_row_that_an_edit_leaves_alone_keeps_its_numbers_in_order_or_not(source):
    draft = make_draft(source + "\nh2 （一）|子\nh2 （二）|丑")
    under = [e.id for e in draft.elements if e.depth == 2]
    after = apply(draft, delete_section(draft, under[0]))
    assert lines_of(after) == [*lines_of(draft)[:-2], "（一）丑"]


def test_a_row_that_begins_with_three_goes_on_from_there():
    draft = make_draft("h1 三、|甲\nh1 四、|乙\nh1 六、|丙")
    assert lines_of(apply(draft, add_section(draft, "e1", "新"))) == ["三、甲", "四、新", "五、乙", "七、丙"]
    assert lines_of(apply(draft, delete_section(draft, "e1"))) == ["三、乙", "五、丙"]


def test_a_second_list_in_a_section_begins_anew():
    draft = report_of(
        ["一、工作", "办了：", "1、甲事；", "2、乙事；", "还办了：", "1、丙事；", "2、丁事。", "二、问题", "无。"]
    )
    plain = [e.id for e in draft.elements if e.text == "1、甲事；"]
    after = apply(draft, take_over(draft, plain, ()))
    assert lines_of(after)[4:8] == ["1、乙事；", "还办了：", "1、丙事；", "2、丁事。"]


@pytest.mark.parametrize("cell", ["92", "二", "3.", "（4）", "①", "5、6月", "01", "１２"])
def test_a_number_alone_in_a_cell_of_a_table_is_words_and_never_renumbered(cell):
    cells = [RawParagraph(text, 3, Origin.TABLE) for text in ("松岭", cell, "柳河", cell)]
    texts = [RawParagraph(text, line) for line, text in enumerate(("总结", "一、工作", "二、问题", "三、打算"), 1)]
    document = recognise(RawDocument((*texts[:2], *cells, *texts[2:])), load_phrases()).value
    draft = draft_of(document)
    after = apply(draft, delete_section(draft, draft.elements[6].id))
    assert [element.content for element in draft.elements if element.content == cell] == [cell, cell]
    assert lines_of(after)[2:] == ["松岭", cell, "柳河", cell, "二、打算"]
