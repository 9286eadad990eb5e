"""检查版式 and 改好它: whether a layout can be used, all findings about it, and the mended copy."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from core.errors import BadInput, BadTemplate
from core.files import write_atomically
from core.package import parse_xml
from core.paths import templates_folder
from core.reading import read_bytes, read_limited
from core.result import Notice
from core.word.attributes import STYLES_PART
from core.word.layouts.file import layout_parts
from core.word.layouts.font_table import fonts_in_use
from core.word.layouts.templating import compile_source
from core.word.unit_style.check import PARTS, Grammar, faults_in, finding_of, merge_repeats, part_of
from core.word.unit_style.findings import WHOLE_FILE, LayoutFinding, LayoutSeverity
from core.word.unit_style.hints import hints_in
from core.word.unit_style.lost_styles import BuiltInStyles
from core.word.unit_style.mending import mend, with_mends
from core.word.writing.document import write_word
from core.word.writing.values import FIELDS, NAMES
from core.workflows.exporting.fonts import load_fonts
from core.workflows.exporting.unsupported import not_shown
from core.workflows.layouts.files import ENDING, own_folder
from core.workflows.layouts.usage import MATTERS, bare_draft, load_usable, require_body
from core.workflows.messages import sentence

__all__ = (
    "LayoutFinding",
    "LayoutSeverity",
    "check_layout",
    "is_in_order",
    "is_usable",
    "load_usable",
    "mend_layout",
    "message",
    "shape_of",
    "stamp_of",
)

MENDED = "（改好）"
STANDARD = f"国标公文{ENDING}"
_ORDER = tuple(LayoutSeverity)
_PLACES = tuple(PARTS.values())


def is_usable(findings: Collection[LayoutFinding]) -> bool:
    """Whether no finding prevents the use of the layout."""
    return not any(finding.severity is LayoutSeverity.ERROR for finding in findings)


def is_in_order(findings: Collection[LayoutFinding]) -> bool:
    """Whether there are hints at most."""
    return all(finding.severity is LayoutSeverity.HINT for finding in findings)


def check_layout(source: Path | bytes, families: Collection[str] | None = None) -> tuple[LayoutFinding, ...]:
    """All findings about a layout, the gravest first; there is an error exactly when ``load_usable`` refuses it.

    ``families`` are the fonts installed here; without them fonts are not checked. Raises BadInput when the file cannot
    be read at all.
    """
    data = read_limited(source) if isinstance(source, Path) else source
    try:
        load_usable(data)
    except BadTemplate as refusal:
        found = _refused(data, refusal)
    else:
        unsupported = not_shown(data, "layout_not_shown")
        found = (
            *_in_use(data),
            *tuple(
                LayoutFinding(notice.code, LayoutSeverity.HINT, parameters=notice.parameters) for notice in unsupported
            ),
            *hints_in(layout_parts(data)),
        )
    if families is not None:
        found = (*found, *_fonts(data, families))
    return tuple(sorted(merge_repeats(found), key=_rank))


def _rank(finding: LayoutFinding) -> tuple[int, int, int]:
    place = _PLACES.index(finding.part) if finding.part in _PLACES else len(_PLACES)
    return _ORDER.index(finding.severity), place, finding.number


def _refused(data: bytes, refusal: BadTemplate) -> tuple[LayoutFinding, ...]:
    """Every fault of a refused layout; a fault that appears only in writing is reported alone."""
    try:
        parts = layout_parts(data)
    except (BadTemplate, BadInput):
        return (finding_of(refusal, WHOLE_FILE),)
    found = faults_in(parts, Grammar(compile_source, NAMES, FIELDS)) or (finding_of(refusal, part_of(refusal, parts)),)
    faults = tuple(with_mends(found, parts, _standard()))
    lost = {finding.parameters["shown"] for finding in faults if finding.code == "layout_lost_style"}
    hints = (hint for hint in hints_in(parts) if hint.code != "layout_no_style" or hint.parameters["what"] not in lost)
    return (*faults, *hints)


def _standard() -> BuiltInStyles:
    """The styles of the program's own layouts; those of the usual one come first."""
    folder = templates_folder() / "layouts"
    names = sorted((path.name for path in folder.glob(f"*{ENDING}")), key=lambda name: (name != STANDARD, name))
    sheets = (parse_xml(layout_parts(read_bytes(folder / name))[STYLES_PART]) for name in names)
    return BuiltInStyles(tuple(sheets))


def _in_use(data: bytes) -> tuple[LayoutFinding, ...]:
    """Findings that appear only when something is written in the layout."""
    layout = load_usable(data)
    found = [_not_printed(what) for what in require_body(layout)]
    try:
        write_word(bare_draft(), layout, False, "")
    except BadTemplate as fault:
        place = finding_of(fault, part_of(fault, layout_parts(data)))
        found.append(replace(place, code="layout_fails_empty", severity=LayoutSeverity.WARNING))
    return tuple(found)


def _not_printed(what: str) -> LayoutFinding:
    severity = LayoutSeverity.WARNING if what in MATTERS else LayoutSeverity.HINT
    return LayoutFinding("layout_not_printed", severity, parameters={"what": what})


def _fonts(data: bytes, families: Collection[str]) -> tuple[LayoutFinding, ...]:
    """Fonts that are not installed here, and their substitutes."""
    try:
        names = fonts_in_use(layout_parts(data))
    except (BadTemplate, BadInput):
        return ()
    fonts = load_fonts()
    others = {name: fonts.stand_in(name, families) for name in names if not fonts.is_installed(name, families)}
    alone = [
        _font("layout_font_none", LayoutSeverity.WARNING, name, name) for name, other in others.items() if other == name
    ]
    return (*alone, *_replaced({name: other for name, other in others.items() if other != name}))


def _replaced(others: Mapping[str, str]) -> tuple[LayoutFinding, ...]:
    """One finding about all fonts that have the same substitute."""
    if len(others) < 2:
        return tuple(_font("layout_font", LayoutSeverity.HINT, name, other) for name, other in others.items())
    listed = "、".join(f"“{name}”（用“{other}”代替）" for name, other in others.items())
    return (LayoutFinding("layout_fonts", LayoutSeverity.HINT, parameters={"fonts": listed}),)


def _font(code: str, severity: LayoutSeverity, name: str, other: str) -> LayoutFinding:
    group = load_fonts().group(name)
    tell = f"（{group.tell}）" if group and group.tell else ""
    return LayoutFinding(code, severity, parameters={"font": name, "other": other, "tell": tell})


def message(finding: LayoutFinding) -> str:
    """The explanation of a finding and what to do about it, in Chinese."""
    given = {**finding.parameters, "tag": finding.tag, "paragraph": finding.paragraph}
    return sentence(Notice(finding.code, 0, given))


def shape_of(findings: Sequence[LayoutFinding]) -> list[Mapping[str, object]]:
    """The findings as plain data, for ``--json``."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "place": finding.place,
            "paragraph": finding.paragraph,
            "tag": finding.tag,
            "message": message(finding),
            "mendable": bool(finding.mend),
        }
        for finding in findings
    ]


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Modification time in nanoseconds and size of a file, to detect that it was saved; None if it cannot be read."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def mend_layout(path: Path, findings: Collection[LayoutFinding]) -> Path:
    """Write a copy of the layout with these findings mended; the layout itself does not change.

    The copy is in the same folder, and for one of the program's layouts among the user's own; a copy is mended in
    place. Raises BadInput, BadTemplate, or AppError when the disk refuses.
    """
    if path.stem.endswith(MENDED):
        target = path
    else:
        folder = own_folder() if path.is_relative_to(templates_folder()) else path.parent
        target = folder / f"{path.stem}{MENDED}{path.suffix}"
    data = mend(layout_parts(read_limited(path)), findings, _standard())
    with suppress(OSError):  # a fault of the folder is reported by the write
        target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
    return target
