"""年份更新: what last year's text has to say this year, to be accepted, written anew or left as it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.history import VersionReason
from core.model.proposal import Proposal, RollRole
from core.workflows.drafting.versions import OWN_NAMES
from core.workflows.importing.base_years import BasisYear, answer_year, used_years
from core.workflows.yearly import proposals
from core.workflows.yearly.proposals import accept, card_update, keep_update, refuse
from core.workflows.yearly.roll_over import load_tables
from gui.new_draft.year_question import YearQuestion
from gui.roll_over.model import counts, followed, left_by, open_count, role_name, rolled_nodes
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.lists.names_box import NamesBox
from gui.widgets.lists.result_model import Node
from gui.widgets.lists.result_panel import WORKING, ResultTreePanel

NAME = "年份更新"
NO_BASIS = "这份稿件没有往年材料，没有要更新的年份。新建稿件时放入去年的文件，这里就列出要改的年份和提法。"
ALL_DONE = "年份、时段、届次和提法都看过了，没有要改的。"
ASKS = "这一处需人工修改：按 F2 改写，或保留原样。"
NOTHING_DONE = "这里没有改动：空着的地方要填写，不能保留；刚改过的文字要等列表更新。"
YEAR_TOLD = "记下了：往年材料写的是{year}年，建议照此更新。"
ACCEPT, REFUSE, REWRITE, ALL = "采纳", "保留原样", "改写", "全部采纳"


def proposals_of(draft: Draft) -> tuple[Proposal, ...]:
    """The proposals for a draft, those of its unit card among them, for the background. BadWords for a damaged list."""

    return proposals.proposals_of(draft, load_tables())


def looked_through(draft: Draft) -> tuple[tuple[Proposal, ...], tuple[BasisYear, ...]]:
    """The proposals, and of which years the documents are that the text comes from."""

    return proposals_of(draft), used_years(draft)


class RollOverPanel(ResultTreePanel):
    """Nothing is changed before somebody says so, and every saying is one step of the history."""

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__(NAME, runner, DraftWork(runner, model, looked_through), model)
        self._proposals: tuple[Proposal, ...] = ()
        self.roles = NamesBox(7)
        self.roles.setAccessibleName("只看一类")
        self.all_button = button(ALL, self.accept_all, "", "把下面列出的都改成建议的写法，需人工修改的除外")
        self.reason = label("", "secondary", wrap=True)
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
        column.addLayout(Flow((self.accept_button, self._rewrite_button, self.refuse_button), theme.length(8)))
        return foot

    # What can be done

    def accept(self) -> None:
        """Write what is proposed or suggested into the ticked rows, or into the one turned to; what only asks is written by
        hand."""

        chosen = self._chosen()
        answered = [proposal.taken for proposal in chosen if not proposal.taken.asks]
        if answered:
            self._decide(accept, answered, changes_text(answered))
        elif chosen:
            self.begin_rewriting()

    def accept_all(self) -> None:
        """Write every proposal that is listed, but those that ask and those that stay."""

        answered = self._answered()
        if answered:
            self.model.keep_version(OWN_NAMES[VersionReason.ROLL_OVER], f"{len(answered)}处", VersionReason.ROLL_OVER)
            self._decide(accept, answered, changes_text(answered))

    def refuse(self) -> None:
        """Leave the ticked rows, or the one turned to, as they stand."""

        chosen = self._chosen()
        if chosen:
            kept = [replace(proposal, replacement=proposal.text) for proposal in chosen]
            self._decide(refuse, kept, f"已保留{len(chosen)}处原样，不再提示。")

    def begin_rewriting(self) -> None:
        """Type something else over the row turned to."""
        if not self.model.read_only and self.view.currentIndex().isValid():
            self.view.setFocus()
            self.view.edit(self.view.currentIndex())

    def _rewrite(self, node: Node, words: str) -> None:

        written = [replace(proposal, replacement=words) for proposal in node.value]
        self._decide(accept, written, changes_text(written))

    def _decide(self, edit: Any, chosen: Sequence[Proposal], words: str) -> None:
        """Make one edit of it all, and turn to the next row."""
        if self.model.read_only:
            return
        self.model.flush()
        ids = {proposal.id for proposal in chosen}
        rows = self.listed.rows()
        following = self.view.following({row.key for row in rows if ids >= {each.id for each in row.value}})
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
        self._show(following)
        self.told.emit(words)
        self._offer(update)
        self._on_place_wanted()

    def _offer(self, update: Any) -> None:
        """Offer to write the new numbers of meetings onto the unit card."""
        if update is not None:
            words = f"名片上还是去年的次数，要不要改成{update.told}？"
            self._card.show_notice(words, choices=[("更新名片", lambda: self._keep(update))])

    def _keep(self, update: Any) -> None:

        self._runner.attempt(keep_update, update)
        self._card.hide()
        self.work.touch()

    def _chosen(self) -> list[Proposal]:
        node = self.view.current
        rows = self.listed.ticked_rows() or ([node] if node is not None and node.value else [])
        return [proposal for row in rows for proposal in row.value]

    def _answered(self) -> list[Proposal]:
        """All that is listed and can be accepted as it is."""
        listed = (proposal for row in self.listed.rows() for proposal in row.value)
        return [proposal for proposal in listed if not proposal.asks and not proposal.is_kept]

    # Showing

    def take_answer(self, answer: Any) -> None:
        """The proposals, and the years of the documents they rest on."""
        self._proposals, years = answer
        self._question.show_years(() if self.model.read_only else years)
        self._show()

    def _on_year_answered(self, number: int, year: int) -> None:
        """Keep the answer; what it makes certain is listed as soon as everything was looked through again."""

        self.model.flush()
        if self._do(answer_year, number, year):
            self.told.emit(YEAR_TOLD.format(year=year))

    def _show(self, current: str = "") -> None:
        self._show_roles()
        self.view.show_nodes(rolled_nodes(self._proposals, self._draft, self._role), False, current)
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
        """What there is of each role; the one chosen stays chosen while there is any."""
        chosen = self.roles.currentData()
        self.roles.clear()
        self.roles.addItem(f"全部 {open_count(self._proposals)}", "")
        for role, count in counts(self._proposals).items():
            self.roles.addItem(f"{role_name(role)} {count}", role.value)
        self.roles.setCurrentIndex(max(self.roles.findData(chosen), 0))

    def _show_current(self) -> None:
        """The reason in full, and what can be done."""
        chosen, ticked = self._chosen(), self.listed.ticked_rows()
        can = bool(chosen) and not self.model.read_only
        number = f"（{len(ticked)}）" if ticked else ""
        self.accept_button.setText(ACCEPT + number)
        self.refuse_button.setText(REFUSE + number)
        self.accept_button.setEnabled(can and any(not proposal.taken.asks for proposal in chosen))
        self.refuse_button.setEnabled(can)
        self._rewrite_button.setEnabled(can and not ticked)
        self.reason.setText("" if ticked else _reason(chosen))
        self.reason.setHidden(not self.reason.text())


def _reason(chosen: Sequence[Proposal]) -> str:
    if not chosen:
        return ""
    return f"{chosen[0].reason}。{ASKS if chosen[0].taken.asks else ''}"


def changes_text(proposals: Iterable[Proposal]) -> str:
    """What was written, in words, where it is one thing, else in how many places."""
    found = list(proposals)
    if len({(proposal.text, proposal.replacement) for proposal in found}) > 1:
        return f"已按建议改好{len(found)}处。"
    first = found[0]
    if first.is_kept:
        return f"已保留{len(found)}处“{first.text}”，不再提示。"
    changed = f"改为“{first.replacement}”" if first.replacement else "删去"
    return f"已把{len(found)}处“{first.text}”{changed}。"


def _update(draft: Draft, chosen: Sequence[Proposal]) -> Any:
    """What would change on the draft's unit card; its file is looked at only for numbers of meetings."""

    numbers = [each for each in chosen if each.role is RollRole.MEETING_NUMBER and not each.is_kept]
    return card_update(draft, numbers) if numbers else None
