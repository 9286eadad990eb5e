"""The verb ``redline``."""

import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from core.cli.output import print_notices
from core.cli.parser import PDF
from core.errors import BadUse
from core.workflows.importing.reports import is_draft
from core.workflows.redlining.redline import write_redline
from core.workflows.redlining.sources import RedlineSource, of_file, of_versions


def redline(options: Namespace) -> None:
    """Write the differences of two versions of a draft, of a version and a returned copy, or of two files."""
    refuse_sources((*options.files, Path(options.new)), options.output)
    old, new = _sides(options)
    printer = options.screen.printer() if options.output.suffix.lower() == PDF else None
    written = write_redline(old, new, options.output, printer)
    print(f"已写出：{written.value}")
    print_notices(written.notices)


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
