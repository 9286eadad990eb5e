"""The checks of a text, run as the registry lists them: paragraph by paragraph, then all paragraphs together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from core.checks.checked_text import CheckedText, ParagraphCache
from core.checks.precision import Precision, severity_of
from core.checks.punctuation.pairs import without_continued
from core.checks.punctuation.without_quotes import is_quoted
from core.checks.registry import CHECKS, DOUBTED_CODES, GROUPED_CODES, Check, Scope
from core.checks.spelling.characters import OMITTED, weighed_by_document
from core.checks.spelling.confusions import is_let_pass, would_be_wrong
from core.checks.spelling.missing_characters import MISSING
from core.checks.spelling.omissions import is_borne_out, is_sure_fragment, stands_alone
from core.checks.spelling.surprises import TELLING, is_in_doubt, judged
from core.checks.wording.phrase_years import of_its_time
from core.checks.wording.repeats import outermost
from core.cooperative import YieldToUi, cooperatively
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.paths import resources_folder, user_folder
from core.workflows.checking.own_words import Stamp, own_words_stamp
from core.workflows.checking.word_tables import WordTables, load_precision, load_word_tables
from core.workflows.messages import words

_UNCHECKED = (Role.NOISE, Role.CONTENTS)
"""What is no text of one's own: entries of a page of contents repeat the headings, which are checked themselves."""


def word_tables() -> WordTables:
    """The tables as their files are now; all drafts share them until a table of the user changes."""
    return _loaded(resources_folder(), user_folder(), own_words_stamp())


# The tables never change once they are loaded, and loading takes a quarter of the time of a whole check.
@lru_cache(maxsize=1)
def _loaded(_resources: Path, _own: Path, _stamp: Stamp) -> WordTables:
    return load_word_tables()


@lru_cache(maxsize=1)
def _precision(_resources: Path) -> Precision:
    return load_precision()


def _is_in(found: Finding, struck: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a finding is about what is struck out, which is going anyway."""
    span = found.place.span
    return any(each.start < span.end and span.start < each.end for each in struck.get(found.place.element_id, ()))


@dataclass(frozen=True, slots=True)
class _Runner:
    """A check of the registry with its function and the tables that the function takes."""

    check: Check
    function: Callable[..., Iterable[Finding]]
    tables: tuple[object, ...]

    def run(self, text: Element | Sequence[Element]) -> Iterable[Finding]:
        """The findings of one paragraph or of all, without those that a word table contradicts."""
        return self.function(text, *self.tables)


class TextChecker:
    """Checks the same text again and again; paragraphs that did not change are not checked again.

    The word tables are those that were there when it was made; ``notices`` says which rows of the user's own tables were
    left out. Not thread-safe.
    """

    def __init__(self, cache: ParagraphCache | None = None) -> None:
        self._cache = cache or ParagraphCache()
        self._tables = word_tables()
        self._runners = {scope: tuple(self._runners_of(scope)) for scope in Scope if scope is not Scope.DRAFT}
        self.notices = self._tables.notices

    def _runners_of(self, scope: Scope) -> Iterator[_Runner]:
        for check in CHECKS:
            if check.scope is scope:
                given = (
                    self._yield_to_ui if name == "yield_to_ui" else getattr(self._tables, name) for name in check.tables
                )
                yield _Runner(check, check.load(), tuple(given))

    @property
    def _yield_to_ui(self) -> YieldToUi:
        return self._cache.yield_to_ui

    def check(self, elements: Sequence[Element]) -> tuple[Finding, ...]:
        """The findings of the text in its order; elements with ``Role.NOISE`` and ``Role.CONTENTS`` are skipped."""
        checked = (element.without_struck() for element in elements if element.role not in _UNCHECKED)
        text = CheckedText(checked, self._cache)
        order = {element.id: number for number, element in enumerate(elements)}
        struck = {element.id: element.struck for element in elements if element.struck}
        found = tuple(each for each in text.cooperatively(self._findings(text)) if not _is_in(each, struck))
        grouped = sorted(
            _grouped(outermost(found, self._yield_to_ui)),
            key=lambda one: (order[one.place.element_id], one.place.span),
        )
        return tuple(map(worded, text.cooperatively(grouped)))

    def _findings(self, text: CheckedText[Element]) -> Iterator[Finding]:
        told = (one for _, findings in text.per_batch(self._of_paragraphs) for one in findings)
        found = list(without_continued(told, text))
        contents = {element.id: element.content for element in text}
        weighed = self._of_draft(weighed_by_document(found, contents), contents)
        yield from of_its_time(weighed, text, self._tables.phrases)
        warnings = [one for one in found if one.severity is not Severity.HINT]
        for runner in self._runners[Scope.DOCUMENT]:
            findings = self._of_fragments(_borne_out(runner.run(text), found), text)
            yield from _elsewhere(findings, warnings) if runner.check.yields else findings

    def _of_draft(self, findings: Iterable[Finding], contents: Mapping[str, str]) -> Iterator[Finding]:
        """The findings; of what the model of signs doubts a warning is a hint where the draft does not bear it out.

        The words of somebody else get no hint: they are older than official writing or of another kind.
        """
        content = "\n".join(contents.values())
        for one in findings:
            paragraph = contents.get(one.place.element_id, "")
            found = replace(one, severity=Severity.HINT) if self._is_doubtful(one, paragraph, content) else one
            is_hint = found.code in DOUBTED_CODES and found.severity is Severity.HINT
            if not is_hint or not is_quoted(paragraph, found.place.span):
                yield found

    def _is_doubtful(self, finding: Finding, paragraph: str, content: str) -> bool:
        """Whether a finding is only a hint in its draft."""
        models, splits = (self._tables.signs, self._tables.language), self._tables.splits
        if finding.code == OMITTED:
            return len(content) >= TELLING and not is_borne_out(finding, paragraph, *models, splits)
        return stands_alone(finding, models[1]) or is_in_doubt(finding, paragraph, content, *models)

    def _of_fragments(self, findings: Iterable[Finding], text: CheckedText[Element]) -> Iterator[Finding]:
        """The findings; one at a word that the draft has is a warning where what is left of it surely is no word: 械 in 农业械化."""
        contents = {element.id: element.content for element in text}
        for one in findings:
            if one.code == MISSING:
                content = contents.get(one.place.element_id, "")
                is_sure = is_sure_fragment(one, content, self._tables.signs, self._tables.language)
                yield replace(one, severity=Severity.WARNING if is_sure else Severity.HINT)
            else:
                yield one

    def _of_paragraphs(self, elements: Sequence[Element]) -> list[tuple[Finding, ...]]:
        """The findings of each paragraph.

        One check reads all of them before the next does: the other way round, with the tables of all checks taking turns in
        the cache of the processor, takes a tenth more time.
        """
        found, wording = ([list[Finding]() for _ in elements] for _ in range(2))
        for runner in self._runners[Scope.PARAGRAPH]:
            for element, told in cooperatively(zip(elements, found, strict=True), self._yield_to_ui):
                told += runner.run(element)
        for runner in self._runners[Scope.WORDING]:
            for element, told in cooperatively(zip(elements, wording, strict=True), self._yield_to_ui):
                told += self._wording_of(element, runner, told)
        return [(*one, *more) for one, more in zip(found, wording, strict=True)]

    def _wording_of(self, element: Element, runner: _Runner, found: Sequence[Finding]) -> Iterable[Finding]:
        """The findings of a wording check; they yield to those ``found`` by more reliable ones at the same words."""
        findings = runner.run(element)
        if runner.check.vetoed:
            findings = self._unvetoed(findings, element)
        if runner.check.judged:
            findings = self._judged(findings, element)
        return _elsewhere(findings, found) if runner.check.yields else findings

    def _unvetoed(self, findings: Iterable[Finding], element: Element) -> Iterator[Finding]:
        """The findings that no word table contradicts by listing the words as right or the replacement as wrong."""
        confusions, usual = self._tables.confusions, self._tables.usual
        for one in findings:
            span = one.place.span
            is_right = is_let_pass(element.content, span, confusions) or usual.holds(element.content, span)
            if not is_right and not would_be_wrong(element, one, confusions):
                yield one

    def _judged(self, findings: Iterable[Finding], element: Element) -> Iterator[Finding]:
        """The findings as the model of signs weighs them."""
        for one in findings:
            found = judged(one, element.content, self._tables.signs, self._tables.language)
            if found:
                yield found


def _borne_out(findings: Iterable[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings; a hint is a warning where another check hints at the same reading: the draft and published text agree."""
    hinted = {(one.place, one.replacement): one for one in found if one.severity is Severity.HINT}
    for one in findings:
        other = hinted.get((one.place, one.replacement)) if one.severity is Severity.HINT and one.replacement else None
        yield replace(one, severity=Severity.WARNING, readings=other.readings) if other else one


def _elsewhere(findings: Iterable[Finding], found: Sequence[Finding]) -> list[Finding]:
    """The findings that do not overlap one found before."""
    if not found:
        return list(findings)
    taken: dict[str, list[Finding]] = {}
    for one in found:
        taken.setdefault(one.place.element_id, []).append(one)
    return [one for one in findings if not any(_overlap(one, other) for other in taken.get(one.place.element_id, ()))]


def _overlap(one: Finding, two: Finding) -> bool:
    """Whether two findings share a character; what was left out of a word touches both its neighbours."""
    near = OMITTED in (one.code, two.code)
    return one.place.span.start < two.place.span.end + near and two.place.span.start < one.place.span.end + near


def _grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of ``GROUPED_CODES`` with the same text and replacement as one with all its places."""
    groups: dict[tuple[str, str, str | None], list[Finding]] = {}
    for one in findings:
        if one.code in GROUPED_CODES:
            groups.setdefault((one.code, one.text, one.replacement), []).append(one)
        else:
            yield one
    for first, *more in groups.values():
        yield replace(first, others=tuple(one.place for one in more))


def worded(finding: Finding) -> Finding:
    """The finding with its sentence, written from its parameters, and no graver than its kind has proved to be."""
    parameters = {"text": finding.text, "right": finding.replacement or "", **dict(finding.parameters)}
    message = words(parameters.pop("sentence", finding.code), **parameters)
    severity = severity_of(finding, _precision(resources_folder()))
    return replace(finding, message=message, severity=severity, parameters=())
