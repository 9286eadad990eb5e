"""What a draft or one of its versions printed, paragraph by paragraph."""

from core.model.change import number_of
from core.model.draft import Draft
from core.model.review.printed import PrintedParagraph
from core.review.flows import printed_from
from core.word.reviewing.stream import read_copy
from core.workflows.exporting.options import ExportOptions, chosen_layout
from core.workflows.exporting.pages import write_draft
from core.workflows.layouts.usage import load_usable


def printed_paragraphs(draft: Draft) -> tuple[PrintedParagraph, ...]:
    """The paragraphs of the Word file of a draft in its layout, table cells included.

    The file is written in memory and read as a returned copy is, so that both sides are counted alike. Raises BadTemplate.
    """
    layout = load_usable(chosen_layout(draft, ExportOptions()).value)
    copy = read_copy(write_draft(draft, layout, marks=False).value).value
    names = {str(number_of(element.id)): element.id for element in draft.elements}
    return printed_from(copy, names)
