"""What a Word file holds beside its text: headers, footers, comments, a second body, macros, turned pages, SmartArt."""

import re
from collections.abc import Iterator

from core.package import Node, Package, V, W
from core.word.reading.account import Account

_BODY, _P, _SECTION, _T = W + "body", W + "p", W + "sectPr", W + "t"
_PAGE_NUMBER = re.compile(r"[-—–―·.,/第页共\d\s]|\b[IVXivx]+\b")
_MARGINS = (("header", "word_headers_left_out"), ("footer", "word_footers_left_out"))


def note_other_parts(package: Package, main: str, root: Node, account: Account) -> None:
    """Note it all; ``root`` is the cleaned tree of the part ``main``."""
    for kind, code in _MARGINS:
        _note_margins([package.xml(part) for part in package.all_related(main, kind)], code, account)
    _note_comments(package, main, root, account)
    _note_sections(root, account)
    for body in root.findall(_BODY)[1:]:
        account.note("word_second_body_left_out", None, _text(body))
    for part in package.all_related(main, "diagramData"):
        account.note("word_diagrams_left_out", None, _text(package.xml(part), "{*}t"), 0)
    if package.related(main, "vbaProject"):
        account.note("word_macros_left_out")


def _text(node: Node | None, tag: str = _T) -> str:
    return "" if node is None else "".join(each.text or "" for each in node.iter(tag))


def _note_margins(roots: list[Node | None], code: str, account: Account) -> None:
    """Each line with words once, however many sections have it; page numbers alone are no words."""
    known: set[str] = set()
    for root in (root for root in roots if root is not None):
        for words in _lines_of(root):
            account.note(code, None, words, 0 if words in known else 1)
            known.add(words)
        pictures = sum(1 for _ in root.iter("{*}blip", "{*}imagedata"))
        if pictures:
            account.note("word_margin_pictures_left_out", count=pictures)


def _lines_of(root: Node) -> Iterator[str]:
    for branch in list(root.iter("{*}Fallback")):
        branch.getparent().remove(branch)
    texts = [_text(paragraph) for paragraph in root.iter(_P) if next(paragraph.iter(W + "txbxContent"), None) is None]
    texts += [art.get("string") or "" for art in root.iter(V + "textpath")]
    return (text for text in texts if any(map(str.isalnum, _PAGE_NUMBER.sub("", text))))


def _note_comments(package: Package, main: str, root: Node, account: Account) -> None:
    """Each with its words, at the place that it is about."""
    part = package.related(main, "comments")
    known = package.xml(part) if part else None
    texts = {} if known is None else {each.get(W + "id"): _text(each) for each in known.iterchildren(W + "comment")}
    for reference in root.iter(W + "commentReference"):
        account.note("word_comments_left_out", reference, texts.pop(reference.get(W + "id"), ""))


def _note_sections(root: Node, account: Account) -> None:
    """Landscape pages and columns, at the first paragraph of their section."""
    first: Node | None = None
    for node in root.iter(_P, _SECTION):
        if node.tag == _P:
            first = node if first is None else first
        elif node.getparent().tag != W + "sectPrChange":
            _note_section(node, first, account)
            first = None


def _note_section(section: Node, first: Node | None, account: Account) -> None:
    size, columns = section.find(W + "pgSz"), section.find(W + "cols")
    if size is not None and size.get(W + "orient") == "landscape":
        account.note("word_landscape_left_out", first)
    if columns is not None and (columns.get(W + "num") or "1") not in ("0", "1"):
        account.note("word_columns_left_out", first)
