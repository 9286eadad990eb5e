"""要点对照 as rows: a task with its standing, the sentence that reports on it, and promised beside achieved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.workflows.plan_rows import Certainty, Mention, Outcome, PlanDocument, PlanRow, PlanView, Promise, Standing
from gui.models.listed import Around, Look, Node, Shown

STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.WRITTEN: "已写",
        Standing.PENDING: "待填",
        Standing.PERHAPS: "可能",
        Standing.MISSING: "未写",
        Standing.LEFT_OUT: "不写",
    }
)
TONES: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.WRITTEN: "updated_text",
        Standing.PENDING: "carried_text",
        Standing.PERHAPS: "carried_text",
        Standing.MISSING: "empty_text",
        Standing.LEFT_OUT: "secondary",
    }
)
CERTAINTIES: Mapping[Certainty, str] = MappingProxyType({Certainty.SURE: "确定", Certainty.PERHAPS: "可能"})
OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.REACHED: "达到",
        Outcome.OPEN: "待核",
        Outcome.UNKNOWN: "请核对",
        Outcome.UNTOLD: "没有找到完成数",
    }
)
HALF = "上半年"
NONE_TOLD = "没有找到汇报的话"


@dataclass(frozen=True, slots=True)
class PlanSieve:
    """What is let pass: standings (none: all of them) and words that a row has to say."""

    standings: Collection[Standing] = ()
    words: str = ""

    def lets(self, row: PlanRow) -> bool:
        """Whether a row is to be shown."""
        if self.standings and row.standing not in self.standings:
            return False
        said = "\n".join((row.task.ordinal, row.task.name, row.part, row.text, row.reason, *_sentences(row))).casefold()
        return all(word in said for word in self.words.casefold().split())


def plan_nodes(view: PlanView, sieve: PlanSieve, period: str) -> list[Node]:
    """The rows in the plan's order under the headings they stand under; a summary of half a year judges no figure."""
    groups: dict[str, list[Node]] = {}
    for row in filter(sieve.lets, view.rows):
        groups.setdefault(row.part, []).append(_row(row, period))
    nodes: list[Node] = []
    for part, rows in groups.items():
        nodes += [Node(f"part\n{part}", Shown(Look.GROUP, part), ()).hold(rows)] if part else rows
    return nodes


def counted(view: PlanView) -> str:
    """33项：已写 20 · 可能 6 · 未写 5 · 不写 2."""
    parts = " · ".join(f"{STANDINGS[standing]} {count}" for standing, count in view.counts.items())
    return f"{len(view.rows)}项：{parts}"


def told_document(document: PlanDocument) -> str:
    """A document as it is offered: its name, and what it was recognised as."""
    term = document.term
    known = "".join((f"{term.year}年" if term.year else "", term.kind))
    return f"{document.name}（{known}）" if known else document.name


def full_text(row: PlanRow, mention: Mention | None, period: str) -> str:
    """All that there is to say of a task, for the place below the list."""
    lines = [f"要点：{row.task.ordinal}{'。'.join(part for part in (row.task.heading, row.text) if part)}"]
    lines += [f"数字：{told_promise(promise, period)}" for promise in row.promises]
    lines += [f"稿件（{_certainty(row, mention)}）：{mention.sentence.text.strip()}"] if mention else []
    lines += [f"不写的原因：{row.reason}"] if row.reason else []
    return "\n".join(lines)


def told_promise(promise: Promise, period: str) -> str:
    """引进人才 计划30名 → 完成32名，达到."""
    plan = f"{promise.label} 计划{promise.promised}".strip()
    done = f" → 完成{promise.achieved}" if promise.achieved else ""
    return f"{plan}{done}，{_outcome(promise, period)}"


def _outcome(promise: Promise, period: str) -> str:
    if promise.outcome is Outcome.OPEN and not promise.achieved:
        return STANDINGS[Standing.PENDING]
    if promise.outcome is not Outcome.SHORT:
        return OUTCOMES[promise.outcome]
    if (promise.percent or 0) > 100:
        return "超过"
    return f"到全年目标的{promise.percent}%" if period == HALF else f"未达到（{promise.percent}%）"


def _row(row: PlanRow, period: str) -> Node:
    best = max(row.mentions, key=_weight, default=None)
    shown = Shown(
        Look.ROW,
        f"{row.task.ordinal}{row.task.name}",
        STANDINGS[row.standing],
        _around(row, best) if best else Around("", "", NONE_TOLD),
        _note(row, period),
        row.standing is Standing.LEFT_OUT,
        hint=full_text(row, best, period),
        mark_tone=TONES[row.standing],
    )
    return Node(row.task.key, shown, [best.sentence.place] if best else (), (row, best)).hold(
        _mentions(row, row.mentions)
    )


def _note(row: PlanRow, period: str) -> str:
    if row.standing is Standing.LEFT_OUT:
        return f"不写的原因：{row.reason}"
    return "；".join(told_promise(promise, period) for promise in row.promises)


def _mentions(row: PlanRow, mentions: Sequence[Mention]) -> Iterable[Node]:
    """Lines for the sentences where there are several."""
    for number, mention in enumerate(mentions if len(mentions) > 1 else ()):
        shown = Shown(Look.PLACE, "", around=_around(row, mention))
        yield Node(f"{row.task.key}\n{number}", shown, [mention.sentence.place], (row, mention))


def _weight(mention: Mention) -> tuple[bool, bool, float]:
    """What shows best that a task is reported on."""
    return not mention.sentence.is_heading, mention.certainty is Certainty.SURE, mention.score


def _around(row: PlanRow, mention: Mention) -> Around:
    return Around(f"{_certainty(row, mention)}　", "", mention.sentence.text.strip())


def _certainty(row: PlanRow, mention: Mention) -> str:
    """A sentence whose figures are still empty is sure of nothing yet."""
    return STANDINGS[row.standing] if row.standing is Standing.PENDING else CERTAINTIES[mention.certainty]


def _sentences(row: PlanRow) -> Iterable[str]:
    return (mention.sentence.text for mention in row.mentions)
