"""Marks versions of a shared library's symbols as not needed: elf.py FILE VERSION ...

The entry of a version that no symbol asks for any more stays in .gnu.version_r and would still stop the loader; with the
flag VER_FLG_WEAK (System V ABI, Linux Standard Base 10.7.3.2) it does not.
"""

import struct
import sys
from pathlib import Path

SECTION, NEED, AUXILIARY = struct.Struct("<IIQQQQIIQQ"), struct.Struct("<HHIII"), struct.Struct("<IHHII")
VERSIONS_NEEDED = 0x6FFFFFFE
WEAK = 2


def weaken(data: bytearray, names: frozenset[str]) -> int:
    """Flag the entries of these versions in a 64-bit little-endian ELF file; how many were found."""
    place, size, count = struct.unpack_from("<Q", data, 0x28)[0], *struct.unpack_from("<HH", data, 0x3A)
    sections = [SECTION.unpack_from(data, place + number * size) for number in range(count)]
    found = 0
    for section in (one for one in sections if one[1] == VERSIONS_NEEDED):
        strings = sections[section[6]][4]
        need = section[4]
        for _ in range(section[7]):
            _, entries, _, first, after = NEED.unpack_from(data, need)
            entry = need + first
            for _ in range(entries):
                digest, flags, other, name, next_entry = AUXILIARY.unpack_from(data, entry)
                start = strings + name
                if data[start : data.index(b"\0", start)].decode() in names:
                    AUXILIARY.pack_into(data, entry, digest, flags | WEAK, other, name, next_entry)
                    found += 1
                entry += next_entry
            need += after
    return found


if __name__ == "__main__":
    path = Path(sys.argv[1])
    contents = bytearray(path.read_bytes())
    weaken(contents, frozenset(sys.argv[2:]))
    path.write_bytes(contents)
