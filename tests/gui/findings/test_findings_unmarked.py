"""A finding about what is missing underlines nothing: the words that stand there are right."""

from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from gui.findings.model import FoundPlaces
from tests.builders import make_draft

DRAFT = make_draft("title |总结\nbody |好好好。")


def underlined(code: str, element_id: str, span: Span) -> int:
    """How many underlines a finding gives its paragraph."""
    finding = Finding(code, Severity.WARNING, Place(element_id, span), "修路", "没写")
    return len(FoundPlaces((finding,), DRAFT).in_paragraph(element_id)[1])


def test_a_task_not_written_does_not_underline_the_title() -> None:
    assert underlined("plan_not_reported", "e1", Span(0, 0)) == 0


def test_any_other_finding_underlines_its_words() -> None:
    assert underlined("repeat_word", "e2", Span(0, 2)) == 1
