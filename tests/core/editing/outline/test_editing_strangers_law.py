"""The law of numbers for every other edit of the structure: joining, setting apart, points, several sections, attachments."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from core.editing.outline.attachments import add_attachment, delete_attachment, move_attachment, rename_attachment
from core.editing.outline.bulk import roots_of
from core.editing.outline.insert import NewSection, insert_section
from core.editing.outline.sections import rename
from core.editing.outline.split_join import heading_lines, join_following
from core.editing.restoring import restore_section
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import subtree
from tests.core.editing.outline.test_editing_numbers_law import LINES, PICK, report_of, strangers
from tests.core.restructurings import NAMES, restructured

TAIL = (
    "附件：1.任务分解表", "　　　2.联系人名单", "青禾县档案局", "2023年12月8日",
    "附件1", "任务分解表", "5、6月份集中开展排查。", "92", "一、任务", "收集档案。", "附件2", "联系人名单", "1.甲村。", "3、4号楼。",
)  # fmt: skip
OTHERS = ("join_following", "lines_apart", "lines_run_in", "rename", "insert", "restore")
PARTS = ("attach", "rename_attachment", "delete_attachment", "up_attachment", "down_attachment")
EDITS = st.lists(st.tuples(st.sampled_from((*NAMES, *OTHERS, *PARTS)), PICK, PICK), min_size=1, max_size=5)
OF_PARTS = frozenset((Role.ATTACHMENT, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE))


def chosen(draft: Draft, name: str, first: int, second: int) -> Change | None:
    """An edit, chosen by numbers among what a draft has; None where it has nothing for it."""
    if name in NAMES:
        return restructured(draft, name, first, second)
    headings = [element.id for element in draft.elements if element.role is Role.HEADING]
    marks = [element.id for element in draft.elements if element.role is Role.ATTACHMENT_MARK]
    known = headings if name in OTHERS else marks if name != "attach" else [""]
    return DEEDS[name](draft, known, first, second) if known else None


Deed = Callable[[Draft, list[str], int, int], Change]
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "join_following": lambda draft, ids, first, second: join_following(draft, ids[first % len(ids) :][:2]),
        "lines_apart": lambda draft, ids, first, second: heading_lines(draft, ids[:: first % 3 + 1], True),
        "lines_run_in": lambda draft, ids, first, second: heading_lines(draft, ids[:: first % 3 + 1], False),
        "rename": lambda draft, ids, first, second: rename(draft, ids[first % len(ids)], "改过的标题"),
        "insert": lambda draft, ids, first, second: insert_section(
            draft,
            NewSection("新增的章节", "正文一句。"),
            ids[first % len(ids)],
            before=second % 2 > 0,
            under=second % 3 > 1,
        ),
        "restore": lambda draft, ids, first, second: restore_section(draft, draft, ids[first % len(ids)], "初稿"),
        "attach": lambda draft, ids, first, second: add_attachment(draft),
        "rename_attachment": lambda draft, ids, first, second: rename_attachment(
            draft, ids[first % len(ids)], "改过的名称"
        ),
        "delete_attachment": lambda draft, ids, first, second: delete_attachment(draft, ids[first % len(ids)]),
        "up_attachment": lambda draft, ids, first, second: move_attachment(draft, ids[first % len(ids)], -1),
        "down_attachment": lambda draft, ids, first, second: move_attachment(draft, ids[first % len(ids)], 1),
    }
)


def named(draft: Draft, name: str, first: int) -> set[str]:
    """The ids of the paragraphs that the edit names: of a section all of them, with what it is joined to."""
    if name in PARTS:
        return {element.id for element in draft.elements if element.role in OF_PARTS}
    if name in ("split", "to_sections"):
        return {draft.elements[first % len(draft.elements)].id}
    ids = [element.id for element in draft.elements if element.role is Role.HEADING]
    if name in ("lines_apart", "lines_run_in"):
        several = set(ids[:: first % 3 + 1])
        return several | followers(draft, several)
    if name in ("place_all", "move_all", "shift_all", "delete_all"):
        several = {heading for number, heading in enumerate(ids, 2) if number % (first % 4 + 1) == 0}
        return below(draft, roots_of(draft.elements, several))
    return below(draft, ids[first % len(ids) :][: 3 if name.startswith("join") else 1]) | beside(draft, ids, first)


def followers(draft: Draft, ids: Iterable[str]) -> set[str]:
    wanted = set(ids)
    return {after.id for one, after in zip(draft.elements, draft.elements[1:], strict=False) if one.id in wanted}


def below(draft: Draft, ids: Iterable[str]) -> set[str]:
    return {element.id for one in ids for element in draft.elements[slice(*subtree(draft.elements, one))]}


def beside(draft: Draft, ids: list[str], first: int) -> set[str]:
    """The paragraph before and the one behind a section, which points are made part of."""
    start, end = subtree(draft.elements, ids[first % len(ids)])
    return {element.id for element in (*draft.elements[max(0, start - 1) : start], *draft.elements[end : end + 1])}


def walked(draft: Draft, edits: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, Draft, Draft, Change, set[str]]]:
    for name, first, second in edits:
        change = chosen(draft, name, first, second)
        if change is None:
            continue
        after = apply(draft, change)
        yield name, draft, after, change, named(draft, name, first)
        draft = after
        if not draft.elements:
            return


@settings(max_examples=150)
@given(LINES, EDITS)
def test_no_edit_of_the_structure_changes_a_character_outside_what_it_names(lines: list[str], edits: list) -> None:
    for name, before, after, _, own in walked(report_of((*lines, *TAIL)), edits):
        assert (name, strangers(before, after, own)) == (name, [])


@settings(max_examples=60)
@given(LINES, EDITS)
def test_undoing_an_edit_of_the_structure_gives_every_character_back(lines: list[str], edits: list) -> None:
    for _, before, after, change, _ in walked(report_of((*lines, *TAIL)), edits):
        assert apply(after, change.inverse()).elements == before.elements


def test_the_sample_has_attachments_to_move() -> None:
    assert [e.text for e in report_of(("一、工作", "抓好。", *TAIL)).elements if is_mark(e)] == ["附件1", "附件2"]


def is_mark(element: Element) -> bool:
    return element.role is Role.ATTACHMENT_MARK
