"""问题: what contradicts itself in the draft, and which names in it are somebody else's."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.finding import Finding, Ignored
from core.model.spans import Place
from gui import theme
from gui.models.draft_work import DraftWork
from gui.models.drafts import DraftModel
from gui.models.findings import finding_nodes, followed_findings, ignored_nodes, is_carried
from gui.models.listed import Node
from gui.panels.listed import WORKING, ListedPanel
from gui.tasks import TaskRunner
from gui.widgets.basics import button, label

NAME = "问题"
NONE_FOUND = "没有发现问题：数字前后一致，也没有认出别处的人名、地名和单位。"
NO_CARD = "这份稿件还没有单位名片：先选一张或新建一张，再加进去"
ASK_CARD = "这份稿件还没有单位名片。请选一张，或点「新建」做一张，再点「用于这份稿件」，“{name}”就加进去。"
NO_OTHERS = "没有其他问题"
ADD_HINT = "这个名称是对的，以后的稿件也不再提示"
KEEP, REPLACE, ADD = "保留", "全文替换", "加入名片"
IGNORE, RESTORE = "忽略", "恢复提示"

Kind = TypeVar("Kind")
Answer = tuple[tuple[Finding, ...], bool]


def findings_of(draft: Draft) -> Answer:
    """The findings of a draft and whether it has a card, for the background. BadWords for a damaged list."""
    from core.workflows.cards import card_of
    from core.workflows.carry_over import check_draft, load_names
    from core.workflows.consistency import figure_findings, without_ignored
    from core.workflows.coverage import plan_findings

    card = card_of(draft).value
    found = (*check_draft(draft, card, load_names()), *figure_findings(draft), *plan_findings(draft))
    return without_ignored(draft, found), card is not None


class FindingsPanel(ListedPanel):
    """Findings can be looked at or ignored; names can be kept, replaced wherever they stand, or put on the unit card.

    What was ignored stands under the last line of the list, from where it can be taken back.
    """

    card_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__(NAME, runner, DraftWork(runner, model, findings_of), model)
        self._waiting = ""
        self._findings: tuple[Finding, ...] = ()
        self._has_card = False
        self._count = label("", "secondary")
        self._message = label("", "secondary", wrap=True)
        self._keep = button(KEEP, self.keep, "", "这个名称是对的，这份稿件里不再提示（Delete）")
        self._replace = button(REPLACE, self.begin_replacing, "primary", "换成别的名称，全稿一起改（F2）")
        self._add = button(ADD, self.add_to_card, "", ADD_HINT)
        self._ignore = button(IGNORE, self.ignore, "", "这里没有写错，这份稿件里不再提示（Delete）")
        self._restore = button(RESTORE, self.restore, "", "以后照常提示（Delete）")
        self._deeds = QWidget()
        self._lay_out(self._count, self._foot())
        self.view.entered.connect(self._on_place_wanted)
        self.view.refused.connect(self._on_refused)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self._listed.modelReset.connect(self._show_current)
        self._show_emptiness(WORKING)
        self._show_current()

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(8))
        row = QHBoxLayout(self._deeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(8))
        for widget in (self._replace, self._keep, self._add, self._ignore, self._restore):
            row.addWidget(widget)
        row.addStretch(1)
        column.addWidget(self._message)
        column.addWidget(self._deeds)
        return foot

    @property
    def places(self) -> list[tuple[Place, Finding]]:
        """Where the findings stand in the draft as it is now, in its order."""
        return followed_findings(self._findings, self._draft, self._model.draft)

    @property
    def first_places(self) -> list[tuple[Place, Finding]]:
        """The same with one place a finding."""
        return followed_findings(self._findings, self._draft, self._model.draft, first_only=True)

    def turn_to(self, place: Place) -> None:
        """Make the finding that has this first place the one that is explained below the list."""
        wanted = next((finding for at, finding in self.first_places if at == place), None)
        row = next((row for row in self._listed.rows() if row.value is wanted), None)
        if wanted is not None and row is not None:
            self.view.turn_to(row.key)

    # What can be done

    def keep(self) -> None:
        """The name turned to is right in this draft."""
        from core.workflows.carry_over import keep_name

        finding = self._name()
        if finding is not None and self._do(keep_name, finding):
            self._settle(finding, f"“{finding.text}”已保留，这份稿件里不再提示。")

    def ignore(self) -> None:
        """What the finding turned to says is right as it stands."""
        from core.workflows.consistency import ignore

        finding = self._value(Finding)
        if finding is not None and self._do(ignore, finding):
            self._settle(finding, f"“{finding.text}”已忽略，这份稿件里不再提示。")

    def restore(self) -> None:
        """What is ignored shall be told again."""
        from core.workflows.consistency import take_back

        note = self._value(Ignored)
        if note is not None and self._do(take_back, note):
            self._show()
            self.told.emit(f"“{note.text}”恢复提示。")

    def _on_refused(self) -> None:
        """Delete: whatever makes the line go away."""
        if self._value(Ignored) is not None:
            self.restore()
        elif self._name() is not None:
            self.keep()
        else:
            self.ignore()

    def begin_replacing(self) -> None:
        """Type another name over the one turned to."""
        node, finding = self.view.current, self._name()
        if node is None or finding is None:
            return
        row = node if node.shown.typed is not None else node.parent
        if row is not None:
            self.view.setCurrentIndex(self._listed.index_of(row.key))
            self.view.setFocus()
            self.view.edit(self.view.currentIndex())

    def add_to_card(self) -> None:
        """The name turned to is right in all drafts of the unit; without a card one is asked for, and the name waits."""
        finding = self._name()
        if finding is not None and self._has_card:
            self._add_name(finding)
        elif finding is not None:
            self._waiting = finding.text
            self.card_wanted.emit(ASK_CARD.format(name=finding.text))

    def _add_name(self, finding: Finding) -> None:
        if self._runner.attempt(_add, self._model.draft, finding):
            self.work.touch()
            self._settle(finding, "")

    def _add_waiting(self) -> None:
        """The name for which a card was asked goes onto it, if there is one now."""
        waiting, self._waiting = self._waiting, ""
        finding = next((each for each in self._findings if is_carried(each) and each.text == waiting), None)
        if finding is not None and self._has_card:
            self._add_name(finding)

    def _rewrite(self, node: Node, words: str) -> None:
        from core.workflows.carry_over import replace_name

        if self._do(replace_name, node.value, words):
            self._settle(
                node.value, f"“{node.value.text}”已全文改为“{words}”。" if words else f"“{node.value.text}”已删去。"
            )

    def _name(self) -> Finding | None:
        """The name turned to, if something may be done with it."""
        finding = self._value(Finding)
        return finding if finding is not None and is_carried(finding) else None

    def _value(self, kind: type[Kind]) -> Kind | None:
        """What the line turned to stands for, if it is of that kind and the draft may be changed."""
        value = self.view.current.value if self.view.current is not None else None
        return value if isinstance(value, kind) and not self._model.read_only else None

    def _settle(self, finding: Finding, words: str) -> None:
        keys = {row.key for row in self._listed.rows() if row.value == finding}
        following = self.view.following(keys)
        self._findings = tuple(other for other in self._findings if other != finding)
        self._show(following)
        if words:
            self.told.emit(words)

    # Showing

    def _answer(self, answer: Answer) -> None:
        self._findings, self._has_card = answer
        self._show()
        if self._waiting:
            self._add_waiting()

    def _show(self, current: str = "") -> None:
        ignored = ignored_nodes(self._model.draft)
        self.view.show_nodes(finding_nodes(self._findings, self._draft) + ignored, True, current)
        self._count.setText(f"共{len(self._findings)}个问题" if self._findings else NO_OTHERS)
        self._show_emptiness("" if self._findings or ignored else NONE_FOUND)
        self.counted.emit(len(self._findings))

    def _show_current(self) -> None:
        node = self.view.current
        value = node.value if node is not None else None
        words = node.shown.hint or getattr(value, "message", "") if node is not None and value is not None else ""
        self._message.setText(words)
        self._message.setHidden(not words)
        self._deeds.setHidden(value is None or self._model.read_only)
        self._show_deeds()

    def _show_deeds(self) -> None:
        """The buttons for what the line turned to stands for."""
        is_name, is_finding = self._name() is not None, self._value(Finding) is not None
        for widget in (self._replace, self._keep, self._add):
            widget.setVisible(is_name)
        self._ignore.setVisible(is_finding and not is_name)
        self._restore.setHidden(is_finding)
        self._add.setText(ADD if self._has_card else f"{ADD}…")
        self._add.setToolTip(ADD_HINT if self._has_card else NO_CARD)


def _add(draft: Draft, finding: Finding) -> bool:
    """Put a name on the draft's card; False when there is none."""
    from core.workflows.cards import card_of, save_card, used_name
    from core.workflows.carry_over import add_to_card

    card = card_of(draft).value
    if card is not None:
        save_card(used_name(draft), add_to_card(card, finding))
    return card is not None
