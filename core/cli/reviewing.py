"""The verb ``review``."""

from argparse import Namespace

from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.workflows.review.listing import review_shape, review_text
from core.workflows.review.returned import read_returned


def review(options: Namespace) -> int:
    """Print every change in returned copies of a draft; the draft itself stays as it is."""
    found = read_returned(options.draft, options.read)
    if options.json:
        print_json(review_shape(found.value))
    else:
        print(review_text(found.value))
    print_notices(found.notices)
    return ATTEND if any(copy.changes or copy.comments for copy in found.value.copies) else DONE
