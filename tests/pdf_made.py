"""PDF files made for tests: text at places and ruled lines, in the fonts that every reader of PDF knows."""

from collections.abc import Sequence

A4 = (595, 842)
Text = tuple[float, float, float, str]
"""Left edge, baseline from below, size, words."""
Rule = tuple[float, float, float, float]
"""From a point to another."""


def pdf(
    pages: Sequence[Sequence[Text]], rules: Sequence[Rule] = (), extra: str = "", bookmarks: Sequence[str] = ()
) -> bytes:
    """A file with these texts on its pages, and the rules on the first one; ``extra`` stands before the texts.

    The ``bookmarks`` lie each below the one before, to the first page.
    """
    outline = 6 + 2 * len(pages)
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
        shown = [
            f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET" for x, y, size, words in texts
        ]
        content = "\n".join([*drawn, extra, *shown])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file([*objects, *_outline(outline, bookmarks)])


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
