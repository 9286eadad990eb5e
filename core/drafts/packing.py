"""Compression of long texts in a draft file: histories and versions repeat themselves a lot."""

import zlib

SHORT = 300
"""Characters; compressing shorter texts gains nothing."""

LONGEST = 200_000_000
"""Limit of decompression in bytes; a forged file could ask for any number."""


def packed(text: str) -> str | bytes:
    """The text itself, or its compressed bytes when it is long."""
    return text if len(text) <= SHORT else zlib.compress(text.encode("utf-8"), 6)


def unpacked(value: str | bytes) -> str:
    """The text; ValueError when it is damaged or beyond the limit."""
    if isinstance(value, str):
        return value
    press = zlib.decompressobj()
    try:
        data = press.decompress(value, LONGEST)
    except zlib.error as error:
        raise ValueError(len(value)) from error
    if press.unconsumed_tail or not press.eof:
        raise ValueError(len(value))
    return data.decode("utf-8")
