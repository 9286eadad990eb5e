"""检查版式: all faults of a layout at once, each with its paragraph and place."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType
from typing import Protocol, TypeAlias

from core.errors import BadInput, BadTemplate
from core.package import Node, parse_xml
from core.similarity import close_matches
from core.word.attributes import MAIN_PART, STYLES_PART, P
from core.word.layouts.file import missing_styles, tagged_parts, xml_parts
from core.word.layouts.parts import PreparedPart, prepare_part, texts_of
from core.word.layouts.tags import BLOCK_END, BLOCK_START, LONGEST_TAG, MOST_TAGS, Report, Tag
from core.word.unit_style.findings import WHOLE_FILE, LayoutFinding, LayoutSeverity

LIKE_ENOUGH = 0.5
"""Similarity (0 to 1) from which another name is suggested for a misspelt one."""

PARTS = MappingProxyType(
    {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
)
OUT_OF_LOOP, NO_SUCH_NAME = "out of loop", "no such name"
CODES = MappingProxyType(
    {
        "template_not_word": "layout_not_word",
        "template_heavy": "layout_heavy",
        "template_unclosed": "layout_unclosed",
        "template_unbalanced": "layout_unbalanced",
        "template_misplaced": "layout_misplaced",
        "template_syntax": "layout_syntax",
        "template_forbidden": "layout_forbidden",
        "template_unknown_name": "layout_unknown_name",
        "template_missing_style": "layout_missing_style",
        "template_too_deep": "layout_too_deep",
        "template_too_large": "layout_too_large",
        "template_endless": "layout_endless",
        "template_no_body": "layout_no_body",
        OUT_OF_LOOP: "layout_out_of_loop",
        NO_SUCH_NAME: "layout_no_such_name",
    }
)
"""The finding code for each error code raised when a layout is used."""

MENDS = MappingProxyType({"template_unknown_name": "name"})
BODY_NAMES = ("各段", "各部分")

_OPENERS = MappingProxyType({"elif": "if 1", "else": "if 1", "endif": "if 1", "endfor": "for 项 in ''"})
_CLOSERS = MappingProxyType({"if": "endif", "elif": "endif", "else": "endif", "for": "endfor"})
_WORDS = frozenset((*_OPENERS, *_CLOSERS, "set"))
_TARGETS = re.compile(r"for\s+(.+?)\s+in\b")
_SET = re.compile(r"set\s+([^=]+)=")
_WORD = re.compile(r"[^\W\d]\w*")


class Compiled(Protocol):
    """The result of core.word.layouts.templating.compile_source."""

    def faults(self, names: Collection[str], fields: Collection[str] | None = None) -> Iterator[BadTemplate]:
        """A BadTemplate for each unknown name."""


Compile: TypeAlias = Callable[[str, tuple[Tag, ...]], Compiled]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a tag may contain: ``compile_source`` of core.word.layouts.templating, and the known names and fields."""

    compile: Compile
    names: frozenset[str]
    fields: frozenset[str]


def part_name(name: str) -> str:
    """The Chinese name of a part of the file.

    >>> part_name("word/footer2.xml")
    '页脚'
    """
    return PARTS.get(name.rpartition("/")[2].partition(".")[0].rstrip("0123456789"), "文件其他部分")


def faults_in(parts: Mapping[str, bytes], grammar: Grammar) -> tuple[LayoutFinding, ...]:
    """Everything that keeps a layout from being used, in file order. The parts are those of ``layout_parts``."""
    found: dict[LayoutFinding, None] = {}  # in order, each once: an unclosed tag may be wrong in two ways
    styles = _xml(parts[STYLES_PART], STYLES_PART, found)
    codes: list[str] = []
    for name in tagged_parts(parts):
        root = _xml(parts[name], name, found)
        if root is not None and styles is not None:
            report = _gathering(part_name(name), found)
            codes += _check_part(_prepared(root, name == MAIN_PART, report), styles, grammar, report)
    for name in xml_parts(parts):
        _xml(parts[name], name, found)
    code = "\n".join(codes)
    if BODY_NAMES[0] not in code and BODY_NAMES[1] not in code:
        found[LayoutFinding("layout_no_body", LayoutSeverity.ERROR)] = None
    return tuple(found)


def _check_part(prepared: PreparedPart, styles: Node, grammar: Grammar, report: Report) -> list[str]:
    """Report faults of styles and tags in a part; the codes of its tags."""
    for fault in missing_styles(styles, prepared):
        report(fault)
    _check_tags(prepared.tags, grammar, report)
    return [tag.code for tag in prepared.tags]


def _xml(data: bytes, name: str, found: dict[LayoutFinding, None]) -> Node | None:
    try:
        return parse_xml(data)
    except BadInput:
        found[LayoutFinding("layout_not_word", LayoutSeverity.ERROR, part_name(name))] = None
        return None


def _prepared(root: Node, bookmarks: bool, report: Report) -> PreparedPart:
    try:
        return prepare_part(root, bookmarks, report)
    except BadTemplate as fault:
        report(fault)
        return PreparedPart("", (), ())


def _gathering(part: str, found: dict[LayoutFinding, None]) -> Report:
    """A ``Report`` that collects faults as findings of the part."""

    def _report(fault: BadTemplate) -> None:
        found[finding_of(fault, part)] = None

    return _report


def finding_of(fault: BadTemplate, part: str) -> LayoutFinding:
    """A fault as a finding in that part of the file."""
    given = fault.parameters
    mend = MENDS.get(fault.code, "")
    return LayoutFinding(
        CODES[fault.code],
        LayoutSeverity.ERROR,
        part,
        int(given.get("number", "0")),
        given.get("paragraph", ""),
        given.get("tag", ""),
        MappingProxyType({key: text for key, text in given.items() if key not in ("number", "paragraph", "tag")}),
        "" if mend == "name" and "better" not in given else mend,
    )


@dataclass(frozen=True, slots=True)
class _NameScope:
    """The names known to a tag: loop variables around it (``targets``), names set in the layout, all loop variables."""

    own: frozenset[str]
    targets: tuple[str, ...]
    loops: frozenset[str]


def part_of(fault: BadTemplate, parts: Mapping[str, bytes]) -> str:
    """The part in which a fault raised while rendering occurred, found by paragraph number and quoted text."""
    number, quoted = int(fault.parameters.get("number", "0")), fault.parameters.get("paragraph", "")
    for name in tagged_parts(parts) if number else ():
        paragraph = next(islice(parse_xml(parts[name]).iter(P), number - 1, None), None)
        if paragraph is not None and quoted.strip("…") in "".join(text.text or "" for text in texts_of(paragraph)):
            return part_name(name)
    return WHOLE_FILE


def _check_tags(tags: Sequence[Tag], grammar: Grammar, report: Report) -> None:
    """Check every tag by itself, so that one fault does not hide others."""
    own, every = _given(tags, "set", _SET), _given(tags, "for", _TARGETS)
    loops: list[list[str]] = []
    for tag in tags[:MOST_TAGS]:
        if tag.word == "endfor" and loops:
            loops.pop()
        scope = _NameScope(own, tuple(chain.from_iterable(loops)), every)
        for fault in _faults_of(tag, grammar, scope):
            report(fault)
        if tag.word == "for":
            loops.append(_names(_TARGETS, tag))


def _given(tags: Iterable[Tag], word: str, pattern: re.Pattern[str]) -> frozenset[str]:
    """The names that statements of one kind assign anywhere."""
    return frozenset(name for tag in tags if tag.word == word for name in _names(pattern, tag))


def _faults_of(tag: Tag, grammar: Grammar, scope: _NameScope) -> list[BadTemplate]:
    """The faults inside a tag."""
    is_reported = (
        tag.kind == "comment" or (tag.kind == "block" and tag.word not in _WORDS) or len(tag.code) > LONGEST_TAG
    )
    if is_reported:
        return []
    try:
        compiled = grammar.compile(_standalone_source(tag), (tag,))
    except BadTemplate as fault:
        return [fault]
    known = grammar.names.union(scope.own, scope.targets, ("loop",) if scope.targets else ())
    return [_with_better(fault, tag, scope, grammar) for fault in compiled.faults(known, grammar.fields)]


def _names(pattern: re.Pattern[str], tag: Tag) -> list[str]:
    found = pattern.match(tag.code)
    return _WORD.findall(found.group(1)) if found else []


def _standalone_source(tag: Tag) -> str:
    """The source of a tag by itself, completed with the matching statements."""
    before, after = _OPENERS.get(tag.word, ""), _CLOSERS.get(tag.word, "")
    opening = f"{BLOCK_START}{before}{BLOCK_END}" if before else ""
    return opening + tag.source() + (f"{BLOCK_START}{after}{BLOCK_END}" if after else "")


def _with_better(fault: BadTemplate, tag: Tag, scope: _NameScope, grammar: Grammar) -> BadTemplate:
    """The fault with the name that was probably meant, if one is similar: for ``断.正文`` that of the loop."""
    name = fault.parameters.get("name", "")
    given = {key: text for key, text in fault.parameters.items() if key != "near"}
    near = _near(name, tag, scope, grammar)
    if near:
        return BadTemplate(fault.code, **given, near="、".join(near), better=near[0])
    return BadTemplate(OUT_OF_LOOP if name in scope.loops else NO_SUCH_NAME, **given)


def _near(name: str, tag: Tag, scope: _NameScope, grammar: Grammar) -> list[str]:
    """Names that may have been meant, most similar first."""
    if re.search(rf"\.\s*{re.escape(name)}(?!\w)", tag.code):
        return close_matches(name, grammar.fields, 3, LIKE_ENOUGH)
    owned = re.search(rf"(?<!\w){re.escape(name)}\s*\.\s*(\w+)", tag.code)
    if owned:  # only what a loop gives has fields
        near = close_matches(name, scope.targets, 3, LIKE_ENOUGH)
        return near or [*scope.targets[-1:]] if owned.group(1) in grammar.fields else near
    return close_matches(name, (*scope.targets, *grammar.names), 3, LIKE_ENOUGH)


def merge_repeats(found: Sequence[LayoutFinding]) -> tuple[LayoutFinding, ...]:
    """Findings of one kind and part about one name or style merged into the first, with their count."""
    first: dict[object, LayoutFinding] = {}
    counts: dict[object, int] = {}
    for finding in found:
        key = (finding.code, finding.part, finding.parameters.get("style") or finding)
        first.setdefault(key, finding)
        counts[key] = counts.get(key, 0) + 1
    return tuple(_counted(finding, counts[key]) for key, finding in first.items())


def _counted(finding: LayoutFinding, count: int) -> LayoutFinding:
    if count == 1:
        return finding
    return replace(finding, parameters=MappingProxyType({**finding.parameters, "more": f"（这样的共{count}处）"}))
