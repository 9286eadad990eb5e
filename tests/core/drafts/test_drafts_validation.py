"""What a draft file may say and what contradicts itself: the last value that is believed, the first that is not."""

from dataclasses import replace
from typing import Any

import pytest

from core.drafts.validation import DEEPEST, HIGHEST, validated
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact
from tests.builders import make_draft

REPORT = make_draft("h1 一、|开展情况\nbody |接收档案{48}卷，修复{**}卷。")
PLAN = Basis("2023年要点", (Element("b1", Role.BODY, "接收档案。"),))


def with_element(**values: Any) -> Draft:
    return replace(REPORT, elements=(REPORT.elements[0], replace(REPORT.elements[1], **values)))


def with_fact(**values: Any) -> Draft:
    return replace(REPORT, facts=(REPORT.facts[0], replace(REPORT.facts[1], **values)))


def with_identity(**values: Any) -> Draft:
    return replace(REPORT, identity=replace(REPORT.identity, **values))


SOUND = {
    "as it was made": REPORT,
    "nothing at all": Draft(Identity()),
    "the deepest level": with_element(level=DEEPEST, depth=DEEPEST),
    "the highest line": with_element(line=HIGHEST),
    "the highest serial": replace(REPORT, serial=HIGHEST),
    "a heading as long as its paragraph": with_element(heading_length=len(REPORT.elements[1].content)),
    "a fact without a character": with_fact(start=10, end=10),
    "facts side by side": with_fact(start=6, end=8),
    "a fact up to the end": with_fact(start=11, end=len(REPORT.elements[1].content)),
    "an id without a number": replace(with_element(id="x"), facts=()),
    "numbers that run on": replace(REPORT, numbering=Numbering(NumberingMode.RUN_ON, 2)),
    "a plan beside it": replace(REPORT, basis=(PLAN,), origins=(("e2", 0, "b1"),)),
    "an origin of a paragraph that is gone": replace(REPORT, basis=(PLAN,), origins=(("e99", 0, "b99"),)),
    "particulars": with_identity(particulars=(("签发人", "王一"), ("密级", ""))),
}  # fmt: skip

ODD = {
    "a serial below nothing": replace(REPORT, serial=-1),
    "a serial beyond all numbers": replace(REPORT, serial=HIGHEST + 1),
    "an id beyond all numbers": with_element(id=f"e{HIGHEST + 1}"),
    "a paragraph without an id": with_element(id=""),
    "an id twice": with_element(id="e1"),
    "a level too deep": with_element(level=DEEPEST + 1),
    "a level below nothing": with_element(level=-1),
    "a depth too deep": with_element(depth=DEEPEST + 1),
    "a line below nothing": with_element(line=-1),
    "a line beyond all numbers": with_element(line=HIGHEST + 1),
    "a heading longer than its paragraph": with_element(heading_length=len(REPORT.elements[1].content) + 1),
    "a heading below nothing": with_element(heading_length=-1),
    "a level that is true": with_element(level=True),
    "a level that is a word": with_element(level="1"),
    "a text that is bytes": with_element(content=b"x"),
    "a role that is a word": with_element(role="body"),
    "a fact without an id": with_fact(id=""),
    "a fact behind the end": with_fact(start=14, end=99),
    "a fact that ends before it begins": with_fact(start=12, end=11),
    "a fact before the beginning": with_fact(start=-1),
    "a fact over another": with_fact(start=5, end=12),
    "facts in the wrong order": replace(REPORT, facts=REPORT.facts[::-1]),
    "a fact of a paragraph that is none": with_fact(element_id="e99"),
    "a fact's text that is nothing": with_fact(text=None),
    "a fact's value that is a number": with_fact(value=9),
    "a year that is a word": with_identity(year="2023"),
    "a year beyond all numbers": with_identity(year=HIGHEST + 1),
    "a unit that is nothing": with_identity(unit=None),
    "particulars that are no pairs": with_identity(particulars=(("签发人",),)),
    "particulars that are a list": with_identity(particulars=[("签发人", "王一")]),
    "particulars of numbers": with_identity(particulars=(("签发人", 1),)),
    "a numbering mode that is a word": replace(REPORT, numbering=replace(REPORT.numbering, mode="restart")),
    "a plan without a name": replace(REPORT, basis=(replace(PLAN, name=None),)),
    "a plan with an id twice": replace(REPORT, basis=(replace(PLAN, elements=PLAN.elements * 2),)),
    "an origin in a plan that is not there": replace(REPORT, basis=(PLAN,), origins=(("e2", 1, "b1"),)),
    "an origin in a plan before the first": replace(REPORT, basis=(PLAN,), origins=(("e2", -1, "b1"),)),
    "an origin of nothing": replace(REPORT, basis=(PLAN,), origins=((None, 0, "b1"),)),
}  # fmt: skip


@pytest.mark.parametrize("case", SOUND)
def test_what_makes_sense_is_believed(case: str) -> None:
    draft = SOUND[case]
    assert replace(validated(draft), serial=draft.serial) == draft


@pytest.mark.parametrize("case", ODD)
def test_what_contradicts_itself_is_refused(case: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        validated(ODD[case])


@pytest.mark.parametrize(
    ("serial", "element_id", "fact_id", "expected"),
    [(2, "e2", "f2", 2), (0, "e2", "f1", 2), (2, "e40", "f2", 40), (2, "e2", "f41", 41), (50, "e2", "f2", 50), (2, "x", "y", 2)],
)  # fmt: skip
def test_the_serial_is_above_every_id(serial: int, element_id: str, fact_id: str, expected: int) -> None:
    element = replace(REPORT.elements[1], id=element_id)
    fact: Fact = replace(REPORT.facts[0], id=fact_id, element_id=element_id)
    assert validated(Draft(REPORT.identity, (element,), (fact,), serial=serial)).serial == expected
