"""Unpacks pictures for the page view and for the running text, which opens without the engine that lays pages out."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PICTURES = 8
"""Unpacked pictures that are kept: a layout has a logo and a seal, and each may take 16 MB."""

MOST_PIXELS, LONGEST_SIDE = 40_000_000, 2000


@lru_cache(maxsize=MOST_PICTURES)
def picture(data: bytes) -> QImage:
    """The picture in these bytes, no larger than print needs; a null one when they hold none or too large a one."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(size.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
