"""What checking a layout finds: values that the window and the command line put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.result import NO_PARAMETERS

WHOLE_FILE, STYLES_PLACE = "整个文件", "样式"


class LayoutSeverity(StrEnum):
    """An error keeps the layout from being used, a warning spoils what it prints, a hint is good to know."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class LayoutFinding:
    """One thing about a layout; ``code`` names its sentence, which says what to do as well.

    ``part`` is 正文, 页眉, 页脚, … or 整个文件, ``number`` the paragraph in it (from 1; 0: none), ``paragraph`` its text
    and ``tag`` the piece at fault. ``mend`` is what to do by itself: split, wide, name, style or loop; empty if nobody can.
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
        """Where it is: ``正文第3段``."""
        return f"{self.part}第{self.number}段" if self.number else self.part
