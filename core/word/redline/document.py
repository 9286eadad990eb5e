"""Two Word files as one redline, and what each of them says about who saved it last."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.review.redline import RedlineBlock, RedlinePlan
from core.model.review.returned_copy import Revision
from core.package import Package, W
from core.result import Notice, Result
from core.word.redline.adopting import Adopter
from core.word.redline.blocks import read_side
from core.word.redline.editing import PackageEditor
from core.word.redline.ids import number_ids
from core.word.redline.inline import ObjectSigns
from core.word.redline.legend import add_legend
from core.word.redline.painting import paint
from core.word.redline.writing import RedlineWriter

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
        told = [Notice(code, count=count) for code, count in sorted(adopter.left_out.items())]
        if self._other_parts(self._old.package, self._old.main) != self._other_parts(new.package, new.main):
            told.append(Notice("redline_frame_differs"))
        return Result(target.written(), tuple(told))

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
