"""Raised and lowered signs: as Unicode characters in a draft, as formatting in a Word file."""

# Full-width brackets stay as they are: there is no way back to them from ⁽ and ⁾.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()ni0123456789+-=()")


def raised(text: str, is_lowered: bool = False) -> str:
    """Raised or lowered digits as Unicode superscripts or subscripts, so that 10³ does not become 103."""
    return text.translate(_LOWERED if is_lowered else _RAISED)


def unraised(text: str) -> str:
    """The text with such signs as plain digits, for a run that Word raises or lowers itself."""
    return text.translate(_PLAIN)
