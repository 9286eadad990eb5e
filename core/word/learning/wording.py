"""Descriptions of learned formats in Chinese."""

from types import MappingProxyType

from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.word.learning.values import Learned, LearnedRole
from core.word.unit_style.page_numbers import PARTS
from core.word.unit_style.style import size_name

_TWIPS, _MILLIMETRE = 20, 1440 / 25.4
_ALIGNMENTS = MappingProxyType({"center": "居中", "right": "靠右", "distribute": "分散对齐", "left": "左对齐"})
_LINE = 240
_NUMBERS = frozenset("".join(form.split()) for form in PARTS)


def describe_face(face: Face) -> str:
    """Font, size and the like: 方正小标宋简体 二号（22磅），加粗，数字用 Times New Roman."""
    name = size_name(face.size)
    size = f"{name}（{face.size:g}磅）" if name != f"{face.size:g}" else f"{name}磅"
    parts = [f"{face.family} {size}"]
    parts += [word for word, is_so in (("加粗", face.bold), ("斜体", face.italic), ("下划线", face.underline)) if is_so]
    if face.latin != face.family:
        parts.append(f"数字用 {face.latin}")
    return "，".join(parts)


def describe_shape(shape: ParagraphShape, face: Face) -> str:
    """Alignment, indents and pitch: 首行缩进2字，行距28磅."""
    unit = face.size * _TWIPS + face.spacing
    parts = [_ALIGNMENTS[shape.align]] if shape.align in _ALIGNMENTS else []
    for words, length in (("左缩进", shape.left), ("右缩进", shape.right)):
        if length > 0:
            parts.append(f"{words}{_characters(length, unit)}")
    if shape.first:
        parts.append(f"{'首行缩进' if shape.first > 0 else '悬挂'}{_characters(abs(shape.first), unit)}")
    parts.append(_pitch(shape))
    parts += [
        f"{words}{twips / _TWIPS:.3g}磅" for words, twips in (("段前", shape.before), ("段后", shape.after)) if twips
    ]
    return "，".join(parts)


def _characters(length: float, unit: float) -> str:
    count = round(length / unit, 1)
    return f"{count:g}字"


def _pitch(shape: ParagraphShape) -> str:
    if shape.rule == "auto":
        return "单倍行距" if shape.line == _LINE else f"{shape.line / _LINE:.3g}倍行距"
    return f"行距{'最小' if shape.rule == 'atLeast' else ''}{shape.line / _TWIPS:.4g}磅"


def describe(role: LearnedRole) -> str:
    """The format of a role in one line."""
    if role.is_lead:
        return describe_face(role.face)
    return f"{describe_face(role.face)}，{describe_shape(role.shape, role.face)}"


def describe_page(page: PageSheet) -> str:
    """Paper and margins in millimetres."""
    width, height = (round(length / _MILLIMETRE) for length in (page.width, page.height))
    paper = "A4" if (width, height) == (210, 297) else f"{width}×{height}毫米"
    sides = (("上", page.top), ("下", page.bottom), ("左", page.left), ("右", page.right))
    return f"{paper}，页边距" + "、".join(f"{side}{length / _MILLIMETRE:.3g}" for side, length in sides) + "毫米"


def summary(learned: Learned) -> tuple[str, ...]:
    """What was learned, one line each: page, roles with examples, letterhead, imprint and margins."""
    if learned.page is None:
        return ()
    found = [f"{role.name}：{describe(role)}（{role.count}段）" for role in learned.findings if role.count]
    around = (("红头", learned.head), ("版记", learned.foot), ("页眉页脚", tuple(map(_margin, learned.margins))))
    kept = [f"{name}：{' / '.join(lines)}" for name, lines in around if lines]
    return (f"页面：{describe_page(learned.page)}", *found, *kept)


def _margin(line: str) -> str:
    """A line of a header or footer; a page number is labelled as such."""
    return f"页码“{line}”" if "".join(line.split()) in _NUMBERS else line
