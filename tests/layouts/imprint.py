"""版记: what stands on the bottom edge of the last page, with its styles (GB/T 9704-2012, 7.4)."""

from core.typesetting.standard import SIZE_4
from tests.layouts.head import WIDTH
from tests.layouts.markup import (
    FLUSH,
    KEEP,
    NO_GRID,
    NO_SPACING,
    TAB,
    borders,
    indent,
    paragraph,
    size,
    spacing,
    style,
    tabs,
    when,
)

CHARACTER = SIZE_4 * 20
LINE = 400
THINNEST = 14
"""0.7 pt, the lowest line that Word sets: for paragraphs that only hold a break or end a table."""
THICK, THIN = (8, 0), (6, 0)
"""1 and 0.75 pt: 0.35 and 0.25 mm (7.4.1)."""

HAS_PRINTED = "印发机关 or 印发日期"
HAS_DOCUMENT_IMPRINT, HAS_LETTER_IMPRINT = "抄送 or 印发机关 or 印发日期", "抄送"


def imprint_styles() -> list[str]:
    """Styles of the imprint; the space before 版记前空 is filled in when the pages are known."""
    look, thin = NO_SPACING + size(SIZE_4), NO_GRID + spacing(before=0, line=THINNEST)
    room = NO_GRID + spacing(before=50, after=76, line=LINE)
    copies = KEEP + room + indent(left=4 * CHARACTER, right=CHARACTER, hanging=3 * CHARACTER)
    printed = KEEP + tabs(right=WIDTH - CHARACTER) + room + indent(left=CHARACTER) + FLUSH
    return [
        style("BeforeImprint", "版记前空", KEEP + thin, size(1), hidden="yes"),
        style("AfterImprint", "版记后空", thin, size(1), hidden="yes"),
        style("CopyTo", "抄送机关", copies, look),
        style("Printed", "印发机关和日期", printed, look),
        style("ImprintRule", "版记首线", KEEP + borders(bottom=THICK) + thin, size(1), hidden="yes"),
        style("ImprintInnerRule", "版记中线", KEEP + borders(bottom=THIN) + thin, size(1), hidden="yes"),
        style("ImprintEnd", "版记末线", borders(bottom=THICK) + thin, size(1), hidden="yes"),
    ]


def document_imprint(break_before: str) -> list[str]:
    """The lines on the bottom edge, each below a rule as wide as the type area, which no indent shortens.

    ``break_before`` ends the pages of the text where the imprint has one of its own.
    """
    lines = (
        *(paragraph("BeforeImprint"), paragraph("ImprintRule")),
        *when("抄送", paragraph("CopyTo", "抄送：{{ 抄送 }}")),
        *when(f"抄送 and ({HAS_PRINTED})", paragraph("ImprintInnerRule")),
        *when(
            HAS_PRINTED, paragraph("Printed", "{{ 印发机关 }}", TAB, "{{ 印发日期 }}{% if 印发日期 %}印发{% endif %}")
        ),
        paragraph("ImprintEnd"),
    )
    return when(HAS_DOCUMENT_IMPRINT, *when("版记独页", break_before), *lines)


def letter_imprint(break_before: str) -> list[str]:
    """The line on the bottom edge: no rules, no printing office (clause 10.1)."""
    lines = (paragraph("BeforeImprint"), paragraph("CopyTo", "抄送：{{ 抄送 }}"))
    return when(HAS_LETTER_IMPRINT, *when("版记独页", break_before), *lines)
