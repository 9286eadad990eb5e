"""Three copies of one draft with edits at the same places: which contradict each other, and which are the same, is known."""

import random
from itertools import combinations
from pathlib import Path

from core.model.change import number_of
from core.model.elements import Role
from core.workflows.review.listing import review_shape
from core.workflows.review.returned import read_returned
from tests.review_copies.files import applied
from tests.review_copies.plans import Plan, TextEdit, edits_in
from tests.review_copies.scoring import KINDS, Score, sample_draft, sent

Pair = frozenset[tuple[int, int, TextEdit]]


def score_together(folder: Path, seed: int, total: Score) -> None:
    """Make three copies, read them together, compare what is said of each pair of edits."""
    rng = random.Random(seed)
    own = folder / f"together {seed}"
    own.mkdir()
    base = sent(own, sample_draft(rng))
    texts = {
        number_of(each.id): each.text for each in base.draft.elements if each.role is Role.BODY and len(each.text) > 20
    }
    plans = _plans(rng, texts)
    files = []
    for number, plan in enumerate(plans):
        kind = rng.choice(("word", "wps", "mixed", "torn"))
        files.append(own / f"{number}.docx")
        files[-1].write_bytes(applied(base.data, plan, KINDS[kind], rng))
    found = read_returned(base.path, files)
    shape = review_shape(found.value, found.notices)
    by_id = {each["id"]: each for each in shape["changes"]}
    said = {frozenset(each["changes"]) for each in shape["conflicts"]}
    same = {each["id"]: each["same_as"] for each in shape["changes"] if each["same_as"]}
    for number, text in texts.items():
        edits = [(place, edit) for place, plan in enumerate(plans) for edit in plan.edits.get(number, ())]
        for (one, a), (two, b) in combinations(edits, 2):
            if one == two:
                continue
            ids = [_id_of(by_id, files[place].name, number, edit, text) for place, edit in ((one, a), (two, b))]
            _judge(total, (a, b), text, (ids, said, same))
    total.counts["edits of three copies"] += sum(len(edits) for plan in plans for edits in plan.edits.values())


def _plans(rng: random.Random, texts: dict[int, str]) -> list[Plan]:
    plans = [Plan() for _ in range(3)]
    for number in rng.sample(sorted(texts), 16):
        first = edits_in(rng, texts[number], 0, 2)
        plans[0].edits[number] = first
        copied = [edit for edit in first if rng.random() < 0.4]
        other = edits_in(rng, texts[number], 0, 2)
        plans[1].edits[number] = copied or other
        plans[2].edits[number] = edits_in(rng, texts[number], 0, 2)
    return plans


def _judge(
    total: Score,
    pair: tuple[TextEdit, TextEdit],
    text: str,
    told: tuple[list[str], set[frozenset[str]], dict[str, str]],
) -> None:
    one, two = pair
    ids, said, same = told
    is_said = frozenset(ids) in said or any(
        frozenset({same.get(ids[0], ids[0]), same.get(ids[1], ids[1])}) == each for each in said
    )
    is_same = one.made(text) == two.made(text)
    overlaps = one.start < two.end and two.start < one.end
    at_one_point = one.start == one.end == two.start == two.end
    if is_same:
        total.add("agreements", same.get(ids[0], ids[0]) == same.get(ids[1], ids[1]), f"{pair} {ids}")
    elif overlaps or at_one_point:
        total.add("conflicts", is_said, f"{pair} {ids} {text}")
    else:
        total.add("no conflicts", not is_said, f"{pair} {ids} {text}")


def _id_of(by_id: dict[str, dict[str, object]], file: str, number: int, edit: TextEdit, text: str) -> str:
    own = [each for each in by_id.values() if each["file"] == file and each["element"] == f"e{number}"]
    right = [
        each
        for each in own
        if text[: int(str(each["start"]))] + str(each["new"]) + text[int(str(each["end"])) :] == edit.made(text)
    ]
    return str(right[0]["id"]) if right else ""
