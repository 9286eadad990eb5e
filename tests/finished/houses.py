"""Units with ways of their own, by name."""

from dataclasses import replace

from tests.finished.heads import BOLD_KAI, styled
from tests.finished.report import FOOTER, TIMES, House, Look, usual_looks

FANG, KAI, SONG = "仿宋_GB2312", "楷体_GB2312", "宋体"
PLAIN = usual_looks()
STYLED = usual_looks(h1=Look("黑体", chars=2, before=120, after=120), h2=BOLD_KAI)
MODERN = {
    role: replace(look, font="仿宋" if look.font == FANG else look.font, latin=TIMES) for role, look in PLAIN.items()
}
LOOSE = {
    role: replace(look, font=SONG, size=14, line=360, rule="auto", bold=role == "h1") for role, look in PLAIN.items()
}
HOUSES = {
    "direct": House(PLAIN, footer=FOOTER),
    "short_runs": House(MODERN, how="short"),
    "one_and_a_half": House(
        LOOSE, margins=(1440, 1800, 1440, 1800), grid='<w:docGrid w:type="lines" w:linePitch="312"/>'
    ),
    "headings_alone": House(usual_looks(h2=BOLD_KAI, subtitle=Look(KAI, align="center")), run_in=()),
    "styles": House(STYLED, run_in=(), how="styles", styles=styled(STYLED)),
    "at_least": House(
        {role: replace(look, line=500, rule="atLeast", first=look.twips, chars=0) for role, look in MODERN.items()}
    ),
    "centred_headings": House(usual_looks(h1=Look("黑体", 18, align="center", bold=True)), run_in=("h3", "h4")),
}
