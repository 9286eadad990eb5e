"""Copies of a real export, edited in twelve manners: what was done is found, called by its name and can be taken."""

from pathlib import Path

import pytest

from tests.review_copies.scoring import KINDS, Score, score


@pytest.mark.parametrize("kind", KINDS)
def test_everything_done_to_a_copy_is_found(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    total = Score()
    score(tmp_path, 21, kind, total)
    assert total.misses == []
