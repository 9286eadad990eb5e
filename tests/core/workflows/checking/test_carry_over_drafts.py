"""The carry-over check of drafts and files, and what can be done about a finding."""

from pathlib import Path

import pytest

from core.checks.names.tables import NameTables
from core.errors import BadUse
from core.model.card import UnitCard
from core.model.change import Change, apply
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.workflows.checking.carry_over import (
    add_to_card,
    check_draft,
    check_report,
    keep_name,
    load_names,
    other_words,
    replace_name,
)
from core.workflows.checking.findings_listing import findings_shape
from core.workflows.importing.reports import read_report
from tests.builders import make_draft

OLD = (Element("e1", Role.BODY, "在延安学习，在延安参观。"), Element("e2", Role.BODY, "县委书记马德福讲话。"))
DRAFT = Draft(Identity("上半年工作总结", 2023), OLD, basis=(Basis("上年.txt", OLD),), serial=2)

LEAKS = {
    "000": set(),
    "001": set(),
    "002": {"金川区", "陇原"},
    "003": {"郑俊康"},
    "004": {"良丰街道", "良丰农场社区", "桂阳公路", "漓江"},
}
"""Names left standing in the real reports, by the number of the report."""

MOST_FALSE = 2
"""Names in a real report that nobody would have to look at. Ten were allowed."""


@pytest.fixture(scope="module")
def names() -> NameTables:
    return load_names()


def test_a_draft_is_told_what_it_took_over(names: NameTables) -> None:
    assert [finding.text for finding in check_draft(DRAFT, None, names)] == ["延安", "马德福"]


def test_what_was_typed_this_year_is_not_told(names: NameTables) -> None:
    typed = (*OLD, Element("e3", Role.BODY, "赴遵义学习。"))
    found = check_draft(Draft(DRAFT.identity, typed, basis=DRAFT.basis), None, names)
    assert "遵义" not in [finding.text for finding in found]


def test_names_in_this_years_plan_are_ones_own(names: NameTables) -> None:
    plan = Basis("要点", (Element("e9", Role.TITLE, "2023年工作要点"), *OLD))
    assert check_draft(Draft(DRAFT.identity, OLD, basis=(plan,)), None, names) == ()


def test_a_draft_without_basis_took_nothing_over(names: NameTables) -> None:
    assert check_draft(Draft(DRAFT.identity, OLD), None, names) == ()


def test_a_file_is_told_all_its_names(names: NameTables) -> None:
    assert [finding.text for finding in check_report(OLD, None, names)] == ["延安", "马德福"]


def test_without_a_card_a_file_owns_what_its_title_and_signature_name(names: NameTables) -> None:
    text = (
        ("云溪镇2023年工作总结", Role.TITLE),
        ("**县云溪村和青山镇各修路一条。", Role.BODY),
        ("云溪镇人民政府", Role.SIGNATURE),
    )
    elements = [Element(f"e{number}", role, content) for number, (content, role) in enumerate(text)]
    assert [finding.text for finding in check_report(elements, None, names)] == ["青山镇"]


def test_a_finding_has_its_code_and_all_places(names: NameTables) -> None:
    place, person = check_draft(DRAFT, None, names)
    assert (place.code, person.code) == ("carry_over_place", "carry_over_person")
    assert (place.severity, len(place.others)) == (Severity.WARNING, 1)


def test_a_unit_has_a_code_of_its_own(names: NameTables) -> None:
    (finding,) = check_report([Element("e1", Role.BODY, "引进江苏恒立科技有限公司。")], None, names)
    assert finding.code == "carry_over_unit"


def test_the_message_names_what_stands_there_and_how_often(names: NameTables) -> None:
    message = check_draft(DRAFT, None, names)[0].message
    assert "“延安”" in message
    assert "共2处" in message


def test_a_name_on_the_card_is_not_told(names: NameTables) -> None:
    card = UnitCard("延安市委", city="延安市")
    assert [finding.text for finding in check_draft(DRAFT, card, names)] == ["马德福"]


def test_a_kept_name_is_not_told_again(names: NameTables) -> None:
    kept = apply(DRAFT, keep_name(DRAFT, check_draft(DRAFT, None, names)[0]))
    assert [finding.text for finding in check_draft(kept, None, names)] == ["马德福"]
    assert kept.elements == DRAFT.elements


def test_names_are_kept_one_after_another(names: NameTables) -> None:
    draft = DRAFT
    for finding in check_draft(DRAFT, None, names):
        draft = apply(draft, keep_name(draft, finding))
    assert check_draft(draft, None, names) == ()


def test_keeping_can_be_undone(names: NameTables) -> None:
    change = keep_name(DRAFT, check_draft(DRAFT, None, names)[0])
    assert apply(apply(DRAFT, change), change.inverse()) == DRAFT


def test_replacing_reaches_every_place(names: NameTables) -> None:
    after = apply(DRAFT, replace_name(DRAFT, check_draft(DRAFT, None, names)[0], "井冈山"))
    assert after.elements[0].content == "在井冈山学习，在井冈山参观。"


def test_replacing_can_be_undone(names: NameTables) -> None:
    change = replace_name(DRAFT, check_draft(DRAFT, None, names)[0], "井冈山")
    assert apply(apply(DRAFT, change), change.inverse()) == DRAFT


def test_a_name_added_to_the_card_is_right_from_then_on(names: NameTables) -> None:
    card = add_to_card(UnitCard("青禾区委"), check_draft(DRAFT, None, names)[0])
    assert card.others == ("延安",)
    assert [finding.text for finding in check_draft(DRAFT, card, names)] == ["马德福"]


def test_a_name_is_added_once(names: NameTables) -> None:
    finding = check_draft(DRAFT, None, names)[0]
    card = add_to_card(UnitCard("青禾区委"), finding)
    assert add_to_card(card, finding) is card


def test_the_shape_counts_from_the_beginning_of_the_paragraph(names: NameTables) -> None:
    element = Element("e1", Role.HEADING, "赴延安学习", "（一）", 2, 2, 5, line=7)
    shape = findings_shape([element], {"e1": 7}, check_report([element], None, names))["findings"][0]
    assert (shape["line"], shape["start"], shape["end"], shape["text"]) == (7, 4, 6, "延安")
    assert shape["places"] == [{"line": 7, "start": 4, "end": 6}]
    assert (shape["code"], shape["severity"], shape["replacement"]) == ("carry_over_place", "warning", None)


@pytest.mark.shared
def test_names_left_standing_in_real_reports_are_found(seed: Path, names: NameTables) -> None:
    report = read_report(seed).value
    assert report is not None
    found = {finding.text for finding in check_report(report.document.elements, None, names)}
    assert LEAKS[seed.stem[:3]] <= found


@pytest.mark.shared
def test_hardly_anything_else_is_told_of_real_reports(seed: Path, names: NameTables) -> None:
    report = read_report(seed).value
    assert report is not None
    found = {finding.text for finding in check_report(report.document.elements, None, names)}
    assert len(found - LEAKS[seed.stem[:3]]) <= MOST_FALSE


def replaced(draft: Draft, old: str, new: str) -> Change:
    """Another name for one that was told where it first stands."""
    start = max(draft.elements[0].content.find(old), 0)
    place = Place(draft.elements[0].id, Span(start, start + len(old)))
    return replace_name(draft, Finding("carry_over_place", Severity.WARNING, place, old, ""), new)


class TestReplacingEverywhere:
    DRAFT = make_draft(
        """
        h1 一、|金川区工作
        h2 （一）|抓金川区人才。‖金川区引进{**}名，金川区籍{48}人。
        """
    )

    def test_headings_grow_with_what_stands_in_them(self) -> None:
        after = apply(self.DRAFT, replaced(self.DRAFT, "金川区", "青禾新区"))
        assert [element.heading for element in after.elements] == ["青禾新区工作", "抓青禾新区人才"]

    def test_facts_keep_their_places(self) -> None:
        after = apply(self.DRAFT, replaced(self.DRAFT, "金川区", "青禾新区"))
        content = after.elements[1].content
        assert [content[fact.start : fact.end] for fact in after.facts] == ["**", "48"]

    def test_a_fact_in_the_name_falls_away(self) -> None:
        fact = Fact("f1", FactKind.REFERENCE, "name", "e1", 0, 3, "金川区")
        draft = Draft(Identity(), (Element("e1", Role.BODY, "金川区工作"),), (fact,))
        assert apply(draft, replaced(draft, "金川区", "")).facts == ()

    def test_an_empty_text_takes_the_name_out(self) -> None:
        after = apply(self.DRAFT, replaced(self.DRAFT, "金川区", ""))
        assert after.elements[0].content == "工作"

    @pytest.mark.parametrize(("old", "new"), [("金川区", "金川区"), ("延安", "遵义")])
    def test_nothing_to_replace_changes_nothing(self, old: str, new: str) -> None:
        assert replaced(self.DRAFT, old, new).is_empty

    def test_a_name_that_holds_the_old_one_is_written_once(self) -> None:
        after = apply(self.DRAFT, replaced(self.DRAFT, "金川区", "金川区金川区"))
        assert after.elements[0].content == "金川区金川区工作"

    def test_the_same_characters_across_other_words_stay(self) -> None:
        draft = make_draft("body |王平同志到会。王平指出要如帝王平时那样。")
        assert (
            apply(draft, replaced(draft, "王平", "周远")).elements[0].content
            == "周远同志到会。周远指出要如帝王平时那样。"
        )

    def test_what_stays_across_other_words_is_counted(self) -> None:
        draft = make_draft("body |王平同志到会。王平指出要如帝王平时那样。")
        found = Finding("carry_over_person", Severity.WARNING, Place("e1", Span(0, 2)), "王平", "")
        assert other_words(draft, found) == 1

    def test_a_place_that_was_told_is_written_though_no_word_ends_there(self) -> None:
        draft = make_draft("body |王平同志到会。")
        found = Finding("carry_over_person", Severity.WARNING, Place("e1", Span(1, 3)), "平同", "")
        assert apply(draft, replace_name(draft, found, "周远")).elements[0].content == "王周远志到会。"

    def test_a_value_that_holds_the_name_is_another_one_at_all_its_places(self) -> None:
        draft = make_draft("body |在{g:金川区}调研。\nbody |到{g:金川区}调研。")
        after = apply(draft, replaced(draft, "金川区", "青禾区"))
        assert {(fact.text, fact.value, fact.state) for fact in after.facts} == {
            ("青禾区", "青禾区", FactState.UPDATED)
        }

    def test_what_cannot_be_stored_is_refused(self) -> None:
        with pytest.raises(BadUse, match="value_unusable"):
            replaced(self.DRAFT, "金川区", "\x00")
