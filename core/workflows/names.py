"""File names for a draft. Imports no model at run time: the first frame needs this module."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.model.draft import Draft

DRAFT_ENDING = ".nigao"
REPORT_ENDINGS = (
    *(".docx", ".doc", ".wps", ".docm", ".dotx", ".dotm", ".dot", ".wpt", ".rtf", ".odt", ".html", ".htm", ".mht"),
    *(".mhtml", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls", ".et", ".xlt", ".ett", ".ods", ".csv", ".txt"),
)
"""Names of prior reports: what file dialogs offer and folders are searched for; what a file is its content decides."""


def name_of_draft(draft: "Draft") -> str:
    """The stem of a draft's files: ``单位2023年上半年工作总结``, or its title when its kind or year is not known.

    The title is only the second choice: that of a new draft may still be last year's.
    """
    identity = draft.identity
    return f"{identity.unit}{identity.dated_kind}" if identity.year and identity.kind else draft.title or "稿件"
