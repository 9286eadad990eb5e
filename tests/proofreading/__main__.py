"""``python -m tests.proofreading [--all]``: how good 校对 is, on the test set and on the real reports; ``--all`` lists why."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.proofreading.judge import Judge, Mended, Told, Verdict
from tests.proofreading.rows import FOLDER, PARAGRAPH, clean, slips
from tests.proofreading.seeds import Placed, SeedVerdict, seed_verdicts
from tests.proofreading.spelling import sentences, spelling_lines

SHARED = Path(__file__).resolve().parents[3] / "shared"
WANTED = ("sure", "likely")
GRAMMAR = "grammar"
WIDTH = 24
LONGEST = 150


def main(arguments: Sequence[str]) -> int:
    """Print the tables, with the list of all misses and false alarms when it is asked for."""
    judge, rows = Judge(), slips()
    verdicts = [judge.verdict(row) for row in rows]
    signs = [judge.verdict(row) for row in slips(FOLDER / "office.tsv")]
    quiet = [(text, judge.told(text)) for text in clean()]
    hard = [(text, judge.told(text)) for text in clean(FOLDER / "hard.txt")]
    corrected = [(row.right, judge.told(row.right)) for row in rows]
    seeds = list(seed_verdicts(SHARED))
    print("\n".join((*_kinds(verdicts), "", *_alarms("clean", quiet), *_alarms("corrected", corrected))))
    print("\n".join((*_kinds(signs), "", *_alarms("hard clean", hard), *spelling_lines(sentences(judge)), "")))
    print("\n".join(_seeds(seeds)) if seeds else "real reports: the folder ../shared is missing, skipped")
    if "--all" in arguments:
        print(
            "\n".join(
                (
                    "",
                    *_listed((*verdicts, *signs)),
                    *_loud(quiet),
                    *_loud(hard),
                    *_loud(corrected),
                    *_seeds_listed(seeds),
                )
            )
        )
    return 0


def _kinds(verdicts: Sequence[Verdict]) -> Iterator[str]:
    heads = ("slips", "found", "recall", "hinted", "alarms", "precision", "mended", "wrongly")
    yield "kind".ljust(WIDTH) + "".join(head.rjust(11) for head in heads)
    for kind in (*dict.fromkeys(one.row.kind for one in verdicts), ""):
        yield _kind(kind or "all", [one for one in verdicts if kind in ("", one.row.kind)])


def _kind(name: str, verdicts: Sequence[Verdict]) -> str:
    found = sum(bool(one.hits) for one in verdicts)
    alarms = sum(len(one.alarms) for one in verdicts)
    mended = Counter(one.mended for one in verdicts)
    hinted = sum(bool(one.hints) and not one.hits for one in verdicts)
    shares = f"{found / len(verdicts):.0%}", f"{found / (found + alarms or 1):.0%}"
    counted = len(verdicts), found, shares[0], hinted, alarms, shares[1]
    cells = *counted, mended[Mended.RIGHT], mended[Mended.WRONG]
    return name.ljust(WIDTH) + "".join(str(cell).rjust(11) for cell in cells)


def _alarms(name: str, quiet: Sequence[tuple[str, Sequence[Told]]]) -> Iterator[str]:
    loud = sum(bool(told) for _, told in quiet)
    places = sum(len(told) for _, told in quiet)
    yield f"{name} texts: {len(quiet)}, with a false alarm: {loud} ({loud / len(quiet):.1%}), false alarms: {places}"


def _seeds(seeds: Sequence[SeedVerdict]) -> Iterator[str]:
    known = [pair for seed in seeds for pair in seed.known]
    for sureness in dict.fromkeys(slip.sureness for slip, _ in known):
        rows = [(slip, met) for slip, met in known if slip.sureness == sureness and not slip.sort.startswith(GRAMMAR)]
        told = sum(any(one.is_counted for one in met) for _, met in rows)
        yield f"real reports, {sureness}: {told} of {len(rows)} told, {sum(bool(met) for _, met in rows)} with hints"
    wanted = [met for slip, met in known if slip.sureness in WANTED and not slip.sort.startswith(GRAMMAR)]
    characters = sum(seed.characters for seed in seeds)
    others, names = (sum(map(len, found)) for found in ([s.others for s in seeds], [s.names for s in seeds]))
    found = sum(any(one.is_counted for one in met) for met in wanted)
    yield f"real reports, sure and likely: {found} of {len(wanted)}"
    yield f"real reports, other findings: {others}, {others * 1000 / characters:.2f} per 1 000 characters; names: {names}"


def _listed(verdicts: Iterable[Verdict]) -> Iterator[str]:
    for one in verdicts:
        head = f"{one.row.number}\t{one.row.kind}\t"
        if not one.hits:
            yield f"MISS\t{head}{one.row.why}\t{_marked(one)}"
        elif one.mended is Mended.WRONG:
            offers = "; ".join(f"{hit.code} → {hit.replacement}" for hit in one.hits)
            yield f"WRONGLY\t{head}{offers}\t{_marked(one)}"
        yield from (f"ALARM\t{head}{_told(one.row.text, alarm)}\t{_marked(one)}" for alarm in one.alarms)


def _marked(one: Verdict) -> str:
    text, span = one.row.text, one.row.span
    return _line(f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}")


def _loud(quiet: Iterable[tuple[str, Sequence[Told]]]) -> Iterator[str]:
    for text, told in quiet:
        yield from (f"ALARM\tclean\t{_told(text, one)}\t{_line(text)}" for one in told)


def _told(text: str, one: Told) -> str:
    return f"{one.code} {[text[span.start : span.end] for span in one.spans]} → {one.replacement}"


def _line(text: str) -> str:
    return text.replace("\n", PARAGRAPH)[:LONGEST]


def _seeds_listed(seeds: Iterable[SeedVerdict]) -> Iterator[str]:
    for seed in seeds:
        for slip, met in seed.known:
            state = ", ".join(f"{one.finding.code} {one.finding.severity}" for one in met) or "-"
            yield f"REPORT\t{seed.file}\t{slip.sureness}\t{slip.sort}\t{slip.wrong}\t{state}"
        yield from (_other(seed, one) for one in (*seed.others, *seed.names))


def _other(seed: SeedVerdict, one: Placed) -> str:
    return f"OTHER\t{seed.file}\t{one.finding.code}\t{one.finding.severity}\t{one.finding.text}\t{one.finding.message}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
