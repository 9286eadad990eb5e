"""What the font table and mending make of a file, judged by the validator and opened by LibreOffice."""

from pathlib import Path

import pytest

from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.layouts.check import check_layout, mend_layout
from core.workflows.layouts.files import layouts
from tests.altered import edited, without_part
from tests.builders import make_draft
from tests.word.office import validator_errors
from tests.word_files import layout_file, p

pytestmark = pytest.mark.word

LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))
STRANGE = '<w:p><w:r><w:rPr><w:rFonts w:eastAsia="华文仿宋"/></w:rPr><w:t>字</w:t></w:r></w:p>'
TORN = (p("{{ 标", "提 }}和", "｛｛ 署", "名 ｝｝"), p("甲", style="CopyTo"))


def test_a_font_table_made_from_nothing_is_valid(tmp_path: Path) -> None:
    own = tmp_path / "便函.docx"
    data = without_part(layout_file(*LOOP, STRANGE), "word/fontTable.xml")
    own.write_bytes(edited(data, "[Content_Types].xml", "/word/fontTable.xml", "/word/none.xml"))
    path = export_draft(make_draft("body |好。"), tmp_path / "出.docx", ExportOptions(str(own))).value
    assert validator_errors(path) == []


def test_a_font_table_completed_is_valid(tmp_path: Path) -> None:
    own = tmp_path / "便函.docx"
    own.write_bytes(edited(layout_file(*LOOP, STRANGE), "word/fontTable.xml", '<w:altName w:val="仿宋"/>', ""))
    path = export_draft(make_draft("body |好。"), tmp_path / "出.docx", ExportOptions(str(own))).value
    assert validator_errors(path) == []


def test_a_mended_layout_is_valid(tmp_path: Path) -> None:
    own = tmp_path / "便函.docx"
    own.write_bytes(edited(layout_file(*TORN, *LOOP), "word/document.xml", ' w:rsidR="00A1"', ""))
    assert validator_errors(mend_layout(own, check_layout(own))) == []


@pytest.mark.parametrize("name", layouts())
def test_a_copy_of_a_built_in_layout_is_valid(name: str, tmp_path: Path) -> None:
    own = tmp_path / f"{name}.docx"
    own.write_bytes(layouts()[name].read_bytes())
    assert validator_errors(mend_layout(own, check_layout(own))) == []
