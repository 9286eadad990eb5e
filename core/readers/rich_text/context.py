"""What all control words of one RTF file work on."""

from collections.abc import Callable

from core.readers.rich_text.characters import RtfCharacters
from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import ParagraphLook, TextLook
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.rich_text.tokens import Tokens
from core.readers.rich_text.writing import RtfWriting


class RtfContext:
    """The file being read and the one being written; ``state`` is that of the innermost group."""

    def __init__(self, data: bytes) -> None:
        self.tokens = Tokens(data)
        self.heads = RtfHeads()
        self.writing = RtfWriting(self.heads)
        self.characters = RtfCharacters(self.heads)
        self.state = GroupState(TextLook(), ParagraphLook())
        self.picture = RtfPicture()
        self.formulas = self.objects = 0

    def pause(self) -> None:
        """Text of the document goes on; an entry of a table of fonts or styles may consist of several groups."""
        if self.state.purpose in (Purpose.TEXT, Purpose.CODE):
            self.flush()

    def flush(self) -> None:
        """Write the text that waits."""
        if self.characters:
            text = self.characters.taken(self.font_now, self.state.purpose is Purpose.TEXT)
            self.writing.say(text, self.state)

    def change(self, look: TextLook) -> None:
        """The text that follows looks otherwise."""
        if look is not self.state.look and look != self.state.look:
            self.pause()
            self.state.look = look

    def turn_to(self, purpose: Purpose) -> None:
        """The text that follows in this group is for something else."""
        self.pause()
        self.state.purpose = purpose

    def end(self, write: Callable[[], None]) -> None:
        """Write what waits and then what ends it."""
        if self.state.purpose is Purpose.TEXT:
            self.flush()
            write()

    @property
    def inner(self) -> int:
        """How deep the present table stands in others."""
        return max(self.state.paragraph.depth, 2)

    @property
    def font_now(self) -> int:
        """The number of the font that text is in."""
        is_head = self.state.purpose is Purpose.FONTS
        return self.heads.present_font if is_head else self.state.look.font
