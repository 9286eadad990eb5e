"""A 万 left out or written twice: figures a thousand times last year's, and fractions of persons or things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from core.checks.figures.passages import Figure, FigureSentence, figure_finding
from core.checks.figures.values import Value, value_of
from core.cooperative import YieldToUi, cooperatively
from core.model.fact import Fact
from core.model.finding import Finding

SCALE, FRACTION = "figures_scale", "figures_fraction"
FAR = 1000
SHARES = frozenset(("%", "‰", "个百分点"))
"""Units of shares, which may well change a thousandfold."""

WHOLE = re.compile(r"[人名户家辆栋幢件所](?:次)?")
"""Units of what only exists as a whole; an hour or a project can be half done."""

EACH = re.compile(r"每|均|密度|(?<![\d余多几])[百千万]人")
RATE = re.compile("率|比|规模|折合|当量|指数")
"""Words before averages and rates, which may be fractions: the former apply to the rest of the sentence, the latter up to the comma."""


class ScaleError(NamedTuple):
    """A figure whose size or fraction says that a scale is wrong; ``before`` is last year's as written."""

    code: str
    passage: FigureSentence
    figure: Figure
    before: str


def scale_errors(passage: FigureSentence) -> Iterator[ScaleError]:
    """The figures of a sentence whose scale is probably wrong."""
    for figure in passage.figures:
        code, before = _contradicted(passage, figure)
        if code:
            yield ScaleError(code, passage, figure, before)


def check_scales(found: Iterable[Sequence[ScaleError]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """One finding for each field with such figures, with all its places; ``found`` has those of each paragraph."""
    places: defaultdict[tuple[str, str], list[ScaleError]] = defaultdict(list)
    for one in chain.from_iterable(cooperatively(found, yield_to_ui)):
        places[one.code, one.figure.fact.group or one.figure.fact.id].append(one)
    for first, *more in places.values():
        others = (other.figure for other in more)
        yield figure_finding(first.code, first.passage, first.figure, others, before=first.before)


def _contradicted(passage: FigureSentence, figure: Figure) -> tuple[str, str]:
    """The code of what is wrong with a figure, and last year's as written; both empty if nothing is."""
    now, before = figure.value, _last_years(figure.fact)
    if now is not None and before is not None and _is_far(now, before):
        return SCALE, f"{figure.fact.prior}{figure.fact.unit}"
    if now is not None and _is_parted(passage, figure) and (before is None or _is_whole(before)):
        return FRACTION, ""
    return "", ""


def _last_years(fact: Fact) -> Value | None:
    """Last year's value of a figure that was changed."""
    return value_of(fact.prior, fact.unit) if fact.prior and fact.prior != fact.text else None


def _is_far(now: Value, before: Value) -> bool:
    small, great = sorted(abs(value.amount if value.last is None else value.last) for value in (now, before))
    return now.unit not in SHARES and small > 0 and great >= small * FAR


def _is_parted(passage: FigureSentence, figure: Figure) -> bool:
    """Whether it is a fraction of persons or things; averages such as 2.6 are not."""
    before = passage.content[passage.start : figure.start]
    is_rate = EACH.search(before) or RATE.search(figure.clause) or passage.content[figure.reach :][:1] in ("/", "／")
    is_counted = WHOLE.fullmatch(figure.fact.unit) is not None
    return is_counted and not is_rate and figure.value is not None and not _is_whole(figure.value)


def _is_whole(value: Value) -> bool:
    return value.amount == value.amount.to_integral_value()
