"""The tables before the text: fonts, colours, styles."""

from dataclasses import dataclass, field
from types import MappingProxyType

from core.readers.rich_text.look import CHARSETS, ParagraphLook, RtfFont, TextLook, paragraph_xml, text_xml
from core.readers.word_markup import GRID_STYLE, escaped, part, value

_PAGES = MappingProxyType(
    {936: "gb18030", 950: "cp950", 65001: "utf-8", 10000: "mac-roman", 1361: "johab", 54936: "gb18030"}
)


def code_page(number: int | None) -> str:
    """Python's name of a Windows code page; cp1252 for one that is unknown."""
    known = "cp437 cp850 cp852 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258"
    name = _PAGES.get(number or 0, f"cp{number}")
    return name if name in (*_PAGES.values(), *known.split()) else "cp1252"


@dataclass(slots=True)
class RtfHeads:
    """Fonts by number, colours in their order, styles by number, and the code page of the document."""

    fonts: dict[int, RtfFont] = field(default_factory=dict)
    colours: list[str] = field(default_factory=list)
    styles: dict[int, TextLook] = field(default_factory=dict)
    page: str = "cp1252"
    default_font: int = 0
    _written: list[str] = field(default_factory=list)
    _font: int = -1
    _charset: int = 0
    _colour: dict[str, int] = field(default_factory=dict)

    def encoding(self, font: int) -> str:
        """The encoding of text in a font."""
        return CHARSETS.get(self.charset(font), self.page)

    def charset(self, font: int) -> int:
        """The character set of a font."""
        known = self.fonts.get(font if font >= 0 else self.default_font)
        return 0 if known is None else known.charset

    def take_font(self, word: str, number: int | None) -> None:
        """A control word of the table of fonts."""
        if word == "f":
            self._font, self._charset = number or 0, 0
        elif word == "fcharset":
            self._charset = number or 0
        self.fonts[self._font] = RtfFont("", self._charset)

    def end_font(self, name: str) -> None:
        """The name of a font is complete."""
        if name.strip() and self._font >= 0:
            self.fonts[self._font] = RtfFont(name.strip(), self._charset)

    @property
    def present_font(self) -> int:
        """The number of the font whose name is being read."""
        return self._font

    def take_colour(self, word: str, number: int | None) -> None:
        """A control word of the table of colours."""
        if word in ("red", "green", "blue"):
            self._colour[word] = min(max(number or 0, 0), 255)

    def end_colour(self) -> None:
        """A colour is complete; one without parts is the automatic one."""
        parts = self._colour
        shown = "".join(f"{parts.get(each, 0):02X}" for each in ("red", "green", "blue")) if parts else ""
        self.colours.append(shown)
        self._colour = {}

    def end_style(self, name: str, look: TextLook, paragraph: ParagraphLook) -> None:
        """A style is complete."""
        title = f'<w:name w:val="{escaped(name.strip())}"/>'
        if look.style:
            self._written.append(f'<w:style w:type="character" w:styleId="c{look.style}">{title}</w:style>')
            return
        number = paragraph.style
        self.styles[number] = look
        default = "" if number else ' w:default="1"'
        format_ = paragraph_xml(paragraph).partition("/>")[2]
        body = f"{title}<w:pPr>{format_}</w:pPr><w:rPr>{text_xml(look, self.fonts)}</w:rPr>"
        self._written.append(f'<w:style w:type="paragraph"{default} w:styleId="s{number}">{body}</w:style>')

    def part(self) -> bytes:
        """The part ``styles``."""
        normal = (
            "" if 0 in self.styles else f'<w:style w:type="paragraph" w:default="1" w:styleId="s0">{_NORMAL}</w:style>'
        )
        return part("styles", normal + "".join(self._written) + GRID_STYLE)


_NORMAL = value("name", "Normal")
