"""Makes the rows of ``resources/words/precision.tsv`` from ``tests/proofreading/judged.tsv``: ``python -m tests.precision``.

A row of the first counts what was read of one kind of finding in one text; the second has each case with its verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.checks.registry import CODES

JUDGED = Path(__file__).resolve().parent / "proofreading" / "judged.tsv"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "words" / "precision.tsv"
VERDICTS = ("对", "可议", "错")
REMARK = "#"


def table(lines: Iterable[str]) -> list[str]:
    """The rows, in the order in which the kinds come first; ValueError or KeyError for a case that is none."""
    counts: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        if line and not line.startswith(REMARK):
            of, signs, date, code, severity, _, _, number, verdict = line.split("\t")
            found = counts.setdefault((CODES[code].code, severity, of, signs, date), [0] * len(VERDICTS))
            found[VERDICTS.index(verdict)] += int(number)
    return [
        "\t".join((code, severity, str(sum(some)), *map(str, some), of, signs, date))
        for (code, severity, of, signs, date), some in counts.items()
    ]


def written(text: str, rows: Iterable[str]) -> str:
    """The text of the table with other rows below its remarks."""
    return "".join(f"{line}\n" for line in (*_remarks(text), *rows))


def _remarks(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith(REMARK))


def main(_: Sequence[str] = ()) -> None:
    """Write the table."""
    rows = table(JUDGED.read_text("utf-8").splitlines())
    TARGET.write_text(written(TARGET.read_text("utf-8"), rows), "utf-8")
    print(f"{TARGET}: {len(rows)} rows")


if __name__ == "__main__":
    main()
