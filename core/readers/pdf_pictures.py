"""Pictures of a PDF page: the pieces of each, and its file: as it lies in the PDF, or painted as it is seen (ISO 32000-1, 8.9).

Painting takes masks, cut edges, turned and mirrored pictures, colour spaces and packings as pdfium shows them. Nothing else of
the page is painted with a picture.
"""

import ctypes
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice, starmap
from math import hypot
from operator import attrgetter, mul
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as raw

from core.model.blocks import LARGEST_PICTURE
from core.readers.pages.pictures import MOST_DRAWN, PALE, PLAIN, TOO_LARGE, UNREAD, is_whole
from core.readers.pages.values import PrintedPicture, Stroke
from core.readers.web_pictures import jpeg_frame

Handle: TypeAlias = Any  # pdfium's pointers
Place: TypeAlias = Callable[[float, float], tuple[float, float]]
"""Where a point of the page is seen, from the top left corner."""

_DEEPEST, _MOST_PIECES, _MOST_FOUND, _PATTERN = 6, 600, 5000, 16
"""Forms in forms; pieces of a page that are joined, and that are looked at; how often a piece is repeated that fills an area."""

_LARGEST, _MOST_PIXELS, _MOST_IN_ALL = 40_000_000, 9_000_000, 300_000_000
"""Points of a picture that is opened, of one that is painted, and of all pictures of a file."""

_LEAST_SIDE, _LEAST_POINTS, _THUMB, _SAME_COLOUR, _PALEST, _OPAQUE = 4, 5.0, 48, 3, 110, 250
"""Points of a picture and of the page that are no picture, of the small copy that is looked at; steps of colour and of cover."""

_INSET = 0.01
"""Of a point: a picture that reaches beyond its last one by an error of arithmetic would be stretched over one more."""

_CLOSE, _THIN_STRIP, _FEWEST_STRIPS, _FEWEST_TILES = 1.0, 3.0, 3, 4
_PASSED_COLOURS = frozenset(
    (
        *(raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_DEVICERGB, raw.FPDF_COLORSPACE_CALGRAY),
        *(raw.FPDF_COLORSPACE_CALRGB, raw.FPDF_COLORSPACE_ICCBASED),
    )
)
_SQUARE = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
"""The corners of a picture in its own units."""

_JPEG, _PACKED_ALONE = "DCTDecode", frozenset(("FlateDecode", "LZWDecode", "RunLengthDecode", "Crypt"))
_JPX, _JPX_SIZE = "JPXDecode", b"\xff\x4f\xff\x51"


def png(width: int, points: bytes, channels: int = 1) -> bytes:
    """A PNG file (ISO/IEC 15948) of rows of grey points, or with 3 ``channels`` of coloured, with 4 of transparent ones."""
    step = width * channels
    rows = [points[at : at + step] for at in range(0, len(points), step)]
    head = struct.pack(">IIBBBBB", width, len(rows), 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


class _PicturePart(NamedTuple):
    """A picture object: those that it lies in and itself, what is seen of it, where its corners are, and its points."""

    way: tuple[Handle, ...]
    box: Stroke
    corners: tuple[tuple[float, float], ...]
    pixels: tuple[int, int]
    digest: bytes

    @property
    def item(self) -> Handle:
        """The object itself."""
        return self.way[-1]

    @property
    def scale(self) -> float:
        """How many of its points go on a point of the page."""
        origin, right, up = self.corners
        sides = (hypot(right[0] - origin[0], right[1] - origin[1]), hypot(up[0] - origin[0], up[1] - origin[1]))
        return max(count / max(side, 0.01) for count, side in zip(self.pixels, sides, strict=True))

    @property
    def is_upright(self) -> bool:
        """Whether it is neither turned nor mirrored."""
        origin, right, up = self.corners
        level = abs(right[1] - origin[1]) < 0.5 and abs(up[0] - origin[0]) < 0.5
        return level and right[0] > origin[0] and up[1] < origin[1]


@dataclass(slots=True)
class PictureBudget:
    """What is left of the work for one file, and the pictures that are known."""

    pixels: int = _MOST_IN_ALL
    known: dict[bytes, PrintedPicture] = field(default_factory=dict)

    def take(self, pixels: int) -> bool:
        """Whether there is room for a picture of so many points."""
        if pixels > min(_LARGEST, self.pixels):
            return False
        self.pixels -= pixels
        return True


class PicturePainter:
    """Takes the pictures of a page out of ``items``, the pictures and forms of a page, which it spoils for other uses.

    ``seen`` places points as they are read, ``shown`` as pdfium shows the page; ``size`` is that of the page as read.
    """

    def __init__(
        self, page: Handle, items: Sequence[Handle], seen: tuple[Place, Place], size: tuple[float, float]
    ) -> None:
        self._page, self._items, self._size = page, items, size
        self._seen, self._shown = seen
        self._is_hidden = False
        self.drawn: list[Stroke] = []

    def pictures(self, budget: PictureBudget) -> tuple[PrintedPicture, ...]:
        """The pictures of the page; pieces that are set against each other are one."""
        found = chain.from_iterable(self._pieces((item,), _UNMOVED, None) for item in self._items)
        once = {(each.digest, *map(round, each.box)): each for each in islice(found, _MOST_FOUND)}
        by_digest: defaultdict[bytes, list[_PicturePart]] = defaultdict(list)
        for each in once.values():
            by_digest[each.digest].append(each)
        patterns = [self._lost(group, PLAIN) for group in by_digest.values() if len(group) >= _PATTERN]
        pieces = [each for each in once.values() if len(by_digest[each.digest]) < _PATTERN]
        if len(pieces) > _MOST_PIECES:
            return (*patterns, self._lost(pieces, TOO_LARGE))
        return (*patterns, *(self._picture(group, budget) for group in _groups(pieces)))

    def _lost(self, pieces: Sequence[_PicturePart], code: str) -> PrintedPicture:
        """What many pieces cover together; a whole page stays one."""
        box = _around(each.box for each in pieces)
        return PrintedPicture(box, lost="" if is_whole(box, *self._size) else code)

    def _pieces(self, way: tuple[Handle, ...], outer: "_Matrix", clip: Stroke | None) -> Iterator[_PicturePart]:
        """The pictures that an object is or holds."""
        item = way[-1]
        kind = raw.FPDFPageObj_GetType(item)
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, own)
        clip = _within(clip, self._clip(item, outer))
        matrix = _product((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield from self._piece(way, matrix, clip)
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(self.drawn) < MOST_DRAWN:
            self.drawn += self._path(item, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(way) < _DEEPEST:
            for number in range(raw.FPDFFormObj_CountObjects(item)):
                yield from self._pieces((*way, raw.FPDFFormObj_GetObject(item, number)), matrix, clip)

    def _piece(self, way: tuple[Handle, ...], matrix: "_Matrix", clip: Stroke | None) -> Iterator[_PicturePart]:
        """The picture of an object; none for one that is not to be seen."""
        corners = tuple(self._seen(*_moved(matrix, x, y)) for x, y in _SQUARE[:3])
        box = _within(_within(self._box(matrix, _SQUARE), clip), Stroke(0.0, 0.0, *self._size))
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if box is not None and box.left < box.right and raw.FPDFImageObj_GetImagePixelSize(way[-1], width, height):
            digest = sha256(_data(way[-1])).digest()
            yield _PicturePart(way, box, corners, (width.value, height.value), digest)

    def _path(self, item: Handle, outer: "_Matrix") -> Iterator[Stroke]:
        """The box of a path in a form; none without one."""
        edges = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (each.value for each in edges)
            yield self._box(outer, ((left, bottom), (right, bottom), (left, top), (right, top)))

    def _box(self, matrix: "_Matrix", points: Iterable[tuple[float, float]]) -> Stroke:
        """What points cover as they are seen."""
        xs, ys = zip(*(self._seen(*_moved(matrix, x, y)) for x, y in points), strict=True)
        return Stroke(min(xs), min(ys), max(xs), max(ys))

    def _clip(self, item: Handle, outer: "_Matrix") -> Stroke | None:
        """What an object may be seen of; None for no limit."""
        path, found = raw.FPDFPageObj_GetClipPath(item), None
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(min(raw.FPDFClipPath_CountPaths(path), 50) if path else 0):
            points = []
            for at in range(min(raw.FPDFClipPath_CountPathSegments(path, number), 200)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, at), x, y)
                points.append((x.value, y.value))
            found = _within(found, self._box(outer, points)) if points else found
        return found

    def _picture(self, pieces: Sequence[_PicturePart], budget: PictureBudget) -> PrintedPicture:
        """The picture that pieces make."""
        box = _around(each.box for each in pieces)
        if is_whole(box, *self._size):
            return PrintedPicture(box)
        lost = _unlike(pieces, box)
        if lost:
            return PrintedPicture(box, lost=lost)
        known = b"".join(map(attrgetter("digest"), pieces)) + repr(_shape(pieces, box)).encode()
        if known not in budget.known:
            fits = budget.take(sum(starmap(mul, map(attrgetter("pixels"), pieces))))
            budget.known[known] = self._file(pieces, box) if fits else PrintedPicture(box, lost=TOO_LARGE)
        return budget.known[known]._replace(box=box)

    def _file(self, pieces: Sequence[_PicturePart], box: Stroke) -> PrintedPicture:
        """The picture with its file, or why there is none."""
        small = self._painted(pieces, box, _thumb(box))
        channels = [small.points[at::4] for at in range(4)]
        cover = max(channels[3])
        if cover < _PALEST:
            return PrintedPicture(box, lost=PLAIN if cover < _SAME_COLOUR else PALE)
        is_plain = all(max(each) - min(each) < _SAME_COLOUR for each in channels)
        data = self._passed(pieces) if _is_opaque(small) else b""
        if data:
            return PrintedPicture(box, data, "jpeg", is_plain=is_plain)
        scale = max(each.scale for each in pieces)
        width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale
        share = min(1.0, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        painted = self._painted(pieces, box, (max(round(width * share), 1), max(round(height * share), 1)))
        return PrintedPicture(box, _as_png(painted), "png", is_plain=is_plain)

    def _passed(self, pieces: Sequence[_PicturePart]) -> bytes:
        """The JPEG file of an upright picture of one piece that is one in colours or greys; empty for others."""
        piece = pieces[0]
        if len(pieces) > 1 or not piece.is_upright or _filters(piece.item) != [_JPEG]:
            return b""
        told = raw.FPDF_IMAGEOBJ_METADATA()
        raw.FPDFImageObj_GetImageMetadata(piece.item, self._page, told)
        data = _data(piece.item)
        is_usual = told.colorspace in _PASSED_COLOURS and _components(data) in (1, 3)
        return data if is_usual and len(data) <= LARGEST_PICTURE else b""

    def _painted(self, pieces: Sequence[_PicturePart], box: Stroke, size: tuple[int, int]) -> "_Painting":
        """What is seen of the pieces in a box, in so many points."""
        if not self._is_hidden:
            for number in range(raw.FPDFPage_CountObjects(self._page)):
                raw.FPDFPageObj_SetIsActive(raw.FPDFPage_GetObject(self._page, number), False)
            for item in self._items:
                _hide_inside(item, 1)
            self._is_hidden = True
        ways = [item for each in pieces for item in each.way]
        for item in ways:
            raw.FPDFPageObj_SetIsActive(item, True)
        width, height = size
        bitmap = raw.FPDFBitmap_Create(width, height, 1)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0)
            area = raw.FS_RECTF(0, 0, width, height)
            raw.FPDF_RenderPageBitmapWithMatrix(
                bitmap, self._page, self._matrix(box, size), area, raw.FPDF_RENDER_LIMITEDIMAGECACHE
            )
            stride = raw.FPDFBitmap_GetStride(bitmap)
            points = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        for item in ways:
            raw.FPDFPageObj_SetIsActive(item, False)
        return _Painting(width, points)

    def _matrix(self, box: Stroke, size: tuple[int, int]) -> raw.FS_MATRIX:
        """From the page as pdfium shows it to the points of a box as it is read."""
        (x, y), *before = (self._shown(*point) for point in ((0, 0), (1, 0), (0, 1)))
        (u, v), *after = (self._seen(*point) for point in ((0, 0), (1, 0), (0, 1)))
        turned = [
            sum(
                (new[row] - (u, v)[row]) * (old[column] - (x, y)[column])
                for old, new in zip(before, after, strict=True)
            )
            for column in (0, 1)
            for row in (0, 1)
        ]
        a, b, c, d = turned
        across, down = (size[0] - 2 * _INSET) / (box.right - box.left), (size[1] - 2 * _INSET) / (box.bottom - box.top)
        left, top = u - a * x - c * y - box.left, v - b * x - d * y - box.top
        moved = left * across + _INSET, top * down + _INSET
        return raw.FS_MATRIX(a * across, b * down, c * across, d * down, *moved)


class _Painting(NamedTuple):
    """Rows of points: blue, green, red, cover."""

    width: int
    points: bytes


_UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _within(one: Stroke | None, other: Stroke | None) -> Stroke | None:
    """What two boxes have in common, where None is no limit; an empty one for nothing."""
    if one is None or other is None:
        return one or other
    found = Stroke(*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))
    return found if found.left < found.right and found.top < found.bottom else Stroke(0.0, 0.0, 0.0, 0.0)


def _around(boxes: Iterable[Stroke]) -> Stroke:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Stroke(min(lefts), min(tops), max(rights), max(bottoms))


def _hide_inside(item: Handle, depth: int) -> None:
    if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for number in range(raw.FPDFFormObj_CountObjects(item)):
            inner = raw.FPDFFormObj_GetObject(item, number)
            raw.FPDFPageObj_SetIsActive(inner, False)
            _hide_inside(inner, depth + 1)


def _groups(pieces: Sequence[_PicturePart]) -> Iterator[list[_PicturePart]]:
    """The pieces of each picture: those over each other, and strips or tiles that are set against each other."""
    groups: list[list[_PicturePart]] = []
    for piece in pieces:
        parted: tuple[list[list[_PicturePart]], list[list[_PicturePart]]] = ([], [])
        for group in groups:
            parted[any(_is_set_against(each.box, piece.box) for each in group)].append(group)
        groups = [*parted[False], [*chain.from_iterable(parted[True]), piece]]
    for group in groups:
        yield from [group] if _is_one([each.box for each in group]) else ([each] for each in group)


def _is_set_against(one: Stroke, other: Stroke) -> bool:
    """Whether two pieces have one place, or a whole side in common."""
    level, upright = (
        _same(one.top, other.top, one.bottom, other.bottom),
        _same(one.left, other.left, one.right, other.right),
    )
    if level and upright:
        return True
    beside = min(abs(one.right - other.left), abs(other.right - one.left)) < _CLOSE
    below = min(abs(one.bottom - other.top), abs(other.bottom - one.top)) < _CLOSE
    return (level and beside) or (upright and below)


def _same(*places: float) -> bool:
    one, other, third, fourth = places
    return abs(one - other) < _CLOSE and abs(third - fourth) < _CLOSE


def _is_one(boxes: Sequence[Stroke]) -> bool:
    """Whether pieces that are set against each other are strips or tiles, not pictures with no room between them."""
    columns, rows = len({round(each.left) for each in boxes}), len({round(each.top) for each in boxes})
    if columns == rows == 1:
        return True
    if min(columns, rows) > 1:
        return len(boxes) >= _FEWEST_TILES
    strips = (_longer(each) if rows > 1 else 1 / _longer(each) for each in boxes)
    return rows >= _FEWEST_STRIPS or max(strips) >= _THIN_STRIP


def _longer(box: Stroke) -> float:
    """How much wider than high a box is."""
    return max(box.right - box.left, 0.01) / max(box.bottom - box.top, 0.01)


def _unlike(pieces: Sequence[_PicturePart], box: Stroke) -> str:
    """Why a picture is left out before it is looked at; empty where it is not."""
    is_small = len(pieces) == 1 and min(pieces[0].pixels) < _LEAST_SIDE
    if is_small or min(box.right - box.left, box.bottom - box.top) < _LEAST_POINTS:
        return PLAIN
    return "" if all(map(_is_readable, pieces)) else UNREAD


def _filters(item: Handle) -> list[str]:
    """How the data of a picture are packed, the outer way first."""
    room = ctypes.create_string_buffer(64)
    found = []
    for number in range(raw.FPDFImageObj_GetImageFilterCount(item)):
        raw.FPDFImageObj_GetImageFilter(item, number, room, len(room))
        found.append(room.value.decode("ascii", "replace"))
    return found


def _data(item: Handle) -> bytes:
    """The data of a picture as they lie in the file."""
    size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    room = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFImageObj_GetImageDataRaw(item, room, size)
    return room.raw[:size]


def _is_readable(piece: _PicturePart) -> bool:
    """Whether a picture can be opened within the limits: one that is packed twice may be of any size."""
    filters = _filters(piece.item)
    if len(filters) > 1 and _PACKED_ALONE.intersection(filters[:-1]):
        return filters[0] == "FlateDecode" and _unpacks(_data(piece.item))
    if _JPX not in filters:
        return True
    data = _data(piece.item)
    at = data.find(_JPX_SIZE, 0, 4096)
    if at < 0 or len(data) < at + 24:
        return False
    right, bottom, left, top = struct.unpack_from(">4I", data, at + 8)
    return bool((right - left) * (bottom - top) <= _LARGEST)


def _unpacks(data: bytes) -> bool:
    try:
        return len(zlib.decompressobj().decompress(data, LARGEST_PICTURE + 1)) <= LARGEST_PICTURE
    except zlib.error:
        return False


def _shape(pieces: Sequence[_PicturePart], box: Stroke) -> list[int | tuple[int, int]]:
    """How pieces stand in their picture."""
    places = chain.from_iterable((*each.corners, each.box[:2], each.box[2:]) for each in pieces)
    found = [(round(2 * (x - box.left)), round(2 * (y - box.top))) for x, y in places]
    return [*found, *(each.pixels for each in pieces)]


def _components(data: bytes) -> int:
    """How many colours a JPEG file mixes; 0 where it does not say."""
    at = jpeg_frame(data)
    return data[at + 4] if 0 <= at < len(data) - 4 else 0


def _thumb(box: Stroke) -> tuple[int, int]:
    """The size of a small copy."""
    width, height = box.right - box.left, box.bottom - box.top
    most = max(width, height)
    return max(round(_THUMB * width / most), 8), max(round(_THUMB * height / most), 8)


def _is_opaque(painting: _Painting) -> bool:
    return all(cover >= _OPAQUE for cover in set(painting.points[3::4]))


def _as_png(painting: _Painting) -> bytes:
    """The file of a painted picture: grey, coloured or transparent."""
    blue, green, red, cover = (painting.points[at::4] for at in range(4))
    if not _is_opaque(painting):
        return png(painting.width, _mixed(red, green, blue, cover), 4)
    if red == green == blue:
        return png(painting.width, red)
    return png(painting.width, _mixed(red, green, blue), 3)


def _mixed(*channels: bytes) -> bytes:
    found = bytearray(len(channels) * len(channels[0]))
    for at, each in enumerate(channels):
        found[at :: len(channels)] = each
    return bytes(found)
