"""What somebody said of a match, laid over what was matched."""

import pytest

from core.coverage.values import Certainty, Mention, Sentence
from core.coverage.verdicts import apply_verdicts, mark_of
from core.model.spans import Place, Span


def sentence(number: int, text: str, is_heading: bool = False) -> Sentence:
    """A sentence of its own paragraph."""
    return Sentence(Place(f"e{number}", Span(0, len(text))), text, is_heading=is_heading)


HEADING = sentence(1, "检修机具", is_heading=True)
FIRST, SECOND, THIRD = (sentence(n, text) for n, text in enumerate(("检修机具。", "培训机手。", "报废农机。"), 2))
ALL = (HEADING, FIRST, SECOND, THIRD)
DOUBTFUL = Mention(FIRST, Certainty.PERHAPS, 0.5)
LATER = Mention(THIRD, Certainty.SURE, 0.9)
BOTH = (DOUBTFUL, LATER)


def said(about: Sentence, verdict: bool) -> tuple[Mention, ...]:
    """The mentions after one verdict."""
    return apply_verdicts(BOTH, ALL, {mark_of(about.text): verdict})


def test_nothing_said_changes_nothing() -> None:
    assert apply_verdicts(BOTH, ALL, {}) == BOTH


def test_a_doubtful_sentence_becomes_sure() -> None:
    assert [one.certainty for one in said(FIRST, True)] == [Certainty.SURE, Certainty.SURE]


def test_its_score_stays() -> None:
    assert said(FIRST, True)[0].score == DOUBTFUL.score


@pytest.mark.parametrize(("about", "left"), [(FIRST, [THIRD]), (THIRD, [FIRST]), (SECOND, [FIRST, THIRD])])
def test_a_denied_sentence_goes(about: Sentence, left: list[Sentence]) -> None:
    assert [one.sentence for one in said(about, False) if one.sentence is not HEADING] == left


def test_an_affirmed_sentence_comes_in_its_place() -> None:
    assert [one.sentence for one in said(SECOND, True)] == [FIRST, SECOND, THIRD]


def test_a_heading_by_itself_reports_on_nothing_whatever_is_said() -> None:
    assert said(HEADING, True)[0].sentence is not HEADING


@pytest.mark.parametrize("other", ["检修机具12台。", "检修机具＿＿台，", "　检修机具台"])
def test_figures_and_marks_do_not_tell_sentences_apart(other: str) -> None:
    assert mark_of(other) == mark_of("检修机具320台。")


def test_words_do() -> None:
    assert mark_of("检修机具。") != mark_of("检修农具。")
