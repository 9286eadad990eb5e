"""What anybody may have written into the particulars of a draft file: it is passed over, and never stands in the way."""

import json
from dataclasses import replace

import pytest

from core.editing.ignoring import ignored_in, without_ignored
from core.editing.lengths import set_target, targets_of
from core.model.change import apply
from core.model.draft import Draft
from core.model.finding import Finding, Ignored, Severity
from core.model.particulars import DEPARTMENTS, IGNORED, KEPT, LEFT_OUT, TARGETS
from core.model.spans import Place, Span
from core.workflows.yearly.coverage import left_out
from core.workflows.yearly.departments import departments_of, set_departments
from tests.builders import make_draft

PLAIN = make_draft("h1 一、|开展情况\nbody |共48名，共48名。\nh1 二、|问题")
NONSENSE = {
    "nothing": "",
    "no JSON": "办公室",
    "half of it": '{"e1": ',
    "a number": "7",
    "a word": '"e1"',
    "null": "null",
    "a list of lists": "[[[]]]",
    "an endless number": "1" * 5000,
    "too deep": "[" * 100_000,
    "too deep an object": '{"e1":' * 100_000,
    "a sign that is none": "\ufffe",
}


def noted(name: str, text: str) -> Draft:
    return replace(PLAIN, identity=replace(PLAIN.identity, particulars=((name, text),)))


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_is_no_department(case: str) -> None:
    assert departments_of(noted(DEPARTMENTS, NONSENSE[case])) == {}


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_is_no_target(case: str) -> None:
    assert targets_of(noted(TARGETS, NONSENSE[case])) == {}


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_ignores_nothing(case: str) -> None:
    assert ignored_in(noted(IGNORED, NONSENSE[case])) == ()


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_leaves_no_task_out(case: str) -> None:
    assert dict(left_out(noted(LEFT_OUT, NONSENSE[case]))) == {}


@pytest.mark.parametrize("case", NONSENSE)
def test_a_department_is_noted_over_nonsense(case: str) -> None:
    draft = noted(DEPARTMENTS, NONSENSE[case])
    assert departments_of(apply(draft, set_departments(draft, {"e1": "办公室"}))) == {"e1": "办公室"}


@pytest.mark.parametrize("case", NONSENSE)
def test_a_target_is_set_over_nonsense(case: str) -> None:
    draft = noted(TARGETS, NONSENSE[case])
    assert targets_of(apply(draft, set_target(draft, "e1", 500))) == {"e1": 500}


# What makes sense beside what does not


@pytest.mark.parametrize(
    ("count", "kept"),
    [(1, True), (100_000, True), (0, False), (-1, False), (100_001, False), (5.0, False), ("5", False), (True, False), (None, False), ([5], False)],
)  # fmt: skip
def test_a_target_is_a_count_of_signs(count: object, kept: bool) -> None:
    assert targets_of(noted(TARGETS, json.dumps({"e1": count, "e3": 80}))) == {"e3": 80} | (
        {"e1": count} if kept else {}
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"e1": "办公室", "e99": "人事科"}, {"e1": "办公室"}),
        ({"e2": "办公室"}, {}),
        ({"e1": 7, "e3": None}, {"e1": "7", "e3": "None"}),
    ],
    ids=["a section that is gone", "no section", "no name"],
)
def test_departments_are_names_of_sections_that_are_there(found: dict[str, object], expected: dict[str, str]) -> None:
    assert departments_of(noted(DEPARTMENTS, json.dumps(found))) == expected


NOTE = ["number_long", "48名", "e2", "共", "，", []]
NO_NOTES = {
    "too short": NOTE[:5],
    "too long": [*NOTE, ""],
    "no code": ["", *NOTE[1:]],
    "a code that is a number": [7, *NOTE[1:]],
    "others that are a word": [*NOTE[:5], "48名"],
    "others that are numbers": [*NOTE[:5], [48]],
    "an object": {"code": "number_long"},
    "nothing": None,
}


@pytest.mark.parametrize("case", NO_NOTES)
def test_what_is_no_note_is_left_out(case: str) -> None:
    found = ignored_in(noted(IGNORED, json.dumps([NO_NOTES[case], NOTE])))
    assert found == (Ignored("number_long", "48名", "e2", "共", "，"),)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("良丰街道、柳溪镇", ["良丰街道", "柳溪镇"]),
        ("良丰街道；柳溪镇;青禾县", ["良丰街道", "柳溪镇", "青禾县"]),
        ("良丰街道\n\n柳溪镇\n", ["良丰街道", "柳溪镇"]),
        ("、、；", []),
    ],
)
def test_kept_names_are_set_apart_in_any_way(names: str, expected: list[str]) -> None:
    assert [note.text for note in ignored_in(noted(KEPT, names))] == expected


# Which finding a note is of


def finding(start: int, code: str = "number_long", element_id: str = "e2") -> Finding:
    place = Place(element_id, Span(start, start + 3))
    return Finding(code, Severity.HINT, place, "48名", "")


@pytest.mark.parametrize(
    ("note", "left"),
    [
        (NOTE, [5]),
        (["number_long", "48名", "", "", "", []], []),
        (["number_range", "48名", "", "", "", []], [1, 5]),
        (["number_long", "49名", "", "", "", []], [1, 5]),
        (["number_long", "", "", "", "", []], []),
        (["number_long", "48名", "e2", "开头", "，共48名。", []], [5]),
        (["number_long", "48名", "e2", "共", "结尾", []], [5]),
        (["number_long", "48名", "e1", "共", "结尾", []], [1, 5]),
        (["number_long", "48名", "e1", "共", "，共48名。", []], [5]),
        (["number_long", "48名", "e2", "共", "，共48名。", ["52名"]], [1, 5]),
    ],
    ids=[
        *("by place", "everywhere", "another code", "another text", "whatever it says"),
        *("words before changed", "words behind changed", "elsewhere, one side", "elsewhere, both", "against others"),
    ],
)
def test_a_note_is_of_the_finding_with_its_surroundings(note: list[object], left: list[int]) -> None:
    found = without_ignored(noted(IGNORED, json.dumps([note])), [finding(1), finding(5)])
    assert [one.place.span.start for one in found] == left
