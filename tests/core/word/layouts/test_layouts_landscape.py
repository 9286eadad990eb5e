"""Landscape pages in the main part: sections of their own, page numbers where the upright pages have them."""

from core.package import W, parse_xml
from core.word.layouts.landscape import with_landscape_pages
from tests.word_files import HEAD, NAMES

FOOTER = f"{HEAD}<w:ftr {NAMES}><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>".encode()
DRAWN = FOOTER.replace(b"<w:r>", b"<w:r><w:drawing/>")
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:type w:val="continuous"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" '
    'w:footer="1423" w:gutter="0"/><w:pgNumType w:start="3"/><w:titlePg/></w:sectPr>'
)
BLOCK = '<gwb n="t"/>'
TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def shown(number: int, content: str = "") -> str:
    return f'<w:p><w:bookmarkStart w:id="{number}" w:name="_GW_k_{number}"/>{content}</w:p>'


def turned(*blocks: str, numbers: tuple[int, ...] = (2,), footer: bytes = FOOTER) -> tuple[list[str], dict[str, bytes]]:
    """Of each section: upright or landscape, with what pages of their own kind it has; the turned footers."""
    xml = f"{HEAD}<w:document {NAMES}><w:body>{''.join(blocks)}{SECTION}</w:body></w:document>"
    made, footers = with_landscape_pages(xml.encode(), frozenset(numbers), lambda _: footer)
    return [_told(node) for node in parse_xml(made).iter(W + "sectPr")], footers


def _told(section: object) -> str:
    size = section.find(W + "pgSz")  # type: ignore[attr-defined]
    wide = "landscape" if size.get(W + "orient") == "landscape" else "upright"
    return f"{wide} first" if section.find(W + "titlePg") is not None else wide  # type: ignore[attr-defined]


def test_a_landscape_block_between_upright_ones_has_a_section_of_its_own() -> None:
    assert turned(shown(1), shown(2), shown(3))[0] == ["upright first", "landscape", "upright"]


def test_the_last_block_turns_the_last_section() -> None:
    assert turned(shown(1), shown(2))[0] == ["upright first", "landscape"]


def test_what_shows_nothing_ends_no_landscape_section() -> None:
    assert turned(shown(1), shown(2), "<w:p/>", shown(3), numbers=(2, 3))[0] == ["upright first", "landscape"]


def test_a_table_of_the_layout_stands_upright() -> None:
    assert turned(shown(1), shown(2), "<w:p/>", TABLE)[0] == ["upright first", "landscape", "upright"]


def test_a_paragraph_that_a_block_replaces_holds_no_section() -> None:
    blocks = shown(1) + shown(2, BLOCK) + shown(3)
    xml = f"{HEAD}<w:document {NAMES}><w:body>{blocks}{SECTION}</w:body></w:document>"
    made, _ = with_landscape_pages(xml.encode(), frozenset((2,)), lambda _: FOOTER)
    (block,) = parse_xml(made).iter("gwb")
    assert next(block.getparent().iter(W + "sectPr"), None) is None


def test_the_page_number_stands_at_the_left_edge_turned() -> None:
    _, footers = turned(shown(1), shown(2))
    (footer,) = footers.values()
    assert list(footers) == ["word/landscape_rId5.xml"]
    assert (b'vert="vert"' in footer, "— 1 —".encode() in footer) == (True, True)


def test_a_footer_with_drawings_is_not_turned() -> None:
    assert turned(shown(1), shown(2), footer=DRAWN)[1] == {}


def test_margins_turn_with_the_page() -> None:
    xml = f"{HEAD}<w:document {NAMES}><w:body>{shown(2)}{SECTION}</w:body></w:document>"
    made, _ = with_landscape_pages(xml.encode(), frozenset((2,)), lambda _: FOOTER)
    margins = next(parse_xml(made).iter(W + "pgMar"))
    assert [margins.get(W + side) for side in ("top", "right", "bottom", "left")] == ["1588", "2098", "1474", "1984"]
