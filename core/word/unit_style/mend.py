"""改好它: a copy of a layout in which what a finding names is put right; nothing else in the file changes."""

import re
from collections.abc import Collection, Mapping, Sequence

from core.package import Node, parse_xml, xml_part
from core.word.layouts.file import STYLES_PART, tagged_parts
from core.word.layouts.parts import XML_SPACE, P, texts_of
from core.word.layouts.tags import Tag
from core.word.package_writer import write_package
from core.word.unit_style.check import part_name
from core.word.unit_style.findings import LayoutFinding
from core.word.unit_style.hints import holders, tolerant_tags
from core.word.unit_style.loop_ends import close_loop
from core.word.unit_style.lost_styles import BuiltInStyles

_ELSEWHERE = frozenset(("style", "loop"))
_PLAIN = str.maketrans("｛｝％＃", "{}%#")


def mend(parts: Mapping[str, bytes], findings: Collection[LayoutFinding], standard: BuiltInStyles) -> bytes:
    """The file with these findings put right; those without ``mend`` are passed over. Raises BadInput for broken XML."""
    result = dict(parts)
    lost = dict.fromkeys(finding.parameters["style"] for finding in findings if finding.mend == "style")
    if lost:
        styles = parse_xml(parts[STYLES_PART])
        standard.restore(styles, lost)
        result[STYLES_PART] = xml_part(styles)
    for name in tagged_parts(parts):
        mine = [finding for finding in findings if finding.mend and finding.part == part_name(name)]
        if mine:
            root = parse_xml(parts[name])
            _mend_part(root, mine)
            result[name] = xml_part(root)
    return write_package(result)


def _mend_part(root: Node, findings: Sequence[LayoutFinding]) -> None:
    for number, paragraph in enumerate(list(root.iter(P)), 1):
        mine = [finding for finding in findings if finding.number == number and finding.mend not in _ELSEWHERE]
        if mine:
            _mend_paragraph(texts_of(paragraph), mine)
        if any(finding.number == number and finding.mend == "loop" for finding in findings):
            close_loop(paragraph)


def _mend_paragraph(texts: Sequence[Node], findings: Sequence[LayoutFinding]) -> None:
    """Write the tags anew, each as a whole where it begins."""
    pieces = list(map(_text, texts))
    lengths = list(map(len, pieces))
    faulty = {finding.tag for finding in findings}
    for tag in reversed(tolerant_tags("".join(pieces))):  # from behind, so that the offsets before it hold
        if tag.shown in faulty:
            _write(pieces, lengths, tag, _rewritten(tag, findings))
    for text, piece in zip(texts, pieces, strict=True):
        if _text(text) != piece:
            text.text = piece
            text.set(XML_SPACE, "preserve")


def _text(element: Node) -> str:
    return element.text or ""


def _write(pieces: list[str], lengths: Sequence[int], tag: Tag, written: str) -> None:
    """Put a tag into the first of the texts that hold it and take it out of the others.

    ``lengths`` are those before anything was written: what stands before the tag has not changed.
    """
    held = holders(tag, lengths)
    for index in held:
        begin = sum(lengths[:index])
        start, end = max(tag.start - begin, 0), min(tag.end - begin, lengths[index])
        inside = written if index == held[0] else ""
        pieces[index] = pieces[index][:start] + inside + pieces[index][end:]


def _rewritten(tag: Tag, findings: Sequence[LayoutFinding]) -> str:
    text = tag.paragraph[tag.start : tag.end]
    text = text[:2].translate(_PLAIN) + text[2:-2] + text[-2:].translate(_PLAIN)
    for finding in findings:
        if finding.mend == "name" and finding.tag == tag.shown:
            wrong, right = finding.parameters["name"], finding.parameters["better"]
            text = right.join(re.split(rf"(?<!\w){re.escape(wrong)}(?!\w)", text))
    return text
