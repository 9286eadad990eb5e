"""The two-minute draft: its sample is a report like any other, and every step is noticed."""

from pathlib import Path

import pytest

from core.errors import AppError
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactKind
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.guide import Seen, guide_words, make_sample, step_of
from core.workflows.importing.reports import Report, read_report
from core.workflows.yearly.roll_over import accept, load_tables, roll_over


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def sample(home: Path) -> Report:
    return read_report(make_sample(2026)).value


@pytest.fixture
def draft(sample: Report) -> Draft:
    return start_draft(DraftRequest("上半年工作总结", 2026, "", (sample,))).value


def filled(draft: Draft, count: int) -> Draft:
    for number in range(count):
        fact = next(fact for fact in draft.facts if fact.kind is FactKind.MASK and fact.state.is_open)
        draft = apply(draft, set_value(draft, fact.id, str(41 + number)))
    return draft


def rolled(draft: Draft) -> Draft:
    return apply(draft, accept(draft, roll_over(draft, load_tables())[:1]))


def test_the_sample_is_of_last_year(sample: Report) -> None:
    text = "".join(element.text for element in sample.document.elements)
    assert "2025年" in text
    assert "2026" not in text
    assert "{" not in text


def test_the_sample_is_recognised_with_its_outline(sample: Report) -> None:
    assert sample.document.kind == "上半年工作总结"
    assert [element.ordinal for element in sample.document.elements if element.level == 1] == ["一、", "二、", "三、"]


def test_the_sample_has_blanks_to_fill(sample: Report) -> None:
    assert len([fact for fact in sample.facts if fact.kind is FactKind.MASK]) >= 3


def test_the_sample_is_written_anew_each_time(home: Path) -> None:
    make_sample(2026).write_text("改过", "utf-8")
    assert "改过" not in make_sample(2026).read_text("utf-8")


def test_a_place_that_cannot_be_written_is_told(home: Path) -> None:
    home.write_text("no folder")
    with pytest.raises(AppError) as refused:
        make_sample(2026)
    assert refused.value.code == "guide_no_sample"


def test_there_are_words_for_every_step() -> None:
    words = guide_words()
    assert len(words.steps) == 5
    assert all(step.words.endswith("。") for step in words.steps)


def test_the_first_step_is_to_open_the_sample() -> None:
    assert step_of(Seen()) == 0


def test_the_sheet_with_the_sample_ends_the_first_step() -> None:
    assert step_of(Seen(has_sheet=True)) == 1


def test_a_draft_of_it_ends_the_second(draft: Draft) -> None:
    assert step_of(Seen(draft=draft)) == 2


def test_two_facts_are_not_three(draft: Draft) -> None:
    assert step_of(Seen(draft=filled(draft, 2))) == 2


def test_three_facts_end_the_third(draft: Draft) -> None:
    assert step_of(Seen(draft=filled(draft, 3))) == 3


def test_rolling_a_year_over_ends_the_fourth(draft: Draft) -> None:
    assert step_of(Seen(draft=rolled(filled(draft, 3)))) == 4


def test_a_file_ends_the_last(draft: Draft) -> None:
    assert step_of(Seen(draft=rolled(filled(draft, 3)), has_file=True)) == 5


def test_what_was_left_out_comes_next_in_whatever_order_things_are_done(draft: Draft) -> None:
    assert step_of(Seen(draft=rolled(draft), has_file=True)) == 2
