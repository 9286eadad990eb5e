"""The pages of drafts and of files: what stands on them, that edits change only what they touch, and the imprint's place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.draft import Draft
from core.typesetting.values import Page, Pages, Paragraph
from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from core.workflows.exporting.pages import (
    PageSetter,
    find_place,
    headings,
    imprint_of,
    set_file,
    write_draft,
)
from core.workflows.layouts.files import layout_names, plain_layout
from tests.builders import make_draft
from tests.word_files import LAYOUT, compiled, p, texts, usual_layout

SOURCE = """
title |关于2023年上半年工作的总结
addressee |县委组织部：
body |　　现将上半年工作情况总结如下。
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{48}期。
point 一是|抓学习。
signature |青禾县档案馆
issue_date |2023年7月1日
"""


def shown(pages: Pages) -> str:
    """All text of the pages without white space, page numbers left out."""
    lines = [line for page in pages.pages for line in page.lines]
    return "".join("".join(s.text for placed in lines for s in placed.line.stretches).split())


def marked(pages: Pages) -> str:
    """The text that is painted yellow."""
    lines = [placed.line for page in pages.pages for placed in page.lines]
    return "".join(stretch.text for line in lines for stretch in line.stretches if stretch.is_open)


def places(pages: Pages) -> list[object]:
    """Where everything stands on the pages and whose it is."""
    return [
        (index, placed.x, placed.y, placed.line.stretches, placed.paragraph.number, placed.paragraph.skipped)
        for index, page in enumerate(pages.pages)
        for placed in (*page.lines, *page.margin_lines)
    ]


def foot(page: Page) -> str:
    """What stands in the margins of a page."""
    return "".join(stretch.text for placed in page.margin_lines for stretch in placed.line.stretches)


def paragraphs(pages: Pages) -> list[Paragraph]:
    """The paragraphs of the pages in order, each once."""
    return list(dict.fromkeys(placed.paragraph for page in pages.pages for placed in page.lines))


FULL = (
    ("份号", "000001"),
    ("密级", "机密★1年"),
    ("紧急程度", "特急"),
    ("发文机关", "青禾县人民政府、青禾县档案馆"),
    ("发文字号", "青政发〔2023〕1号"),
    ("签发人", "张三、李四"),
    ("附注", "此件公开发布"),
    ("抄送", "县委办公室，县人大常委会办公室。"),
    ("印发机关", "青禾县人民政府办公室"),
    ("印发日期", "2023年7月2日"),
    ("讲话人", "张三"),
    ("讲话场合", "在全县档案工作会议上的讲话"),
    ("讲话日期", "2023年7月1日"),
    ("纪要名称", "专题会议纪要"),
    ("期号", "第1期"),
    ("出席", "张三、李四"),
)


def with_particulars(draft: Draft, particulars: tuple[tuple[str, str], ...] = FULL) -> Draft:
    return replace(draft, identity=replace(draft.identity, particulars=particulars))


def long_draft(count: int = 60) -> Draft:
    return make_draft(SOURCE + "\n".join(f"body |第{number}段。" + "文字" * 60 for number in range(count)))


@pytest.mark.parametrize("name", layout_names())
@pytest.mark.parametrize("particulars", [(), FULL], ids=["plain", "full"])
def test_pages_show_what_the_word_file_holds(name: str, particulars: tuple[tuple[str, str], ...]) -> None:
    draft = with_particulars(make_draft(SOURCE), particulars)
    layout = load_layout(plain_layout(name))
    pages = PageSetter(layout).set(draft)
    written = write_word(draft, layout, True, "k", imprint_of(pages)).value
    assert shown(pages) == "".join("".join(texts(written)).split()) == shown(set_file(written))


def test_open_facts_are_marked_unless_they_are_not_to_be() -> None:
    setter, draft = PageSetter(LAYOUT.read_bytes()), make_draft(SOURCE)
    assert marked(setter.set(draft)) == "**48"
    assert marked(setter.set(draft, marks=False)) == ""


def test_a_place_in_an_element_is_found_on_the_page() -> None:
    pages = PageSetter(usual_layout()).set(make_draft(SOURCE))
    place = find_place(pages, 3, 2)
    assert place is not None
    assert (place.page, place.line.paragraph.skipped) == (0, 2)
    assert place.line.line.stretches[0].text.startswith("现将")


def test_headings_of_all_levels_are_the_outline() -> None:
    pages = PageSetter(usual_layout()).set(make_draft(SOURCE.replace("‖选派{**}名干部，举办{48}期。", "")))
    assert [(heading.level, heading.text) for heading in headings(pages)] == [
        (1, "一、开展情况"),
        (2, "（一）加强学习。"),
    ]


def test_an_edit_changes_no_other_paragraph() -> None:
    setter, draft = PageSetter(usual_layout()), long_draft()
    before = paragraphs(setter.set(draft))
    after = paragraphs(setter.set(edited(draft, 20, "改")))
    assert len(before) == len(after)
    assert sum(one is not other for one, other in zip(before, after, strict=True)) == 1


def test_an_edit_of_the_signature_changes_no_other_paragraph() -> None:
    setter, draft = PageSetter(usual_layout()), long_draft()
    before, after = (paragraphs(setter.set(edited(draft, 7, more))) for more in ("", "办公室"))
    assert sum(one is not other for one, other in zip(before, after, strict=True)) <= 2


EDITS = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["", "改", "改一改。" * 30])), max_size=4)


@settings(max_examples=12)
@given(EDITS)
def test_setting_after_edits_gives_what_setting_from_scratch_gives(edits: list[tuple[int, str]]) -> None:
    draft, layout = make_draft(SOURCE), usual_layout()
    setter = PageSetter(layout)
    for index, more in edits:
        draft = edited(draft, index, more)
        assert places(setter.set(draft)) == places(PageSetter(layout).set(draft))


def edited(draft: Draft, index: int, more: str) -> Draft:
    elements = list(draft.elements)
    elements[index] = replace(elements[index], content=elements[index].content + more)
    return replace(draft, elements=tuple(elements))


def test_the_imprint_ends_at_the_foot_of_the_last_page() -> None:
    page = PageSetter(usual_layout()).set(with_particulars(make_draft(SOURCE))).pages[-1]
    lowest = max(rule.y + rule.thickness / 2 for rule in page.rules)
    assert lowest == pytest.approx(page.sheet.height - page.sheet.bottom, abs=57)


def test_a_file_with_the_space_filled_in_has_the_same_pages() -> None:
    draft, layout = with_particulars(make_draft(SOURCE)), usual_layout()
    imprint = imprint_of(PageSetter(layout).set(draft))
    written = write_word(draft, layout, True, "k", imprint).value
    assert imprint == imprint_of(set_file(written))


def test_an_imprint_that_does_not_fit_has_a_page_of_its_own_without_a_number() -> None:
    setter = PageSetter(usual_layout())
    drafts = [with_particulars(long_draft(count)) for count in range(24)]
    last_pages = {imprint_of(pages).alone: pages.pages[-1] for pages in map(setter.set, drafts)}
    assert sorted(last_pages) == [False, True]
    assert [bool(foot(last_pages[alone])) for alone in (False, True)] == [True, False]


def file_of(draft: Draft, layout: WordLayout) -> bytes:
    """The draft written with nothing kept from another time, its imprint in place."""
    imprint = imprint_of(PageSetter(layout).set(draft, False))
    return write_word(draft, layout, False, draft.identity.key, imprint).value


def test_a_layout_without_a_place_to_fill_sets_no_pages_for_an_export() -> None:
    draft, layout = make_draft(SOURCE), compiled(p("{{ 标题 }}"))
    setter = PageSetter(layout)
    setter._pages = None  # type: ignore[assignment,method-assign]
    assert setter.write(draft, False).value == file_of(draft, layout)


def test_a_file_is_the_same_however_often_it_is_exported() -> None:
    layout, draft = usual_layout(), with_particulars(make_draft(SOURCE))
    shorter = replace(draft, elements=draft.elements[:-1])
    for each in (draft, shorter, draft):
        assert write_draft(each, layout, False).value == file_of(each, layout)


def test_a_file_whose_imprint_has_a_page_of_its_own_says_so() -> None:
    layout = usual_layout()
    setter = PageSetter(layout)
    drafts = (with_particulars(long_draft(count)) for count in range(24))
    alone = next(draft for draft in drafts if imprint_of(setter.set(draft, False)).alone)
    assert setter.write(alone, False).value == file_of(alone, layout)
