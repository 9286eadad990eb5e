"""The styles of a learned layout: formats by the vote of most of the text, written as named styles of a Word file.

Order of elements: ECMA-376 part 1, wml.xsd.
"""

import copy
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from xml.sax.saxutils import quoteattr

from core.package import Node, W, parse_xml
from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.word.attributes import child_value
from core.word.learning.source import SECTION, P, text_of
from core.word.learning.values import (
    BODY,
    DATE,
    LONE_DATE,
    SIGNATURE,
    STYLES,
    SUBTITLE,
    TITLE,
    KnownParagraph,
    LearnedRole,
    Resolve,
    is_lead_kind,
)
from core.word.styles import StyleResolver

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_FAINT, _CLEAR = 1, 1000
"""Weight of characters that do not show the property in question, used if there are no others."""
_AGREED = 0.75
"""Share of the text from which a value counts as certain."""
_TELLING = ("family", "size", "bold")
_EXAMPLE = 20
_SHOWN_SHAPE = tuple(
    each.name
    for each in fields(ParagraphShape)
    if each.name not in ("style", "outline", "fills", "tabs", "borders", "page_break_before")
)
_SIGNING = (SIGNATURE, DATE, LONE_DATE)
_CENTRED = (TITLE, SUBTITLE, "附件标题")
_SET_OFF = (SIGNATURE, LONE_DATE, "附件说明", "附件说明首项")
_FLUSH = frozenset(("left", "both"))
_MOST_BLANKS = 4
_TALL = 1.3
"""Line height as a multiple of the type size, if nothing else is given."""
_CENTRING_BLANKS = 3.0


@dataclass(slots=True)
class _Ballot:
    """The votes for one kind of paragraph: by property, the number of characters with each value."""

    face: dict[str, Counter[Any]] = field(default_factory=dict)
    shape: dict[str, Counter[Any]] = field(default_factory=dict)
    count: int = 0
    example: str = ""
    is_spaced: bool = False

    def count_paragraph(self, text: str) -> None:
        """Count a paragraph."""
        self.count += 1
        self.example = self.example or text.strip()[:_EXAMPLE]

    def count_text(self, text: str, face: Face) -> None:
        """Count a piece of text for the font properties that it shows."""
        shown = len("".join(text.split()))
        if not shown:
            return
        seen = {"family": len(_HAN.findall(text)), "latin": len(_LATIN.findall(text))}
        weights = {name: count * _CLEAR + _FAINT for name, count in seen.items()}
        for each in fields(Face):
            votes = self.face.setdefault(each.name, Counter())
            votes[getattr(face, each.name)] += weights.get(each.name, shown)

    def count_shape(self, shape: ParagraphShape, weight: int) -> None:
        """Count a paragraph for its shape; line pitch and line rule are counted together."""
        for name in _SHOWN_SHAPE:
            value = (shape.line, shape.rule) if name == "line" else getattr(shape, name)
            if name != "rule":
                value = float(round(value)) if isinstance(value, float) else value
                self.shape.setdefault(name, Counter())[value] += weight

    def winners(self) -> tuple[Face, ParagraphShape]:
        """The most frequent values."""
        face = {name: votes.most_common(1)[0][0] for name, votes in self.face.items()}
        shape = {name: votes.most_common(1)[0][0] for name, votes in self.shape.items()}
        if "line" in shape:
            shape["line"], shape["rule"] = shape["line"]
        return Face(**{"family": "", "latin": "", "size": 0.0, **face}), ParagraphShape(**shape)

    @property
    def reason(self) -> str:
        """The code of the reason why the result is a guess; "" if it is not."""
        for name in _TELLING:
            votes = self.face.get(name, Counter[Any]())
            if votes and max(votes.values()) < _AGREED * sum(votes.values()):
                return "learn_mixed"
        return "learn_spaced" if self.is_spaced else ""


@dataclass(frozen=True, slots=True)
class VotedStyles:
    """The roles found in a document with their formats, and the blank lines below its title."""

    roles: Mapping[str, LearnedRole]
    blanks: tuple[Node, ...]


class StyleVote:
    """Determines the formats of the paragraphs of one document by majority."""

    def __init__(self, paragraphs: Sequence[Node], resolve: Resolve, sheet: PageSheet) -> None:
        self._paragraphs, self._resolve, self._sheet = paragraphs, resolve, sheet
        self._ballots: dict[str, _Ballot] = {}

    def look(self, known: Iterable[KnownParagraph]) -> VotedStyles:
        """The format of every kind among the known paragraphs."""
        listed = [each for each in known if each.kind in STYLES]
        for each in listed:
            self._take(each)
        found = {kind: self._role(kind, ballot) for kind, ballot in self._ballots.items() if ballot.face}
        body = found.get(BODY)
        for kind, role in found.items():
            if role.is_lead and body is not None:
                found[kind] = replace(role, shape=body.shape)
        return VotedStyles(_settled(found), self._blanks_below_title(listed))

    def _ballot(self, kind: str) -> _Ballot:
        return self._ballots.setdefault(kind, _Ballot())

    def _take(self, known: KnownParagraph) -> None:
        node = self._paragraphs[known.place]
        shape, pieces = self._resolve(node)
        text = "".join(piece for piece, _ in pieces)
        if not text.strip():
            return
        ballot, body = self._ballot(known.kind), self._ballot(BODY)
        ballot.count_paragraph(text)
        is_lead = is_lead_kind(known.kind)
        cut = max(len(text.rstrip()) - known.rest, 0) if is_lead else len(text)
        for piece, face, is_head in _cut(pieces, cut):
            (ballot if is_head else body).count_text(piece, face)
        holder = body if is_lead else ballot
        holder.count_shape(self._placed(known.kind, shape, text, pieces, holder), len(text))
        if known.kind in _SET_OFF:
            self._set_off(ballot, node)

    def _placed(
        self, kind: str, shape: ParagraphShape, text: str, pieces: Sequence[tuple[str, Face]], ballot: _Ballot
    ) -> ParagraphShape:
        """The shape without leading blanks that stand for a first-line indent, centring or right alignment."""
        size = next((face.size for piece, face in pieces if piece.strip()), 16.0) * 20
        blank = _width(text[: len(text) - len(text.lstrip())])
        if kind in _SIGNING:
            return self._signed(shape, blank * size, _width(text.strip()) * size, ballot)
        if shape.align not in _FLUSH or not blank:
            return shape
        ballot.is_spaced = True
        is_centred = kind in _CENTRED and blank >= _CENTRING_BLANKS
        return _without_blanks(shape, blank * size, is_centred)

    def _signed(self, shape: ParagraphShape, blank: float, width: float, ballot: _Ballot) -> ParagraphShape:
        """A signature moved right with blanks or an indent, as right-aligned with the room to its right."""
        start = shape.left + shape.first + blank
        if shape.align not in _FLUSH or start < self._sheet.text_width / 4:
            return shape
        ballot.is_spaced = ballot.is_spaced or blank > 0
        room = max(self._sheet.text_width - start - width, 0.0)
        return replace(shape, align="right", left=start, first=0.0, right=float(round(room)))

    def _set_off(self, ballot: _Ballot, node: Node) -> None:
        """Blank paragraphs above count as space before."""
        height, above = 0.0, node.getprevious()
        blanks = 0
        while above is not None and above.tag == P and not text_of(above).strip() and blanks < _MOST_BLANKS:
            shape, pieces = self._resolve(above)
            height += pitch(shape, pieces[0][1] if pieces else Face("", "", 16.0), self._sheet)
            blanks, above = blanks + 1, above.getprevious()
        votes = ballot.shape["before"]
        usual = votes.most_common(1)[0][0]
        if blanks:
            ballot.shape["before"] = Counter({float(round(usual + height)): sum(votes.values())})
            ballot.shape["contextual"] = Counter({True: 1})

    def _role(self, kind: str, ballot: _Ballot) -> LearnedRole:
        face, shape = ballot.winners()
        return LearnedRole(kind, STYLES[kind], face, shape, ballot.count, ballot.example, ballot.reason)

    def _blanks_below_title(self, known: Sequence[KnownParagraph]) -> tuple[Node, ...]:
        titled = [each.place for each in known if each.kind in (TITLE, SUBTITLE)]
        blanks: list[Node] = []
        below = self._paragraphs[max(titled)].getnext() if titled else None
        while below is not None and below.tag == P and not text_of(below).strip() and len(blanks) < _MOST_BLANKS:
            blanks.append(_blank(below))
            below = below.getnext()
        return tuple(blanks)


def _blank(paragraph: Node) -> Node:
    """An empty paragraph with the properties of this one."""
    blank = copy.deepcopy(paragraph)
    for child in list(blank):
        if child.tag != W + "pPr":
            blank.remove(child)
    for child in list(blank.iter(SECTION, W + "numPr")):
        child.getparent().remove(child)
    return blank


def pitch(shape: ParagraphShape, face: Face, sheet: PageSheet) -> float:
    """The approximate height of one line in twips."""
    natural = face.size * 20 * _TALL
    if shape.rule == "exact":
        return shape.line
    if shape.rule == "atLeast":
        return max(shape.line, natural)
    lines = shape.line / 240
    return lines * (sheet.pitch if shape.snap and sheet.pitch >= natural / lines * 0.8 else natural)


def _cut(pieces: Iterable[tuple[str, Face]], place: int) -> list[tuple[str, Face, bool]]:
    """The pieces split at an offset of their text, each with whether it lies before that offset."""
    cut, position = [], 0
    for text, face in pieces:
        before = max(min(place - position, len(text)), 0)
        cut += [(part, face, is_head) for part, is_head in ((text[:before], True), (text[before:], False)) if part]
        position += len(text)
    return cut


def _without_blanks(shape: ParagraphShape, blank: float, is_centred: bool) -> ParagraphShape:
    """The shape with the effect of leading blanks of that width."""
    if is_centred:
        return replace(shape, align="center", first=0.0, left=0.0)
    return shape if shape.first or shape.left else replace(shape, first=blank)


def _width(text: str) -> float:
    """Width in full-width characters."""
    return sum(0.5 if character < "\u0300" else 1.0 for character in text)


def _settled(found: dict[str, LearnedRole]) -> dict[str, LearnedRole]:
    """Signature and date: either both follow the rule of GB/T 9704 relative to each other, or both are right-aligned."""
    signature, date = found.get(SIGNATURE), found.get(DATE)
    follows = signature is not None and date is not None and _follow_rule(signature, date)
    pushed = {kind: found[kind] for kind in _SIGNING if kind in found and found[kind].shape.left}
    return found | {kind: _righted(role, follows) for kind, role in pushed.items() if role.shape.align == "right"}


def _righted(role: LearnedRole, follows: bool) -> LearnedRole:
    """The format of a signature or date that was moved right."""
    if not follows:
        return replace(role, shape=replace(role.shape, left=0.0), reason=role.reason or "learn_pushed")
    slack = -2 * role.face.size * 20  # so that a stand-in font with wide digits breaks no line
    return replace(role, shape=replace(role.shape, align="left", right=slack))


def _follow_rule(signature: LearnedRole, date: LearnedRole) -> bool:
    """GB/T 9704-2012, 7.3.5.2: the signature ends two characters from the edge, the date begins two to its right."""
    unit = signature.face.size * 20
    if not signature.shape.left or not date.shape.left:
        return False
    ends = abs(signature.shape.right - 2 * unit) < unit * 0.75
    return ends and abs(date.shape.left - signature.shape.left - 2 * unit) < unit * 0.3


ID, NAME, VAL = W + "styleId", W + "name", W + "val"
BUILT_IN = ("title", "subtitle", "heading ")
_ALIASES = ("一级标题", "二级标题", "三级标题", "四级标题")
_SPACE = f'xmlns:w="{W.strip("{}")}"'
_ADDED = "（原）"
_PAGE_BREAK = frozenset(("附件标识",))
_KEEPS = frozenset(("署名", "版记前空"))
"""Styles of lines that must be on the same page as the next line."""
_INDENT_NEAR = 12


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A style to be written.

    ``next`` and ``link`` are names of styles; ``is_tight``: no space between Han characters and Latin text or digits.
    """

    name: str
    face: Face
    shape: ParagraphShape
    is_character: bool = False
    outline: int = 0
    next: str = ""
    link: str = ""
    is_tight: bool = False


def named_style(role: LearnedRole, is_tight: bool) -> NamedStyle:
    """The style of a role."""
    number = "一二三四".find(role.name[0]) + 1 if role.name[1:2] == "级" else 0
    link = f"{role.name[:2]}标题字符" if number and not role.is_lead else f"heading {number}" if number else ""
    follows = "正文段落" if role.style.lower().startswith(BUILT_IN) else ""
    return NamedStyle(
        role.style, role.face, role.shape, role.is_lead, 0 if role.is_lead else number, follows, link, is_tight
    )


class LearnedStyleSheet:
    """The style sheet of the source, changed into that of the layout."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def put(self, styles: Iterable[NamedStyle], kept: frozenset[str]) -> dict[str, str]:
        """Add the styles; their ids by name. Existing styles of the same name are removed, or renamed if in ``kept``."""
        listed = list(styles)
        self._clear({style.name.lower() for style in listed}, self._closure(kept))
        taken = {node.get(ID) or "" for node in self.root.iter(W + "style")}
        ids: dict[str, str] = {}
        for style in listed:
            ids[style.name] = _free(style.name, taken)
            taken.add(ids[style.name])
        for style in listed:
            self.root.append(parse_xml(_style(style, ids).encode()))
        return ids

    def _closure(self, used: frozenset[str]) -> frozenset[str]:
        """The used ids, the default styles, and all styles they are based on."""
        resolver = StyleResolver(self.root)
        chains = map(resolver.chain_of, (*used, *resolver.default_ids))
        return frozenset(style.get(ID) or "" for chain in chains for style in chain)

    def _clear(self, names: set[str], kept: frozenset[str]) -> None:
        gone: dict[str, str] = {}
        for node in list(self.root.iter(W + "style")):
            name = node.find(NAME)
            if name is None or not {(name.get(VAL) or "").lower(), *_aliases(node)} & names:
                continue
            if node.get(ID) in kept:
                name.set(VAL, (name.get(VAL) or "") + _ADDED)
                node.set(W + "customStyle", "1")
                _remove(node, "aliases")
            else:
                gone[node.get(ID) or ""] = child_value(node, "basedOn")
                self.root.remove(node)
        self._mend(gone)

    def _mend(self, gone: dict[str, str]) -> None:
        """Rebase styles whose base was removed; other references to removed styles are dropped."""
        for node in self.root.iter(W + "style"):
            base = node.find(W + "basedOn")
            while base is not None and base.get(VAL) in gone:
                base.set(VAL, gone[base.get(VAL)])
            if base is not None and not base.get(VAL):
                node.remove(base)
            for tag in ("next", "link"):
                if child_value(node, tag) in gone:
                    _remove(node, tag)


def _aliases(node: Node) -> set[str]:
    return {alias.strip().lower() for alias in child_value(node, "aliases").split(",") if alias.strip()}


def _remove(node: Node, tag: str) -> None:
    found = node.find(W + tag)
    if found is not None:
        node.remove(found)


def _free(name: str, taken: set[str]) -> str:
    """An unused id; Word's own id for built-in styles if it is free."""
    wanted = name.replace("heading ", "Heading").replace(" ", "")
    number, identifier = 2, wanted
    while identifier in taken:
        identifier, number = f"{wanted}{number}", number + 1
    return identifier


def _style(style: NamedStyle, ids: dict[str, str]) -> str:
    kind = "character" if style.is_character else "paragraph"
    custom = "" if style.name.lower().startswith(BUILT_IN) else ' w:customStyle="1"'
    parts = [f'<w:style {_SPACE} w:type="{kind}"{custom} w:styleId={quoteattr(ids[style.name])}>']
    parts.append(f"<w:name w:val={quoteattr(style.name)}/>")
    if style.outline:
        parts.append(f'<w:aliases w:val="{_ALIASES[style.outline - 1]}"/>')
    for tag, other in (("next", style.next), ("link", style.link)):
        if other in ids and other != style.name:
            parts.append(f"<w:{tag} w:val={quoteattr(ids[other])}/>")
    parts.append("<w:qFormat/>")
    if not style.is_character:
        parts.append(f"<w:pPr>{paragraph_properties(style)}</w:pPr>")
    return "".join((*parts, f"<w:rPr>{run_properties(style.face)}</w:rPr></w:style>"))


def paragraph_properties(style: NamedStyle) -> str:
    """The content of ``w:pPr``; complete, as the style is based on no other."""
    shape = style.shape
    parts = [_switches(style)]
    parts.append(
        f'<w:spacing w:before="{shape.before:.0f}" w:beforeAutospacing="0" w:after="{shape.after:.0f}"'
        f' w:afterAutospacing="0" w:line="{shape.line:.0f}" w:lineRule="{shape.rule}"/>'
    )
    parts.append(_indent(shape, style.face))
    parts.append('<w:contextualSpacing w:val="1"/>' if shape.contextual else "")
    parts.append(f'<w:jc w:val="{shape.align}"/>')
    parts.append(f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
    return "".join(parts)


def _switches(style: NamedStyle) -> str:
    """The on/off properties that need to be written, in schema order.

    LibreOffice keeps headings with the next paragraph unless they say otherwise, so headings always say it. Properties
    whose default is on are written only when off, as LibreOffice and Word treat their absence differently.
    """
    shape, is_heading = style.shape, bool(style.outline)
    keeps = shape.keep_next or style.name in _KEEPS
    has_break = style.name in _PAGE_BREAK or shape.page_break_before
    switches = (
        ("keepNext", keeps, keeps or is_heading),
        ("keepLines", shape.keep_lines, shape.keep_lines or is_heading),
        ("pageBreakBefore", has_break, has_break),
        ("widowControl", False, not shape.widow_control),
        ("kinsoku", False, not shape.kinsoku),
        ("overflowPunct", False, not shape.hangs),
        ("autoSpaceDE", False, style.is_tight),
        ("autoSpaceDN", False, style.is_tight),
        ("snapToGrid", False, not shape.snap),
    )
    return "".join(f'<w:{name} w:val="{int(is_on)}"/>' for name, is_on, is_said in switches if is_said)


def _indent(shape: ParagraphShape, face: Face) -> str:
    """``w:ind``; a first-line indent of whole characters is written in characters so that it follows the type size."""
    unit = face.size * 20 + face.spacing
    characters = round(shape.first / unit)
    whole = characters > 0 and abs(shape.first - characters * unit) <= _INDENT_NEAR * characters
    first = f' w:firstLineChars="{characters * 100 if whole else 0}"' if shape.first >= 0 else ""
    first += f' w:firstLine="{shape.first:.0f}"' if shape.first >= 0 else f' w:hanging="{-shape.first:.0f}"'
    left = f' w:left="{shape.left:.0f}"' if shape.left else ""
    return f'<w:ind{left} w:right="{shape.right:.0f}"{first}/>'


def run_properties(face: Face) -> str:
    """The content of ``w:rPr``."""
    family, latin = quoteattr(face.family), quoteattr(face.latin)
    parts = [f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={family}/>"]
    parts += [f'<w:{tag} w:val="{int(face.bold)}"/>' for tag in ("b", "bCs")]
    parts.append("<w:i/>" if face.italic else "")
    parts.append(f'<w:color w:val="{"auto" if face.colour == "000000" else face.colour}"/>')
    parts.append(f'<w:spacing w:val="{face.spacing:.0f}"/>')
    parts.append(f'<w:w w:val="{face.scale}"/>' if face.scale != 100 else "")
    parts.append('<w:kern w:val="0"/>')
    parts.append("".join(f'<w:{tag} w:val="{face.size * 2:.0f}"/>' for tag in ("sz", "szCs")))
    parts.append('<w:u w:val="single"/>' if face.underline else "")
    return "".join(parts)
