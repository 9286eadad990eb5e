"""Page numbers in layouts of other makers: footers shared, missing, foreign or in odd places, headers that must stay."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from core.package import W
from core.word.package_writer import build, pack
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.layout_parts import LayoutParts
from core.word.unit_style.style import NUMBER_FORMS, Value, make_style
from core.workflows.exporting.pages import Pages, set_file
from tests.builders_docx import docx, field, p, r
from tests.word_files import part

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{OFFICE}}}"
SIZE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851"'
    ' w:footer="992" w:gutter="0"/>'
)
SHEET = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PAGE = field(" PAGE ", r("1"))


def reference(kind: str, key: str, what: str = "footer") -> str:
    """What a section says of a header or footer."""
    return f'<w:{what}Reference w:type="{kind}" r:id="{key}"/>'


def link(key: str, target: str, what: str = "footer", mode: str = "") -> str:
    """A relationship of the main part."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{what}" Target="{target}"{outside}/>'


def layout(said: str, links: str = "", parts: Mapping[str, str] | None = None, settings: str = "", *more: str) -> bytes:
    """A file whose last section says this; ``more`` stands before it. ``parts`` are the insides of its footers."""
    body = "".join(more) + p("正文") + f'<w:sectPr xmlns:r="{OFFICE}">{said}{SIZE}</w:sectPr>'
    data = docx(body, relations=links, styles=SHEET, **({"settings": settings} if settings else {}))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    found["[Content_Types].xml"] = TYPES
    for name, inside in (parts or {}).items():
        tag = "hdr" if "header" in name else "ftr"
        found[f"word/{name}"] = f'<w:{tag} xmlns:w="{W[1:-1]}">{inside}</w:{tag}>'.encode()
    return build(pack(name, content) for name, content in found.items())


def numbered(**values: Value) -> bytes:
    """The plainest layout with a number, after a style."""
    return apply_house_style(PLAIN, make_style(values))


PLAIN = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p(PAGE)})
WITH_HEAD = layout(
    reference("default", "h1", "header") + reference("default", "f1"),
    link("h1", "header1.xml", "header") + link("f1", "footer1.xml"),
    {"header1.xml": p("页眉"), "footer1.xml": p(PAGE)},
    "<w:zoom/>",
)


def feet(pages: Pages) -> list[str]:
    """What stands in the margins of every page."""
    return [
        "".join(stretch.text for placed in page.margin_lines for stretch in placed.line.stretches)
        for page in pages.pages
    ]


def references(data: bytes, what: str) -> dict[str, str]:
    """The relationship ids of headers or footers by kind."""
    found = part(data).iter(f"{W}{what}Reference")
    return {each.get(f"{W}type", ""): each.get(f"{R}id", "") for each in found}


def names(data: bytes) -> list[str]:
    """The footers in a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sorted(name for name in package.namelist() if name.startswith("word/footer"))


# Where numbers are looked for


@pytest.mark.parametrize(
    ("inside", "form"),
    [
        (p(PAGE), "1"),
        (p(r("— ") + PAGE + r(" —")), "— 1 —"),
        (p(r("第") + PAGE + r("页　共") + field(" NUMPAGES ", r("9")) + r("页")), "第1页 共N页"),
        (p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'), "1"),
        (p(r("共") + field(" NUMPAGES ", r("9")) + r("页")), "不印页码"),
        (p(field(" PAGEREF x ", r("9"))), "不印页码"),
        (p(r("Page ") + PAGE), None),
        (p("保密"), "不印页码"),
        ("", "不印页码"),
    ],
    ids=("plain", "dashes", "of", "simple", "count", "other", "foreign", "text", "empty"),
)
def test_the_form_of_a_number_is_read_from_its_fields(inside: str, form: str | None) -> None:
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": inside})
    assert read_house_style(data).number_form == form


@pytest.mark.parametrize(
    ("links", "parts"),
    [
        ("", {}),
        (link("f1", "footer1.xml"), {}),
        (link("f1", "http://example.invalid/f.xml", mode="External"), {"footer1.xml": p(PAGE)}),
        (link("f2", "footer1.xml"), {"footer1.xml": p(PAGE)}),
    ],
    ids=("no relation", "no part", "outside", "other id"),
)
def test_a_footer_that_cannot_be_found_shows_no_number(links: str, parts: dict[str, str]) -> None:
    assert read_house_style(layout(reference("default", "f1"), links, parts)).number_form == "不印页码"


@pytest.mark.parametrize("target", ["footer1.xml", "./footer1.xml", "/word/footer1.xml", "../word/footer1.xml"])
def test_a_footer_is_found_however_its_place_is_written(target: str) -> None:
    data = layout(reference("default", "f1"), link("f1", target), {"footer1.xml": p(PAGE)})
    assert read_house_style(data).number_form == "1"


def test_a_file_without_relationships_is_given_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(layout(""))) as package:
        parts = {name: package.read(name) for name in package.namelist() if "document.xml.rels" not in name}
    data = apply_house_style(
        build(pack(name, content) for name, content in parts.items()), make_style({"number_form": "1"})
    )
    assert feet(set_file(data)) == ["1"]


def test_a_footer_that_cannot_be_found_is_made_anew() -> None:
    lost = layout(reference("default", "f1"), link("f1", "footer1.xml"))
    data = apply_house_style(lost, make_style({"number_form": "- 1 -"}))
    assert read_house_style(data).number_form == "- 1 -"


# What is changed


@pytest.mark.parametrize("form", NUMBER_FORMS)
def test_a_number_is_written_as_wanted_and_the_page_shows_it(form: str) -> None:
    shown = "".join(feet(set_file(numbered(number_form=form)))[0].split())
    assert shown == ("" if form == "不印页码" else "".join(form.replace("N", "1").split()))


def test_what_else_stands_in_the_footer_stays() -> None:
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p("保密") + p(PAGE)})
    assert feet(set_file(apply_house_style(data, make_style({"number_form": "- 1 -"})))) == ["保密- 1 -"]


def test_a_number_is_added_behind_what_stands_in_the_footer() -> None:
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p("保密")})
    assert feet(set_file(apply_house_style(data, make_style({"number_form": "1"})))) == ["保密1"]


def test_a_number_keeps_its_look() -> None:
    bold = field(" PAGE ", r("1", "<w:b/>")).replace("<w:r><w:fldChar", "<w:r><w:rPr><w:b/></w:rPr><w:fldChar")
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p(bold)})
    runs = list(part(apply_house_style(data, make_style({"number_form": "- 1 -"})), "word/footer1.xml").iter(f"{W}r"))
    assert [run.find(f"{W}rPr/{W}b") is not None for run in runs] == [True] * 3


def test_new_footers_have_names_that_are_free() -> None:
    two = layout("", "", {"footer1.xml": p("旧"), "footer2.xml": p("旧")})
    assert names(apply_house_style(two, make_style({"number_form": "1"}))) == [f"word/footer{n}.xml" for n in (1, 2, 3)]


def test_new_footers_have_ids_that_are_free() -> None:
    data = apply_house_style(layout("", link("rIdNumber1", "theme.xml", "theme")), make_style({"number_form": "1"}))
    assert references(data, "footer") == {"default": "rIdNumber2"}


# Even pages and first pages


def test_numbers_outside_give_even_pages_a_copy_of_the_footer() -> None:
    data = apply_house_style(WITH_HEAD, make_style({"number_place": "外侧"}))
    assert set(references(data, "footer")) == {"default", "even"}
    assert len(names(data)) == 2


@pytest.mark.parametrize(
    ("style", "kinds"),
    [({"number_place": "外侧"}, {"default", "even"}), ({"number_on_first": False}, {"default", "first"})],
)
def test_the_header_stays_on_all_pages(style: dict[str, Value], kinds: set[str]) -> None:
    found = references(apply_house_style(WITH_HEAD, make_style(style)), "header")
    assert found == dict.fromkeys(kinds, "h1")


def test_a_header_that_even_pages_have_already_stays_theirs() -> None:
    data = layout(
        reference("default", "h1", "header") + reference("even", "h2", "header") + reference("default", "f1"),
        link("h1", "header1.xml", "header") + link("h2", "header2.xml", "header") + link("f1", "footer1.xml"),
        {"header1.xml": p("单"), "header2.xml": p("双"), "footer1.xml": p(PAGE)},
        "<w:zoom/>",
    )
    found = references(apply_house_style(data, make_style({"number_place": "外侧"})), "header")
    assert found == {"default": "h1", "even": "h2"}


def test_without_a_number_on_the_first_page_its_header_is_still_shown() -> None:
    assert feet(set_file(apply_house_style(WITH_HEAD, make_style({"number_on_first": False})))) == ["页眉"]


@pytest.mark.parametrize("shows", [True, False])
def test_the_first_page_shows_its_number_or_not(shows: bool) -> None:
    twice = apply_house_style(numbered(number_on_first=not shows), make_style({"number_on_first": shows}))
    assert (feet(set_file(twice)), read_house_style(twice).number_on_first) == ([("1" if shows else "")], shows)


def test_a_first_page_that_has_its_number_is_left_alone() -> None:
    assert references(numbered(number_on_first=True), "footer") == {"default": "f1"}


# Places


@pytest.mark.parametrize(
    ("own", "place"),
    [("", None), ('<w:jc w:val="center"/>', "居中"), ('<w:jc w:val="right"/>', "右侧"), ('<w:jc w:val="left"/>', None)],
)
def test_where_a_number_stands_is_read_from_its_paragraph(own: str, place: str | None) -> None:
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p(PAGE, own)})
    assert read_house_style(data).number_place == place


@pytest.mark.parametrize("place", ["外侧", "居中", "右侧"])
def test_a_number_is_put_where_it_shall_stand(place: str) -> None:
    data = apply_house_style(WITH_HEAD, make_style({"number_place": place}))
    assert (read_house_style(data).number_place, read_house_style(data).number_form) == (place, "1")


def test_a_number_in_a_table_is_taken_out_of_it() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(PAGE)}</w:tc></w:tr></w:tbl>"
    data = layout(reference("default", "f1"), link("f1", "footer1.xml"), {"footer1.xml": table + p("")})
    footer = part(apply_house_style(data, make_style({"number_place": "居中"})), "word/footer1.xml")
    assert footer.find(f"{W}tbl") is None


# Parts


def parts(data: bytes) -> LayoutParts:
    """The parts of a layout."""
    return LayoutParts(data)


def kinds(found: list[tuple[str, Any]]) -> list[str]:
    """The kinds of pages of footers."""
    return [kind for kind, _ in found]


def test_a_footer_shared_by_two_kinds_of_pages_is_told_once() -> None:
    data = layout(
        reference("default", "f1") + reference("even", "f1"), link("f1", "footer1.xml"), {"footer1.xml": p(PAGE)}
    )
    assert kinds(parts(data).footers()) == ["default"]


def test_headers_and_footers_in_other_places_are_shown_too() -> None:
    data = layout("", "", {"header1.xml": p("页眉"), "footer9.xml": p("页脚")})
    assert len(parts(data).shown()) == 3


def test_the_styles_of_added_numbers_are_made_once() -> None:
    made = part(apply_house_style(layout(""), make_style({"number_place": "居中"})), "word/styles.xml")
    ids = [style.get(f"{W}styleId") for style in made]
    assert [ids.count(name) for name in ("NigaoPageNumber", "NigaoPageNumberEven")] == [1, 1]
