"""The words of headers and footers: running titles, names of units, classifications; page numbers are the layout's."""

import re
from collections.abc import Iterator

from core.model.raw import Margins
from core.package import Node, Package, V, W, drop
from core.word.reading.account import Account

MOST_LINES = 20
"""Lines of all headers, and of all footers, that are kept; those beyond are reported as left out."""

_P, _R, _T, _TAB = W + "p", W + "r", W + "t", W + "tab"
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
    for paragraph in root.iter(_P):
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
    for node in paragraph.iter(_T, _TAB, _FIELD, _CODE):
        if next(node.iterancestors(_P), None) is not paragraph:
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
