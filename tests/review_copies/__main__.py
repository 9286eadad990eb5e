"""``python -m tests.review_copies SEED ROUNDS``: the marks of review on generated copies."""

import sys
import tempfile
from pathlib import Path

from tests.review_copies.scoring import scored
from tests.review_copies.together import score_together


def main(words: list[str]) -> int:
    """Print the marks, and what was missed."""
    seed, rounds = int(words[0]) if words else 1, int(words[1]) if len(words) > 1 else 2
    total = scored(range(seed, seed + rounds))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + 3 * rounds):
            score_together(Path(folder), number, total)
    for name in sorted({each.removesuffix(" of") for each in total.counts}):
        if f"{name} of" in total.counts:
            print(f"{name}: {total.counts[name]} of {total.counts[f'{name} of']} = {total.share(name):.3f}")
        else:
            print(f"{name}: {total.counts[name]}")
    print(*total.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
