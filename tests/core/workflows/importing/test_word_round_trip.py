"""Text in = text out over the whole way: report → draft → Word file → report, with the same outline and facts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.draft import Draft
from core.model.elements import Role
from core.numbering import write_ordinal
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import recognise_report
from tests.examples import examples
from tests.rereading import (
    GOLDEN,
    SAMPLES,
    as_wps_writes,
    facts_in,
    outline_in,
    outline_of,
    read_again,
    report_in,
    reread,
    word_file,
)

REPORTS = [pytest.param(path, id=path.stem if path in GOLDEN else path.parent.name) for path in (*SAMPLES, *GOLDEN)]
TOPICS = st.sampled_from(["加强理论学习", "夯实基层基础", "优化营商环境", "守牢安全底线", "改进工作作风", "保障民生"])
SENTENCES = st.lists(
    st.sampled_from(
        [
            "全年共举办培训班48期，培训干部1200余人次。",
            "深入**个村开展走访，解决问题36件。",
            "坚持问题导向，压实各方责任，确保任务落到实处。",
            "群众满意率达到96.5％，比上年提高2个百分点。",
            "<会议>强调&要求：“守土有责”。",
        ]
    ),
    min_size=1,
    max_size=3,
).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """A summary as clerks write it: title, preamble, numbered parts, run-in or stand-alone items, closing."""
    lines = ["清源县林业局2022年工作总结", "2022年以来，我局围绕中心任务开展工作。" + draw(SENTENCES)]
    for part in range(1, draw(st.integers(2, 4)) + 1):
        lines.append(write_ordinal(part, "一、") + draw(TOPICS))
        run_in, shape = draw(st.booleans()), draw(st.sampled_from(["（一）", "1."]))
        for item in range(1, draw(st.integers(2, 12)) + 1):
            lines += _item(write_ordinal(item, shape) + draw(TOPICS), draw(SENTENCES), run_in)
    return "\n".join([*lines, "清源县林业局", "2022年12月30日"])


def _item(heading: str, body: str, run_in: bool) -> list[str]:
    return [f"{heading}。{body}"] if run_in else [heading, body]


@pytest.mark.parametrize("path", REPORTS)
def test_our_word_file_of_a_report_has_its_outline(path: Path) -> None:
    assert outline_in(read_again(path)) == outline_in(report_in(path))


@pytest.mark.parametrize("path", REPORTS)
def test_our_word_file_of_a_report_has_its_title_kind_and_numbering(path: Path) -> None:
    before, after = report_in(path).document, read_again(path).document
    assert (after.title, after.kind, after.numbering) == (before.title, before.kind, before.numbering)


@pytest.mark.parametrize("path", REPORTS)
def test_our_word_file_of_a_report_has_its_facts(path: Path) -> None:
    assert facts_in(read_again(path)) == facts_in(report_in(path))


@pytest.mark.parametrize("path", REPORTS)
def test_a_file_that_wps_saved_again_reads_the_same(path: Path) -> None:
    report = report_in(path)
    assert outline_in(reread(as_wps_writes(word_file(draft_of(report.document))))) == outline_in(report)


@pytest.mark.parametrize("path", REPORTS)
def test_yellow_marks_do_not_change_what_is_read(path: Path) -> None:
    marked = word_file(draft_of(report_in(path).document), marks=True)
    assert outline_in(reread(marked)) == outline_in(read_again(path))


@pytest.mark.shared
def test_our_word_file_of_a_real_report_has_its_outline(seed: Path) -> None:
    report = report_in(seed)
    assert outline_in(reread(word_file(draft_of(report.document)))) == outline_in(report)


@pytest.mark.shared
def test_our_word_file_of_a_real_report_has_its_facts(seed: Path) -> None:
    report = report_in(seed)
    assert facts_in(reread(as_wps_writes(word_file(draft_of(report.document))))) == facts_in(report)


@settings(max_examples=examples(8, share=2))
@given(reports())
def test_any_report_has_its_outline_and_facts_in_our_word_file(text: str) -> None:
    report = recognise_report("总结.txt", text.encode("utf-8")).value
    again = reread(word_file(draft_of(report.document)))
    assert outline_in(again) == outline_in(report)
    assert facts_in(again) == facts_in(report)


@settings(max_examples=examples(5, share=4))
@given(reports())
def test_a_second_export_is_the_first(text: str) -> None:
    first = draft_of(recognise_report("总结.txt", text.encode("utf-8")).value.document)
    second = draft_of(reread(word_file(first)).document)
    assert outline_of(draft_of(reread(word_file(second)).document).elements) == outline_of(second.elements)


@pytest.mark.parametrize("name", [kind.name for kind in list_kinds()])
def test_a_draft_made_from_the_kinds_own_skeleton_reads_back(name: str) -> None:
    draft = start_draft(DraftRequest(name, 2023, "清源县林业局")).value
    again = draft_of(reread(word_file(draft)).document)
    assert headings(again) == headings(draft)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.parent.name for path in SAMPLES])
def test_a_new_draft_of_last_years_word_file_is_that_of_its_text(path: Path) -> None:
    report = report_in(path)
    bases = report, read_again(path)
    drafts = [start_draft(DraftRequest(path.parent.name, 2024, "", (basis,))).value for basis in bases]
    assert outline_of(drafts[0].elements) == outline_of(drafts[1].elements)


def headings(draft: Draft) -> list[tuple[str, str, int]]:
    found = [element for element in draft.elements if element.role is Role.HEADING]
    return [(element.ordinal, element.heading, element.depth) for element in found]
