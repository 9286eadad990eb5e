"""改好它: which faults of a layout can be repaired automatically, and the repaired copy; nothing else in it changes."""

import copy
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from core.errors import BadInput
from core.package import XML_SPACE, Node, W, parse_xml, xml_part
from core.word.attributes import PPR, STYLES_PART, P
from core.word.layouts.file import tagged_parts
from core.word.layouts.parts import texts_of
from core.word.layouts.tags import Tag
from core.word.package_writer import write_package
from core.word.unit_style.check import part_name
from core.word.unit_style.findings import LayoutFinding
from core.word.unit_style.hints import holders, tolerant_tags
from core.word.unit_style.lost_styles import BuiltInStyles

_TARGET = re.compile(r"for\s+(\w+)\s+in\b")
CLOSING = "{% endfor %}"


def loop_end(opening: Node) -> Node | None:
    """The last paragraph of the loop that a paragraph opens; None if it cannot be determined.

    It can for a loop that stands alone in its paragraph and contains no other loop: it ends where its variable was last
    used and the conditions begun in it are closed.
    """
    target = _target(opening)
    return _last_use(opening, re.compile(rf"(?<![\w.]){re.escape(target)}(?!\w)")) if target else None


def _target(opening: Node) -> str:
    """The variable of the loop that stands alone in a paragraph; "" if there is none."""
    tags = _tags(opening)
    found = _TARGET.match(tags[0].code) if len(tags) == 1 else None
    return found.group(1) if found and len(_paragraph_text(opening).strip()) == tags[0].end - tags[0].start else ""


def _last_use(opening: Node, used: re.Pattern[str]) -> Node | None:
    last, depth, is_open = None, 0, False
    for block, code, deeper in _below(opening):
        depth += deeper
        is_open = is_open or used.search(code) is not None
        if depth < 0:
            break
        if is_open and not depth:
            last, is_open = block, False
    return None if is_open else last


def close_loop(opening: Node) -> None:
    """Close the loop after its last paragraph if that can be determined."""
    last = loop_end(opening)
    if last is not None:
        closing = copy.deepcopy(opening)
        for child in list(closing):
            if child.tag != PPR:
                closing.remove(child)
        run = closing.makeelement(W + "r")
        text = run.makeelement(W + "t")
        text.text = CLOSING
        run.append(text)
        closing.append(run)
        last.addnext(closing)


def _below(opening: Node) -> Iterator[tuple[Node, str, int]]:
    """The blocks below a paragraph up to the next loop, with their code and the number of conditions left open."""
    for block in opening.itersiblings():
        tags = [tag for line in block.iter(P) for tag in _tags(line)]
        words = [tag.word for tag in tags]
        if "for" in words or "endfor" in words:
            return
        yield block, "\n".join(tag.code for tag in tags), words.count("if") - words.count("endif")


def _tags(paragraph: Node) -> list[Tag]:
    return list(tolerant_tags(_paragraph_text(paragraph)))


def _paragraph_text(paragraph: Node) -> str:
    return "".join(text.text or "" for text in texts_of(paragraph))


def with_mends(
    found: Iterable[LayoutFinding], parts: Mapping[str, bytes], standard: BuiltInStyles
) -> Iterator[LayoutFinding]:
    """The findings; those about lost styles and unclosed statements with a specific code and ``mend``."""
    for finding in found:
        if finding.code == "layout_missing_style":
            yield _style(finding, standard)
        elif finding.code == "layout_unbalanced":
            yield _opened(finding, parts)
        else:
            yield finding


def _style(finding: LayoutFinding, standard: BuiltInStyles) -> LayoutFinding:
    """A lost style can be restored if a built-in layout has it."""
    identifier = finding.parameters["style"]
    if standard.find(identifier) is None:
        return replace(finding, mend="")
    given = MappingProxyType({**finding.parameters, "shown": standard.shown(identifier)})
    return replace(finding, code="layout_lost_style", parameters=given, mend="style")


def _opened(finding: LayoutFinding, parts: Mapping[str, bytes]) -> LayoutFinding:
    word = finding.tag.strip("{}｛｝%％#＃- 　").split(" ")[0]
    if word == "if":
        return replace(finding, code="layout_open_if")
    if word != "for":
        return finding
    opening = _paragraph(finding, parts)
    if opening is None or loop_end(opening) is None:
        return replace(finding, code="layout_open_for")
    return replace(finding, code="layout_open_for_sure", mend="loop")


def _paragraph(finding: LayoutFinding, parts: Mapping[str, bytes]) -> Node | None:
    """The paragraph of a finding; None if several headers or footers could be meant."""
    names = [name for name in tagged_parts(parts) if part_name(name) == finding.part]
    try:
        root = parse_xml(parts[names[0]]) if len(names) == 1 else None
    except BadInput:
        return None
    return None if root is None else next(islice(root.iter(P), max(finding.number - 1, 0), None), None)


_ELSEWHERE = frozenset(("style", "loop"))
_PLAIN = str.maketrans("｛｝％＃", "{}%#")


def mend(parts: Mapping[str, bytes], findings: Collection[LayoutFinding], standard: BuiltInStyles) -> bytes:
    """The file with these findings repaired; those without ``mend`` are ignored. Raises BadInput for broken XML."""
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
    """Rewrite the faulty tags, each completely in the text element in which it begins."""
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
    """Put a tag into the first of the texts that contain it and remove it from the others.

    ``lengths`` are the original ones: the text before the tag is unchanged.
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
