"""Cuts ICU's data down to the entries that kept.toml names: a fifth of the whole package would be other languages.

libicudata holds one object, a table of contents with its entries; icupkg (icu-devtools) takes entries out of it and
refuses to leave one that another one needs. The library is then linked anew, with the same name and symbol.
"""

import fnmatch
import shutil
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

from elf import SECTION

SOURCE = """\
.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 16
.globl {symbol}
.type {symbol},@object
{symbol}:
.incbin "small/{name}"
.size {symbol}, .-{symbol}
"""
DYNAMIC_SYMBOLS = 11
SYMBOL = struct.Struct("<IBBHQQ")


def data_of(library: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the one object that a 64-bit little-endian libicudata exports."""
    place, size, count = struct.unpack_from("<Q", library, 0x28)[0], *struct.unpack_from("<HH", library, 0x3A)
    sections = [SECTION.unpack_from(library, place + number * size) for number in range(count)]
    symbols = next(one for one in sections if one[1] == DYNAMIC_SYMBOLS)
    name, _, _, section, address, length = SYMBOL.unpack_from(library, symbols[4] + SYMBOL.size)
    start = sections[symbols[6]][4] + name
    begin = sections[section][4] + address - sections[section][3]
    return library[start : library.index(b"\0", start)].decode(), library[begin : begin + length]


def cut(library: Path, room: Path, inside: Callable[..., None], kept: Iterable[str]) -> None:
    """Replace ``library`` by one with the kept entries only; ``inside`` runs commands where ``room`` is /root/icu."""
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    symbol, data = data_of(library.read_bytes())
    name = f"{symbol.removesuffix('_dat')}l.dat"  # the entries begin with the name of the file
    (room / name).write_bytes(data)
    (room / "small").mkdir()
    (room / "small.s").write_text(SOURCE.format(symbol=symbol, name=name))
    inside("sh", "-ec", f"cd /root/icu; icupkg -l {name} > all.txt")
    patterns = tuple(kept)
    entries = (room / "all.txt").read_text().split()
    others = [entry for entry in entries if not any(_is_named(entry, pattern) for pattern in patterns)]
    (room / "others.txt").write_text("".join(f"{entry}\n" for entry in others))
    link = f"ld -shared -soname {library.name} --hash-style=gnu --build-id=none -o small.so small.o"
    inside("sh", "-ec", f"cd /root/icu; icupkg -r others.txt {name} small/{name}; as -o small.o small.s; {link}")
    shutil.copyfile(room / "small.so", library)


def _is_named(entry: str, pattern: str) -> bool:
    return entry.count("/") == pattern.count("/") and fnmatch.fnmatchcase(entry, pattern)
