"""Web pages (.html, .mht, and files that are one under another name), written anew as WordprocessingML.

Only structure and words are read; nothing is followed, fetched or run.
"""

import email
import re
from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType
from typing import Any

from lxml import etree

from core.encoding import decode
from core.errors import BadInput
from core.limits import check_cells, check_length
from core.package import MOST_XML_MARKS
from core.readers.web_tables import BREAKS, SKIPPED
from core.readers.word_markup import GRID_STYLE, MarkupCell, MarkupRow, WordParts, paragraph, part, run, table, value
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
_LOOKS = MappingProxyType({"b": "<w:b/>", "strong": "<w:b/>", "i": "<w:i/>", "em": "<w:i/>", "u": value("u", "single")})
_LEVELS = MappingProxyType({f"h{level}": level for level in range(1, 7)})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 200


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what a page says; a notice counts pictures that are left out.

    BadInput ``text_…`` for bytes that are no text, ``package_too_large``, ``package_too_deep``, ``input_empty``.
    """
    root = _tree(decode(_page(data)).text)
    writer = _PageWriter()
    try:
        body = writer.blocks(root)
    except RecursionError as problem:
        raise BadInput("package_too_deep") from problem
    parts = WordParts()
    parts.add("styles", "styles.xml", part("styles", GRID_STYLE))
    lost = sum(1 for _ in root.iter(*_LOST))
    hidden = sum(map(_is_hidden, root.iter("*")))
    counts = (("web_page_pictures_left_out", "picture", lost), ("web_page_hidden_left_out", "hidden", hidden))
    notices = tuple(Notice(code, 0, kind=kind, count=count) for code, kind, count in counts if count)
    return Result(parts.whole(body), notices)


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


def _page(data: bytes) -> bytes:
    """The page itself; of a page in one file (MIME, RFC 2557) its first part in HTML."""
    if not data.lstrip()[:200].lower().startswith((b"mime-version:", b"from:")):
        return data
    for each in email.message_from_bytes(data).walk():
        if each.get_content_type() == "text/html":
            found = each.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    raise BadInput("format_web_page")


class _PageWriter:
    """Writes the blocks of one page."""

    def __init__(self) -> None:
        self._cells = self._count = 0

    def blocks(self, node: Node) -> str:
        """The paragraphs and tables of an element."""
        return "".join(self._parts(node))

    def _parts(self, node: Node) -> Iterator[str]:
        """Blocks inside an element; what stands between them makes paragraphs of its own."""
        runs = [_label(node), run(_squeezed(node.text), _look(node))]
        for each in node:
            if _is_skipped(each):
                pass
            elif each.tag in _BLOCKS or next(each.iter(*_BLOCKS), None) is not None:
                yield self._paragraph(node, runs)
                runs = []
                yield self._table(each) if each.tag == "table" else self.blocks(each)
            else:
                runs.append(_inline(each, _look(node)))
            runs.append(run(_squeezed(each.tail), _look(node)))
        yield self._paragraph(node, runs)

    def _paragraph(self, node: Node, runs: list[str]) -> str:
        content = "".join(runs)
        if not re.search(r"<w:t [^>]*>\s*[^<\s]", content):
            return ""
        self._count += 1
        check_length(0, self._count)
        level = _LEVELS.get(node.tag)
        found = _ALIGN.search(node.get("style", "")) or re.match(
            "(left|center|right)", node.get("align", ""), re.IGNORECASE
        )
        align = value("jc", found[1].lower().replace("justify", "both")) if found else ""
        return paragraph(content, align + ("" if level is None else value("outlineLvl", level - 1)))

    def _table(self, node: Node) -> str:
        """A table; one with a single cell or with tables inside is a frame."""
        cells = sum(1 for _ in zip(node.iter("td", "th"), range(2), strict=False))
        if cells < 2 or next(node.iterdescendants("table"), None) is not None:
            return self.blocks(node)
        captions = (self.blocks(each) for each in node.iterchildren("caption"))
        rows = (self._row(each) for each in node.iter("tr") if not _is_skipped(each))
        return "".join(chain(captions, (table(rows),)))

    def _row(self, node: Node) -> MarkupRow:
        cells = []
        for each in node.iterchildren("td", "th"):
            self._cells += 1
            check_cells(self._cells)
            cells.append(MarkupCell(self.blocks(each), _span(each, "colspan"), _span(each, "rowspan")))
        return MarkupRow(cells, node.getparent().tag == "thead")


def _inline(node: Node, look: str) -> str:
    if node.tag == "br":
        return run("\n", look)
    look += _LOOKS.get(node.tag, "")
    found = [run(_squeezed(node.text), look)]
    for each in node:
        found += ["" if _is_skipped(each) else _inline(each, look), run(_squeezed(each.tail), look)]
    return "".join(found)


def _look(node: Node) -> str:
    return _LOOKS.get(node.tag, "<w:b/>" if node.tag == "th" else "")


def _label(node: Node) -> str:
    """The number that a browser shows before a member of a list."""
    around = node.getparent()
    if node.tag != "li" or around is None or around.tag != "ol":
        return ""
    start = around.get("start", "1")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return run(f"{first + sum(1 for _ in node.itersiblings('li', preceding=True))}.")


def _is_skipped(node: Node) -> bool:
    return node.tag in _SKIPPED or _HIDDEN.search(node.get("style", "")) is not None


def _squeezed(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")


def _span(node: Node, name: str) -> int:
    said = node.get(name, "1").strip()
    return min(max(int(said), 1), _MOST_SPANNED) if said.isascii() and said.isdigit() and len(said) < 9 else 1
