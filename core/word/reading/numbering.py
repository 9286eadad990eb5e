"""Automatic numbers of a Word file, counted and written as in Word (ECMA-376 part 1, 17.9 and 17.18.59)."""

import re
from dataclasses import dataclass, field

from core.model.text import likely_sign
from core.numbering import write_number
from core.package import MC, Node, W
from core.word.attributes import child_value, is_on
from core.word.reading.runs import PRIVATE
from core.word.reading.styles import ReadingStyles, TextFormat, whole_number

_PLACE = re.compile(r"%([1-9])")
_OUTLINE = tuple(".".join(f"%{place}" for place in range(1, depth + 2)) for depth in range(9))
"""The texts of the levels of a list that counts 1, 1.1, 1.1.1."""

_OUTLINE_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_DEEPEST = 8
_BULLET, _USUAL = "bullet", "•◦▪"
"""The number format of bullets, and those of the levels of a list, in turn, for signs that the fonts of documents lack."""

_AS_IN_CODEC = str.maketrans("·—", "・―")
"""Signs of GB 2312 for which the codec of Python has others that look alike."""

_RING = ("o", "◦")
"""What Word writes for its second bullet, in a font of fixed width, and what it looks like."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list.

    ``restart`` is ``w:lvlRestart``: None after any higher level, 0 never, n after level n or higher. ``is_legal`` is
    ``w:isLgl``: all numbers in the text of this level are written decimal. The text of a bullet is the sign that its font shows.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style_id: str = ""


@dataclass(slots=True)
class _ListState:
    """One abstract list with its counters, which all numbers based on it share."""

    levels: dict[int, ListLevel]
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Number:
    """One ``w:num``: its list, the levels it redefines, and the start values it overrides."""

    base: _ListState
    levels: dict[int, ListLevel]
    starts: dict[int, int]


class ListCounters:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: Node | None, styles: ReadingStyles) -> None:
        self._styles = styles
        self._lists: dict[str, Node] = {}
        self._nodes: dict[str, Node] = {}
        self._bases: dict[str, _ListState] = {}
        self._known: dict[str, _Number | None] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._lists = {node.get(W + "abstractNumId") or "": node for node in root.iterchildren(W + "abstractNum")}
            self._nodes = {node.get(W + "numId") or "": node for node in root.iterchildren(W + "num")}

    def next(self, traits: TextFormat) -> str:
        """The number or bullet shown by the next paragraph with this format; "" for none."""
        number = self._number(traits.number_id)
        if number is None:
            return ""
        depth = min(max(self._depth(traits, number), 0), _DEEPEST)
        self._count(traits.number_id, number, depth)
        return self._shown(number, depth)

    def is_outline(self, traits: TextFormat, shown: str) -> bool:
        """Whether the number ``shown`` by a paragraph with this format is one of a list that counts 1, 1.1, 1.1.1."""
        number = self._number(traits.number_id)
        if number is None or not _OUTLINE_NUMBER.fullmatch(shown):
            return False
        depth = min(max(self._depth(traits, number), 0), _DEEPEST)
        return all(_level(number, each).text == _OUTLINE[each] for each in {depth, max(depth, 1)})

    def bullet(self, traits: TextFormat) -> str | None:
        """The bullet of a paragraph with this format as its font shows it; None for a number or nothing."""
        number = self._number(traits.number_id)
        level = None if number is None else _level(number, min(max(self._depth(traits, number), 0), _DEEPEST))
        return level.text if level is not None and level.form == _BULLET else None

    def _depth(self, traits: TextFormat, number: _Number) -> int:
        if traits.number_level is not None:
            return traits.number_level
        linked = [
            depth for depth, level in number.levels.items() if traits.style_id and level.style_id == traits.style_id
        ]
        return linked[0] if linked else 0

    def _count(self, number_id: str, number: _Number, depth: int) -> None:
        counters = number.base.counters
        _begin_above(number, depth)
        if depth in number.starts and (number_id, depth) not in self._started:
            self._started.add((number_id, depth))
            counters[depth] = number.starts[depth]
        else:
            start = number.starts.get(depth, _level(number, depth).start)
            counters[depth] = counters[depth] + 1 if depth in counters else start
        for deeper in [known for known in counters if known > depth]:
            restart = _level(number, deeper).restart
            if restart is None or depth < restart:
                del counters[deeper]

    def _shown(self, number: _Number, depth: int) -> str:
        shown = _level(number, depth)
        if shown.form == _BULLET:
            return shown.text if _is_usual(shown.text) else _USUAL[depth % len(_USUAL)]

        def _place(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = _level(number, at)
            return write_number(number.base.counters.get(at, level.start), "decimal" if shown.is_legal else level.form)

        return _PLACE.sub(_place, shown.text)

    def _number(self, number_id: str) -> _Number | None:
        if number_id not in self._known:
            self._known[number_id] = self._built(number_id)
        return self._known[number_id]

    def _built(self, number_id: str) -> _Number | None:
        node = self._nodes.get(number_id)
        base = None if node is None else self._base(node)
        if node is None or base is None or number_id == "0":
            return None
        levels, starts = dict(base.levels), {}
        for override in node.iterchildren(W + "lvlOverride"):
            depth = _depth_of(override)
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if own is not None:
                levels[depth] = _read_level(own)
            if start is not None:
                starts[depth] = whole_number(start, 1)
        return _Number(base, levels, starts)

    def _base(self, number: Node, links: int = 0) -> _ListState | None:
        """The list of a number; a list that only names a numbering style stands for that style's list."""
        identifier = child_value(number, "abstractNumId")
        node = self._lists.get(identifier)
        if node is None:
            return None
        style = child_value(node, "numStyleLink")
        target = self._nodes.get(self._styles.number_of(style)) if style else None
        if target is not None and links < _DEEPEST:
            return self._base(target, links + 1)
        if identifier not in self._bases:
            levels = {_depth_of(level): _read_level(level) for level in node.iterchildren(W + "lvl")}
            self._bases[identifier] = _ListState(levels)
        return self._bases[identifier]


def _begin_above(number: _Number, depth: int) -> None:
    """Start the higher levels that have not occurred yet, as the number 1.1 shows them."""
    for above in range(depth):
        number.base.counters.setdefault(above, number.starts.get(above, _level(number, above).start))


def _level(number: _Number, depth: int) -> ListLevel:
    return number.levels.get(depth) or ListLevel()


def _depth_of(node: Node) -> int:
    value = node.get(W + "ilvl") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 3 else 0


def _read_level(node: Node) -> ListLevel:
    restart, legal = node.find(W + "lvlRestart"), node.find(W + "isLgl")
    fallback = node.find(f"{MC}AlternateContent/{MC}Fallback")
    form = child_value(node, "numFmt") or child_value(fallback, "numFmt") or "decimal"
    return ListLevel(
        whole_number(node.find(W + "start"), 1),
        form,
        _bullet(node) if form == _BULLET else child_value(node, "lvlText"),
        None if restart is None else whole_number(restart),
        legal is not None and is_on(legal),
        child_value(node, "pStyle"),
    )


def _bullet(level: Node) -> str:
    """The sign of a bullet as its font shows it, kept where the font is unknown; "" for none."""
    text = child_value(level, "lvlText").strip().replace(*_RING)
    fonts = level.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
    return PRIVATE.sub(lambda match: likely_sign(font, ord(match.group())) or match.group(), text)


def _is_usual(bullet: str) -> bool:
    """Whether the fonts of Chinese documents have a bullet: those of GB 2312 all have its signs."""
    try:
        return bullet in _USUAL or bool(bullet.translate(_AS_IN_CODEC).encode("gb2312"))
    except UnicodeEncodeError:
        return False
