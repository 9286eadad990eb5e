"""A Word document's tree made plain before it is read: revisions accepted, containers opened, hidden text found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.ooxml import MC, Node, W, drop, unwrap
from core.readers.word_styles import is_on

_R = W + "r"
_TABLE_PROPERTIES = (W + "trPr", W + "tcPr")
_DELETED = (W + "del", W + "moveFrom")
_INSERTED = (W + "ins", W + "moveTo", W + "cellIns")
_CELL_DELETED = W + "cellDel"
_REVISED = (*_DELETED, *_INSERTED, _CELL_DELETED)
_ALTERNATIVES, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_VANISH, _RUN_STYLE = W + "vanish", W + "rStyle"
_RUN_PROPERTIES, _MARK_PROPERTIES = W + "rPr", W + "pPr"
_FIELD, _SIMPLE_FIELD, _HYPERLINK = W + "fldChar", W + "fldSimple", W + "hyperlink"
_COUNTED = (_FIELD, _SIMPLE_FIELD, _HYPERLINK, W + "txbxContent", W + "commentReference", W + "rt")
_RUBY_TEXT = W + "rt"
_ASIDE = (*_DELETED, W + "sdtPr", W + "sdtEndPr", W + "customXmlPr", W + "smartTagPr", _RUBY_TEXT)
_CONTAINERS = (
    *(W + "ins", W + "moveTo", _HYPERLINK, _SIMPLE_FIELD, W + "smartTag", W + "customXml", W + "sdt"),
    *(W + "sdtContent", W + "dir", W + "bdo", _ALTERNATIVES, _CHOICE, _FALLBACK),
)
_CODES = (
    ("word_fields_kept", (_FIELD, _SIMPLE_FIELD)),
    ("word_links_kept", (_HYPERLINK,)),
    ("word_text_boxes_kept", (W + "txbxContent",)),
    ("word_comments_left_out", (W + "commentReference",)),
    ("word_ruby_left_out", (_RUBY_TEXT,)),
)


@dataclass(slots=True)
class Cleaned:
    """What is known of the cleaned trees: how often each thing was met (by notice code), the runs with hidden text,
    and the paragraphs whose mark is deleted or hidden, so that the next paragraph goes on in them."""

    counts: Counter[str] = field(default_factory=Counter)
    hidden_runs: set[Node] = field(default_factory=set)
    deleted_marks: set[Node] = field(default_factory=set)
    hidden_marks: set[Node] = field(default_factory=set)


def clean(root: Node, hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    """Change the tree in place and note what was met in ``cleaned``."""
    for alternatives in root.findall(f".//{_ALTERNATIVES}"):
        _choose(alternatives)
    _accept(list(root.iter(*_REVISED)), cleaned)
    drop(root, _DELETED)
    met: Counter[str] = Counter(node.tag for node in root.iter(*_COUNTED) if _is_counted(node))
    for code, tags in _CODES:
        cleaned.counts[code] += sum(met[tag] for tag in tags)
    drop(root, _ASIDE)
    unwrap(root, _CONTAINERS)
    _find_hidden(root, hidden_styles, cleaned)


def _is_counted(node: Node) -> bool:
    return bool(node.tag != _FIELD or node.get(W + "fldCharType") == "begin")


def _choose(alternatives: Node) -> None:
    """Of several ways to draw one thing keep the first that holds text, else the first; the others repeat it."""
    branches = alternatives.findall(_CHOICE) + alternatives.findall(_FALLBACK)
    kept = next((branch for branch in branches if next(branch.iter(W + "t"), None) is not None), None)
    for branch in branches:
        if branch is not (branches[0] if kept is None else kept):
            alternatives.remove(branch)


def _accept(revisions: Iterable[Node], cleaned: Cleaned) -> None:
    for node in revisions:
        cleaned.counts["word_revisions_accepted"] += 1
        parent = node.getparent()
        holder = None if parent is None else parent.getparent()
        if node.tag in _INSERTED or holder is None:
            continue
        if parent.tag in _TABLE_PROPERTIES:
            holder.getparent().remove(holder)
        elif parent.tag == _RUN_PROPERTIES and holder.tag == _MARK_PROPERTIES:
            cleaned.deleted_marks.add(holder.getparent())


def _is_hidden(node: Node, hidden_styles: frozenset[str]) -> bool:
    return is_on(node) if node.tag == _VANISH else node.get(W + "val") in hidden_styles


def _find_hidden(root: Node, hidden_styles: frozenset[str], cleaned: Cleaned) -> None:
    wanted = (_VANISH, _RUN_STYLE) if hidden_styles else (_VANISH,)
    shown: set[Node] = set()
    for node in root.iter(*wanted):
        holder = node.getparent().getparent()
        is_hidden = _is_hidden(node, hidden_styles)
        if holder.tag == _R and (is_hidden or node.tag == _VANISH):
            (cleaned.hidden_runs if is_hidden else shown).add(holder)
        elif holder.tag == _MARK_PROPERTIES and is_hidden:
            cleaned.hidden_marks.add(holder.getparent())
    cleaned.hidden_runs -= shown
