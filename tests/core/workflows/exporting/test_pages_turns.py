"""Setting the pages of a long draft gives way so often that no stretch in between grows with the draft."""

import sys
from dataclasses import replace
from functools import lru_cache

import pytest

from core.model.draft import Draft
from core.word.layouts.file import WordLayout
from core.workflows.exporting.pages import PageSetter
from core.workflows.layouts.files import plain_layout
from core.workflows.layouts.usage import load_usable
from tests.builders import make_draft

SHORT, LONG = 60, 600
SLACK = 1.5


class Steps:
    """Counts the calls of functions from one asking to the next."""

    def __init__(self) -> None:
        self.longest = self._since = 0

    def __call__(self) -> None:
        """Ask whether to go on."""
        self.longest, self._since = max(self.longest, self._since), 0

    def count(self, *_event: object) -> None:
        """For sys.setprofile."""
        self._since += 1

    def set(self, setter: PageSetter, draft: Draft) -> int:
        """The most calls without asking while the draft is set."""
        self.longest = self._since = 0
        sys.setprofile(self.count)
        try:
            setter.set(draft)
        finally:
            sys.setprofile(None)
        self()
        return self.longest


@lru_cache
def layout() -> WordLayout:
    """A built-in layout, compiled once."""
    return load_usable(plain_layout("国标公文"))


def draft_of(count: int) -> Draft:
    """A draft of so many paragraphs, with a fact in each."""
    lines = [f"body |第{number}项工作有序推进，选派{{{number}}}名干部。" for number in range(count)]
    return make_draft("\n".join(("title |总结", "h1 一、|工作情况", *lines)))


def longest(count: int, is_first: bool) -> int:
    """The most calls without asking: for the first setting, or for the next after an edit in the middle."""
    steps, draft = Steps(), draft_of(count)
    setter = PageSetter(layout(), steps)
    found = steps.set(setter, draft)
    if is_first:
        return found
    place = count // 2
    changed = replace(draft.elements[place], content=f"{draft.elements[place].content}好。")
    return steps.set(setter, replace(draft, elements=(*draft.elements[:place], changed, *draft.elements[place + 1 :])))


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "again"])
def test_no_stretch_without_giving_way_grows_with_the_draft(is_first: bool) -> None:
    assert longest(LONG, is_first) <= SLACK * longest(SHORT, is_first)
