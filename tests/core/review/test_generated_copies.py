"""Copies of a real export, edited in twelve manners: what was done is found, called by its name and can be taken."""

import random
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.model.change import number_of
from core.model.elements import Role
from core.workflows.drafting.session import open_session
from core.workflows.review.returned import read_returned
from core.workflows.review.taking import ALL, take, wanted
from tests.review_copies.files import applied
from tests.review_copies.plans import Plan, edits_in
from tests.review_copies.scoring import KINDS, Score, made_copy, planned, score, taken_texts
from tests.review_copies.together import score_together


@pytest.mark.parametrize("kind", KINDS)
def test_everything_done_to_a_copy_is_found(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    total = Score()
    score(tmp_path, 21, kind, total)
    assert total.misses == []


@pytest.mark.parametrize("kind", ["word", "lying", "lost, untracked"])
def test_changes_lead_to_the_same_in_any_order(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    base, _, _, copy = made_copy(tmp_path, 27, kind)
    review = read_returned(base.path, [copy]).value
    wanted = taken_texts(base.path, review)
    assert [taken_texts(base.path, review, random.Random(seed)) for seed in range(3)] == [wanted] * 3


def test_two_copies_say_the_same_whichever_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    base, _, _, one = made_copy(tmp_path, 25, "word")
    two = one.with_name("另一份.docx")
    texts = {number_of(each.id): each.text for each in base.draft.elements if each.role is Role.BODY}
    rng = random.Random(25)
    plan = Plan(edits={number: edits_in(rng, text, 0, 2) for number, text in texts.items() if len(text) > 20})
    two.write_bytes(applied(base.data, plan, KINDS["wps"], rng))
    marks = []
    for files in ([one, two], [two, one]):
        review = read_returned(base.path, files).value
        names = {change.id: (copy.name, change.mark) for copy in review.copies for change in copy.changes}
        said = {frozenset((names[each.one], names[each.two])) for each in review.compared.conflicts}
        same = {frozenset((names[key], names[other])) for key, other in review.compared.same_as.items()}
        marks.append((set(names.values()), said, same))
    assert marks[0][1]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("number", [91001, 91006])
def test_what_contradicts_nothing_can_be_taken(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    base, _, _, one = made_copy(tmp_path, number, "word")
    files = [one]
    for place, kind in enumerate(("wps", "untracked")):
        rng = random.Random(number + place)
        plan, _ = planned(rng, base.draft, KINDS[kind])
        files.append(one.with_name(f"{place}.docx"))
        files[-1].write_bytes(applied(base.data, plan, KINDS[kind], rng))
    review = read_returned(base.path, files).value
    with closing(open_session(base.path, datetime.now).value) as session:
        done = take(session, review, wanted(review, [ALL]))
    assert (len(done.taken) > 80, done.left) == (True, ())


def test_contradictions_and_agreements_of_three_copies_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    total = Score()
    score_together(tmp_path, 4, total)
    assert (total.misses, total.counts["conflicts"] > 0, total.counts["agreements"] > 0) == ([], True, True)
