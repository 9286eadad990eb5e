"""「用本单位文件作版式」: a finished report becomes a layout with its page, its head and foot and the looks of its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import BadInput
from core.house.learn_file import SECTION, Source, has_picture, make_plain, text_of
from core.house.learn_frame import (
    Cut,
    cut_body,
    is_floating,
    is_imprint,
    lines_of,
    places_inside,
    tag_foot,
    tag_head,
    tag_margin,
    with_conditions,
)
from core.house.learn_head import find_cover
from core.house.learn_looks import Eye
from core.house.learn_names import Names, rename
from core.house.learn_package import Writer, read_margins
from core.house.learn_sections import section_of
from core.house.learn_skeleton import Skeleton
from core.house.learn_styles import Named, Sheet, named
from core.house.learn_usual import ABSENT, NOT_FOUND, Stand, Usual
from core.house.learn_values import BODY, TITLE, Known, Learned, Lens
from core.ooxml import Node, W
from core.page.values import Sheet as Paper
from core.result import Notice, Result

_STYLE_USES = (W + "pStyle", W + "rStyle", W + "tblStyle")
_LEAST_TEXT = 30
NUMBER = "{{ 发文字号 }}"
DOUBTFUL = frozenset(("learn_mixed", "learn_spaced", "learn_pushed"))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a layout is completed from: the main tree and style sheet of a built-in one, and the looks of its styles."""

    root: Node
    styles: Node
    usual: Usual


def learn(source: Source, known: Sequence[Known], lens: Lens, basis: Basis) -> Result[Learned]:
    """The layout of the source, whose tree is used up. ``lens`` tells how its paragraphs look.

    Raises BadInput ``learn_no_text`` where there is no running text to learn from.
    """
    make_plain(source.root)
    body = source.body
    alive = [each for each in known if _is_in(source.paragraphs[each.place], body)]
    alive = [each for each in alive if not is_imprint(text_of(source.paragraphs[each.place]))]
    if sum(len(text_of(source.paragraphs[each.place])) for each in alive) < _LEAST_TEXT or not alive:
        raise BadInput("learn_no_text")
    first = next((each for each in alive if each.kind == TITLE), alive[0])
    cut = cut_body(body, source.paragraphs[first.place], _cover(source))
    inside = places_inside(body, source.paragraphs, cut)
    alive = [each for each in alive if each.place in inside]
    section = section_of(body, source.paragraphs, alive)
    paper = lens.paper(section)
    looked = Eye(source.paragraphs, lens.resolve, paper).look(alive)
    if BODY not in looked.roles:
        raise BadInput("learn_no_text")
    stand = Stand(looked.roles, basis.usual, paper)
    title = "".join(text_of(source.paragraphs[each.place]).strip() for each in alive if each.kind == TITLE)
    tight = sum(lens.is_tight(source.paragraphs[each.place]) for each in alive)
    layout = _Layout(source, basis, stand, paper, tight * 2 > len(alive))
    return layout.build(cut, section, looked.blanks, title)


def take_over(source: Source, names: Names) -> Result[Learned]:
    """A layout that has tags already, with its names made ours; the source's tree is used up. Raises BadTemplate."""
    make_plain(source.root)
    margins = read_margins(source)
    renamed, notices = rename([source.root, *margins.values()], names)
    data = Writer(source).write(source.plain_styles(), margins)
    if renamed:
        shown = "、".join(f"{name}→{ours}" for name, ours in renamed.items())
        notices = (Notice("learn_names_mapped", 0, {"names": shown}), *notices)
    return Result(Learned(data, names=renamed), notices)


def _cover(source: Source) -> Node | None:
    """The paragraph that ends a cover, if it is still in the file."""
    place = find_cover(source)
    return source.paragraphs[place] if place >= 0 and _is_in(source.paragraphs[place], source.body) else None


def _is_in(node: Node, body: Node) -> bool:
    return any(parent is body for parent in node.iterancestors())


class _Layout:
    """Puts the layout together."""

    def __init__(self, source: Source, basis: Basis, stand: Stand, paper: Paper, is_tight: bool) -> None:
        self._source, self._stand, self._paper, self._is_tight = source, stand, paper, is_tight
        self._roles = stand.complete()
        self._skeleton = Skeleton(basis.root, basis.styles)

    def build(self, cut: Cut, section: Node, blanks: Sequence[Node], title: str) -> Result[Learned]:
        """Head, skeleton and foot in the body, the styles beside it."""
        source = self._source
        blocks = list(source.body)
        end = len(blocks) - (blocks[-1].tag == SECTION)
        head, text, foot = blocks[cut.cover : cut.head], blocks[cut.head : cut.foot], blocks[cut.foot : end]
        dropped = sum(has_picture(block) for block in text)
        margins = read_margins(source)
        tags = tag_head(head) + tag_foot(foot) + sum(tag_margin(root, title) for root in margins.values())
        shown = _lines(head), _lines(foot), tuple(line for root in margins.values() for line in lines_of(root))
        kept = frozenset(_style_uses([*head, *foot, *blanks, *margins.values()]))
        ids = Sheet(styles := source.plain_styles()).put(self._named(bool(foot)), kept)
        lines = self._skeleton.lines(ids, blanks, any(NUMBER in line for line in shown[0]))
        filler = self._skeleton.filler(ids) if foot and not is_floating(foot) else []
        for block in blocks:
            source.body.remove(block)
        source.body.extend([*head, *lines, *with_conditions(foot, filler), section])
        writer = Writer(source)
        data = writer.write(styles, margins)
        learned = Learned(data, tuple(self._roles.values()), self._paper, *shown)
        return Result(learned, self._notices(cut, tags, dropped + writer.dropped))

    def _named(self, has_foot: bool) -> list[Named]:
        """The styles that the lines of the skeleton use."""
        used = self._skeleton.styles(has_foot)
        by_style = {role.style: role for role in self._roles.values()}
        made = []
        for name, is_character in used.items():
            if name in by_style:
                made.append(named(by_style[name], self._is_tight))
            else:
                shape, face = self._stand.adapted(name)
                made.append(Named(name, face, shape, is_character, is_tight=self._is_tight))
        return made

    def _notices(self, cut: Cut, tags: int, dropped: int) -> tuple[Notice, ...]:
        found = []
        for code, reasons in (("learn_guessed", ABSENT), ("learn_doubtful", DOUBTFUL)):
            names = [role.name for role in self._roles.values() if role.reason in reasons]
            if names:
                found.append(Notice(code, 0, {"roles": "、".join(names), "count": str(len(names))}))
        if self._roles[TITLE].reason == NOT_FOUND:
            found.append(Notice("learn_title_not_found"))
        if self._source.package.has("word/vbaProject.bin"):
            found.append(Notice("learn_macros_dropped"))
        if cut.cover:
            found.append(Notice("learn_cover_dropped"))
        if cut.head > cut.cover and not tags:
            found.append(Notice("learn_head_kept"))
        if dropped:
            found.append(Notice("learn_pictures_dropped", 0, {"count": str(dropped)}))
        return tuple(found)


def _style_uses(trees: Sequence[Node]) -> list[str]:
    return [use.get(W + "val") or "" for tree in trees for use in tree.iter(*_STYLE_USES)]


def _lines(blocks: Sequence[Node]) -> tuple[str, ...]:
    return tuple(line for block in blocks for line in lines_of(block))
