"""What holds of Word files however they say a thing: directly, by a style, by its base or by default; whole or in pieces."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.typesetting.values import Face, ParagraphShape
from core.word.attributes import LARGEST, colour, measure
from tests.core.sheets_made import SECTION, defaults, face, paragraph, run, sections, shape, style, text

FORMS = (
    "<w:keepNext/>",
    "<w:keepLines/>",
    "<w:pageBreakBefore/>",
    '<w:widowControl w:val="0"/>',
    '<w:tabs><w:tab w:val="right" w:pos="4000"/></w:tabs>',
    '<w:kinsoku w:val="0"/>',
    '<w:overflowPunct w:val="0"/>',
    '<w:snapToGrid w:val="0"/>',
    '<w:spacing w:before="120" w:after="60" w:line="560" w:lineRule="exact"/>',
    '<w:ind w:left="640" w:right="320" w:firstLine="640"/>',
    "<w:contextualSpacing/>",
    '<w:jc w:val="center"/>',
    '<w:outlineLvl w:val="1"/>',
)
LOOKS = (
    '<w:rFonts w:ascii="Arial" w:eastAsia="黑体"/>',
    "<w:b/>",
    "<w:i/>",
    '<w:color w:val="C00000"/>',
    '<w:spacing w:val="-6"/>',
    '<w:w w:val="90"/>',
    '<w:sz w:val="44"/>',
    '<w:u w:val="single"/>',
)
FONT = '<w:sz w:val="32"/>'


def said_where(form: str) -> dict[str, ParagraphShape]:
    """The shape of a paragraph for which this is said in one place or another; its style's name left out."""
    named = '<w:pStyle w:val="甲"/>'
    own, base = style("甲", f"<w:pPr>{form}</w:pPr>"), style("底", f"<w:pPr>{form}</w:pPr>")
    return {
        "directly": shape(named + form, style("甲")),
        "by its style": shape(named, own),
        "by the base": shape(named, base + style("甲", based="底")),
        "by the base's base": shape(named, base + style("中", based="底") + style("甲", based="中")),
        "by default": shape(named, defaults(form=form) + style("甲")),
    }


def looked_where(look: str) -> dict[str, Face]:
    """The face of a run for which this is said in one place or another."""
    inside = f"<w:rPr>{look}</w:rPr>"
    named, marked = '<w:pStyle w:val="甲"/>', '<w:rStyle w:val="乙"/>'
    return {
        "directly": face(look),
        "by the paragraph's style": face("", style("甲", inside), form=named),
        "by the base": face("", style("底", inside) + style("甲", based="底"), form=named),
        "by a character style": face(marked, style("乙", inside, "character")),
        "by default": face("", defaults(look)),
    }


# Where a thing is said


@pytest.mark.parametrize("form", FORMS)
def test_a_paragraph_looks_alike_wherever_it_is_said(form: str) -> None:
    found = said_where(form)
    assert {place for place, each in found.items() if each != found["directly"]} == set()
    assert found["directly"] != shape('<w:pStyle w:val="甲"/>', style("甲"))


@settings(max_examples=25)
@given(st.sets(st.sampled_from(FORMS)))
def test_several_things_look_alike_wherever_they_are_said(forms: set[str]) -> None:
    found = said_where("".join(form for form in FORMS if form in forms))
    assert {place for place, each in found.items() if each != found["directly"]} == set()


@pytest.mark.parametrize("look", LOOKS)
def test_characters_look_alike_wherever_it_is_said(look: str) -> None:
    found = looked_where(look)
    assert {place for place, each in found.items() if each != found["directly"]} == set()
    assert found["directly"] != face("")


@settings(max_examples=25)
@given(st.sets(st.sampled_from(LOOKS)))
def test_several_looks_are_alike_wherever_they_are_said(looks: set[str]) -> None:
    found = looked_where("".join(look for look in LOOKS if look in looks))
    assert {place for place, each in found.items() if each != found["directly"]} == set()


@settings(max_examples=25)
@given(st.lists(st.sampled_from(LOOKS), max_size=3), st.lists(st.sampled_from(LOOKS), max_size=3))
def test_a_style_split_in_two_is_the_style_in_one(base: list[str], own: list[str]) -> None:
    named = '<w:pStyle w:val="甲"/>'
    split = style("底", f"<w:rPr>{''.join(base)}</w:rPr>") + style("甲", f"<w:rPr>{''.join(own)}</w:rPr>", based="底")
    whole = style("甲", f"<w:rPr>{''.join(dict.fromkeys(own + base))}</w:rPr>")
    assert face("", split, form=named) == face("", whole, form=named)


@pytest.mark.parametrize("off", ["0", "false", "off"])
@pytest.mark.parametrize("switch", ["keepNext", "keepLines", "pageBreakBefore", "widowControl", "contextualSpacing"])
def test_a_switch_that_is_off_is_as_one_that_is_not_there(switch: str, off: str) -> None:
    assert shape(f'<w:{switch} w:val="{off}"/>') == shape(
        "" if switch != "widowControl" else f'<w:{switch} w:val="0"/>'
    )


@pytest.mark.parametrize("on", ["1", "true", "on"])
@pytest.mark.parametrize("switch", ["keepNext", "keepLines", "pageBreakBefore", "widowControl", "contextualSpacing"])
def test_a_switch_is_on_with_or_without_a_value(switch: str, on: str) -> None:
    assert shape(f'<w:{switch} w:val="{on}"/>') == shape(f"<w:{switch}/>")


# Lengths


@pytest.mark.parametrize(
    ("said", "twips"),
    [
        *(("640", 640.0), ("-640", -640.0), ("32pt", 640.0), ("1in", 1440.0), ("2.54cm", 1440.0), ("25.4mm", 1440.0)),
        *(("6pc", 1440.0), ("6pi", 1440.0), (" 10 ", 10.0), ("1.5pt", 30.0), ("0", 0.0)),
        *(
            ("99999", LARGEST),
            ("-99999", -LARGEST),
            ("9in9", 7.0),
            ("1e3", 7.0),
            ("", 7.0),
            ("３２", 7.0),
            ("1 pt", 7.0),
        ),
    ],
)
def test_a_length_in_any_unit_is_told_in_twips(said: str, twips: float) -> None:
    assert measure(said, 7.0) == pytest.approx(twips)


@given(st.text(max_size=12))
def test_no_length_is_beyond_the_largest(said: str) -> None:
    assert abs(measure(said)) <= LARGEST


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("c00000", "C00000"),
        ("auto", "000000"),
        ("", "000000"),
        (None, "000000"),
        ("red", "000000"),
        ("C000001", "000000"),
    ],
)
def test_what_is_no_colour_is_black(said: str | None, told: str) -> None:
    assert colour(said) == told


# Whole or in pieces


@settings(max_examples=40)
@given(st.text("国家，2a —", min_size=1, max_size=12), st.lists(st.integers(0, 12), max_size=5))
def test_runs_of_one_look_are_one_piece_however_they_were_cut(words: str, places: list[int]) -> None:
    edges = sorted({0, len(words), *(place % (len(words) + 1) for place in places)})
    cut = "".join(run(words[start:end], FONT) for start, end in itertools.pairwise(edges))
    whole, pieced = (paragraph(f"<w:p>{inside}</w:p>") for inside in (run(words, FONT), cut))
    assert pieced.pieces == whole.pieces


@pytest.mark.parametrize(
    "holder",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:ins w:id="1" w:author="甲">{}</w:ins>',
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>',
        '<w:bookmarkStart w:id="0" w:name="x"/>{}<w:bookmarkEnd w:id="0"/>',
    ],
)
def test_what_is_held_together_in_word_is_shown_as_plain_text(holder: str) -> None:
    held = paragraph(f"<w:p>{run('前', FONT)}{holder.format(run('中', FONT))}{run('后', FONT)}</w:p>")
    assert [piece.text for piece in held.pieces] == ["前中后"]


@pytest.mark.parametrize(
    "holder", ['<w:del w:id="1" w:author="甲">{}</w:del>', '<w:moveFrom w:id="1" w:author="甲">{}</w:moveFrom>']
)
def test_what_was_struck_out_is_not_shown(holder: str) -> None:
    struck = run("中", FONT).replace("w:t", "w:delText")
    assert text(paragraph(f"<w:p>{run('前', FONT)}{holder.format(struck)}{run('后', FONT)}</w:p>")) == "前后"


@settings(max_examples=20)
@given(st.lists(st.sampled_from(FORMS), max_size=4), st.lists(st.sampled_from(LOOKS), max_size=4))
def test_reading_a_file_twice_gives_the_same(forms: list[str], looks: list[str]) -> None:
    body = f"<w:p><w:pPr>{''.join(forms)}</w:pPr>{run('国', ''.join(looks))}</w:p>{SECTION}"
    one, other = (sections(body)[0] for _ in range(2))
    assert [(each.pieces, each.shape, each.mark) for each in one.blocks] == [  # type: ignore[union-attr]
        (each.pieces, each.shape, each.mark)
        for each in other.blocks  # type: ignore[union-attr]
    ]
