"""Keys that change the structure of a draft: from the outline for the sections chosen, from the text for its place."""

from PySide6.QtWidgets import QWidget

from gui.draft.draft_actions import add_actions
from gui.draft.views import DraftViews
from gui.editor.paste_action import PasteAction
from gui.outline.panel import OutlinePanel
from gui.outline.parallel_sheet import ParallelSheet
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner


def add_structure(
    page: QWidget, model: DraftModel, runner: TaskRunner, outline: OutlinePanel, middle: DraftViews
) -> PasteAction:
    """The actions, which stand in the menu of the outline as well; what is pasted is put behind the section shown."""
    actions = outline.section_actions
    pasting = PasteAction(runner, model, actions, lambda: outline.key)
    sheet = ParallelSheet(model, page)
    made = add_actions(
        page,
        {
            "split_section": lambda: actions.split(*middle.place),
            "join_section": actions.join,
            "heading_line": actions.toggle_lines,
            "points_to_sections": lambda: actions.to_sections(outline.place or middle.place[0]),
            "sections_to_points": lambda: actions.to_points(),
            "paste_sections": pasting.paste,
            "align_headings": lambda: sheet.begin(outline.key),
        },
    )
    for action in made.values():
        action.setEnabled(not model.read_only)
    outline.show_actions(made)
    return pasting
