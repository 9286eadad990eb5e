"""Output and file access shared by the command line's verbs."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.errors import BadDraft
from core.model.draft import Draft
from core.result import Notice
from core.workflows.drafting.session import Session, open_session, read_with_notices
from core.workflows.importing import listing
from core.workflows.messages import sentence

DONE, ATTEND, BAD = 0, 1, 2


def print_notices(notices: Iterable[Notice]) -> None:
    """Print each notice on stderr."""
    for notice in notices:
        print(f"提示：{sentence(notice)}", file=sys.stderr)


def print_json(shape: listing.Shape) -> None:
    """One JSON object on one line."""
    print(json.dumps(shape, ensure_ascii=False))


def stored_draft(path: Path) -> Draft:
    """The draft in a file; its notices are printed. Raises BadDraft if it cannot be used."""
    found = read_with_notices(path)
    print_notices(found.notices)
    return found.value


@contextmanager
def opened_to_write(path: Path) -> Iterator[Session]:
    """The session of a draft file, closed afterwards. Raises BadDraft if it is open elsewhere."""
    opened = open_session(path, datetime.now)
    try:
        if opened.value.read_only:
            raise BadDraft(opened.notices[0].code, **opened.notices[0].parameters)
        print_notices(opened.notices)
        yield opened.value
    finally:
        opened.value.close()
