"""The verb ``review``."""

from argparse import Namespace
from dataclasses import replace

from core.cli.drafts import opened_to_write
from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.result import Result
from core.workflows.review.listing import review_shape, review_text
from core.workflows.review.returned import read_returned
from core.workflows.review.taking import take, wanted


def review(options: Namespace) -> int:
    """Print every change in returned copies of a draft, and take those that are asked for."""
    found = read_returned(options.draft, options.read)
    if options.take:
        with opened_to_write(options.draft) as session:
            print_notices(take(session, found.value, wanted(found.value, options.take)).notices())
            found = Result(replace(found.value, draft=session.draft), found.notices)
    if options.json:
        print_json(review_shape(found.value))
    else:
        print(review_text(found.value))
    print_notices(found.notices)
    return ATTEND if any(copy.changes or copy.comments or copy.cells for copy in found.value.copies) else DONE
