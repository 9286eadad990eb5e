"""Copies made by plans, read back by ``review`` and scored against the truth."""

import random
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.session import create_session, open_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.listing import review_shape
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.sending import send
from core.workflows.review.taking import take
from tests.builders import make_draft
from tests.core.review.copies import printed_paragraphs
from tests.review_copies.files import applied
from tests.review_copies.marking import Habits
from tests.review_copies.plans import Plan, plan
from tests.review_copies.tables import COLUMNS, planned_table, table_source
from tests.tables import table_elements

ORDINAL = re.compile("^[一二三四五]、")
KINDS = {
    "word": Habits(),
    "wps": Habits(is_wps=True),
    "untracked": Habits(recorded=0.0),
    "mixed": Habits(recorded=0.5),
    "nested": Habits(is_nested=True),
    "torn": Habits(is_torn=True),
    "moved, names left": Habits(moves_with_names=False),
    "lying": Habits(recorded=0.3, anchors="lying"),
    "doubled": Habits(anchors="doubled"),
    "lost": Habits(anchors="lost"),
    "lost, untracked": Habits(recorded=0.0, anchors="lost"),
    "lost, wps": Habits(is_wps=True, recorded=0.7, anchors="lost"),
}


@dataclass(slots=True)
class Score:
    """Counts of what was there and what was found."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, is_right: bool, what: str = "") -> None:
        """One more thing that should be right."""
        self.counts[f"{name} of"] += 1
        self.counts[name] += is_right
        if not is_right:
            self.misses.append(f"{name}: {what}")

    def share(self, name: str) -> float:
        """How many of them are right."""
        return self.counts[name] / max(self.counts[f"{name} of"], 1)


def sample_draft(rng: random.Random) -> Draft:
    """A report of some forty paragraphs under headings."""
    lines = ["title |青禾县档案馆工作总结"]
    for section, paragraph in enumerate(printed_paragraphs(rng, 40)):
        if section % 8 == 0:
            lines.append(
                f"h1 {'一二三四五'[section // 8]}、|{['总体情况', '主要做法', '存在问题', '下步打算', '有关建议'][section // 8]}"
            )
        lines.append(f"body |{paragraph.text.partition('）')[2]}")
    draft = make_draft("\n".join(lines))
    serial = len(draft.elements)
    table = [
        replace(each, id=f"e{serial + place}", line=0)
        for place, each in enumerate(table_elements(table_source(rng)), 1)
    ]
    return replace(draft, elements=(*draft.elements, *table), serial=serial + len(table))


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft in its file and the file that went out."""

    path: Path
    draft: Draft
    data: bytes


def sent(folder: Path, draft: Draft) -> Sent:
    """Store a draft and send it out."""
    path, target = folder / "稿.nigao", folder / "发出.docx"
    create_session(path, draft, datetime.now).close()
    session = open_session(path, datetime.now).value
    send(session, session.draft, target, ExportOptions("内部材料", marks=False))
    session.close()
    return Sent(path, draft, target.read_bytes())


def planned(rng: random.Random, draft: Draft, habits: Habits) -> tuple[Plan, dict[int, str]]:
    """A plan for a draft; ``lying`` copies exchange two neighbours as well."""
    elements = [each for each in draft.elements if each.role in (Role.BODY, Role.HEADING)]
    texts = {number_of(each.id): each.text for each in elements}
    firsts = {number_of(each.id): len(each.prefix) for each in elements}
    bodies = [number_of(each.id) for each in elements if each.role is Role.BODY]
    found = plan(rng, texts, firsts, bodies)
    if habits.anchors == "lying":
        quiet = [
            number
            for number in bodies
            if {number, number + 1} <= set(bodies)
            and not {number, number + 1} & ({*found.touched, *found.edits} | {each[0] for each in found.comments})
        ]
        found.swapped.update(quiet[:1])
    found.table = planned_table(rng)
    if habits.anchors != "lying" and rng.random() < 0.7:
        _plan_section(rng, found, draft)
    return found, texts


def _plan_section(rng: random.Random, found: Plan, draft: Draft) -> None:
    """Move a section with everything in it behind another one, if nothing else is done at its edges."""
    heads = [place for place, each in enumerate(draft.elements) if each.role is Role.HEADING]
    ends = [*heads[1:], next(place for place, each in enumerate(draft.elements) if each.table is not None)]
    which, behind = rng.sample(range(len(heads)), 2)
    own = tuple(number_of(each.id) for each in draft.elements[heads[which] : ends[which]])
    after = number_of(draft.elements[ends[behind] - 1].id)
    if behind != which - 1 and not {*own, after} & found.touched:
        found.moves.append((own, after))


def made_copy(folder: Path, seed: int, kind: str) -> tuple[Sent, Plan, dict[int, str], Path]:
    """A draft that went out, what was planned on its texts, and the copy that came of it."""
    rng = random.Random(f"{seed} {kind}")
    habits = KINDS[kind]
    own = folder / f"{seed} {kind}".replace(",", "")
    own.mkdir()
    base = sent(own, sample_draft(rng))
    made, texts = planned(rng, base.draft, habits)
    copy = own / "改稿.docx"
    copy.write_bytes(applied(base.data, made, habits, rng))
    return base, made, texts, copy


def score(folder: Path, seed: int, kind: str, total: Score) -> None:
    """Make one copy, read it back, compare."""
    base, made, texts, copy = made_copy(folder, seed, kind)
    found = read_returned(base.path, [copy])
    shape = review_shape(found.value, found.notices)
    compare(made, texts, shape, (kind, total))
    cells = [each.id for each in base.draft.elements if each.cell is not None]
    _tables(made, shape, cells, (kind, total))
    review = found.value.copies[0]
    total.add("closed", review.account.is_closed, f"{seed} {kind}")
    printed = [each.text for each in base.draft.elements if each.text.strip()]
    total.add("reject-all", shape["rejected"] == printed, f"{seed} {kind}")
    wanted = _folded(final_texts(base.draft, made))
    accepted = _folded(shape["accepted"])
    total.add("accept-all", accepted == wanted, f"{seed} {kind} {_differing(accepted, wanted)}")
    taken = taken_texts(base.path, found.value)
    bare = [[ORDINAL.sub("", text) for text in texts] for texts in (_folded(taken), wanted)]
    total.add("take-all", bare[0] == bare[1], f"{seed} {kind} {_differing(*bare)}")


def taken_texts(path: Path, review: DraftReview, rng: random.Random | None = None) -> list[str]:
    """The draft's paragraphs after taking every change, shuffled by ``rng``, and that undoing them all leads back."""
    session = open_session(path, datetime.now).value
    before = session.draft.elements
    ids = [change.id for copy in review.copies for change in copy.changes]
    if rng is not None:
        rng.shuffle(ids)
    done = take(session, review, ids)
    texts = [each.text for each in session.draft.elements if each.text.strip()]
    texts += [f"{key} {code}" for key, code in done.left]
    while session.can_undo:
        session.undo()
    texts += [] if session.draft.elements == before else ["undoing does not lead back"]
    session.close()
    return texts


def _differing(one: list[str], two: list[str]) -> list[str]:
    return [*(text for text in one if text not in two), "|", *(text for text in two if text not in one)]


def _folded(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def final_texts(draft: Draft, made: Plan) -> list[str]:
    """The paragraphs after a plan."""
    order = [number_of(each.id) for each in draft.elements]
    texts = {number_of(each.id): each.text for each in draft.elements}
    for number, edits in made.edits.items():
        for edit in reversed(edits):
            texts[number] = edit.made(texts[number])
    for number, offset in made.splits.items():
        texts[number] = texts[number][:offset] + "\n" + texts[number][offset:]
    for number, text in made.new.items():
        texts[number] += "\n" + text
    for number in made.joins:
        texts[number] += texts.pop(number + 1)
        order.remove(number + 1)
    for number in made.gone:
        order.remove(number)
    for own, after in made.moves:
        order = [number for number in order if number not in own]
        place = order.index(after) + 1
        order[place:place] = own
    for number in made.swapped:
        texts[number], texts[number + 1] = texts[number + 1], texts[number]
    cells = [number_of(each.id) for each in draft.elements if each.cell is not None]
    if made.table is not None:
        for (row, column), text in made.table.cells.items():
            texts[cells[row * COLUMNS + column]] = text
        texts[cells[made.table.new_after * COLUMNS + COLUMNS - 1]] += "\n" + "\n".join(made.table.new_texts)
        order = [number for number in order if number not in cells[made.table.gone * COLUMNS :][:COLUMNS]]
    return [part for number in order for part in texts[number].split("\n") if part.strip()]


def compare(made: Plan, texts: dict[int, str], shape: dict[str, Any], told: tuple[str, Score]) -> None:
    """Score the changes and comments of one copy."""
    kind, total = told
    group = "lost" if "lost" in kind else "named"
    by_element: dict[str, list[dict[str, Any]]] = {}
    for change in shape["changes"]:
        for name in {change["element"], *change["elements"]}:
            by_element.setdefault(name, []).append(change)
    for number, edits in made.edits.items():
        own = by_element.get(f"e{number}", [])
        for edit in edits:
            wanted = edit.made(texts[number])
            right = [each for each in own if _made(each, texts[number]) == wanted]
            near = right or [each for each in own if each["start"] <= edit.end and edit.start <= each["end"]]
            total.add("element", bool(near), f"{kind} e{number} {edit}")
            total.add(f"characters, {group}", bool(right), f"{kind} e{number} {texts[number]!r} {edit} {_short(near)}")
            name = "replace" if edit.new and edit.start < edit.end else "insert" if edit.new else "delete"
            total.add(
                "called", any(each["kind"] == name for each in right or near), f"{kind} e{number} {edit} {_short(near)}"
            )
    _structures(made, shape, by_element, told)
    for number, start, end, words in made.comments:
        own = [each for each in shape["comments"] if each["text"] == words]
        where = [(each["element"], each["start"], each["end"]) for each in own]
        is_near = len(own) == 1 and where[0][0] == f"e{number}" and where[0][1] <= end <= where[0][2]
        is_right = where == [(f"e{number}", start, end)] or ("wps" in kind and is_near)
        total.add("comments", is_right, f"{kind} {where} {number} {start} {end}")
    if "wps" not in kind and made.comments:
        threads = [each for each in shape["comments"] if each["replies"] == ["同意"]]
        done = [each["text"] for each in shape["comments"] if each["done"]]
        is_right = [each["text"] for each in threads] == [made.comments[0][3]] and done == [made.comments[1][3]]
        total.add("threads", is_right, f"{kind} {threads} {done}")
    count = sum(map(len, made.edits.values())) + len(made.splits) + len(made.joins) + len(made.moves) + len(made.new)
    total.counts["planned"] += count + len(made.gone) + len(made.swapped)
    total.counts["found"] += len(shape["changes"])


def _structures(
    made: Plan, shape: dict[str, Any], by_element: dict[str, list[dict[str, Any]]], told: tuple[str, Score]
) -> None:
    kind, total = told
    wanted = [(f"e{number}", "split") for number in made.splits] + [(f"e{number}", "join") for number in made.joins]
    wanted += [(f"e{own[0]}", "move") for own, _ in made.moves] + [(f"e{number}", "gone") for number in made.gone]
    for name, what in wanted:
        own = by_element.get(name, [])
        total.add("called", any(each["kind"] == what for each in own), f"{kind} {name} {what} {_short(own)}")
    for number in made.swapped:
        own = [*by_element.get(f"e{number}", []), *by_element.get(f"e{number + 1}", [])]
        total.add("called", any(each["kind"] == "move" for each in own), f"{kind} {number} swap {_short(own)}")
    for number, text in made.new.items():
        own = [each for each in shape["changes"] if each["kind"] == "new"]
        is_there = any(each["new"] == text and each["after"] == f"e{number}" for each in own)
        total.add("called", is_there, f"{kind} new after {number} {_short(own)}")


def _tables(made: Plan, shape: dict[str, Any], cells: list[str], told: tuple[str, Score]) -> None:
    kind, total = told
    if made.table is None:
        return
    for (row, column), text in made.table.cells.items():
        own = [each for each in shape["changes"] if each["element"] == cells[row * COLUMNS + column]]
        is_right = any(each["new"] in text and each["kind"] in ("replace", "insert") for each in own)
        total.add("cells", is_right, f"{kind} {row},{column} {text} {_short(own)}")
    lines = [each for each in shape["changes"] if each["kind"] == "table"]
    new = [each["after"] for each in lines if each["detail"] == "row_inserted"]
    total.add("rows", new == [cells[made.table.new_after * COLUMNS]], f"{kind} new {new} {_short(lines)}")
    gone = [each["elements"] for each in lines if each["detail"] == "row_deleted"]
    total.add("rows", gone == [cells[made.table.gone * COLUMNS :][:COLUMNS]], f"{kind} gone {gone} {_short(lines)}")
    total.counts["planned"] += len(made.table.cells) + 2


def _made(change: dict[str, Any], text: str) -> str:
    return text[: change["start"]] + change["new"] + text[change["end"] :]


def _short(changes: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{each['kind']} {each['start']}-{each['end']} {each['old']!r}→{each['new']!r}" for each in changes
    )


def scored(seeds: range) -> Score:
    """All kinds of copy for these seeds."""
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for kind in KINDS:
                score(Path(folder), seed, kind, total)
    return total
