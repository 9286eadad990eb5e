"""Reading a prior report: file → paragraphs → outline → facts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.files import shown_name
from core.model.document import Document
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.raw import NO_ACCOUNT, ImportAccount, RawDocument, RawParagraph
from core.reading import read_limited
from core.result import Notice, Result
from core.workflows.drafting.session import read_with_notices
from core.workflows.facts import find_facts
from core.workflows.importing.import_findings import lasting
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import kind_of_title
from core.workflows.importing.line_places import placed_notices
from core.workflows.names import DRAFT_ENDING
from core.workflows.words import load_phrases

Dresser = Callable[[tuple[RawParagraph, ...]], tuple[RawParagraph, ...]]
"""Gives paragraphs what the bytes of their text do not say, as emphasis; as many as before."""

UNIT_BEFORE_YEAR = re.compile(
    r"(?P<unit>(?!关于)[\u4e00-\u9fff（）]{3,30}?)(?=(?:19|20)\d\d年?|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2}年)"
)
NAME_RUN = re.compile(r"(?<![\u4e00-\u9fff*＊xXｘＸ×○〇_＿])[\u4e00-\u9fff]{4,40}")
NAME_LEAD = re.compile("^(?:年度?)?(?:上半年|下半年)?(?:关于|附件|修改稿)?")
NAME_ABOUT = re.compile("关于|工作|总结|汇报|报告|会议|领导")
"""What stands before a unit in the name of a file (the end of a year, words about the file), and behind it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A prior report as recognised; ``name`` is the file name without its ending, ``import_notices`` the notices of its import."""

    name: str
    document: Document
    facts: tuple[Fact, ...]
    import_notices: tuple[Notice, ...] = ()
    account: ImportAccount = field(default_factory=lambda: NO_ACCOUNT, compare=False, repr=False)


def is_draft(path: Path) -> bool:
    """Whether the file name has the ending of a draft."""
    return path.suffix.lower() == DRAFT_ENDING


def read_report(path: Path) -> Result[Report]:
    """The report in a file or in a draft (last year's), with notices about everything that was guessed.

    ``BadInput`` or ``BadDraft`` when it cannot be used.
    """
    if is_draft(path):
        # A draft read as a prior report: its values are last year's now, so its facts are recognised again.
        stored = read_with_notices(path)
        draft = stored.value
        elements = tuple(replace(element, line=number) for number, element in enumerate(draft.elements, 1))
        document = Document(elements, draft.title or None, draft.identity.kind or None, draft.numbering, draft.media)
        facts, notices = _facts(elements)
        return Result(Report(shown_name(path.stem), document, facts), (*stored.notices, *notices))
    return recognise_report(path.name, read_limited(path))


def recognise_report(name: str, data: bytes, dressed: Dresser | None = None) -> Result[Report]:
    """The report in the bytes of a file called ``name``, its paragraphs ``dressed`` before they are recognised if that is given.

    The rooms are imported here because lxml and the word list would triple the time until the window opens.
    """
    from core.workflows.importing.formats import read

    raw = read(name, data)
    if dressed is not None:
        raw = replace(raw, value=replace(raw.value, paragraphs=dressed(raw.value.paragraphs)))
    return recognise_raw(name, raw)


def recognise_raw(name: str, raw: Result[RawDocument]) -> Result[Report]:
    """The report in the paragraphs of a file called ``name``."""
    from core.parsing.recognise import recognise

    recognised = recognise(raw.value, load_phrases())
    document = recognised.value
    own = kind_of_title(document.title or "", list_cards())
    document = replace(document, kind=own or document.kind)
    facts, notices = _facts(document.elements)
    shown = shown_name(name)
    placed = placed_notices(raw.notices, document.elements)
    report = Report(shown.rpartition(".")[0] or shown, document, facts, lasting(placed), raw.value.account)
    return Result(report, (*placed, *recognised.notices, *notices))


def proposed_unit(report: Report) -> str:
    """The unit that signed the report; without a signature what its title of one line or two, or else its file, is called before
    the year, if that is an organ's name; empty where none is known or the name is masked.
    """
    elements = report.document.elements
    signatures = [element for element in elements if element.role is Role.SIGNATURE]
    masked = frozenset(fact.element_id for fact in report.facts if fact.kind is FactKind.MASK)
    if signatures:
        return next((element.content.strip() for element in signatures if element.id not in masked), "")
    titles = [element.content for element in elements if element.role is Role.TITLE and element.id not in masked]
    told = map(_unit_before_year, (*titles[:1], "".join(titles[:2]), report.name))
    return next(filter(None, told), "") or _unit_in_name(report.name)


def _unit_before_year(title: str) -> str:
    """青禾县档案馆 of 青禾县档案馆2023年工作总结."""
    found = UNIT_BEFORE_YEAR.match(title.strip())
    name = found["unit"] if found else ""
    return name if name and load_phrases().people.organ.fullmatch(name) else ""


def _unit_in_name(name: str) -> str:
    """青禾县档案馆 of 1.青禾县档案馆工作总结2023, wherever it stands in the name of a file."""
    organ = load_phrases().people.organ
    for run in (NAME_ABOUT.split(NAME_LEAD.sub("", found))[0] for found in NAME_RUN.findall(name)):
        if unit := next((run[:stop] for stop in range(len(run), 3, -1) if organ.fullmatch(run[:stop])), ""):
            return unit
    return ""


def _facts(elements: Sequence[Element]) -> tuple[tuple[Fact, ...], tuple[Notice, ...]]:
    from core.facts.extract import is_cut

    facts = find_facts(elements)
    return facts, (Notice("facts_cut", count=len(facts)),) if is_cut(elements, facts) else ()
