"""A picture file as an object: its size by its own resolution, at most the type area; what is none is refused."""

import struct
import zlib
from datetime import datetime
from pathlib import Path

import pytest

from core.errors import BadInput
from core.model.blocks import media_key
from core.model.change import difference
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.spans import Place
from core.package import Package
from core.word.writing import pictures
from core.word.writing.pictures import picture_object
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.exporting.export import ExportOptions, word_bytes

EMU = 914_400
WIDTH = 8845


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, dots_per_metre: int = 0) -> bytes:
    """The header of a picture; a decoder would need width times height bytes for it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    resolution = chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)) if dots_per_metre else b""
    return b"\x89PNG\r\n\x1a\n" + head + resolution + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


BMP = (
    b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 96, 48, 1, 24, 0, 0, 3780, 3780, 0, 0)
)
GIF = b"GIF89a" + struct.pack("<HH", 96, 48) + b"\0\0\0"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        pytest.param(png(600, 300, 11811), (2 * EMU, EMU), id="300 dpi"),
        pytest.param(png(96, 96, 1), (EMU, EMU), id="absurd resolution"),
        pytest.param(png(96, 48), (EMU, EMU // 2), id="a screenshot without resolution"),
        pytest.param(png(72, 72, 2835), (EMU, EMU), id="72 dpi that the file says"),
        pytest.param(BMP, (EMU, EMU // 2), id="bmp"),
        pytest.param(GIF, (EMU, EMU // 2), id="gif"),
    ],
)
def test_a_picture_has_the_size_that_it_says(data: bytes, size: tuple[int, int]) -> None:
    made, _ = picture_object(data, WIDTH)
    assert (made.width, made.height) == pytest.approx(size, rel=0.01)


def test_a_giant_picture_is_as_wide_as_the_type_area_and_never_decoded() -> None:
    made, _ = picture_object(png(60_000, 60_000), WIDTH)
    assert (made.width, made.height) == (WIDTH * 635, WIDTH * 635)


NO_PICTURES = {
    "empty": b"",
    "text": b"text",
    "cut off": png(4, 4)[:20],
    "half a jpeg": b"\xff\xd8\xff\xe0",
    "noise after tiff": b"II*\0" + b"\xff" * 40,
    "without width": png(0, 5),
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=list(NO_PICTURES))
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="picture_unknown"):
        picture_object(data, WIDTH)


def test_one_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", 20)
    with pytest.raises(BadInput, match="picture_too_large"):
        picture_object(png(4, 4), WIDTH)


def test_a_full_draft_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_MEDIA", 2000)
    with pytest.raises(BadInput, match="picture_no_room"):
        picture_object(png(4, 4), WIDTH, held={"a": bytes(1900)})


def test_it_goes_into_a_draft_its_file_and_a_word_file(tmp_path: Path) -> None:
    data = png(96, 96)
    made, media = picture_object(data, WIDTH, "开工")
    draft = Draft(Identity(), (Element("e1", Role.BODY, "正文。"),), serial=1)
    figure = Element("e2", Role.FIGURE, "", objects=(made,))
    after = difference(
        draft, Draft(Identity(), (*draft.elements, figure), serial=2, media=media), Place("e2"), "插入图片"
    )
    session = create_session(tmp_path / "稿.nigao", draft, datetime.now)
    session.do(after)
    session.close()
    stored = read_stored(tmp_path / "稿.nigao")
    assert stored.elements[-1].objects == (made,)
    package = Package(word_bytes(stored, tmp_path / "稿.docx", ExportOptions()).value)
    assert media_key(data) in {media_key(package.read(name)) for name in package.names}
