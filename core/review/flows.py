"""The printed paragraphs that the anchors of a returned copy name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from core.model.review.returned_copy import CopyAnchor, ReturnedCopy
from core.review.views import ViewParagraph

FRAME = "#"
"""Begins the id of what the layout printed from particulars: it is no element of the draft."""


def named_paragraphs(
    copy: ReturnedCopy, shown: Sequence[ViewParagraph], numbers: Mapping[str, int]
) -> dict[int, list[int]]:
    """The indexes that anchors name (``numbers`` by the name in the file), by index of the paragraph shown.

    A name counts where it encloses characters that show: the bookmark of a paragraph that is wholly struck out must not
    drift into the next one.
    """
    by_source: dict[int, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(shown):
        for source in range(paragraph.first, paragraph.last + 1):
            by_source[source].append(index)
    found: dict[int, list[int]] = defaultdict(list)
    for anchor in copy.anchors:
        for index in _enclosed(anchor, by_source, shown) if anchor.name in numbers else ():
            found[index].append(numbers[anchor.name])
    return found


def _enclosed(anchor: CopyAnchor, by_source: Mapping[int, Sequence[int]], shown: Sequence[ViewParagraph]) -> list[int]:
    """The paragraphs of which an anchor encloses characters."""
    first, last = anchor.start.paragraph, anchor.end.paragraph
    sources = range(first, last + 1)
    touched = (
        by_source.get(first, ())
        if first == last
        else sorted(set(chain.from_iterable(by_source.get(source, ()) for source in sources)))
    )
    return [index for index in touched if shown[index].places.has_between(anchor.start, anchor.end)]
