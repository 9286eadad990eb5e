"""Proposals as text in a list, where a number alone would not show what it counts."""

import re
from collections.abc import Iterable, Sequence

from core.model.proposal import Proposal, RollRole
from core.workflows.yearly.role_names import ROLE_NAMES

BARE = re.compile(r"[第首一二两三四五六七八九十百零〇○\d０-９*＊xXｘＸ×]{1,6}")
RIGHT = re.compile(r"[^，。；：、！？,;:（）()《》\s]*")
MOST = 8  # characters shown after it
UNFILLED = "待填"
FEWEST = 4  # characters that name what is counted: 次全会 alone does not
LONGEST_CHANGE = 12
"""Characters of a change that a message about many of them shows."""
JOINED = "正文与表格合成一项"


def whole_words(proposal: Proposal, content: str) -> tuple[str, str]:
    """The words before and after a number or a mask that complete the expression: 第|三|次会议; empty for other texts."""
    span = proposal.place.span
    if not BARE.fullmatch(proposal.text):
        return "", ""
    found = RIGHT.match(content, span.end)
    right = found.group() if found else ""
    right = right if len(right) <= MOST else f"{right[:MOST]}…"
    left = "第" if content[: span.start].endswith("第") else ""
    if left or len(right) >= FEWEST:
        return left, right
    before = re.search(r"[\u4e00-\u9fff]{0,4}$", content[: span.start])
    return before.group() if before else "", right


def proposed_change_text(proposal: Proposal, content: str, asked: str, removed: str) -> str:
    """第三次会议 → 第四次会议; ``asked`` is the text for an undecided proposal, after its suggestion if there is one, ``removed``
    the text for an empty replacement."""
    left, right = whole_words(proposal, content)
    old, likely = (left + proposal.text + right) or UNFILLED, proposal.taken.replacement
    if proposal.role is RollRole.FIELD and likely == proposal.text:
        return f"{old} {JOINED}"
    if likely is None:
        return f"{old} → {asked}"
    new = left.removesuffix("第" if likely.startswith("第") else "　") + likely + right
    return f"{old} → {new or removed}" + (f"（{asked}）" if proposal.asks else "")


def changes_by_role(proposals: Iterable[Proposal]) -> str:
    """How many changes of each kind, with the first of them where it is short: 报告年度3处（2022年→2023年等）、表格1处."""
    roles: dict[RollRole, list[Proposal]] = {}
    for each in proposals:
        roles.setdefault(each.role, []).append(each)
    return "、".join(f"{ROLE_NAMES[role]}{len(own)}处{_first_change(own)}" for role, own in roles.items())


def _first_change(proposals: Sequence[Proposal]) -> str:
    changes = dict.fromkeys((each.text, each.replacement or "删去") for each in proposals)
    old, new = next(iter(changes))
    more = "等" if len(changes) > 1 else ""
    return f"（{old}→{new}{more}）" if old and max(len(old), len(new)) <= LONGEST_CHANGE else ""
