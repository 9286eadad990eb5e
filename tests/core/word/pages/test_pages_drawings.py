"""Drawings in Word files as values: lines, boxes with text, pictures and groups, in DrawingML and in VML."""

import pytest

from core.typesetting.values import Anchor, Border, Drawing, Paragraph
from core.word.pages.drawings import ROOM_LINE
from core.word.pages.geometry import length, named_colour
from tests.core.drawn_made import (
    RED,
    TWIPS,
    anchored,
    drawn,
    emu,
    inline,
    outline,
    picture,
    place,
    png,
    shape,
)
from tests.core.sheets_made import LINKS, PACKAGE_LINKS, paragraph, run, text

ACROSS, DOWN = place("H", "column", 10.0), place("V", "paragraph", 5.0)
RED_LINE = shape("line", (100, 0), outline(2))
PICTURE_LINK = f'<Relationship Id="rId9" Type="{LINKS}/image" Target="media/logo.png"{{}}/>'
BOX = f"<w:p>{run('框里')}</w:p>"


def drawings(content: str) -> tuple[Drawing, ...]:
    return paragraph(drawn(content)).drawings


def only(content: str) -> Drawing:
    (found,) = drawings(content)
    return found


def linked(more: str = "") -> dict[str, str]:
    links = f'<Relationships xmlns="{PACKAGE_LINKS}">{PICTURE_LINK.format(more)}</Relationships>'
    return {"_rels/document.xml.rels": links}


def with_picture(content: str, data: bytes, more: str = "") -> Paragraph:
    return paragraph(drawn(content), parts={**linked(more), "media/logo.png": data})  # type: ignore[dict-item]


def vml(shape: str) -> str:
    return f"<w:pict>{shape}</w:pict>"


def test_a_line_is_as_long_thick_and_red_as_it_is_drawn() -> None:
    line = only(anchored(RED_LINE, (100, 0), ACROSS, DOWN))
    assert (round(line.width / TWIPS, 2), line.height, line.form) == (100, 0, "line")
    assert line.line == Border(40.0, 0.0, "FF0000", "single")


@pytest.mark.parametrize(
    ("across", "down", "expected"),
    [
        (place("H", "page", 10.0), place("V", "page", 20.0), ("page", "page", "", "")),
        (place("H", "margin", "center"), place("V", "margin", "bottom"), ("margin", "margin", "center", "bottom")),
        (place("H", "column", "right"), place("V", "line", 1.0), ("column", "paragraph", "right", "")),
        (place("H", "character", 1.0), place("V", "topMargin", "top"), ("column", "top_margin", "", "top")),
        (
            place("H", "rightMargin", "outside"),
            place("V", "bottomMargin", 0.0),
            ("right_margin", "bottom_margin", "outside", ""),
        ),
    ],
)
def test_what_a_drawing_is_measured_from(across: str, down: str, expected: tuple[str, ...]) -> None:
    anchor = only(anchored(RED_LINE, (100, 0), across, down)).anchor
    assert anchor is not None
    assert (anchor.of_x, anchor.of_y, anchor.align_x, anchor.align_y) == expected


@pytest.mark.parametrize(
    ("turn", "form"),
    [("", "line"), (' flipV="1"', "rising"), (' flipH="1" flipV="1"', "line"), (' rot="10800000"', "line")],
)
def test_which_way_a_line_slants(turn: str, form: str) -> None:
    slanting = shape("line", (50, 20), outline()).replace("<a:xfrm>", f"<a:xfrm{turn}>")
    assert only(anchored(slanting, (50, 20), ACROSS, DOWN)).form == form


@pytest.mark.parametrize(
    ("look", "line", "fill"),
    [
        (outline(1.5), Border(30.0, 0.0, "FF0000"), ""),
        (RED + "<a:ln><a:noFill/></a:ln>", None, "FF0000"),
        ("<a:noFill/>", None, ""),
        (f'<a:ln w="57150" cmpd="dbl">{RED}</a:ln>', Border(30.0, 0.0, "FF0000", "double"), ""),
        (f'<a:ln w="12700">{RED}<a:prstDash val="dash"/></a:ln>', Border(20.0, 0.0, "FF0000", "dashed"), ""),
        ('<a:ln w="12700"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>', Border(20.0, 0.0, "FFFFFF"), ""),
    ],
)
def test_the_line_and_fill_of_a_box(look: str, line: Border | None, fill: str) -> None:
    box = only(anchored(shape("rect", (50, 20), look), (50, 20), ACROSS, DOWN))
    assert (box.form, box.line, box.fill) == ("box", line, fill)


def test_a_shape_takes_its_line_from_its_style() -> None:
    styled = shape("line", (50, 0), "").replace(
        "<wps:bodyPr/>", '<wps:style><a:lnRef idx="2"><a:srgbClr val="C00000"/></a:lnRef></wps:style>'
    )
    assert only(anchored(styled, (50, 0), ACROSS, DOWN)).line == Border(20.0, 0.0, "C00000")


def test_what_stands_in_a_box_is_read_with_its_room() -> None:
    body = f'<wps:bodyPr lIns="0" tIns="{emu(1)}"><a:spAutoFit/></wps:bodyPr>'
    box = only(anchored(shape("rect", (50, 20), outline(), BOX, body), (50, 20), ACROSS, DOWN))
    assert [text(block) for block in box.blocks if isinstance(block, Paragraph)] == ["框里"]
    assert (box.insets[0], round(box.insets[1] / TWIPS, 2), box.insets[2], box.fits) == (0.0, 1.0, 144.0, True)


def test_a_box_that_does_not_wrap_is_as_wide_as_its_text() -> None:
    body = '<wps:bodyPr wrap="none"><a:spAutoFit/></wps:bodyPr>'
    assert only(anchored(shape("rect", (50, 20), "", BOX, body), (50, 20), ACROSS, DOWN)).width == 0.0


def test_only_top_and_bottom_keeps_text_away() -> None:
    wraps = ("wrapTopAndBottom", "wrapSquare", "wrapNone")
    assert [only(anchored(RED_LINE, (1, 1), ACROSS, DOWN, wrap)).pushes for wrap in wraps] == [True, False, False]


@pytest.mark.parametrize(("wrap", "pushes"), [("wrapSquare", True), ("wrapTight", True), ("wrapNone", False)])
def test_a_picture_that_text_runs_around_hides_none(wrap: str, pushes: bool) -> None:
    found = with_picture(anchored(picture("rId9", (9, 9)), (9, 9), ACROSS, DOWN, wrap), png(9, 9))
    assert [each.pushes for each in found.drawings] == [pushes]


def test_a_drawing_in_the_line_has_a_blank_as_wide() -> None:
    found = paragraph(drawn(f"<w:t>前</w:t>{inline(RED_LINE, (100, 10))}<w:t>后</w:t>"))
    assert text(found) == "前\u3000后"
    assert (found.drawings[0].anchor, found.drawings[0].place) == (None, 1)
    assert round(found.pieces[1].room / TWIPS, 2) == 100


def test_a_picture_is_read_by_its_relationship() -> None:
    found = with_picture(inline(picture("rId9", (40, 30)), (40, 30)), png())
    assert found.drawings[0].picture == png()


@pytest.mark.parametrize(
    ("data", "more"),
    [(b"GIF89a", ""), (b"", ""), (png(), ' TargetMode="External"'), (b"\x01\x00EMF", "")],
    ids=["gif", "missing", "outside", "emf"],
)
def test_pictures_that_are_not_shown_keep_their_room(data: bytes, more: str) -> None:
    (found,) = with_picture(inline(picture("rId9", (40, 30)), (40, 30)), data, more).drawings
    assert (found.width / TWIPS, found.height / TWIPS) == (pytest.approx(40), pytest.approx(30))
    assert (found.picture, found.line) == (b"", ROOM_LINE)


@pytest.mark.parametrize(("wrap", "count"), [("wrapTopAndBottom", 1), ("wrapSquare", 1), ("wrapNone", 0)])
def test_only_what_text_gives_room_to_keeps_it(wrap: str, count: int) -> None:
    found = with_picture(anchored(picture("rId9", (40, 30)), (40, 30), ACROSS, DOWN, wrap), b"GIF89a")
    assert [each.pushes for each in found.drawings] == [True] * count


OLE = '<v:shape style="{}width:414pt;height:378pt"><v:imagedata r:id="rId9"/></v:shape><o:OLEObject/>'


@pytest.mark.parametrize(("style", "count"), [("", 1), ("position:absolute;", 0)])
def test_an_object_whose_picture_is_not_shown_keeps_its_room(style: str, count: int) -> None:
    found = with_picture(f"<w:object>{OLE.format(style)}</w:object>", b"EMF").drawings
    assert [(each.width, each.height, each.line) for each in found] == [(8280, 7560, ROOM_LINE)] * count


@pytest.mark.parametrize(
    ("shape", "anchor", "size", "form"),
    [
        ('<v:line style="position:absolute" from="0,6pt" to="442pt,6pt"/>', Anchor(0, 120), (8840, 0), "line"),
        ('<v:line from="10mm,30pt" to="20mm,10pt"/>', Anchor(10 * TWIPS, 200), (10 * TWIPS, 400), "rising"),
        (
            '<v:rect style="position:absolute;margin-left:10pt;margin-top:1in;width:2in;height:20pt"/>',
            Anchor(200, 1440),
            (2880, 400),
            "box",
        ),
        (
            '<v:shape type="#_x0000_t32" style="position:absolute;left:0;margin-left:5pt;margin-top:6pt;width:100pt;height:0"/>',
            Anchor(100, 120),
            (2000, 0),
            "line",
        ),
    ],
)
def test_shapes_of_vml(shape: str, anchor: Anchor, size: tuple[float, float], form: str) -> None:
    found = only(vml(shape))
    assert found.anchor is not None
    assert (found.anchor.x, found.anchor.y) == pytest.approx((anchor.x, anchor.y))
    assert (found.width, found.height, found.form) == (pytest.approx(size[0]), pytest.approx(size[1]), form)


def test_where_a_shape_of_vml_is_measured_from() -> None:
    style = (
        "position:absolute;width:10pt;height:10pt;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:margin"
    )
    assert only(vml(f'<v:rect style="{style}"/>')).anchor == Anchor(0, 0, "page", "margin", "center", "")


@pytest.mark.parametrize(
    "content",
    [
        vml('<v:line style="visibility:hidden" from="0,0" to="9pt,0"/>'),
        anchored(RED_LINE, (9, 0), ACROSS, DOWN).replace('name="d"', 'name="d" hidden="1"'),
    ],
)
def test_what_is_hidden_is_not_drawn(content: str) -> None:
    assert drawings(content) == ()


@pytest.mark.parametrize(
    ("attributes", "line", "fill"),
    [
        ("", Border(15.0), "FFFFFF"),
        ('strokecolor="red" strokeweight="2.25pt" filled="f"', Border(45.0, 0.0, "FF0000"), ""),
        ('stroked="f" fillcolor="#f00 [3]"', None, "FF0000"),
    ],
)
def test_the_looks_of_vml(attributes: str, line: Border | None, fill: str) -> None:
    found = only(vml(f'<v:rect style="position:absolute;width:10pt;height:10pt" {attributes}/>'))
    assert (found.line, found.fill) == (line, fill)


def test_the_text_in_a_box_of_vml() -> None:
    box = (
        '<v:shapetype id="_x0000_t202"/><v:shape type="#_x0000_t202" style="position:absolute;width:99pt;height:9pt">'
        f'<v:textbox inset="1pt,,2pt,0"><w:txbxContent>{BOX}</w:txbxContent></v:textbox></v:shape>'
    )
    found = only(vml(box))
    assert [text(block) for block in found.blocks if isinstance(block, Paragraph)] == ["框里"]
    assert found.insets == pytest.approx((20.0, 72.0, 40.0, 0.0))


def test_the_parts_of_a_group_are_as_large_as_it_makes_them() -> None:
    group = (
        '<v:group style="position:absolute;width:200pt;height:100pt" coordorigin="100,50" coordsize="1000,500">'
        '<v:rect style="position:absolute;left:600;top:50;width:500;height:250"/></v:group>'
    )
    (part,) = only(vml(group)).parts
    assert (part.width, part.height, part.anchor) == (2000, 1000, Anchor(2000, 0))


def test_of_two_descriptions_the_one_that_can_be_shown_counts() -> None:
    star = anchored(shape("star5", (10, 10), outline()), (10, 10), ACROSS, DOWN)
    line = vml('<v:line from="0,0" to="9pt,0"/>')
    both = '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
    good = anchored(RED_LINE, (100, 0), ACROSS, DOWN)
    assert [only(both.format(choice, line)).width for choice in (star, good)] == [
        180,
        pytest.approx(100 * TWIPS, abs=1),
    ]


@pytest.mark.parametrize(
    ("written", "twips"),
    [("1in", 1440), ("-2pt", -40), ("4", 60), (".5pt", 10), ("1e9pt", 0), ("", 0), ("99999999pt", 31680)],
)
def test_lengths_of_vml(written: str, twips: float) -> None:
    assert length(written) == twips


def test_colours_by_name_and_number() -> None:
    written = ("red", "#c00", "#C00000 [3204]", "infoBackground", None)
    assert [named_colour(each, "000000") for each in written] == ["FF0000", "CC0000", "C00000", "000000", "000000"]
