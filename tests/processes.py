"""Processes that tests start: whoever reads from one, or waits for it, waits for a known time at most."""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PATIENCE_S = 60.0
"""Seconds for what takes one or two, on a machine with much else to do."""

GRACE_S = 10.0


@contextmanager
def mortal(command: Sequence[object], seconds: float = PATIENCE_S, **options: Any) -> Iterator["subprocess.Popen[Any]"]:
    """A process that is killed after so many seconds, or else ended when this is left; its streams end with it."""
    process = subprocess.Popen([str(word) for word in command], **options)
    end = threading.Timer(seconds, process.kill)
    end.start()
    try:
        yield process
    finally:
        end.cancel()
        end.join(GRACE_S)
        _end(process)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _end(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    try:
        process.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(GRACE_S)
