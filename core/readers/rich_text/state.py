"""What a group of RTF inherits from the one around it and gives back at its end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from core.readers.rich_text.look import ParagraphLook, TextLook


class Purpose(Enum):
    """What the text of a group is for."""

    TEXT, CODE, FONTS, COLOURS, STYLES, PICTURE, IGNORED = (auto() for _ in range(7))


@dataclass(slots=True)
class GroupState:
    """What a group inherits and gives back."""

    look: TextLook
    paragraph: ParagraphLook
    purpose: Purpose = Purpose.TEXT
    instead: int = 1
    script: str = ""
    is_inner: bool = False
    end: Callable[[], None] | None = None
