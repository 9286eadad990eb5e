"""Findings of the layout check; window and command line look up their sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.result import NO_PARAMETERS

WHOLE_FILE, STYLES_PLACE = "整个文件", "样式"


class LayoutSeverity(StrEnum):
    """An error prevents use of the layout, a warning affects what it prints, a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class LayoutFinding:
    """One finding about a layout; ``code`` names its sentence.

    ``part`` is 正文, 页眉, 页脚, … or 整个文件, ``number`` the paragraph in it (from 1; 0: none), ``paragraph`` its text
    and ``tag`` the piece at fault. ``mend`` is the automatic repair: split, wide, name, style or loop; "" if there is none.
    """

    code: str
    severity: LayoutSeverity
    part: str = WHOLE_FILE
    number: int = 0
    paragraph: str = ""
    tag: str = ""
    parameters: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS, hash=False)
    mend: str = ""

    @property
    def place(self) -> str:
        """The place in Chinese: ``正文第3段``."""
        return f"{self.part}第{self.number}段" if self.number else self.part
