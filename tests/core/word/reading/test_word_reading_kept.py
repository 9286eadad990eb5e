"""Pictures and objects of a Word file: kept at their place, or told; never followed, opened or multiplied."""

import io
from collections.abc import Mapping
from types import ModuleType
from zipfile import ZipFile

import pytest

from core.errors import BadInput
from core.model import blocks as model_blocks
from core.model.blocks import STRUCK, Emphasis
from core.model.raw import RawDocument
from core.result import Result
from core.word.reading import blocks as word_blocks
from core.word.reading.document import read_word
from tests.builders_docx import RELATION, docx, p, r
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, tbl, tc, tr

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:r="{RELATION}"'
)
PICTURE = f'<w:r><w:drawing><wp:inline {NAMES}><a:blip r:embed="pic"/></wp:inline></w:drawing></w:r>'
FORMULA = "<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>"
PROSE = p("一段正文，比表格里的字多得多，所以表格不是版面。")
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def link(target: str, name: str = "pic", mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{RELATION}/image" Target="{target}"{mode}/>'


def read(
    *blocks: str, relations: str = link("media/one.png"), parts: Mapping[str, bytes] | None = None
) -> Result[RawDocument]:
    buffer = io.BytesIO(docx(PROSE, *blocks, relations=relations))
    with ZipFile(buffer, "a") as file:
        for name, data in ({"word/media/one.png": PNG} if parts is None else parts).items():
            file.writestr(name, data)
    return read_word(buffer.getvalue())


def counts(found: Result[RawDocument]) -> dict[str, int]:
    return {notice.code: notice.count for notice in found.notices}


def objects(found: Result[RawDocument]) -> int:
    return sum(len(each.objects) for each in found.value.paragraphs)


KEPT, LEFT_OUT = {"word_picture_kept": 1}, {"word_pictures_left_out": 1}
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def test_a_picture_is_kept_and_told() -> None:
    found = read(p(PICTURE))
    assert (objects(found), counts(found)) == (1, KEPT)
    assert PNG in found.value.media.values()


def test_one_in_a_hidden_paragraph_is_told_as_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    style = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    data = docx(PROSE, p(PICTURE, '<w:pStyle w:val="h"/>'), styles=style, relations=link("media/one.png"))
    buffer = io.BytesIO(data)
    with ZipFile(buffer, "a") as file:
        file.writestr("word/media/one.png", PNG)
    found = read_word(buffer.getvalue())
    assert (objects(found), counts(found).get("word_pictures_left_out"), found.value.media) == (0, 1, {})


def test_one_in_a_cell_that_goes_on_is_told_as_left_out() -> None:
    hidden = f"<w:tc><w:tcPr>{ON}</w:tcPr>{p(PICTURE)}</w:tc>"
    found = read(tbl(tr(tc("甲", DOWN), tc("乙")), tr(hidden, tc("丙"))))
    assert (objects(found), counts(found)) == (0, LEFT_OUT)


EXTERNAL = ' TargetMode="External"'
LOOP = f'<Relationships xmlns="{RELATIONS}">{link("one.png")}</Relationships>'.encode()


@pytest.mark.parametrize(
    ("relations", "parts"),
    [
        pytest.param(link("http://192.0.2.1/x.png", mode=EXTERNAL), None, id="linked"),
        pytest.param(link("media/none.png"), None, id="missing"),
        pytest.param("", None, id="without relationship"),
        pytest.param(
            link("media/one.png"), {"word/media/one.png": PNG, "word/media/_rels/one.png.rels": LOOP}, id="loop"
        ),
    ],
)
def test_what_cannot_be_kept_whole_is_told(relations: str, parts: Mapping[str, bytes] | None) -> None:
    found = read(p(PICTURE), relations=relations, parts=parts)
    assert (objects(found), counts(found)) == (0, LEFT_OUT)


def fan(width: int, depth: int) -> dict[str, bytes]:
    """Parts each of which names the next one many times."""
    parts = {f"word/media/p{number}.bin": b"x" for number in range(depth + 1)}
    for number in range(depth):
        names = "".join(link(f"p{number + 1}.bin", f"r{each}") for each in range(width))
        listing = f'<Relationships xmlns="{RELATIONS}">{names}</Relationships>'
        parts[f"word/media/_rels/p{number}.bin.rels"] = listing.encode()
    return parts


def test_parts_that_multiply_are_counted_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    part = word_blocks.ObjectKeeper._part
    monkeypatch.setattr(word_blocks.ObjectKeeper, "_part", lambda *given: asked.append(1) or part(*given))
    found = read(p(PICTURE), relations=link("media/p0.bin"), parts=fan(30, 5))
    assert counts(found) == LEFT_OUT
    assert len(asked) <= word_blocks.MOST_PARTS + word_blocks.MOST_DEEP


@pytest.mark.parametrize(
    ("module", "limit", "value"),
    [
        (model_blocks, "LARGEST_PICTURE", len(PNG) - 1),
        (model_blocks, "LARGEST_MEDIA", len(PNG)),
        (word_blocks, "MOST_OBJECTS", 0),
        (word_blocks, "MOST_NODES", 2),
    ],
)
def test_what_exceeds_a_limit_is_told(
    module: ModuleType, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, value)
    found = read(p(PICTURE))
    assert (objects(found), counts(found)) == (0, LEFT_OUT)


def test_two_relationships_of_one_name_are_one() -> None:
    found = read(p(PICTURE), p(PICTURE), relations=link("media/one.png") * 2)
    assert (objects(found), len(found.value.media)) == (2, 2)


def test_a_formula_in_a_formula_is_one() -> None:
    nested = "<m:oMath>" * 20 + "<m:r><m:t>a</m:t></m:r>" + "</m:oMath>" * 20
    assert objects(read(p(nested))) == 1


@pytest.mark.parametrize(
    "properties",
    ['<w:gridSpan w:val="1000000000"/>', '<w:gridSpan w:val="-4"/>', '<w:gridSpan w:val="x"/>'],
)
def test_odd_spans_cost_no_word(properties: str) -> None:
    found = read(tbl(tr(tc("甲", properties), tc("乙")), tr(tc("丙"), tc("丁"))))
    assert [each.text for each in found.value.paragraphs[1:]] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(("limit", "value"), [("MOST_ROWS", 1), ("MOST_COLUMNS", 1), ("MOST_PLACES", 3)])
def test_a_table_beyond_the_limits_becomes_text(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_blocks, limit, value)
    found = read(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))))
    assert (found.value.tables, counts(found)["word_tables_too_large"]) == ((), 1)
    assert "".join(each.text for each in found.value.paragraphs[1:]) == "甲乙丙丁"


def test_too_many_cells_are_refused_in_one_sentence() -> None:
    row = "<w:tr>" + "<w:tc/>" * 1000 + "</w:tr>"
    with pytest.raises(BadInput, match="too_many_cells"):
        read("<w:tbl>" + row * 101 + "</w:tbl>")


def test_tables_in_tables_become_text_of_the_cell() -> None:
    deep = f"<w:tbl><w:tr><w:tc>{p('浅')}</w:tc><w:tc>" * 40 + p("深处") + "</w:tc></w:tr></w:tbl>" * 40
    found = read(deep)
    assert [each.text for each in found.value.paragraphs if each.text][1:] == [*"浅" * 40, "深处"]
    assert counts(found)["word_tables_flattened"] == 39


def test_frames_in_frames_are_all_opened() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 40 + p("深处") + "</w:tc></w:tr></w:tbl>" * 40
    found = read(deep)
    assert [each.text for each in found.value.paragraphs if each.text][1:] == ["深处"]
    assert counts(found)["word_frames_unwrapped"] == 40


def test_tables_a_thousand_deep_are_refused_in_one_sentence() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 1000 + p("深") + "</w:tc></w:tr></w:tbl>" * 1000
    with pytest.raises(BadInput, match="package_too_deep"):
        read(deep)


def test_struck_out_words_in_a_cell_stay_struck_out_and_are_told() -> None:
    cell = f"<w:tc><w:tcPr/>{p(r('投资') + r('500', '<w:strike/>') + r('600万元'))}</w:tc>"
    found = read(tbl(tr(cell, tc("乙")), tr(tc("丙"), tc("丁"))))
    assert found.value.paragraphs[1].text == "投资500600万元"
    assert found.value.paragraphs[1].emphasis == (Emphasis(2, 5, (STRUCK,)),)
    assert counts(found)["word_struck_kept"] == 1


@pytest.mark.parametrize(
    ("style", "size"),
    [
        ("width:120pt;height:2cm", (1_524_000, 720_000)),
        ("position:absolute;width:96px; height:1in;z-index:1", (914_400, 914_400)),
        ("mso-width-percent:0", (0, 0)),
        ("width:9e9pt;height:50%", (0, 0)),
    ],
)
def test_an_old_picture_has_its_size_and_alternative_text(style: str, size: tuple[int, int]) -> None:
    names = f'xmlns:r="{RELATION}" xmlns:o="urn:schemas-microsoft-com:office:office"'
    shape = f'<v:shape {names} style="{style}" alt="办公楼 全景"><v:imagedata r:id="pic" o:title="x"/></v:shape>'
    found = read(p(f"<w:r><w:pict>{shape}</w:pict></w:r>")).value
    (one,) = [each for paragraph in found.paragraphs for each in paragraph.objects]
    assert ((one.width, one.height), one.label) == (size, "办公楼 全景")


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ('name="Picture 1"', ""),
        ('name="图片 3"', ""),
        ('name="Picture 1" descr="办公楼全景"', "办公楼全景"),
        ('name="清河水库"', "清河水库"),
        ('name="1号楼"', "1号楼"),
    ],
)
def test_a_name_that_a_program_made_up_says_nothing_of_a_picture(said: str, label: str) -> None:
    picture = PICTURE.replace("<a:blip", f'<wp:docPr id="1" {said}/><a:blip')
    (one,) = [each for paragraph in read(p(picture)).value.paragraphs for each in paragraph.objects]
    assert one.label == label
