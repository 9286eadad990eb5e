"""From any report to a new draft: nothing lost, nothing carried unseen, parts dropped whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.elements import Role
from core.model.fact import FactKind
from core.model.outline import subtree
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.report_draft import draft_of
from tests.rereading import GOLDEN, SAMPLES, report_in

REPORTS = [pytest.param(path, id=path.stem if path in GOLDEN else path.parent.name) for path in (*SAMPLES, *GOLDEN)]
SHORT = [report_in(path) for path in SAMPLES]
KIND = "上半年工作总结"


def is_imprint(text):
    return text.startswith("抄送：") or text.endswith("印发")


@pytest.mark.parametrize("path", REPORTS)
def test_every_paragraph_of_the_basis_is_in_the_draft(path):
    report = report_in(path)
    kept = [
        e.text for e in report.document.elements if e.role not in (Role.TITLE, Role.NOISE) and not is_imprint(e.text)
    ]
    draft = start_draft(DraftRequest(KIND, 2024, "", (report,))).value
    texts = [element.text for element in draft.elements if element.role is not Role.TITLE]
    assert texts[len(texts) - len(kept) :] == kept


@pytest.mark.parametrize("path", REPORTS)
def test_every_carried_fact_but_the_times_of_the_report_is_open_and_stands_where_it_says(path):
    draft = start_draft(DraftRequest(KIND, 2024, "", (report_in(path),))).value
    content = {element.id: element.content for element in draft.elements}
    open_facts = [fact for fact in draft.facts if fact.kind is not FactKind.DATE]
    assert all(fact.state.is_open and fact.value is None for fact in open_facts)
    assert all(content[fact.element_id][fact.start : fact.end] == fact.text == fact.prior for fact in draft.facts)


@pytest.mark.parametrize("path", REPORTS)
def test_ids_of_elements_and_facts_are_below_the_serial(path):
    draft = start_draft(DraftRequest(KIND, 2024, "", (report_in(path),))).value
    numbers = [int(item.id[1:]) for item in (*draft.elements, *draft.facts)]
    assert max(numbers) <= draft.serial
    assert len({item.id for item in (*draft.elements, *draft.facts)}) == len(numbers)


@pytest.mark.parametrize("path", REPORTS)
def test_a_report_as_it_is_keeps_every_number(path):
    report = report_in(path)
    ordinals = [element.ordinal for element in report.document.elements if element.role is Role.HEADING]
    assert [e.ordinal for e in draft_of(report.document).elements if e.role is Role.HEADING] == ordinals


@settings(max_examples=40)
@given(st.sampled_from(SHORT), st.sets(st.integers(0, 30), max_size=4))
def test_a_dropped_part_goes_with_all_under_it(report, chosen):
    elements = report.document.elements
    headings = [element.id for element in elements if element.role is Role.HEADING]
    dropped = frozenset(headings[index % len(headings)] for index in chosen)
    gone = {e.id for heading in dropped for e in elements[slice(*subtree(elements, heading))]}
    draft = start_draft(DraftRequest(KIND, 2024, "", (report,), dropped)).value
    assert gone.isdisjoint(element.id for element in draft.elements)
    assert len(draft.elements) == len(elements) - len(gone)


@settings(max_examples=40)
@given(st.sampled_from(SHORT), st.integers(0, 30), st.text("标题，。 1", max_size=12))
def test_a_renamed_part_keeps_number_and_text(report, index, words):
    headings = [element for element in report.document.elements if element.role is Role.HEADING]
    chosen = headings[index % len(headings)]
    draft = start_draft(DraftRequest(KIND, 2024, "", (report,), frozenset(), {chosen.id: words})).value
    (renamed,) = [element for element in draft.elements if element.id == chosen.id]
    assert renamed.text.startswith(chosen.prefix + words.strip())
    assert renamed.text.endswith(chosen.body)
