"""PDF files made for tests: text at places and ruled lines, in the fonts that every reader of PDF knows."""

import base64
import zlib
from collections.abc import Sequence

A4 = (595, 842)
Text = tuple[float, float, float, str]
"""Left edge, baseline from below, size, words."""
Rule = tuple[float, float, float, float]
"""From a point to another."""

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H/"
    "///6/+b9//j/wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAXEAADAQAAAAAAAAAAAAAAAAAAAwQx/9oACAEBAAA/ABzq"
    "wqTqw//Z"
)
"""Of 16 × 8 grey points."""


def pdf(
    pages: Sequence[Sequence[Text]],
    rules: Sequence[Rule] = (),
    extra: str = "",
    bookmarks: Sequence[str] = (),
    shown: Sequence[str] = (),
) -> bytes:
    """A file with these texts on its pages, and the rules on the first one; ``extra`` stands before the texts.

    The ``bookmarks`` lie each below the one before, to the first page. ``shown`` are objects called X0, X1 … on every page;
    without bookmarks they have the numbers from ``first_shown`` on.
    """
    outline = first_shown(pages)
    places = first_shown(pages) + (len(bookmarks) + 1 if bookmarks else 0)
    named = "".join(f" /X{at} {places + at} 0 R" for at in range(len(shown)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Outlines {outline} 0 R >>"
        if bookmarks
        else "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /FangSong /FontDescriptor 5 0 R /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /FangSong /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120 /StemV 80"
        " /CapHeight 700 /FontBBox [0 -120 1000 880] >>",
    ]
    for number, texts in enumerate(pages):
        drawn = [f"{a} {b} m {c} {d} l S" for a, b, c, d in rules] if number == 0 else []
        words_shown = [
            f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET" for x, y, size, words in texts
        ]
        content = "\n".join([*drawn, extra, *words_shown])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {7 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> /XObject <<{named} >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file([*objects, *_outline(outline, bookmarks), *shown])


def first_shown(pages: Sequence[object]) -> int:
    """The number of the object behind the pages."""
    return 6 + 2 * len(pages)


def stream(entries: str, data: bytes) -> str:
    """An object with data, each byte as a character."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream"


def image(size: tuple[int, int], data: bytes, more: str = "/ColorSpace /DeviceRGB /BitsPerComponent 8") -> str:
    """A picture of so many points."""
    return stream(f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} {more}", data)


def _outline(number: int, titles: Sequence[str]) -> list[str]:
    """The outline that has this ``number`` as an object, with one title in each level."""
    below = [f"/First {at} 0 R /Last {at} 0 R /Count 1" for at in range(number + 1, number + len(titles) + 1)] + [""]
    entries = [
        f"<< /Title <feff{title.encode('utf-16-be').hex()}> /Parent {at} 0 R /Dest [6 0 R /Fit] {lower} >>"
        for at, (title, lower) in enumerate(zip(titles, below[1:], strict=True), number)
    ]
    return [f"<< /Type /Outlines {below[0]} >>", *entries] if titles else []


def _file(objects: Sequence[str]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return made + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    ).encode("latin-1")


def pictured() -> bytes:
    """A page with pictures packed in several ways, masked, cut, turned, in a form, in strips."""
    texts = [(80.0, 700.0, 16.0, "完成情况如下。"), (80.0, 60.0, 16.0, "各项工作有序推进。")]
    points, grey = bytes(range(144)), "/ColorSpace /DeviceGray /BitsPerComponent 8"
    first = first_shown([texts])
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X0 {first} 0 R >> >>"
    shown = [
        image((8, 6), points, f"/ColorSpace /DeviceRGB /BitsPerComponent 8 /SMask {first + 1} 0 R"),
        image((8, 6), bytes(range(208, 256)), grey),
        image((16, 8), JPEG, f"{grey} /Filter /DCTDecode"),
        image((8, 6), zlib.compress(points), "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"),
        image((64, 18), points, "/ImageMask true /BitsPerComponent 1 /Decode [1 0]"),
        image(
            (12, 12),
            points,
            "/ColorSpace [/Indexed /DeviceRGB 255 <" + bytes(range(256)).hex() * 3 + ">] /BitsPerComponent 8",
        ),
        stream(form, b"q 80 0 0 60 0 0 cm /X0 Do Q"),
    ]
    drawn = [
        *("q 200 0 0 150 80 540 cm /X0 Do Q", "q 80 400 90 60 re W n 160 0 0 80 80 400 cm /X2 Do Q"),
        *("q 0 90 -90 0 400 560 cm /X3 Do Q", "q 0.9 0.1 0.1 rg 90 0 0 90 300 400 cm /X4 Do Q"),
        *("q 60 0 0 60 420 400 cm /X5 Do Q", "q 1 0 0 1 300 300 cm /X6 Do Q"),
        *(f"q 120 0 0 20 80 {300 - 20 * at} cm /X3 Do Q" for at in range(4)),
    ]
    return pdf([texts], extra="\n".join(drawn), shown=shown)
