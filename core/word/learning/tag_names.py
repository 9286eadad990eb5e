"""Layouts with tags of other programs: their names are replaced by the names that drafts provide."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from core.package import Node
from core.result import Notice
from core.similarity import close_matches
from core.word.layouts.tags import Tag, find_tags
from core.word.learning.source import LearningSource, P, replace_spans, text_of

_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[^\W\d]\w*|[.|]|\S")
_WORD = re.compile(r"[^\W\d]\w*")
_LOOP = re.compile(r"for\s+(?P<targets>.+?)\s+in\s+(?P<list>[\w.]+)")
_SETTING = re.compile(r"set\s+(?P<target>\w+)\s*=")
_KEYWORDS = frozenset(
    (
        "for",
        "in",
        "if",
        "elif",
        "else",
        "endif",
        "endfor",
        "set",
        "not",
        "and",
        "or",
        "is",
        "loop",
        "true",
        "false",
        "none",
        "True",
        "False",
        "None",
        "recursive",
        "endset",
    )
)
_ROWS = frozenset(("各段", "各副标题", "各题下行"))
_WHOLE = "文字"
_NEAREST = 0.3


@dataclass(frozen=True, slots=True)
class LayoutNames:
    """The ``known`` names and ``fields`` of a layout, and their aliases by normalised spelling."""

    known: Collection[str]
    fields: Collection[str]
    name_aliases: Mapping[str, str]
    field_aliases: Mapping[str, str]


@dataclass(slots=True)
class _LoopScope:
    """The variables of open loops, each with whether it stands for one of our paragraphs."""

    loops: list[dict[str, bool]] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    unknown: list[Notice] = field(default_factory=list)

    def variable(self, name: str) -> bool | None:
        """Whether a variable stands for a paragraph; None if it is not a variable."""
        for loop in reversed(self.loops):
            if name in loop:
                return loop[name]
        return False if name in self.own else None


def aliases(table: Mapping[str, object]) -> dict[str, str]:
    """Our name by the normalised spelling of each of its aliases."""
    found = {}
    for name, words in table.items():
        for word in str(words).split():
            found[_plain(word)] = name
    return found


def _plain(word: str) -> str:
    return word.lower().replace("_", "")


def has_tags(source: LearningSource) -> bool:
    """Whether the text contains a tag, so that the file already is a layout."""
    return any(re.search(r"\{\{.*?\}\}|\{%.*?%\}|｛｛.*?｝｝|｛％.*?％｝", text_of(node)) for node in source.paragraphs)


def rename(roots: Collection[Node], names: LayoutNames) -> tuple[dict[str, str], tuple[Notice, ...]]:
    """Replace aliases by our names in all tags; the replacements, and a notice for every unknown name.

    Raises BadTemplate for a tag that is not closed.
    """
    scope = _LoopScope()
    for root in roots:
        for paragraph in root.iter(P):
            tags = find_tags(text_of(paragraph))
            spans = [(tag.start, tag.end, new) for tag in tags if (new := _rewritten(tag, scope, names))]
            if spans:
                replace_spans(paragraph, spans)
    unique = {tuple(sorted(notice.parameters.items())): notice for notice in scope.unknown}
    return scope.renamed, tuple(unique.values())


def _rewritten(tag: Tag, scope: _LoopScope, names: LayoutNames) -> str:
    """The tag with our names; "" if it does not change."""
    if tag.kind == "comment":
        return ""
    code = "".join(_words(tag, scope, names))
    _follow(tag, code, scope)
    if tag.kind == "variable" and scope.variable(code.strip()) is True:
        code = f"{code.strip()}.{_WHOLE}"
    if code == tag.code:
        return ""
    start, end = ("{{", "}}") if tag.kind == "variable" else ("{%", "%}")
    space = f"{tag.scope} " if tag.scope and tag.kind == "block" else " "
    return f"{start}{space}{code} {end}"


def _words(tag: Tag, scope: _LoopScope, names: LayoutNames) -> Iterator[str]:
    """The tokens of the code with names replaced."""
    targets = _targets(tag.code)
    setting = _SETTING.match(tag.code)
    scope.own |= {setting["target"]} if setting else set()
    position, owner, before = 0, "", ""
    for found in _TOKEN.finditer(tag.code):
        word = found.group()
        yield tag.code[position : found.start()]
        position = found.end()
        is_variable = word in targets or (before != "." and scope.variable(word) is not None)
        is_kept = is_variable or owner == "loop" or not _is_name(word, before)
        yield word if is_kept else _known(word, before == ".", tag, scope, names)
        owner, before = before, word
    yield tag.code[position:]


def _targets(code: str) -> set[str]:
    """The variables of the loop that the tag opens."""
    loop = _LOOP.match(code)
    return set(_WORD.findall(loop["targets"])) if loop else set()


def _is_name(word: str, before: str) -> bool:
    """Whether a token names a value: no operator, filter, test or keyword."""
    return _WORD.fullmatch(word) is not None and before not in ("|", "is") and word not in _KEYWORDS


def _known(word: str, is_field: bool, tag: Tag, scope: _LoopScope, names: LayoutNames) -> str:
    known, found = (names.fields, names.field_aliases) if is_field else (names.known, names.name_aliases)
    if word in known:
        return word
    ours = found.get(_plain(word), "")
    if ours in known:
        scope.renamed[word] = ours
        return ours
    near = close_matches(word, [*known, *found], 3, _NEAREST) or sorted(known)[:4]
    nearest = "、".join(dict.fromkeys(found.get(name, name) for name in near))
    scope.unknown.append(Notice("learn_name_unknown", 0, {"tag": tag.shown, "name": word, "near": nearest}))
    return word


def _follow(tag: Tag, code: str, scope: _LoopScope) -> None:
    """Update the open loops."""
    if tag.word == "for":
        loop = _LOOP.match(code)
        is_row = loop is not None and loop["list"].rpartition(".")[2] in _ROWS
        scope.loops.append(dict.fromkeys(_WORD.findall(loop["targets"]) if loop else (), is_row))
    elif tag.word == "endfor" and scope.loops:
        scope.loops.pop()
