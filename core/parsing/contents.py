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
    pages_of_contents = (run for run in _runs(paragraphs, chrome) if _is_page_of_contents(run, chrome))
    return frozenset(each.line for run in pages_of_contents for each in run)


def _is_page_of_contents(run: Sequence[RawParagraph], chrome: Chrome) -> bool:
    pages = [page for page in (chrome.page_of(each.text.strip()) for each in run) if page]
    if len(run) > len(pages):
        return len(pages) >= _FEWEST
    return len(pages) >= _FEWEST_WITHOUT_TITLE >= pages[0] and pages == sorted(pages)


def _runs(paragraphs: Sequence[RawParagraph], chrome: Chrome) -> Iterator[list[RawParagraph]]:
    """Stretches of titles and entries, some empty; blank paragraphs are not counted, a title opens a stretch."""
    run: list[RawParagraph] = []
    for each in paragraphs:
        bare = each.text.strip()
        if not bare:
            continue
        is_member = each.cell is None and chrome.is_contents(bare)
        if not is_member or not chrome.page_of(bare):
            yield run
            run = []
        if is_member:
            run.append(each)
    yield run
