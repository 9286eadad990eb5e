"""花脸稿 of two Word files, file to file, against difflib on their bare texts (paragraphs, then characters), and against the
process of DocxDiff where it is installed (``pip install python-redlines[docxodus]``, MIT; not among the tools of the project).
"""

import gc
import random
import sys
from collections.abc import Callable
from difflib import SequenceMatcher

from core.model.review.returned_copy import Revision
from core.review.redlining import redline_plan
from core.word.redline.document import RedlineFiles, RedlineLook
from tests.bench.frame import Row, medians, sized
from tests.core.word.redline.pairs import Block, VersionPair, docx, pair

SEED = 20260703
LOOK = RedlineLook(Revision("送审二稿", "2026-07-03T09:12:00Z"), ("花脸稿",))
SIZES = ((22, 200, 50), (391, 3600, 411))
"""Pages, paragraphs and edits."""

MARK = 12.0
"""Ours reads, aligns and writes packages, tables and moves among it; difflib is given the bare texts."""


FASTER = 20
"""How many times DocxDiff's process, of which most is its start, may take."""

Files = Callable[[bytes, bytes], object]


def rows() -> list[Row]:
    """Rows for each size."""
    peer = docx_diff()
    if peer is None:
        print("DocxDiff is left out: python-redlines[docxodus] is not installed here.", file=sys.stderr)
    sizes = ((pages, sized(paragraphs, 20), sized(edits, 5)) for pages, paragraphs, edits in SIZES)
    gc.disable()  # as in the window, where cycles are collected when nobody works
    try:
        return [row for pages, paragraphs, edits in sizes for row in _rows(pages, (paragraphs, edits), peer)]
    finally:
        gc.enable()


def _rows(pages: int, size: tuple[int, int], other: Files | None) -> list[Row]:
    made = pair(random.Random(SEED), *size)
    old, new = docx(made.old, 10_000), docx(made.new, 10_000)
    name = f"redline of {pages} pages, {made.edits} edits, against"
    ours, peer = medians(lambda: redlined(old, new), lambda: difflib_of(made), 7)
    found = [Row(f"{name} difflib", ours, peer, MARK, "within")]
    if other is not None:
        ours, peer = medians(lambda: redlined(old, new), lambda: other(old, new), 3)
        found.append(Row(f"{name} DocxDiff", ours, peer, FASTER, "faster"))
    return found


def docx_diff() -> Files | None:
    """DocxDiff; None where it is not installed."""
    try:
        from python_redlines import DocxodusEngine

        engine = DocxodusEngine()
    except (ImportError, OSError):
        return None
    return lambda old, new: engine.run_redline("bench", original=old, modified=new)


def redlined(old: bytes, new: bytes) -> bytes:
    """The redline of two files."""
    files = RedlineFiles(old, new)
    return files.written(redline_plan(*files.blocks), LOOK).value


def difflib_of(made: VersionPair) -> int:
    """The changes that difflib finds: whole paragraphs first, then the characters of those replaced."""
    old, new = _texts(made.old), _texts(made.new)
    count = 0
    for tag, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            parts = "\n".join(old[start:end]), "\n".join(new[other:last])
            count += len(SequenceMatcher(None, *parts, autojunk=False).get_opcodes())
        count += tag != "equal"
    return count


def _texts(blocks: list[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        found += [block] if isinstance(block, str) else [cell for row in block for cell in row]
    return found
