"""Reading a prior report: file → paragraphs → outline → facts."""

from dataclasses import dataclass
from pathlib import Path

from core.model.document import Document
from core.model.fact import Fact
from core.result import Result
from core.workflows.files import read_limited


@dataclass(frozen=True, slots=True)
class Report:
    """A prior report as recognised; ``name`` is the file's name without its ending."""

    name: str
    document: Document
    facts: tuple[Fact, ...]


def read_report(path: Path) -> Result[Report]:
    """The report in a file, with everything that had to be guessed; ``BadInput`` when it cannot be used."""
    return recognise_report(path.name, read_limited(path))


def recognise_report(name: str, data: bytes) -> Result[Report]:
    """The report in the bytes of a file called ``name``.

    The rooms are imported here because lxml and the word list would triple the time to the first window.
    """
    from core.facts.extract import find_facts
    from core.parsing.recognise import recognise
    from core.readers.formats import read

    raw = read(name, data)
    document = recognise(raw.value)
    report = Report(name.rpartition(".")[0] or name, document.value, find_facts(document.value.elements))
    return Result(report, (*raw.notices, *document.notices))
