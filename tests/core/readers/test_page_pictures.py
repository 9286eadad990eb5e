"""Pictures of PDF and OFD files: where each stands in the text, how large, what is seen of it, and what is told."""

import re
import zlib
from collections.abc import Mapping, Sequence

import pytest

from core.errors import BadInput
from core.model.blocks import KeptObject
from core.model.raw import RawDocument
from core.readers.open_layout import read_ofd
from core.readers.pdf import read_pdf
from core.result import Result
from tests.core.drawn_made import png
from tests.ofd_made import ofd, rule, text
from tests.pdf_made import JPEG, Text, image, pdf, stream

RED = b"\xff\0\0"
SIZE = (8, 6)
POINTS = b"".join(bytes((30 * x, 50 * y, 40)) for y in range(6) for x in range(8))
"""A picture in whose rows the red grows to the right and the green downwards."""

PICTURE = image(SIZE, POINTS)
ABOVE, BELOW = (80.0, 700.0, 16.0, "完成情况如下。"), (80.0, 400.0, 16.0, "各项工作有序推进。")


def drawn(left: float, bottom: float, width: float, height: float, name: str = "X0") -> str:
    """What puts a picture on a page."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /{name} Do Q "


def shown(extra: str, *objects: str, lines: Sequence[Text] = (ABOVE, BELOW)) -> Result[RawDocument]:
    return read_pdf(pdf([lines], extra=extra, shown=objects or (PICTURE,)))


def told(found: Result[RawDocument]) -> dict[str, tuple[int, str]]:
    """How many pictures are told, and on which pages."""
    about = (each for each in found.notices if each.kind == "picture" or "drawings" in each.code)
    return {each.code: (each.count, each.parameters.get("pages", "")) for each in about}


def story(found: Result[RawDocument]) -> list[str]:
    """The paragraphs, each picture as #."""
    lines = []
    for each in found.value.paragraphs:
        signs = list(each.text)
        for place in sorted((one.offset for one in each.objects if one.kind == "picture"), reverse=True):
            signs.insert(place, "#")
        lines.append("".join(signs))
    return lines


def objects(found: Result[RawDocument]) -> list[KeptObject]:
    return [one for each in found.value.paragraphs for one in each.objects]


def points(found: Result[RawDocument], number: int = 0) -> list[bytes]:
    """The rows of a painted picture."""
    data = found.value.media[objects(found)[number].parts[0].media]
    width, kind = int.from_bytes(data[16:20]), data[25]
    rows = zlib.decompress(b"".join(re.findall(rb"IDAT(.*?)....IEND", data, re.DOTALL)))
    step = 1 + width * {0: 1, 2: 3, 6: 4}[kind]
    return [rows[at + 1 : at + step] for at in range(0, len(rows), step)]


def xml(found: Result[RawDocument], number: int = 0) -> str:
    return found.value.media[objects(found)[number].media].decode()


def test_a_picture_between_paragraphs_is_one_at_its_size() -> None:
    found = shown(drawn(100, 500, 240, 180))
    assert story(found) == ["完成情况如下。", "#", "各项工作有序推进。"]
    assert [(one.width // 12_700, one.height // 12_700) for one in objects(found)] == [(240, 180)]
    assert told(found) == {"pages_pictures_kept": (1, "")}


def test_the_points_of_a_painted_picture_are_its_own() -> None:
    assert b"".join(points(shown(drawn(100, 500, 240, 180)))) == POINTS


def test_a_picture_wider_than_the_text_is_shrunk_to_it() -> None:
    one = objects(shown(drawn(10, 500, 570, 100)))[0]
    assert (one.width // 12_700, one.height // 12_700) == (442, 77)


def test_a_jpeg_file_goes_in_as_it_lies() -> None:
    grey = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
    found = shown(drawn(100, 500, 240, 120), image((16, 8), JPEG, grey))
    part = objects(found)[0].parts[0]
    assert (part.name, part.content_type, found.value.media[part.media]) == ("picture.jpeg", "image/jpeg", JPEG)


def test_a_mask_leaves_the_rest_transparent() -> None:
    mask = image(SIZE, bytes(24) + b"\xff" * 24, "/ColorSpace /DeviceGray /BitsPerComponent 8")
    rgb = "/ColorSpace /DeviceRGB /BitsPerComponent 8 /SMask 9 0 R"
    found = points(shown(drawn(100, 500, 240, 180), image(SIZE, POINTS, rgb), mask))
    assert [set(row[3::4]) for row in found] == [{0}] * 3 + [{255}] * 3


@pytest.mark.parametrize(
    ("matrix", "corner"),
    [
        ("240 0 0 180 100 500", POINTS[:3]),
        ("-240 0 0 180 340 500", POINTS[21:24]),
        ("0 240 -180 0 300 450", POINTS[21:24]),
        ("-240 0 0 -180 340 680", POINTS[-3:]),
    ],
    ids=["upright", "mirrored", "turned", "upside down"],
)
def test_a_turned_picture_is_painted_as_it_is_seen(matrix: str, corner: bytes) -> None:
    assert points(shown(f"q {matrix} cm /X0 Do Q"))[0][:3] == corner


def test_what_is_cut_off_is_not_shown() -> None:
    found = shown("q 100 500 120 180 re W n 240 0 0 180 100 500 cm /X0 Do Q")
    one = objects(found)[0]
    assert (one.width // 12_700, one.height // 12_700) == (120, 180)
    assert points(found)[0] == POINTS[:12]


def test_a_picture_in_a_form_stands_where_the_form_does() -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [20 0 0 20 0 0] /Resources << /XObject << /X0 8 0 R >> >>"
    found = shown("q 1 0 0 1 100 500 cm /X1 Do Q", PICTURE, stream(form, b"q 8 0 0 6 0 0 cm /X0 Do Q"))
    assert [(one.width // 12_700, one.height // 12_700) for one in objects(found)] == [(160, 120)]
    assert b"".join(points(found)) == POINTS


def test_strips_of_a_picture_are_one() -> None:
    strips = [image((8, 2), POINTS[at : at + 48]) for at in (0, 48, 96)]
    found = shown("".join(drawn(100, 620 - 60 * at, 240, 60, f"X{at}") for at in range(3)), *strips)
    assert story(found) == ["完成情况如下。", "#", "各项工作有序推进。"]
    assert (len(points(found)), points(found)[0]) == (6, POINTS[:24])


def test_two_pictures_beside_each_other_are_two_in_one_paragraph() -> None:
    found = shown(drawn(100, 500, 160, 120) + drawn(260, 500, 160, 120, "X1"), PICTURE, image(SIZE, POINTS[::-1]))
    assert story(found) == ["完成情况如下。", "##", "各项工作有序推进。"]
    assert points(found)[0] == POINTS[:24]


def test_a_picture_of_one_colour_that_stands_by_itself_is_one() -> None:
    assert story(shown(drawn(100, 500, 240, 180), image(SIZE, RED * 48)))[1] == "#"


def test_a_caption_stays_below_its_picture() -> None:
    caption = (200.0, 470.0, 14.0, "图1 完成情况")
    assert story(shown(drawn(100, 500, 240, 180), lines=(ABOVE, caption, BELOW)))[1:3] == ["#", "图1 完成情况"]


def test_a_low_picture_in_a_line_is_between_its_signs() -> None:
    lines = ((80.0, 700.0, 16.0, "点击图标"), (164.0, 700.0, 16.0, "进入系统。"))
    assert story(shown(drawn(146, 698, 16, 16), lines=lines)) == ["点击图标#进入系统。"]


def test_a_picture_beside_words_is_wrapped_by_their_paragraph() -> None:
    lines = [(300.0, 680.0 - 28 * at, 16.0, words) for at, words in enumerate(("全县各级", "部门抓好", "工作。"))]
    found = shown(drawn(80, 600, 160, 90), lines=(*lines, BELOW))
    assert story(found)[0].startswith("#全县各级")
    assert re.findall("wrapSquare|<wp:posOffset>[^<]*", xml(found))[1:] == ["<wp:posOffset>0", "wrapSquare"]


def test_a_seal_over_the_signature_is_behind_its_words() -> None:
    lines = (BELOW, (380.0, 300.0, 16.0, "青禾县档案馆"), (380.0, 272.0, 16.0, "2024年1月5日"))
    found = shown(drawn(390, 255, 80, 80), lines=lines)
    assert (len(objects(found)), 'behindDoc="1"' in xml(found)) == (1, True)
    assert any(each.objects for each in found.value.paragraphs[1:])


GRID = [(80, y, 380, y) for y in (600, 500, 400)] + [(x, 600, x, 400) for x in (80, 180, 380)]


def test_a_picture_in_a_cell_stays_there() -> None:
    words = [(90.0, 580.0, 12.0, "单位"), (90.0, 480.0, 12.0, "档案馆"), (190.0, 480.0, 12.0, "现场照片")]
    found = read_pdf(pdf([words], GRID, drawn(200, 410, 80, 60), shown=[PICTURE]))
    held = [(each.cell.row, each.cell.column) for each in found.value.paragraphs if each.objects and each.cell]
    assert held == [("r2", "c2")]
    assert [each.text for each in found.value.paragraphs if each.cell and each.cell.row == "r2"] == [
        "档案馆",
        "现场照片",
        "",
    ]


def test_a_mark_on_every_page_is_told_with_its_pages() -> None:
    pages = [[(80.0, 700.0, 16.0, words)] for words in ("一季度。", "二季度。", "三季度。")]
    found = read_pdf(pdf(pages, extra=drawn(80, 780, 60, 30), shown=[PICTURE]))
    assert (objects(found), told(found)) == ([], {"pages_pictures_repeated": (3, "1—3")})


def test_a_picture_behind_a_whole_page_is_told() -> None:
    assert told(shown(drawn(0, 0, 595, 842))) == {"pages_pictures_behind": (1, "1")}


def test_a_page_that_is_a_picture_is_told_as_a_scan() -> None:
    found = read_pdf(pdf([[], [], [ABOVE]], extra=drawn(0, 0, 595, 842), shown=[PICTURE]))
    assert told(found) == {"pages_pictures_scanned": (2, "1—2"), "pages_pictures_behind": (1, "3")}


def test_a_file_of_pictures_alone_is_a_scan() -> None:
    with pytest.raises(BadInput, match="pages_scan"):
        shown(drawn(0, 0, 595, 842), lines=())


@pytest.mark.parametrize(
    ("extra", "picture"),
    [
        (drawn(60, 660, 240, 80), image(SIZE, RED * 48)),
        (drawn(100, 500, 240, 12), image(SIZE, RED * 48)),
        ("".join(drawn(100 + 10 * at, 500, 10, 10) for at in range(20)), image(SIZE, POINTS)),
        (drawn(100, 500, 240, 180), image((2, 2), POINTS[:12])),
        (drawn(100, 500, 240, 2), PICTURE),
    ],
    ids=["one colour behind words", "low of one colour", "pattern", "few points", "thin"],
)
def test_what_is_no_picture_is_told(extra: str, picture: str) -> None:
    assert told(shown(extra, picture)) == {"pages_pictures_plain": (1, "1")}


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (image((30_000, 30_000), POINTS), "pages_pictures_too_large"),
        (image(SIZE, zlib.compress(POINTS) + b"x", "/Filter [/LZWDecode /DCTDecode]"), "pages_pictures_unread"),
        (image(SIZE, b"no picture", "/Filter /JPXDecode"), "pages_pictures_unread"),
    ],
    ids=["too many points", "packed twice", "broken"],
)
def test_what_cannot_be_opened_is_told(picture: str, code: str) -> None:
    assert told(shown(drawn(100, 500, 240, 180), picture)) == {code: (1, "1")}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_on_a_page_that_is_turned_stands_as_its_text_does(turn: int) -> None:
    made = pdf([[ABOVE, BELOW]], extra=drawn(100, 500, 240, 180), shown=[PICTURE])
    found = read_pdf(made.replace(b"/MediaBox [0 0 595 842]", b"/Rotate %d /MediaBox [0 0 595 842]" % turn))
    assert (story(found)[1], b"".join(points(found))) == ("#", POINTS)


def test_curves_are_told_as_drawings() -> None:
    found = shown("100 500 m 150 600 200 600 250 500 c S 100 500 m 250 590 l S")
    assert told(found) == {"pages_drawings_left_out": (1, "1")}


@pytest.mark.parametrize(
    ("extra", "count"),
    [
        ("100 500 m 150 560 l 200 520 l 250 590 l S", 1),
        ("100 500 30 40 re f 150 500 30 80 re f 200 500 30 60 re f", 1),
        ("100 500 40 30 re f 100 550 80 30 re f 100 600 60 30 re f", 1),
        ("100 500 30 40 re f 150 500 30 40 re f 200 500 30 40 re f", 0),
        ("100 500 m 200 590 l S", 0),
        ("60 380 300 40 re f 60 690 200 40 re f 60 500 20 20 re f", 0),
    ],
    ids=["a line of figures", "columns", "bars", "areas of one height", "a stroke across", "areas behind words"],
)
def test_charts_are_told_as_drawings(extra: str, count: int) -> None:
    assert told(shown(extra)).get("pages_drawings_left_out", (0, ""))[0] == count


MEDIA = '<ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>{}</ofd:MediaFile></ofd:MultiMedia>'
FULL_PAGE, WORDS = "0 0 210 297", (text(30, 40, 5.6, "完成情况如下。"), text(30, 200, 5.6, "各项工作有序推进。"))
PNG = png(120, 80)


def placed(boundary: str = "40 60 60 40", ctm: str = "60 0 0 40 0 0", more: str = "") -> str:
    return f'<ofd:ImageObject Boundary="{boundary}" CTM="{ctm}" ResourceID="4" {more}/>'


def with_media(
    item: str, name: str = "a.png", data: bytes = PNG, said: str = "", more: Mapping[str, str] | None = None
) -> Result[RawDocument]:
    resources = (
        f'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res">{MEDIA.format(said or name)}</ofd:MultiMedias>'
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="6" Width="9" Height="9"><ofd:Content>'
        f"{placed('0 0 6 4', '6 0 0 4 0 0')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    parts: dict[str, str | bytes] = {"Doc_0/PublicRes.xml": resources, f"Doc_0/Res/{name}": data, **(more or {})}
    return read_ofd(ofd([[*WORDS, item]], parts=parts))


@pytest.mark.parametrize("said", ["a.png", "/Doc_0/Res/a.png", "Res/a.png", "RES\\A.PNG", "Doc_0/Res/a.png"])
def test_a_picture_of_an_ofd_file_stands_at_its_place(said: str) -> None:
    found = with_media(placed(), said=said)
    part = objects(found)[0].parts[0]
    assert story(found) == ["完成情况如下。", "#", "各项工作有序推进。"]
    assert (part.name, found.value.media[part.media]) == ("picture.png", PNG)
    assert [round(side / 36_000) for side in (objects(found)[0].width, objects(found)[0].height)] == [60, 40]


@pytest.mark.parametrize("said", ["../../../../etc/passwd", "/etc/passwd", "http://a.invalid/a.png", ""])
def test_no_path_leads_out_of_the_file(said: str) -> None:
    assert told(with_media(placed(), said=said or "b.png")) == {"pages_pictures_unread": (1, "1")}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jb2", b"\x97JB2\r\n\x1a\n" + bytes(40)), ("a.png", PNG[:12]), ("a.svg", b"<svg/>")],
    ids=["JBIG2", "cut off", "SVG"],
)
def test_forms_that_word_does_not_show_are_told(name: str, data: bytes) -> None:
    assert set(told(with_media(placed(), name, data))) <= {"pages_pictures_unread", "pages_pictures_plain"}
    assert objects(with_media(placed(), name, data)) == []


TIFF_SIDES = [bytes((number, 1, 3, 0, 1, 0, 0, 0, side, 0, 0, 0)) for number, side in ((0, 32), (1, 16))]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.gif", b"GIF89a\x20\0\x10\0" + bytes(9), "image/gif"),
        ("a.bmp", b"BM" + bytes(16) + (20).to_bytes(4, "little") + (10).to_bytes(4, "little"), "image/bmp"),
        ("a.tif", b"II*\0\x08\0\0\0\2\0" + b"".join(TIFF_SIDES), "image/tiff"),
        ("a.dat", PNG, "image/png"),
    ],
    ids=["JPEG", "GIF", "BMP", "TIFF", "PNG"],
)
def test_the_bytes_say_what_a_picture_is(name: str, data: bytes, kind: str) -> None:
    assert objects(with_media(placed(), name, data))[0].parts[0].content_type == kind


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (placed(more='Alpha="60"'), "pages_pictures_pale"),
        (placed(ctm="0 40 -60 0 60 0"), "pages_pictures_turned"),
        (placed(ctm="-60 0 0 40 60 0"), "pages_pictures_turned"),
        (placed(FULL_PAGE, "210 0 0 297 0 0"), "pages_pictures_behind"),
    ],
    ids=["pale", "turned", "mirrored", "whole page"],
)
def test_what_is_no_figure_of_an_ofd_file_is_told(item: str, code: str) -> None:
    assert told(with_media(item)) == {code: (1, "1")}


def test_a_picture_is_cut_to_its_boundary() -> None:
    found = with_media(placed("40 60 30 40", "60 0 0 40 0 0"))
    assert ' r="50000"' in xml(found)
    assert round(objects(found)[0].width / 36_000) == 30


def test_a_picture_in_a_drawing_of_the_resources_is_placed_with_it() -> None:
    found = with_media('<ofd:CompositeObject ResourceID="6" Boundary="40 60 60 60" CTM="10 0 0 10 0 0"/>')
    assert [round(side / 36_000) for side in (objects(found)[0].width, objects(found)[0].height)] == [60, 40]


def test_a_picture_of_a_template_is_told_once_a_page() -> None:
    resources = f'<ofd:Res xmlns:ofd="o">{MEDIA.format("a.png")}</ofd:MultiMedias></ofd:Res>'
    parts: dict[str, str | bytes] = {"Doc_0/PublicRes.xml": resources, "Doc_0/a.png": PNG}
    found = read_ofd(ofd([[WORDS[0]], [WORDS[1]]], [placed("30 10 20 10", "20 0 0 10 0 0")], parts))
    assert told(found) == {"pages_pictures_repeated": (2, "1—2")}


def test_words_in_a_drawing_of_the_resources_are_read() -> None:
    unit = f'<ofd:CompositeGraphicUnit ID="6"><ofd:Content>{text(0, 6, 5.6, "另有说明。")}</ofd:Content></ofd:CompositeGraphicUnit>'
    parts = {"Doc_0/PublicRes.xml": f'<ofd:Res xmlns:ofd="o">{unit}</ofd:Res>'}
    item = '<ofd:CompositeObject ResourceID="6" Boundary="30 60 90 20"/>'
    assert story(read_ofd(ofd([[*WORDS, item]], parts=parts)))[1] == "另有说明。"


def test_curves_of_an_ofd_file_are_told() -> None:
    curve = '<ofd:PathObject Boundary="40 60 60 40"><ofd:AbbreviatedData>M 0 0 B 9 9 20 20 30 5</ofd:AbbreviatedData></ofd:PathObject>'
    found = read_ofd(ofd([[*WORDS, curve, curve, rule(30, 220, 180, 220)]]))
    assert told(found) == {"pages_drawings_left_out": (1, "1")}
