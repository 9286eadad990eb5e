"""The verbs ``redline`` and ``signoff``."""

import os
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.cli.output import print_notices
from core.cli.parser import PDF
from core.errors import BadUse
from core.workflows.importing.reports import is_draft
from core.workflows.redlining.redline import write_redline
from core.workflows.redlining.sources import RedlineSource, of_file, of_versions
from core.workflows.redlining.three_columns import GROUPS, NO_REMARKS, three_columns, write_paper
from core.workflows.signoff.making import kept_review, signoff_matter
from core.workflows.signoff.opinions import lacking_notices, write_opinions
from core.workflows.signoff.reviewed import opinions_of, remarks_of
from core.workflows.signoff.sheet import signoff_paper


def redline(options: Namespace) -> None:
    """Write the differences of two versions of a draft, of a version and a returned copy, or of two files."""
    refuse_sources((*options.files, Path(options.new)), options.output)
    old, new = _sides(options)
    if options.columns:
        _write_columns(old, new, options)
        return
    printer = options.screen.printer() if options.output.suffix.lower() == PDF else None
    written = write_redline(old, new, options.output, printer, not options.no_moves)
    print(f"已写出：{written.value}")
    print_notices(written.notices)


def _write_columns(old: RedlineSource, new: RedlineSource, options: Namespace) -> None:
    if options.output.suffix.lower() == PDF:
        raise BadUse("columns_as_word")
    review = kept_review(options.files[0]) if is_draft(options.files[0]) else None
    remarks = NO_REMARKS if review is None else remarks_of(review, sides=(old.draft, new.draft))
    made = three_columns(old, new, remarks, GROUPS[options.only])
    print(f"已写出：{write_paper(made.value, options.output)}")
    print_notices(made.notices)


def signoff(options: Namespace) -> None:
    """Write 核稿单 of a draft, 采纳情况表 of the copies that it keeps, or both."""
    if options.output is None and options.opinions is None:
        raise BadUse("signoff_nothing")
    if options.opinions is not None:
        _write_opinions(options)
    if options.output is not None:
        matter = signoff_matter(options.draft)
        paper = signoff_paper(replace(matter, stage=options.stage or matter.stage), date.today())
        print(f"已写出：{write_paper(paper, options.output)}")


def _write_opinions(options: Namespace) -> None:
    """Write the table of opinions; those refused without a reason are listed."""
    review = kept_review(options.draft)
    if review is None:
        raise BadUse("review_nothing_kept", name=options.draft.name)
    opinions = opinions_of(review, options.silent)
    written = write_opinions(review.draft.title, opinions, options.opinions)
    print(f"已写出：{written}")
    print_notices(lacking_notices(opinions))


def _sides(options: Namespace) -> tuple[RedlineSource, RedlineSource]:
    files = options.files
    if len(files) == 1 and is_draft(files[0]):
        return of_versions(files[0], options.old, options.new)
    if len(files) != 2 or options.old or options.new or any(map(is_draft, files)):
        raise BadUse("redline_two_files")
    return of_file(files[0]), of_file(files[1])


def refuse_sources(sources: Iterable[Path], output: Path) -> None:
    """BadUse if the output would replace one of the files that are read."""
    for path in sources:
        if os.path.exists(output) and os.path.exists(path) and output.samefile(path):
            raise BadUse("redline_onto_source", name=path.name)
