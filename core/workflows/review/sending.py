"""Files that go out for review: each names the version of the draft that it was made from, and the version what it printed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import AppError, BadDraft
from core.files import shown_name, write_atomically
from core.model.draft import Draft
from core.model.history import VersionReason
from core.package import Package
from core.result import Notice, Result
from core.word.layouts.finishing import bookmark_key
from core.word.layouts.naming import CUSTOM_PART, recorded_settings, version_property
from core.word.package_writer import with_parts
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import OWN_NAMES
from core.workflows.exporting.export import word_bytes
from core.workflows.exporting.fonts import not_yet_shown
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.printed import Printing, checksum_of, printing_of, with_printing

NOT_KEPT = "export_version_not_kept"
SETTINGS_PART = "word/settings.xml"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was written, the version that it names (0: none), and what is to be stored as printed with that."""

    path: Path
    version: int
    printed: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class SendingBase:
    """The version that a file will name (0: none), the name of the draft's file, and what is stored as printed with it."""

    name: str
    version: int
    printed: str = ""


def send(session: Session, draft: Draft, target: Path, options: ExportOptions) -> Result[Path]:
    """Write a Word file of the session's draft and keep its version with what it printed, in one transaction.

    ``draft`` is the session's with what was set for this file. If the version cannot be stored the file names none, with a
    notice. Raises as ``export_draft`` does.
    """
    if session.read_only:
        return without_base(draft, target, options, session.path)
    try:
        number, is_kept = session.next_version()
        stored = session.printed(number) if is_kept else ""
        written = word_bytes(draft, target, options, number)
        printing = printing_of(written.value, session.draft)
        printed = with_printing(stored, printing)
        data = _named(written.value, draft, number, printing, options)
        _keep(session, (number, is_kept), shown_name(target.name), printed)
    except BadDraft:  # the file is more urgent than the draft's disk
        return without_base(draft, target, options, session.path)
    write_atomically(target, data)
    return Result(target, written.notices)


def _named(data: bytes, draft: Draft, version: int, printing: Printing, options: ExportOptions) -> bytes:
    """The file with the checksum of what it printed beside the number of its version, ready to record what is edited."""
    parts = {CUSTOM_PART: version_property(bookmark_key(draft.identity.key), version, checksum_of(printing))}
    settings = Package(data).read(SETTINGS_PART) if options.is_recorded else b""
    if settings:
        parts[SETTINGS_PART] = recorded_settings(settings)
    return with_parts(data, parts)


def keep_base(session: Session, printing: Printing, name: str) -> int:
    """The number of the present draft as a version that printed this, for a copy named so; 0 where it cannot be stored."""
    with suppress(BadDraft):
        number, is_kept = session.next_version()
        _keep(session, (number, is_kept), name, with_printing(session.printed(number) if is_kept else "", printing))
        return number
    return 0


def _keep(session: Session, version: tuple[int, bool], name: str, printed: str) -> None:
    """Keep the version that a file named so is made from, or add what it printed to one that is kept."""
    number, is_kept = version
    if is_kept:
        session.keep_printed(number, printed)
    else:
        session.keep_version(OWN_NAMES[VersionReason.EXPORT], name, VersionReason.EXPORT, printed)


def without_base(draft: Draft, target: Path, options: ExportOptions, path: Path) -> Result[Path]:
    """Write a file that names no version, with a notice. Raises as ``export_draft`` does."""
    written = word_bytes(draft, target, options)
    write_atomically(target, written.value)
    return Result(target, (*written.notices, Notice(NOT_KEPT, 0, {"name": path.name})))


def version_to_send(session: Session, name: str) -> int:
    """Keep the present draft as the version that a file named so will name; 0 where that cannot be."""
    with suppress(AppError):
        if not session.read_only:
            session.keep_version(OWN_NAMES[VersionReason.EXPORT], shown_name(name), VersionReason.EXPORT)
            return session.next_version()[0]
    return 0


def write_sent(draft: Draft, target: Path, options: ExportOptions, base: SendingBase) -> SentFile:
    """Write the file of a version kept before, for the window: in another thread, touching no session."""
    written = word_bytes(draft, target, options, base.version)
    if not base.version:
        write_atomically(target, written.value)
        told = Notice(NOT_KEPT, 0, {"name": base.name})
        return SentFile(target, 0, "", (*not_yet_shown(written.notices), told))
    printing = printing_of(written.value, draft)
    write_atomically(target, _named(written.value, draft, base.version, printing, options))
    return SentFile(target, base.version, with_printing(base.printed, printing), not_yet_shown(written.notices))
