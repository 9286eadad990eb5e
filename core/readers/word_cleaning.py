"""A Word document's tree made plain before it is read: revisions accepted, containers opened, hidden text found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.ooxml import MC, Node, V, W, drop, unwrap
from core.readers.word_styles import is_on

_P, _R = W + "p", W + "r"
_TABLE_PROPERTIES = (W + "trPr", W + "tcPr")
_DELETED = (W + "del", W + "moveFrom")
_REVISED = (*_DELETED, W + "ins", W + "moveTo", W + "cellIns", W + "cellDel")
_REMOVED = (*_DELETED, W + "cellDel")
_ALTERNATIVES, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_VANISH, _RUN_STYLE = W + "vanish", W + "rStyle"
_RUN_PROPERTIES, _MARK_PROPERTIES = W + "rPr", W + "pPr"
_FIELD, _SIMPLE_FIELD, _HYPERLINK = W + "fldChar", W + "fldSimple", W + "hyperlink"
_COMMENT, _RUBY_TEXT = W + "commentReference", W + "rt"
BOX, ART = W + "txbxContent", V + "textpath"
_BLOCK_CONTAINERS = (W + "sdt", W + "sdtContent", W + "customXml", _ALTERNATIVES, _CHOICE, _FALLBACK)
_COUNTED = (_FIELD, _SIMPLE_FIELD, _HYPERLINK, _COMMENT, _RUBY_TEXT)
_TAGS = (_ALTERNATIVES, *_REVISED, *_COUNTED, W + "sdt", W + "customXml", _VANISH, BOX, ART)
_CODES = (
    ("word_fields_kept", (_FIELD, _SIMPLE_FIELD)),
    ("word_links_kept", (_HYPERLINK,)),
    ("word_comments_left_out", (_COMMENT,)),
    ("word_ruby_left_out", (_RUBY_TEXT,)),
)


@dataclass(slots=True)
class Cleaned:
    """What is known of the cleaned trees.

    How often each thing was met (by notice code), the runs with hidden text, the paragraphs whose mark is deleted or
    hidden, so that the next paragraph goes on in them, and the text boxes and word art by the paragraph they are
    anchored in; boxes are taken out of the tree.
    """

    counts: Counter[str] = field(default_factory=Counter)
    hidden_runs: set[Node] = field(default_factory=set)
    deleted_marks: set[Node] = field(default_factory=set)
    hidden_marks: set[Node] = field(default_factory=set)
    boxes: dict[Node, list[Node]] = field(default_factory=dict)


def clean(root: Node, hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    """Change the tree in place and note what was met in ``cleaned``.

    One pass finds all that matters, since each pass costs as much as a fifth of reading the text.
    """
    met = _gather(root, (*_TAGS, _RUN_STYLE) if hidden_styles else _TAGS)
    for alternatives in met.get(_ALTERNATIVES, ()):
        _choose(alternatives)
    if _ALTERNATIVES in met:
        met = _living(met, root)
    revisions = [node for tag in _REVISED for node in met.get(tag, ())]
    if revisions:
        cleaned.counts["word_revisions_accepted"] += len(revisions)
        _accept(revisions, cleaned)
        met = _living(met, root)
    _read_marks(root, met, hidden_styles, cleaned)


def _read_marks(root: Node, met: Mapping[str, Sequence[Node]], hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    for code, tags in _CODES:
        cleaned.counts[code] += sum(_is_counted(node) for tag in tags for node in met.get(tag, ()))
    if _RUBY_TEXT in met:
        drop(root, (_RUBY_TEXT,))
    if not met.keys().isdisjoint(_BLOCK_CONTAINERS):
        unwrap(root, _BLOCK_CONTAINERS)
    _find_hidden([*met.get(_VANISH, ()), *met.get(_RUN_STYLE, ())], hidden_styles, cleaned)
    for box in [*met.get(BOX, ()), *met.get(ART, ())]:
        _set_aside(box, cleaned)


def _living(met: Mapping[str, Sequence[Node]], root: Node) -> dict[str, list[Node]]:
    """Without the elements that have been taken out of the tree since."""
    top = root.tag
    return {tag: [node for node in nodes if next(node.iterancestors(top), None) is root] for tag, nodes in met.items()}


def _gather(root: Node, tags: Sequence[str]) -> dict[str, list[Node]]:
    """The elements with these tags, by tag and in order, found in one pass."""
    found: dict[str, list[Node]] = {}
    for node in root.iter(*tags):
        found.setdefault(node.tag, []).append(node)
    return found


def _is_counted(node: Node) -> bool:
    return bool(node.tag != _FIELD or node.get(W + "fldCharType") == "begin")


def _choose(alternatives: Node) -> None:
    """Of several ways to draw one thing keep the first that holds text, else the first; the others repeat it."""
    branches = alternatives.findall(_CHOICE) + alternatives.findall(_FALLBACK)
    kept = next((branch for branch in branches if next(branch.iter(W + "t"), None) is not None), None)
    for branch in branches:
        if branch is not (branches[0] if kept is None else kept):
            alternatives.remove(branch)


def _accept(revisions: Sequence[Node], cleaned: Cleaned) -> None:
    """Take out what is deleted or moved away. A deletion noted in properties is one of the row, cell or mark."""
    for node in revisions:
        if node.tag not in _REMOVED:
            continue
        parent = node.getparent()
        if parent.tag in _TABLE_PROPERTIES:
            _take_out(parent.getparent())
        elif parent.tag != _RUN_PROPERTIES:
            _take_out(node)
        elif parent.getparent().tag == _MARK_PROPERTIES:
            cleaned.deleted_marks.add(parent.getparent().getparent())


def _take_out(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _set_aside(box: Node, cleaned: Cleaned) -> None:
    """Note a box with its paragraph and take it out, unless its run is hidden; boxes in it belong to its paragraphs."""
    anchor = next(box.iterancestors(_P), None)
    is_hidden = bool(cleaned.hidden_runs) and next(box.iterancestors(_R), None) in cleaned.hidden_runs
    box.getparent().remove(box)
    if anchor is not None and not is_hidden and (box.tag == BOX or (box.get("string") or "").strip()):
        cleaned.boxes.setdefault(anchor, []).append(box)
        cleaned.counts["word_text_boxes_kept"] += 1


def _is_hidden(node: Node, hidden_styles: frozenset[str]) -> bool:
    return is_on(node) if node.tag == _VANISH else node.get(W + "val") in hidden_styles


def _find_hidden(nodes: Sequence[Node], hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    shown: set[Node] = set()
    for node in nodes:
        holder = node.getparent().getparent()
        if not _is_hidden(node, hidden_styles):
            shown.update([holder] if node.tag == _VANISH else [])
        elif holder.tag == _R:
            cleaned.hidden_runs.add(holder)
        elif holder.tag == _MARK_PROPERTIES:
            cleaned.hidden_marks.add(holder.getparent())
    cleaned.hidden_runs -= shown
