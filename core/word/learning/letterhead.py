"""Content around the text (letterhead, imprint, page headers and footers) with its variable parts turned into tags."""

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.package import MC, Node, W
from core.word.learning.source import SECTION, P, T, has_picture, replace_spans, text_of, texts_of

_FALLBACK = MC + "Fallback"
FOOT_NAMES = ("抄送", "印发机关", "印发日期")
Spans = list[tuple[int, int, str]]
MOST_HEAD = 30
"""Paragraphs; more lines above a title are a cover or a table of contents."""
_FOOT_BLOCKS = 14
_LONGEST_FOOT = 300
_DIGITS = r"[0-9０-９×xX＊*]"
_NUMBER = re.compile(
    rf"[\u4e00-\u9fff×]{{1,16}}\s?[〔\[［（(【﹝]\s?{_DIGITS}{{4}}\s?[〕\]］）)】﹞]\s?第?\s?{_DIGITS}{{1,5}}\s?号"
)
_ISSUE = re.compile(
    rf"^[\s（(]*(?P<value>(?:总\s?)?第\s?(?:{_DIGITS}{{1,4}}|[一二三四五六七八九十百]{{1,5}})\s?期)[\s）)]*$"
)
_NUMBERED = (("发文字号", _NUMBER), ("期号", _ISSUE))
_SIGNATORY = re.compile(r"签\s?发\s?人?\s?[:：][\s\u3000]*(?P<value>\S(?:.*\S)?)?")
_COPY_NUMBER = re.compile(r"^\s*(?:份\s?号\s?[:：]\s*)?(?P<value>\d{6})(?=\s|$)")
_SECRET = re.compile(r"(?:绝\s?密|机\s?密|秘\s?密)(?:\s?★\s?[^\s]{1,6})?(?=\s|$)")
_URGENT = re.compile(r"(?:特\s?急|加\s?急|平\s?急|特\s?提)(?=\s|$)")
_COPIES = re.compile(r"^[\s\u3000]*抄\s?送(?:机关)?\s?[:：][\s\u3000]*(?P<value>\S(?:.*\S)?)?")
_SENT = re.compile(r"^[\s\u3000]*(?:抄\s?报|分\s?送|呈\s?送|报|送|发)(?:机关)?\s?[:：][\s\u3000]*\S")
_PRINTED = re.compile(
    rf"(?P<value>(?:{_DIGITS}{{4}}|[二〇○零一三四五六七八九]{{4}})\s?年\s?[\d一二三四五六七八九十]{{1,3}}\s?月\s?[\d一二三四五六七八九十]{{1,3}}\s?日)\s*印\s?发\s*$"
)
_OFFICE = re.compile(r"^[\s\u3000]*(?P<value>[\u4e00-\u9fff（）()]{2,30})[\s\u3000]*$")
_PRINTED_COPIES = re.compile(r"^[\s（(]*共?\s?印\s?\d+\s?份[\s）)]*$")


@dataclass(frozen=True, slots=True)
class TextRange:
    """The text among the blocks of the body: ``blocks[head:foot]`` is replaced, blocks before ``cover`` are dropped."""

    cover: int
    head: int
    foot: int


def find_text(body: Node, first: Node, cover: Node | None) -> TextRange:
    """The text between letterhead and imprint; ``first`` is its first paragraph, ``cover`` ends the cover page."""
    blocks = list(body)
    head = blocks.index(block_of(body, first))
    end = len(blocks) - (blocks[-1].tag == SECTION)
    foot = _foot_start(blocks[:end], head)
    start = 0 if cover is None else blocks.index(block_of(body, cover)) + 1
    return TextRange(start if _is_head(blocks[start:head]) else head, head, foot)


def block_of(body: Node, node: Node) -> Node:
    """The child of the body that contains the node."""
    while node.getparent() is not body:
        node = node.getparent()
    return node


def _is_head(blocks: Sequence[Node]) -> bool:
    texts = [text for block in blocks for text in lines_of(block)]
    listed = any("TOC" in (node.text or "") for block in blocks for node in block.iter(W + "instrText"))
    return len(texts) <= MOST_HEAD and not listed


def _foot_start(blocks: Sequence[Node], head: int) -> int:
    """The index of the first block of the imprint; the number of blocks if there is none."""
    found = len(blocks)
    for index in range(len(blocks) - 1, max(head, len(blocks) - 1 - _FOOT_BLOCKS), -1):
        text = "\n".join(lines_of(blocks[index]))
        if is_imprint(text):
            found = index
        elif text.strip() and not _OFFICE.match(text):
            break
    has_rule = 0 < found < len(blocks) and _is_rule(blocks[found - 1])
    return found - has_rule


def is_imprint(text: str) -> bool:
    """Whether a line of the text belongs to an imprint: 抄送：…, 报：…, …年…月…日印发, （共印30份）."""
    lines = text.split("\n") if len(text) <= _LONGEST_FOOT else ()
    return any(pattern.search(line) for line in lines for pattern in (_COPIES, _SENT, _PRINTED, _PRINTED_COPIES))


def _is_rule(block: Node) -> bool:
    """Whether the block is a paragraph with nothing but a ruled line."""
    is_blank = block.tag == P and not text_of(block).strip()
    return is_blank and (has_picture(block) or block.find(f"{W}pPr/{W}pBdr") is not None)


def lines_of(block: Node) -> list[str]:
    """The non-blank texts of a block, including those of text boxes."""
    shown = (paragraph for paragraph in block.iter(P) if next(paragraph.iterancestors(_FALLBACK), None) is None)
    texts = (text_of(paragraph) for paragraph in shown)
    return [text.strip() for text in texts if text.strip()]


def tag_head(blocks: Sequence[Node]) -> int:
    """Turn the variable parts of a letterhead into tags; the number of tags."""
    return _tag(blocks, _head_spans, "签发人", _SIGNATORY)


def tag_foot(blocks: Sequence[Node]) -> int:
    """Turn the variable parts of an imprint into tags; the number of tags."""
    made = _tag(blocks, _foot_spans, "抄送", _COPIES)
    for block in blocks:
        rows = list(block.iter(W + "tr")) or [block]
        made += sum(_tag_office(row) for row in rows)
    return made


def with_conditions(blocks: Sequence[Node], filler: Sequence[Node]) -> list[Node]:
    """The imprint inside conditions, so that it and each of its lines are printed only if they have values.

    An imprint without variable parts is always printed.
    """
    if not any(_names_in(block) for block in blocks):
        return [*filler, *blocks] if blocks else []
    return _guarded_by(" or ".join(FOOT_NAMES), [*filler, *_guarded_lines(blocks)], blocks[0])


def _guarded_lines(blocks: Sequence[Node]) -> list[Node]:
    made: list[Node] = []
    for block in blocks:
        rows = list(block.iter(W + "tr"))
        for row in rows:
            _guard(row)
        names = [] if rows else _names_in(block)
        made += _guarded_by(" or ".join(names), [block], block) if names else [block]
    return made


def _guard(row: Node) -> None:
    names = _names_in(row)
    if names:
        row.addprevious(_control_row(row, f"{{%tr if {' or '.join(names)} %}}"))
        row.addnext(_control_row(row, "{%tr endif %}"))


def _guarded_by(condition: str, blocks: Sequence[Node], beside: Node) -> list[Node]:
    return [_line(beside, f"{{% if {condition} %}}"), *blocks, _line(beside, "{% endif %}")]


def _names_in(block: Node) -> list[str]:
    text = "\n".join(lines_of(block))
    return [name for name in FOOT_NAMES if f"{{{{ {name} }}}}" in text]


def _line(beside: Node, text: str) -> Node:
    """A paragraph that contains only a tag."""
    paragraph = beside.makeelement(P)
    run = paragraph.makeelement(W + "r")
    words = run.makeelement(T)
    words.text = text
    run.append(words)
    paragraph.append(run)
    return paragraph


def _control_row(row: Node, text: str) -> Node:
    """A table row that contains only a tag."""
    control = copy.deepcopy(row)
    cells = control.findall(W + "tc")
    for cell in cells[1:]:
        control.remove(cell)
    for child in list(cells[0]):
        if child.tag != W + "tcPr":
            cells[0].remove(child)
    cells[0].append(_line(row, text))
    return control


def tag_margin(root: Node, title: str) -> int:
    """Turn the document number, and the title if repeated, into tags in a page header or footer; the number of tags."""
    made = 0
    for paragraph in root.iter(P):
        text = text_of(paragraph)
        spans = _head_spans(text)
        if title and title in text:
            start = text.index(title)
            spans = [(start, start + len(title), "{{ 标题 }}")]
        replace_spans(paragraph, spans)
        made += len(spans)
    return made


def _tag(blocks: Sequence[Node], spans_of: Callable[[str], Spans], name: str, label: re.Pattern[str]) -> int:
    """Insert tags in all paragraphs; if a label has no value beside it, the next text (a table cell) is the value."""
    made, awaited = 0, False
    for paragraph in _filled(blocks):
        text = text_of(paragraph)
        spans = spans_of(text)
        if awaited and not spans:
            spans = [(*_bare(text), f"{{{{ {name} }}}}")]
        found = label.search(text)
        awaited = found is not None and not found.group("value")
        replace_spans(paragraph, spans)
        made += len(spans)
    return made


def _filled(blocks: Sequence[Node]) -> list[Node]:
    """The paragraphs with text."""
    return [paragraph for block in blocks for paragraph in block.iter(P) if text_of(paragraph).strip()]


def _head_spans(text: str) -> Spans:
    spans: Spans = []
    for name, pattern in (("份号", _COPY_NUMBER), ("密级", _SECRET), ("紧急程度", _URGENT), *_NUMBERED):
        found = pattern.search(text)
        if found:
            spans.append((*found.span("value" if "value" in pattern.groupindex else 0), f"{{{{ {name} }}}}"))
    found = _SIGNATORY.search(text)
    if found and found.group("value"):
        spans += [
            (found.start(), found.start(), "{% if 签发人 %}"),
            (*found.span("value"), "{{ 签发人 }}"),
            (found.end(), found.end(), "{% endif %}"),
        ]
    return _in_order(spans)


def head_tags(text: str) -> frozenset[str]:
    """The names of the letterhead parts found in a line."""
    return frozenset(tag.strip("{} ") for _, _, tag in _head_spans(text))


def _foot_spans(text: str) -> Spans:
    spans: Spans = []
    found = _COPIES.search(text)
    if found and found.group("value"):
        spans.append((*found.span("value"), "{{ 抄送 }}"))
    printed = _PRINTED.search(text)
    if printed:
        spans.append((*printed.span("value"), "{{ 印发日期 }}"))
        office = _OFFICE.match(text[: printed.start()])
        if office:
            spans.append((*office.span("value"), "{{ 印发机关 }}"))
    return _in_order(spans)


def _tag_office(row: Node) -> int:
    """Tag the printing authority in a cell or line beside or above the printing date; the number of tags."""
    paragraphs = list(row.iter(P))
    if not any("{{ 印发日期 }}" in text_of(paragraph) for paragraph in paragraphs):
        return 0
    for paragraph in paragraphs:
        found = _OFFICE.match(text_of(paragraph))
        if found:
            replace_spans(paragraph, [(*found.span("value"), "{{ 印发机关 }}")])
            return 1
    return 0


def _bare(text: str) -> tuple[int, int]:
    """The span of a text without surrounding white space."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _in_order(spans: Spans) -> Spans:
    """The spans in text order without overlaps."""
    kept: Spans = []
    for start, end, tag in sorted(spans, key=lambda span: span[:2]):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, tag))
    return kept


def places_inside(body: Node, paragraphs: Sequence[Node], cut: TextRange) -> frozenset[int]:
    """The indexes of the paragraphs in the part that is replaced."""
    inside = set(list(body)[cut.head : cut.foot])
    found = set()
    for place, node in enumerate(paragraphs):
        above = [node, *node.iterancestors()]
        if not inside.isdisjoint(above):
            found.add(place)
    return frozenset(found)


def is_floating(blocks: Sequence[Node]) -> bool:
    """Whether the imprint is positioned independently of the text flow."""
    floating = (W + "tblpPr", W + "framePr")
    return any(next(block.iter(*floating), None) is not None or not texts_of_all(block) for block in blocks[:1])


def texts_of_all(block: Node) -> bool:
    """Whether a block contains text outside text boxes."""
    return any(texts_of(paragraph) for paragraph in block.iter(P))
