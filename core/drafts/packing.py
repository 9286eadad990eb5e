"""Long texts of a draft file, pressed: what a history or a version holds repeats itself a lot."""

import zlib

SHORT = 300
"""Characters up to which pressing gains nothing."""

LONGEST = 200_000_000
"""Bytes a text may unfold to; a forged file could ask for any number."""


def packed(text: str) -> str | bytes:
    """The text itself, or its bytes pressed when it is long."""
    return text if len(text) <= SHORT else zlib.compress(text.encode("utf-8"), 6)


def unpacked(value: str | bytes) -> str:
    """The text; ValueError when it is damaged or larger than anything we write."""
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
