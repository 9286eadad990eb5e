"""调整行距或字距 of one draft in one layout, in points and characters relative to the layout's own values.

GB/T 9704-2012, 5.2.3 and 7.3.5.4: line pitch and character spacing may be adjusted where the seal, 署名 or 成文日期 would not
find room beside body text.
"""

import re
from dataclasses import dataclass, replace

from core.editing.particulars import particulars_of, set_particulars
from core.errors import BadUse
from core.model.change import Change
from core.model.draft import Draft
from core.model.particulars import FIT
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.style import HouseStyle

REASON, TAKEN_BACK = "调整行距或字距", "恢复原来的行距和字距"
PITCH = re.compile(r"行距([+-]\d+(?:\.\d+)?)磅")
CHARACTERS = re.compile(r"每行([+-]\d+)字")
MOST_PITCH, MOST_CHARACTERS = 4.0, 3
"""What a value written by hand may ask for: beyond it nothing is adjusted."""


@dataclass(frozen=True, slots=True)
class Fit:
    """``pitch`` in points and ``characters`` per line, relative to the layout."""

    pitch: float = 0.0
    characters: int = 0

    @property
    def words(self) -> str:
        """The form in which the draft stores it."""
        parts = (
            f"行距{self.pitch:+g}磅" if self.pitch else "",
            f"每行{self.characters:+d}字" if self.characters else "",
        )
        return "、".join(part for part in parts if part)


NONE = Fit()


def fit_of(draft: Draft, layout: str) -> Fit:
    """The adjustment stored in the draft if it was made for this layout; otherwise none."""
    name, _, words = particulars_of(draft).get(FIT, "").rpartition("：")
    if name != layout:
        return NONE
    pitch, characters = PITCH.search(words), CHARACTERS.search(words)
    found = Fit(float(pitch[1]) if pitch else 0.0, int(characters[1]) if characters else 0)
    return found if abs(found.pitch) <= MOST_PITCH and abs(found.characters) <= MOST_CHARACTERS else NONE


def set_fit(draft: Draft, layout: str, fit: Fit) -> Change:
    """Store it in the draft; zero values remove it."""
    words = f"{layout}：{fit.words}" if fit != NONE else ""
    return replace(set_particulars(draft, {FIT: words}), reason=REASON if words else TAKEN_BACK)


def fitted(layout: bytes, fit: Fit) -> bytes:
    """The adjusted layout; unchanged where there is no adjustment or the layout has no room for it."""
    if fit == NONE:
        return layout
    try:
        return apply_house_style(layout, _style(read_house_style(layout), fit))
    except BadUse:
        return layout


def _style(base: HouseStyle, fit: Fit) -> HouseStyle:
    pitch = round(base.pitch + fit.pitch, 2) if base.pitch and fit.pitch else None
    characters = base.characters + fit.characters if base.characters and fit.characters else None
    return HouseStyle(pitch=pitch, characters=characters)


def fit_text(layout: bytes, fit: Fit) -> str:
    """Describes it: 行距由28.95磅改为28.45磅; ``layout`` is the one without the adjustment."""
    base = read_house_style(layout)
    style = _style(base, fit)
    parts = (
        f"行距由{base.pitch:g}磅改为{style.pitch:g}磅" if style.pitch else "",
        f"每行由{base.characters}字改为{style.characters}字" if style.characters else "",
    )
    return "，".join(part for part in parts if part)
