"""The program's icon in the sizes that desktops ask for, from its drawing: icons.py FOLDER writes hicolor/ and nigao.ico."""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[2] / "resources" / "icons" / "nigao.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)


def picture(size: int) -> bytes:
    """The drawing as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """An icon file of Windows that holds PNGs, as Windows has read them since Vista."""
    pictures = [(size, picture(size)) for size in ICO_SIZES]
    place = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for size, data in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + b"".join(data for _, data in pictures)


def main(folder: Path) -> None:
    """Write all of them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    for size in SIZES:
        path = folder / "hicolor" / f"{size}x{size}" / "apps" / "nigao.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(size))
    scalable = folder / "hicolor" / "scalable" / "apps" / "nigao.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(DRAWING.read_bytes())
    (folder / "nigao.ico").write_bytes(ico())
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
