"""Footnotes and endnotes: read with their marks, written as parts of their own, set at the foot of the page of their mark."""

from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.model.draft import Draft
from core.model.structure.notes import note_signs, noted_ids, notes_of
from core.numbering import write_number
from core.typesetting.paginate import lay_out
from core.typesetting.values import Page
from core.word.pages.reading import read_file
from core.word.reading.document import read_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.export import ExportOptions, word_bytes
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import docx, p, r

FILLING = "各项任务按时完成，群众满意度持续提高，全年没有发生一起安全责任事故。"


def mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def note(kind: str, number: int, *texts: str) -> str:
    return f'<w:{kind} w:id="{number}">{"".join(p(r(text)) for text in texts)}</w:{kind}>'


FILE = docx(
    p(r("青禾县2024年工作总结")),
    p(r("全年完成投资600万元") + mark("footnote", 5) + r("，增长8%。新增就业1200人") + mark("endnote", 2) + r("。")),
    *(p(r(FILLING)) for _ in range(30)),
    p(r("下一年继续推进项目建设") + mark("footnote", 7) + r("，确保完成。")),
    footnotes=note("footnote", 5, "含县属企业投资120万元。", "不含农户。") + note("footnote", 7, "共36个项目。"),
    endnotes=note("endnote", 2, "县人社局的数据。"),
)


def draft(data: bytes = FILE) -> Draft:
    return draft_of(recognise_report("去年.docx", data).value.document)


def exported(found: Draft) -> bytes:
    return word_bytes(found, Path("out.docx"), ExportOptions()).value


FORMS = {
    "decimalEnclosedCircleChinese": ("①", "②"),
    "lowerRoman": ("i", "ii"),
    "chineseCountingThousand": ("一", "二"),
    "lowerLetter": ("a", "b"),
}


def in_form(form: str, holder: str) -> bytes:
    """The file with footnotes in a number format that its section or its settings name."""
    properties = f'<w:footnotePr><w:numFmt w:val="{form}"/></w:footnotePr>'
    return docx(
        p(r("青禾县2024年工作总结")),
        p(
            r("全年完成投资600万元")
            + mark("footnote", 5)
            + r("，增长8%。新增就业1200人")
            + mark("footnote", 7)
            + r("。")
        ),
        *([f"<w:sectPr>{properties}</w:sectPr>"] if holder == "section" else []),
        footnotes=note("footnote", 5, "含县属企业。") + note("footnote", 7, "共36个项目。"),
        **({"settings": properties} if holder == "settings" else {}),
    )


def shown_signs(found: Draft) -> list[str]:
    signs = note_signs(((each.id, each.objects) for each in found.elements if each.objects), write_number)
    return [signs[key] for key in notes_of(found.elements)]


def texts_of(data: bytes) -> list[tuple[str, int, tuple[str, ...]]]:
    return [
        (each.kind, each.number, tuple(t.text.strip() for t in each.texts))
        for each in notes_of(draft(data).elements).values()
    ]


NOTES = [
    ("footnote", 1, ("含县属企业投资120万元。", "不含农户。")),
    ("endnote", 1, ("县人社局的数据。",)),
    ("footnote", 2, ("共36个项目。",)),
]


def test_notes_are_read_with_their_marks_and_nothing_is_told() -> None:
    assert texts_of(FILE) == NOTES
    assert [each.code for each in read_word(FILE).notices] == []


def test_notes_come_out_again_and_not_as_text() -> None:
    data = exported(draft())
    assert texts_of(data) == NOTES
    main = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "县属企业" not in main
    assert main.index("完成投资") < main.index('<w:footnoteReference w:id="1"/>') < main.index("，增长")


def test_a_note_whose_mark_was_deleted_is_text_again() -> None:
    found = draft()
    left = replace(found, elements=tuple(each for each in found.elements if "600万元" not in each.text))
    main = ZipFile(BytesIO(exported(left))).read("word/document.xml").decode()
    assert "县属企业" in main
    assert "共36个项目" not in main


def test_a_note_of_hidden_text_stays_text_and_is_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id='5'/></w:r>"
    read = read_word(docx(p(r("全年完成投资600万元") + hidden), footnotes=note("footnote", 5, "含企业投资。")))
    assert "word_notes_kept" in [each.code for each in read.notices]
    assert not any(each.objects for each in read.value.paragraphs)


def test_copied_marks_are_notes_of_their_own_and_signs_count_them() -> None:
    found = draft()
    holder = next(each for each in found.elements if "600万元" in each.text)
    elements = (*found.elements, replace(holder, id="e999"))
    notes = notes_of(elements)
    assert [(each.kind, each.number) for each in notes.values()][-2:] == [("footnote", 3), ("endnote", 2)]
    assert noted_ids(notes) == noted_ids(notes_of(found.elements))
    signs = note_signs(((each.id, each.objects) for each in elements if each.objects), write_number)
    assert [signs[holder.id, 0], signs[holder.id, 1], signs["e999", 0]] == ["1", "尾1", "3"]


def lines_of(page: Page) -> list[str]:
    return [
        "".join(each.text for each in line.line.stretches).strip() for line in sorted(page.lines, key=lambda it: it.y)
    ]


def test_pages_show_a_footnote_at_the_foot_of_the_page_of_its_mark() -> None:
    page = lay_out(read_file(exported(draft()))).pages[0]
    first = lines_of(page)
    assert first[-2:] == ["1 含县属企业投资120万元。", "不含农户。"]
    assert any("600万元1" in line for line in first)
    foot = page.sheet.height - page.sheet.bottom
    assert abs(max(line.y + line.line.height for line in page.lines) - foot) < 1


def test_the_separator_of_the_file_gives_the_room_above_footnotes() -> None:
    (section,) = read_file(exported(draft()))
    (separator,) = section.separator
    assert (separator.pieces, separator.shape.rule, separator.mark.size) == ((), "auto", 16)  # type: ignore[union-attr]


def test_endnotes_follow_the_text() -> None:
    last = lines_of(lay_out(read_file(exported(draft()))).pages[-1])
    assert last[-1] == "2 共36个项目。"
    assert "i 县人社局的数据。" in last


def test_a_page_without_room_for_the_note_sends_its_line_to_the_next() -> None:
    long = tuple(f"第{number}条说明。" for number in range(30))
    body = [p(r(FILLING)) for _ in range(9)]
    data = docx(*body, p(r("完成投资") + mark("footnote", 5) + r("。")), footnotes=note("footnote", 5, *long))
    pages = lay_out(read_file(exported(draft(data)))).pages
    assert "完成投资" not in "".join(lines_of(pages[0]))
    assert "完成投资1。" in lines_of(pages[1])


def test_a_heading_goes_along_when_the_note_below_it_finds_no_room() -> None:
    kept = "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>二、下一步打算</w:t></w:r></w:p>"
    noted = p(r("继续推进项目建设") + mark("footnote", 5) + r("。"))
    parts = {"footnotes": note("footnote", 5, *(f"第{n}条说明。" for n in range(12)))}
    pages = [
        [
            lines_of(page)
            for page in lay_out(read_file(docx(*(p("甲") for _ in range(count)), kept, noted, **parts))).pages
        ]
        for count in range(20, 60, 4)
    ]
    homes = [lines for found in pages for lines in found if "二、下一步打算" in lines]
    assert [any(line.startswith("继续推进") for line in lines) for lines in homes] == [True] * 10


@pytest.mark.parametrize("holder", ["section", "settings"])
@pytest.mark.parametrize("form", FORMS)
def test_the_format_of_note_numbers_comes_out_again(form: str, holder: str) -> None:
    found = draft(in_form(form, holder))
    assert shown_signs(found) == list(FORMS[form])
    again = exported(found)
    assert (
        f'<w:footnotePr><w:numFmt w:val="{form}"/></w:footnotePr>'
        in ZipFile(BytesIO(again)).read("word/document.xml").decode()
    )
    assert shown_signs(draft(again)) == list(FORMS[form])


@pytest.mark.parametrize("form", ["own", "made up", "custom", "decimal&quot;"])
def test_a_format_that_no_program_knows_is_none(form: str) -> None:
    found = draft(in_form(form, "section"))
    assert shown_signs(found) == ["1", "2"]
    assert "footnotePr" not in ZipFile(BytesIO(exported(found))).read("word/document.xml").decode()


def test_pages_show_notes_in_their_format() -> None:
    data = exported(draft(in_form("decimalEnclosedCircleChinese", "section")))
    found = "".join(chain.from_iterable(map(lines_of, lay_out(read_file(data)).pages)))
    assert found.count("①") == found.count("②") == 2


OWN_SIGN = docx(
    p(r("青禾县2024年工作总结")),
    p(
        r("全年完成投资600万元")
        + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>'
        + r("，增长8%")
        + mark("footnote", 7)
        + r("。")
    ),
    footnotes=note("footnote", 5, "*含县属企业。") + note("footnote", 7, "共36个项目。"),
)


def test_no_number_is_shown_or_counted_beside_a_sign_of_its_own() -> None:
    elements = draft(OWN_SIGN).elements
    signs = note_signs(((each.id, each.objects) for each in elements if each.objects), write_number)
    assert list(signs.values()) == ["1", "1"]


def test_a_sign_of_its_own_comes_out_again() -> None:
    again = exported(draft(OWN_SIGN))
    assert ZipFile(BytesIO(again)).read("word/document.xml").decode().count("customMarkFollows") == 1
    assert texts_of(again) == texts_of(OWN_SIGN)


def test_pages_show_a_sign_of_its_own() -> None:
    pages = lay_out(read_file(exported(draft(OWN_SIGN)))).pages
    shown = "".join(chain.from_iterable(map(lines_of, pages)))
    assert "600万元*，增长8%1。" in shown
    assert "*含县属企业。" in shown
