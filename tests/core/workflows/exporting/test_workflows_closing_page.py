"""署名 or 成文日期 on a page without body text: found, and brought back to the text by a little more or less room."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.particulars import particulars_of, set_particulars
from core.model.change import apply
from core.model.draft import Draft
from core.model.particulars import FIT
from core.workflows.checking.consistency import ignore
from core.workflows.exporting.closing_page import (
    CODE,
    alone_on,
    closing_findings,
    closing_notices,
    current_fit_text,
    draft_findings,
    find_adjustment,
)
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.exporting.export import word_bytes
from core.workflows.exporting.fit import NONE, Fit, fit_of, set_fit
from core.workflows.exporting.options import ExportOptions
from core.workflows.exporting.pages import set_file
from tests.builders import make_draft
from tests.tables import table_elements

LONG = "body |" + "我县统筹推进各项重点工作，全年目标任务顺利完成。" * 5
CLOSING = ("signature |青禾县档案馆", "issue_date |2025年12月5日")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def draft(paragraphs: int, *closing: str, layout: str = "国标公文") -> Draft:
    made = make_draft("\n".join(("title |青禾县2025年工作总结", *[LONG] * paragraphs, *closing)))
    return apply(made, set_particulars(made, {"版式": layout}))


def lonely(layout: str = "国标公文", closing: tuple[str, ...] = CLOSING) -> Draft:
    """The shortest draft of which 署名, or what else closes it, stands alone."""
    for paragraphs in range(3, 40):
        made = draft(paragraphs, *closing, layout=layout)
        if alone_on(made, DraftSetter().set(made)) is not None:
            return made
    raise AssertionError("no such draft")


def test_a_signature_beside_text_is_right() -> None:
    assert draft_findings(draft(1, *CLOSING)) == ()


def test_a_signature_alone_on_a_page_is_told() -> None:
    made = lonely()
    (found,) = draft_findings(made)
    assert (found.code, found.text) == (CODE, "青禾县档案馆")
    assert "第2页" in found.message


def test_a_signature_below_the_rows_of_a_table_is_right() -> None:
    made = lonely()
    rows = table_elements("\n".join(f"指标{number}|{number}0" for number in range(1, 9)))
    table = [replace(row, id=f"e{500 + number}") for number, row in enumerate(rows)]
    with_table = replace(made, elements=(*made.elements[:-2], *table, *made.elements[-2:]))
    assert draft_findings(made)
    assert draft_findings(with_table) == ()


def test_a_date_alone_is_told_as_well() -> None:
    (found,) = draft_findings(lonely(closing=CLOSING[1:]))
    assert found.text == "2025年12月5日"


def test_a_draft_without_signature_has_nothing_to_tell() -> None:
    assert draft_findings(draft(12)) == ()


def test_what_stands_under_the_title_is_no_closing() -> None:
    made = make_draft("title |总结\nsignature |青禾县档案馆\nissue_date |2025年12月5日\nbody |好。")
    assert draft_findings(made) == ()


def test_it_can_be_ignored() -> None:
    made = lonely()
    (found,) = draft_findings(made)
    assert draft_findings(apply(made, ignore(made, found))) == ()


@pytest.mark.parametrize("layout", ["国标公文", "内部材料", "讲话稿（大字）"])
def test_the_way_out_brings_text_beside_it(layout: str) -> None:
    made = lonely(layout)
    adjustment = find_adjustment(made)
    assert adjustment is not None
    after = apply(made, set_fit(made, adjustment.layout, adjustment.fit))
    assert alone_on(after, DraftSetter().set(after)) is None


def test_the_file_written_has_it_too() -> None:
    made = lonely()
    adjustment = find_adjustment(made)
    assert adjustment is not None
    after = apply(made, set_fit(made, adjustment.layout, adjustment.fit))
    pages = set_file(word_bytes(after, Path("甲.docx"), ExportOptions()).value).pages
    assert len(pages) == len(DraftSetter().set(after).pages)
    texts = ["".join(s.text for line in page.lines for s in line.line.stretches) for page in pages]
    assert next(len(text) for text in texts if "青禾县档案馆" in text) > 30


def test_what_it_changed_is_told() -> None:
    made = lonely()
    adjustment = find_adjustment(made)
    assert adjustment is not None
    assert adjustment.description.startswith(("行距由28.95磅改为", "每行由28字改为"))
    assert current_fit_text(apply(made, set_fit(made, adjustment.layout, adjustment.fit))) == adjustment.description


def test_it_can_be_undone_and_taken_back() -> None:
    made = lonely()
    change = set_fit(made, "国标公文", Fit(-0.5))
    after = apply(made, change)
    assert apply(after, change.inverse()) == made
    assert particulars_of(apply(after, set_fit(after, "", NONE)))[FIT] == ""


def test_another_layout_is_not_adjusted() -> None:
    made = draft(1, *CLOSING)
    after = apply(made, set_fit(made, "国标公文", Fit(-0.5, 1)))
    assert (fit_of(after, "国标公文"), fit_of(after, "讲话稿")) == (Fit(-0.5, 1), NONE)


@pytest.mark.parametrize("text", ["国标公文：行距-9磅", "国标公文：每行+9字", "国标公文：别的", "乱写"])
def test_a_value_written_by_hand_beyond_reason_adjusts_nothing(text: str) -> None:
    made = draft(1, *CLOSING)
    assert fit_of(apply(made, set_particulars(made, {FIT: text})), "国标公文") == NONE


def test_an_export_tells_it() -> None:
    assert [notice.code for notice in closing_notices(lonely(), ExportOptions())] == [CODE]


def test_pages_of_another_state_do_no_harm() -> None:
    assert closing_findings(draft(1, *CLOSING), DraftSetter().set(draft(2))) == ()
