"""From a draft to its pages, rendering, reading and laying out together: the first time, and after one edit."""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from core import segment
from core.model.draft import Draft
from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from core.workflows.exporting.pages import PageSetter
from tests.bench.bench_export import LAYOUT, REPORTS, SEEDS, draft_of
from tests.bench.frame import Row, median, sized

FIRST, EDIT = 60.0, 5.0
FIRST_LONG, EDIT_LONG, MEMORY_LONG = 1200.0, 150.0, 50.0
TIMES = sized(17, 2)
EDITED = 40
MEGABYTE = 1024 * 1024


def rows() -> list[Row]:
    """Five rows; none where the real reports are missing."""
    paths = [path for pattern in REPORTS for path in sorted(SEEDS.glob(pattern))]
    if len(paths) < len(REPORTS):
        print("sheets: ../shared is missing, left out")
        return []
    layout, draft = load_layout(LAYOUT.read_bytes()), draft_of(paths)
    long = repeated(draft, TIMES)
    segment.words(draft.title)
    return [
        Row("pages of 23, the first time", median(first_time(draft, layout)), None, FIRST, "below"),
        Row("pages of 23, after an edit", median(after_edit(draft, layout)), None, EDIT, "below"),
        Row("pages of 377, the first time", median(first_time(long, layout), 3), None, FIRST_LONG, "below"),
        Row("pages of 377, after an edit", median(after_edit(long, layout), 7), None, EDIT_LONG, "below"),
        Row("pages of 377, memory", memory(long, layout), None, MEMORY_LONG, "below", "MB"),
    ]


def repeated(draft: Draft, times: int) -> Draft:
    """The draft with its text that many times below one title."""
    title, *rest = draft.elements
    elements = [title, *(element for _ in range(times) for element in rest)]
    return replace(draft, elements=tuple(replace(e, id=f"e{number}") for number, e in enumerate(elements, 1)))


def first_time(draft: Draft, layout: WordLayout) -> Callable[[], object]:
    """Setting it with nothing known."""
    return lambda: PageSetter(layout).set(draft)


def after_edit(draft: Draft, layout: WordLayout) -> Callable[[], object]:
    """Setting it with another word in one paragraph each time."""
    setter, numbers = PageSetter(layout), count(1)
    element = draft.elements[EDITED]

    def set_edited() -> object:
        changed = replace(element, content=f"{element.content}改{next(numbers)}")
        return setter.set(replace(draft, elements=(*draft.elements[:EDITED], changed, *draft.elements[EDITED + 1 :])))

    return set_edited


def memory(draft: Draft, layout: WordLayout) -> float:
    """What a setter and its pages hold, in MB."""
    gc.collect()
    tracemalloc.start()
    setter = PageSetter(layout)
    pages = setter.set(draft)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del pages, setter
    return held / MEGABYTE
