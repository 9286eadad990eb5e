"""How alike two texts are: the one module that uses rapidfuzz (docs/decisions/029-rapidfuzz.md).

Similarities are between 0 (nothing in common) and 1 (equal): twice the longest common subsequence by the sum of the
lengths. rapidfuzz is imported at the first call: the window opens without it. Alignments that users see (what was struck
out and what was put in) are made with difflib, which keeps longer common runs together, or in review with the fewest edits.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence


def similarity(one: Sequence[Hashable], two: Sequence[Hashable], least: float = 0.0) -> float:
    """The similarity of two texts or lists of words; 0 if it is below ``least``.

    >>> similarity("工作要点", "工作总结"), similarity("要点", "总结")
    (0.5, 0.0)
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, two, score_cutoff=100 * least) / 100


def edit_distance(one: str, two: str, most: int) -> int:
    """How many characters must be changed, inserted or deleted to make one text the other; ``most`` + 1 for more.

    >>> edit_distance("管理办法", "管理办法试行", 1), edit_distance("条例", "条列", 1)
    (2, 1)
    """
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, two, score_cutoff=most)


def best_match(text: str, candidates: Sequence[str] | Mapping[int, str], least: float) -> int | None:
    """The index or key of the most similar candidate, the first of equals; None if all are below ``least``."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=100 * least)
    return None if found is None else int(found[2])


def close_matches(name: str, candidates: Iterable[str], count: int, least: float) -> list[str]:
    """Up to ``count`` candidates that may be meant by a misspelt name, the most similar first.

    Of equally similar ones that comes first which shares more characters at their places, then the earlier in the
    alphabet: the answer does not depend on the order of ``candidates``, which may be a set.

    >>> close_matches("标题目", ["标题", "正文"], 1, 0.5), close_matches("证文", {"文字", "正文"}, 2, 0.5)
    (['标题'], ['正文', '文字'])
    """
    from rapidfuzz import fuzz, process

    found = process.extract(name, sorted(candidates), scorer=fuzz.ratio, limit=None, score_cutoff=100 * least)
    found.sort(key=lambda match: (-match[1], -sum(map(str.__eq__, name, match[0]))))
    return [candidate for candidate, _, _ in found[:count]]


def least_edits(one: Sequence[Hashable], two: Sequence[Hashable]) -> list[tuple[int, int, int, int]]:
    """The fewest insertions and deletions that make one sequence the other, as (start, end) in one and in two.

    Neighbouring insertions and deletions are one.

    >>> least_edits("完成五百万元", "完成六百万元")
    [(2, 3, 2, 3)]
    """
    from rapidfuzz.distance import Indel

    found: list[tuple[int, int, int, int]] = []
    for each in Indel.opcodes(one, two):
        if each.tag == "equal":
            continue
        if found and found[-1][1] == each.src_start and found[-1][3] == each.dest_start:
            found[-1] = (found[-1][0], each.src_end, found[-1][2], each.dest_end)
        else:
            found.append((each.src_start, each.src_end, each.dest_start, each.dest_end))
    return found
