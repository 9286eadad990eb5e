"""Copies of a real export, edited in twelve manners: what was done is found, called by its name and can be taken."""

from pathlib import Path

import pytest

from tests.review_copies.scoring import KINDS, Score, score
from tests.review_copies.together import score_together


@pytest.mark.parametrize("kind", KINDS)
def test_everything_done_to_a_copy_is_found(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    total = Score()
    score(tmp_path, 21, kind, total)
    assert total.misses == []


def test_contradictions_and_agreements_of_three_copies_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    total = Score()
    score_together(tmp_path, 4, total)
    assert (total.misses, total.counts["conflicts"] > 0, total.counts["agreements"] > 0) == ([], True, True)
