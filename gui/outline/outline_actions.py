"""Actions on the sections of the outline: each is one step of the history with one message."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from core.model.document import Numbering
from core.model.elements import Element, Role
from core.model.outline import subtree
from core.workflows.drafting.clip_html import passages_html, passages_text, point_passage, section_passages
from core.workflows.drafting.restructuring import (
    NEW,
    add_attachment,
    delete_sections,
    heading_lines,
    join_following,
    move_sections,
    number_level,
    place_sections,
    points_to_sections,
    sections_to_points,
    shift_sections,
    split_section,
)
from gui.session.draft_model import DraftModel, Edit

LONGEST = 16
"""Characters of a heading that a sentence tells."""
ENDS = MappingProxyType({-1: "已经在最上面，不能再上移。", 1: "已经在最下面，不能再下移。"})
LEVELS = MappingProxyType({-1: "已经是一级标题，不能再升级。", 1: "前面没有同级的章节，或已到第四级，不能再降级。"})
BACK = "按 Ctrl+Z 可以恢复。"
COPIED = "已复制{what}，共{count}段。粘贴到 Word、WPS 里，标题和正文的字体不变。"


class OutlineActions(QObject):
    """``message_shown`` carries a message about an edit, ``notice_raised`` why nothing changed, ``copied`` what was copied; ``chosen``
    the sections to select afterwards.

    ``new_heading`` names a section whose heading is to be typed.
    """

    message_shown = Signal(str)
    notice_raised = Signal(str)
    copied = Signal(str)
    chosen = Signal(list)
    new_heading = Signal(str)

    def __init__(self, keys: Callable[[], tuple[str, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._keys = keys
        self._place = ""

    def show_model(self, model: DraftModel) -> None:
        """Set the draft to edit."""
        self._model = model

    @property
    def keys(self) -> tuple[str, ...]:
        """The selected sections; none for a read-only draft."""
        return self._keys() if self._model is not None and not self._model.read_only else ()

    @property
    def numbering(self) -> Numbering:
        """Which level is numbered through the document."""
        return self._model.draft.numbering if self._model is not None else Numbering()

    @property
    def level(self) -> int:
        """The level of the first selected section's number; 0 without one."""
        heading = self._element(self.keys[0]) if self.keys else None
        return heading.level if heading is not None else 0

    # Several sections at once

    def place(self, keys: Sequence[str], before: str, depth: int) -> None:
        """Move sections before another ("": after the last part), to a depth."""
        if self._do(place_sections, keys, before, depth):
            self._tell(keys, f"已移动{self.named(keys)}，序号已重排。")

    def move(self, steps: int) -> None:
        """Move one place up (-1) or down (1) among their siblings."""
        self._on_chosen(move_sections, ENDS[steps], steps)

    def shift(self, steps: int) -> None:
        """Move one level up (-1) or down (1)."""
        self._on_chosen(shift_sections, LEVELS[steps], steps)

    def _on_chosen(self, edit: Edit, refusal: str, *arguments: object) -> None:
        keys = self.keys
        if keys and self._do(edit, keys, *arguments):
            self.chosen.emit(list(keys))
        elif keys:
            self.notice_raised.emit(refusal)

    def delete(self) -> bool:
        """Delete them with everything under them."""
        keys, words = self.keys, self.named(self.keys)
        below = self._below(keys)
        if not keys or not self._do(delete_sections, keys):
            return False
        self.message_shown.emit(f"已删除{words}{f'连同下面{below}个条目' if below else ''}，{BACK}")
        return True

    def join(self) -> None:
        """Join the section with the next, or the selected ones with one another."""
        keys = self.keys
        if keys and self._do(join_following, keys):
            self._tell(keys[:1], f"已把后面的章节并入{self.named(keys[:1])}，它的标题成了正文。")
        elif keys:
            self.notice_raised.emit("后面没有同级或下级的章节可以合并。")

    def set_lines(self, apart: bool) -> None:
        """Put headings on a line of their own (``apart``), or run them in."""
        keys = self.keys
        words = "已单独成行" if apart else "已并入正文"
        if keys and self._do(heading_lines, keys, apart):
            self._tell(keys, f"{self.named(keys)}的标题{words}。")
        elif keys:
            self.notice_raised.emit("这个标题已经单独成行。" if apart else "这个标题已经和正文在一起，或下面没有正文。")

    def toggle_lines(self) -> None:
        """On a line of their own if the first is run in, else run in."""
        heading = self._element(self.keys[0]) if self.keys else None
        if heading is not None:
            self.set_lines(heading.run_in)

    def number(self, run_on: bool) -> None:
        """Number the level of the first one through the document, or restart it in every part."""
        keys = self.keys[:1]
        if keys and self._do(number_level, keys[0], run_on):
            words = "全文连续编号" if run_on else "在每一章节重新编号"
            self._tell(keys, f"{self.named(keys)}这一级已改为{words}。")

    # Clipboard

    def copy(self, keys: Sequence[str], place: tuple[str, int] | None) -> None:
        """Copy sections with everything under them, or the point that begins at a place."""
        if self._model is None:
            return
        self._model.flush()
        draft, parts = self._model.draft, self._model.sections
        ids = {each for key in keys if key in parts for each in parts[key].element_ids}
        found = section_passages(draft, ids) if place is None else point_passage(draft, *place)
        if not found:
            return
        data = QMimeData()
        data.setText(passages_text(draft, found))
        data.setHtml(passages_html(draft, found))
        QGuiApplication.clipboard().setMimeData(data)
        what = "这一条" if place is not None else f"{self.named(keys)}及其下面的内容"
        self.copied.emit(COPIED.format(what=what, count=len(found)))

    # Points and places

    def to_sections(self, place: str) -> None:
        """The points of a paragraph, or of the first in the selected section that has any, become sections."""
        model, keys = self._model, self.keys[:1]
        if model is None or model.read_only:
            return
        inside = model.sections[keys[0]].element_ids if keys else ()
        first = () if inside and place not in inside else (place,)
        count = len(model.sections)
        if any(self._do(points_to_sections, each) for each in (*first, *inside) if each):
            made = len(model.sections) - count
            self._tell(keys, f"一是、二是已变成{made}个小标题，{BACK}")
        else:
            self.notice_raised.emit("这里没有一是、二是这样的分项，或已到第四级标题。")

    def to_points(self, together: bool | None = None) -> None:
        """The sections under the selected one, or it and its siblings, become points; by default in their former form."""
        keys = self.keys[:1]
        above = self._with_sections(keys[0]) if keys else ""
        steps = self._model.history()[0] if above and self._model is not None else ()
        if above and self._do(sections_to_points, above, together, steps):
            self._tell((above,), f"{self.named((above,))}下面的小标题已变成一是、二是这样的分项，{BACK}")
        elif keys:
            self.notice_raised.emit("下面没有小标题，或小标题下面还有小标题，先把更低一级的变成一是、二是。")

    def split(self, element_id: str, offset: int) -> None:
        """Start a new section at a place in the text."""
        model = self._model
        if model is None or model.read_only or not element_id:
            return
        if not self._do(split_section, element_id, offset):
            self.notice_raised.emit("光标在标题里或不在正文里，请把光标放到要另起章节的那句话前面。")
            return
        new = self._place
        self._tell((new,), f"已从光标处另起章节：{self.named((new,))}。")
        made = self._element(new)
        if made is not None and made.content == NEW:
            self.new_heading.emit(new)

    def add_attachment(self) -> None:
        """Add an attachment, listed below the text; its name is typed in the outline and stands at both places."""
        if self._do(add_attachment) and self._model is not None:
            elements = self._model.draft.elements
            title = next(number for number, element in enumerate(elements) if element.id == self._place)
            self.message_shown.emit(f"已添加附件：名称写在正文下面的附件说明里，也写在附件的标题里，{BACK}")
            self.new_heading.emit(elements[title - 1].id)

    # Helpers

    def named(self, keys: Sequence[str]) -> str:
        """The section in quotation marks, or the number of sections."""
        sections = self._model.sections if self._model is not None else {}
        if len(keys) != 1 or keys[0] not in sections:
            return f"{len(keys)}个章节"
        section = sections[keys[0]]
        words = section.heading if len(section.heading) <= LONGEST else section.heading[:LONGEST] + "…"
        return f"“{section.ordinal}{words}”"

    def _tell(self, keys: Sequence[str], words: str) -> None:
        self.chosen.emit(list(keys))
        self.message_shown.emit(words)

    def _do(self, edit: Edit, *arguments: object) -> bool:
        model = self._model
        if model is None or model.read_only:
            return False
        model.flush()
        change = edit(model.draft, *arguments)
        self._place = change.place.element_id
        return model.take(lambda _draft: change)

    def _element(self, key: str) -> Element | None:
        elements = self._model.draft.elements if self._model is not None else ()
        return next((element for element in elements if element.id == key), None)

    def _below(self, keys: Sequence[str]) -> int:
        """The number of sections under these, themselves not counted."""
        elements = self._model.draft.elements if self._model is not None else ()
        ids = {
            element.id
            for key in keys
            for element in elements[slice(*subtree(elements, key))]
            if element.role is Role.HEADING
        }
        return len(ids - set(keys))

    def _with_sections(self, key: str) -> str:
        """The section itself if it has subsections, else its parent."""
        lines = tuple(self._model.sections.values()) if self._model is not None else ()
        here = next(number for number, section in enumerate(lines) if section.key == key)
        depth = lines[here].depth
        if here + 1 < len(lines) and lines[here + 1].depth > depth:
            return key
        above = (section.heading_id for section in reversed(lines[:here]) if section.depth < depth)
        return next(above, "")


def arrow_moves(section_actions: OutlineActions) -> Mapping[Qt.Key, Callable[[], None]]:
    """Moves of the arrow keys with Alt, with Shift or without."""
    return {
        Qt.Key.Key_Up: lambda: section_actions.move(-1),
        Qt.Key.Key_Down: lambda: section_actions.move(1),
        Qt.Key.Key_Left: lambda: section_actions.shift(-1),
        Qt.Key.Key_Right: lambda: section_actions.shift(1),
    }
