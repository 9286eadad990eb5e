"""The verb ``selftest``."""

from argparse import Namespace
from datetime import datetime

from core.cli.output import ATTEND, DONE, print_json
from core.files import write_atomically
from core.workflows.maintenance.selftest import Health, Surroundings, self_test, table_shape, table_text


def selftest(options: Namespace) -> int:
    """Do the whole job once with the bundled sample and print the table; ``-o`` writes it to a file, too."""
    screen = options.screen
    rows = self_test(Surroundings(screen.printer, screen.families(), tuple(screen.rows())), datetime.now())
    if options.json:
        print_json(table_shape(rows))
    else:
        print(table_text(rows))
    if options.output:
        write_atomically(options.output, (table_text(rows) + "\n").encode("utf-8"))
    return ATTEND if any(row.health is Health.FAILED for row in rows) else DONE
