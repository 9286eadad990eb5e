"""Files with some of their parts changed, for tests of what clerks and programs do to layouts."""

import io
import zipfile
from collections.abc import Mapping


def parts_of(data: bytes) -> dict[str, bytes]:
    """All parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def with_part(data: bytes, name: str, part: bytes | str) -> bytes:
    """The file with one part put in or replaced."""
    return packed({**parts_of(data), name: part})


def without_part(data: bytes, name: str) -> bytes:
    """The file with one part left out."""
    return packed({other: part for other, part in parts_of(data).items() if other != name})


def edited(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a piece of one part replaced, which must be there."""
    text = parts_of(data)[name].decode()
    assert old in text, (name, old)
    return with_part(data, name, text.replace(old, new))
