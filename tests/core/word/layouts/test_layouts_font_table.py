"""The font table: another name for every font of a file, whatever the layout came with."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.errors import BadInput
from core.word.layouts.font_table import LONGEST_NAME, RELATIONS, TABLE, fonts_in_use, with_alternatives
from core.word.package_writer import CONTENT_TYPES
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.fonts import load_fonts
from core.workflows.exporting.options import ExportOptions
from core.workflows.layouts.files import layouts
from tests.altered import edited, packed, parts_of, with_part, without_part
from tests.builders import make_draft
from tests.layouts.markup import HEAD, NAMES
from tests.word_files import W, layout_file, p

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="仿宋"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))


def run(text: str, **fonts: str) -> str:
    look = " ".join(f'w:{slot}="{name}"' for slot, name in fonts.items())
    return f"<w:r><w:rPr><w:rFonts {look}/></w:rPr><w:t>{text}</w:t></w:r>"


def alternatives(parts: dict[str, bytes], table: str = TABLE) -> dict[str, str]:
    """The other names by font, as the table of a file has them."""
    fonts = ElementTree.fromstring(parts[table]).iter(f"{W}font")
    return {
        font.get(f"{W}name", ""): other.get(f"{W}val", "") for font in fonts for other in font.findall(f"{W}altName")
    }


def completed(data: bytes) -> dict[str, bytes]:
    return with_alternatives(parts_of(data), load_fonts().alternative)


def of_kind(parts: dict[str, bytes]) -> list[str]:
    """Targets of the relations to font tables."""
    relations = ElementTree.fromstring(parts[RELATIONS])
    return [found.get("Target", "") for found in relations if found.get("Type", "").endswith("/fontTable")]


def test_a_font_that_is_new_gets_another_name() -> None:
    data = layout_file(f"<w:p>{run('字', eastAsia='方正仿宋_GBK')}</w:p>")
    assert alternatives(completed(data))["方正仿宋_GBK"] == "仿宋"


def test_a_name_that_is_there_stays() -> None:
    data = edited(layout_file(), TABLE, '<w:altName w:val="仿宋"/>', '<w:altName w:val="楷体"/>')
    assert alternatives(completed(data))["仿宋_GB2312"] == "楷体"


def test_a_font_without_another_name_gets_one() -> None:
    data = edited(layout_file(), TABLE, '<w:altName w:val="仿宋"/>', "")
    parts = completed(data)
    assert alternatives(parts)["仿宋_GB2312"] == "仿宋"
    assert parts[TABLE].decode().count('"仿宋_GB2312"') == 1


def test_the_other_name_stands_where_the_schema_wants_it() -> None:
    data = edited(layout_file(), TABLE, '<w:altName w:val="仿宋"/>', "")
    font = next(ElementTree.fromstring(completed(data)[TABLE]).iter(f"{W}font"))
    assert [child.tag.removeprefix(W) for child in font] == ["altName", "charset", "family", "pitch"]


def test_a_file_without_a_table_gets_one_that_word_finds() -> None:
    data = without_part(layout_file(), TABLE)
    data = edited(data, CONTENT_TYPES, "/word/fontTable.xml", "/word/other.xml")
    parts = completed(data)
    assert "仿宋_GB2312" in alternatives(parts)
    assert (of_kind(parts), parts[CONTENT_TYPES].decode().count(f'"/{TABLE}"')) == (["fontTable.xml"], 1)


def test_a_file_without_relations_gets_them() -> None:
    parts = completed(without_part(without_part(layout_file(), TABLE), RELATIONS))
    assert of_kind(parts) == ["fontTable.xml"]


def test_a_table_under_another_name_is_the_one_completed() -> None:
    data = layout_file()
    data = with_part(data, "word/fonts/table.xml", f"{HEAD}<w:fonts {NAMES}/>")
    parts = completed(edited(data, RELATIONS, '"fontTable.xml"', '"fonts/table.xml"'))
    assert "仿宋_GB2312" in alternatives(parts, "word/fonts/table.xml")


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "missing.xml"])
def test_a_relation_that_leads_astray_is_not_followed(target: str) -> None:
    parts = completed(edited(layout_file(), RELATIONS, '"fontTable.xml"', f'"{target}"'))
    assert (of_kind(parts), "仿宋_GB2312" in alternatives(parts)) == (["fontTable.xml"], True)


def test_a_broken_table_is_made_anew() -> None:
    assert "仿宋_GB2312" in alternatives(completed(with_part(layout_file(), TABLE, "<w:fonts")))


def test_broken_relations_are_refused() -> None:
    with pytest.raises(BadInput):
        completed(with_part(layout_file(), RELATIONS, "<Relation"))


def test_a_font_nobody_knows_needs_no_table() -> None:
    parts = parts_of(layout_file())
    assert with_alternatives(parts, lambda _name: "") == parts


def test_names_are_no_longer_than_word_takes() -> None:
    parts = with_alternatives(parts_of(without_part(layout_file(), TABLE)), lambda _name: "长" * 99)
    assert {len(other) for other in alternatives(parts).values()} == {LONGEST_NAME}


def test_fonts_of_the_theme_get_another_name() -> None:
    data = with_part(layout_file(), "word/theme/theme1.xml", THEME.replace("仿宋", "方正楷体_GBK"))
    assert alternatives(completed(data))["方正楷体_GBK"] == "楷体"


@pytest.mark.parametrize("name", layouts())
def test_every_exported_file_names_another_font_for_each(name: str, tmp_path: Path) -> None:
    path = export_draft(make_draft("title |总结\nbody |好。"), tmp_path / "出.docx", ExportOptions(name)).value
    parts = parts_of(path.read_bytes())
    known = {font for font in fonts_in_use(parts) if load_fonts().alternative(font)}
    assert known <= alternatives(parts).keys()


def test_a_layout_that_came_without_another_name_is_exported_with_it(tmp_path: Path) -> None:
    own = tmp_path / "便函.docx"
    own.write_bytes(without_part(layout_file(*LOOP, f"<w:p>{run('字', eastAsia='华文仿宋')}</w:p>"), TABLE))
    path = export_draft(make_draft("body |好。"), tmp_path / "出.docx", ExportOptions(str(own))).value
    assert alternatives(parts_of(path.read_bytes()))["华文仿宋"] == "仿宋"


# Which fonts text is set in

SETS = (
    ("default", run("字"), {"仿宋_GB2312"}),
    ("of its own", run("字", eastAsia="隶书"), {"隶书", "仿宋_GB2312"}),
    ("both of its own", run("字", eastAsia="隶书", ascii="Arial"), {"隶书", "Arial"}),
    ("a character style", '<w:r><w:rPr><w:rStyle w:val="Heading1Char"/></w:rPr><w:t>字</w:t></w:r>', {"黑体"}),
    ("no text", run("", eastAsia="隶书"), set()),
    ("of the theme", run("字", eastAsiaTheme="majorEastAsia", asciiTheme="minorHAnsi"), {"黑体", "Calibri"}),
    ("in a link", f"<w:hyperlink>{run('字', eastAsia='隶书', ascii='隶书')}</w:hyperlink>", {"隶书"}),
)


@pytest.mark.parametrize(("inner", "fonts"), [row[1:] for row in SETS], ids=[row[0] for row in SETS])
def test_fonts_in_use_are_those_of_styles_and_runs(inner: str, fonts: set[str]) -> None:
    parts = parts_of(layout_file(f'<w:p><w:pPr><w:pStyle w:val="BodyParagraph"/></w:pPr>{inner}</w:p>'))
    shown = {name: part for name, part in parts.items() if "footer" not in name}
    assert set(fonts_in_use({**shown, "word/theme/theme1.xml": THEME.encode()})) == fonts


def test_the_font_used_most_comes_first() -> None:
    data = layout_file(
        f"<w:p>{run('很长的一段文字' * 20, eastAsia='隶书', ascii='隶书')}{run('字', eastAsia='黑体')}</w:p>"
    )
    assert fonts_in_use(parts_of(data))[0] == "隶书"


def test_styles_that_are_based_on_one_another_end() -> None:
    data = edited(
        layout_file(p("字", style="Title")),
        "word/styles.xml",
        '<w:basedOn w:val="Normal"/>',
        '<w:basedOn w:val="Title"/>',
    )
    assert fonts_in_use(parts_of(packed(parts_of(data))))
