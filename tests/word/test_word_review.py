"""Reviewed copies through LibreOffice, opened and saved: the same changes come back; its own view of them agrees."""

import random
from pathlib import Path

import pytest

from core.review.views import final, original
from core.word.reviewing.stream import read_copy
from core.workflows.review.returned import read_returned
from tests.review_copies.files import applied
from tests.review_copies.scoring import KINDS, Sent, planned, sample_draft, sent
from tests.word.office import convert, validator_errors

pytestmark = pytest.mark.word
_KINDS = ("word", "wps", "mixed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Sent, Path, Path]]:
    """A copy of each kind: the draft it is of, the copy, and what LibreOffice saves of it."""
    folder = tmp_path_factory.mktemp("review")
    made: dict[str, tuple[Sent, Path]] = {}
    for kind in _KINDS:
        rng = random.Random(kind)
        (folder / kind).mkdir()
        base = sent(folder / kind, sample_draft(rng))
        plan, _ = planned(rng, base.draft, KINDS[kind])
        plan.moves.clear()  # a deletion inside a move comes back as live text
        copy = folder / f"{kind}.docx"
        copy.write_bytes(applied(base.data, plan, KINDS[kind], rng))
        made[kind] = base, copy
    through = folder / "saved"
    through.mkdir()
    results = convert([copy for _, copy in made.values()], "docx:MS Word 2007 XML", through)
    return {kind: (*made[kind], result) for kind, result in zip(made, results, strict=True)}


@pytest.mark.parametrize("kind", _KINDS)
def test_both_views_are_the_same(saved: dict[str, tuple[Sent, Path, Path]], kind: str) -> None:
    _, copy, result = saved[kind]
    for view in (original, final):
        one, two = ([each.text for each in view(read_copy(path.read_bytes()).value)] for path in (copy, result))
        assert [text for text in one if text] == [text for text in two if text]


@pytest.mark.parametrize("kind", _KINDS)
def test_the_changes_and_comments_are_the_same(saved: dict[str, tuple[Sent, Path, Path]], kind: str) -> None:
    base, copy, result = saved[kind]
    one, two = (read_returned(base.path, [path]).value.copies[0] for path in (copy, result))
    assert {change.mark for change in one.changes} == {change.mark for change in two.changes}
    assert two.account.is_closed
    places = [
        sorted((each.element_id, each.start, each.end, each.text) for each in review.comments) for review in (one, two)
    ]
    assert places[0] == places[1]


def test_what_goes_out_is_valid(saved: dict[str, tuple[Sent, Path, Path]], tmp_path: Path) -> None:
    path = tmp_path / "发出.docx"
    path.write_bytes(saved["word"][0].data)
    assert validator_errors(path) == []


def test_the_version_outlasts_another_program(saved: dict[str, tuple[Sent, Path, Path]]) -> None:
    versions = read_copy(saved["word"][2].read_bytes()).value.versions
    assert {(each.number, each.found) for each in versions} >= {(1, "bookmark"), (1, "property")}
