"""The verb ``collect``."""

import sys
from argparse import Namespace

from core.cli.drafts import opened_to_write, stored_draft
from core.cli.output import ATTEND, BAD, DONE, print_json
from core.errors import BadUse
from core.workflows.messages import sentence
from core.workflows.yearly.collecting import (
    CollectionOrder,
    accepted,
    collected_shape,
    nothing_read,
    read_answers,
    send_sheets,
    sheets_shape,
)


def collect(options: Namespace) -> int:
    """Write collection sheets for the open figures of a draft, or read filled ones into it."""
    if bool(options.output) == bool(options.read):
        raise BadUse("collect_way")
    return _read_sheets(options) if options.read else _send_sheets(options)


def _send_sheets(options: Namespace) -> int:

    sent = send_sheets(stored_draft(options.draft), options.output, CollectionOrder())
    if options.json:
        print_json(sheets_shape(sent))
    else:
        print("\n".join(f"已生成填报表：{sheet.path}（{sheet.rows}项）" for sheet in sent))
    return DONE


def _read_sheets(options: Namespace) -> int:

    with opened_to_write(options.draft) as session:
        draft = session.draft
        found = read_answers(draft, options.read)
        session.do(accepted(draft, found.answers))
    if options.json:
        print_json(collected_shape(found, draft))
    elif nothing_read(found, options.read):
        print("\n".join(sentence(problem.notice) for problem in found.problems), file=sys.stderr)
    else:
        print(f"已填写{len(found.answers)}项，还有{len(found.unanswered)}项没有答复。")
        for problem in found.problems:
            place = "　".join(part for part in (problem.file, problem.label, problem.given) if part)
            print(f"待核　{place}\n　　{sentence(problem.notice)}")
    if nothing_read(found, options.read):
        return BAD
    return ATTEND if found.problems else DONE
