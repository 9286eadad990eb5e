"""Reuse of pages filled from the same blocks in an earlier run."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from core.cooperative import YieldToUi
from core.typesetting.flow import Flow
from core.typesetting.values import Block, Paragraph, PlacedLine, Rule


class BlockCursor(NamedTuple):
    """The next thing to place: block index ``place``, from its line or row ``begin`` on."""

    place: int
    begin: int = 0


class PageRecord(NamedTuple):
    """A filled page: the blocks it was made from, including neighbours that influenced it, its content, and where it ended.

    ``kept`` are the cache entries computed for it.
    """

    blocks: tuple[Block | None, ...]
    lines: tuple[PlacedLine, ...]
    rules: tuple[Rule, ...]
    steps: int
    begin: int
    is_full: bool
    kept: Mapping[Hashable, Any]


class PageCache:
    """Looks up and stores the page records of one section."""

    def __init__(self, blocks: Sequence[Block], flow: Flow, yield_to_ui: YieldToUi) -> None:
        # One more in front and two behind: the neighbours of the first and last block, and of the one after it.
        self._blocks: tuple[Block | None, ...] = (None, *blocks, None, None)
        self._flow = flow
        self._yield_to_ui = yield_to_ui
        self._start = BlockCursor(0)
        self._page = 0
        self._key: Hashable = None

    def reuse_pages(self, at: BlockCursor) -> BlockCursor:
        """Reuse pages from here on while they are known, then record the first unknown one. Call at the top of a page."""
        flow = self._flow
        while at.place + 3 < len(self._blocks):
            self._yield_to_ui()
            key = (
                self._blocks[at.place + 1],
                at.begin,
                flow.is_turned,
                flow.left,
                flow.top,
                flow.foot,
                flow.column[:2],
            )
            record: PageRecord | None = flow.cache.find(key)
            if record is None or self._blocks[at.place : at.place + len(record.blocks)] != record.blocks:
                self._start, self._page, self._key = at, len(flow.pages), key
                break
            flow.cache.keep({key: record, **record.kept})
            flow.take_over(record.lines, record.rules, record.is_full)
            at = BlockCursor(at.place + record.steps, record.begin)
        flow.cache.end_page()
        return at

    def store_page(self, at: BlockCursor) -> None:
        """Store the page being recorded if it has just ended."""
        flow = self._flow
        is_watched = self._key is not None and len(flow.pages) == self._page + 1 and flow.is_top
        if not is_watched or self._fills(at.place):
            return
        page, start = flow.pages[-2], self._start
        used = self._blocks[start.place : self._reach(at.place)]
        steps = at.place - start.place
        kept = flow.cache.end_page()
        record = PageRecord(used, page.lines, page.rules, steps, at.begin, flow.is_turned, kept)
        flow.cache.keep({self._key: record})
        self._key = None

    def _fills(self, place: int) -> bool:
        """Whether a filling space stands on the page or ended it: its height depends on all that follows, so do not store it."""
        block = self._blocks[place + 1]
        return self._flow.filled is not None or (isinstance(block, Paragraph) and block.shape.fills)

    def _reach(self, place: int) -> int:
        """One past the last block that influenced where the page before ``place`` ends."""
        place += 1
        while isinstance(block := self._blocks[place], Paragraph) and block.shape.keep_next:
            place += 1
        return place + 2
