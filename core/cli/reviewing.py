"""The verb ``review``."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from core.cli.drafts import opened_to_write
from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.errors import BadUse
from core.result import Notice, Result
from core.workflows.drafting.session import Session
from core.workflows.review.deciding import refuse, take_by_hand
from core.workflows.review.listing import is_open, review_shape, review_text
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.taking import take, wanted


def review(options: Namespace) -> int:
    """Print every change in returned copies of a draft; take and refuse those that are asked for."""
    found = read_returned(options.draft, options.read, dict(options.who), datetime.now())
    if not found.value.copies:
        raise BadUse("review_nothing_kept", name=options.draft.name)
    if options.take or options.refuse or options.handled:
        with opened_to_write(options.draft) as session:
            print_notices(_decided(session, found.value, options.take, dict(options.refuse)))
            print_notices(_handled(session, found.value, options.handled))
            found = Result(replace(found.value, draft=session.draft), found.notices)
    if options.json:
        print_json(review_shape(found.value, found.notices))
    else:
        print(review_text(found.value))
    print_notices(found.notices)
    return ATTEND if is_open(found.value) else DONE


def _decided(
    session: Session, found: DraftReview, ids: tuple[str, ...], reasons: Mapping[str, str]
) -> Iterator[Notice]:
    """Take and refuse changes, and print the outcome."""
    if ids:
        yield from take(session, found, wanted(replace(found, draft=session.draft), ids)).notices()
    if reasons:
        left = refuse(session, found, reasons)
        count = len(reasons) - len(left)
        yield Notice("review_refused", count=count, parameters={"count": str(count)})
        yield from (Notice(code, parameters={"id": key}) for key, code in left)


def _handled(session: Session, found: DraftReview, ids: tuple[str, ...]) -> Iterator[Notice]:
    """Record changes that were made in the text by hand."""
    known = {change.id for copy in found.copies for change in copy.changes}
    for key in ids:
        if key in known:
            take_by_hand(session, found, key)
        else:
            yield Notice("review_unknown_change", parameters={"id": key})
    if count := sum(key in known for key in ids):
        yield Notice("review_handled", count=count, parameters={"count": str(count)})
