"""Content of a Word file that does not reach the draft's text unchanged: collected while reading, reported as
notices.

Every construct is text, known to be irrelevant for the text, or reported; unknown elements are reported
(``core.word.reading.elements``). The parts besides the main text are searched here: headers, footers, comments,
macros. Of headers and footers the words are kept (running titles, names of units, classifications); page numbers are
the layout's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.model.raw import Margins
from core.package import Node, Package, V, W, drop
from core.result import Notice
from core.word.reading.landscape import is_landscape, landscape_paragraphs, sections_of

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "word_unread_left_out": "",
        "word_unread_cells": "table",
        "word_unread_objects": "object",
        "word_unread_formulas": "formula",
        "word_unread_notes": "note",
        "word_unknown_left_out": "",
        "word_second_body_left_out": "",
        "word_chunks_left_out": "object",
        "word_headers_left_out": "header",
        "word_footers_left_out": "footer",
        "word_hidden_left_out": "hidden",
        "word_revisions_accepted": "revision",
        "word_comments_left_out": "comment",
        "word_frames_unwrapped": "table",
        "word_tables_too_large": "table",
        "word_tables_flattened": "table",
        "word_pictures_left_out": "picture",
        "word_previews_left_out": "picture",
        "word_margin_pictures_left_out": "picture",
        "word_charts_left_out": "chart",
        "word_diagrams_left_out": "object",
        "word_objects_left_out": "object",
        "word_controls_left_out": "object",
        "word_shapes_left_out": "object",
        "word_equations_left_out": "formula",
        "word_formulas_flattened": "formula",
        "word_colours_left_out": "colour",
        "word_capitals_left_out": "emphasis",
        "word_effects_left_out": "emphasis",
        "word_frames_left_out": "textbox",
        "word_borders_left_out": "emphasis",
        "word_vertical_flattened": "",
        "word_diagonals_left_out": "",
        "word_signs_unknown": "symbol",
        "word_bullets_left_out": "symbol",
        "word_bullets_changed": "symbol",
        "word_ruby_left_out": "symbol",
        "word_forms_left_out": "field",
        "word_landscape_left_out": "",
        "word_columns_left_out": "",
        "word_page_look_left_out": "",
        "word_macros_left_out": "macro",
        "word_headers_kept": "header",
        "word_footers_kept": "footer",
        "word_picture_kept": "picture",
        "word_chart_kept": "chart",
        "word_object_kept": "object",
        "word_diagram_kept": "object",
        "word_shape_kept": "object",
        "word_formula_kept": "formula",
        "word_struck_kept": "emphasis",
        "word_text_boxes_kept": "textbox",
        "word_notes_kept": "note",
        "word_fields_kept": "field",
        "word_links_kept": "link",
        "word_without_text": "",
    }
)
"""The subject of each notice of the reader, most important first."""

BESIDE = frozenset(
    ("word_headers_left_out", "word_footers_left_out", "word_comments_left_out", "word_diagrams_left_out")
)
"""Notices whose characters stand in other parts than the main text."""

SNIPPETS, SNIPPET = 3, 16


@dataclass(frozen=True, slots=True)
class _Entry:
    """One occurrence: its node, the count, the number of characters left out and the text to quote."""

    anchor: Node | None
    count: int
    characters: int
    shown: str


class Account:
    """The occurrences in one file, by the code of their notice."""

    def __init__(self) -> None:
        self._entries: dict[str, list[_Entry]] = {}

    def note(self, code: str, anchor: Node | None = None, left_out: str = "", count: int = 1, shown: str = "") -> None:
        """Record an occurrence at ``anchor``; ``left_out`` is the text that does not become text of the draft.

        ``shown`` is quoted instead if given.
        """
        entry = _Entry(anchor, count, len(left_out), " ".join((shown or left_out).split()))
        self._entries.setdefault(code, []).append(entry)

    def notices(self, lines: Mapping[Node, int]) -> tuple[Notice, ...]:
        """One notice per code; ``lines`` are the line numbers of the paragraphs (``w:p``) that were read."""
        return tuple(_notice(code, self._entries[code], lines) for code in KINDS if code in self._entries)


def _notice(code: str, entries: list[_Entry], lines: Mapping[Node, int]) -> Notice:
    count = sum(entry.count for entry in entries)
    found = {_line_of(entry.anchor, lines) for entry in entries if entry.anchor is not None}
    parameters = {
        "words": _quoted([entry.shown for entry in entries if entry.shown]),
        "characters": str(sum(entry.characters for entry in entries)),
    }
    return Notice(code, 0, MappingProxyType(parameters), KINDS[code], count, tuple(sorted(found - {0})))


def _quoted(texts: list[str]) -> str:
    """The first of these texts after a colon; "" for none."""
    snippets = list(dict.fromkeys(texts))
    quoted = "、".join(f"“{_short(snippet)}”" for snippet in snippets[:SNIPPETS])
    return ("：" + quoted if quoted else "") + ("等" if len(snippets) > SNIPPETS else "")


def _short(text: str) -> str:
    return text if len(text) <= SNIPPET else text[: SNIPPET - 1] + "…"


def _line_of(anchor: Node, lines: Mapping[Node, int]) -> int:
    """The line of the paragraph around a node, or of the first one inside it; 0 if there is none."""
    around = (lines[node] for node in (anchor, *anchor.iterancestors()) if node in lines)
    inside = (lines[node] for node in anchor.iter() if node in lines)
    return next(around, 0) or next(inside, 0)


_BODY, _P, _SECTION, _T, _COMMENT = W + "body", W + "p", W + "sectPr", W + "t", W + "commentReference"


SEARCHED = (_SECTION, _COMMENT)
"""What ``note_other_parts`` looks for in the main text."""


def note_other_parts(
    package: Package, main: str, root: Node, met: Mapping[str, Sequence[Node]], account: Account
) -> None:
    """Record content outside the main text; ``root`` is the cleaned tree of the part ``main``.

    ``met`` is what the tree held of ``SEARCHED``, by tag; without those the tree is not gone through again.
    """
    if _COMMENT in met:
        _note_comments(package, main, root, account)
    _note_sections(root, met.get(_SECTION, ()), account)
    for body in root.findall(_BODY)[1:]:
        account.note("word_second_body_left_out", None, _text(body))
    for part in package.all_related(main, "diagramData"):
        account.note("word_diagrams_left_out", None, _text(package.xml(part), "{*}t"), 0)
    if package.related(main, "vbaProject"):
        account.note("word_macros_left_out")


def _text(node: Node | None, tag: str = _T) -> str:
    return "" if node is None else "".join(each.text or "" for each in node.iter(tag))


def _note_comments(package: Package, main: str, root: Node, account: Account) -> None:
    """Each comment with its text, at its place in the main text."""
    part = package.related(main, "comments")
    known = package.xml(part) if part else None
    texts = {} if known is None else {each.get(W + "id"): _text(each) for each in known.iterchildren(W + "comment")}
    for reference in root.iter(_COMMENT):
        account.note("word_comments_left_out", reference, texts.pop(reference.get(W + "id"), ""))


def _note_sections(root: Node, sections: Sequence[Node], account: Account) -> None:
    """Landscape pages, columns and the like, at the first paragraph of their section; the background of all pages."""
    if any(len(each) or each.get(W + "color") not in _NO_COLOUR for each in root.iterchildren(W + "background")):
        account.note("word_page_look_left_out")
    if any(map(_is_special, sections)):
        _note_special_sections(root, account)


def _note_special_sections(root: Node, account: Account) -> None:
    kept = landscape_paragraphs(root)
    for section, paragraphs in sections_of(root):
        first = paragraphs[0] if paragraphs else None
        if is_landscape(section) and first not in kept:
            account.note("word_landscape_left_out", first)
        for code in _looks_of(section):
            account.note(code, first)


_NO_COLOUR = (None, "auto", "FFFFFF")
HORIZONTAL = frozenset(("lrTb", "tb", "lrTbV"))
"""Directions of text that runs as usual (17.18.93)."""

_PAGE_LOOKS = MappingProxyType(
    {
        W + "pgBorders": "word_page_look_left_out",
        W + "lnNumType": "word_page_look_left_out",
        W + "textDirection": "word_vertical_flattened",
    }
)


def _is_special(section: Node) -> bool:
    return is_landscape(section) or next(_looks_of(section), None) is not None


def _looks_of(section: Node) -> Iterator[str]:
    """The codes of what a section's pages look like."""
    columns = section.find(W + "cols")
    if columns is not None and (columns.get(W + "num") or "1") not in ("0", "1"):
        yield "word_columns_left_out"
    for node in section.iterchildren(*_PAGE_LOOKS):
        if node.get(W + "val") not in HORIZONTAL:
            yield _PAGE_LOOKS[node.tag]


MOST_LINES = 20
"""Lines of all headers, and of all footers, that are kept; those beyond are reported as left out."""

_PARAGRAPH, _R, _WORDS, _TAB = W + "p", W + "r", W + "t", W + "tab"
_FIELD, _CODE, _SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_NO_WORDS = re.compile(r"[-—–―·.,/第页共\d\s]|\b[IVXivx]+\b")
_AROUND_PAGES = re.compile(r"第\s*页|共\s*页|(?<!\S)[-—–―·/]+(?!\S)|[-—–―]{1,2}\s+[-—–―]{1,2}")
_DELETED = ("{*}Fallback", W + "del", W + "moveFrom", V + "shapetype")


def read_margins(package: Package, main: str, account: Account) -> Margins:
    """The lines of words in the headers and in the footers of the part ``main``, each once, and a record of them."""
    header, footer = (
        _lines([package.xml(part) for part in package.all_related(main, kind)], kind, account)
        for kind in ("header", "footer")
    )
    return header, footer


def _lines(roots: list[Node | None], kind: str, account: Account) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for root in (root for root in roots if root is not None):
        drop(root, _DELETED)
        found.update(dict.fromkeys(_lines_of(root)))
        pictures = sum(1 for _ in root.iter("{*}blip", "{*}imagedata"))
        if pictures:
            account.note("word_margin_pictures_left_out", count=pictures)
    lines = list(found)
    for line in lines[:MOST_LINES]:
        account.note(f"word_{kind}s_kept", None, shown=line)
    for line in lines[MOST_LINES:]:
        account.note(f"word_{kind}s_left_out", None, line)
    return tuple(lines[:MOST_LINES])


def _lines_of(root: Node) -> Iterator[str]:
    for paragraph in root.iter(_PARAGRAPH):
        words, has_page = _words(paragraph)
        words = " ".join((_AROUND_PAGES.sub(" ", words) if has_page else words).split())
        if any(map(str.isalnum, _NO_WORDS.sub("", words))):
            yield words
    for art in root.iter(V + "textpath"):
        if (art.get("string") or "").strip():
            yield art.get("string").strip()


def _words(paragraph: Node) -> tuple[str, bool]:
    """The text of a paragraph without that of text boxes in it and without page numbers; whether it has any of these."""
    pieces: list[str] = []
    fields: list[str] = []
    has_page = False
    for node in paragraph.iter(_WORDS, _TAB, _FIELD, _CODE):
        if next(node.iterancestors(_PARAGRAPH), None) is not paragraph:
            continue
        if node.tag in (_FIELD, _CODE):
            _follow(node, fields)
        elif node.getparent().tag == _R:  # a w:tab elsewhere is a tab stop
            is_page = _in_page_field(node, fields)
            has_page = has_page or is_page
            pieces.append("" if is_page else _sign(node))
    return "".join(pieces), has_page


def _sign(node: Node) -> str:
    return " " if node.tag == _TAB else node.text or ""


def _follow(node: Node, fields: list[str]) -> None:
    """Keep the instructions of the fields that are open, those around first, up to date."""
    kind = node.get(W + "fldCharType")
    if kind == "begin":
        fields.append("")
    elif kind == "end":
        del fields[-1:]
    elif node.tag == _CODE and fields:
        fields[-1] += node.text or ""


def _in_page_field(node: Node, fields: list[str]) -> bool:
    simple = (each.get(W + "instr") or "" for each in node.iterancestors(_SIMPLE))
    return any(_PAGE_FIELD.match(code) for code in (*fields, *simple))
