"""Files that come to the window together: which of them the page in front takes, and which are left out."""

from collections.abc import Sequence
from pathlib import Path

from core.workflows.messages import words
from gui.session.draft_controller import DraftController


def is_taken(desk: DraftController, reports: Sequence[Path]) -> bool:
    """Whether files are filled sheets, what the page of layouts waits for, or this year's plan for the draft in front."""
    if desk.collecting.take_files(reports) or desk.layouts.take_file(reports[0]):
        return True
    return desk.page is not None and desk.page.coverage.take_file(reports[0])


def left_out(drafts: Sequence[Path], reports: Sequence[Path]) -> list[str]:
    """Which of the files that came together are not opened, in sentences."""
    found = (("drafts_not_opened", drafts), ("reports_not_taken", reports))
    return [words(code, names="、".join(path.name for path in paths)) for code, paths in found if paths]
