"""A house style in a layout: read back from it, and the layout otherwise as it was."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits

from core.errors import BadInput, BadUse
from core.word.layouts.templating import load_layout
from core.word.package_writer import build, pack
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.style import LIKE_TEXT, NO_NUMBER, NUMBER_FORMS, TIMES, HouseStyle, Value, make_style
from tests.builders_docx import docx, field, p, r
from tests.core.word.unit_style.test_unit_style_codec import STYLES
from tests.layouts.built_in import layout
from tests.word_files import W, part, style

USUAL = layout()
ROOT = Path(__file__).resolve().parents[4]
PAGE_FIELD = field(" PAGE ", r("1"))


def fitted(**values: Value) -> bytes:
    """The usual layout with a house style."""
    return apply_house_style(USUAL, make_style(values))


def names(data: bytes) -> list[str]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a piece of a part replaced, which must be there."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return build(pack(entry, content) for entry, content in parts.items())


def attribute(data: bytes, name: str, path: str, key: str) -> str | None:
    """An attribute of a style, such as pPr/ind left."""
    element = style(data, name).find("/".join(W + step for step in path.split("/")))
    return None if element is None else element.get(W + key)


def section(data: bytes, name: str) -> dict[str, str]:
    """The attributes of an element of the section, without their namespace."""
    element = part(data).find(f".//{W}sectPr/{W}{name}")
    return {} if element is None else {key.removeprefix(W): value for key, value in element.items()}


def shown(data: bytes, name: str) -> str:
    """The text of a footer without its tags."""
    return re.sub(r"\{%.*?%\}", "", "".join(text.text or "" for text in part(data, name).iter(f"{W}t")))


def order(data: bytes, name: str, kind: str) -> list[str]:
    """The properties of a style in order."""
    found = style(data, name).find(W + kind)
    return [] if found is None else [element.tag.removeprefix(W) for element in found]


# Nothing asked for


def test_an_empty_style_changes_no_byte() -> None:
    assert apply_house_style(USUAL, HouseStyle()) is USUAL


def test_the_usual_layout_is_that_of_the_standard() -> None:
    now = read_house_style(USUAL)
    assert (now.top, now.bottom, now.left, now.right) == (37, 35, 28, 26)
    assert (now.lines, now.characters, now.pitch) == (22, 28, 28.95)
    assert (now.body_font, now.body_size, now.digits) == ("仿宋_GB2312", 16, LIKE_TEXT)


def test_the_usual_page_numbers_are_those_of_the_standard() -> None:
    now = read_house_style(USUAL)
    assert (now.number_form, now.number_place) == ("— 1 —", "外侧")
    assert (now.first_number, now.number_on_first) == (1, True)


def test_every_setting_of_the_usual_layout_is_known() -> None:
    assert not [name for name in HouseStyle.__dataclass_fields__ if getattr(read_house_style(USUAL), name) is None]


def test_what_the_layout_has_can_be_put_in_again() -> None:
    assert read_house_style(apply_house_style(USUAL, read_house_style(USUAL))) == read_house_style(USUAL)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no zip file at all", docx(p("正文"))], ids=("0", "2", "text", "no styles")
)
def test_what_is_no_layout_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        apply_house_style(data, make_style({"top": 30}))


# Each setting by itself

ONE_BY_ONE: list[tuple[str, Value]] = [
    *(("top", 30), ("bottom", 25), ("left", 30), ("right", 20), ("pitch", 30), ("lines", 20), ("characters", 26)),
    *(("title_font", "小标宋体"), ("title_size", 24), ("title_bold", True), ("title_before", 2), ("title_after", 3)),
    *(("subtitle_font", "仿宋"), ("subtitle_size", 15), ("subtitle_bold", True)),
    *((f"level{level}_font", "方正黑体_GBK") for level in (1, 2, 3, 4)),
    *((f"level{level}_size", 18) for level in (1, 2, 3, 4)),
    *((f"level{level}_bold", True) for level in (1, 2, 3, 4)),
    *(("body_font", "宋体"), ("body_size", 15), ("digits", TIMES), ("first_number", 3), ("number_on_first", False)),
    *(("number_form", form) for form in NUMBER_FORMS),
    *(("number_place", place) for place in ("外侧", "居中", "右侧")),
]


@pytest.mark.parametrize(("name", "value"), ONE_BY_ONE)
def test_a_setting_is_read_back_from_the_layout(name: str, value: Value) -> None:
    assert getattr(read_house_style(fitted(**{name: value})), name) == value


@pytest.mark.parametrize(("name", "value"), ONE_BY_ONE)
def test_a_setting_leaves_a_layout_that_still_works(name: str, value: Value) -> None:
    assert load_layout(fitted(**{name: value}))


@pytest.mark.parametrize("name", ["level1_font", "title_size", "digits", "number_form", "number_place", "title_after"])
def test_a_setting_leaves_the_others_alone(name: str) -> None:
    value = dict(reversed(ONE_BY_ONE))[name]
    before, after = read_house_style(USUAL).given, read_house_style(fitted(**{name: value})).given
    assert {key for key in before if before[key] != after.get(key)} <= {name}


def attempt(house: HouseStyle) -> tuple[str, bytes]:
    """The layout with a style, or the code of why it cannot be."""
    try:
        return "", apply_house_style(USUAL, house)
    except BadUse as told:
        return told.code, USUAL


@limits(max_examples=25)
@given(STYLES)
def test_any_style_leaves_a_layout_that_works_or_is_refused(house: HouseStyle) -> None:
    code, data = attempt(house)
    assert code in ("", "house_too_tight", "house_lines_tight")
    assert load_layout(data)


@limits(max_examples=20)
@given(STYLES)
def test_the_same_style_gives_the_same_bytes(house: HouseStyle) -> None:
    assert attempt(house) == attempt(house)


# Measure


def test_26_characters_fill_a_narrower_line() -> None:
    data = fitted(left=30, right=30, characters=26)
    assert attribute(data, "Normal", "rPr/spacing", "val") == "7"
    assert 26 * (320 + 7) <= 11906 - 2 * 1701 < 27 * (320 + 7)


def test_20_lines_fill_the_page() -> None:
    data = fitted(lines=20)
    assert attribute(data, "Normal", "pPr/spacing", "line") == "637"
    assert section(data, "docGrid") == {"type": "lines", "linePitch": "637"}


def test_spaces_counted_in_lines_follow_the_pitch() -> None:
    data = fitted(pitch=30)
    assert attribute(data, "附件标题", "pPr/spacing", "before") == "600"
    assert attribute(data, "页码", "pPr/spacing", "line") == "320"


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        *(("正文段落", "firstLine", 2 * 327 + 2), ("正文段落", "firstLineChars", 200)),
        *(("附件说明", "left", 5 * 327), ("附件说明", "hanging", 3 * 327), ("署名", "left", 16 * 327)),
        *(("署名", "right", -2 * 327), ("页码", "right", 280)),
    ],
)
def test_indents_counted_in_characters_follow_the_pitch(name: str, key: str, value: int) -> None:
    data = fitted(left=30, right=30, characters=26)
    assert attribute(data, name, "pPr/ind", key) == str(value)


def test_the_title_keeps_its_own_character_spacing() -> None:
    assert attribute(fitted(characters=26), "Title", "rPr/spacing", "val") == "0"


def test_the_page_number_keeps_its_distance_from_the_text() -> None:
    margins = section(fitted(bottom=25), "pgMar")
    assert int(margins["bottom"]) - int(margins["footer"]) == 1984 - 1423


def test_the_page_number_stays_on_the_paper() -> None:
    assert section(fitted(bottom=5), "pgMar")["footer"] == "284"


def test_the_header_stays_above_the_text() -> None:
    assert section(fitted(top=10), "pgMar")["header"] == "567"


def test_lying_pages_keep_their_margins() -> None:
    turned = replaced(USUAL, "word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    assert section(apply_house_style(turned, make_style({"left": 10})), "pgMar")["left"] == "1588"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"characters": 40}, "house_too_tight"),
        ({"body_size": 26, "characters": 28}, "house_too_tight"),
        ({"pitch": 12}, "house_lines_tight"),
        ({"pitch": 16.5}, "house_lines_tight"),
        ({"lines": 8, "body_size": 72}, "house_lines_tight"),
        ({"lines": 50}, "house_lines_tight"),
        ({"body_size": 36}, "house_lines_tight"),
    ],
)
def test_what_cannot_stand_on_the_page_is_refused(values: dict[str, Value], code: str) -> None:
    with pytest.raises(BadUse) as told:
        fitted(**values)
    assert told.value.code == code


def test_a_title_higher_than_the_lines_gets_lines_of_its_own() -> None:
    assert attribute(fitted(title_size=36), "Title", "pPr/spacing", "line") == str(36 * 23)
    assert attribute(fitted(title_size=22), "Title", "pPr/spacing", "line") is None


def test_right_tab_stops_keep_their_distance_from_the_edge() -> None:
    tabbed = replaced(
        USUAL, "word/styles.xml", "<w:kinsoku/>", '<w:tabs><w:tab w:val="right" w:pos="8529"/></w:tabs><w:kinsoku/>'
    )
    wide = apply_house_style(tabbed, make_style({"left": 20, "right": 20}))
    assert attribute(wide, "Normal", "pPr/tabs/tab", "pos") == str(8529 + (11906 - 2 * 1134) - 8844)


def test_a_table_as_wide_as_the_text_stays_so() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4422"/><w:gridCol'
        ' w:w="4422"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4422" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    data = apply_house_style(
        replaced(USUAL, "word/document.xml", "<w:sectPr>", table + "<w:sectPr>"), make_style({"left": 40})
    )
    width = 11906 - 1474 - 2268
    last = part(data).findall(f".//{W}tbl")[-1]
    assert [column.get(W + "w") for column in last.iter(f"{W}gridCol")] == [str(width // 2)] * 2
    assert [last.find(f".//{W}{tag}").get(W + "w") for tag in ("tblW", "tcW")] == [str(width), str(width // 2)]


# Looks


def test_a_level_looks_alike_alone_and_run_in() -> None:
    data = fitted(level2_font="黑体", level2_size=15, level2_bold=True)
    for name in ("heading 2", "二级标题字符"):
        assert attribute(data, name, "rPr/rFonts", "eastAsia") == "黑体"
        assert attribute(data, name, "rPr/sz", "val") == "30"
        assert style(data, name).find(f"{W}rPr/{W}b") is not None


def test_a_level_that_was_bold_can_be_made_plain() -> None:
    bold = fitted(level1_bold=True)
    plain = apply_house_style(bold, make_style({"level1_bold": False}))
    assert read_house_style(plain).level1_bold is False


def test_properties_stand_in_the_order_of_the_schema() -> None:
    data = fitted(level1_bold=True, level1_size=18, level1_font="黑体", title_before=2, characters=26)
    assert order(data, "heading 1", "rPr") == ["rFonts", "b", "bCs", "sz", "szCs"]
    assert order(data, "Title", "pPr") == ["snapToGrid", "spacing", "jc"]
    assert order(data, "Normal", "rPr") == ["rFonts", "spacing", "sz", "szCs"]


def test_digits_change_in_text_and_headings_but_not_in_title_and_page_number() -> None:
    data = fitted(digits=TIMES)
    names = ("Normal", "heading 1", "二级标题字符", "段首句字符", "Title", "页码")
    assert [attribute(data, name, "rPr/rFonts", "ascii") for name in names] == [*[TIMES] * 4, "方正小标宋简体", "宋体"]


def test_han_characters_keep_their_fonts_when_the_digits_change() -> None:
    data = fitted(digits=TIMES)
    assert [attribute(data, name, "rPr/rFonts", "eastAsia") for name in ("Normal", "heading 1")] == [
        "仿宋_GB2312",
        "黑体",
    ]


def test_digits_come_back_to_the_font_of_the_text() -> None:
    back = apply_house_style(fitted(digits=TIMES), make_style({"digits": LIKE_TEXT}))
    assert attribute(back, "heading 1", "rPr/rFonts", "hAnsi") == "黑体"


def test_digits_stay_as_they_are_when_the_font_changes() -> None:
    data = apply_house_style(fitted(digits=TIMES), make_style({"body_font": "仿宋"}))
    assert attribute(data, "Normal", "rPr/rFonts", "ascii") == TIMES


def test_styles_that_looked_like_the_body_still_do() -> None:
    data = fitted(body_font="宋体")
    assert attribute(data, "段首句字符", "rPr/rFonts", "eastAsia") == "宋体"
    assert attribute(data, "附件标识", "rPr/rFonts", "eastAsia") == "黑体"


def test_fonts_of_a_theme_give_way() -> None:
    themed = replaced(
        USUAL, "word/styles.xml", 'w:eastAsia="黑体"/>', 'w:eastAsiaTheme="minorEastAsia" w:eastAsia="黑体"/>'
    )
    data = apply_house_style(themed, make_style({"level1_font": "楷体"}))
    assert attribute(data, "heading 1", "rPr/rFonts", "eastAsiaTheme") is None


# The title block


def test_blank_lines_below_the_title_can_go() -> None:
    assert read_house_style(fitted(title_after=0)).title_after == 0


def test_blank_lines_below_the_title_can_come_again() -> None:
    assert read_house_style(apply_house_style(fitted(title_after=0), make_style({"title_after": 2}))).title_after == 2


def test_space_above_the_title_counts_in_lines_of_the_new_pitch() -> None:
    assert attribute(fitted(title_before=2, pitch=30), "Title", "pPr/spacing", "before") == "1200"


# Page numbers


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("— 1 —", "— 1 —"),
        ("- 1 -", "- 1 -"),
        ("1", "1"),
        ("第1页", "第1页"),
        ("第1页 共N页", "第1页　共1页"),
        (NO_NUMBER, ""),
    ],
)
def test_the_page_number_is_written_in_its_form(form: str, text: str) -> None:
    data = fitted(number_form=form)
    assert (shown(data, "word/footer1.xml"), shown(data, "word/footer2.xml")) == (text, text)


def test_numbers_of_pages_are_fields() -> None:
    footer = part(fitted(number_form="第1页 共N页"), "word/footer1.xml")
    assert [element.get(W + "instr") for element in footer.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]


def test_a_number_in_the_middle_has_no_indents() -> None:
    data = fitted(number_place="居中")
    for name in ("页码", "双页页码"):
        assert attribute(data, name, "pPr/jc", "val") == "center"
        assert (attribute(data, name, "pPr/ind", "left"), attribute(data, name, "pPr/ind", "right")) == ("0", "0")


def test_a_number_on_the_right_stands_one_character_inside() -> None:
    data = fitted(number_place="右侧")
    assert [attribute(data, name, "pPr/jc", "val") for name in ("页码", "双页页码")] == ["right", "right"]
    assert attribute(data, "双页页码", "pPr/ind", "right") == "280"


def test_the_first_page_can_go_without_a_number() -> None:
    data = fitted(number_on_first=False)
    assert part(data).find(f".//{W}sectPr/{W}titlePg") is not None
    assert load_layout(data)


def test_the_first_page_gets_its_number_back() -> None:
    back = apply_house_style(
        fitted(number_on_first=False), make_style({"number_on_first": True, "number_form": "- 1 -"})
    )
    assert read_house_style(back).number_on_first is True
    assert shown(back, "word/footer3.xml") == "- 1 -"


def test_counting_can_begin_later() -> None:
    assert section(fitted(first_number=5), "pgNumType") == {"start": "5"}


# Layouts of other makers


def bare(*footers: str, settings: str = "") -> bytes:
    """A layout as somebody else may have made it, with these footers."""
    references = "".join(f'<w:footerReference w:type="{kind}" r:id="rId{kind}"/>' for kind in footers)
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = p("{{ 标题 }}") + f'<w:sectPr xmlns:r="{relation}">{references}{size}</w:sectPr>'
    sheet = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="footer"/><w:basedOn w:val="a"/></w:style>'
    )
    links = "".join(
        f'<Relationship Id="rId{kind}" Type="{relation}/footer" Target="footer_{kind}.xml"/>' for kind in footers
    )
    data = docx(body, relations=links, styles=sheet, settings=settings)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["[Content_Types].xml"] = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    for kind in footers:
        parts[f"word/footer_{kind}.xml"] = f'<w:ftr xmlns:w="{W[1:-1]}">{p(PAGE_FIELD)}</w:ftr>'.encode()
    return build(pack(name, content) for name, content in parts.items())


def test_a_plain_layout_says_what_it_knows() -> None:
    now = read_house_style(bare("default"))
    assert (now.left, now.pitch, now.title_font, now.number_form) == (31.7, None, None, "1")


def test_a_plain_layout_takes_a_measure() -> None:
    now = read_house_style(
        apply_house_style(bare("default"), make_style({"lines": 22, "characters": 26, "body_size": 16}))
    )
    assert (now.lines, now.characters, now.body_size) == (22, 26, 16)


def test_a_layout_without_page_numbers_is_given_some() -> None:
    data = apply_house_style(bare(), make_style({"number_form": "第1页", "number_place": "外侧"}))
    now = read_house_style(data)
    assert (now.number_form, now.number_place) == ("第1页", "外侧")
    assert b"footer+xml" in zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")


def test_a_layout_without_page_numbers_can_stay_without() -> None:
    assert set(names(apply_house_style(bare(), make_style({"number_form": NO_NUMBER})))) == set(names(bare()))


def test_numbers_outside_need_even_pages_of_their_own() -> None:
    data = apply_house_style(
        bare("default", settings="<w:zoom w:percent='100'/>"), make_style({"number_place": "外侧"})
    )
    assert read_house_style(data).number_place == "外侧"
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_a_number_in_a_text_box_is_taken_out_of_it() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p(PAGE_FIELD)}</w:txbxContent></w:pict></w:r></w:p>"
    boxed = replaced(bare("default"), "word/footer_default.xml", p(PAGE_FIELD), box)
    data = apply_house_style(boxed, make_style({"number_place": "居中"}))
    assert part(data, "word/footer_default.xml").find(f".//{W}txbxContent") is None
    assert read_house_style(data).number_place == "居中"


def test_direct_alignment_of_the_number_gives_way_to_the_style() -> None:
    direct = p(PAGE_FIELD, '<w:pStyle w:val="a3"/><w:jc w:val="center"/>')
    aligned = replaced(bare("default"), "word/footer_default.xml", p(PAGE_FIELD), direct)
    assert read_house_style(aligned).number_place == "居中"
    assert read_house_style(apply_house_style(aligned, make_style({"number_place": "右侧"}))).number_place == "右侧"


def test_a_form_of_the_layouts_own_is_not_guessed() -> None:
    own = replaced(bare("default"), "word/footer_default.xml", p(PAGE_FIELD), p(r("Seite ") + PAGE_FIELD))
    assert read_house_style(own).number_form is None


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "layouts").glob("*.docx")), ids=lambda path: path.stem)
def test_the_program_s_own_layouts_take_every_kind_of_change(path: Path) -> None:
    house = make_style(
        {
            "left": 30,
            "right": 30,
            "bottom": 30,
            "lines": 15,
            "characters": 18,
            "digits": TIMES,
            "first_number": 2,
            "title_before": 2,
            "title_after": 2,
            "number_place": "居中",
            "number_form": "第1页",
        }
    )
    assert house.given.items() <= read_house_style(apply_house_style(path.read_bytes(), house)).given.items()


def test_what_is_changed_is_changed_for_an_imprint_on_a_page_of_its_own_too() -> None:
    data = fitted(first_number=3, number_on_first=False)
    found = part(data).findall(f".//{W}sectPr")
    assert [element.find(f"{W}titlePg") is not None for element in found] == [True, True]


def test_rules_that_stick_out_of_the_text_keep_their_place_on_the_paper() -> None:
    letter = (ROOT / "templates" / "layouts" / "信函.docx").read_bytes()
    data = apply_house_style(letter, make_style({"left": 30}))
    before, after = (int(attribute(each, "信函首线", "pPr/ind", "left") or 0) for each in (letter, data))
    assert 1588 + before == 1701 + after
