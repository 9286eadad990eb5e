"""A Word document's tree simplified before reading: revisions accepted, containers unwrapped, hidden text found."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from core.model.blocks import KeptObject
from core.package import MC, M, Node, V, W, drop, unwrap
from core.word.attributes import is_on
from core.word.reading.account import Account
from core.word.reading.elements import unknown_elements
from core.word.reading.plain import PlainTables
from core.word.reading.styles import ReadingStyles

DRAWN = (W + "drawing", W + "pict", W + "object")
_PARTS = (
    ("word_pictures_left_out", ("blip", "imagedata")),
    ("word_charts_left_out", ("chart",)),
    ("word_diagrams_left_out", ("relIds",)),
)
_BOXES = ("txbx", "textbox", "textpath")
"""Their text is read separately."""


def note_drawings(nodes: Iterable[Node], account: Account) -> None:
    """Record the content of the drawings of a cleaned tree, from which text boxes have been removed."""
    for node in nodes:
        names = Counter(each.tag.rpartition("}")[2] for each in node.iter())
        if names["OLEObject"] or names["control"]:
            _note_embedded(node, names["blip"] + names["imagedata"], account)
        else:
            _note_drawing(node, names, account)


def _note_drawing(node: Node, names: Counter[str], account: Account) -> None:
    """Record pictures, charts and SmartArt, or a shape if there are none; its words go with the first of them."""
    words = "".join(each.text or "" for each in node.iter("{*}t"))
    found = [(code, count) for code, inside in _PARTS if (count := _count(names, inside))]
    if not found and (words or not _count(names, _BOXES)):
        found = [("word_shapes_left_out", 1)]
    for code, count in found:
        account.note(code, node, words, count)
        words = ""


def _count(names: Counter[str], wanted: Iterable[str]) -> int:
    return sum(names[name] for name in wanted)


def _note_embedded(node: Node, pictures: int, account: Account) -> None:
    """Record an object and its preview picture; old formula editors are objects, too. Controls are recorded elsewhere."""
    for each in node.iter("{*}OLEObject"):
        is_formula = (each.get("ProgID") or "").startswith("Equation")
        account.note("word_equations_left_out" if is_formula else "word_objects_left_out", node)
    if pictures:
        account.note("word_previews_left_out", node, count=pictures)


_P, _R = W + "p", W + "r"
_TABLE_PROPERTIES = (W + "trPr", W + "tcPr")
_DELETED = (W + "del", W + "moveFrom")
_REVISED = (*_DELETED, W + "ins", W + "moveTo", W + "cellIns", W + "cellDel")
_REMOVED = (*_DELETED, W + "cellDel")
_ALTERNATIVES, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_VANISH, _RUN_STYLE, _STYLE = W + "vanish", W + "rStyle", W + "pStyle"
_RUN_PROPERTIES, _MARK_PROPERTIES = W + "rPr", W + "pPr"
_FIELD, _SIMPLE_FIELD, _HYPERLINK = W + "fldChar", W + "fldSimple", W + "hyperlink"
_RUBY_TEXT, _CODE = W + "rt", W + "instrText"
_FORMULA, _FORMULAS = M + "oMath", M + "oMathPara"
BOX, ART = W + "txbxContent", V + "textpath"
_BLOCK_CONTAINERS = (W + "sdt", W + "sdtContent", W + "customXml", _ALTERNATIVES, _CHOICE, _FALLBACK)
_FORMS = (W + "checkBox", W + "ddList")
_DRESS = (W + "b", W + "i", W + "u", W + "em", W + "color", W + "highlight", W + "shd")
_MARKS = (W + "strike", W + "dstrike", W + "vertAlign")
_CODES = (
    ("word_fields_kept", (_FIELD, _SIMPLE_FIELD)),
    ("word_links_kept", (_HYPERLINK,)),
    ("word_forms_left_out", _FORMS),
    ("word_chunks_left_out", (W + "altChunk", W + "subDoc")),
    ("word_controls_left_out", (W + "control",)),
)
_COUNTED = tuple(tag for _, tags in _CODES for tag in tags)
_TAGS = (
    *(_ALTERNATIVES, *_REVISED, *_COUNTED, _RUBY_TEXT, _CODE, W + "sdt", W + "customXml", _VANISH, BOX, ART),
    *(_RUN_STYLE, _STYLE, *_DRESS, *_MARKS, *DRAWN, _FORMULA),
)
_TEXTS = (W + "t", W + "delText", M + "t")
# Fields that draw what they show and have no result (part 1, 17.16.5: EQ and SYMBOL).
_DRAWN_FIELDS = ("EQ ", "EQ\\", "SYMBOL ")
ElementsByTag: TypeAlias = Mapping[str, Sequence[Node]]
"""Elements of a tree by tag."""


@dataclass(slots=True)
class CleanedTree:
    """Facts about the cleaned trees of one file, and its account.

    ``hidden_runs`` and ``deleted_marks``/``hidden_marks`` (paragraphs whose mark is deleted or hidden, so that the next one
    continues them); ``marked_runs``: struck-out, raised or lowered runs with their mark; ``emphasised``: paragraphs with runs
    that may be emphasised; ``boxes``: text boxes and word art by anchor paragraph, removed from the tree;
    ``kept``: drawings, embedded objects and formulas that stay in the draft as they are; ``with_special``: paragraphs
    with more than plain text; ``plain``: tables without.
    """

    account: Account = field(default_factory=Account)
    hidden_runs: set[Node] = field(default_factory=set)
    marked_runs: dict[Node, str] = field(default_factory=dict)
    emphasised: set[Node] = field(default_factory=set)
    deleted_marks: set[Node] = field(default_factory=set)
    hidden_marks: set[Node] = field(default_factory=set)
    boxes: dict[Node, list[Node]] = field(default_factory=dict)
    kept: dict[Node, KeptObject] = field(default_factory=dict)
    with_special: set[Node] = field(default_factory=set)
    plain: PlainTables = field(default_factory=PlainTables)


def clean(
    root: Node,
    styles: ReadingStyles,
    cleaned: CleanedTree,
    keeper: Callable[[Node], KeptObject | None],
    also: Sequence[str] = (),
) -> ElementsByTag:
    """Modify the tree in place and record what was found in ``cleaned``; ``keeper`` takes objects into the draft.

    Returns what the tree held of the elements that count here and of those with the tags ``also``, some of them taken out
    since: to go through a large tree once more takes as long as all that is done with what is found.
    """
    whole = met = _gather(root, (*_TAGS, *also))
    if _ALTERNATIVES in met:
        for alternatives in met[_ALTERNATIVES]:
            _choose(alternatives)
        met = _living(met, root)
    if not met.keys().isdisjoint(_REVISED):
        _accept(_of(met, *_REVISED), cleaned)
        met = _living(met, root)
    _note_counted(met, cleaned.account)
    if _RUBY_TEXT in met:
        drop(root, (_RUBY_TEXT,))
        met = _living(met, root)
    if not met.keys().isdisjoint(_BLOCK_CONTAINERS):
        unwrap(root, _BLOCK_CONTAINERS)
    _find_looks(met, styles, cleaned)
    for box in _of(met, BOX, ART):
        _set_aside(box, cleaned)
    _keep(met, cleaned, keeper)
    note_drawings((node for node in _of(met, *DRAWN) if node not in cleaned.kept), cleaned.account)
    _note_unknown((root, *_of(met, BOX)), cleaned)
    return whole


def _keep(met: ElementsByTag, cleaned: CleanedTree, keeper: Callable[[Node], KeptObject | None]) -> None:
    """Keep what can be kept whole; a formula that cannot is read as text."""
    formulas = {_outermost_formula(node): None for node in met.get(_FORMULA, ())}
    for node in (*_of(met, *DRAWN), *formulas):
        run = node.getparent()
        is_inner = next(node.iterancestors(*DRAWN, _FORMULA), None) is not None
        if is_inner:
            continue
        found = None if run is None or run in cleaned.hidden_runs else keeper(node)
        if found is not None:
            cleaned.kept[node] = found
        elif node in formulas:
            cleaned.account.note("word_formulas_flattened", node)


def _outermost_formula(node: Node) -> Node:
    parent = node.getparent()
    return parent if parent is not None and parent.tag == _FORMULAS else node


def _of(met: ElementsByTag, *tags: str) -> list[Node]:
    return [node for tag in tags for node in met.get(tag, ())]


def _note_counted(met: ElementsByTag, account: Account) -> None:
    """Record what is reported by count only; ruby text is left out, everything else is read."""
    for code, tags in _CODES:
        for node in filter(_is_counted, _of(met, *tags)):
            account.note(code, node)
    for node in _of(met, _RUBY_TEXT):
        account.note("word_ruby_left_out", next(node.iterancestors(_P), None), text_in((node,)))
    for node in _of(met, _CODE, _SIMPLE_FIELD):
        code = (node.text if node.tag == _CODE else node.get(W + "instr")) or ""
        if code.lstrip().upper().startswith(_DRAWN_FIELDS):
            account.note("word_equations_left_out", node, shown=code)


def _note_unknown(trees: Iterable[Node], cleaned: CleanedTree) -> None:
    for node in (node for tree in trees for node in unknown_elements(tree, cleaned.plain)):
        cleaned.account.note("word_unknown_left_out", node, (node.text or "").strip())


def _find_looks(met: ElementsByTag, styles: ReadingStyles, cleaned: CleanedTree) -> None:
    """Find runs that are hidden, struck out, raised or lowered, and paragraphs that may contain emphasis."""
    _find_hidden(_of(met, _VANISH, _RUN_STYLE), styles.hidden(), cleaned)
    marks = {run: styles.of_run(run).mark for run in _maybe_marked(met, styles.marked()) if run.tag == _R}
    cleaned.marked_runs.update({run: mark for run, mark in marks.items() if mark})
    cleaned.emphasised.update(next(node.iterancestors(_P), node) for node in _of(met, *_DRESS, _RUN_STYLE))


def _maybe_marked(met: ElementsByTag, marked: frozenset[str]) -> set[Node]:
    """The runs that may be struck out, raised or lowered, directly or by their style."""
    runs = {node.getparent().getparent() for node in _of(met, *_MARKS)}
    named = [node for node in _of(met, _RUN_STYLE, _STYLE) if node.get(W + "val") in marked]
    for holder in {node.getparent().getparent() for node in named}:
        runs.update(holder.iter(_R))
    return runs


def text_in(nodes: Iterable[Node], without: Collection[Node] = ()) -> str:
    """All text of these elements, deleted or not, except that of some runs."""
    texts = (each for node in nodes for each in node.iter(*_TEXTS) if each.getparent() not in without)
    return "".join(each.text or "" for each in texts)


def _living(met: ElementsByTag, root: Node) -> dict[str, list[Node]]:
    """Without elements that have been removed from the tree since."""
    top = root.tag
    return {tag: [node for node in nodes if next(node.iterancestors(top), None) is root] for tag, nodes in met.items()}


def _gather(root: Node, tags: Sequence[str]) -> dict[str, list[Node]]:
    """The elements with these tags, by tag and in order, found in one pass."""
    found: dict[str, list[Node]] = {}
    for node in root.iter(*tags):
        found.setdefault(node.tag, []).append(node)
    return found


def _is_counted(node: Node) -> bool:
    """Whether the element counts as an occurrence; a field counts once, where it begins."""
    return bool(node.tag != _FIELD or node.get(W + "fldCharType") == "begin")


def _choose(alternatives: Node) -> None:
    """Keep one alternative of a drawing: the first that contains text, else the first."""
    branches = alternatives.findall(_CHOICE) + alternatives.findall(_FALLBACK)
    kept = next((branch for branch in branches if next(branch.iter(W + "t"), None) is not None), None)
    for branch in branches:
        if branch is not (branches[0] if kept is None else kept):
            alternatives.remove(branch)


def _accept(revisions: Sequence[Node], cleaned: CleanedTree) -> None:
    """Remove deleted and moved text. A deletion inside properties affects the row, cell or paragraph mark."""
    gone = {node: _deleted(node) for node in revisions if node.tag in _REMOVED}
    parts = {part for part in gone.values() if part is not None}
    for node in revisions:
        part = gone.get(node)
        is_inner = part is None or not parts.isdisjoint(part.iterancestors())
        left_out = "" if is_inner else text_in((part,))
        cleaned.account.note("word_revisions_accepted", _paragraph_at(node, parts), left_out)
    cleaned.deleted_marks.update(mark for mark in map(_deleted_mark, gone) if mark is not None)
    for part in parts:
        _take_out(part)


def _paragraph_at(node: Node, gone: Collection[Node]) -> Node | None:
    """The paragraph of a revision; of one of a row or cell the first one in it, or beside it where it is deleted."""
    own = next(node.iterancestors(_P), None)
    if own is not None or node.getparent().tag not in _TABLE_PROPERTIES:
        return own
    line = node.getparent().getparent()
    near = (
        line
        if line not in gone
        else next(filter(_is_line, (*line.itersiblings(preceding=True), *line.itersiblings())), None)
    )
    return None if near is None else next(near.iter(_P), None)


def _is_line(node: Node) -> bool:
    return bool(node.tag in (W + "tr", W + "tc"))


def _deleted_mark(node: Node) -> Node | None:
    """The paragraph whose mark a deletion removes."""
    properties = node.getparent()
    is_mark = properties.tag == _RUN_PROPERTIES and properties.getparent().tag == _MARK_PROPERTIES
    return properties.getparent().getparent() if is_mark else None


def _deleted(node: Node) -> Node | None:
    """What a deletion removes: the row or cell whose property it is, or itself; None for a paragraph mark."""
    parent = node.getparent()
    if parent.tag in _TABLE_PROPERTIES:
        return parent.getparent()
    return None if parent.tag == _RUN_PROPERTIES else node


def _take_out(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _set_aside(box: Node, cleaned: CleanedTree) -> None:
    """Record a box with its anchor paragraph and remove it from the tree, unless its run is hidden."""
    anchor = next(box.iterancestors(_P), None)
    is_hidden = bool(cleaned.hidden_runs) and next(box.iterancestors(_R), None) in cleaned.hidden_runs
    box.getparent().remove(box)
    if anchor is None:
        cleaned.account.note("word_unknown_left_out", None, text_in((box,)))
    elif not is_hidden and (box.tag == BOX or (box.get("string") or "").strip()):
        cleaned.boxes.setdefault(anchor, []).append(box)
        cleaned.account.note("word_text_boxes_kept", anchor)


def _is_hidden(node: Node, hidden_styles: frozenset[str]) -> bool:
    return is_on(node) if node.tag == _VANISH else node.get(W + "val") in hidden_styles


def _find_hidden(nodes: Sequence[Node], hidden_styles: frozenset[str], cleaned: CleanedTree) -> None:
    shown: set[Node] = set()
    runs: dict[Node, None] = {}
    for node in nodes:
        holder = node.getparent().getparent()
        if not _is_hidden(node, hidden_styles):
            shown.update([holder] if node.tag == _VANISH else [])
        elif holder.tag == _R:
            runs[holder] = None
        elif holder.tag == _MARK_PROPERTIES:
            cleaned.hidden_marks.add(holder.getparent())
    for run in runs:
        if run not in shown:
            cleaned.hidden_runs.add(run)
            cleaned.account.note("word_hidden_left_out", run, text_in((run,)))
