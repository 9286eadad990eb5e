"""What contradicts itself in a draft, and how much of it is still last year's."""

from core.checks.figures import check_figures
from core.model.draft import Draft
from core.model.finding import Finding


def figure_findings(draft: Draft) -> tuple[Finding, ...]:
    """Figures of a draft as it stands that disagree with each other or with the words around them."""
    return check_figures(draft.elements, draft.facts)
