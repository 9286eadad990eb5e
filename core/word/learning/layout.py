"""“用本单位文件作版式”: a finished report turned into a layout with its page setup, letterhead, imprint and text formats."""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from core.errors import BadInput
from core.package import Node, W, parse_xml
from core.result import Notice, Result
from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.typesetting.values import PageSheet as Paper
from core.word.layouts.fillable import TABLE_STYLES
from core.word.learning.letterhead import (
    TextRange,
    block_of,
    find_text,
    is_floating,
    is_imprint,
    lines_of,
    places_inside,
    tag_foot,
    tag_head,
    tag_margin,
    with_conditions,
)
from core.word.learning.letterhead_end import find_cover
from core.word.learning.package_file import LearnedPackage, TextLines, read_margins
from core.word.learning.source import SECTION, LearningSource, P, has_picture, make_plain, text_of
from core.word.learning.styles import LearnedStyleSheet, NamedStyle, StyleVote, VotedStyles, named_style, pitch
from core.word.learning.tag_names import LayoutNames, rename
from core.word.learning.values import (
    BODY,
    DATE,
    LEAD,
    LEVELS,
    LONE_DATE,
    RUN_IN,
    SIGNATURE,
    STYLES,
    TITLE,
    FormatReader,
    KnownParagraph,
    Learned,
    LearnedRole,
)
from core.word.unit_style.page_numbers import number_shown
from core.word.unit_style.tree import put

# Formats for roles that the document does not show, derived from a built-in layout and from what was learned.

BuiltInFormats = Mapping[str, tuple[ParagraphShape, Face]]
"""The formats of a built-in layout by style name."""

_SPACES, _INDENTS = ("before", "after"), ("left", "right", "first")
_NOT_COMPARED = frozenset((*_SPACES, *_INDENTS, "style", "outline", "tabs", "borders", "line", "rule", "fills"))
ATTACHMENT_TITLE = "附件标题"
_RIGHT = 2
"""Distance of signature and date from the right edge, in characters."""
NOT_FOUND, FROM_LEAD, FROM_HEADING, FROM_DATE, FROM_TITLE = (
    "learn_not_found",
    "learn_from_lead",
    "learn_from_heading",
    "learn_from_date",
    "learn_from_title",
)
ABSENT = frozenset((NOT_FOUND,))


class Completion:
    """Derives formats for missing roles from the learned ones and a built-in layout."""

    def __init__(self, found: Mapping[str, LearnedRole], usual: BuiltInFormats, sheet: PageSheet) -> None:
        self._found, self._usual, self._sheet = found, usual, sheet
        self._body = found[BODY]
        self._base = usual[STYLES[BODY]]
        self._scale = self._body.face.size * 20 / (self._base[1].size * 20 + self._base[1].spacing)
        learned = pitch(self._body.shape, self._body.face, sheet)
        self._line = learned / pitch(*self._base, sheet)

    def complete(self) -> dict[str, LearnedRole]:
        """All roles that a layout needs, in the order of ``STYLES``."""
        return {kind: self._found.get(kind) or self._guess(kind) for kind in STYLES if STYLES[kind] in self._usual}

    def adapted(self, style: str) -> tuple[ParagraphShape, Face]:
        """A style of the built-in layout, with its differences from the built-in body applied to the learned body."""
        shape, face = self._usual[style]
        base_shape, base_face = self._base
        changed_face = _differing(face, base_face, frozenset())
        changed: dict[str, Any] = _differing(shape, base_shape, _NOT_COMPARED)
        changed |= {name: round(getattr(shape, name) * self._line) for name in _SPACES}
        changed |= {
            name: round(getattr(shape, name) * self._scale)
            for name in _INDENTS
            if getattr(shape, name) != getattr(base_shape, name)
        }
        if (shape.line, shape.rule) != (base_shape.line, base_shape.rule):
            changed |= {"line": shape.line, "rule": shape.rule}
        return replace(self._body.shape, **changed), replace(self._body.face, **changed_face)

    def _guess(self, kind: str) -> LearnedRole:
        shape, face = self.adapted(STYLES[kind])
        guess = LearnedRole(kind, STYLES[kind], face, shape, reason=NOT_FOUND)
        if kind in (SIGNATURE, DATE, LONE_DATE):
            return self._signing(guess)
        if kind == ATTACHMENT_TITLE and TITLE in self._found:
            title = self._found[TITLE]
            shape = replace(title.shape, before=shape.before, after=shape.after)
            return replace(guess, face=title.face, shape=shape, reason=FROM_TITLE)
        other, reason = _counterpart(kind)
        if other in self._found:
            lines = self._found[other].shape if kind[0] in LEVELS and not kind.endswith(RUN_IN) else shape
            shape = self._body.shape if kind[0] in LEVELS else lines
            return replace(guess, face=self._found[other].face, shape=shape, reason=reason)
        return guess

    def _signing(self, guess: LearnedRole) -> LearnedRole:
        """Right-aligned, or like the corresponding date role if that was found."""
        unit = guess.face.size * 20
        shape = replace(guess.shape, align="right", left=0.0, first=0.0, right=_RIGHT * unit)
        other = self._found.get({DATE: LONE_DATE, LONE_DATE: DATE}.get(guess.name, ""))
        if other is None:
            return replace(guess, shape=shape)
        before = guess.shape.before if guess.name == LONE_DATE else 0.0
        signature = self._found.get(SIGNATURE)
        if guess.name == LONE_DATE and signature is not None:
            before = signature.shape.before
        return replace(guess, face=other.face, shape=replace(other.shape, before=before), reason=FROM_DATE)


def _counterpart(kind: str) -> tuple[str, str]:
    """The role whose font a role without examples takes over, and the reason to report."""
    if kind.endswith(RUN_IN):
        return f"{kind[0]}级标题", FROM_HEADING
    if kind[0] in LEVELS and kind != LEAD:
        return f"{kind[0]}级{RUN_IN}", FROM_LEAD
    return "", ""


def _differing(value: Face | ParagraphShape, base: Face | ParagraphShape, left_out: frozenset[str]) -> dict[str, Any]:
    """The properties in which one value differs from another."""
    names = [each.name for each in fields(base) if each.name not in left_out]
    return {name: getattr(value, name) for name in names if getattr(value, name) != getattr(base, name)}


_STYLE_USES = (W + "pStyle", W + "rStyle", W + "tblStyle")
_LEAST_TEXT = 30
NUMBER = "{{ 发文字号 }}"
DOUBTFUL = frozenset(("learn_mixed", "learn_spaced", "learn_pushed"))


@dataclass(frozen=True, slots=True)
class LayoutBasis:
    """What a layout is completed from: main tree, style sheet and style formats of a built-in layout."""

    root: Node
    styles: Node
    usual: BuiltInFormats


@dataclass(frozen=True, slots=True)
class _ReportText:
    """The report's text in its file: the blocks to replace (``cut``), its ``section``, page and formats."""

    cut: TextRange
    section: Node
    paper: Paper
    looked: VotedStyles
    known: tuple[KnownParagraph, ...]
    is_tight: bool


def learn(
    source: LearningSource, known: Sequence[KnownParagraph], reader: FormatReader, basis: LayoutBasis
) -> Result[Learned]:
    """The layout of the source, whose tree is modified. ``reader`` reads the formats of its paragraphs.

    Raises BadInput ``learn_no_text`` if there is no running text to learn from.
    """
    make_plain(source.root)
    text = _text(source, _alive(source, known), reader)
    if BODY not in text.looked.roles:
        raise BadInput("learn_no_text")
    return _LayoutBuilder(source, basis, text).build()


def _alive(source: LearningSource, known: Sequence[KnownParagraph]) -> list[KnownParagraph]:
    """The known paragraphs that remain after revisions are accepted, without those of an imprint."""
    kept = [each for each in known if _is_in(source.paragraphs[each.place], source.body)]
    kept = [each for each in kept if not is_imprint(text_of(source.paragraphs[each.place]))]
    if sum(len(text_of(source.paragraphs[each.place])) for each in kept) < _LEAST_TEXT:
        raise BadInput("learn_no_text")
    return kept


def _text(source: LearningSource, known: Sequence[KnownParagraph], reader: FormatReader) -> _ReportText:
    first = next((each for each in known if each.kind == TITLE), known[0])
    cut = find_text(source.body, source.paragraphs[first.place], _cover(source))
    inside = places_inside(source.body, source.paragraphs, cut)
    shown = tuple(each for each in known if each.place in inside)
    section = section_of(source.body, source.paragraphs, shown)
    paper = reader.paper(section)
    looked = StyleVote(source.paragraphs, reader.resolve, paper).look(shown)
    tight = sum(reader.is_tight(source.paragraphs[each.place]) for each in shown)
    return _ReportText(cut, section, paper, looked, shown, tight * 2 > len(shown))


def adopt_tagged(source: LearningSource, names: LayoutNames) -> Result[Learned]:
    """A layout that already has tags, with its names replaced by ours; the tree is modified. Raises BadTemplate."""
    make_plain(source.root)
    margins = read_margins(source)
    renamed, notices = rename([source.root, *margins.values()], names)
    data = LearnedPackage(source).write(source.plain_styles(), margins)
    if renamed:
        shown = "、".join(f"{name}→{ours}" for name, ours in renamed.items())
        notices = (Notice("learn_names_mapped", 0, {"names": shown}), *notices)
    return Result(Learned(data, names=renamed), notices)


def _cover(source: LearningSource) -> Node | None:
    """The paragraph that ends a cover page, if it is still in the file."""
    place = find_cover(source)
    return source.paragraphs[place] if place >= 0 and _is_in(source.paragraphs[place], source.body) else None


def _is_in(node: Node, body: Node) -> bool:
    return any(parent is body for parent in node.iterancestors())


class _LayoutBuilder:
    """Assembles the layout."""

    def __init__(self, source: LearningSource, basis: LayoutBasis, text: _ReportText) -> None:
        self._source, self._text = source, text
        self._stand = Completion(text.looked.roles, basis.usual, text.paper)
        self._roles = self._stand.complete()
        self._skeleton = TextLines(basis.root, basis.styles)
        blocks = list(source.body)
        end = len(blocks) - (blocks[-1].tag == SECTION)
        cut = text.cut
        self._head, self._foot = blocks[cut.cover : cut.head], blocks[cut.foot : end]
        self._pictures = sum(map(has_picture, blocks[cut.head : cut.foot]))
        self._margins = read_margins(source)
        self._foot_tags = 0

    def build(self) -> Result[Learned]:
        """Write letterhead, text lines and imprint into the body, and the styles."""
        self._foot_tags = tag_foot(self._foot)
        tags = tag_head(self._head) + self._foot_tags
        tags += sum(tag_margin(root, self._title()) for root in self._margins.values())
        shown = _lines(self._head), _lines(self._foot), _margin_lines(self._margins.values())
        styles = self._source.plain_styles()
        ids = LearnedStyleSheet(styles).put(self._named(), self._kept())
        self._fill_body(ids, any(NUMBER in line for line in shown[0]))
        writer = LearnedPackage(self._source)
        data = writer.write(styles, self._margins)
        learned = Learned(data, tuple(self._roles.values()), self._text.paper, *shown)
        return Result(learned, self._notices(tags, self._pictures + writer.dropped))

    def _title(self) -> str:
        titles = [self._source.paragraphs[each.place] for each in self._text.known if each.kind == TITLE]
        return "".join(text_of(title).strip() for title in titles)

    def _kept(self) -> frozenset[str]:
        """The ids of the styles used by content that is kept."""
        trees = [*self._head, *self._foot, *self._text.looked.blanks, *self._margins.values()]
        return frozenset(use.get(W + "val") or "" for tree in trees for use in tree.iter(*_STYLE_USES))

    def _fill_body(self, ids: dict[str, str], numbered: bool) -> None:
        lines = self._skeleton.lines(ids, self._text.looked.blanks, numbered)
        self._pictures -= self._skeleton.attach_drawings(lines, self._anchored())
        needs_filler = self._foot and not is_floating(self._foot)
        filler = self._skeleton.filler(ids) if needs_filler else []
        keep_together(self._foot)
        body = self._source.body
        for block in list(body):
            body.remove(block)
        body.extend([*self._head, *lines, *with_conditions(self._foot, filler), self._text.section])

    def _anchored(self) -> list[Node]:
        """The runs with drawings anchored at the title, such as a red line above it."""
        titles = [self._source.paragraphs[each.place] for each in self._text.known if each.kind == TITLE]
        return [run for title in titles for run in title.iterchildren(W + "r") if has_picture(run)]

    def _named(self) -> list[NamedStyle]:
        """The styles that the text lines use, and those of tables, which have no lines of their own."""
        by_style = {role.style: role for role in self._roles.values()}
        made = []
        used = {**self._skeleton.styles(bool(self._foot)), **dict.fromkeys(TABLE_STYLES, False)}
        for name, is_character in used.items():
            if name in by_style:
                made.append(named_style(by_style[name], self._text.is_tight))
            else:
                shape, face = self._stand.adapted(name)
                made.append(NamedStyle(name, face, shape, is_character, is_tight=self._text.is_tight))
        return made

    def _notices(self, tags: int, dropped: int) -> tuple[Notice, ...]:
        cut = self._text.cut
        cases = (
            ("learn_title_not_found", self._roles[TITLE].reason == NOT_FOUND),
            ("learn_macros_dropped", self._source.package.has("word/vbaProject.bin")),
            ("learn_cover_dropped", cut.cover > 0),
            ("learn_head_kept", any(map(lines_of, self._head)) and not tags),
            ("learn_foot_kept", any(map(lines_of, self._foot)) and not self._foot_tags),
        )
        found = [*self._doubts(), *(Notice(code) for code, is_so in cases if is_so)]
        return (*found, Notice("learn_pictures_dropped", 0, {"count": str(dropped)})) if dropped else tuple(found)

    def _doubts(self) -> Iterator[Notice]:
        for code, reasons in (("learn_guessed", ABSENT), ("learn_doubtful", DOUBTFUL)):
            names = [role.name for role in self._roles.values() if role.reason in reasons]
            if names:
                yield Notice(code, 0, {"roles": "、".join(names), "count": str(len(names))})


def _lines(trees: Iterable[Node]) -> tuple[str, ...]:
    return tuple(line for tree in trees for line in lines_of(tree))


def _margin_lines(roots: Iterable[Node]) -> tuple[str, ...]:
    """The distinct lines of headers and footers, with page numbers as page 1 shows them."""
    lines = (number_shown(line) or text_of(line).strip() for root in roots for line in root.iter(P))
    return tuple(line for line in dict.fromkeys(lines) if line)


ROW, ROW_LOOK, WHOLE = W + "tr", W + "trPr", W + "cantSplit"


def keep_together(blocks: Sequence[Node]) -> None:
    """Keep paragraphs and table rows of the blocks on one page (ECMA-376 part 1, 17.3.1.15 and 17.4.6)."""
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


_REFERENCES = (W + "headerReference", W + "footerReference")
_A4 = (
    '<w:sectPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)


def section_of(body: Node, paragraphs: Sequence[Node], known: Sequence[KnownParagraph]) -> Node:
    """A copy of the ``w:sectPr`` that most of the known text belongs to, with the headers it inherits.

    A document without section properties gets A4 with the margins of GB/T 9704.
    """
    sections = _sections(body)
    if not sections:
        return parse_xml(_A4.encode())
    weights = [0] * len(sections)
    blocks = {id(block): number for number, (_, held) in enumerate(sections) for block in held}
    for each in known:
        node = paragraphs[each.place]
        weights[blocks[id(block_of(body, node))]] += len(text_of(node))
    chosen = weights.index(max(weights))
    return _complete([section for section, _ in sections[: chosen + 1]])


def _sections(body: Node) -> list[tuple[Node, list[Node]]]:
    """The sections with their blocks; blocks after the last section break belong to the last section."""
    found: list[tuple[Node, list[Node]]] = []
    held: list[Node] = []
    for block in body:
        if block.tag == SECTION:
            found.append((block, held))
            return found
        held.append(block)
        section = block.find(f"{W}pPr/{SECTION}") if block.tag == P else None
        if section is not None:
            found.append((section, held))
            held = []
    if found:
        found[-1][1].extend(held)
    return found


def _complete(sections: Sequence[Node]) -> Node:
    """The last of the sections with the references it inherits from earlier ones (ECMA-376 part 1, 17.10.1)."""
    result = copy.deepcopy(sections[-1])
    own = {_key(node) for node in result.iterchildren(*_REFERENCES)}
    for section in reversed(sections[:-1]):
        for node in section.iterchildren(*_REFERENCES):
            if _key(node) not in own:
                own.add(_key(node))
                result.insert(0, copy.deepcopy(node))
    return result


def _key(node: Node) -> tuple[str, str]:
    return node.tag, node.get(W + "type") or "default"
