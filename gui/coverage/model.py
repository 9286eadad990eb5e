"""要点对照 as rows: one per task, with its standing, the sentence beside it, and promised beside achieved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.model.draft import Identity
from core.workflows.yearly.plan_table import (
    NO_MENTION,
    STANDINGS,
    Mention,
    PlanDocument,
    PlanRow,
    PlanView,
    Standing,
    mention_text,
    remark,
)
from gui.widgets.lists.result_model import Context, Node, RowLook, RowText

TONES: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.WRITTEN: "updated_text",
        Standing.PENDING: "carried_text",
        Standing.PERHAPS: "carried_text",
        Standing.MISSING: "empty_text",
        Standing.LEFT_OUT: "secondary",
    }
)
SAID = "稿件里的对应表述"


@dataclass(frozen=True, slots=True)
class PlanSieve:
    """The filter: standings (none: all of them) and words that a row must contain."""

    standings: Collection[Standing] = ()
    words: str = ""

    def lets(self, row: PlanRow) -> bool:
        """Whether a row is shown."""
        if self.standings and row.standing not in self.standings:
            return False
        said = "\n".join((row.task.ordinal, row.task.name, row.part, row.text, row.reason, *_sentences(row))).casefold()
        return all(word in said for word in self.words.casefold().split())


def plan_nodes(view: PlanView, sieve: PlanSieve, period: str) -> list[Node]:
    """One row per task grouped by standing, missing ones first; within a group in the plan's order."""
    groups: dict[Standing, list[Node]] = {standing: [] for standing in Standing}
    for row in filter(sieve.lets, view.rows):
        groups[row.standing].append(_row(row, period))
    return [
        Node(f"standing\n{standing}", _heads(f"{STANDINGS[standing]}（{len(rows)}）"), ()).hold(rows)
        for standing, rows in groups.items()
        if rows
    ]


def _heads(title: str) -> RowText:
    return RowText(RowLook.GROUP, title, around=Context("", "", SAID))


def counted(view: PlanView) -> str:
    """33项：未写 5 · 疑似已写 20 · 已写 6 · 不写 2; what is missing is told even where nothing is."""
    told = (each for each in view.counts.items() if each[1] or each[0] is Standing.MISSING)
    parts = " · ".join(f"{STANDINGS[standing]} {count}" for standing, count in told)
    return f"{len(view.rows)}项：{parts}"


def document_text(document: PlanDocument) -> str:
    """A document in the list of choices: its name and its recognised kind."""
    known = Identity(document.term.kind, document.term.year).dated_kind
    return f"{document.name}（{known}）" if known else document.name


def full_text(row: PlanRow, mention: Mention | None, period: str) -> str:
    """The full text about a task, shown below the list."""
    under = f"（{row.part}）" if row.part else ""
    lines = [f"要点{under}：{row.task.ordinal}{'。'.join(part for part in (row.task.heading, row.text) if part)}"]
    several = f"，共{len(row.mentions)}句" if len(row.mentions) > 1 else ""
    lines += [f"稿件（{mention_text(row, mention)}{several}）：{mention.sentence.text.strip()}"] if mention else []
    note = remark(row, period)
    return "\n".join([*lines, *([f"说明：{note}"] if note else [])])


def _row(row: PlanRow, period: str) -> Node:
    best = row.best
    shown = RowText(
        RowLook.ROW,
        f"{row.task.ordinal}{row.task.name}",
        STANDINGS[row.standing],
        Context(f"{mention_text(row, best)}　", "", best.sentence.text.strip())
        if best
        else Context("", "", NO_MENTION),
        remark(row, period),
        row.standing is Standing.LEFT_OUT,
        hint=full_text(row, best, period),
        mark_tone=TONES[row.standing],
    )
    return Node(row.task.key, shown, [best.sentence.place] if best else (), row)


def _sentences(row: PlanRow) -> Iterable[str]:
    return (mention.sentence.text for mention in row.mentions)
