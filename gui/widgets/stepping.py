"""Undo and redo on pages that do not show the draft: a sentence names the step."""

from core.workflows.drafting.session import Session

UNDONE, REDONE = "已撤销“{reason}”，按 Ctrl+Y 重做。", "已重做“{reason}”，按 Ctrl+Z 撤销。"


def undo_with_message(session: Session) -> str:
    """Undo the last step; the sentence that names it, empty if there was none. BadDraft for a damaged history."""
    number = session.step
    return UNDONE.format(reason=_reason(session, number)) if session.undo() else ""


def redo_with_message(session: Session) -> str:
    """Redo the step undone last; the sentence that names it, empty if there was none. BadDraft as in ``undo_with_message``."""
    return REDONE.format(reason=_reason(session, session.step)) if session.redo() else ""


def _reason(session: Session, number: int) -> str:
    return next((step.reason for step in session.steps() if step.number == number), "")
