"""年份更新: the changes that last year's text needs this year, to be accepted, edited or refused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.history import VersionReason
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place
from core.workflows.drafting.versions import OWN_NAMES
from core.workflows.importing.base_years import BasisYear, answer_year, used_years
from core.workflows.yearly import proposals
from core.workflows.yearly.proposal_places import place_names
from core.workflows.yearly.proposal_text import (
    changes_by_role,
    proposed_change_text,
    refusal,
    rewritten,
    words_beside,
)
from core.workflows.yearly.proposals import accept, card_update, keep_update, refuse
from core.workflows.yearly.role_names import ROLE_NAMES
from core.workflows.yearly.roll_over import load_tables
from core.workflows.yearly.table_picture import picture_of, without_cells
from gui.new_draft.year_question import YearQuestion
from gui.roll_over.table_picture import TablePictureView
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.lists.names_box import NamesBox
from gui.widgets.lists.result_model import Context, Follower, Node, RowLook, RowText, around
from gui.widgets.lists.result_panel import WORKING, ResultTreePanel

KEPT = "kept"
NO_TEXT = "（删去）"
ASKED, CHECKED = "需人工修改", "请核对"
GAP = "　"
TOGETHER, LINE = 5, 12  # places of one question at most, all in view; characters after a place on its first line of two

Group = tuple[Proposal, ...]


class Texts(NamedTuple):
    """The text of each paragraph, and where those stand that have hardly any besides what is proposed for them."""

    contents: Mapping[str, str]
    places: Mapping[str, str]


def rolled_nodes(
    proposals: Iterable[Proposal],
    draft: Draft,
    role: RollRole | None = None,
    places: Mapping[str, str] = MappingProxyType({}),
) -> list[Node]:
    """The rows for proposals of one role or of all, in document order, and last a group of the unchanged ones.

    ``places`` say where paragraphs stand, by their ids.
    """
    texts = Texts({element.id: element.content for element in draft.elements}, places)
    wanted = [proposal for proposal in proposals if role in (None, proposal.role)]
    rows = [_row(group, texts) for group in _grouped(wanted)]
    open_rows = [row for row in rows if not row.shown.is_faded]
    kept = [row for row in rows if row.shown.is_faded]
    if kept:
        count = sum(len(row.places) for row in kept)
        open_rows.append(Node(KEPT, RowText(RowLook.GROUP, f"不变（{count}）"), ()).hold(kept))
    return open_rows


def counts(proposals: Iterable[Proposal]) -> Mapping[RollRole, int]:
    """The number of undecided places of each role."""
    found = Counter[RollRole]()
    for proposal in proposals:
        found[proposal.role] += not proposal.is_kept
    return found


def open_count(proposals: Iterable[Proposal]) -> int:
    """The number of undecided places."""
    return sum(not proposal.is_kept for proposal in proposals)


def followed(proposals: Iterable[Proposal], before: Draft, after: Draft) -> tuple[Proposal, ...]:
    """The proposals moved to another state of the draft, without those whose text was changed."""
    if before is after:
        return tuple(proposals)
    follower = Follower(before, after)
    moved = ((proposal, follower.place(proposal.place)) for proposal in proposals)
    return tuple(replace(proposal, place=place) for proposal, place in moved if place is not None)


def left_by(written: Iterable[Proposal], rest: Iterable[Proposal], after: Draft) -> tuple[Proposal, ...]:
    """The remaining proposals after others were written into the text, with moved places; overlapping ones are dropped."""
    contents = {element.id: element.content for element in after.elements}
    done: dict[str, list[Proposal]] = {}
    for proposal in written:
        done.setdefault(proposal.place.element_id, []).append(proposal)
    moved = (replace(each, place=_shifted(each.place, done.get(each.place.element_id, ()))) for each in rest)
    return tuple(each for each in moved if _text_at(contents, each.place) == each.text)


def _shifted(place: Place, written: Iterable[Proposal]) -> Place:
    """A place after a text of another length."""
    earlier = (each for each in written if each.place.span.end <= place.span.start)
    distance = sum(
        len(each.text if each.replacement is None else each.replacement) - len(each.text) for each in earlier
    )
    return Place(place.element_id, place.span.moved(distance))


def _text_at(contents: Mapping[str, str], place: Place) -> str:
    return contents.get(place.element_id, "")[place.span.start : place.span.end]


def _grouped(proposals: Iterable[Proposal]) -> list[Group]:
    """Equal proposals combined, at the first of their places; likely ones as questions of a few places, which are in view."""
    found: dict[str, list[Proposal]] = {}
    asked: dict[str, str] = {}
    for proposal in proposals:
        key = key_of(proposal)
        if proposal.is_likely:
            alike = "\n".join((proposal.role.value, proposal.text, str(proposal.suggestion), proposal.reason))
            if len(found.get(asked.get(alike, ""), ())) in (0, TOGETHER):
                asked[alike] = key
            key = asked[alike]
        found.setdefault(key, []).append(proposal)
    return [tuple(group) for group in found.values()]


def key_of(proposal: Proposal) -> str:
    """The common properties of all proposals of one row; a suggestion has a row of its own, so that its place is reviewed."""
    decision = f"={proposal.id}" if proposal.suggestion is not None else proposal.replacement or f"={proposal.asks}"
    return "\n".join((proposal.role.value, proposal.text, decision, proposal.reason))


def _around(proposal: Proposal, texts: Texts) -> Context:
    """The words around a place, or where it stands if there are hardly any."""
    found = around(texts.contents[proposal.place.element_id], proposal.place.span)
    where = texts.places.get(proposal.place.element_id, "")
    return replace(found, after=found.after + (GAP if found.text else "") + where) if where else found


def _row(group: Group, texts: Texts) -> Node:
    first, contents = group[0], texts.contents
    name = ROLE_NAMES[first.role]
    shown = RowText(
        RowLook.ROW,
        first.text
        if first.is_kept
        else proposed_change_text(
            first, contents[first.place.element_id], ASKED if first.taken.asks else CHECKED, NO_TEXT
        ),
        f"{len(group)}处" if len(group) > 1 else "",
        _around(first, texts),
        first.reason if first.reason.startswith(name) else f"{name} · {first.reason}",
        first.is_kept,
        _typed(first),
        tone="empty_text" if first.asks else "text",
        beside=words_beside(group, contents),
        is_open=first.is_likely,
    )
    row = Node(key_of(first), shown, [proposal.place for proposal in group], group)
    return row.hold(_places(row.key, group, texts))


def _places(key: str, group: Sequence[Proposal], texts: Texts) -> list[Node]:
    return [
        Node(f"{key}\n{number}", _place(proposal, texts), [proposal.place], (proposal,))
        for number, proposal in enumerate(group if len(group) > 1 else ())
    ]


def _place(proposal: Proposal, texts: Texts) -> RowText:
    contents, found = texts.contents, _around(proposal, texts)
    more = found.after[LINE:] if proposal.is_likely else ""
    found = replace(found, before=found.before[-4:] if more else found.before, after=found.after.removesuffix(more))
    beside = words_beside((proposal,), contents)
    return RowText(RowLook.PLACE, "", "", found, more, proposal.is_kept, _typed(proposal), beside=beside)


def _typed(proposal: Proposal) -> str:
    """The initial text of the editor of a place."""
    likely = proposal.taken.replacement
    return proposal.text if likely is None else likely


NAME = "年份更新"
NO_BASIS = "这份稿件没有往年材料，没有要更新的年份。新建稿件时放入去年的文件，这里就列出要改的年份和提法。"
ALL_DONE = "年份、时段、届次和提法都看过了，没有要改的。"
ASKS = "这一处需人工修改：按 F2 改写，或保留原样。"
LISTED = "这{count}处都列在下面：逐句看过，按 Enter 一起改；哪一句不该改，先选中它按 Delete 保留原样。"
TICKED = "打了勾的{count}项一起采纳（需人工修改的除外）或一起保留原样。"
NOTHING_DONE = "这里没有改动：空着的地方要填写，不能保留；刚改过的文字要等列表更新。"
YEAR_STORED = "记下了：往年材料写的是{year}年，建议照此更新。"
LOW = 900
"""Height of the window below which the settled years give way to the picture of a table with its buttons."""
ACCEPT, REFUSE, REWRITE, ALL = "采纳", "保留原样", "改写", "全部采纳"


def proposals_of(draft: Draft) -> tuple[Proposal, ...]:
    """The proposals for a draft, including those of its unit card; runs in the background. BadWords for a damaged list."""
    return proposals.proposals_of(draft, load_tables())


def looked_through(draft: Draft) -> tuple[tuple[Proposal, ...], tuple[BasisYear, ...], Mapping[str, str]]:
    """The proposals, the years of the documents that the text comes from, and where paragraphs without context stand."""
    found = proposals_of(draft)
    return found, used_years(draft), place_names(found, draft)


class RollOverPanel(ResultTreePanel):
    """Nothing changes without a decision of the user, and every decision is one step of the history."""

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__(NAME, runner, DraftWork(runner, model, looked_through), model)
        self._proposals: tuple[Proposal, ...] = ()
        self._places: Mapping[str, str] = {}
        self.roles = NamesBox(7)
        self.roles.setAccessibleName("只看一类")
        self.all_button = button(ALL, self.accept_all, "", "把下面列出的都改成建议的写法，需人工修改的除外")
        self.reason = label("", "secondary", wrap=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().lineSpacing())  # a tick does not move the list
        self.picture = TablePictureView()
        self.accept_button = button(ACCEPT, self.accept, "primary", "改成建议的写法（Enter）；打了勾的一起改")
        self._rewrite_button = button(REWRITE, self.begin_rewriting, "", "改成别的写法（F2）")
        self.refuse_button = button(REFUSE, self.refuse, "", "留着不改，以后不再提示（Delete）")
        self._card = NoticeBar()
        self._question = YearQuestion(12)
        self._question.answered.connect(self._on_year_answered)
        self._lay_out(self._head(), self._foot())
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self._card)
            column.insertWidget(0, self._question)
        self.roles.activated.connect(lambda _number: self._show())
        self.view.entered.connect(self.accept)
        self.view.refused.connect(self.refuse)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.listed.ticked.connect(self._show_current)
        self.listed.modelReset.connect(self._show_current)
        self.show_emptiness(WORKING if model.draft.basis else NO_BASIS)
        self._show()

    def _head(self) -> QWidget:
        head = QWidget()
        head.setLayout(Flow((self.roles, self.all_button), theme.length(8), pushed=1))
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(8))
        column.addWidget(self.reason)
        column.addWidget(self.picture)
        column.addLayout(Flow((self.accept_button, self._rewrite_button, self.refuse_button), theme.length(8)))
        return foot

    # Actions

    def accept(self) -> None:
        """Write the proposal or suggestion of the ticked rows, or of the current one; a mere question needs typing."""
        chosen = self._chosen()
        kept = self.picture.kept if len(chosen) == 1 else ()
        answered = [without_cells(proposal.taken, kept) for proposal in chosen if not proposal.taken.asks]
        if answered:
            self._decide(accept, answered, changes_text(answered))
        elif chosen:
            self.begin_rewriting()

    def accept_all(self) -> None:
        """Write every listed proposal except questions and unchanged ones."""
        answered = self._answered()
        if answered:
            self.model.keep_version(OWN_NAMES[VersionReason.ROLL_OVER], f"{len(answered)}处", VersionReason.ROLL_OVER)
            self._decide(accept, answered, changes_text(answered), goes_on=False)

    def refuse(self) -> None:
        """Refuse the ticked rows, or the current one."""
        chosen = self._chosen()
        if chosen:
            kept = [replace(proposal, replacement=proposal.text) for proposal in chosen]
            self._decide(refuse, kept, f"已保留{len(chosen)}处原样，不再提示。")

    def begin_rewriting(self) -> None:
        """Edit the text of the current row."""
        if not self.model.read_only and self.view.currentIndex().isValid():
            self.view.setFocus()
            self.view.edit(self.view.currentIndex())

    def _rewrite(self, node: Node, words: str) -> None:
        written = rewritten(node.value, self._draft, words)
        if not written:
            self.notice_raised.emit(refusal(node.value[0], self._draft, words), [])
            return
        self._decide(accept, written, changes_text(written))

    def _decide(self, edit: Any, chosen: Sequence[Proposal], words: str, goes_on: bool = True) -> None:
        """Make one edit of all decisions, and go to the next row, in the text too if it ``goes_on``."""
        if self.model.read_only:
            return
        self.model.flush()
        ids = {proposal.id for proposal in chosen}
        following = self._following(ids)
        now = followed(self._proposals, self._draft, self.model.draft)
        chosen = followed(chosen, self._draft, self.model.draft)
        update = self._runner.attempt(_update, self.model.draft, chosen)
        if not self._do(edit, chosen):
            self.notice.show_notice(NOTHING_DONE, "info")
            return
        rest = [proposal for proposal in now if proposal.id not in ids]
        self.notice.hide()
        self._draft = self.model.draft
        self._proposals = left_by(chosen, rest, self._draft)
        self.view.setFocus()  # before the button that was pressed is disabled
        self._show(following)
        self.message_shown.emit(words)
        self._offer(update)
        if goes_on:
            self._on_place_wanted()

    def _following(self, ids: set[str]) -> str:
        """The key of the row to go to once these proposals are decided: the next one, or what is left of this one."""
        rows = self.listed.rows()
        decided = {row.key for row in rows if ids >= {each.id for each in row.value}}
        row = next((row for row in rows if ids & {each.id for each in row.value}), None)
        if decided or row is None:
            return self.view.following(decided)
        return key_of(next(each for each in row.value if each.id not in ids))

    def _offer(self, update: Any) -> None:
        """Offer to store the new numbers of meetings in the unit card."""
        if update is not None:
            words = f"名片上还是去年的次数，要不要改成{update.summary}？"
            self._card.show_notice(words, choices=[("更新名片", lambda: self._keep(update))])

    def _keep(self, update: Any) -> None:
        self._runner.attempt(keep_update, update)
        self._card.hide()
        self.work.touch()

    def _chosen(self) -> list[Proposal]:
        rows = self.listed.ticked_rows() or [node for node in (self.view.current,) if node is not None and node.value]
        return [proposal for row in rows for proposal in row.value]

    def _answered(self) -> list[Proposal]:
        """Everything listed that can be accepted without review."""
        listed = (proposal for row in self.listed.rows() for proposal in row.value)
        return [proposal for proposal in listed if not proposal.asks and not proposal.is_kept]

    # Display

    def take_answer(self, answer: Any) -> None:
        """Show the proposals, and the years of the documents they depend on."""
        self._proposals, years, self._places = answer
        self._question.show_years(() if self.model.read_only else years)
        self._show()

    def _on_year_answered(self, number: int, year: int) -> None:
        """Store the answer; what it makes certain is listed once the proposals are computed again."""
        self.model.flush()
        if self._do(answer_year, number, year):
            self.message_shown.emit(YEAR_STORED.format(year=year))

    def _show(self, current: str = "") -> None:
        self._show_roles()
        before, number = self.view.current, self.view.row_number
        self.view.show_nodes(rolled_nodes(self._proposals, self._draft, self._role, self._places), False, current)
        self.view.stand_near(before, number)
        count = len(self._answered())
        self.all_button.setText(f"{ALL}（{count}）" if count else ALL)
        self.all_button.setEnabled(bool(count) and not self.model.read_only)
        if self.work.answer is not None:
            self.show_emptiness("" if self._proposals else ALL_DONE if self._draft.basis else NO_BASIS)
        self.counted.emit(open_count(self._proposals))

    @property
    def _role(self) -> RollRole | None:
        value = self.roles.currentData()
        return RollRole(value) if value else None

    def _show_roles(self) -> None:
        """The count of each role; the chosen role stays chosen while it has rows."""
        chosen = self.roles.currentData()
        self.roles.clear()
        self.roles.addItem(f"全部 {open_count(self._proposals)}", "")
        for role, count in counts(self._proposals).items():
            self.roles.addItem(f"{ROLE_NAMES[role]} {count}", role.value)
        self.roles.setCurrentIndex(max(self.roles.findData(chosen), 0))

    def _show_current(self) -> None:
        """The full reason, and the available actions."""
        chosen, ticked = self._chosen(), self.listed.ticked_rows()
        can = bool(chosen) and not self.model.read_only
        number = f"（{len(ticked)}）" if ticked else ""
        self.accept_button.setText(ACCEPT + number)
        self.refuse_button.setText(REFUSE + number)
        self.accept_button.setEnabled(can and any(not proposal.taken.asks for proposal in chosen))
        self.refuse_button.setEnabled(can)
        self._rewrite_button.setEnabled(can)
        self._rewrite_button.setHidden(bool(ticked))
        self.reason.setText(TICKED.format(count=len(ticked)) if ticked else _reason(chosen))
        self.reason.setHidden(not self.reason.text())
        self._show_picture(chosen)

    def _show_picture(self, chosen: Sequence[Proposal]) -> None:
        """The table before and after, while its proposal is the only one chosen."""
        proposal = chosen[0] if len(chosen) == 1 and chosen[0].role is RollRole.TABLE else None
        picture = picture_of(self._draft, proposal) if proposal is not None else None
        self.picture.show_picture(picture, proposal.id if proposal is not None else "")
        gives_way = picture is not None and not self._question.asks and self.window().height() < theme.length(LOW)
        self._question.setHidden(gives_way or not self._question.has_years)


def _reason(chosen: Sequence[Proposal]) -> str:
    if not chosen:
        return ""
    listed = LISTED.format(count=len(chosen)) if len(chosen) > 1 and chosen[0].is_likely else ""
    return f"{chosen[0].reason}。{ASKS if chosen[0].taken.asks else listed}"


def changes_text(proposals: Iterable[Proposal]) -> str:
    """A single change in words, else the number of places."""
    found = list(proposals)
    if len({(each.text, each.replacement) for each in found}) > 1:
        return f"已按建议改好{len(found)}处：{changes_by_role(found)}。"
    first = found[0]
    if first.role is RollRole.FIELD:
        return f"{len(found)}处已与表格合成一项，以后填一处，两处一起改。"
    if first.is_kept:
        return f"已保留{len(found)}处“{first.text}”，不再提示。"
    changed = f"改为“{first.replacement}”" if first.replacement else "删去"
    return f"已把{len(found)}处“{first.text}”{changed}。"


def _update(draft: Draft, chosen: Sequence[Proposal]) -> Any:
    """The change of the draft's unit card; its file is read only for numbers of meetings."""
    numbers = [each for each in chosen if each.role is RollRole.MEETING_NUMBER and not each.is_kept]
    return card_update(draft, numbers) if numbers else None
