"""What holds of a draft's pages in every built-in layout, whatever the draft says."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.typesetting.values import Page, Pages, PlacedLine
from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from core.workflows.exporting.pages import PageSetter, character_at, find_place, headings, imprint_of, set_file
from core.workflows.layouts.files import layout_names, plain_layout
from core.workflows.layouts.summary import particulars_read
from tests.builders import make_draft
from tests.core.workflows.exporting.test_workflows_pages import FULL, SOURCE, foot, places, shown, with_particulars

SENTENCE = "今年以来，全馆围绕中心、服务大局，接待查阅1280人次，办结率达到99.6%——“应收尽收”。"
LONG = make_draft(
    SOURCE.replace("point", f"body |{SENTENCE * 9}\nbody |短。\nh1 二、|下一步打算\nbody |{SENTENCE * 30}\npoint")
)
WITH_IMPRINT = ("国标公文", "信函", "纪要")
NEAR_FOOT = 60
"""Three points: half a millimetre is kept free below the imprint, and heights are whole twips."""

every_layout = pytest.mark.parametrize("name", layout_names())


@lru_cache(maxsize=8)
def compiled(name: str) -> WordLayout:
    """A built-in layout, compiled once."""
    return load_layout(plain_layout(name))


@lru_cache(maxsize=8)
def long_pages(name: str) -> Pages:
    """The long draft with every particular in that layout."""
    return PageSetter(compiled(name)).set(with_particulars(LONG))


def numbered(pages: Pages) -> Iterator[tuple[int, PlacedLine]]:
    """The lines that show the draft's own text, with the index of their page."""
    for index, page in enumerate(pages.pages):
        yield from ((index, placed) for placed in page.lines if placed.paragraph.number and placed.line.stretches)


# The way from the draft to the page and back


@every_layout
def test_the_first_character_of_every_line_is_found_on_that_line(name: str) -> None:
    pages = long_pages(name)
    for index, placed in numbered(pages):
        found = find_place(pages, placed.paragraph.number, placed.paragraph.skipped + placed.line.start)
        assert found == (index, placed)


@every_layout
def test_a_click_on_the_beginning_of_a_stretch_is_that_character(name: str) -> None:
    pages = long_pages(name)
    for index, placed in numbered(pages):
        middle = placed.y + placed.line.height / 2
        for stretch in placed.line.stretches:
            found = character_at(pages, index, placed.x + stretch.x + 1, middle)
            assert found == (placed.paragraph.number, placed.paragraph.skipped + stretch.start)


@settings(max_examples=60)
@given(st.sampled_from(layout_names()), st.integers(0, 9), st.floats(-2000, 14000), st.floats(-2000, 19000))
def test_whatever_is_clicked_is_shown_on_the_page_that_was_clicked(name: str, page: int, x: float, y: float) -> None:
    pages = long_pages(name)
    index = page % len(pages.pages)
    found = character_at(pages, index, x, y)
    own = {placed.paragraph.number for at, placed in numbered(pages) if at == index}
    assert found is None if not own else found is not None and found[0] in own


@every_layout
def test_every_paragraph_of_the_draft_is_found_but_what_the_head_takes_over(name: str) -> None:
    pages = long_pages(name)
    lost = [element.role for element in LONG.elements if find_place(pages, int(element.id[1:]), 0) is None]
    assert set(lost) <= {Role.ADDRESSEE, Role.SIGNATURE, Role.ISSUE_DATE}


@every_layout
def test_the_outline_of_the_pages_is_that_of_the_draft(name: str) -> None:
    heads = [element.text for element in LONG.elements if element.role is Role.HEADING and not element.run_in]
    assert [heading.text for heading in headings(long_pages(name)) if heading.text in heads] == heads


# Particulars


def given_value(name: str) -> str:
    """A value that stands nowhere else."""
    return f"试{ord(name[0]):x}{ord(name[-1]):x}"


@every_layout
def test_every_particular_that_a_layout_reads_stands_on_its_pages(name: str) -> None:
    read = [each for each in particulars_read(name) if each != "印章"]
    values = tuple((each, given_value(each)) for each in read)
    pages = PageSetter(compiled(name)).set(with_particulars(make_draft("title |总结\nbody |正文。"), values))
    text = shown(pages) + "".join(map(foot, pages.pages))
    assert [each for each, value in values if value not in text] == []


@every_layout
def test_what_a_layout_does_not_read_changes_no_page(name: str) -> None:
    read = particulars_read(name)
    more = tuple((each, "试印") for each, _ in FULL if each not in read)
    draft, setter = make_draft(SOURCE), PageSetter(compiled(name))
    assert places(setter.set(with_particulars(draft, more))) == places(setter.set(draft))


# The paper


@every_layout
def test_pages_are_numbered_one_by_one(name: str) -> None:
    assert [page.number for page in long_pages(name).pages] == list(range(1, len(long_pages(name).pages) + 1))


@every_layout
def test_nothing_stands_outside_the_paper(name: str) -> None:
    for page in long_pages(name).pages:
        for placed in (*page.lines, *page.margin_lines):
            right = max((stretch.x + stretch.width for stretch in placed.line.stretches), default=0.0)
            assert placed.x >= 0
            assert placed.x + right <= page.sheet.width
            assert 0 <= placed.y <= page.sheet.height - placed.line.height


@every_layout
def test_no_line_of_text_stands_in_another(name: str) -> None:
    for page in long_pages(name).pages:
        lines = sorted(
            placed.y for placed in page.lines if placed.paragraph.number and placed.paragraph.shape.style == "正文段落"
        )
        assert all(below - above > 400 for above, below in itertools.pairwise(lines))


@every_layout
def test_the_file_read_back_has_its_lines_in_the_same_places(name: str) -> None:
    draft, pages = with_particulars(LONG), long_pages(name)
    written = write_word(draft, compiled(name), True, draft.identity.key, imprint_of(pages)).value
    assert outline(set_file(written)) == outline(pages)


def outline(pages: Pages) -> list[tuple[int, float, float, str, object]]:
    """Every stretch with its place and its face."""
    return [
        (index, round(placed.x + stretch.x), round(placed.y), stretch.text, stretch.face)
        for index, page in enumerate(pages.pages)
        for placed in (*page.lines, *page.margin_lines)
        for stretch in placed.line.stretches
    ]


# The imprint


def lowest(page: Page) -> float:
    """Where the last thing in the type area ends; a letter has its red line below it."""
    foot_of_text = page.sheet.height - page.sheet.bottom + NEAR_FOOT
    ends = [rule.y + rule.thickness / 2 for rule in page.rules if rule.y <= foot_of_text]
    return max([*ends, *(placed.y + placed.line.height for placed in page.lines)])


@settings(max_examples=25)
@given(st.sampled_from(WITH_IMPRINT), st.integers(0, 30), st.booleans())
def test_the_imprint_always_ends_at_the_foot_of_the_last_page(name: str, sentences: int, is_signed: bool) -> None:
    end = "signature |青禾县档案馆\nissue_date |2023年7月1日" if is_signed else ""
    draft = make_draft(f"title |关于上半年工作的报告\nbody |{SENTENCE * sentences}开头。\n{end}")
    page = PageSetter(compiled(name)).set(with_particulars(draft)).pages[-1]
    assert lowest(page) == pytest.approx(page.sheet.height - page.sheet.bottom, abs=NEAR_FOOT)


@pytest.mark.parametrize("name", WITH_IMPRINT)
def test_without_anything_to_say_there_is_no_imprint(name: str) -> None:
    page = PageSetter(compiled(name)).set(make_draft("title |总结\nbody |正文。")).pages[-1]
    assert lowest(page) < page.sheet.height / 2


# Memory

WORDS = st.sampled_from(("", "改。", SENTENCE, SENTENCE * 12))
ROLES = st.sampled_from((Role.BODY, Role.HEADING, Role.SIGNATURE, Role.ADDRESSEE, Role.ATTACHMENT))
ACTS = st.lists(
    st.tuples(st.sampled_from(("add", "drop", "set")), st.integers(0, 20), ROLES, WORDS), min_size=1, max_size=4
)


def after(draft: Draft, act: tuple[str, int, Role, str]) -> Draft:
    """The draft with an element added, dropped or said otherwise."""
    kind, place, role, words = act
    at = place % (len(draft.elements) + 1)
    made = Element(f"e{draft.serial + 1}", role, f"另外。{words}", level=1, depth=1, heading_length=2)
    gone = 0 if kind == "add" else 1
    elements = (*draft.elements[:at], *(() if kind == "drop" else (made,)), *draft.elements[at + gone :])
    known = {element.id for element in elements}
    return replace(
        draft, elements=elements, facts=tuple(f for f in draft.facts if f.element_id in known), serial=draft.serial + 1
    )


@settings(max_examples=12)
@given(st.sampled_from(layout_names()), ACTS)
def test_pages_after_any_edits_are_those_set_from_scratch(name: str, acts: list[tuple[str, int, Role, str]]) -> None:
    draft, setter = with_particulars(make_draft(SOURCE)), PageSetter(compiled(name))
    for act in acts:
        draft = after(draft, act)
        assert places(setter.set(draft)) == places(PageSetter(compiled(name)).set(draft))


@every_layout
def test_undoing_an_edit_gives_the_pages_back(name: str) -> None:
    setter = PageSetter(compiled(name))
    before = places(setter.set(LONG))
    setter.set(after(LONG, ("drop", 3, Role.BODY, "")))
    assert places(setter.set(LONG)) == before


# Drafts with little in them


@every_layout
@pytest.mark.parametrize(
    "source",
    [
        "body |只有一段。",
        "title |只有题目",
        "h1 一、|只有小标题",
        "signature |青禾县档案馆",
        "attachment |附件：1.名单",
        "body |",
    ],
)
def test_a_draft_with_little_in_it_has_one_page_that_shows_it(name: str, source: str) -> None:
    pages = PageSetter(compiled(name)).set(make_draft(source))
    assert len(pages.pages) == 1
    assert source.split("|")[1] in shown(pages)


@every_layout
def test_a_draft_without_anything_has_a_page(name: str) -> None:
    assert len(PageSetter(compiled(name)).set(make_draft("")).pages) == 1
