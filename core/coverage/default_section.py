"""Draft text for a task missing from the summary: its heading and the promised sentences with blank figures."""

from dataclasses import dataclass, replace

from core.coverage.commitments import is_promise
from core.coverage.tense import PastSentence, TenseWords, in_past_tense
from core.coverage.values import CoverWords, Material, Sentence, Task
from core.model.fact import Fact, FactKind, FactState, MaskKind

BLANK = "＿＿"
NOTE_START = "要点："
SHARES = frozenset(("percent", "fraction", MaskKind.PERCENT))


@dataclass(frozen=True, slots=True)
class DefaultSection:
    """``heading`` (empty for a sentence alone) and ``text``; the offsets of ``facts`` count in the text.

    ``is_past`` is False if a sentence had to be taken over unchanged from the plan.
    """

    heading: str
    text: str
    facts: tuple[Fact, ...]
    is_past: bool


def run_in(frame: DefaultSection) -> DefaultSection:
    """The same as a paragraph of an existing section: the heading becomes its first sentence."""
    lead = f"{frame.heading}。" if frame.heading else ""
    facts = tuple(replace(fact, start=fact.start + len(lead), end=fact.end + len(lead)) for fact in frame.facts)
    return replace(frame, heading="", text=lead + frame.text, facts=facts)


def default_section(
    task: Task, plan: Material, words: CoverWords, tense: TenseWords, period: str = ""
) -> DefaultSection:
    """The sentences of the task with a promise, or the first one; promised figures are empty, other facts carried over.

    ``period`` is the summary's (上半年): it replaces mentions of the whole year. Facts keep the plan's ids, and their notes
    hold what was promised.
    """
    tense = replace(tense, period="" if period in tense.whole_year else period)
    contents = {element.id: element.content for element in plan.elements}
    heading = in_past_tense(task.heading, (), 0, {}, tense).text
    text, facts, past = "", [], True
    for sentence, own in _chosen(task, plan, contents, words):
        promised = {fact.id for fact in own if is_promise(fact, contents[fact.element_id], words)}
        made = in_past_tense(sentence.text, own, sentence.place.span.start, dict.fromkeys(promised, BLANK), tense)
        made = _without_notes(made, words)
        facts += [
            _placed(fact, len(text) + start, len(text) + end, fact.id in promised) for start, end, fact in made.facts
        ]
        text += made.text
        past = past and made.is_past
    return DefaultSection(heading, text.rstrip(), tuple(facts), past)


def _without_notes(made: PastSentence, words: CoverWords) -> PastSentence:
    """The same without the note of who is responsible, which belongs to the plan; it may go on behind the sentence."""
    note = words.charged.search(made.text)
    if note is None:
        return made
    start, end = note.span()
    behind = made.text[end:] or "。"
    kept = tuple((low, high, fact) for low, high, fact in made.facts if high <= start)
    moved = tuple((low - end + start, high - end + start, fact) for low, high, fact in made.facts if low >= end)
    return replace(made, text=made.text[:start] + behind, facts=(*kept, *moved))


def sentences_left(task: Task, plan: Material, words: CoverWords) -> int:
    """How many sentences of the task ``default_section`` does not take: those without a promise beside some with one."""
    contents = {element.id: element.content for element in plan.elements}
    return len(task.sentences) - len(_chosen(task, plan, contents, words))


def _chosen(
    task: Task, plan: Material, contents: dict[str, str], words: CoverWords
) -> list[tuple[Sentence, list[Fact]]]:
    pairs = [(sentence, list(filter(sentence.holds, plan.facts))) for sentence in task.sentences]
    promising = [pair for pair in pairs if any(is_promise(f, contents[f.element_id], words) for f in pair[1])]
    return promising or pairs[:1]


def _placed(fact: Fact, start: int, end: int, is_promised: bool) -> Fact:
    """The fact at its new place; a promised figure becomes an empty mask."""
    if not is_promised:
        state = FactState.EMPTY if fact.kind is FactKind.MASK else FactState.CARRIED
        return replace(fact, start=start, end=end, state=state, value=None, prior=fact.text)
    kind = MaskKind.PERCENT if fact.subkind in SHARES else MaskKind.FIGURE
    return replace(
        fact,
        kind=FactKind.MASK,
        subkind=kind.value,
        start=start,
        end=end,
        text=BLANK,
        prior=BLANK,
        state=FactState.EMPTY,
        value=None,
        note=f"{NOTE_START}{fact.text}{fact.unit}",
    )
