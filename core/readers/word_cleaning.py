"""A Word document's tree made plain before it is read: revisions accepted, containers opened, hidden text found."""

from collections import Counter
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
_COUNTED = (_FIELD, _SIMPLE_FIELD, _HYPERLINK, _COMMENT, _RUBY_TEXT, W + "sdt", W + "customXml", _ALTERNATIVES)
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
    """Change the tree in place and note what was met in ``cleaned``."""
    for alternatives in list(root.iter(_ALTERNATIVES)):
        _choose(alternatives)
    _accept(root, cleaned)
    _open_containers(root, cleaned)
    _find_hidden(root, hidden_styles, cleaned)
    for box in list(root.iter(BOX, ART)):
        _set_aside(box, cleaned)


def _open_containers(root: Node, cleaned: Cleaned) -> None:
    met: Counter[str] = Counter(node.tag for node in root.iter(*_COUNTED) if _is_counted(node))
    for code, tags in _CODES:
        cleaned.counts[code] += sum(met[tag] for tag in tags)
    if met[_RUBY_TEXT]:
        drop(root, (_RUBY_TEXT,))
    if any(met[tag] for tag in _BLOCK_CONTAINERS):
        unwrap(root, _BLOCK_CONTAINERS)


def _is_counted(node: Node) -> bool:
    return bool(node.tag != _FIELD or node.get(W + "fldCharType") == "begin")


def _choose(alternatives: Node) -> None:
    """Of several ways to draw one thing keep the first that holds text, else the first; the others repeat it."""
    branches = alternatives.findall(_CHOICE) + alternatives.findall(_FALLBACK)
    kept = next((branch for branch in branches if next(branch.iter(W + "t"), None) is not None), None)
    for branch in branches:
        if branch is not (branches[0] if kept is None else kept):
            alternatives.remove(branch)


def _accept(root: Node, cleaned: Cleaned) -> None:
    revisions = list(root.iter(*_REVISED))
    cleaned.counts["word_revisions_accepted"] += len(revisions)
    for node in revisions:
        if node.tag in _REMOVED:
            _remove_holder(node, cleaned)
    if revisions:
        drop(root, _DELETED)


def _remove_holder(node: Node, cleaned: Cleaned) -> None:
    """A deletion noted in properties deletes the row, the cell or the paragraph mark that they belong to."""
    parent = node.getparent()
    if parent.tag in _TABLE_PROPERTIES:
        holder = parent.getparent()
        holder.getparent().remove(holder)
    elif parent.tag == _RUN_PROPERTIES and parent.getparent().tag == _MARK_PROPERTIES:
        cleaned.deleted_marks.add(parent.getparent().getparent())


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


def _find_hidden(root: Node, hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    wanted = (_VANISH, _RUN_STYLE) if hidden_styles else (_VANISH,)
    shown: set[Node] = set()
    for node in root.iter(*wanted):
        holder = node.getparent().getparent()
        if not _is_hidden(node, hidden_styles):
            shown.update([holder] if node.tag == _VANISH else [])
        elif holder.tag == _R:
            cleaned.hidden_runs.add(holder)
        elif holder.tag == _MARK_PROPERTIES:
            cleaned.hidden_marks.add(holder.getparent())
    cleaned.hidden_runs -= shown
