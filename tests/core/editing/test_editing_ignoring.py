"""「忽略」: a finding that is right as it stands is not told again, until somebody takes that back."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.editing.ignoring import ignore, ignored_in, place_of, take_back, without_ignored
from core.editing.particulars import set_particulars
from core.model.change import apply
from core.model.draft import Draft
from core.model.finding import Finding, Ignored, Severity
from core.model.particulars import IGNORED, KEPT
from core.model.spans import Place, Span
from core.workflows.checking.consistency import figure_findings
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.facts import find_facts
from tests.builders import lines_of, make_draft

WRONG = "今年46项任务已完成35项，8项任务未启动，2项任务正在推进。"


def written(*lines: str) -> Draft:
    """A draft of these paragraphs with its figures."""
    draft = make_draft("\n".join(f"body |{line}" for line in lines))
    return replace(draft, facts=find_facts(draft.elements))


def found(draft: Draft) -> tuple[Finding, ...]:
    """What is told of a draft."""
    return without_ignored(draft, figure_findings(draft))


def ignored(draft: Draft) -> Draft:
    """The draft with its first finding ignored."""
    return apply(draft, ignore(draft, figure_findings(draft)[0]))


def retyped(draft: Draft, old: str, new: str) -> Draft:
    """The draft with other words; its notes stay."""
    elements = tuple(replace(one, content=one.content.replace(old, new)) for one in draft.elements)
    return replace(draft, elements=elements, facts=find_facts(elements))


def test_an_ignored_finding_is_not_told_again() -> None:
    draft = written(WRONG)
    assert (len(found(draft)), found(ignored(draft))) == (1, ())


def test_ignoring_changes_no_character_and_is_one_step() -> None:
    draft = written(WRONG)
    change = ignore(draft, figure_findings(draft)[0])
    assert lines_of(apply(draft, change)) == lines_of(draft)
    assert apply(apply(draft, change), change.inverse()) == draft


def test_ignoring_twice_changes_nothing() -> None:
    draft = written(WRONG)
    finding = figure_findings(draft)[0]
    assert ignore(apply(draft, ignore(draft, finding)), finding).is_empty


@pytest.mark.parametrize(
    ("old", "new"), [("今年", "今年以来全县"), ("正在推进。", "正在推进，年底完成。"), ("推进。", "推进之中。")]
)
def test_edits_around_it_leave_it_ignored(old: str, new: str) -> None:
    changed = retyped(ignored(written(WRONG)), old, new)
    assert figure_findings(changed)
    assert found(changed) == ()


@pytest.mark.parametrize(("old", "new"), [("46项", "47项"), ("35项", "34项")])
def test_other_figures_are_another_finding(old: str, new: str) -> None:
    assert len(found(retyped(ignored(written(WRONG)), old, new))) == 1


def test_the_same_figures_elsewhere_are_another_finding() -> None:
    other = "去年的情况相反：46项任务已完成35项，8项任务未启动，2项任务正在推进。"
    assert [one.place.element_id for one in found(ignored(written(WRONG, other)))] == ["e2"]


def test_a_finding_that_moved_with_its_words_stays_ignored() -> None:
    draft = ignored(written(WRONG))
    elements = (replace(draft.elements[0], id="e7"),)
    assert found(replace(draft, elements=elements, facts=find_facts(elements))) == ()


def test_a_finding_can_be_ignored_in_all_of_the_draft() -> None:
    draft = written("各部门的部门的工作。", "部门的事。")
    places = [Place("e1", Span(1, 3)), Place("e2", Span(0, 2))]
    findings = [Finding("wording", Severity.HINT, place, "部门", "改为“单位”更好。") for place in places]
    after = apply(draft, ignore(draft, findings[0], everywhere=True))
    assert without_ignored(after, findings) == ()


def test_taking_back_tells_of_it_again() -> None:
    draft = ignored(written(WRONG))
    assert len(found(apply(draft, take_back(draft, ignored_in(draft)[0])))) == 1


def test_ignoring_one_of_several_leaves_the_others() -> None:
    draft = written(WRONG, "从50件下降到60件。", "完成95％，从8件增加到6件。")
    for finding in figure_findings(draft):
        rest = [one for one in figure_findings(draft) if one != finding]
        assert list(found(apply(draft, ignore(draft, finding)))) == rest


def test_all_that_was_ignored_can_be_taken_back_in_any_order() -> None:
    draft = written(WRONG, "从50件下降到60件。")
    after = draft
    for finding in figure_findings(draft):
        after = apply(after, ignore(after, finding))
    assert found(after) == ()
    for note in reversed(ignored_in(after)):
        after = apply(after, take_back(after, note))
    assert found(after) == figure_findings(draft)


def test_notes_are_kept_with_the_draft(tmp_path: Path) -> None:
    draft = ignored(written(WRONG))
    create_session(tmp_path / "稿.nigao", draft, lambda: datetime(2023, 7, 1)).close()
    assert ignored_in(read_stored(tmp_path / "稿.nigao")) == ignored_in(draft)


def test_what_was_not_ignored_cannot_be_taken_back() -> None:
    draft = written(WRONG)
    assert take_back(draft, Ignored("figures_sum", "1项")).is_empty


def test_a_name_that_was_kept_is_listed_and_taken_back() -> None:
    draft = written("与青禾县交流。")
    draft = apply(draft, set_particulars(draft, {KEPT: "青禾县、河东镇"}))
    after = apply(draft, take_back(draft, Ignored("", "青禾县")))
    assert [note.text for note in ignored_in(after)] == ["河东镇"]


def test_an_ignored_finding_says_where_it_stands() -> None:
    draft = retyped(ignored(written(WRONG)), "今年", "今年全县")
    place = place_of(draft, ignored_in(draft)[0])
    assert place is not None
    assert draft.elements[0].content[place.span.start : place.span.end] == "46项"


def test_an_ignored_finding_that_is_gone_stands_nowhere() -> None:
    draft = ignored(written(WRONG))
    assert place_of(retyped(draft, WRONG, "全部完成。"), ignored_in(draft)[0]) is None


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[["a","b"]]', '[["a",1,"","","",[]]]', '[["","a","","","",[]]]'])
def test_notes_that_are_none_are_left_out(text: str) -> None:
    draft = written(WRONG)
    draft = replace(draft, identity=replace(draft.identity, particulars=((IGNORED, text),)))
    assert (ignored_in(draft), len(found(draft))) == ((), 1)
