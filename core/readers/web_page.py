"""Web pages (.html, .mht, and files that are one under another name), written anew as WordprocessingML.

Only structure and words are read; nothing is followed, fetched or run. Notes are those that Word, WPS and LibreOffice save:
two links to each other, one behind the word and one before the note.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from types import MappingProxyType
from typing import Any

from lxml import etree

from core.encoding import decode
from core.errors import BadInput
from core.limits import check_cells, check_length
from core.package import MOST_XML_MARKS
from core.readers.web_pictures import WebFile, web_file
from core.readers.web_tables import BREAKS, SKIPPED
from core.readers.word_markup import (
    GRID_STYLE,
    MarkupCell,
    MarkupRow,
    WordParts,
    escaped,
    paragraph,
    part,
    run,
    table,
    text_box,
    value,
    writable,
)
from core.result import Notice, Result

Node = Any  # lxml ships no annotations
_SKIPPED = SKIPPED | {"iframe", "math", "del"}
_LOST = ("img", "svg", "object", "math", "iframe", "canvas", "video")
_BLOCKS = (BREAKS - {"br"}) | frozenset(
    (
        "address",
        "aside",
        "body",
        "details",
        "fieldset",
        "figcaption",
        "figure",
        "html",
        "main",
        "nav",
        "summary",
        "tbody",
        "tfoot",
        "thead",
    )
)
_RAISED, _LOWERED = value("vertAlign", "superscript"), value("vertAlign", "subscript")
_BOLD, _UNDERLINED, _STRUCK = value("b", 1), value("u", "single"), value("strike", 1)
_DOTTED = value("em", "dot")
_LOOKS = MappingProxyType(
    {
        **dict.fromkeys(("b", "strong", "th"), _BOLD),
        **dict.fromkeys(("i", "em"), value("i", 1)),
        "u": _UNDERLINED,
        **dict.fromkeys(("s", "strike"), _STRUCK),
        "sup": _RAISED,
        "sub": _LOWERED,
    }
)
_STYLES = (
    (re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), _BOLD),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline", re.IGNORECASE), _UNDERLINED),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE), _STRUCK),
    (re.compile(r"text-emphasis(?:-style)?\s*:\s*(?!none|initial)", re.IGNORECASE), _DOTTED),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), _RAISED),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), _LOWERED),
)
"""What a style sheet in an element says of its words."""

_LEVELS = MappingProxyType({f"h{level}": level for level in range(1, 7)})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([^;,'\"]+)", re.IGNORECASE)
_BESIDE = re.compile(r"float\s*:\s*(?:left|right)|position\s*:\s*absolute", re.IGNORECASE)
_COUNTED = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?([a-z-]+)", re.IGNORECASE)
_WHITE = " \t\r\n\f"
_SPACES = re.compile(rf"[{_WHITE}]+")
_SYMBOLS = re.compile("[\uf000-\uf0ff]")
_MOST_SPANNED, _MOST_LINKS = 200, 20_000
_BULLET = "bullet"
_FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("a", "lower-alpha", "lower-latin"), ("lowerLetter", "%1.")),
        **dict.fromkeys(("A", "upper-alpha", "upper-latin"), ("upperLetter", "%1.")),
        **dict.fromkeys(("i", "lower-roman"), ("lowerRoman", "%1.")),
        **dict.fromkeys(("I", "upper-roman"), ("upperRoman", "%1.")),
        **dict.fromkeys(
            ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"),
            ("chineseCountingThousand", "%1、"),
        ),
        **dict.fromkeys(("disc", "circle", "square"), (_BULLET, "•")),
        "decimal-leading-zero": ("decimalZero", "%1."),
        "none": ("none", ""),
    }
)
"""The format and text of a list's numbers, by what ``type`` and ``list-style-type`` say."""


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what a page says; a notice counts pictures that are not in the file and left out.

    BadInput ``text_…`` for bytes that are no text, ``package_too_large``, ``package_too_deep``, ``input_empty``.
    """
    file = web_file(data)
    root = _tree(decode(file.page).text)
    writer = _PageWriter(_notes_of(root), file)
    try:
        written = writer.whole(root)
    except RecursionError as problem:
        raise BadInput("package_too_deep") from problem
    lost = sum(1 for _ in root.iter(*_LOST)) - writer.shown
    hidden = sum(map(_is_hidden, root.iter("*")))
    counts = (("web_page_pictures_left_out", "picture", lost), ("web_page_hidden_left_out", "hidden", hidden))
    notices = tuple(Notice(code, 0, kind=kind, count=count) for code, kind, count in counts if count)
    return Result(written, notices)


def _tree(text: str) -> Node:
    if text.count("<") > MOST_XML_MARKS // 2:
        raise BadInput("package_too_large")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.LxmlError, ValueError) as problem:
        raise BadInput("text_not_text") from problem
    if any("depth" in each.message for each in parser.error_log):
        raise BadInput("package_too_deep")
    if root is None:
        raise BadInput("input_empty")
    return root


def _is_hidden(node: Node) -> bool:
    """Whether an element with words is not shown, or struck as deleted."""
    is_hidden = node.tag == "del" or _HIDDEN.search(node.get("style", "")) is not None
    return is_hidden and any(text.strip() for text in node.itertext())


@dataclass(frozen=True, slots=True)
class _WebNotes:
    """The notes of a page: what each mark in the text leads to, and the link in front of each note."""

    bodies: Mapping[Node, Node]
    backs: frozenset[Node]


_MARK = re.compile(r"[\[(（〔【]?(?:[0-9]{1,3}|[ivxIVX]{1,6}|[*†‡①-⑳])[\])）〕】]?")


def _notes_of(root: Node) -> _WebNotes:
    """The notes of a page, by links to each other with the same mark; the one that comes first stands in the text."""
    found: dict[Node, tuple[Node, Node]] = {}
    for mark, back in _linked(root):
        body = _note_around(back)
        if body is not None:
            found.setdefault(body, (mark, back))
    kept = {body: ends for body, ends in found.items() if found.keys().isdisjoint(ends[0].iterancestors())}
    return _WebNotes({mark: body for body, (mark, _) in kept.items()}, frozenset(back for _, back in kept.values()))


def _linked(root: Node) -> Iterator[tuple[Node, Node]]:
    """(link, a later one): those that lead to each other."""
    links = dict(_marked_links(root))
    later: set[Node] = set()
    for name, mark in links.items():
        back = links.get(_target(mark))
        if back is not None and mark not in later and _target(back) == name and _words_of(back) == _words_of(mark):
            later.add(back)
            yield mark, back


def _marked_links(root: Node) -> Iterator[tuple[str, Node]]:
    """The links with a name that look like marks of notes, by their names."""
    for link in islice(root.iter("a"), _MOST_LINKS):
        name = link.get("name") or link.get("id")
        if name and _target(link) and _MARK.fullmatch(_words_of(link)):
            yield name, link


def _target(link: Node) -> str:
    """The name on the same page that a link leads to; empty for other links."""
    said = link.get("href") or ""
    return said[1:] if said.startswith("#") else ""


def _words_of(node: Node) -> str:
    return "".join("".join(node.itertext()).split())


def _note_around(back: Node) -> Node | None:
    """What holds the whole note that a link stands before: its paragraph, or what has no other such link."""
    block = next((each for each in back.iterancestors() if each.tag in ("p", "div", "li")), None)
    around = None if block is None else block.getparent()
    if around is None or around.tag not in ("div", "li", "dd", "aside"):
        return block
    return around if sum(1 for _ in islice(around.iter("a"), 2)) == 1 else block


class _PageWriter:
    """Writes one page; ``whole`` is called once."""

    def __init__(self, notes: _WebNotes, file: WebFile) -> None:
        self._file = file
        self.shown = 0
        self._marks = notes.bodies
        self._unread = notes.backs.union(notes.bodies.values())
        self._parts = WordParts()
        self._lists: list[str] = []
        self._counts: dict[Node, tuple[int, int]] = {}
        self._cells = self._count = 0

    def whole(self, root: Node) -> bytes:
        """The bytes of the package."""
        body = self._blocks(root)
        self._parts.add("styles", "styles.xml", part("styles", GRID_STYLE))
        numbers = (
            f'<w:num w:numId="{at}">{value("abstractNumId", at)}</w:num>' for at in range(1, len(self._lists) + 1)
        )
        self._parts.add("numbering", "numbering.xml", part("numbering", "".join((*self._lists, *numbers))))
        return self._parts.whole(body)

    def _blocks(self, node: Node, numbered: str = "") -> str:
        """The paragraphs and tables of an element; ``numbered`` is the number of its first paragraph."""
        return "".join(self._pieces(node, numbered))

    def _pieces(self, node: Node, numbered: str) -> Iterator[str]:
        """Blocks inside an element; what stands between them makes paragraphs of its own."""
        numbered = self._number(node) or numbered
        _trim(node)
        runs = [_run(node.text, _look(node), node)]
        for each in node:
            if self._is_skipped(each):
                pass
            elif self._is_block(each):
                before = self._paragraph(node, runs, numbered)
                whole = before + self._block(each, "" if before else numbered)
                yield whole
                runs, numbered = [], numbered * (not whole)
                each.tail = writable(each.tail or "").lstrip(_WHITE)
            else:
                runs.append(self._inline(each, _look(node)))
            runs.append(_run(each.tail, _look(node), node))
        yield self._paragraph(node, runs, numbered)

    def _block(self, node: Node, numbered: str) -> str:
        if node.tag == "table":
            return self._table(node)
        kind = node.get("title") or ""
        if kind in ("header", "footer") and node.getparent().tag == "body":  # as LibreOffice saves them
            self._parts.margin(kind, self._blocks(node))
            return ""
        return self._blocks(node, numbered)

    def _is_skipped(self, node: Node) -> bool:
        return _is_unseen(node) or node in self._unread

    def _is_block(self, node: Node) -> bool:
        """Whether an element breaks the paragraph that it stands in."""
        if _is_beside(node):
            return False
        return node.tag in _BLOCKS or any(
            not any(map(_is_beside, _between(each, node))) for each in node.iter(*_BLOCKS)
        )

    def _number(self, node: Node) -> str:
        """The number of a member of a list."""
        around = node.getparent()
        if node.tag != "li" or around is None or around.tag not in ("ol", "ul"):
            return ""
        count, known = self._counts.get(around, (_whole_number(around.get("start"), 1) - 1, -1))
        said = _whole_number(node.get("value"), count + 1)
        if known < 0 or said != count + 1:
            known = len(self._lists) + 1
            self._lists.append(_list(around, known, said))
        is_blank = not _words_of(node)  # counted by a browser, and no paragraph
        self._counts[around] = said, -1 if is_blank else known
        return "" if is_blank else f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{known}"/></w:numPr>'

    def _paragraph(self, node: Node, runs: list[str], numbered: str) -> str:
        content = "".join(runs)
        if not _WORDS.search(content):
            return ""
        self._count += 1
        check_length(0, self._count)
        level = _LEVELS.get(node.tag)
        found = _ALIGN.search(node.get("style", "")) or re.match(
            "(left|center|right)", node.get("align", ""), re.IGNORECASE
        )
        align = value("jc", found[1].lower().replace("justify", "both")) if found else ""
        return paragraph(content, numbered + align + ("" if level is None else value("outlineLvl", level - 1)))

    def _table(self, node: Node) -> str:
        """A table; one with a single cell or with tables inside is a frame."""
        cells = sum(1 for _ in zip(node.iter("td", "th"), range(2), strict=False))
        if cells < 2 or next(node.iterdescendants("table"), None) is not None:
            return self._blocks(node)
        captions = (self._blocks(each) for each in node.iterchildren("caption"))
        rows = (self._row(each) for each in node.iter("tr") if not _is_unseen(each))
        return "".join(chain(captions, (table(rows),)))

    def _row(self, node: Node) -> MarkupRow:
        cells = []
        for each in node.iterchildren("td", "th"):
            self._cells += 1
            check_cells(self._cells)
            cells.append(MarkupCell(self._blocks(each), _span(each, "colspan"), _span(each, "rowspan")))
        return MarkupRow(cells, node.getparent().tag == "thead")

    def _inline(self, node: Node, look: str) -> str:
        if node.tag == "br":
            return run("\n", look)
        if node.tag == "img":
            return self._picture(node)
        if node in self._marks:
            return self._parts.note("footnote", self._blocks(self._marks[node]))
        if _is_beside(node):
            return text_box(self._blocks(node))
        look += _look(node)
        found = [_run(node.text, look, node)]
        for each in node:
            found += ["" if self._is_skipped(each) else self._inline(each, look), _run(each.tail, look, node)]
        return "".join(found)

    def _picture(self, node: Node) -> str:
        found = self._file.picture(node)
        self.shown += found is not None
        return "" if found is None else self._parts.picture(found.data, found.ending, found.extent)


_WORDS = re.compile(r"<w:t [^>]*>\s*[^<\s]|<w:footnoteReference|<w:pict>|<w:drawing>")
"""What shows anything in a paragraph."""


def _trim(node: Node) -> None:
    """Take white space out in front of the words of a block, which no browser shows there."""
    while node is not None:
        node.text = writable(node.text or "").lstrip(_WHITE)
        node = None if node.text or not len(node) or node[0].tag in _BLOCKS or node[0].tag == "br" else node[0]


def _list(node: Node, number: int, start: int) -> str:
    """The numbers of a list that begins to count with ``start``."""
    said = _COUNTED.search(node.get("style", ""))
    usual = ("decimal", "%1.") if node.tag == "ol" else (_BULLET, "")  # the style sheets of most pages hide the bullets
    form, text = _FORMS.get(said[1].lower() if said else node.get("type") or "", usual)
    level = value("start", start) + value("numFmt", form) + value("lvlText", text)
    return f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'


def _is_beside(node: Node) -> bool:
    """Whether an element stands beside the words of its paragraph, as a box or picture does."""
    if _BESIDE.search(node.get("style", "")) is None or next(node.iter(*_BLOCKS), None) is None:
        return False
    return any(each.tag == "p" or each.tag in _LEVELS for each in node.iterancestors())


def _between(node: Node, around: Node) -> Iterator[Node]:
    """A descendant and what it stands in, up to ``around``."""
    yield node
    yield from takewhile(lambda each: each is not around, node.iterancestors())


def _look(node: Node) -> str:
    style = node.get("style", "")
    return _LOOKS.get(node.tag, "") + "".join(look for said, look in _STYLES if style and said.search(style))


def _is_unseen(node: Node) -> bool:
    return node.tag in _SKIPPED or _HIDDEN.search(node.get("style", "")) is not None


def _run(text: str | None, look: str, node: Node) -> str:
    """Words in an element; signs of a symbol font with its name."""
    squeezed = _SPACES.sub(" ", text or "")
    return run(squeezed, look + (_font(node) if _SYMBOLS.search(squeezed) else ""))


def _font(node: Node) -> str:
    for each in chain((node,), node.iterancestors()):
        said = _FONT.search(each.get("style", ""))
        name = escaped((said[1] if said else each.get("face") or "").strip())
        if name:
            return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}"/>'
    return ""


def _whole_number(said: str | None, other: int) -> int:
    said = (said or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else other


def _span(node: Node, name: str) -> int:
    return min(max(_whole_number(node.get(name), 1), 1), _MOST_SPANNED)
