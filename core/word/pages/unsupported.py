"""Content of a Word file that Word prints and the page layout here does not show."""

from collections.abc import Iterator, Mapping

from core.errors import BadInput
from core.package import M, Node, W
from core.word.pages.sources import RenderedParts, WordFile

FORMULA, COLUMNS = "公式", "分栏"
_PARTS = ("word/document", "word/header", "word/footer")
_MARKS = (b"<w:drawing", b"<w:pict", b"<w:object", b"<m:oMath", b"<w:cols")


def unsupported_in(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The kinds of unsupported content, in Chinese and without repetition; broken parts are ignored.

    >>> unsupported_in({})
    ()
    """
    names = [name for name in sorted(parts) if _may_lack(name, parts[name])]
    if not names:
        return ()
    try:
        source = RenderedParts(parts)
        file = WordFile(source, None)
        found = [what for name in names for what in _in_part(file, name, source.xml(name))]
    except BadInput:
        return ()
    return tuple(dict.fromkeys(found))


def _may_lack(name: str, data: bytes) -> bool:
    return name.startswith(_PARTS) and name.endswith(".xml") and any(mark in data for mark in _MARKS)


def _in_part(file: WordFile, name: str, root: Node) -> Iterator[str]:
    body = root.find(W + "body")
    reader = file.part_reader(name)
    reader.blocks(root if body is None else body)
    yield from reader.unsupported
    if next(root.iter(M + "oMath"), None) is not None:
        yield FORMULA
    if any((columns.get(W + "num") or "1") not in ("0", "1") for columns in root.iter(W + "cols")):
        yield COLUMNS
