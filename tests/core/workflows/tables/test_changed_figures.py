"""Pictures changed where they stand: another one, another width, another alternative text; what surrounds them stays."""

import pytest

from core.editing.grids.given import insert_blocks
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.tables.fit import TypeArea
from core.package import parse_xml
from core.workflows.tables.figures import (
    EMU_PER_MM,
    TALLEST,
    FigurePlace,
    change_picture,
    delete_picture,
    most_width,
    set_label,
    set_width,
)
from core.workflows.tables.sources import picture_from
from tests.core.word.writing.test_writing_pictures import png

PROSE = (Element("e1", Role.BODY, "前面"), Element("e2", Role.BODY, "后面"))
PLACE = FigurePlace("e3")


@pytest.fixture
def draft():
    """A picture of 800 × 400 pixels between two paragraphs."""
    bare = Draft(Identity(), PROSE, serial=2)
    return apply(bare, insert_blocks(bare, "e1", [picture_from(png(800, 400), {}, "去年的会场")], "插入图片"))


def shown(draft):
    return next(each.objects[0] for each in draft.elements if each.objects)


def drawn(draft):
    """The sizes and words in the XML that Word gets."""
    root = parse_xml(draft.media[shown(draft).media])
    extent, inner = next(root.iter("{*}extent")), next(root.iter("{*}ext"))
    return (
        *((int(each.get("cx")), int(each.get("cy"))) for each in (extent, inner)),
        next(root.iter("{*}docPr")).get("descr"),
    )


@pytest.mark.parametrize(("wanted", "width"), [(80, 80), (400, 156), (0, 5)])
def test_a_width_keeps_the_proportions_and_ends_at_the_type_area(draft, wanted, width):
    after = apply(draft, set_width(draft, PLACE, wanted * EMU_PER_MM))
    size = width * EMU_PER_MM, width * EMU_PER_MM // 2
    one = shown(after)
    assert (one.width, one.height) == pytest.approx(size, abs=1000)
    assert drawn(after)[:2] == ((one.width, one.height),) * 2


def test_a_picture_is_at_most_as_wide_as_the_type_area_of_the_layout(draft):
    after = apply(draft, set_width(draft, PLACE, 400 * EMU_PER_MM, TypeArea(9639, 13000)))
    assert shown(after).width == pytest.approx(170 * EMU_PER_MM, abs=1000)


def test_no_picture_becomes_higher_than_a_page():
    bare = Draft(Identity(), PROSE, serial=2)
    draft = apply(bare, insert_blocks(bare, "e1", [picture_from(png(100, 400), {})], "插入图片"))
    after = apply(draft, set_width(draft, PLACE, most_width(draft, PLACE)))
    assert shown(after).height == pytest.approx(TALLEST, abs=50)


def test_the_alternative_text_goes_into_the_drawing(draft):
    after = apply(draft, set_label(draft, PLACE, "开工现场"))
    assert shown(after).label == drawn(after)[2] == "开工现场"


def test_another_picture_is_as_wide_as_the_old_one_and_does_not_take_over_its_words(draft):
    narrow = apply(draft, set_width(draft, PLACE, 60 * EMU_PER_MM))
    new = picture_from(png(300, 300), {})
    after = apply(narrow, change_picture(narrow, PLACE, new))
    one = shown(after)
    assert (one.width, one.height, one.label) == (60 * EMU_PER_MM, 60 * EMU_PER_MM, "")
    assert after.media[one.parts[0].media] == png(300, 300)
    assert [each.content for each in after.elements] == ["前面", "", "后面"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda draft: set_width(draft, PLACE, 60 * EMU_PER_MM),
        lambda draft: set_label(draft, PLACE, "新"),
        lambda draft: change_picture(draft, PLACE, picture_from(png(300, 300), {})),
        lambda draft: delete_picture(draft, PLACE),
    ],
)
def test_every_edit_is_one_step_that_is_undone_exactly(draft, edit):
    change = edit(draft)
    assert not change.is_empty
    assert apply(apply(draft, change), change.inverse()).elements == draft.elements


@pytest.mark.parametrize("place", [FigurePlace("e1"), FigurePlace("e3", 1), FigurePlace("e9")])
@pytest.mark.parametrize(
    "edit",
    [
        lambda draft, place: set_width(draft, place, most_width(draft, place)),
        lambda draft, place: set_label(draft, place, "新"),
        delete_picture,
        lambda draft, place: change_picture(draft, place, picture_from(png(3, 3), {})),
    ],
)
def test_nothing_changes_where_no_picture_is(draft, edit, place):
    assert edit(draft, place).is_empty


def test_one_of_two_pictures_in_a_paragraph_goes_and_the_words_stay(draft):
    one = shown(draft)
    both = Element("e2", Role.BODY, "后面", objects=(one, one))
    two = Draft(Identity(), (both,), serial=2, media=draft.media)
    after = apply(two, delete_picture(two, FigurePlace("e2", 1)))
    assert (after.elements[0].content, len(after.elements[0].objects)) == ("后面", 1)
