"""找回稿件: backups of drafts, listed and restored as new files."""

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.drafts import backups
from core.errors import AppError, BadDraft
from core.files import FULL
from core.model.draft import Draft
from core.paths import user_folder
from core.reading import open_regular

FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as the list shows it; ``kind`` is hour, day or week, ``origin`` the file it was made of."""

    path: Path
    title: str
    unit: str
    kind: str
    time: datetime
    size: int
    origin: Path


def backups_folder() -> Path:
    """The folder of all backups; it need not exist."""
    return user_folder() / FOLDER


def keep_backup(draft: Path, now: datetime) -> bool:
    """Back up a draft that has changed since its last backup; whether there is a new one.

    Never raises: a failed backup must not disturb the work on the draft.
    """
    try:
        return backups.keep(backups_folder(), draft, now)
    except (AppError, OSError) as error:
        logging.getLogger(__name__).info("no backup: %s", type(error).__name__)
        return False


def keep_abandoned(draft: Draft, path: Path, now: datetime) -> bool:
    """Back up a draft with edits that its file lacks and the user discarded; whether that succeeded.

    It counts as the backup of another file, so that no later backup displaces it.
    """
    origin = path.with_name(f"{path.stem}（放弃的改动{now:%m%d-%H%M%S}）{path.suffix}")
    try:
        backups.keep_unstored(backups_folder(), origin, draft, now)
    except (AppError, OSError) as error:
        logging.getLogger(__name__).info("what was given up is not kept: %s", type(error).__name__)
        return False
    return True


def list_backups() -> tuple[Backup, ...]:
    """All backups, latest first."""
    every = sorted(backups.copies(backups_folder()), key=lambda copy: copy.time, reverse=True)
    return tuple(map(_listed, every))


def last_backup(draft: Path) -> Backup | None:
    """The latest backup of a draft file, be the file intact or not."""
    found = backups.copies_of(backups_folder(), draft)
    return _listed(found[-1]) if found else None


def restore_backup(backup: Path, target: Path) -> Path:
    """Write a backup, its history included, into a file that does not exist yet.

    BadDraft ``draft_exists`` when it does, AppError when the disk refuses; nothing is left behind then.
    """
    if not backup.is_file():
        raise BadDraft("backup_gone")
    if not target.parent.is_dir():
        raise BadDraft("save_no_folder", folder=str(target.parent))
    try:
        with target.open("xb") as file, open_regular(backup) as source:
            try:
                shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    target.unlink()
                raise
    except FileExistsError as error:
        raise BadDraft("draft_exists", name=target.name) from error
    except OSError as error:
        code = "save_disk_full" if error.errno in FULL else "draft_not_created"
        raise BadDraft(code, name=target.name) from error
    return target


def _listed(copy: backups.Copy) -> Backup:
    title, identity = backups.look(copy.path)
    return Backup(copy.path, title or copy.origin.stem, identity.unit, copy.kind, copy.time, copy.size, copy.origin)
