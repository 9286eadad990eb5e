"""What the codes of symbol fonts show: Symbol and Wingdings, whose characters lie in Unicode's private area."""

from collections.abc import Mapping
from types import MappingProxyType


def _table(signs: str) -> Mapping[int, str]:
    """Characters by hexadecimal code."""
    return MappingProxyType({int(each[:2], 16): each[2:] for each in signs.split()})


_SYMBOL_FONT = _table(
    "44Δ 46Φ 47Γ 4CΛ 50Π 51Θ 53Σ 57Ω 59Ψ 61α 62β 63χ 64δ 65ε 66φ 67γ 68η 69ι 6Aϕ 6Bκ 6Cλ 6Dμ 6Eν 6Fο 70π 71θ 72ρ 73σ "
    "74τ 75υ 76ϖ 77ω 78ξ 79ψ 7Aζ A3≤ A5∞ AC← AE→ B0° B1± B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ D6√ DE⇒ E5∑"
)
_WINGDINGS = _table(
    "28☎ 2A✉ 45☜ 46☞ 4A☺ 6C● 6E■ 6F□ 71❑ 72❒ 75◆ 76❖ 80⓪ 81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩ 8B⓿ 8C❶ 8D❷ 8E❸ 8F❹ "
    "90❺ 91❻ 92❼ 93❽ 94❾ 95❿ A7▪ A8□ AB★ D8➢ DF← E0→ E1↑ E2↓ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
_WINGDINGS_2 = _table(
    "4F✗ 50✓ 52☑ 54☒ 69⓪ 6A① 6B② 6C③ 6D④ 6E⑤ 6F⑥ 70⑦ 71⑧ 72⑨ 73⑩ 74⓿ 75❶ 76❷ 77❸ 78❹ 79❺ 7A❻ 7B❼ 7C❽ 7D❾ 7E❿ A3□"
)
_FONTS = MappingProxyType({"Symbol": _SYMBOL_FONT, "Wingdings": _WINGDINGS, "Wingdings 2": _WINGDINGS_2})


def sign_of(font: str, number: int) -> str:
    """The character that a symbol font shows for a code, with or without the private-use offset; "" if unknown."""
    return _FONTS.get(font, {}).get(number & 0xFF, "") if number <= 0xFF or 0xF000 <= number <= 0xF0FF else ""


def likely_sign(font: str, number: int) -> str:
    """The same for a font of another name, as files with fixed pages have them: of its family, else of the first that has it."""
    families = sorted(_FONTS, key=lambda each: (not font.startswith(each), len(each)))
    return next((sign for each in families if (sign := sign_of(each, number))), "") if number >= 0xF000 else ""
