"""Pages of contents (目录): a title such as 目录 with entries below it that end in a page number."""

from collections.abc import Iterator, Sequence

from core.model.raw import RawParagraph
from core.parsing.chrome import Chrome

_FEWEST, _FEWEST_WITHOUT_TITLE = 2, 4
"""Entries of a page of contents below its title, and of one without a title."""


def contents_lines(paragraphs: Sequence[RawParagraph], chrome: Chrome) -> frozenset[int]:
    """The ``line`` of every paragraph on a page of contents, its title included.

    Rows of names with numbers have tabs, too: without a title the pages have to begin low and never go back.
    """
    found: set[int] = set()
    for run in _runs(paragraphs, chrome):
        pages = [page for page in map(chrome.page_of, (each.text.strip() for each in run)) if page]
        titled = len(run) > len(pages)
        fewest = _FEWEST if titled else _FEWEST_WITHOUT_TITLE
        if len(pages) >= fewest and (titled or (pages == sorted(pages) and pages[0] <= fewest)):
            found.update(each.line for each in run)
    return frozenset(found)


def _runs(paragraphs: Sequence[RawParagraph], chrome: Chrome) -> Iterator[list[RawParagraph]]:
    """Stretches of titles and entries, blank paragraphs between them not counted; a title opens a stretch."""
    run: list[RawParagraph] = []
    for each in paragraphs:
        bare = each.text.strip()
        if not bare:
            continue
        is_member = each.cell is None and chrome.is_contents(bare)
        if run and (not is_member or not chrome.page_of(bare)):
            yield run
            run = []
        if is_member:
            run.append(each)
    if run:
        yield run
