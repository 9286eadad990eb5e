"""How much text is still a report: what recognition gets through in some seconds and little memory."""

from core.errors import BadInput

MOST_CHARACTERS = 1_000_000
"""Some sixteen hundred printed pages."""
MOST_PARAGRAPHS = 100_000


def check_length(characters: int, paragraphs: int) -> None:
    """Raises BadInput ``text_too_long`` for more than any report has."""
    if characters > MOST_CHARACTERS or paragraphs > MOST_PARAGRAPHS:
        raise BadInput("text_too_long", limit=str(MOST_CHARACTERS // 10_000), most=str(MOST_PARAGRAPHS // 10_000))
