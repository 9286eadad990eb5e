"""What the text of a draft asks of a layout's styles."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from core.typesetting.standard import CHARACTER, sealed_indents, signature_indents
from core.word.layouts.fillable import AFTER, BEFORE, LEFT, LINE, SIZE, TAB, LineMeasure, StyleValues
from core.word.writing.document import settings_for, title_width
from tests.core.word.writing.test_writers_particulars import BARE, NOTHING, draft_with

USUAL: StyleValues = MappingProxyType(
    {
        (style, name): value
        for style in ("发文机关标志", "联合发文机关", "信函机关标志", "纪要标志")
        for name, value in ((SIZE, 92), (LINE, 1150), (BEFORE, 100), (AFTER, 0))
    }
)
STANDARD = LineMeasure(8844, {"署名": 315, "签发人": 315, "Title": 440})
SIGNED = "body |正文\nsignature |青禾县档案馆\nissue_date |2023年7月10日"


def settings(
    source: str = BARE, given: Mapping[str, str] = NOTHING, measure: LineMeasure = STANDARD
) -> dict[tuple[str, str], int]:
    """What a draft with these particulars sets."""
    return settings_for(draft_with(source, given), measure, USUAL)


def test_signature_and_date_begin_so_that_the_date_is_two_characters_inside() -> None:
    found = settings(SIGNED)
    assert (found["署名", LEFT], found["成文日期", LEFT]) == (17 * CHARACTER, 19 * CHARACTER)


@pytest.mark.parametrize("seal", ["有", "是"])
def test_with_a_seal_the_date_is_four_characters_inside(seal: str) -> None:
    found = settings(SIGNED, {"印章": seal})
    assert (found["成文日期", LEFT], found["署名", LEFT]) == (17 * CHARACTER, round(17.5 * CHARACTER))


@pytest.mark.parametrize("seal", ["", "无", "否"])
def test_without_a_seal_nothing_changes(seal: str) -> None:
    assert settings(SIGNED, {"印章": seal}) == settings(SIGNED)


@pytest.mark.parametrize(
    ("signature", "date", "expected"),
    [
        ("青禾县档案馆", "2023年7月10日", (17.5, 17.0)),
        ("青禾县人民政府办公室", "2023年7月1日", (16.0, 18.0)),
        ("青禾县" * 8, "2023年7月1日", (4.0, 13.0)),
        ("", "2023年7月1日", (21.0, 18.0)),
    ],
)
def test_a_signature_is_centred_over_the_date(signature: str, date: str, expected: tuple[float, float]) -> None:
    assert sealed_indents(signature, date) == expected


@pytest.mark.parametrize("indents", [signature_indents, sealed_indents])
def test_a_signature_longer_than_the_line_begins_at_its_start(indents: object) -> None:
    assert callable(indents)
    assert indents("长" * 40, "2023年7月1日")[0] == 0


def test_larger_type_has_fewer_characters_to_count_in() -> None:
    found = settings(SIGNED, measure=LineMeasure(8844, {"署名": 442}))
    assert (found["署名", LEFT], found["成文日期", LEFT]) == (9 * 442, 11 * 442)


def test_a_layout_that_tells_no_measure_has_the_standards() -> None:
    assert settings(SIGNED, measure=LineMeasure()) == settings(SIGNED)


def test_signatories_end_one_character_inside() -> None:
    found = settings(BARE, {"签发人": "周正平、李安、王一宁"})
    assert found["签发人", LEFT] == found["上行文发文字号", TAB] == (28 - 1 - 4 - 7) * CHARACTER


@pytest.mark.parametrize("name", ["青禾县档案馆", "青禾县人民政府"])
def test_a_mark_that_fits_stays_as_the_layout_has_it(name: str) -> None:
    assert settings(BARE, {"发文机关": name}) == {}


def test_a_mark_too_long_for_its_line_is_smaller_with_its_top_where_it_was() -> None:
    found = settings(BARE, {"发文机关": "青禾县退役军人事务局服务中心"})
    size, line, before = (found["发文机关标志", name] for name in (SIZE, LINE, BEFORE))
    assert 16 * size * 10 <= 8844 < 16 * (size + 1) * 10
    assert before + 0.8 * line - 8.5 * size == pytest.approx(100 + 0.8 * 1150 - 8.5 * 92, abs=2)


def test_what_stands_below_a_smaller_mark_stays_where_it_was() -> None:
    found = settings(BARE, {"纪要名称": "青禾县退役军人事务局服务中心会议"})
    size, line, after = (found["纪要标志", name] for name in (SIZE, LINE, AFTER))
    assert after + 0.2 * line - size == pytest.approx(0.2 * 1150 - 92, abs=2)


def test_a_mark_is_never_smaller_than_18_points() -> None:
    assert settings(BARE, {"发文机关": "长" * 60})["发文机关标志", SIZE] == 36


def test_a_letter_shows_no_second_word_and_may_be_larger() -> None:
    found = settings(BARE, {"发文机关": "青禾县退役军人事务局"})
    assert ("发文机关标志", SIZE) in found
    assert ("信函机关标志", SIZE) not in found or found["信函机关标志", SIZE] > found["发文机关标志", SIZE]


def test_many_authorities_are_set_smaller_so_that_text_stands_below_them() -> None:
    few, many = (settings(BARE, {"发文机关": "、".join(["甲局"] * count)}) for count in (2, 5))
    assert ("联合发文机关", SIZE) not in few
    assert 5 * many["联合发文机关", LINE] <= 3450


def test_a_layout_without_such_styles_is_asked_for_nothing() -> None:
    draft = draft_with("body |正文", {"发文机关": "长" * 30})
    assert settings_for(draft, STANDARD, {}) == {}


def test_the_title_is_cut_by_the_characters_of_its_style() -> None:
    assert (title_width(STANDARD), title_width(LineMeasure(8844, {"Title": 560})), title_width(LineMeasure())) == (
        20,
        15,
        20,
    )
