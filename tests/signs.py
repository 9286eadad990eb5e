"""Makes ``resources/language/signs.bin``, the model of signs, from published text: ``python -m tests.signs [FOLDER]``.

FOLDER holds the files that ``tests/corpus.py`` reads; every tenth document is kept out. The same folder gives the same bytes.
"""

import math
import struct
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from core.checks.spelling.signs import CLAUSE, COUNTS, DISCOUNT, EDGE, FIGURE, FIGURES, MAGIC, ORDER, SHARES
from tests.corpus import FOLDER, Document, documents

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TARGET = RESOURCES / "language" / "signs.bin"
KEPT = (1, 2, 3, 3)
"""Runs of one, two, three and four characters that weigh less are left out."""

OWN = ("words/office_phrases.txt", "words/stock_wording.txt")
OUR_OWN = "own"
WEIGHTS = {"gwr": 3, OUR_OWN: 3}
"""Every use in a report or a list of ours counts for so many when it is asked what may be left out: there is far more law."""


def counted(some: Iterable[Document]) -> tuple[list[Counter[str]], list[Counter[str]]]:
    """The uses of the runs of each length in the documents that are not kept out, and what these weigh more."""
    uses, weights = ([Counter[str]() for _ in range(ORDER)] for _ in range(2))
    for document in some:
        if document.is_counted or document.source == OUR_OWN:
            extra = WEIGHTS.get(document.source, 1) - 1
            for clause in CLAUSE.findall(document.text):
                _count(f"{EDGE}{FIGURES.sub(FIGURE, clause)}{EDGE}", uses)
                if extra:
                    _count(f"{EDGE}{FIGURES.sub(FIGURE, clause)}{EDGE}", weights)
    return uses, [Counter({run: count * 2 for run, count in some.items()}) for some in weights]


def own_phrases() -> Iterator[Document]:
    """The phrases of our lists, each once, one to a line: what offices write and neither laws nor reports have."""
    for name in OWN:
        lines = (RESOURCES / name).read_text("utf-8").splitlines()
        phrases = dict.fromkeys(phrase for line in lines if not line.startswith("#") for phrase in line.split())
        yield Document(OUR_OWN, tuple(phrases))


def _count(clause: str, uses: Sequence[Counter[str]]) -> None:
    for size, some in enumerate(uses, 1):
        some.update([clause[at : at + size] for at in range(size == 1, len(clause) - size + 1)])


def parts(uses: Sequence[Counter[str]], extra: Sequence[Counter[str]]) -> bytes:
    """The file: its head, then each level as numbers of characters, counts, shares left, starts."""
    kept = [
        sorted(run for run, count in some.items() if count + more[run] >= fewest)
        for some, more, fewest in zip(uses, extra, KEPT, strict=True)
    ]
    data = [MAGIC, struct.pack("<II4I", sum(uses[0].values()), KEPT[-1], *map(len, kept))]
    for size, runs in enumerate(kept):
        behind = kept[size + 1] if size + 1 < ORDER else []
        data.append(_numbers("H", (ord(run[-1]) for run in runs)))
        data.append(bytes(_code(uses[size][run]) for run in runs))
        if size + 1 < ORDER:
            data += _going_on(runs, behind, uses[size], uses[size + 1])
    return b"".join(data)


def _going_on(
    runs: Sequence[str], behind: Sequence[str], uses: Mapping[str, int], longer: Mapping[str, int]
) -> Iterable[bytes]:
    """The shares left to shorter runs, and where those begin that go on with each run."""
    many, taken = Counter[str](), defaultdict[str, float](float)
    for run in behind:
        many[run[:-1]] += 1
        taken[run[:-1]] += longer[run] - DISCOUNT
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + many[run])
    yield bytes(_share(1 - taken[run] / uses[run]) for run in runs)
    yield _numbers("I", starts)


def _code(count: int) -> int:
    """The byte whose count is nearest."""
    return min(range(len(COUNTS)), key=lambda code: abs(COUNTS[code] - count)) if count >= 128 else count


def _share(value: float) -> int:
    if value <= SHARES[1]:
        return 1
    return 255 + round(32 * math.log(min(1.0, value)))


def _numbers(kind: str, numbers: Iterable[int]) -> bytes:
    some = array(kind, numbers)
    if sys.byteorder == "big":
        some.byteswap()
    return some.tobytes()


def main(arguments: Sequence[str]) -> None:
    """Write the file."""
    folder = Path(arguments[0]) if arguments else FOLDER
    if not any(folder.glob("*.txt.xz")):
        raise SystemExit(f"{folder} has no .txt.xz files")
    uses, extra = counted(chain(own_phrases(), documents(folder)))
    TARGET.write_bytes(parts(uses, extra))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
