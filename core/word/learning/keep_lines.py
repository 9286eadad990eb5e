"""An imprint stays whole: rows that are not divided, each line on the page of the next (ECMA-376 part 1, 17.3.1.15, 17.4.6)."""

from collections.abc import Sequence

from core.package import Node, W
from core.word.learning.source import P
from core.word.unit_style.tree import put

ROW, ROW_LOOK, WHOLE = W + "tr", W + "trPr", W + "cantSplit"


def keep_together(blocks: Sequence[Node]) -> None:
    """Keep the lines and table rows of the blocks on one page."""
    lines = [line for block in blocks for line in list(block.iter(ROW)) or [block]]
    for line in lines:
        if line.tag == ROW:
            _make_whole(line)
    for line in lines[:-1]:
        for paragraph in line.iter(P):
            _keep_with_next(paragraph)


def _make_whole(row: Node) -> None:
    look = row.find(ROW_LOOK)
    if look is None:
        look = row.makeelement(ROW_LOOK)
        row.insert(int(row.find(W + "tblPrEx") is not None), look)
    whole = look.find(WHOLE)
    if whole is None:
        look.insert(0, look.makeelement(WHOLE))
    else:
        whole.attrib.clear()


def _keep_with_next(paragraph: Node) -> None:
    look = paragraph.find(W + "pPr")
    if look is None:
        look = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, look)
    put(look, "keepNext").attrib.clear()
