"""Documents of many houses come out of an export and of a new draft with title and headings, and nothing is lost untold."""

import pytest

from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.report_draft import draft_of
from tests.core.parsing.test_parsing_houses import Labelled, documents
from tests.core.workflows.importing.test_characters_laws import carried, exported, report_of
from tests.examples import thinned


def spaceless(text: str) -> str:
    return "".join(text.split())


def titled(draft: Draft) -> str:
    return spaceless("".join(element.content for element in draft.elements if element.role is Role.TITLE))


def headings(draft: Draft) -> list[str]:
    return [element.heading for element in draft.elements if element.role is Role.HEADING]


@pytest.mark.parametrize("labelled", thinned(documents(), 4))
def test_title_headings_and_characters_come_out_again(labelled: Labelled) -> None:
    title, lines = labelled
    report = report_of([text for _, text in lines])
    drafts = draft_of(report.document), start_draft(DraftRequest("年度工作总结", 2025, "", (report,))).value
    ways = exported(report, "国标公文"), carried(report, "国标公文")
    assert [titled(drafts[0]), headings(drafts[1])] == [spaceless(title), headings(drafts[0])]
    assert [(lost, told) for lost, told in ways if lost > told] == []
