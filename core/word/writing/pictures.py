"""A picture file as an object of a draft: its size on the page by its own resolution, its drawing as Word writes it.

Both come from python-docx: ``docx.image`` reads the header of PNG, JPEG, GIF, TIFF and BMP files without decoding them,
``CT_Inline`` is the drawing (ECMA-376 part 1, 20.4.2.8). Loading the library takes a tenth of a second: import this module
only where a picture is put in.
"""

import struct
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from core.errors import BadInput
from core.model.blocks import LARGEST_MEDIA, LARGEST_PICTURE, KeptObject, KeptPart, media_key
from core.package import W, serialise

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EMU_PER_INCH, _EMU_PER_TWIP, _MEGABYTE = 914_400, 635, 1024**2
_FEWEST_DPI, _MOST_DPI = 20, 2400
_DAMAGE = (
    *(InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error),
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, OSError, MemoryError),
)
"""What the library raises for headers that are cut off or say nonsense."""

_JFIF_END, _DENSITY_UNITS = 32, 7
"""Where the JFIF header of a JPEG file ends at the latest, and its byte with the units."""

_USUAL_DPI = 96
"""For files that do not say their resolution, or an absurd one; what screenshots have."""


def picture_object(
    data: bytes, text_width: int, label: str = "", held: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[KeptObject, Mapping[str, bytes]]:
    """The object that shows a picture, at most ``text_width`` twips wide, and the bytes that it needs.

    ``label`` is the alternative text, ``held`` what the draft has already. BadInput ``picture_unknown`` for other files,
    ``picture_too_large`` and ``picture_no_room`` beyond the limits.
    """
    if len(data) > LARGEST_PICTURE:
        raise BadInput("picture_too_large", size=_megabytes(len(data)), limit=_megabytes(LARGEST_PICTURE))
    image = _read(data)
    width, height = _extent(image, text_width * _EMU_PER_TWIP, _says_resolution(image, data))
    drawing = _drawing(image, width, height, label)
    part = KeptPart("picture", _KIND, f"picture.{image.ext}", image.content_type, media_key(data))
    media = MappingProxyType({media_key(drawing): drawing, media_key(data): data})
    if sum(map(len, {**held, **media}.values())) > LARGEST_MEDIA:
        raise BadInput("picture_no_room", limit=_megabytes(LARGEST_MEDIA))
    return KeptObject(0, "picture", media_key(drawing), (part,), width, height, label), media


def _megabytes(size: int) -> str:
    return str(round(size / _MEGABYTE))


def _read(data: bytes) -> Any:
    """The header of a picture; any error in it means that it is none."""
    try:
        image = Image.from_blob(data)
        is_sound = image.px_width > 0 and image.px_height > 0
    except _DAMAGE as problem:
        raise BadInput("picture_unknown") from problem
    if not is_sound:
        raise BadInput("picture_unknown")
    return image


def _says_resolution(image: Any, data: bytes) -> bool:
    """Whether a file says its resolution; the library gives 72 where it does not.

    PNG: a pHYs chunk, which stands before the pixels; JPEG: units of density in JFIF (B.1), or Exif; GIF has none.
    """
    if image.content_type == "image/png":
        return b"pHYs" in data[: data.find(b"IDAT")]
    if image.content_type == "image/jpeg":
        at = data.find(b"JFIF\0", 0, _JFIF_END)
        return at < 0 or data[at + _DENSITY_UNITS : at + _DENSITY_UNITS + 1] != b"\0"
    return bool(image.content_type != "image/gif")


def _extent(image: Any, most: int, says_resolution: bool) -> tuple[int, int]:
    """Width and height in English Metric Units, shrunk to ``most`` units wide."""
    sides = ((image.px_width, image.horz_dpi), (image.px_height, image.vert_dpi))
    width, height = (
        pixels * _EMU_PER_INCH // (dpi if says_resolution and _FEWEST_DPI <= dpi <= _MOST_DPI else _USUAL_DPI)
        for pixels, dpi in sides
    )
    share = min(1.0, most / width)
    return max(int(width * share), 1), max(int(height * share), 1)


def _drawing(image: Any, width: int, height: int, label: str) -> bytes:
    inline = CT_Inline.new_pic_inline(1, "picture", f"picture.{image.ext}", Emu(width), Emu(height))
    inline.docPr.set("descr", label)
    drawing = inline.makeelement(W + "drawing")
    drawing.append(inline)
    return serialise(drawing).encode()
