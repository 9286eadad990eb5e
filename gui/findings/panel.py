"""问题: all findings of a draft, and the actions on them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.model.draft import Draft
from core.model.finding import Finding, Ignored, Severity
from core.model.spans import Place
from core.stores.cards import save_card
from core.stores.suppressed import suppress, suppressed_codes, unsuppress, without_suppressed
from core.workflows.checking.carry_over import add_to_card, keep_name, other_words, replace_name
from core.workflows.checking.consistency import ignore, take_back
from core.workflows.checking.finding_kinds import can_be_suppressed, reasons
from core.workflows.checking.mending import can_mend, mended
from core.workflows.checking.own_words import make_own_words
from core.workflows.drafting.unit_card import card_of, used_name
from core.workflows.exporting.options import ExportOptions, proof_name
from core.workflows.messages import sentence
from core.workflows.yearly.plans import plan_number
from gui.collection.files import show_path
from gui.findings.head import FindingsFoot, FindingsHead, is_object
from gui.findings.model import (
    HINTS,
    FoundPlaces,
    Spot,
    SuppressedFinding,
    around_it,
    before_and_after,
    content_at,
    finding_nodes,
    findings_at,
    followed_findings,
    ignored_nodes,
    is_carried,
    moved_finding,
    settled_and_restored,
    suppressed_nodes,
    titled,
)
from gui.findings.own_words import OwnWordsSheet
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from gui.session.proofs import make_look
from gui.session.typing_activity import TypingActivity
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import label
from gui.widgets.file_choice import choose_new_proof
from gui.widgets.lists.result_model import Node
from gui.widgets.lists.result_panel import WORKING, ResultTreePanel

READY = "自己的词表已经备好"


class OwnWords(QObject):
    """Watches the panel that offers the user's own tables: ``perhaps_changed`` is emitted when its window is activated
    again.

    ``notice_raised`` carries their path if the desktop cannot open them.
    """

    perhaps_changed = Signal()
    notice_raised = Signal(str)

    def __init__(self, runner: TaskRunner, panel: QWidget) -> None:
        super().__init__(panel)
        self._runner, self._panel = runner, panel
        self._is_open = False
        panel.installEventFilter(self)

    def open(self) -> None:
        """Open the folder of the tables, which are created if missing."""

        folder = self._runner.attempt(make_own_words)
        if folder is not None:
            self._is_open = True
            show_path(folder, self.notice_raised.emit, READY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another program's window was in front and may have changed the tables."""
        if event.type() == QEvent.Type.ActivationChange and self._is_open and self._panel.isActiveWindow():
            self.perhaps_changed.emit()
        return super().eventFilter(watched, event)


NAME = "问题"
NONE_FOUND = "没有发现问题。"
ASK_CARD = "这份稿件还没有单位名片。请选一张，或点“新建”做一张，再点“用于这份稿件”，“{name}”就加进去。"
ADDED = "“{name}”已加入名片“{card}”，以后的稿件也不再提示。要去掉，请在单位名片里删。"
NO_OTHERS = "没有其他问题"
NEVER_AGAIN = "“{text}”以后都不再提示。在列表最下面和“设置”里都可以恢复。"
TOLD_AGAIN, UNDO = "“{text}”恢复提示。", "撤销(&Z)"
NO_PROPOSAL = "这里没有可以采用的改法。按 F8 到下一个问题。"

OPEN, OPEN_FOLDER = "打开(&P)", "打开所在文件夹(&W)"

Kind = TypeVar("Kind")


class FindingsPanel(ResultTreePanel):
    """Findings can be shown or ignored; names can be kept, replaced everywhere, or added to the unit card.

    Ignored findings are under the last line of the list and can be restored there.
    """

    card_wanted = Signal(str)
    explained = Signal(str)
    fit_wanted = Signal()

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        typing = TypingActivity()
        super().__init__(NAME, runner, DraftWork(runner, model, make_look(typing.yield_to_ui), typing), model)
        self._waiting = ""
        self.findings: tuple[Finding, ...] = ()
        self._settled: tuple[Finding, ...] = ()
        self._of_pages: tuple[Finding, ...] = ()
        self._suppressed: tuple[Ignored, ...] = ()
        self._faults: tuple[Any, ...] = ()
        self._has_card = False
        self._count = label(NO_OTHERS, "secondary")
        self.head, self.foot = FindingsHead(), FindingsFoot()
        self.head.layout().insertWidget(0, self._count)  # type: ignore[union-attr]
        self._lay_out(self.head, self.foot)
        self._connect_actions()
        self.show_emptiness(WORKING)
        self._show_current()

    def _connect_actions(self) -> None:
        self.view.entered.connect(lambda: self.view.step(1))
        self.view.refused.connect(self.refuse)
        self.view.refused_everywhere.connect(lambda: self.ignore(everywhere=True))
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.listed.modelReset.connect(self._show_current)
        self.head.changed.connect(self._show)
        self.head.export_wanted.connect(self.export_proof)
        self.own_words = OwnWords(self._runner, self)
        self.own_words.notice_raised.connect(lambda words: self.notice_raised.emit(words, []))
        self.own_words.perhaps_changed.connect(self.work.touch)
        self.own_sheet = OwnWordsSheet(self)
        self.own_sheet.folder_wanted.connect(self.own_words.open)
        self.own_sheet.changed.connect(self.work.touch)
        self.head.own_words_wanted.connect(self.own_sheet.begin)
        handlers = {
            self.foot.mend: self.mend,
            self.foot.fit: self.fit_wanted.emit,
            self.foot.replace: self.begin_replacing,
            self.foot.keep: self.keep,
            self.foot.add: self.add_to_card,
            self.foot.ignore: self.ignore,
            self.foot.everywhere: lambda: self.ignore(everywhere=True),
            self.foot.suppress: self.suppress,
            self.foot.restore: self.restore,
        }
        for widget, handler in handlers.items():
            widget.clicked.connect(lambda _checked, handler=handler: handler())

    @property
    def found(self) -> FoundPlaces:
        """The places of the findings."""
        return FoundPlaces(self.findings, self._draft)

    @property
    def first_places(self) -> list[tuple[Place, Finding]]:
        """The present first place of each listed finding, in order, of hints only while their line is open.

        None while they are outdated.
        """
        if _rests_on(self._draft) != _rests_on(self.model.draft):
            return []
        is_open = self.view.isExpanded(self.listed.index_of(HINTS))
        shown = [one for one in self.head.shown(self.findings) if is_open or one.severity is not Severity.HINT]
        return followed_findings(shown, self._draft, self.model.draft, first_only=True)

    def turn_to(self, finding: Finding) -> None:
        """Select a finding."""
        row = next((row for row in self.listed.rows() if row.value is finding), None)
        if row is not None:
            self.view.turn_to(row.key)

    def show_of_pages(self, findings: tuple[Finding, ...]) -> None:
        """List these findings about the pages, too, replacing earlier ones."""
        if findings != self._of_pages:
            rest = _without(self.findings, self._of_pages)
            self._of_pages, self.findings = findings, (*rest, *findings)
            if self.work.answer is not None:
                self._show()

    # Actions

    def keep(self, here: Spot | None = None) -> None:
        """Keep the name at a place, or the current one, in this draft."""

        finding = self._finding(here, is_carried)
        if finding is not None and self._do(keep_name, finding):
            self._settle(finding, f"“{finding.text}”已保留，这份稿件里不再提示。", (), here is None)

    def mend(self, here: Spot | None = None) -> None:
        """Apply the replacement of the finding at a place, or of the current one."""

        finding = self._finding(here, can_mend)
        if finding is None:
            self.explained.emit(NO_PROPOSAL)
        elif self._do(mended, moved_finding(finding, self._draft, self.model.draft)):
            self._settle(finding, f"已改：{titled(finding, content_at(self._draft, finding))}", (), here is None)

    def ignore(self, everywhere: bool = False, here: Spot | None = None) -> None:
        """Ignore a finding, here or wherever the same text occurs."""

        finding = self._finding(here)
        if finding is None or (everywhere and is_carried(finding)):
            return
        if self._do(ignore, moved_finding(finding, self._draft, self.model.draft), everywhere):
            more = [one for one in self.findings if (one.code, one.text) == (finding.code, finding.text)]
            message = f"“{finding.text}”已忽略，{_reach(finding, everywhere)}不再提示。"
            if is_object(finding):
                message = f"{finding.text}仍然成立，不再算作待核。按 Ctrl+Z 可以恢复。"
            self._settle(finding, message, more if everywhere else (), here is None)

    def suppress(self) -> None:
        """Suppress the current finding in all drafts."""

        finding = self._value(Finding)
        note = self._runner.attempt(suppress, finding) if finding is not None and _is_habit(finding) else None
        if finding is not None and note is not None:
            self._suppressed = (*self._suppressed, note)
            self.work.touch()
            gone = [one for one in self.findings if not without_suppressed((one,), (note,))]
            self._settle(finding, "", gone)
            self.notice_raised.emit(
                NEVER_AGAIN.format(text=SuppressedFinding(note).text), [(UNDO, partial(self._tell_again, note))]
            )

    def restore(self) -> None:
        """Report an ignored or suppressed finding again."""

        note, always = self._value(Ignored), self._value(SuppressedFinding)
        if note is not None and self._do(take_back, note):
            self._show()
            self.message_shown.emit(f"“{note.text}”恢复提示。")
        elif always is not None:
            self._tell_again(always.note)

    def _tell_again(self, note: Ignored) -> None:
        self._runner.attempt(unsuppress, note)
        self._suppressed = tuple(one for one in self._suppressed if one != note)
        self.work.touch()
        self._show()
        self.explained.emit(TOLD_AGAIN.format(text=SuppressedFinding(note).text))

    def showEvent(self, event: QShowEvent) -> None:
        """What was told again in 设置 is looked for again."""
        super().showEvent(event)
        if self._suppressed != suppressed_codes():
            self.work.touch()

    def export_proof(self) -> None:
        """Export the draft with its findings as comments of a Word file."""

        for target in choose_new_proof(self, self.model.folder() / proof_name(self.model.draft)):
            self.model.flush()
            findings = tuple(
                moved_finding(one, self._draft, self.model.draft) for one in self.head.shown(self.findings)
            )
            self._runner.run(
                write_proof,
                self.model.draft,
                findings,
                target,
                on_done=self._on_proof_written,
                on_failed=lambda error: self.notice_raised.emit(sentence(error), []),
            )

    def _on_proof_written(self, made: Any) -> None:

        choices = [
            (
                words,
                lambda path=path: show_path(
                    path, lambda message: self.notice_raised.emit(message, []), "校对稿已经写好"
                ),
            )
            for words, path in ((OPEN, made.value), (OPEN_FOLDER, made.value.parent))
        ]
        self.notice_raised.emit(f"校对稿已写到“{made.value.name}”，问题都在批注里。", choices)

    def refuse(self, here: Spot | None = None) -> None:
        """Do what removes the current line from the list, or refuse the finding at a place."""
        finding = self._finding(here)
        if here is None and (self._value(Ignored) is not None or self._value(SuppressedFinding) is not None):
            self.restore()
        elif finding is not None and is_carried(finding):
            self.keep(here)
        else:
            self.ignore(here=here)

    def begin_replacing(self) -> None:
        """Start editing the replacement for the current name."""
        node, finding = self.view.current, self._finding(None, is_carried)
        if node is None or finding is None:
            return
        row = node if node.shown.typed is not None else node.parent
        if row is not None:
            self.view.setCurrentIndex(self.listed.index_of(row.key))
            self.view.setFocus()
            self.view.edit(self.view.currentIndex())

    def add_to_card(self) -> None:
        """Add the current name to the unit's card; without a card one is requested first, and the name waits."""
        finding = self._finding(None, is_carried)
        if finding is not None and self._has_card:
            self._add_name(finding)
        elif finding is not None:
            self._waiting = finding.text
            self.card_wanted.emit(ASK_CARD.format(name=finding.text))

    def _add_name(self, finding: Finding) -> None:
        card = self._runner.attempt(_add, self.model.draft, finding)
        if card:
            self.work.touch()
            self._settle(finding, "")
            self.explained.emit(ADDED.format(name=finding.text, card=card))

    def _add_waiting(self) -> None:
        """Add the waiting name to the card, if there is one now."""
        waiting, self._waiting = self._waiting, ""
        finding = next((each for each in self.findings if is_carried(each) and each.text == waiting), None)
        if finding is not None and self._has_card:
            self._add_name(finding)

    def _rewrite(self, node: Node, words: str) -> None:

        left = other_words(self.model.draft, node.value)
        if self._do(replace_name, node.value, words):
            message = f"“{node.value.text}”已全文改为“{words}”。" if words else f"“{node.value.text}”已删去。"
            self._settle(node.value, message + (f"另有{left}处夹在别的词里，没有改，请看一眼。" if left else ""))

    def _finding(self, here: Spot | None = None, wanted: Callable[[Finding], bool] = bool) -> Finding | None:
        """The current finding, or one at a place: of several the current one; None for a read-only draft."""
        turned = self._value(Finding)
        known = [turned] if turned is not None else []
        if here is not None:
            found = findings_at(self.found.now(self.model.draft), here)
            known = [one for one in known if one in found] + found
        return next((one for one in known if wanted(one) and not self.model.read_only), None)

    def _value(self, kind: type[Kind]) -> Kind | None:
        """The value of the current line, if it is of that type and the draft can be changed."""
        value = self.view.current.value if self.view.current is not None else None
        return value if isinstance(value, kind) and not self.model.read_only else None

    def _settle(self, finding: Finding, words: str, more: Sequence[Finding] = (), advances: bool = True) -> None:
        """Remove settled findings; list and text go to the next one unless the user works in the text itself."""
        gone = (finding, *more)
        rows = self.listed.rows() if advances else ()
        following = self.view.following({row.key for row in rows if row.value in gone}) if advances else ""
        self.findings, self._settled = _without(self.findings, gone), (finding, *self._settled)
        self._of_pages = _without(self._of_pages, gone)
        self._show(following)
        if words:
            self.message_shown.emit(words)
        if advances:
            self._catch_up()
        if advances and self._value(Finding) is not None:
            self._on_place_wanted()

    # Display

    def take_answer(self, answer: Any) -> None:
        """Show the findings, whether the draft has a card, and, if known, suppressed findings and faults of the user's
        own tables."""
        before, known_faults = self.findings, self._faults
        found, self._has_card, *more = answer
        self.findings = (*found, *self._of_pages)
        self._suppressed, self._faults = (*more, (), ())[:2]
        self._show()
        again = None
        if self._settled:
            self._settled, again = settled_and_restored(self._settled, before, self.findings)
        if again is not None and self.isVisible():
            self.view.turn_to(next((row.key for row in self.listed.rows() if row.value is again), ""))
        if self._faults and self._faults != known_faults:
            self.notice_raised.emit("\n".join(map(sentence, self._faults)), [])  # the notice has more room
        if self._waiting:
            self._add_waiting()

    def _show(self, current: str = "") -> None:
        ignored = ignored_nodes(self.model.draft) + suppressed_nodes(self._suppressed)
        shown, draft, by_section = self.head.shown(self.findings), self._draft, self.head.by_section
        self._list(lambda: finding_nodes(shown, draft, by_section) + ignored, current)
        self._count.setHidden(bool(self.findings))  # tab and severity filter show the counts
        self.head.show_counts(self.findings)
        self.show_emptiness("" if self.findings or ignored else NONE_FOUND)
        self.head.setVisible(True)  # the button for the user's own tables
        self.counted.emit(len(self.findings))

    def _show_current(self) -> None:
        node = self.view.current
        value = node.value if node is not None else None
        finding = value if isinstance(value, Finding) else None
        can = (finding is not None and finding.replacement is not None, finding is not None and _is_habit(finding))
        self.foot.explain(_words(node), before_and_after(finding, self._draft))
        if finding is not None and finding.replacement is None:
            self.foot.show_around(around_it(finding, self._draft))
        self.foot.give_reasons(_reasons(finding))
        self.foot.fit.setVisible(finding in self._of_pages)
        self.foot.offer(value is not None and not self.model.read_only)
        self.foot.show_actions(
            self._finding(None, is_carried) is not None, self._value(Finding) is not None, can, self._has_card
        )
        self.foot.show_words(finding)


def _rests_on(draft: Draft) -> tuple[object, ...]:
    """The inputs of the findings besides text: another plan, kind or year may invalidate them."""
    identity = draft.identity
    return identity.kind, identity.year, identity.unit, identity.period, len(draft.basis), plan_number(draft)


def _without(findings: Sequence[Finding], gone: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one not in gone)


def _is_habit(finding: Finding) -> bool:
    """Whether it can be suppressed in all drafts."""

    return can_be_suppressed(finding)


def _reach(finding: Finding, everywhere: bool) -> str:
    """Where it is no longer reported."""
    places = 1 + len(finding.others)
    return "这份稿件里" if everywhere else "此处" if places == 1 else f"这{places}处"


def _reasons(finding: Finding | None) -> tuple[str, ...]:
    return () if finding is None else reasons(finding)


def _words(node: Node | None) -> str:
    """Why the line is listed."""
    if node is None or node.value is None:
        return ""
    return node.shown.hint or getattr(node.value, "message", "")


def write_proof(draft: Draft, findings: tuple[Finding, ...], target: Path) -> object:
    """The proof of a draft in its own layout; runs in the background. Raises as an export does."""
    from core.workflows.checking.proof_file import export_proof

    return export_proof(draft, findings, target, ExportOptions(), datetime.now())


def _add(draft: Draft, finding: Finding) -> str:
    """Add a name to the draft's card; the name of the card, empty when there is none."""

    card = card_of(draft).value
    if card is None:
        return ""
    save_card(used_name(draft), add_to_card(card, finding))
    return used_name(draft)
