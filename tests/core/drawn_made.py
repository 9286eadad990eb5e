"""Drawings as Word and WPS write them, for the tests of what pages show of them."""

import struct
import zlib

from tests.core.sheets_made import NAMES

MILLIMETRE = 36000
"""English metric units."""
TWIPS = 1440 / 25.4
"""To the millimetre."""
URI = "http://schemas.openxmlformats.org"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
SPACES = (
    f'xmlns:wp="{URI}/drawingml/2006/wordprocessingDrawing" xmlns:a="{URI}/drawingml/2006/main"'
    f' xmlns:wps="{WORD_2010}/wordprocessingShape" xmlns:wpg="{WORD_2010}/wordprocessingGroup"'
    f' xmlns:pic="{URI}/drawingml/2006/picture" xmlns:mc="{URI}/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def spaced(xml: str) -> str:
    """The element with the names that drawings need."""
    tag = xml[1:].replace(">", " ").partition(" ")[0]
    return xml.replace(f"<{tag}", f"<{tag} {SPACES} {NAMES}", 1)


def drawn(content: str) -> str:
    """A paragraph with this in its only run."""
    return spaced(f"<w:p><w:r>{content}</w:r></w:p>")


def emu(millimetres: float) -> int:
    """In English metric units."""
    return round(millimetres * MILLIMETRE)


def place(axis: str, of: str, where: float | str) -> str:
    """``wp:positionH`` or ``V``: an offset in millimetres or an alignment."""
    said = f"<wp:align>{where}</wp:align>" if isinstance(where, str) else f"<wp:posOffset>{emu(where)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{of}">{said}</wp:position{axis}>'


def anchored(content: str, size: tuple[float, float], across: str, down: str, wrap: str = "wrapNone") -> str:
    """A floating drawing of this size in millimetres."""
    width, height = map(emu, size)
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{across}{down}<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>'
        f'<wp:docPr id="1" name="d"/><wp:cNvGraphicFramePr/>{graphic(content)}</wp:anchor></w:drawing>'
    )


def inline(content: str, size: tuple[float, float]) -> str:
    """A drawing in the line."""
    width, height = map(emu, size)
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="d"/>{graphic(content)}</wp:inline></w:drawing>'
    )


def graphic(content: str) -> str:
    """The frame around what is drawn."""
    kind = f"{WORD_2010}/wordprocessingShape" if content.startswith("<wps") else f"{URI}/drawingml/2006/picture"
    return f'<a:graphic><a:graphicData uri="{kind}">{content}</a:graphicData></a:graphic>'


def shape(kind: str, size: tuple[float, float], look: str, text: str = "", body: str = "<wps:bodyPr/>") -> str:
    """A ``wps:wsp`` with this look, and what stands in it."""
    width, height = map(emu, size)
    box = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{box}{body}</wps:wsp>'
    )


def outline(points: float = 2.25, more: str = "") -> str:
    """A red line so thick."""
    return f'<a:ln w="{round(points * 12700)}"{more}>{RED}</a:ln>'


def picture(identifier: str, size: tuple[float, float]) -> str:
    """A ``pic:pic``."""
    width, height = map(emu, size)
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )


def png(width: int = 2, height: int = 2, colour: bytes = b"\xff\x00\x00") -> bytes:
    """A picture of one colour."""
    rows = zlib.compress((b"\x00" + colour * width) * height)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
