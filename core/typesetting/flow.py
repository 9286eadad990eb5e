"""The page being filled: current position, page turns, and areas kept free by drawings."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from core.typesetting.boxes import Anchored, Box, TextColumn, anchored_between, divided, moved_lines, moved_rules, stack
from core.typesetting.drawings import DrawingSurface, draw_anchored
from core.typesetting.margins import kind_of, text_area
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import PageNote, PageSection, Paragraph, PlacedLine, Rule, TextLine

# Half a twip: sums of widths and heights are not exact to the last bit.
SLACK = 0.5
# Above the footnotes of a page: a rule a third as wide as the type area, in the middle of this room where the file names none.
NOTE_GAP, NOTE_RULE = 240.0, 10.0
LEAST_TEXT = 600.0
"""Height left for text, twips, on a page that the rest of a footnote fills."""


def clear(y: float, height: float, bands: Sequence[tuple[float, float]]) -> float:
    """The first place from ``y`` on where so much fits between the bands."""
    for top, bottom in sorted(bands):
        if top < y + height - SLACK and bottom > y + SLACK:
            y = bottom
    return y


def notes_in(paragraph: Paragraph, lines: Sequence[TextLine]) -> list[PageNote]:
    """The footnotes whose marks stand in these lines."""
    return [note for note in paragraph.notes if any(line.start <= note.place < line.end for line in lines)]


@dataclass(slots=True)
class OpenPage:
    """A page in progress; lines and rules are set when it is closed."""

    section: PageSection
    number: int
    kind: str
    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()


class Flow:
    """The pages so far and the place on the last one.

    ``y`` is where the next block begins, ``top`` and ``foot`` bound the text, ``is_top``: nothing stands on the page yet;
    ``is_turned``: it began because the one before was full. ``must_turn``: what comes next begins a new page. ``filled``
    and ``fill_alone`` are those of Pages. ``bands`` are kept free of text by drawings; a paragraph stands ``above`` below
    the place that its drawings are measured from.
    """

    def __init__(self, cache: TypesettingCache) -> None:
        self.cache = cache
        self.pages: list[OpenPage] = []
        self.y = self.top = self.foot = 0.0
        self.is_top = True
        self.is_turned = self.must_turn = False
        self.filled: float | None = None
        self.fill_alone = False
        self.above = 0.0
        self.bands: list[tuple[float, float]] = []
        self.column = TextColumn(0.0, 0.0, cache)
        self._section: PageSection
        self._whole = 0.0
        self._gap = NOTE_GAP
        self._lines: list[PlacedLine] = []
        self._rules: list[Rule] = []
        self._notes: list[Box] = []
        self._rest: list[Box] = []

    @property
    def has_rest(self) -> bool:
        """Whether a footnote of this page goes on at the foot of the next one, or one of the page before stands on this."""
        return bool(self._rest) or (self.is_top and bool(self._notes))

    @property
    def left(self) -> float:
        """Left edge of the type area."""
        return self._section.sheet.left

    @property
    def spare(self) -> float:
        """Room between the place and the foot of the page."""
        return self.foot - self.y

    @property
    def text_height(self) -> float:
        """Height of the text of a whole page."""
        return self.foot - self.top

    def begin_section(self, section: PageSection) -> None:
        """Go on in a section: on a new page, or on the same one in its column."""
        self._section = section
        self.column = TextColumn(section.sheet.text_width, section.sheet.pitch, self.cache)
        self._gap = stack(section.separator, self.column).height or NOTE_GAP
        if self.pages and section.starts == "continuous":
            return
        number = self._next_number() if section.first_number is None else section.first_number
        if self._is_wrong_side(number):
            self._open(number, True)
            number += 1
        self._open(number, True)
        self.is_turned = self.must_turn = False

    def turn(self, is_full: bool) -> None:
        """Begin a new page; ``is_full``: because the one before is."""
        self._open(self._next_number(), False)
        self.is_turned, self.must_turn = is_full, False

    def close(self) -> OpenPage:
        """The page under way with what stands on it."""
        page = self.pages[-1]
        if self._notes:
            self._put_notes()
        if self._notes or not self.is_top:
            page.lines, page.rules = tuple(self._lines), tuple(self._rules)
        return page

    def take_over(self, lines: tuple[PlacedLine, ...], rules: tuple[Rule, ...], is_full: bool) -> None:
        """Fill the empty page with what is known to stand on it, and turn it."""
        self.pages[-1].lines, self.pages[-1].rules = lines, rules
        self.turn(is_full)

    def fits(self, height: float) -> bool:
        """Whether a block of this height fits below the place."""
        return self.y + height <= self.foot + SLACK

    def fits_with(self, height: float, notes: Sequence[PageNote]) -> bool:
        """Whether a block of this height fits below the place, and its footnotes at the foot."""
        return self.fits(height + self._note_room(notes))

    def close_notes(self) -> None:
        """Turn pages until nothing of a footnote is left."""
        while self._rest:
            self.turn(True)

    def _note_room(self, notes: Sequence[PageNote]) -> float:
        if not notes:
            return 0.0
        return sum(map(self._least_room, map(self._note_box, notes))) + self._gap * (not self._notes)

    def _least_room(self, box: Box) -> float:
        """The height of a footnote; of one that no page holds that of its first line."""
        return divided(box, 0.0)[0].height if box.height + self._gap + LEAST_TEXT > self._whole else box.height

    def _note_box(self, note: PageNote) -> Box:
        return self.cache.get_or_compute((note, self.column[:2]), lambda: stack(note.blocks, self.column))

    def add_notes(self, notes: Sequence[PageNote]) -> None:
        """Put footnotes at the foot of the page, which leaves less room for text; what does not fit goes on on the next one."""
        self._add_boxes(list(map(self._note_box, notes)), self.y)

    def _add_boxes(self, boxes: Sequence[Box], top: float) -> None:
        """Put footnotes, or what is left of them, below a place."""
        for box in boxes:
            if self._rest:
                self._rest.append(box)
                continue
            self.foot -= self._gap * (not self._notes)
            part, rest = (box, None) if top + box.height <= self.foot + SLACK else divided(box, self.foot - top)
            self.foot -= part.height
            self._notes.append(part)
            self._rest += [rest] if rest is not None and rest.lines else []

    def _put_notes(self) -> None:
        top, middle = self.foot + self._gap, self.foot + self._gap / 2
        self._rules.append(Rule(self.left, middle, self.left + self.column.width / 3, middle, NOTE_RULE))
        for box in self._notes:
            self._lines += moved_lines(box.lines, self.left, top)
            self._rules += moved_rules(box.rules, self.left, top)
            top += box.height

    def put(self, lines: Sequence[PlacedLine], rules: Sequence[Rule], height: float) -> None:
        """Lines and rules that stand at the place, which moves down by ``height``."""
        self._lines.extend(lines)
        self._rules.extend(rules)
        self.y += height
        self.is_top = False

    def place_anchored(self, anchored: Anchored) -> None:
        """Draw what hangs on a paragraph that stands on this page."""
        found = draw_anchored((anchored,), self._surface)
        self._lines.extend(found.lines)
        self._rules.extend(found.rules)
        self.bands.extend(found.bands)

    @property
    def _surface(self) -> DrawingSurface:
        return DrawingSurface(self._section.sheet, self.cache)

    def skip_bands(self, paragraph: Paragraph, begin: int) -> None:
        """Move down to where the line ``begin`` of a paragraph fits between the bands."""
        free = clear(self.y, self.column.broken(paragraph).lines[begin].height, self._bands_of(paragraph, begin))
        self.above += free - self.y
        self.y = free

    def skip_bands_for(self, height: float) -> None:
        """Move down to where so much fits between the bands."""
        self.y = clear(self.y, height, self.bands)

    def before_bands(self, paragraph: Paragraph, part: tuple[int, int], above: float) -> int:
        """The first line of a part that bands move away from the one before it, or the end of the part.

        The part begins so far ``above`` below the place, which is free for its first line.
        """
        begin, end = part
        broken, bands = self.column.broken(paragraph), self._bands_of(paragraph, begin)
        shift = self.y + above - broken.tops[begin]
        tops = ((place, shift + broken.tops[place]) for place in range(begin + 1, end) if bands)
        return next((place for place, top in tops if clear(top, broken.lines[place].height, bands) > top), end)

    def _bands_of(self, paragraph: Paragraph, begin: int) -> Sequence[tuple[float, float]]:
        """The bands of the page with those of a paragraph that stands here from its line ``begin`` on."""
        if not any(drawing.pushes for drawing in paragraph.drawings):
            return self.bands
        broken = self.column.broken(paragraph)
        whole = Anchored(paragraph, self.left, self.column.width, self.y - broken.tops[begin], broken, self.above)
        own = draw_anchored(anchored_between((whole,), self.y, inf), self._surface)
        return [*self.bands, *own.bands]

    def _next_number(self) -> int:
        return self.pages[-1].number + 1 if self.pages else 1

    def _is_wrong_side(self, number: int) -> bool:
        wanted = {"even_page": 0, "odd_page": 1}.get(self._section.starts)
        return bool(self.pages) and wanted is not None and number % 2 != wanted

    def _open(self, number: int, is_first: bool) -> None:
        if self.pages:
            self.close()
        section = self._section
        kind = kind_of(section, number, is_first)
        margins = (section.headers.get(kind, ()), section.footers.get(kind, ()))
        area = self.cache.get_or_compute((section.sheet, *margins), lambda: text_area(section, kind, self.cache))
        self.pages.append(OpenPage(section, number, kind))
        self._lines, self._rules, self.bands, self._notes = [], [], [], []
        self.top, self.foot = area
        self._whole = self.foot - self.top
        self.y, self.is_top = self.top, True
        rest, self._rest = self._rest, []
        self._add_boxes(rest, self.top + LEAST_TEXT)
