"""The numbering mode: whether a level begins again in each part or runs on through the whole report."""

from dataclasses import replace

from core.editing.outline.renumber import renumbered
from core.model.change import Change, difference
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.spans import Place


def number_level(draft: Draft, heading_id: str, run_on: bool) -> Change:
    """Let the ordinals of a heading's level run on, or every level begin again; all numbers follow.

    One level at most runs on. Nothing changes for a heading without an ordinal.
    """
    level = next((element.level for element in draft.elements if element.id == heading_id), 0)
    mode = Numbering(NumberingMode.RUN_ON, level) if run_on else Numbering()
    if not level or mode == draft.numbering:
        mode = draft.numbering
    after = replace(draft, numbering=mode)
    if mode != draft.numbering:
        after = replace(after, elements=renumbered(draft.elements, mode, draft))
    return difference(draft, after, Place(heading_id), "全文连续编号" if run_on else "每章节重新编号")
