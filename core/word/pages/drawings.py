"""The drawings in a run, from the alternative that can be shown (ECMA-376 part 3, 7.6 mc:AlternateContent)."""

from dataclasses import replace

from core.package import MC, Node, W
from core.typesetting.values import Drawing
from core.word.pages.drawing_context import DrawingContext
from core.word.pages.drawing_ml import read_drawing
from core.word.pages.vml import read_vml

DRAWN = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
"""Elements of a run that draw something."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LARGEST_PICTURE = 8 * 1024 * 1024


def drawings_of(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of one element of ``DRAWN``; unsupported content is recorded in the context."""
    if node.tag == W + "drawing":
        return read_drawing(node, context)
    return _best(node, context) if node.tag == MC + "AlternateContent" else read_vml(node, context)


def _best(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The first alternative that can be shown completely, else the first one."""
    found: tuple[Drawing, ...] = ()
    unsupported: list[str] | None = None
    for branch in node:
        trial = replace(context, unsupported=[])
        drawings = tuple(drawing for each in branch if each.tag in DRAWN for drawing in drawings_of(each, trial))
        if unsupported is None or (unsupported and not trial.unsupported):
            found, unsupported = drawings, trial.unsupported
    context.unsupported.extend(unsupported or ())
    return found


def usable_picture(data: bytes) -> bytes:
    """The bytes of a PNG or JPEG file within the size limit, else none."""
    return data if data.startswith((PNG, JPEG)) and len(data) <= LARGEST_PICTURE else b""
