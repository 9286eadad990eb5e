"""The benchmark table judges rightly; nothing is timed here."""

import json
from pathlib import Path

import pytest

from tests.bench import frame
from tests.bench.frame import Row

JUDGED = (
    (Row("export", 1.0, 8.0, 8, "faster"), 8.0, True),
    (Row("export", 1.0, 7.9, 8, "faster"), 7.9, False),
    (Row("key", 1.3, 1.0, 1.3, "within"), 1.3, True),
    (Row("key", 1.4, 1.0, 1.3, "within"), 1.4, False),
    (Row("facts", 30.0, None, 60, "below"), 0.5, True),
    (Row("facts", 61.0, None, 60, "below"), 61 / 60, False),
)


@pytest.mark.parametrize(("row", "ratio", "met"), JUDGED)
def test_a_row_is_held_against_its_mark(row: Row, ratio: float, met: bool) -> None:
    assert row.ratio == pytest.approx(ratio)
    assert row.is_met is met


@pytest.mark.parametrize(("percent", "value"), [(50, 50), (99, 99), (100, 100), (1, 1)])
def test_percentile_of_one_to_a_hundred(percent: float, value: int) -> None:
    assert frame.percentile([*range(100, 0, -1)], percent) == value


def test_both_sides_are_called_equally_often(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(frame, "settle", lambda: None)
    frame.medians(lambda: calls.append("ours"), lambda: calls.append("peer"), rounds=3)
    assert calls == ["ours", "peer"] * 4


def test_each_timed_call_of_either_side_begins_with_a_settled_heap(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(frame, "settle", lambda: calls.append("settled"))
    frame.medians(lambda: calls.append("ours"), lambda: calls.append("peer"), rounds=2)
    assert calls == ["ours", "peer", *("settled", "ours", "settled", "peer") * 2]


def test_figures_are_stored_by_name(tmp_path: Path) -> None:
    frame.store([Row("export", 1.0, 9.0, 8, "faster")], tmp_path / "new" / "bench.json")
    stored = json.loads((tmp_path / "new" / "bench.json").read_text("utf-8"))
    assert stored == {"export": {"ours": 1.0, "peer": 9.0, "ratio": 9.0, "mark": 8}}


def test_a_missed_mark_is_named_in_the_table() -> None:
    assert "MISSED" in frame.table([Row("export", 1.0, 2.0, 8, "faster")])
