"""``python -m tests.review_copies SEED ROUNDS``: the marks of review on generated copies."""

import sys

from tests.review_copies.scoring import scored


def main(words: list[str]) -> int:
    """Print the marks, and what was missed."""
    seed, rounds = int(words[0]) if words else 1, int(words[1]) if len(words) > 1 else 2
    total = scored(range(seed, seed + rounds))
    for name in sorted({each.removesuffix(" of") for each in total.counts}):
        if f"{name} of" in total.counts:
            print(f"{name}: {total.counts[name]} of {total.counts[f'{name} of']} = {total.share(name):.3f}")
        else:
            print(f"{name}: {total.counts[name]}")
    print(*total.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
