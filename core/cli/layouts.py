"""The verb ``layout``."""

from argparse import Namespace

from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.errors import BadInput, BadUse
from core.files import is_same_file, write_atomically
from core.workflows.importing import listing
from core.workflows.layouts.check import check_layout, is_in_order, shape_of
from core.workflows.layouts.learning import learn_layout, summary

NO_WORD_FILE = "layout_not_word"
"""The finding that leaves nothing to check."""


def layout(options: Namespace) -> int:
    """Check a layout, or learn one from a finished file."""
    return _check_layout(options) if options.task == "check" else _learn_layout(options)


def _check_layout(options: Namespace) -> int:

    found = check_layout(options.file, options.screen.families())
    if any(finding.code == NO_WORD_FILE for finding in found):
        raise BadInput("template_not_word")
    shape: listing.Shape = {"findings": shape_of(found)}
    if options.json:
        print_json(shape)
    else:
        print(listing.findings_text(shape))
    return DONE if is_in_order(found) else ATTEND


def _learn_layout(options: Namespace) -> int:

    if is_same_file(options.file, options.output):
        raise BadUse("export_onto_source", name=options.file.name)
    learned = learn_layout(options.file)
    write_atomically(options.output, learned.value.layout)
    print("\n".join((f"已得到版式：{options.output}", *summary(learned.value))))
    print_notices(learned.notices)
    return DONE
