"""The log keeps what a maintainer needs and never stands in the way."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from core.log import FILE_NAME, log_crash, open_log


def test_crash_is_kept_with_its_trace(tmp_path: Path, expected_log: Callable[[str], None]) -> None:
    expected_log("unexpected error")
    handler = open_log(tmp_path / "new")
    assert handler is not None
    try:
        raise RuntimeError("出错了")
    except RuntimeError:
        log_crash(*sys.exc_info())  # type: ignore[arg-type]
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert "RuntimeError: 出错了" in (tmp_path / "new" / FILE_NAME).read_text("utf-8")


def test_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert open_log(tmp_path / "file") is None
