"""Two Word files as one redline, and what each of them says about who saved it last.

Ids are counted over bookmarks, revisions and move ranges of a body, above those of comments: Word reports unreadable
content where a move and a deletion share an id. The legend stands in the header of the first page, outside the text, so
that accepting everything leaves the text clean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from types import MappingProxyType

from core.model.review.redline import RedlineBlock, RedlinePlan
from core.model.review.returned_copy import Revision
from core.package import OFFICE, Node, Package, R, W, parse_xml, unwrap, xml_part
from core.result import Notice, Result
from core.word.attributes import RPR, RUN, T
from core.word.redline.adopting import Adopter
from core.word.redline.blocks import read_side
from core.word.redline.editing import PackageEditor
from core.word.redline.inline import ObjectSigns
from core.word.redline.writing import RedlineWriter

RED, BLUE, GREEN = "C00000", "1F4E9E", "2E7D32"
_LOOKS = MappingProxyType(
    {
        W + "ins": ("u", "single", BLUE),
        W + "del": ("strike", "1", RED),
        W + "moveFrom": ("strike", "1", GREEN),
        W + "moveTo": ("u", "double", GREEN),
    }
)
_TEXTS = MappingProxyType({W + "delText": T, W + "delInstrText": W + "instrText"})
_ENDED = "↵"
"""Shows the end of a paragraph that is new or gone inside text that stays."""


def paint(root: Node) -> None:
    """Turn all revisions of a body into looks; what was gone stays, struck out."""
    for mark in list(root.iter(*_LOOKS)):
        parent = mark.getparent()
        if parent.tag == RPR:
            _show_end(mark, parent.getparent().getparent())
        elif parent.tag != W + "trPr":
            for run in mark.iter(RUN):
                _dress(run, *_LOOKS[mark.tag])
    for node in root.iter(*_TEXTS):
        node.tag = _TEXTS[node.tag]
    for mark in list(root.iter(*_LOOKS)):
        if mark.getparent().tag in (RPR, W + "trPr"):
            mark.getparent().remove(mark)
    unwrap(root, _LOOKS)


def _dress(run: Node, name: str, value: str, colour: str) -> None:
    """Give a run a look; what was struck out stays so."""
    look = run.find(RPR)
    if look is None:
        look = run.makeelement(RPR, {})
        run.insert(0, look)
    for tag in (name, "color"):
        for node in look.findall(W + tag):
            look.remove(node)
    look.append(look.makeelement(W + name, {W + "val": value}))
    look.append(look.makeelement(W + "color", {W + "val": colour}))


def _show_end(mark: Node, paragraph: Node) -> None:
    """Write a sign at the end of a paragraph with text that stays; ends of whole paragraphs need none."""
    if not any(run.getparent().tag not in _LOOKS for run in paragraph.iter(RUN)):
        return
    run = paragraph.makeelement(RUN, {})
    text = run.makeelement(T, {})
    text.text = _ENDED
    run.append(text)
    _dress(run, *_LOOKS[mark.tag])
    paragraph.append(run)


_KIND = f"{OFFICE}/header"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATION = R + "id"
_PART = "redline_legend.xml"
_SIZE = 18
"""Half points: 小五."""

_BEHIND_TITLE_PAGE = frozenset(
    W + name for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
)


def add_legend(body: Node, package: Package, target: PackageEditor, main: str, lines: Sequence[str]) -> None:
    """Put lines into a header of the first page alone; its footers and what its header says stay."""
    section = next(body.iter(W + "sectPr"), None)
    if section is None:
        section = body.makeelement(W + "sectPr", {})
        body.append(section)
    had_title_page = section.find(W + "titlePg") is not None
    usual = _reference(section, "header", "first" if had_title_page else "default")
    own = _header(package, main, usual)
    own.extend(_paragraphs(lines))
    identifier = target.add(_PART, xml_part(own), _TYPE, _KIND)
    if had_title_page and usual is not None:
        usual.set(_RELATION, identifier)
        return
    _refer(section, "header", identifier)
    foot = _reference(section, "footer", "default")
    if not had_title_page:
        if foot is not None and _reference(section, "footer", "first") is None:
            _refer(section, "footer", foot.get(_RELATION))
        _insert_title_page(section)


def _reference(section: Node, part: str, kind: str) -> Node | None:
    nodes = section.findall(f"{W}{part}Reference")
    return next((node for node in nodes if node.get(W + "type", "default") == kind), None)


def _header(package: Package, main: str, reference: Node | None) -> Node:
    """What the header of the first page says already, if it is text alone; else an empty one."""
    found = package.relation(main, reference.get(_RELATION)) if reference is not None else None
    root = package.xml(found[1]) if found and not package.relation_ids(found[1]) else None
    if root is not None:
        return root
    return parse_xml(f'<w:hdr xmlns:w="{W[1:-1]}"/>'.encode())


def _refer(section: Node, part: str, identifier: str) -> None:
    for old in [_reference(section, part, "first")]:
        if old is not None:
            section.remove(old)
    made = section.makeelement(f"{W}{part}Reference", {W + "type": "first", _RELATION: identifier})
    section.insert(0, made)


def _insert_title_page(section: Node) -> None:
    made = section.makeelement(W + "titlePg", {})
    behind = next((node for node in section if node.tag in _BEHIND_TITLE_PAGE), None)
    section.append(made) if behind is None else behind.addprevious(made)


def _paragraphs(lines: Sequence[str]) -> list[Node]:
    look = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/></w:rPr>'
    shape = (
        '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    )
    rows = "".join(f"<w:p>{shape}<w:r>{look}<w:t>{escape(line, quote=False)}</w:t></w:r></w:p>" for line in lines)
    return list(parse_xml(f'<w:hdr xmlns:w="{W[1:-1]}">{rows}</w:hdr>'.encode()))


_COMMENTS = frozenset(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_RANGES = frozenset(W + f"{kind}{edge}" for kind in ("moveFromRange", "moveToRange") for edge in ("Start", "End"))
_BOOKMARKS = frozenset({W + "bookmarkStart", W + "bookmarkEnd"})
_SINGLE = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_ID = W + "id"
_LONGEST_ID = 9


def number_ids(root: Node) -> None:
    """Give every bookmark, revision and range an id of its own; start and end of a pair share theirs."""
    free = count(_highest(root) + 1)
    pairs: dict[tuple[bool, str], int] = {}
    for node in root.iter(*_BOOKMARKS, *_RANGES, *_SINGLE):
        if node.tag in _SINGLE:
            node.set(_ID, str(next(free)))
            continue
        key = node.tag in _BOOKMARKS, node.get(_ID) or ""
        if key not in pairs:
            pairs[key] = next(free)
        node.set(_ID, str(pairs[key]))


def _highest(root: Node) -> int:
    return max(_comment_ids(root), default=0)


def _comment_ids(root: Node) -> Iterator[int]:
    for node in root.iter(*_COMMENTS):
        value = node.get(_ID) or ""
        if value.isdecimal() and value.isascii() and len(value) <= _LONGEST_ID:
            yield int(value)


_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_UNWANTED = tuple(W + name for name in ("trackRevisions", "removePersonalInformation", "removeDateAndTime"))
_OTHERS = ("header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class RedlineLook:
    """How a redline is written: ``revision`` is whose and when, ``legend`` are lines above the first page.

    ``is_painted``: struck out and underlined instead of revisions, for pages that are printed.
    """

    revision: Revision
    legend: Sequence[str] = ()
    is_painted: bool = False


class RedlineFiles:
    """Two files read for one redline; it can be written once. Raises BadInput for what is no Word file."""

    def __init__(self, old: bytes, new: bytes) -> None:
        signs = ObjectSigns()
        self._old, self._new = read_side(old, signs), read_side(new, signs)

    @property
    def blocks(self) -> tuple[Sequence[RedlineBlock], Sequence[RedlineBlock]]:
        """The old and the new file as they are compared."""
        return self._old.blocks, self._new.blocks

    @property
    def resolved(self) -> tuple[int, int]:
        """How many recorded revisions were accepted in the old and in the new file before they were compared."""
        return self._old.resolved, self._new.resolved

    @property
    def is_highlighted(self) -> bool:
        """Whether words of the new file are highlighted, as facts are that nobody has confirmed."""
        return next(self._new.body.iter(W + "highlight"), None) is not None

    def written(self, plan: RedlinePlan, look: RedlineLook) -> Result[bytes]:
        """The new file with revisions; refused together they give the text of the old one. Notices tell what is not marked."""
        new = self._new
        target = PackageEditor(new.package, new.main)
        adopter = Adopter(self._old, new, target)
        RedlineWriter((self._old, new), adopter, look.revision).write(plan)
        if look.legend:
            add_legend(new.body, new.package, target, new.main, look.legend)
        number_ids(new.root)
        if look.is_painted:
            paint(new.body)
        target.put(new.main, new.root)
        self._clean_settings(target)
        notices = [Notice(code, count=count) for code, count in sorted(adopter.left_out.items())]
        if self._other_parts(self._old.package, self._old.main) != self._other_parts(new.package, new.main):
            notices.append(Notice("redline_frame_differs"))
        return Result(target.written(), tuple(notices))

    def _clean_settings(self, target: PackageEditor) -> None:
        """A redline neither records what is typed into it nor loses the names of its authors when it is saved."""
        name = self._new.package.related(self._new.main, "settings")
        root = self._new.package.xml(name) if name else None
        if root is None:
            return
        found = [node for tag in _UNWANTED for node in root.findall(tag)]
        for node in found:
            root.remove(node)
        if found:
            target.put(name, root)

    def _other_parts(self, package: Package, main: str) -> list[str]:
        """The texts of headers, footers and notes, which are not compared."""
        found = []
        for kind in _OTHERS:
            for name in package.all_related(main, kind):
                root = package.xml(name)
                text = "" if root is None else "".join(node.text or "" for node in root.iter(W + "t"))
                if text.strip():
                    found.append(text)
        return sorted(found)


def last_saved(data: bytes) -> Revision:
    """Who saved a file last and when, as the file says itself; empty where it does not."""
    package = Package(data)
    root = package.xml(package.related("", "core-properties") or "docProps/core.xml")
    if root is None:
        return Revision()
    name, made, date = (root.findtext(tag) for tag in (_CORE + "lastModifiedBy", "{*}creator", _TERMS + "modified"))
    return Revision((name or made or "").strip(), (date or "").strip())
