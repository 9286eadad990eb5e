"""The pages of a draft, as the window, the printer and the PDF paint them."""

from core.page.values import (
    Border,
    Face,
    Line,
    Page,
    Pages,
    Paragraph,
    PlacedLine,
    Rule,
    Section,
    Shape,
    Sheet,
    Stretch,
)

__all__ = (
    "Border",
    "Face",
    "Line",
    "Page",
    "Pages",
    "Paragraph",
    "PlacedLine",
    "Rule",
    "Section",
    "Shape",
    "Sheet",
    "Stretch",
)
