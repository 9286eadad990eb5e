"""Space around the title block in lines: above it as space before in the title's style, below it as blank paragraphs.

Blank paragraphs are used below because the last line of the block (title or 副标题 lines) depends on the draft.
"""

import copy
from itertools import dropwhile, takewhile

from core.package import Node, W
from core.word.unit_style.layout_styles import LayoutStyles, properties
from core.word.unit_style.tree import child, put

NEAR_LINE = 0.05


def lines_before(document: Node, sheet: LayoutStyles, pitch: float) -> int | None:
    """The blank lines above the title; None without a title or if they are no whole number."""
    title = sheet.role("title")
    if title is None or not pitch:
        return None
    times = (sheet.amount(title, "pPr/spacing", "before") or 0) / pitch
    whole = round(times)
    return whole + len(_blanks_above(document, title)) if abs(times - whole) < NEAR_LINE else None


def set_lines_before(document: Node, sheet: LayoutStyles, lines: int | None, pitch: float) -> None:
    """Set the blank lines above the title, with or without a letterhead there."""
    title = sheet.role("title")
    if title is None or lines is None:
        return
    for blank in _blanks_above(document, title):
        blank.getparent().remove(blank)
    put(properties(title, "pPr"), "spacing", before=round(lines * pitch), beforeLines=None, beforeAutospacing=None)


def _blanks_above(document: Node, title: Node) -> list[Node]:
    """The blank paragraphs directly above the title, ignoring tags."""
    paragraph = next((p for p in document.iter(W + "p") if _style(p) == title.get(W + "styleId")), None)
    found: list[Node] = []
    while paragraph is not None:
        paragraph = paragraph.getprevious()
        if paragraph is None or paragraph.tag != W + "p" or not (_is_blank(paragraph) or _is_control(paragraph)):
            break
        found += [paragraph] if _is_blank(paragraph) else []
    return found


def lines_after(document: Node, sheet: LayoutStyles) -> int | None:
    """The number of blank paragraphs below the title block; None without a title."""
    block = _below_title(document, sheet)
    return None if block is None else sum(_is_blank(paragraph) for paragraph in block)


def set_lines_after(document: Node, sheet: LayoutStyles, lines: int | None) -> None:
    """Set the number of blank paragraphs below the title block."""
    block = _below_title(document, sheet)
    if block is None or lines is None:
        return
    blank = [paragraph for paragraph in block if _is_blank(paragraph)]
    for paragraph in blank[lines:]:
        paragraph.getparent().remove(paragraph)
    if len(blank) < lines:
        last = blank[-1] if blank else _first_blank(block, sheet)
        for _ in range(lines - max(len(blank), 1)):
            last.addnext(copy.deepcopy(last))


def _below_title(document: Node, sheet: LayoutStyles) -> list[Node] | None:
    """The title, the paragraphs of its block, and blank lines and tags after them; None without a title."""
    title, body = sheet.role("title"), document.find(W + "body")
    if title is None or body is None:
        return None
    names = [style.get(W + "styleId") for style in (title, sheet.role("subtitle")) if style is not None]
    below = dropwhile(lambda paragraph: _style(paragraph) != names[0], body.findall(W + "p"))
    block = takewhile(lambda each: _style(each) in names or _is_blank(each) or _is_control(each), below)
    return list(block) or None


def _first_blank(block: list[Node], sheet: LayoutStyles) -> Node:
    """A new blank paragraph below the block, outside the statements around its lines."""
    written = [index for index, paragraph in enumerate(block) if not _is_control(paragraph)]
    last = written[-1]
    while last + 1 < len(block) and _text(block[last + 1]).lstrip("{｛%％-+ ").startswith(("end", "p end")):
        last += 1
    paragraph = block[last].makeelement(W + "p")
    body = _blank_style(sheet)
    if body is not None:
        look = paragraph.makeelement(W + "pPr")
        paragraph.append(look)
        child(look, "pStyle").set(W + "val", body.get(W + "styleId"))
    block[last].addnext(paragraph)
    return paragraph


def _blank_style(sheet: LayoutStyles) -> Node | None:
    blank = sheet.named("空行")
    return sheet.role("body") if blank is None else blank


def _style(paragraph: Node) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val") or ""


def _text(paragraph: Node) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t")).strip()


def _is_blank(paragraph: Node) -> bool:
    return not _text(paragraph) and all(
        paragraph.find(f".//{W}{tag}") is None for tag in ("drawing", "pict", "sectPr", "br")
    )


def _is_control(paragraph: Node) -> bool:
    text = _text(paragraph).replace("｛", "{").replace("％", "%")
    return text.startswith("{%") and text.endswith(("%}", "%｝"))
