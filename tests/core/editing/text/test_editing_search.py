"""Finding words in a draft, and replacing them: facts keep their places, their values change as one field."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.editing.text.replacing import outcomes, replace_hits
from core.editing.text.search import SearchQuery, find_hits, word_at
from core.errors import BadUse
from core.model.change import apply
from core.model.fact import FactState
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
title |{year:2022年}上半年工作总结
preamble |今年以来，本区工作有序，各地区（ＡＢＣ）选派{**}名干部。
h1 一、|开展abc情况
h2 （一）|加强本区学习。‖选派{g1:48}名干部，举办{7}期，共（3）轮。
body |再学习{g1:48}次，{year:2022年}上半年到期。
h1 二、|存在问题
body |{place:清源县档案馆}问题不少，清源县其他单位也有。
"""


def found(text, source=REPORT, **options):
    return find_hits(make_draft(source), SearchQuery(text, **options))


def replaced(text, new, source=REPORT, **options):
    draft = make_draft(source)
    return apply(draft, replace_hits(draft, find_hits(draft, SearchQuery(text, **options)), new))


def test_hits_are_found_in_title_headings_and_text():
    assert [hit.place.element_id for hit in found("情况")] == ["e3"]
    assert [hit.place.element_id for hit in found("上半年")] == ["e1", "e5"]


def test_nothing_is_found_for_no_words():
    assert found("") == ()


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ({}, ["ＡＢＣ", "abc"]),
        ({"match_width": True}, ["abc"]),
        ({"match_case": True}, ["abc"]),
        ({"match_case": True, "match_width": True}, ["abc"]),
    ],
)
def test_case_and_width_count_when_they_shall(options, texts):
    assert [hit.text for hit in found("abc", **options)] == texts


def test_a_bracket_of_either_width_is_found():
    assert [hit.text for hit in found("(3)")] == ["（3）"]


def test_a_whole_word_is_no_part_of_a_longer_one():
    assert len(found("区", source="body |各地区在行动。\nbody |这个区在行动。")) == 2
    whole = found("区", source="body |各地区在行动。\nbody |这个区在行动。", whole_words=True)
    assert [hit.place.element_id for hit in whole] == ["e2"]


def test_a_letter_that_grows_in_lower_case_moves_no_place():
    (hit,) = found("工作", source="body |İİİ工作")
    assert hit.place.span.start == 3


def test_hits_of_a_repeated_sign_do_not_overlap():
    assert [hit.place.span.start for hit in found("**", source="body |****")] == [0, 2]


def test_text_beside_facts_is_replaced_and_they_keep_their_places():
    after = replaced("选派", "共选派年轻")
    assert lines_of(after)[3] == "（一）加强本区学习。共选派年轻48名干部，举办7期，共（3）轮。"
    assert fact_texts(after) == fact_texts(make_draft(REPORT))


def test_a_heading_is_rewritten_with_its_length():
    after = replaced("加强本区学习", "抓好学习")
    assert after.elements[3].heading == "抓好学习"


def test_a_value_changes_at_all_places_of_its_field():
    after = replaced("48名", "52名")
    assert [fact.text for fact in after.facts if fact.group == "g1"] == ["52", "52"]
    assert {fact.state for fact in after.facts if fact.group == "g1"} == {FactState.UPDATED}


def test_part_of_a_value_is_replaced_inside_it():
    after = replaced("清源县", "青禾县")
    place = next(fact for fact in after.facts if fact.group == "place")
    assert (place.text, place.value, place.state) == ("青禾县档案馆", "青禾县档案馆", FactState.UPDATED)
    assert lines_of(after)[-1] == "青禾县档案馆问题不少，青禾县其他单位也有。"


def test_words_around_a_value_change_without_it():
    after = replaced("选派48名干部", "选派48位同志")
    group = [fact for fact in after.facts if fact.group == "g1"]
    assert lines_of(after)[3].startswith("（一）加强本区学习。选派48位同志")
    assert [fact.state for fact in group] == [FactState.CARRIED, FactState.CARRIED]


def test_a_value_that_only_begins_in_the_hit_is_changed_with_its_field():
    after = replaced("2022年上半年", "2023年上半年")
    assert [fact.text for fact in after.facts if fact.group == "year"] == ["2023年", "2023年"]


def test_a_value_goes_with_the_words_around_it():
    after = replaced("，举办7期", "")
    assert "7" not in fact_texts(after)
    assert lines_of(after)[3] == "（一）加强本区学习。选派48名干部，共（3）轮。"


def test_a_value_that_is_wiped_out_goes_and_its_field_stays_elsewhere():
    draft = make_draft(REPORT)
    first = find_hits(draft, SearchQuery("48"))[:1]
    after = apply(draft, replace_hits(draft, first, ""))
    assert [fact.text for fact in after.facts if fact.group == "g1"] == ["48"]


def test_signs_of_a_mask_that_are_wiped_out_one_by_one_take_it_away():
    after = replaced("*", "")
    assert lines_of(after)[1].endswith("选派名干部。")
    assert "" not in fact_texts(after)


def test_a_hit_that_would_tear_a_fact_is_left_alone():
    draft = make_draft("body |共{1248}人。")
    hits = find_hits(draft, SearchQuery("共12"))
    assert outcomes(draft, hits, "约")[0].splits_fact
    assert replace_hits(draft, hits, "约").is_empty


def test_a_hit_tells_which_fields_it_changes_and_what_goes():
    draft = make_draft(REPORT)
    (first, _) = outcomes(draft, find_hits(draft, SearchQuery("48")), "52")
    (gone,) = outcomes(draft, find_hits(draft, SearchQuery("，举办7期")), "")
    assert (first.fields, first.removed) == ({"g1"}, ())
    assert [fact.text for fact in gone.removed] == ["7"]


def test_a_hit_that_no_longer_stands_there_is_passed_over():
    hits = found("情况")
    other = make_draft(REPORT.replace("情况", "事项"))
    assert replace_hits(other, hits, "进展").is_empty


def test_a_text_that_cannot_be_stored_is_refused():
    with pytest.raises(BadUse):
        replaced("情况", "\x00")


WORDS = st.text(st.sampled_from("选派48名干部*，。2年本区（）AaＡ一清源县"), min_size=1, max_size=5)


@st.composite
def searches(draw):
    options = {name: draw(st.booleans()) for name in ("match_case", "match_width", "whole_words")}
    return SearchQuery(draw(WORDS), **options)


@given(searches())
def test_hits_stand_where_they_say_and_never_overlap(wanted):
    draft = make_draft(REPORT)
    contents = {element.id: element.content for element in draft.elements}
    hits = find_hits(draft, wanted)
    assert all(contents[h.place.element_id][h.place.span.start : h.place.span.end] == h.text for h in hits)
    pairs = [(a.place, b.place) for a, b in itertools.pairwise(hits) if a.place.element_id == b.place.element_id]
    assert all(a.span.end <= b.span.start for a, b in pairs)


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("高新区和新区。", "新区", "高新区", "高新区和高新区。"),
        ("年度和年末。", "年", "年度", "年度和年度末。"),
        ("高新城区。", "新", "高新", "高新城区。"),
    ],
)
def test_what_is_written_so_already_is_left_alone(text, old, new, after):
    assert lines_of(replaced(old, new, f"body |{text}")) == [after]


@given(WORDS)
def test_replacing_words_by_themselves_changes_nothing(text):
    draft = make_draft(REPORT)
    hits = find_hits(draft, SearchQuery(text, match_case=True, match_width=True))
    assert replace_hits(draft, hits, text).is_empty


@settings(deadline=None)
@given(searches(), st.one_of(st.just(""), WORDS))
def test_replacing_leaves_every_fact_on_its_text_and_can_be_taken_back(wanted, new):
    draft = make_draft(REPORT)
    change = replace_hits(draft, find_hits(draft, wanted), new)
    after = apply(draft, change)
    assert fact_texts(after) == [fact.text for fact in after.facts]
    assert all(fact.text for fact in after.facts)
    assert apply(after, change.inverse()) == draft


@given(WORDS)
def test_facts_of_one_field_stay_one_value(new):
    after = replaced("48", new)
    assert len({fact.text for fact in after.facts if fact.group == "g1"}) == 1


@pytest.mark.parametrize(("offset", "word"), [(0, "抓"), (2, "培训"), (3, "，"), (5, "98"), (6, "98"), (7, "")])
def test_the_word_at_a_place(offset: int, word: str) -> None:
    content = "抓培训，共98"
    span = word_at(content, offset)
    assert content[span.start : span.end] == word
