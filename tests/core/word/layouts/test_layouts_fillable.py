"""Numbers of styles that a draft sets, and what a layout says of its lines."""

import pytest
from lxml import etree

from core.word.layouts.file import FileProperties
from core.word.layouts.fillable import AFTER, BEFORE, LEFT, LINE, SIZE, TAB, LineMeasure, cut_slots, line_measure
from core.word.layouts.templating import load_layout
from core.word.writing.values import NAMES as NAMES_OF_VALUES
from tests.layouts.built_in import SOURCES, layout
from tests.layouts.markup import NAMES
from tests.word_files import W, compiled, p, style

SHEET = f"""<w:styles {NAMES}>
    <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>
    <w:style w:styleId="b"><w:name w:val="署名"/><w:basedOn w:val="a"/><w:pPr>{{}}</w:pPr></w:style>
    <w:style w:styleId="c"><w:name w:val="Title"/><w:rPr><w:spacing w:val="0"/><w:sz w:val="44"/></w:rPr></w:style>
</w:styles>"""
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1588" w:right="1474"/>'


def sheet(form: str) -> etree._Element:
    """A style sheet in which 署名 says this of its paragraphs."""
    return etree.fromstring(SHEET.format(form))


def body(section: str) -> etree._Element:
    """A document with this section."""
    return etree.fromstring(f"<w:document {NAMES}><w:body><w:sectPr>{section}</w:sectPr></w:body></w:document>")


def test_a_number_gives_way_to_a_gap_and_is_remembered() -> None:
    root = sheet('<w:ind w:leftChars="100" w:left="420" w:right="-630"/>')
    (spot,) = cut_slots(root, "GAP")
    assert (spot.style, spot.name, spot.default) == ("署名", LEFT, 420)
    (indent,) = root.iter(f"{W}ind")
    assert dict(indent.attrib) == {f"{W}left": "GAP", f"{W}right": "-630"}


@pytest.mark.parametrize("form", ["", '<w:jc w:val="right"/>', '<w:ind w:right="20"/>', '<w:ind w:left="1in"/>'])
def test_what_a_style_does_not_say_in_twips_stays_as_it_is(form: str) -> None:
    root = sheet(form)
    before = etree.tostring(root)
    assert cut_slots(root, "GAP") == ()
    assert etree.tostring(root) == before


def test_all_settings_go_into_their_places() -> None:
    loaded = load_layout(layout())
    mark = {("发文机关标志", name): value for name, value in ((SIZE, 60), (LINE, 900), (BEFORE, 150), (AFTER, 9))}
    settings = {**mark, ("上行文发文字号", TAB): 5000, ("版记前空", BEFORE): 8000}
    values = {**dict.fromkeys(NAMES_OF_VALUES, ""), "各段": ()}
    data = loaded.render(values, FileProperties(settings=settings))
    assert said(data, "发文机关标志", "spacing") == {"before": "150", "after": "9", "line": "900", "lineRule": "exact"}
    assert said(data, "发文机关标志", "sz") == said(data, "发文机关标志", "szCs") == {"val": "60"}
    assert (said(data, "上行文发文字号", "tab")["pos"], said(data, "版记前空", "spacing")["before"]) == ("5000", "8000")


def said(data: bytes, name: str, tag: str) -> dict[str, str]:
    """What the first element of this name in a style says."""
    found, *_ = style(data, name).iter(W + tag)
    return {key.removeprefix(W): value for key, value in found.attrib.items()}


def test_what_nobody_sets_stays_as_the_layout_has_it() -> None:
    loaded = compiled(p("甲"))
    indent = style(loaded.render({}), "署名").find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert int(indent.get(f"{W}left", "")) == loaded.default["署名", LEFT]


def test_a_layout_tells_how_much_stands_on_a_line() -> None:
    found = line_measure(sheet(""), body(PAGE))
    assert (found.width, dict(found.characters)) == (8844, {"Title": 440, "署名": 315})


@pytest.mark.parametrize("section", ["", '<w:pgSz w:w="100"/>', '<w:pgSz w:w="x"/><w:pgMar w:left="inf" w:right="1"/>'])
def test_a_layout_that_tells_no_width_has_none(section: str) -> None:
    assert line_measure(sheet(""), body(section)).width == 0


def test_a_style_based_on_itself_ends() -> None:
    root = etree.fromstring(
        f'<w:styles {NAMES}><w:style w:styleId="a"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    assert line_measure(root, body("")) == LineMeasure()


@pytest.mark.parametrize(
    ("name", "per_line"),
    [("国标公文", 28), ("内部材料", 28), ("信函", 28), ("纪要", 28), ("讲话稿", 24), ("讲话稿（大字）", 20)],
)
def test_the_built_in_layouts_have_so_many_characters_on_a_line(name: str, per_line: int) -> None:
    found = load_layout(layout(name)).measure
    assert found.width // found.characters["署名"] == per_line


def test_every_built_in_layout_is_there() -> None:
    assert len(SOURCES) == 6
