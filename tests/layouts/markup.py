"""Small pieces of WordprocessingML: styles, paragraphs, tables."""

from core.typesetting.standard import CHARACTER

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{MAIN}" xmlns:r="{LINKS}"'

SONG, HEI, KAI, FANG, TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
FONTS = ((FANG, "仿宋"), (KAI, "楷体"), (TITLE, "方正小标宋_GBK"), (HEI, "SimHei"), (SONG, "SimSun"))
RED = '<w:color w:val="FF0000"/>'
BOLD = "<w:b/><w:bCs/>"
NO_SPACING = '<w:spacing w:val="0"/>'
NO_GRID = '<w:snapToGrid w:val="0"/>'
CENTRED, FLUSH = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'
CLOSE = "<w:contextualSpacing/>"
KEEP = "<w:keepNext/>"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def indent(**twips: int) -> str:
    return "<w:ind " + " ".join(f'w:{name}="{value}"' for name, value in twips.items()) + "/>"


def spacing(**twips: int) -> str:
    """Space before and after, and ``line`` of exact height, in twips."""
    rule = ' w:lineRule="exact"' if "line" in twips else ""
    return "<w:spacing " + " ".join(f'w:{name}="{value}"' for name, value in twips.items()) + f"{rule}/>"


def single(**twips: int) -> str:
    """Lines as high as their type, off the grid."""
    sides = "".join(f' w:{name}="{value}"' for name, value in twips.items())
    return f'{NO_GRID}<w:spacing{sides} w:line="240" w:lineRule="auto"/>'


def tabs(**stops: int) -> str:
    """Tab stops as kind and place."""
    return (
        "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops.items()) + "</w:tabs>"
    )


def borders(colour: str = "000000", **sides: tuple[int, int]) -> str:
    """Single rules by side: eighths of a point, and points from the text."""
    made = (
        f'<w:{side} w:val="single" w:sz="{thickness}" w:space="{space}" w:color="{colour}"/>'
        for side, (thickness, space) in sides.items()
    )
    return f"<w:pBdr>{''.join(made)}</w:pBdr>"


def style(identifier: str, name: str, paragraph: str = "", look: str = "", **more: str) -> str:
    """A paragraph style, or a character style when ``kind`` says so; based on Normal unless it says what on."""
    kind = more.get("kind", "paragraph")
    usual = "Normal" if kind == "paragraph" else "DefaultParagraphFont"
    more = {"basedOn": usual, **more} if identifier != usual else more
    parts = [f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>']
    if more.get("builtin"):
        parts[0] = parts[0].replace(' w:customStyle="1"', "")
    order = ("aliases", "basedOn", "next", "link", "uiPriority")
    parts += [f'<w:{key} w:val="{more[key]}"/>' for key in order if key in more]
    parts.append("" if more.get("hidden") else "<w:qFormat/>")
    parts.append(f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
    parts.append(f"<w:rPr>{look}</w:rPr>" if look else "")
    return "".join(parts) + "</w:style>"


def table_style(identifier: str, name: str, rules: str = "", **margins: int) -> str:
    """A table style: its rules, and its cell margins in twips (0 where none is given)."""
    cells = "".join(
        f'<w:{side} w:w="{margins.get(side, 0)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{rules}'
        f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr></w:style>"
    )


TAB = ("", "\t")


def paragraph(style_id: str, *runs: tuple[str, str] | str, more: str = "") -> str:
    """A paragraph of runs, each text or a character style's id and text; TAB is a tab."""
    made = []
    for run in runs:
        look, text = run if isinstance(run, tuple) else ("", run)
        properties = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
        shown = "<w:tab/>" if text == "\t" else f'<w:t xml:space="preserve">{text}</w:t>'
        made.append(f"<w:r>{properties}{shown}</w:r>")
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{more}</w:pPr>{"".join(made)}</w:p>'


def control(text: str) -> str:
    return paragraph("LayoutTag", text)


def when(condition: str, *lines: str, otherwise: tuple[str, ...] = ()) -> list[str]:
    """Lines that are written only if the condition holds."""
    other = [control("{% else %}"), *otherwise] if otherwise else []
    return [control(f"{{% if {condition} %}}"), *lines, *other, control("{% endif %}")]


def each(name: str, values: str, *lines: str) -> list[str]:
    """Lines for every one of the values."""
    return [control(f"{{% for {name} in {values} %}}"), *lines, control("{% endfor %}")]


def cell(width: int, *lines: str, middle: bool = False) -> str:
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{align}</w:tcPr>{"".join(lines)}</w:tc>'


def row(*cells: str, whole: bool = False) -> str:
    """A table row; ``whole``: on one page."""
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(style_id: str, widths: tuple[int, ...], *rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def signed(characters: int, character: int = CHARACTER) -> str:
    """Left indent in characters; to the right there is room, so that a stand-in font with wide digits breaks no line."""
    return indent(left=characters * character, right=-2 * character)
