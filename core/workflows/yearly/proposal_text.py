"""Proposals as text in a list, where a number alone would not show what it counts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.model.draft import Draft
from core.model.proposal import Proposal, RollRole
from core.workflows.yearly.role_names import ROLE_NAMES

BARE = re.compile(r"[第首一二两三四五六七八九十百零〇○\d０-９*＊xXｘＸ×]{1,6}")
RIGHT = re.compile(r"[^，。；：、！？,;:（）()《》\s]*")
MOST = 8  # characters shown after it
UNFILLED = "待填"
FEWEST = 4  # characters that name what is counted: 次全会 alone does not
COUNT = re.compile(r"(?:第|首|[约近超])?[\d０-９.．,，%％一二两三四五六七八九十百千万亿零〇○几]*[余多来]?")
COUNTED = frozenset((RollRole.MEETING_NUMBER, RollRole.ANNIVERSARY))
"""What has a number in its place and nothing else."""

LONGEST_CHANGE = 12
"""Characters of a change that a message about many of them shows."""
NOT_FIT = "“{typed}”没有写进去，稿件没有改动：这里只换“{around}”里的“{old}”，请只填新的数。整句要改的，在正文里改。"
JOINED = "正文与表格合成一项"


def whole_words(proposal: Proposal, content: str) -> tuple[str, str]:
    """The words before and after a number or a mask that complete the expression: 第|三|次会议, “|十四五|”规划; of other
    texts the mark that they close."""
    span = proposal.place.span
    if not BARE.fullmatch(proposal.text):
        return _opening(content, span.start, proposal.text), ""
    found = RIGHT.match(content, span.end)
    right = found.group() if found else ""
    right = right if len(right) <= MOST else f"{right[:MOST]}…"
    left = "第" if content[: span.start].endswith("第") else _opening(content, span.start, right)
    if left or len(right) >= FEWEST:
        return left, right
    before = re.search(r"[\u4e00-\u9fff]{0,4}$", content[: span.start])
    return before.group() if before else "", right


def _opening(content: str, start: int, words: str) -> str:
    """The mark before a place that the words from there on close: “十四五”规划收官之年."""
    is_closed = words.count("”") > words.count("“")
    return "“" if is_closed and content[:start].endswith("“") else ""


def words_for_place(proposal: Proposal, content: str, typed: str) -> str | None:
    """What typed words put in the place of a number or a mask, without those that stand around it already: 十 for 第十次全会.

    None for words that would double those around a number in its place.
    """
    span, words = proposal.place.span, typed.strip()
    if not words or not BARE.fullmatch(proposal.text):
        return words
    words = _between(content[: span.start], words, content[span.end :])
    is_count = proposal.role in COUNTED and COUNT.fullmatch(proposal.text) is not None
    return words if words and (not is_count or COUNT.fullmatch(words)) else None


def _between(before: str, words: str, after: str) -> str:
    """The words without what they repeat of those before and after them."""
    words = words[next(size for size in range(len(words), -1, -1) if before.endswith(words[:size])) :]
    return words[: next(at for at in range(len(words) + 1) if after.startswith(words[at:]))]


def words_beside(proposals: Iterable[Proposal], contents: Mapping[str, str]) -> tuple[str, str]:
    """The words around a number that stay when it is edited; none where they differ from place to place."""
    found = {whole_words(proposal, contents[proposal.place.element_id]) for proposal in proposals}
    return found.pop() if len(found) == 1 else ("", "")


def rewritten(proposals: Sequence[Proposal], draft: Draft, typed: str) -> list[Proposal]:
    """The proposals with typed words as their replacement; none where they fit one of the places as little as a phrase fits
    a number."""
    contents = {element.id: element.content for element in draft.elements}
    words = [words_for_place(proposal, contents[proposal.place.element_id], typed) for proposal in proposals]
    pairs = zip(proposals, words, strict=True)
    return [] if None in words else [replace(proposal, replacement=new) for proposal, new in pairs]


def refusal(proposal: Proposal, draft: Draft, typed: str) -> str:
    """Why ``rewritten`` wrote nothing."""
    content = next(element.content for element in draft.elements if element.id == proposal.place.element_id)
    before, after = whole_words(proposal, content)
    return NOT_FIT.format(typed=typed, old=proposal.text, around=f"{before}{proposal.text}{after}")


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
    return f"{old} → {new if likely + right else removed}" + (f"（{asked}）" if proposal.asks else "")


def changes_by_role(proposals: Iterable[Proposal]) -> str:
    """How many changes of each kind, with the first of them where it is short: 报告年度3处（2022年→2023年等）、表格1处.

    If the only effect is that text and table become one field, the text says so.
    """
    roles: dict[RollRole, list[Proposal]] = {}
    for each in proposals:
        roles.setdefault(each.role, []).append(each)
    return "、".join(
        f"{ROLE_NAMES[role]}{len(own)}处{_first_change(own) or _joined(own)}" for role, own in roles.items()
    )


def _joined(proposals: Sequence[Proposal]) -> str:
    is_joined = all(each.role is RollRole.FIELD and each.text == each.replacement for each in proposals)
    return f"（{JOINED}）" if is_joined else ""


def _first_change(proposals: Sequence[Proposal]) -> str:
    changes = dict.fromkeys((p.text, p.replacement or "删去") for p in proposals if p.text != p.replacement)
    old, new = next(iter(changes), ("", ""))
    more = "等" if len(changes) > 1 else ""
    return f"（{old}→{new}{more}）" if old and max(len(old), len(new)) <= LONGEST_CHANGE else ""
