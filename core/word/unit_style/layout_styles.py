"""A layout's styles by name and role: their own and their effective properties.

Styles are identified by names and aliases because office programs rename their ids (ECMA-376 part 1, 17.7.4).
"""

from collections.abc import Iterator
from types import MappingProxyType

from core.package import Node, W
from core.word.attributes import child_value
from core.word.styles import StyleResolver
from core.word.unit_style.tree import child, number

LEVELS = ("level1", "level2", "level3", "level4")
ROLES = ("title", "subtitle", *LEVELS, "body")
_NAMES = MappingProxyType(
    {
        "title": ("title", "公文标题", "标题"),
        "subtitle": ("subtitle", "副标题行", "副标题", "题下行"),
        "body": ("正文段落", "body text first indent", "正文首行缩进", "body text", "正文文本"),
        **{
            f"level{level}": (f"heading {level}", f"{han}级标题", f"标题 {level}", f"标题{level}")
            for level, han in enumerate("一二三四", 1)
        },
    }
)
_RUN_IN = MappingProxyType({f"level{level}": f"{han}级标题字符" for level, han in enumerate("一二三四", 1)})
NUMBER_NAMES = ("页码", "双页页码")
_APART = (*NUMBER_NAMES, "header", "footer", "版式指令", "page number", "页眉", "页脚")


class LayoutStyles:
    """The styles of ``word/styles.xml``."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._index()

    def _index(self) -> None:
        self._resolver = StyleResolver(self.root)
        self._styles = self._resolver.styles
        self._names: dict[str, Node] = {}
        for style in self._styles:
            for name in names_of(style):
                self._names.setdefault(name, style)

    @property
    def normal(self) -> Node | None:
        """The default paragraph style, or else the one named Normal."""
        default = self._resolver.find(self._resolver.default_id(), "paragraph")
        return self._names.get("normal") if default is None else default

    def add(self, style: Node) -> None:
        """Append a style, so that it is found by id and name."""
        self.root.append(style)
        self._index()

    def named(self, name: str) -> Node | None:
        """The style with that name or alias (lower case)."""
        return self._names.get(name)

    def by_id(self, style_id: str) -> Node | None:
        """The style with that id."""
        return self._resolver.find(style_id)

    def role(self, role: str) -> Node | None:
        """The paragraph style of a role; for the body the default style if it has none of its own."""
        found = next((self._names[name] for name in _NAMES[role] if name in self._names), None)
        return self.normal if found is None and role == "body" else found

    def holders(self, role: str) -> tuple[Node, ...]:
        """All styles of a role; of a heading level also the character style of run-in headings."""
        found = [self.role(role)]
        if role in _RUN_IN:
            found.append(self._names.get(_RUN_IN[role]))
            found.append(self._resolver.find(child_value(found[0], "link")))
        return tuple({id(style): style for style in found if style is not None}.values())

    def texts(self) -> Iterator[Node]:
        """All paragraph and character styles except those of title, levels, page numbers and tags."""
        others = [style for role in ROLES if role != "body" for style in self.holders(role)]
        for style in self._styles:
            if style.get(W + "type", "paragraph") not in ("paragraph", "character") or is_apart(style):
                continue
            if not any(style is other for other in others):
                yield style

    def all(self) -> Iterator[Node]:
        """Every style."""
        yield from self._styles

    def effective(self, style: Node | None, path: str, attribute: str) -> str | None:
        """An attribute of ``path`` (such as rPr/sz) from the style, its base styles or the document defaults."""
        for properties in self._resolver.properties(style, path.partition("/")[0]):
            found = properties.find(W + path.partition("/")[2])
            if found is not None and found.get(W + attribute) is not None:
                return str(found.get(W + attribute))
        return None

    def element(self, style: Node | None, path: str) -> Node | None:
        """The nearest element of ``path`` for a style."""
        found = (
            properties.find(W + path.partition("/")[2])
            for properties in self._resolver.properties(style, path.partition("/")[0])
        )
        return next((element for element in found if element is not None), None)

    def amount(self, style: Node | None, path: str, attribute: str) -> float | None:
        """``effective`` as a number."""
        text = self.effective(style, path, attribute)
        try:
            return None if text is None else float(text.removesuffix("pt"))
        except ValueError:
            return None


def names_of(style: Node) -> tuple[str, ...]:
    """Name and aliases of a style, lower case."""
    found = [style.find(W + "name"), style.find(W + "aliases")]
    texts = [element.get(W + "val") or "" for element in found if element is not None]
    return tuple(part.strip().lower() for text in texts for part in text.split(",") if part.strip())


def is_apart(style: Node) -> bool:
    """Whether the style is for page numbers, headers, footers or tags, which do not follow the body's format."""
    return any(name in _APART for name in names_of(style))


def own(style: Node, kind: str, name: str) -> Node | None:
    """An element of the style itself, such as ``own(style, "rPr", "sz")``."""
    found: Node | None = style.find(f"{W}{kind}/{W}{name}")
    return found


def own_number(style: Node, path: str, attribute: str) -> float | None:
    """A number that the style itself sets, such as ``own_number(style, "pPr/spacing", "line")``."""
    return number(own(style, *path.split("/")), attribute)


def properties(style: Node, kind: str) -> Node:
    """The style's pPr or rPr, created if missing."""
    return child(style, kind)
