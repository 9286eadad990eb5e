"""``python -m tests.torture ROUNDS [MUTATIONS]``: exit code 1 when a word was lost or a damaged file believed."""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.spoiled import GOOD, make_sample, mutated, outcome, truncated
from tests.torture.power import power_cuts
from tests.torture.rounds import torture

SEED = 20230703
ENOUGH = 50
"""Rounds in which some disk has stood still when the robot was killed."""


def main(words: list[str]) -> int:
    """Kill robots, spoil files, print what came of it."""
    rounds = int(words[0]) if words else 1000
    mutations = int(words[1]) if len(words) > 1 else 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NIGAO_HOME"] = str(Path(folder) / "home")
        lost = _kill(Path(folder), rounds)
        lost = _cut_off(Path(folder), rounds // 10) or lost
        return int((mutations > 0 and _spoil(Path(folder), mutations)) or lost)


def _kill(folder: Path, rounds: int) -> bool:
    begun = time.monotonic()
    tally = torture(folder, rounds, 4, SEED)
    print(f"rounds {tally.rounds}, changes typed {tally.typed}, of these promised {tally.promised}")
    print(f"drafts brought up to what their disk had kept waiting {tally.caught_up}")
    print(f"losses {len(tally.losses)}, oldest change not yet stored at a kill {tally.slowest * 1000:.0f} ms")
    print(f"took {time.monotonic() - begun:.0f} s")
    print(*tally.losses, sep="\n", end="\n" if tally.losses else "")
    return bool(tally.losses) or not tally.promised or (rounds >= ENOUGH and not tally.caught_up)


def _cut_off(folder: Path, changes: int) -> bool:
    count, losses = power_cuts(folder, changes, SEED)
    print(f"power cut at {count} moments, losses {len(losses)}", *losses, sep="\n")
    return bool(losses)


def _spoil(folder: Path, mutations: int) -> bool:
    sample, found, slowest = make_sample(folder), Counter[str](), 0.0
    for data in (*truncated(sample.data), *(mutated(sample.data, number) for number in range(mutations))):
        begun = time.monotonic()
        found[outcome(sample, data, folder / "x.nigao")] += 1
        slowest = max(slowest, time.monotonic() - begun)
    for kind, count in found.most_common():
        print(f"spoiled files {kind}: {count}")
    print(f"slowest file {slowest * 1000:.0f} ms")
    return bool(set(found) - set(GOOD))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
