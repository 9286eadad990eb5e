"""Published official text in a folder beside the project: its documents, and those of them that only serve as a judge.

Every file of the folder that ends in ``.txt.xz`` holds many documents. A document begins at a line ``# title``, or with the title
or the date of a report of the government.
"""

import hashlib
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus"
BEGINS = re.compile(r"# |(?:在第.+上的|20\d\d年)?政府工作报告$|——20\d\d年\d+月\d+日在第.+会议上$")
HEAD = 3
"""Lines by which a document is known; none is shorter."""

PARTS = 10
"""Of so many documents one is kept out of all counting and fitting, and one out of counting: by it weights are fitted."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the file it stands in (``source``, without endings) and its lines."""

    source: str
    lines: tuple[str, ...]

    @property
    def _part(self) -> int:
        """By a hash of its first lines, the same for all time."""
        return hashed("\n".join(self.lines[:HEAD]), PARTS)

    @property
    def is_held_out(self) -> bool:
        """Whether it only serves as a judge."""
        return self._part == 0

    @property
    def is_for_fitting(self) -> bool:
        """Whether weights are fitted by it."""
        return self._part == 1

    @property
    def is_counted(self) -> bool:
        """Whether its words and signs are counted."""
        return self._part > 1

    @property
    def text(self) -> str:
        """Its lines, parted by line feeds."""
        return "\n".join(self.lines)


def documents(folder: Path = FOLDER) -> Iterator[Document]:
    """All documents in the order of the files' names; none where the folder is missing."""
    for path in sorted(folder.glob("*.txt.xz")):
        source = path.name.removesuffix(".txt.xz")
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield from (Document(source, lines) for lines in _cut(file))


def _cut(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    some: list[str] = []
    for line in map(str.strip, lines):
        if len(some) >= HEAD and BEGINS.match(line):
            yield tuple(some)
            some = []
        if line:
            some.append(line)
    if some:
        yield tuple(some)


def hashed(text: str, parts: int) -> int:
    """The number of the part that a text falls into, by its hash."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % parts
