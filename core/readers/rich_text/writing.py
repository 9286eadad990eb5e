"""What is read of an RTF file, as the stories and parts of a package of WordprocessingML."""

from dataclasses import dataclass, field

from core.limits import check_length
from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import SYMBOLS, ParagraphLook, RtfFont, text_xml
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.rich_text.story import NUMBERING, Story
from core.readers.word_markup import WordParts, escaped, part, text_box, words


@dataclass(slots=True)
class RtfWriting:
    """The texts being written, the innermost last; ``lost`` counts pictures and shapes that are left out."""

    heads: RtfHeads
    parts: WordParts = field(default_factory=WordParts)
    stories: list[Story] = field(default_factory=lambda: [Story()])
    lost: int = 0
    is_endnote: bool = False
    is_wide: bool = False
    is_page_wide: bool = False
    columns: int = 1
    _characters: int = 0
    _margins: set[str] = field(default_factory=set)
    _looks: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def story(self) -> Story:
        """The text that is being written."""
        return self.stories[-1]

    def package(self, state: GroupState) -> bytes:
        """The whole file."""
        body = self.story.end(state.paragraph)
        self.parts.add("styles", "styles.xml", self.heads.part())
        self.parts.add("numbering", "numbering.xml", part("numbering", NUMBERING))
        return self.parts.whole(body, self._section())

    # text

    def say(self, text: str, state: GroupState) -> None:
        """Write text as it looks; BadInput ``text_too_long``."""
        look, story = state.look, self.story
        self._characters += len(text)
        check_length(self._characters, 0)
        story.plain.append(text)
        if state.purpose is Purpose.CODE:
            story.say(words(text, "instrText"))
        elif self.heads.charset(look.font) == SYMBOLS:
            story.say(_symbols(text, self.heads.fonts.get(look.font)), self._look(state), look.revision)
        else:
            tag = "delText" if look.revision == "del" else "t"
            story.say(words(text, tag), self._look(state), look.revision)

    def _look(self, state: GroupState) -> str:
        look, style = state.look, state.paragraph.style
        key = (tuple(look.values.items()), look.font, look.asian, look.style, style)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = text_xml(look, self.heads.fonts, self.heads.styles.get(style))
        return known

    def end_paragraph(self, state: GroupState, section: str = "") -> None:
        """A paragraph is complete."""
        look = state.look
        mark = f'<w:{look.revision} w:id="0" w:author=""/>' if look.revision else ""
        mark += "<w:vanish/>" if "vanish" in look.values else ""
        self.story.end_paragraph(state.paragraph, mark, section)
        check_length(self._characters, self.story.count)

    def mark_field(self, kind: str) -> None:
        """A field begins, comes to its result, or ends."""
        self.story.add(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')

    # sections

    def begin_section(self) -> None:
        """What was said of pages holds no longer."""
        self.is_wide, self.columns = self.is_page_wide, 1

    def turn(self, is_whole: bool) -> None:
        """The pages of a section, or of the whole file, are turned sideways."""
        self.is_wide = True
        self.is_page_wide = self.is_page_wide or is_whole

    def end_section(self, state: GroupState) -> None:
        """A section of the body is complete."""
        if len(self.stories) == 1:
            self.end_paragraph(state, self._section())

    def _section(self) -> str:
        size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if self.is_wide else ""
        return size + (f'<w:cols w:num="{self.columns}"/>' if self.columns > 1 else "")

    # texts beside the body

    def end_note(self, paragraph: ParagraphLook) -> None:
        """A footnote or endnote is complete."""
        kind = "endnote" if self.is_endnote else "footnote"
        self.is_endnote = False
        self._end_beside(kind, paragraph)

    def end_comment(self, paragraph: ParagraphLook) -> None:
        """A comment is complete."""
        self._end_beside("comment", paragraph)

    def _end_beside(self, kind: str, paragraph: ParagraphLook) -> None:
        content = self.stories.pop().end(paragraph)
        self.story.add(self.parts.note(kind, content))

    def end_box(self, paragraph: ParagraphLook) -> None:
        """The words of a box are complete."""
        content = self.stories.pop().end(paragraph)
        if content:
            self.story.add(text_box(content))

    def end_margin(self, kind: str, paragraph: ParagraphLook) -> None:
        """A header or footer is complete; each section repeats its own."""
        content = self.stories.pop().end(paragraph)
        if content not in self._margins:
            self._margins.add(content)
            self.parts.margin(kind, content)

    def end_label(self) -> None:
        """The number of a paragraph becomes text; a sign that is none makes it a member of a list."""
        label = "".join(self.stories.pop().plain).strip()
        if len(label) == 1 and not label.isalnum():
            self.story.has_bullet = True
        elif label:
            self.story.say(words(label))
            self.story.plain.append(label)

    def end_picture(self, found: RtfPicture) -> None:
        """A picture is complete."""
        if found.ending and found.data:
            self.story.add(self.parts.picture(found.data, found.ending, found.extent))
        else:
            self.lost += 1

    def drawn(self) -> int:
        """Grows with everything that is said or drawn."""
        return self.lost + len(self.parts.pictures) + sum(len(story.plain) for story in self.stories)


def _symbols(text: str, font: RtfFont | None) -> str:
    """Signs of a font of symbols by their place in it; other characters as text."""
    name = escaped(font.name) if font else ""
    found = (
        f'<w:sym w:font="{name}" w:char="{ord(sign):04X}"/>' if "\uf000" <= sign <= "\uf0ff" else words(sign)
        for sign in text
    )
    return "".join(found)
