"""Pictures that a web page holds itself: in the address of the picture, or in another part of the same file (MIME).

Nothing is fetched. A picture is what its first bytes say, whatever its address or type is.
"""

import base64
import email
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from types import MappingProxyType
from typing import Literal, NamedTuple
from urllib.parse import unquote_to_bytes, urljoin

from core.errors import BadInput
from core.package import Node

LEAST_SIDE = 2
"""Pixels; less is no picture, it keeps others apart or counts who reads."""

_HEADS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
_TIFF_WIDTH, _TIFF_HEIGHT, _TIFF_SHORT, _MOST_ENTRIES = 256, 257, 3, 200
_SIZES = MappingProxyType({"png": (">II", 16), "gif": ("<HH", 6), "bmp": ("<ii", 18)})
_LONGEST_HEAD = 8192
_MIME = re.compile(rb"(?:[a-z][a-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(MIME-Version:)", re.IGNORECASE)
_OF_PAGES = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_SAID = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*(?:px)?\s*")
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,4}(?:\.\d+)?)(px|pt|cm|in)", re.IGNORECASE)
_TWIPS = MappingProxyType({"px": 15.0, "pt": 20.0, "cm": 567.0, "in": 1440.0})
_FRAMES, _PLAIN = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}), frozenset({0x01, *range(0xD0, 0xD9)})
"""Segments of a JPEG file that say its size, and those without a length (T.81, B.1.1.3)."""


class PictureKind(NamedTuple):
    """What the name of a picture's file ends in, and its width and height in points."""

    ending: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WebPicture:
    """The bytes of a picture, what its name ends in, and its size in twips."""

    data: bytes
    ending: str
    extent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WebFile:
    """A page, and the other parts of its file by the addresses under which it shows them."""

    page: bytes
    parts: Mapping[str, bytes]
    base: str = ""

    def picture(self, node: Node) -> WebPicture | None:
        """The picture that an element shows; None for one that is not in the file, or is too small to be one."""
        source = (node.get("src") or "").strip()
        data = _inside(source) if source[:5].lower() == "data:" else self._part(source)
        kind = kind_of(data)
        if min(kind.size) < LEAST_SIDE:
            return None
        return WebPicture(data, kind.ending, _extent(node, kind.size))

    def _part(self, source: str) -> bytes:
        known = (source, urljoin(self.base, source) if self.base else source)
        return next((self.parts[each] for each in known if each in self.parts), b"")


def is_one_file(data: bytes) -> bool:
    """Whether a file is a page with its parts, as Word, WPS and browsers save it: lines of a mail's head come first."""
    head = data[:_LONGEST_HEAD].lstrip()
    found = _MIME.match(head)
    return found is not None and (found.start(1) == 0 or _OF_PAGES.search(head) is not None)


def web_file(data: bytes) -> WebFile:
    """The page and its parts; of a page in one file (RFC 2557) the page is the first part in HTML.

    BadInput ``format_web_page`` where there is none.
    """
    if not is_one_file(data):
        return WebFile(data, {})
    parts, pages = dict[str, bytes](), list[tuple[bytes, str]]()
    for each in email.message_from_bytes(data.lstrip()).walk():
        found = each.get_payload(decode=True)
        content = found if isinstance(found, bytes) else b""
        if each.get_content_type() == "text/html":
            pages.append((content, str(each["Content-Location"] or "").strip()))
        parts.update((address, content) for address in _addresses(each))
    if not pages:
        raise BadInput("format_web_page")
    return WebFile(pages[0][0], parts, pages[0][1])


def _addresses(part: Message) -> Iterator[str]:
    """How a page names a part."""
    if part["Content-Location"]:
        yield str(part["Content-Location"]).strip()
    if part["Content-ID"]:
        yield f"cid:{str(part['Content-ID']).strip().strip('<>')}"


def _inside(source: str) -> bytes:
    """The bytes that an address says itself (RFC 2397)."""
    head, _, content = source.partition(",")
    found = unquote_to_bytes(content)
    if not head.lower().endswith(";base64"):
        return found
    try:
        return base64.b64decode(found)
    except ValueError:
        return b""


def kind_of(data: bytes) -> PictureKind:
    """What a picture is; no ending and (0, 0) for what is none."""
    ending = next((ending for head, ending in _HEADS if data.startswith(head)), "")
    return PictureKind(ending, _pixels(data, ending) if ending else (0, 0))


def _pixels(data: bytes, ending: str) -> tuple[int, int]:
    """Width and height as the head of a picture says; (0, 0) for one that is cut off."""
    if ending == "tiff":
        return _tiff_sides(data)
    form, place = (">HH", jpeg_frame(data)) if ending == "jpeg" else _SIZES[ending]
    if place < 0 or len(data) < place + struct.calcsize(form):
        return 0, 0
    one, other = struct.unpack_from(form, data, place)
    return (other, one) if ending == "jpeg" else (one, abs(other))


def _tiff_sides(data: bytes) -> tuple[int, int]:
    """Width and height of the first picture of a TIFF file (TIFF 6.0, section 2)."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    at = int.from_bytes(data[4:8], order)
    sides = {_TIFF_WIDTH: 0, _TIFF_HEIGHT: 0}
    for entry in range(at + 2, at + 2 + 12 * min(int.from_bytes(data[at : at + 2], order), _MOST_ENTRIES), 12):
        kind, size = (int.from_bytes(data[entry + step : entry + step + 2], order) for step in (0, 2))
        if kind in sides:
            sides[kind] = int.from_bytes(data[entry + 8 : entry + (10 if size == _TIFF_SHORT else 12)], order)
    return sides[_TIFF_WIDTH], sides[_TIFF_HEIGHT]


def jpeg_frame(data: bytes) -> int:
    """Where a JPEG file says its height and width; -1 nowhere."""
    place = 2
    while data[place : place + 1] == b"\xff" and len(data) > place + 3:
        kind = data[place + 1]
        if kind in _FRAMES:
            return place + 5
        place += 2 if kind in _PLAIN else 2 + int.from_bytes(data[place + 2 : place + 4])
    return -1


def _extent(node: Node, pixels: tuple[int, int]) -> tuple[int, int]:
    """The size that an element says, in twips; where it says one side only, the other keeps the shape of the picture."""
    said = dict(_said(node))
    width, height = pixels
    wide = said.get("width") or said.get("height", height * _TWIPS["px"]) * width / height
    return round(wide), round(said.get("height") or wide * height / width)


def _said(node: Node) -> Iterator[tuple[str, float]]:
    """The sides that an element says; its style goes before its attributes."""
    for name in ("width", "height"):
        found = _SAID.fullmatch(node.get(name) or "")
        if found:
            yield name, float(found[1]) * _TWIPS["px"]
    for name, number, unit in _STYLED.findall(node.get("style", "")):
        yield name.lower(), float(number) * _TWIPS[unit.lower()]
