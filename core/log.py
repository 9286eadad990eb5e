"""The log file: what a maintainer needs after something went wrong, never shown to the user."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_NAME = "nigao.log"
FILE_SIZE = 512 * 1024
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def open_log(folder: Path) -> logging.Handler | None:
    """Write warnings and worse into ``folder``; None when the folder cannot be written, which must not stop work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / FILE_NAME, maxBytes=FILE_SIZE, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep an unexpected error with its trace."""
    logging.getLogger("nigao").critical("unexpected error", exc_info=(kind, error, trace))
