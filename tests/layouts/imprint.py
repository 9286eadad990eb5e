"""版记: what stands on the bottom edge of the last page, with its styles (GB/T 9704-2012, 7.4)."""

from core.typesetting.standard import SIZE_4
from tests.layouts.head import WIDTH
from tests.layouts.markup import (
    FLUSH,
    KEEP,
    NO_GRID,
    NO_SPACING,
    TAB,
    cell,
    indent,
    paragraph,
    row,
    size,
    spacing,
    style,
    table,
    table_style,
    tabs,
    when,
)

CHARACTER = SIZE_4 * 20
LINE = 400
THINNEST = 14
"""0.7 pt, the lowest line that Word sets: for paragraphs that only hold a break or end a table."""
RULES = (
    '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    '<w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders>'
)
HAS_DOCUMENT_IMPRINT, HAS_LETTER_IMPRINT = "抄送 or 印发机关 or 印发日期", "抄送"


def imprint_styles() -> list[str]:
    """Styles of the imprint; the space before 版记前空 is filled in when the pages are known."""
    look, thin = NO_SPACING + size(SIZE_4), NO_GRID + spacing(before=0, line=THINNEST)
    copies = KEEP + NO_GRID + spacing(line=LINE) + indent(left=4 * CHARACTER, right=CHARACTER, hanging=3 * CHARACTER)
    printed = tabs(right=WIDTH - CHARACTER) + NO_GRID + spacing(line=LINE) + indent(left=CHARACTER) + FLUSH
    return [
        style("BeforeImprint", "版记前空", KEEP + thin, size(1), hidden="yes"),
        style("AfterImprint", "版记后空", thin, size(1), hidden="yes"),
        style("CopyTo", "抄送机关", copies, look),
        style("Printed", "印发机关和日期", printed, look),
        table_style("ImprintTable", "版记表", RULES, top=50, bottom=90),
    ]


def _optional(condition: str, line: str) -> list[str]:
    """A row that is there only if the condition holds; its tags stand in rows of their own."""
    opening, closing = (
        row(cell(WIDTH, paragraph("LayoutTag", f"{{%tr {tag} %}}"))) for tag in (f"if {condition}", "endif")
    )
    return [opening, row(cell(WIDTH, line), whole=True), closing]


def document_imprint(break_before: str) -> list[str]:
    """The table on the bottom edge. ``break_before`` ends the pages of the text where the imprint has one of its own."""
    rows = (
        *_optional("抄送", paragraph("CopyTo", "抄送：{{ 抄送 }}")),
        *_optional(
            "印发机关 or 印发日期",
            paragraph("Printed", "{{ 印发机关 }}", TAB, "{{ 印发日期 }}{% if 印发日期 %}印发{% endif %}"),
        ),
    )
    lines = (paragraph("BeforeImprint"), table("ImprintTable", (WIDTH,), *rows), paragraph("AfterImprint"))
    return when(HAS_DOCUMENT_IMPRINT, *when("版记独页", break_before), *lines)


def letter_imprint(break_before: str) -> list[str]:
    """The line on the bottom edge: no rules, no printing office (clause 10.1)."""
    lines = (paragraph("BeforeImprint"), paragraph("CopyTo", "抄送：{{ 抄送 }}"))
    return when(HAS_LETTER_IMPRINT, *when("版记独页", break_before), *lines)
